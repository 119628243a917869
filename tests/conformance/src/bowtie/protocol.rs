//! What Bowtie says.
//!
//! Input: a line. Output: a [`Command`]. Schemas and instances stay the text that they are, since reading
//! and writing them again could change a number.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::error::{Context as _, Error, Result};

/// What is asked for.
#[derive(Debug)]
pub(super) enum Command<'a> {
    /// To begin.
    Start {
        /// The version of the protocol.
        version: u64,
    },
    /// To take schemas that do not name their dialect for ones of this.
    Dialect {
        /// The dialect's name.
        uri: Cow<'a, str>,
    },
    /// To try a case.
    Run {
        /// What the answer must repeat.
        seq: Value,
        /// The case.
        case: Case<'a>,
    },
    /// To end.
    Stop,
}

/// A schema and what is to be held against it.
#[derive(Debug, Deserialize)]
pub(super) struct Case<'a> {
    /// The schema's text.
    #[serde(borrow)]
    pub(super) schema: &'a RawValue,
    /// Schemas by their URIs, which the schema may refer to.
    #[serde(borrow, default)]
    pub(super) registry: Option<BTreeMap<String, &'a RawValue>>,
    /// The instances.
    #[serde(borrow)]
    pub(super) tests: Vec<Test<'a>>,
}

/// An instance.
#[derive(Debug, Deserialize)]
pub(super) struct Test<'a> {
    /// Its text.
    #[serde(borrow)]
    pub(super) instance: &'a RawValue,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    cmd: Cow<'a, str>,
    version: Option<u64>,
    #[serde(borrow)]
    dialect: Option<Cow<'a, str>>,
    seq: Option<Value>,
    #[serde(borrow)]
    case: Option<Case<'a>>,
}

/// The command in a line.
///
/// # Errors
///
/// Where the line is none.
pub(super) fn command(line: &str) -> Result<Command<'_>> {
    let Line { cmd, version, dialect, seq, case } =
        serde_json::from_str(line).context("a line of standard input")?;
    let lacks = |what: &str| Error::new(format!("a command `{cmd}` without `{what}`"));
    match &*cmd {
        "start" => Ok(Command::Start { version: version.ok_or_else(|| lacks("version"))? }),
        "dialect" => Ok(Command::Dialect { uri: dialect.ok_or_else(|| lacks("dialect"))? }),
        "run" => Ok(Command::Run {
            seq: seq.unwrap_or_default(),
            case: case.ok_or_else(|| lacks("case"))?,
        }),
        "stop" => Ok(Command::Stop),
        other => Err(Error::new(format!("no command `{other}` is known"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instances_keep_their_digits() {
        let line = r#"{"cmd": "run", "seq": [1], "case": {"description": "", "schema": true, "tests": [{"description": "", "instance": 1.00000000000000000001}]}}"#;
        let Command::Run { seq, case } = command(line).unwrap() else { panic!("no run") };
        assert_eq!(seq, serde_json::json!([1]));
        assert_eq!(case.tests[0].instance.get(), "1.00000000000000000001");
        assert!(case.registry.is_none());
    }

    #[test]
    fn what_a_command_lacks_is_said() {
        for (line, said) in [
            ("{\"cmd\": \"run\"}", "a command `run` without `case`"),
            ("{\"cmd\": \"go\"}", "no command `go` is known"),
        ] {
            assert_eq!(command(line).unwrap_err().to_string(), said);
        }
    }
}

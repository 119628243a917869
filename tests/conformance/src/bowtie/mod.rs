//! A harness for Bowtie, the official program that compares implementations of JSON Schema.
//!
//! Input: its protocol, version 1, on standard input: one JSON object a line, of a `cmd`. Output: an
//! answer to each on standard output. For a case the generator makes types of the schema, which are
//! compiled and hold its instances: an instance is valid if it can be read.
//!
//! Whatever goes wrong with a case is an answer (`errored`, or `skipped` where the generator says that a
//! schema is out of its reach); the conversation goes on until `stop`, or the end of the input.

mod case;
mod protocol;

use std::io::{BufRead, Write};

use serde_json::{Value, json};

use crate::error::{Context as _, Error, Result};
use crate::run::Settings;
pub use case::Answer;
use protocol::Command;

/// The dialects that the generator reads: how Bowtie names each, and how a plan does.
pub const DIALECTS: [(&str, &str); 5] = [
    ("https://json-schema.org/draft/2020-12/schema", "draft2020-12"),
    ("https://json-schema.org/draft/2019-09/schema", "draft2019-09"),
    ("http://json-schema.org/draft-07/schema#", "draft7"),
    ("http://json-schema.org/draft-06/schema#", "draft6"),
    ("http://json-schema.org/draft-04/schema#", "draft4"),
];

/// A conversation.
pub struct Harness<'a> {
    /// How cases are tried.
    pub settings: &'a Settings,
    /// Where people read about the project.
    pub home: &'a str,
    /// Whether Bowtie has said hello.
    started: bool,
    /// What a schema without `$schema` is of.
    draft: Option<&'static str>,
}

impl<'a> Harness<'a> {
    /// A conversation that has not begun.
    #[must_use]
    pub const fn new(settings: &'a Settings, home: &'a str) -> Self {
        Self { settings, home, started: false, draft: None }
    }

    /// Answers all that is asked.
    ///
    /// # Errors
    ///
    /// Where the other side breaks the protocol, or the streams break.
    pub fn serve(&mut self, input: impl BufRead, mut output: impl Write) -> Result<()> {
        for line in input.lines() {
            let line = line.context("standard input")?;
            match self.answer(&protocol::command(&line)?)? {
                None => return Ok(()),
                Some(answer) => {
                    writeln!(output, "{answer}").context("standard output")?;
                    output.flush().context("standard output")?;
                }
            }
        }
        Ok(())
    }

    /// The answer to a command, or none where it ends the conversation.
    fn answer(&mut self, command: &Command<'_>) -> Result<Option<Value>> {
        if !self.started && !matches!(command, Command::Start { .. }) {
            return Err(Error::new("the first command must be `start`"));
        }
        match command {
            Command::Start { version: 1 } => {
                self.started = true;
                Ok(Some(self.introduction()))
            }
            Command::Start { version } => {
                Err(Error::new(format!("version {version} of the protocol is not known")))
            }
            Command::Dialect { uri } => {
                self.draft = DIALECTS.iter().find(|(known, _)| known == uri).map(|(_, name)| *name);
                Ok(Some(json!({ "ok": self.draft.is_some() })))
            }
            Command::Run { seq, case } => {
                let answer = case::answer(case, self.draft, self.settings)?;
                Ok(Some(answer.to_json(seq)))
            }
            Command::Stop => Ok(None),
        }
    }

    fn introduction(&self) -> Value {
        json!({
            "version": 1,
            "ready": true,
            "implementation": {
                "language": "rust",
                "name": "codegen",
                "version": env!("CARGO_PKG_VERSION"),
                "homepage": self.home,
                "issues": self.home,
                "source": self.home,
                "dialects": DIALECTS.map(|(uri, _)| uri),
                "os": std::env::consts::OS,
            },
        })
    }
}

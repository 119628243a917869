//! The part of a harness that is the same in all: reads documents, tries each, prints what happened.
//!
//! Input: arguments `CASES FROM SECONDS`, with `CASES` a file that has one JSON object a line:
//! [`Document`]. Output: from case number `FROM` on, one JSON object a line. A case that
//! overflows the stack ends the program; whoever started it starts it again behind that case.

use std::fmt::Debug;
use std::io::Write as _;
use std::sync::mpsc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use difference::lost;

pub mod attack;
mod difference;
pub mod probe;
pub mod rng;
pub mod tree;

/// Tries a document on one type and notes what it finds.
pub type Check = fn(&Document, &mut Outcome);

/// A type by the name of its schema, with what is to be tried of it.
pub type Type<'a> = (&'a str, &'a [Check]);

/// A line of the file of cases.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Document {
    /// The name of the schema that it belongs to.
    pub schema: String,
    /// Its text.
    pub text: String,
    /// What `Debug` must not print.
    pub hidden: Vec<String>,
}

/// What a type makes of a document.
#[derive(Debug, Default, Serialize)]
pub struct Outcome {
    /// Why the document was refused, if it was.
    pub refused: Option<String>,
    /// How what was written differs from what was read, if it does.
    pub lost: Option<String>,
    /// Which two ways to the same result disagree, if any do.
    pub inconsistent: Option<String>,
    /// What `Debug` prints although it must not, if it does.
    pub leaked: Option<String>,
    /// How its parts are held, where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holding: Option<probe::Holding>,
}

/// Enough for documents as deep as the parser allows, however large the frames of the types are.
const STACK: usize = 256 << 20;

/// The exit status after a case that never returned.
const TIMED_OUT: i32 = 3;

/// Tries all documents of the file that the arguments name on the types that they belong to.
pub fn run(types: &'static [Type<'static>]) {
    let mut arguments = std::env::args().skip(1);
    let cases = arguments.next().unwrap_or_default();
    let from = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(0);
    let seconds = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(10);
    let text = std::fs::read_to_string(cases).unwrap_or_default();
    std::panic::set_hook(Box::new(|_| {}));
    for (number, line) in text.lines().enumerate().skip(from) {
        let result = case(types, line, Duration::from_secs(seconds));
        let ended = result.get("timed_out").is_some();
        let line = json!({ "case": number, "result": result });
        if writeln!(std::io::stdout(), "{line}").is_err() {
            return;
        }
        if ended {
            std::process::exit(TIMED_OUT);
        }
    }
}

fn case(types: &'static [Type<'static>], line: &str, limit: Duration) -> Value {
    let document: Document = serde_json::from_str(line).unwrap_or_default();
    match types.iter().find(|(name, _)| *name == document.schema) {
        Some((_, checks)) => attempt(checks, document, limit),
        None => json!({ "panicked": "the harness has no such type" }),
    }
}

/// Runs `checks` in a thread of its own.
fn attempt(checks: &'static [Check], document: Document, limit: Duration) -> Value {
    let (sender, receiver) = mpsc::channel();
    let all = move || {
        let mut outcome = Outcome::default();
        checks.iter().for_each(|check| check(&document, &mut outcome));
        outcome
    };
    let work = move || {
        let outcome = std::panic::catch_unwind(all);
        // Nobody listens any more after a timeout.
        let _ = sender.send(outcome);
    };
    if let Err(error) = std::thread::Builder::new().stack_size(STACK).spawn(work) {
        return json!({ "panicked": error.to_string() });
    }
    match receiver.recv_timeout(limit) {
        Err(_) => json!({ "timed_out": true }),
        Ok(Err(panic)) => json!({ "panicked": panic_text(panic.as_ref()) }),
        Ok(Ok(outcome)) => json!(outcome),
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without text")
        .to_owned()
}

/// Reads the document as a `T` and writes it again.
pub fn check<T: DeserializeOwned + Serialize>(document: &Document, outcome: &mut Outcome) {
    match serde_json::from_str::<T>(&document.text) {
        Err(error) => outcome.refused = Some(error.to_string()),
        Ok(typed) => outcome.lost = lost(&document.text, serde_json::to_value(&typed)),
    }
}

/// Reads the document in other ways, which must agree with [`check`], and writes it as text.
pub fn check_ways<T: DeserializeOwned + Serialize>(document: &Document, outcome: &mut Outcome) {
    let text = document.text.as_str();
    let accepted = outcome.refused.is_none();
    let verdict = |accepted: bool| if accepted { "accepts" } else { "refuses" };
    let mut compare = |way: &str, result: serde_json::Result<T>| {
        if accepted != result.is_ok() {
            outcome.inconsistent = Some(format!(
                "from_str {} it, {way} {} it: {}",
                verdict(accepted),
                verdict(!accepted),
                result.err().map(|error| error.to_string()).unwrap_or_default()
            ));
        }
    };
    compare("from_reader", serde_json::from_reader(text.as_bytes()));
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        compare("from_value", serde_json::from_value(value));
    }
    if outcome.lost.is_none()
        && let Ok(typed) = serde_json::from_str::<T>(text)
    {
        let written = serde_json::to_string(&typed).and_then(|text| serde_json::from_str(&text));
        outcome.lost = lost(text, written).map(|text| format!("as text: {text}"));
    }
}

/// Looks for what must be hidden in what `Debug` prints.
pub fn check_debug<T: DeserializeOwned + Debug>(document: &Document, outcome: &mut Outcome) {
    if let Ok(typed) = serde_json::from_str::<T>(&document.text) {
        let printed = format!("{typed:?}");
        let found = document.hidden.iter().find(|hidden| printed.contains(*hidden));
        outcome.leaked = found.map(|hidden| format!("`Debug` prints {hidden:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_that_never_returns_or_panics_is_told_apart() {
        let never: Check = |_, _| loop {
            std::thread::sleep(Duration::from_secs(1));
        };
        let panics: Check = |_, _| panic!("no");
        let attempt = |check, milliseconds| {
            let checks: &'static [Check] = vec![check].leak();
            let limit = Duration::from_millis(milliseconds);
            attempt(checks, Document::default(), limit)
        };
        assert_eq!(attempt(never, 50), json!({ "timed_out": true }));
        assert_eq!(attempt(panics, 10_000), json!({ "panicked": "no" }));
    }
}

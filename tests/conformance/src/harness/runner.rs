//! The part of a harness that is the same in all: reads documents, tries each, prints what happened.
//!
//! Input: arguments `CASES FROM SECONDS`, with `CASES` a file that has one JSON object a line:
//! `schema` and `text`. Output: from case number `FROM` on, one JSON object a line. A case that
//! overflows the stack ends the program; whoever started it starts it again behind that case.

use std::io::Write as _;
use std::sync::mpsc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Tries the text of a document on one type.
pub type Check = fn(&str) -> Outcome;

/// What a type makes of a document.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Why the document was refused, if it was.
    pub refused: Option<String>,
    /// How what was written differs from what was read, if it does.
    pub lost: Option<String>,
    /// Which two ways to the same result disagree, if any do.
    pub inconsistent: Option<String>,
}

/// Enough for documents as deep as the parser allows, however large the frames of the types are.
const STACK: usize = 256 << 20;

/// The exit status after a case that never returned.
const TIMED_OUT: i32 = 3;

/// Tries all documents of the file that the arguments name on the types that they belong to.
pub fn run(types: &[(&str, Check)]) {
    let mut arguments = std::env::args().skip(1);
    let cases = arguments.next().unwrap_or_default();
    let from = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let seconds = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(10);
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

fn case(types: &[(&str, Check)], line: &str, limit: Duration) -> Value {
    let line: Value = serde_json::from_str(line).unwrap_or_default();
    let name = line["schema"].as_str().unwrap_or_default();
    let text = line["text"].as_str().unwrap_or_default().to_owned();
    match types.iter().find(|(other, _)| *other == name) {
        Some((_, check)) => attempt(*check, text, limit),
        None => json!({ "panicked": "the harness has no such type" }),
    }
}

/// Runs `check` in a thread of its own.
fn attempt(check: Check, text: String, limit: Duration) -> Value {
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        let outcome = std::panic::catch_unwind(|| check(&text));
        // Nobody listens any more after a timeout.
        let _ = sender.send(outcome);
    };
    if let Err(error) = std::thread::Builder::new().stack_size(STACK).spawn(work) {
        return json!({ "panicked": error.to_string() });
    }
    match receiver.recv_timeout(limit) {
        Err(_) => json!({ "timed_out": true }),
        Ok(Err(panic)) => json!({ "panicked": panic_text(panic.as_ref()) }),
        Ok(Ok(outcome)) => json!({
            "refused": outcome.refused,
            "lost": outcome.lost,
            "inconsistent": outcome.inconsistent,
        }),
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without text")
        .to_owned()
}

/// Reads `text` as a `T` and writes it again.
#[must_use]
pub fn check<T: DeserializeOwned + Serialize>(text: &str) -> Outcome {
    match serde_json::from_str::<T>(text) {
        Err(error) => Outcome {
            refused: Some(error.to_string()),
            ..Outcome::default()
        },
        Ok(typed) => Outcome {
            lost: lost(text, serde_json::to_value(&typed)),
            ..Outcome::default()
        },
    }
}

/// As [`check`]; reads also from a [`Value`] and from a reader, and writes also as text.
#[must_use]
pub fn check_thoroughly<T: DeserializeOwned + Serialize>(text: &str) -> Outcome {
    let mut outcome = check::<T>(text);
    let accepted = outcome.refused.is_none();
    let verdict = |accepted: bool| if accepted { "accepts" } else { "refuses" };
    let mut compare = |way: &str, other: Option<String>| {
        if accepted == other.is_some() {
            outcome.inconsistent = Some(format!(
                "from_str {} it, {way} {} it: {}",
                verdict(accepted),
                verdict(!accepted),
                other.unwrap_or_default()
            ));
        }
    };
    let error_of = |result: serde_json::Result<T>| result.err().map(|error| error.to_string());
    compare(
        "from_reader",
        error_of(serde_json::from_reader(text.as_bytes())),
    );
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        compare("from_value", error_of(serde_json::from_value(value)));
    }
    if outcome.lost.is_none()
        && let Ok(typed) = serde_json::from_str::<T>(text)
    {
        let written = serde_json::to_string(&typed).and_then(|text| serde_json::from_str(&text));
        outcome.lost = lost(text, written).map(|text| format!("as text: {text}"));
    }
    outcome
}

/// How what was written differs from the document that was read.
fn lost(text: &str, written: serde_json::Result<Value>) -> Option<String> {
    match (serde_json::from_str::<Value>(text), written) {
        (Ok(read), Ok(written)) => difference(&read, &written, &mut String::new()),
        (Err(error), _) => Some(format!("accepted, though it is no JSON value: {error}")),
        (_, Err(error)) => Some(format!("cannot be written: {error}")),
    }
}

/// Where the two values differ first, or none if they are equal as JSON values.
fn difference(read: &Value, written: &Value, pointer: &mut String) -> Option<String> {
    match (read, written) {
        (Value::Number(a), Value::Number(b)) if same_number(a, b) => None,
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().find_map(|(index, (a, b))| {
                within(pointer, &index.to_string(), |pointer| {
                    difference(a, b, pointer)
                })
            })
        }
        (Value::Object(a), Value::Object(b)) => {
            let added = b.keys().find(|name| !a.contains_key(*name));
            a.iter()
                .find_map(|(name, a)| {
                    within(pointer, name, |pointer| match b.get(name) {
                        None => Some(format!("{pointer}: {} became absent", short(a))),
                        Some(b) => difference(a, b, pointer),
                    })
                })
                .or_else(|| {
                    added.map(|name| format!("{pointer}/{name}: absent became {}", short(&b[name])))
                })
        }
        _ if read == written => None,
        _ => Some(format!(
            "{pointer}: {} became {}",
            short(read),
            short(written)
        )),
    }
}

fn within<T>(pointer: &mut String, name: &str, work: impl FnOnce(&mut String) -> T) -> T {
    let length = pointer.len();
    pointer.push('/');
    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    let result = work(pointer);
    pointer.truncate(length);
    result
}

/// Whether two numbers are the same: `1` and `1.0` are, `9007199254740993` and
/// `9007199254740992.0` are not.
fn same_number(a: &serde_json::Number, b: &serde_json::Number) -> bool {
    match (integer(a), integer(b)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a == b || a.as_f64() == b.as_f64(),
        _ => false,
    }
}

/// The number as an integer, where it is one below 2⁹⁶.
fn integer(number: &serde_json::Number) -> Option<i128> {
    let exact = number.as_i64().map(i128::from);
    exact
        .or_else(|| number.as_u64().map(i128::from))
        .or_else(|| {
            let float = number.as_f64()?;
            let small = float.fract() == 0.0 && float.abs() < 2f64.powi(96);
            // The bound above makes the conversion exact.
            small.then_some(float as i128)
        })
}

/// A value's text, cut where it is long.
fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_as_numbers_and_members_by_name() {
        for (read, written, same) in [
            ("1", "1.0", true),
            ("0.1", "0.1", true),
            ("0.1", "0.2", false),
            ("9007199254740993", "9007199254740992.0", false),
            ("18446744073709551615", "18446744073709551615", true),
            ("1e300", "1e300", true),
            ("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true),
            ("{\"a\":null}", "{}", false),
            ("{}", "{\"a\":null}", false),
            ("[1,2]", "[1]", false),
            ("\"1\"", "1", false),
        ] {
            let written = serde_json::from_str(written);
            assert_eq!(lost(read, written).is_none(), same, "{read}");
        }
    }

    #[test]
    fn the_place_of_a_difference_is_a_pointer() {
        let lost = lost("{\"a/b\":[0,{\"c\":1}]}", Ok(json!({"a/b": [0, {"c": 2}]})));
        assert_eq!(lost.as_deref(), Some("/a~1b/1/c: 1 became 2"));
    }

    #[test]
    fn a_check_that_never_returns_or_panics_is_told_apart() {
        let never: Check = |_| loop {
            std::thread::sleep(Duration::from_secs(1));
        };
        let panics: Check = |_| panic!("no");
        let attempt = |check, milliseconds| {
            attempt(check, String::new(), Duration::from_millis(milliseconds))
        };
        assert_eq!(attempt(never, 50), json!({ "timed_out": true }));
        assert_eq!(attempt(panics, 10_000), json!({ "panicked": "no" }));
    }
}

//! What is wrong with a configuration, and where.

use std::fmt;
use std::ops::Range;

use super::suggest::nearest;

/// What is wrong with a configuration; its text is ready to be printed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Error {
    /// What is wrong.
    pub message: String,
    /// A way out, if there is an obvious one.
    pub help: Option<String>,
    /// Where, if it is in a file or on the command line.
    pub place: Option<Place>,
}

/// A place in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// The path of the file, or `--set`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The text of the line.
    text: String,
    /// How many characters are meant.
    length: usize,
}

impl Error {
    /// A mistake without a place.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            place: None,
        }
    }

    /// What `toml` has to say about `text`, said better where it can be.
    pub(super) fn from_toml(error: &toml::de::Error, file: &str, text: &str) -> Self {
        let (message, help) = reword(error.message());
        let place = error.span().map(|span| Place::new(file, text, span));
        Self {
            message,
            help,
            place,
        }
    }
}

impl Place {
    fn new(file: &str, text: &str, span: Range<usize>) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |it| it + 1);
        let line_text = text
            .get(line_start..)
            .unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default();
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        let marked = text
            .get(span)
            .unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default();
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: column + 1,
            text: line_text.to_owned(),
            length: marked
                .chars()
                .count()
                .clamp(1, line_text.chars().count().max(column + 1) - column),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        let mut margin = String::new();
        if let Some(Place {
            file,
            line,
            column,
            text,
            length,
        }) = &self.place
        {
            margin = " ".repeat(line.to_string().len());
            let (indent, marks) = (" ".repeat(column - 1), "^".repeat(*length));
            write!(f, "\n{margin}--> {file}:{line}:{column}")?;
            write!(
                f,
                "\n{margin} |\n{line} | {text}\n{margin} | {indent}{marks}"
            )?;
        }
        match &self.help {
            Some(help) => write!(f, "\n{margin} = help: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

/// Turns serde's “unknown field `shemas`, expected one of `schemas`, …” into a message and a
/// suggestion; everything else is left as it is.
fn reword(message: &str) -> (String, Option<String>) {
    let message = message.trim_end();
    for (prefix, noun) in [("unknown field `", "key"), ("unknown variant `", "value")] {
        let Some((written, rest)) = message
            .strip_prefix(prefix)
            .and_then(|it| it.split_once('`'))
        else {
            continue;
        };
        let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
        let help = match nearest(written, known.iter().copied()) {
            Some(word) => Some(format!("did you mean `{word}`?")),
            None if known.is_empty() => None,
            None => Some(format!("what is known: `{}`", known.join("`, `"))),
        };
        return (format!("unknown {noun} `{written}`"), help);
    }
    (message.to_owned(), None)
}

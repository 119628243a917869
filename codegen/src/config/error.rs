//! What is wrong with a configuration, and where.

use std::fmt;

use super::origin;
use super::suggest::nearest;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{File, FileId, Position, Sources, Span};

/// What is wrong with a configuration. It prints as one line; [`Error::into_finding`] makes it a
/// finding like those about schemas.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Error {
    /// What is wrong.
    pub message: String,
    /// A way out, if there is an obvious one.
    pub help: Option<String>,
    place: Option<Place>,
}

/// A place in the text of a configuration file.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Place {
    file: String,
    text: String,
    span: Span,
}

impl Error {
    /// A mistake without a place.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, place: None }
    }

    /// What `toml` has to say, said better where it can be.
    pub(super) fn from_toml(error: &toml::de::Error) -> Self {
        let (message, help) = reword(error.message());
        Self { message, help, place: None }
    }

    /// The same, about the text of a file.
    pub(super) fn in_file(error: &toml::de::Error, file: &str, text: &str) -> Self {
        let quoted = error.message().split('`').nth(1).unwrap_or_default();
        let place = error.span().map(|range| Place {
            file: file.to_owned(),
            text: text.to_owned(),
            span: origin::narrowed(text, range, quoted),
        });
        Self { place, ..Self::from_toml(error) }
    }

    /// The finding, and the file that it is about.
    #[must_use]
    pub fn into_finding(self) -> (Diagnostic, Sources) {
        let mut finding = Diagnostic::new(Code::BadConfiguration, self.message);
        finding.help.extend(self.help);
        let Some(Place { file, text, span }) = self.place else {
            return (finding, Sources::default());
        };
        let location = Location { file: FileId(0), span, pointer: String::new() };
        let file = File::of_text(file, text);
        (finding.at(location, ""), Sources { files: vec![file], configuration: None })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Place { file, text, span }) = &self.place {
            let Position { line, column } = Position::of(text, span.start as usize);
            write!(f, "{file}:{line}:{column}: ")?;
        }
        f.write_str(&self.message)?;
        self.help.iter().try_for_each(|help| write!(f, "; {help}"))
    }
}

impl std::error::Error for Error {}

/// Turns serde's “unknown field `shemas`, expected one of `schemas`, …” into a message and a
/// suggestion; everything else is left as it is.
fn reword(message: &str) -> (String, Option<String>) {
    let message = message.trim_end();
    for (prefix, noun) in [("unknown field `", "key"), ("unknown variant `", "value")] {
        let Some((written, rest)) = message.strip_prefix(prefix).and_then(|it| it.split_once('`'))
        else {
            continue;
        };
        let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
        let digits = |it: &str| it.chars().filter(char::is_ascii_digit).collect::<String>();
        let is_like = |word: &&str| digits(word) == digits(written);
        let help = match nearest(written, known.iter().copied()).filter(is_like) {
            Some(word) => Some(format!("did you mean `{word}`?")),
            None if known.is_empty() => None,
            None => Some(format!("known: `{}`", known.join("`, `"))),
        };
        return (format!("unknown {noun} `{written}`"), help);
    }
    (message.to_owned(), None)
}

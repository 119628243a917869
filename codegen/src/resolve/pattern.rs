//! Regular expressions as schemas write them.
//!
//! Input: the text of a `pattern`. Output: a [`Pattern`], the same expression in the language of
//! ECMA 262 with the flags that it needs, which `regress` compiles. The specification asks for
//! Unicode semantics (core, section 6.4), so these are tried first; what is written for other
//! engines (`(?i)`, `\A`, `\z`, `(?P<name>…)`) is rewritten; what only the old semantics of ECMA
//! allow comes last.

use regress::{Flags, Regex};

/// A regular expression of ECMA 262.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pattern {
    /// The expression, without slashes.
    pub source: String,
    /// Its flags, as `regress` takes them: `u`, `iu`, or nothing.
    pub flags: String,
}

impl Pattern {
    /// Reads the text of a `pattern`.
    ///
    /// # Errors
    ///
    /// Why no engine of ECMA 262 can compile it.
    pub fn read(text: &str) -> Result<(Self, Regex), String> {
        let error = match compile(text, "u") {
            Ok(regex) => return Ok((Self { source: text.to_owned(), flags: "u".into() }, regex)),
            Err(error) => error,
        };
        let (source, flags) = rewrite(text);
        let attempts = [(source.as_str(), format!("{flags}u")), (source.as_str(), flags)];
        for (source, flags) in attempts {
            if let Ok(regex) = compile(source, &flags) {
                return Ok((Self { source: source.to_owned(), flags }, regex));
            }
        }
        Err(error)
    }
}

fn compile(source: &str, flags: &str) -> Result<Regex, String> {
    Regex::with_flags(source, Flags::from(flags)).map_err(|error| error.text)
}

/// Says in ECMA 262 what other engines write differently: the expression and its flags.
fn rewrite(text: &str) -> (String, String) {
    let (anchored, rest) = text.strip_prefix('^').map_or(("", text), |rest| ("^", rest));
    let (flags, rest) = leading_flags(rest).unwrap_or(("", rest));
    let mut source = String::from(anchored);
    let mut rest = rest;
    while let Some(at) = rest.find(['\\', '(']) {
        let (before, after) = rest.split_at(at);
        source.push_str(before);
        let spellings = [("\\A", "^"), ("\\Z", "$"), ("\\z", "$"), ("(?P<", "(?<"), ("\\h", "[ \\t]")];
        let found = spellings.iter().find_map(|(from, to)| Some((*to, after.strip_prefix(from)?)));
        (source, rest) = match found {
            Some((to, after)) => (source + to, after),
            None => {
                let escaped = after.chars().take(if after.starts_with('\\') { 2 } else { 1 });
                let (taken, after) = after.split_at(escaped.map(char::len_utf8).sum());
                (source + taken, after)
            }
        };
    }
    (source + rest, flags.to_owned())
}

/// The flags of a `(?i)` at the beginning, and what follows it.
fn leading_flags(text: &str) -> Option<(&str, &str)> {
    let (flags, rest) = text.strip_prefix("(?")?.split_once(')')?;
    let known = !flags.is_empty() && flags.bytes().all(|flag| b"ims".contains(&flag));
    known.then_some((flags, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_as_their_authors_meant_them() {
        let cases = [
            ("^a$", "^a$", "u"),
            ("\\p{L}", "\\p{L}", "u"),
            ("(?i)^yes$", "^yes$", "iu"),
            ("^(?i)yes$", "^yes$", "iu"),
            ("\\Ax\\z", "^x$", "u"),
            ("\\\\A\\Z", "\\\\A$", "u"),
            ("(?P<year>[0-9]+)", "(?<year>[0-9]+)", "u"),
            ("^[\\w-.]+$", "^[\\w-.]+$", ""),
            ("a\\-b", "a\\-b", ""),
        ];
        for (text, source, flags) in cases {
            let (pattern, _) = Pattern::read(text).expect(text);
            assert_eq!((pattern.source.as_str(), pattern.flags.as_str()), (source, flags), "{text}");
        }
    }

    #[test]
    fn what_nobody_can_compile_is_an_error() {
        for text in ["(", "[a", "a**", "(?<=", "x++"] {
            assert!(Pattern::read(text).is_err(), "{text}");
        }
    }
}

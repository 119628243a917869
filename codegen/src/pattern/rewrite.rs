//! Regular expressions as schemas write them.
//!
//! Input: the text of a `pattern`. Output: the same expression in the language of ECMA 262 with the flag
//! `u`, or without any flag where that fails. The specification asks for Unicode semantics (core,
//! section 6.4), so these are tried first; what is written for other engines, such as `(?i)` or `\A`,
//! is rewritten; what only the old semantics of ECMA 262 allow comes last.

use super::Pattern;
use super::parse::{Mode, parse};
use super::set::Set;

/// A regular expression of ECMA 262.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// Its text.
    pub(crate) source: String,
    /// Whether there are texts on which generated code may give up.
    pub(crate) is_hard: bool,
    /// Whether it matches every text.
    pub(crate) is_void: bool,
}

/// The expression that means what the text means to its author.
///
/// # Errors
///
/// Why no expression of ECMA 262 does.
pub(crate) fn read(text: &str) -> Result<Reading, String> {
    let Err(error) = parse(text, Mode::Unicode) else { return reading(text.to_owned()) };
    let rewritten = rewrite(text);
    // Without the flag `u`, `\p{L}` is the letter p and a count.
    let has_property = rewritten.contains("\\p{") || rewritten.contains("\\P{");
    if has_property && parse(&rewritten, Mode::Unicode).is_err() {
        return Err(error);
    }
    reading(rewritten).map_err(|_| error)
}

fn reading(source: String) -> Result<Reading, String> {
    let pattern = Pattern::parse(&source)?;
    let (is_hard, is_void) = (pattern.is_hard(), pattern.is_void());
    Ok(Reading { source, is_hard, is_void })
}

/// What other engines write, and how ECMA 262 says it.
const SPELLINGS: [(&str, &str); 4] = [("\\A", "^"), ("\\Z", "$"), ("\\z", "$"), ("(?P<", "(?<")];

/// The classes of POSIX.
const CLASSES: [(&str, &str); 8] = [
    ("[:alpha:]", "a-zA-Z"),
    ("[:digit:]", "0-9"),
    ("[:alnum:]", "a-zA-Z0-9"),
    ("[:upper:]", "A-Z"),
    ("[:lower:]", "a-z"),
    ("[:space:]", "\\s"),
    ("[:xdigit:]", "0-9a-fA-F"),
    ("[:word:]", "\\w"),
];

/// Says in ECMA 262 what other engines write differently.
fn rewrite(text: &str) -> String {
    match leading_flags(text) {
        Some((flags, anchor, rest)) => format!("(?{flags}:{anchor}{})", rewrite_body(rest)),
        None => rewrite_body(text),
    }
}

/// The flags of a `(?i)` at the beginning, an anchor before it, and what follows:
/// `^(?i)yes` ⇒ `i`, `^`, `yes`.
fn leading_flags(text: &str) -> Option<(&str, &str, &str)> {
    let (anchor, rest) = text.strip_prefix('^').map_or(("", text), |rest| ("^", rest));
    let (flags, rest) = rest.strip_prefix("(?")?.split_once(')')?;
    let known = !flags.is_empty() && flags.bytes().all(|flag| b"ims".contains(&flag));
    known.then_some((flags, anchor, rest))
}

fn rewrite_body(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut in_class, mut after_set) = (text, false, false);
    while let Some(first) = rest.chars().next() {
        let table: &[_] = if in_class { &CLASSES } else { &SPELLINGS };
        let known = table.iter().find_map(|(from, to)| Some((*to, rest.strip_prefix(from)?)));
        if let Some((to, after)) = known {
            out.push_str(to);
            (rest, after_set) = (after, false);
            continue;
        }
        let (token, after) = split_token(rest);
        match first {
            '\\' => out.push_str(&escape(token, in_class)),
            // `[\w-.]`: a set begins no range, so the hyphen is one.
            '-' if in_class && after_set && !after.starts_with(']') => out.push_str("\\-"),
            _ => out.push_str(token),
        }
        after_set = ["\\w", "\\d", "\\s", "\\p", "\\W", "\\D", "\\S", "\\P"]
            .iter()
            .any(|set| token.starts_with(set));
        in_class = if in_class { first != ']' } else { first == '[' };
        rest = after;
    }
    out
}

/// Splits an escape or a character off.
fn split_token(text: &str) -> (&str, &str) {
    let property = text.starts_with("\\p{") || text.starts_with("\\P{");
    let length = if property {
        text.find('}').map_or(text.len(), |end| end + 1)
    } else {
        let characters = if text.starts_with('\\') { 2 } else { 1 };
        text.chars().take(characters).map(char::len_utf8).sum()
    };
    text.split_at_checked(length).unwrap_or((text, ""))
}

/// An escape that the flag `u` allows: `\@` ⇒ `@`, `\p{Latin}` ⇒ `\p{Script=Latin}`.
fn escape(token: &str, in_class: bool) -> String {
    let escaped = token.chars().nth(1).unwrap_or('\\');
    let is_syntax = "^$\\.*+?()[]{}|/".contains(escaped) || (in_class && escaped == '-');
    if escaped.is_ascii_punctuation() && !is_syntax || escaped == ' ' {
        return escaped.to_string();
    }
    let name = token.strip_prefix("\\p{").and_then(|name| name.strip_suffix('}'));
    if let Some(name) = name.filter(|name| Set::property(name).is_none()) {
        return format!("\\p{{Script={}}}", name.strip_prefix("Is").unwrap_or(name));
    }
    token.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_as_their_authors_meant_them() {
        for (text, pattern, accepted, refused) in [
            ("^a$", "^a$", "a", "b"),
            ("^\\p{L}$", "^\\p{L}$", "ü", "1"),
            ("(?i)^yes$", "(?i:^yes$)", "YES", "no"),
            ("^(?i)yes|no", "(?i:^yes|no)", "YES", "x"),
            ("\\Ax\\z", "^x$", "x", "xx"),
            ("\\\\A\\Z", "\\\\A$", "\\A", "A\\"),
            ("(?P<year>[0-9]+)", "(?<year>[0-9]+)", "1", "x"),
            ("^[\\w-.]+$", "^[\\w\\-.]+$", "a-.", "a+"),
            ("^[\\p{L}\\-\\_\\@]+$", "^[\\p{L}\\-_@]+$", "ü-_@", "\\"),
            ("a\\-b", "a-b", "a-b", "a\\-b"),
            ("^[[:alpha:]_]+$", "^[a-zA-Z_]+$", "ab_", ":"),
            ("^\\p{Latin}$", "^\\p{Script=Latin}$", "a", "я"),
            ("^a{,3}$", "^a{,3}$", "a{,3}", "aa"),
            ("^{x}$", "^{x}$", "{x}", "x"),
        ] {
            assert_eq!(read(text).map(|it| it.source).as_deref(), Ok(pattern), "{text}");
            let pattern = Pattern::parse(pattern).expect(pattern);
            assert!(pattern.matches(accepted), "{text} {accepted}");
            assert!(!pattern.matches(refused), "{text} {refused}");
        }
    }

    #[test]
    fn what_nobody_can_compile_is_an_error() {
        for text in ["(", "[a", "a**", "(?<=", "x++", "(?>x)", "\\p{Nonsense}", "\\", "\\p{"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}

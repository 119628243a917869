//! JSON Pointer (RFC 6901).
//!
//! A pointer is kept as its text: `""` for the whole document, else `/` and a token for each step,
//! with `~0` for `~` and `~1` for `/`. In a URI fragment it is percent-encoded on top of that.

use std::borrow::Cow;

use super::{Json, Kind};

/// Adds a step: the name of a member or the index of an element.
pub fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    pointer.push_str(&escape(token));
}

/// The pointer with a step more.
#[must_use]
pub fn child(pointer: &str, token: &str) -> String {
    let mut child = pointer.to_owned();
    push(&mut child, token);
    child
}

/// The steps, unescaped; `None` for what is no pointer.
#[must_use]
pub fn tokens(pointer: &str) -> Option<Vec<Cow<'_, str>>> {
    match pointer.strip_prefix('/') {
        Some(steps) => steps.split('/').map(unescape).collect(),
        None => pointer.is_empty().then(Vec::new),
    }
}

/// A name as it stands in a pointer.
#[must_use]
pub fn escape(token: &str) -> Cow<'_, str> {
    if token.contains(['~', '/']) {
        token.replace('~', "~0").replace('/', "~1").into()
    } else {
        token.into()
    }
}

/// The name that a step stands for; `None` for a `~` that begins neither `~0` nor `~1`.
#[must_use]
pub fn unescape(token: &str) -> Option<Cow<'_, str>> {
    let mut parts = token.split('~');
    let first = parts.next()?;
    if first.len() == token.len() {
        return Some(token.into());
    }
    let mut name = first.to_owned();
    for part in parts {
        let (escaped, rest) = part.split_at_checked(1)?;
        name.push(match escaped {
            "0" => '~',
            "1" => '/',
            _ => return None,
        });
        name.push_str(rest);
    }
    Some(name.into())
}

/// The text of a URI fragment without its percent-encoding; `None` if it is not UTF-8.
///
/// A `%` without two hexadecimal digits stays as it is: schemas in the wild have names with it.
#[must_use]
pub fn from_fragment(fragment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let encoded = match (byte, after) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match encoded {
            Some((high, low)) => {
                bytes.push(high << 4 | low);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// The value that the pointer leads to.
#[must_use]
pub fn locate<'a>(root: &'a Json, pointer: &str) -> Option<&'a Json> {
    tokens(pointer)?.iter().try_fold(root, |value, token| match &value.kind {
        Kind::Object(members) => members.get(token.as_ref()).map(|member| &member.value),
        Kind::Array(items) => items.get(index(token)?),
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => None,
    })
}

/// RFC 6901, section 4: an index has no leading zeros.
fn index(token: &str) -> Option<usize> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = token.len() > 1 && token.starts_with('0');
    if digits && !leading_zero { token.parse().ok() } else { None }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pointer as a URI fragment, without the `#`.
    fn to_fragment(pointer: &str) -> String {
        let mut fragment = String::with_capacity(pointer.len());
        for byte in pointer.bytes() {
            // RFC 3986, section 3.5: fragment = *( pchar / "/" / "?" ).
            if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) {
                fragment.push(char::from(byte));
            } else {
                fragment.push_str(&format!("%{byte:02X}"));
            }
        }
        fragment
    }
    use crate::source::tests::json;

    #[test]
    fn the_examples_of_the_standard_lead_where_it_says() {
        let root = json(
            r#"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5,
                "k\"l": 6, " ": 7, "m~n": 8}"#,
        );
        for (pointer, fragment, expected) in [
            ("", "", root.to_text().as_str()),
            ("/foo", "/foo", r#"["bar","baz"]"#),
            ("/foo/0", "/foo/0", r#""bar""#),
            ("/", "/", "0"),
            ("/a~1b", "/a~1b", "1"),
            ("/c%d", "/c%25d", "2"),
            ("/e^f", "/e%5Ef", "3"),
            ("/g|h", "/g%7Ch", "4"),
            ("/i\\j", "/i%5Cj", "5"),
            ("/k\"l", "/k%22l", "6"),
            ("/ ", "/%20", "7"),
            ("/m~0n", "/m~0n", "8"),
        ] {
            let found = locate(&root, pointer).map(Json::to_text);
            assert_eq!(found.as_deref(), Some(expected), "{pointer}");
            assert_eq!(to_fragment(pointer), fragment);
            assert_eq!(from_fragment(fragment).as_deref(), Some(pointer));
        }
        for pointer in ["foo", "/foo/2", "/foo/00", "/foo/-", "/foo/+1", "/bar", "/m~n", "/m~2n"] {
            assert!(locate(&root, pointer).is_none(), "{pointer}");
        }
    }

    #[test]
    fn every_name_survives_the_way_there_and_back() {
        let parts = ["", "a", "~", "/", "~0", "~1", "%", "%2F", "é", "\u{1f600}", " ", "#"];
        for a in parts {
            for b in parts {
                for c in parts {
                    let names = [format!("{a}{b}{c}"), format!("{c}{a}")];
                    let pointer = child(&child("", &names[0]), &names[1]);
                    assert_eq!(tokens(&pointer).unwrap(), names);
                    assert_eq!(from_fragment(&to_fragment(&pointer)).unwrap(), pointer);
                }
            }
        }
    }

    #[test]
    fn a_stray_percent_sign_stands_for_itself() {
        for (fragment, text) in [("100%", "100%"), ("%zz", "%zz"), ("%4", "%4"), ("%41", "A")] {
            assert_eq!(from_fragment(fragment).as_deref(), Some(text));
        }
        assert_eq!(from_fragment("%ff"), None);
    }
}

//! URIs of schema resources and references to them (RFC 3986).
//!
//! Input: the texts of `$id` and `$ref`. Output: absolute URIs in one spelling, and fragments.
//! Characters that a URI must not have (spaces, letters beyond ASCII, braces) are percent-encoded
//! first, because schemas have them all the same, and both ends of a reference then agree.

use std::borrow::Cow;
use std::path::{Component, Path};

use fluent_uri::{Uri, UriRef};

use crate::source::pointer;

/// The extensions of schema files, which a URI may leave out.
const EXTENSIONS: [&str; 3] = [".json", ".yaml", ".yml"];

/// An absolute URI without a fragment, normalised.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct AbsoluteUri(String);

impl AbsoluteUri {
    /// The URI that a file is retrieved by: its path below `file:///`.
    pub(crate) fn of_path(path: &Path) -> Self {
        let steps = path.components().filter_map(|step| match step {
            Component::Normal(name) => Some(name.to_string_lossy()),
            Component::ParentDir => Some("..".into()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
        });
        let path = steps.collect::<Vec<_>>().join("/");
        let encoded = encode(&path, |byte| byte != b'?' && byte != b'#' && byte != b'%');
        let text = format!("file:///{encoded}");
        Uri::parse(text.as_str())
            .map_or_else(|_| Self(text.clone()), |uri| Self(uri.normalize().into_string()))
    }

    /// Reads an absolute URI; its fragment is dropped.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = lenient(text);
        let uri = Uri::parse(text.as_str()).ok()?;
        Some(Self(uri.strip_fragment().normalize().into_string()))
    }

    /// Resolves a reference without a fragment against this base (RFC 3986, section 5).
    pub(crate) fn join(&self, reference: &str) -> Option<Self> {
        let reference = lenient(reference);
        let reference = UriRef::parse(reference.as_str()).ok()?;
        let base = Uri::parse(self.0.as_str()).ok()?;
        let joined = reference.resolve_against(&base).ok()?;
        Some(Self(joined.normalize().into_string()))
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment of its path without an extension, as it stands in every text that spells the
    /// URI out; empty where an encoding leaves a choice.
    pub(crate) fn stem(&self) -> &str {
        let own = self.0.trim_end_matches('/');
        let last = own.rsplit('/').next().filter(|last| !last.contains('%')).unwrap_or_default();
        EXTENSIONS.iter().find_map(|extension| last.strip_suffix(extension)).unwrap_or(last)
    }

    /// Other spellings that people use for the same document: the other of `http` and `https`,
    /// with, without or with another extension.
    pub(crate) fn variants(&self) -> Vec<Self> {
        let own = self.0.as_str();
        let swapped = own
            .strip_prefix("http://")
            .map(|rest| format!("https://{rest}"))
            .or_else(|| own.strip_prefix("https://").map(|rest| format!("http://{rest}")));
        let mut found = Vec::new();
        for uri in [Some(own.to_owned()), swapped].into_iter().flatten() {
            let bare = EXTENSIONS.iter().find_map(|extension| uri.strip_suffix(extension));
            let bare = bare.unwrap_or(&uri);
            found.push(Self(bare.to_owned()));
            found.extend(EXTENSIONS.map(|extension| Self(format!("{bare}{extension}"))));
        }
        found.retain(|uri| uri != self);
        found
    }
}

/// A reference in two parts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Split<'a> {
    /// What is before the `#`.
    pub(crate) uri: &'a str,
    /// What is after it; empty where there is none.
    pub(crate) fragment: &'a str,
}

/// Splits a reference at its `#`.
pub(crate) fn split(text: &str) -> Split<'_> {
    let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
    Split { uri, fragment }
}

/// What a fragment says.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Fragment {
    /// A place: the tokens of a JSON Pointer.
    Pointer(Vec<String>),
    /// The name of an anchor.
    Anchor(String),
}

impl Fragment {
    /// Reads a fragment, percent-encoded as it stands in the reference.
    pub(crate) fn parse(text: &str) -> Self {
        let decoded = pointer::from_fragment(text).unwrap_or_else(|| text.to_owned());
        match decoded.strip_prefix('/') {
            Some(tokens) => Self::Pointer(steps(tokens)),
            None if decoded.is_empty() => Self::Pointer(Vec::new()),
            None => Self::Anchor(decoded),
        }
    }
}

/// What the schema is called that a reference leads to: by the end of the pointer, or of the path
/// without its extension.
pub(crate) fn last_name(reference: &str) -> String {
    let Split { uri, fragment } = split(reference);
    match Fragment::parse(fragment) {
        Fragment::Anchor(name) => name,
        Fragment::Pointer(tokens) => tokens.into_iter().next_back().unwrap_or_else(|| {
            let last = uri.rsplit('/').next().unwrap_or_default();
            let stem = EXTENSIONS.iter().find_map(|extension| last.strip_suffix(extension));
            stem.unwrap_or(last).to_owned()
        }),
    }
}

/// The pointer that the name of an anchor was likely meant as: `definitions/a` for `/definitions/a`.
/// A name without a slash may well be the name of an anchor that is missing.
pub(crate) fn without_slash(anchor: &str) -> Option<Vec<String>> {
    anchor.contains('/').then(|| steps(anchor))
}

/// The tokens of a pointer without its first slash. A `~` that escapes nothing is taken as it stands.
fn steps(tokens: &str) -> Vec<String> {
    let token = |token| pointer::unescape(token).unwrap_or(Cow::Borrowed(token)).into_owned();
    tokens.split('/').map(token).collect()
}

fn hex_pair(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

/// Encodes what a URI reference must not contain; `%` of an encoding stays.
fn lenient(text: &str) -> String {
    let encoded = encode(text.trim(), |_| true);
    if !encoded.contains('%') {
        return encoded;
    }
    let mut out = String::with_capacity(encoded.len());
    let mut rest = encoded.as_str();
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        out.push_str(if hex_pair(after.as_bytes()).is_some() { "%" } else { "%25" });
        rest = after;
    }
    out.push_str(rest);
    out
}

fn encode(text: &str, keep: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let legal = byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
        if legal && keep(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_resolve_against_their_base() {
        let cases = [
            ("http://example.com/a/b.json", "c.json", Some("http://example.com/a/c.json")),
            ("http://example.com/a/b.json", "../c", Some("http://example.com/c")),
            ("http://example.com/a/b.json", "/c", Some("http://example.com/c")),
            ("http://example.com/a/", "b/", Some("http://example.com/a/b/")),
            ("http://example.com", "b", Some("http://example.com/b")),
            ("HTTP://EXAMPLE.com/%7eme", "x", Some("http://example.com/x")),
            ("http://example.com/a", "urn:uuid:1", Some("urn:uuid:1")),
            ("urn:uuid:1", "urn:x:y?+z", Some("urn:x:y?+z")),
            ("urn:uuid:1", "a.json", None),
            ("file:///a.json", "b c.json", Some("file:///b%20c.json")),
            ("file:///a.json", "ü.json", Some("file:///%C3%BC.json")),
            ("file:///a.json", "100%.json", Some("file:///100%25.json")),
            ("file:///a.json", "../../b.json", Some("file:///b.json")),
            ("file:///a.json", "http://[", None),
        ];
        for (base, reference, expected) in cases {
            let base = AbsoluteUri::parse(base).expect(base);
            let joined = base.join(reference);
            assert_eq!(joined.as_ref().map(AbsoluteUri::as_str), expected, "{reference}");
        }
    }

    #[test]
    fn a_path_becomes_a_uri() {
        for (path, uri) in [
            ("a/b.json", "file:///a/b.json"),
            ("/a/b.json", "file:///a/b.json"),
            ("./a b#1%.json", "file:///a%20b%231%25.json"),
            ("a/../b.json", "file:///b.json"),
        ] {
            assert_eq!(AbsoluteUri::of_path(Path::new(path)).as_str(), uri);
        }
    }

    #[test]
    fn a_fragment_is_a_pointer_or_an_anchor() {
        let pointer = |tokens: &[&str]| {
            Fragment::Pointer(tokens.iter().map(|&token| token.to_owned()).collect())
        };
        for (text, expected) in [
            ("", pointer(&[])),
            ("/", pointer(&[""])),
            ("/a~1b/c~0d", pointer(&["a/b", "c~d"])),
            ("/a%25b/%22q%22", pointer(&["a%b", "\"q\""])),
            ("/~01", pointer(&["~1"])),
            ("/%zz", pointer(&["%zz"])),
            ("name", Fragment::Anchor("name".to_owned())),
        ] {
            assert_eq!(Fragment::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn a_reference_names_a_schema() {
        for (reference, name) in [
            ("#/components/schemas/Cat", "Cat"),
            ("pets/cat.yaml", "cat"),
            ("https://x.org/pets.json#/$defs/a~1b", "a/b"),
            ("#cat", "cat"),
            ("Cat", "Cat"),
        ] {
            assert_eq!(last_name(reference), name);
        }
    }

    #[test]
    fn spellings_of_one_document_are_variants() {
        let uri = AbsoluteUri::parse("https://x.org/a").expect("a URI");
        let variants = uri.variants();
        let variants: Vec<_> = variants.iter().map(AbsoluteUri::as_str).collect();
        for expected in ["https://x.org/a.json", "https://x.org/a.yaml", "http://x.org/a"] {
            assert!(variants.contains(&expected), "{expected}");
        }
        assert!(!variants.contains(&uri.as_str()));
    }
}

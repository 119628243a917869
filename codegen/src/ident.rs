//! Names: from any text of a schema to a Rust identifier.
//!
//! Input: a text as written. Output: an identifier in the case asked for, never a keyword, never
//! empty, the same on every machine. Invariants: an identifier in the right case already is kept as
//! it is (`SCIMAttributes` stays), and [`Scope`] gives no name twice.

mod apart;
mod letters;
mod plural;
mod short;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use heck::{ToShoutySnakeCase, ToSnakeCase};
use unicode_normalization::UnicodeNormalization;

use crate::limits::MODULE_NAME_BYTES;
pub(crate) use apart::{apart, with_sign};
pub(crate) use plural::{plural, singular};
pub(crate) use short::shortened;

/// A type or variant name: `PascalCase`.
#[must_use]
pub(crate) fn pascal(text: &str) -> String {
    let mut name = String::new();
    for word in words(text) {
        let mut chars = word.chars();
        let Some(first) = chars.next() else { continue };
        let rest = chars.as_str();
        // `1.0` must not become `10`: digits that meet keep a mark between them.
        if first.is_ascii_digit() && name.ends_with(|c: char| c.is_ascii_digit()) {
            name.push('_');
        }
        name.push_str(&letters::upper(first));
        if is_shouted(&word) {
            name.push_str(&rest.to_lowercase());
        } else {
            name.push_str(rest);
        }
    }
    let name = if name.is_empty() { symbols(text) } else { name };
    // A letter can look like a Latin one in one of its cases alone.
    let name: String = letters::clean(&name).nfc().collect();
    match name.chars().next() {
        Some(first) if !unicode_ident::is_xid_start(first) || first.is_lowercase() => {
            format!("V{name}")
        }
        _ if matches!(name.as_str(), "Self") => "Self_".to_owned(),
        _ => name,
    }
}

/// A field, function or module name: `snake_case`, raw or with a trailing underscore where it would
/// be a keyword.
#[must_use]
pub(crate) fn snake(text: &str) -> String {
    let joined = separate(text);
    let mut name: String = joined.to_snake_case().nfc().collect();
    if name.is_empty() {
        name = joined.nfc().collect();
    }
    if let Cow::Owned(clean) = letters::clean(&name) {
        name = clean.to_lowercase();
    }
    match name.chars().next() {
        Some(first) if !unicode_ident::is_xid_start(first) => name.insert(0, '_'),
        _ => {}
    }
    escape_keyword(name)
}

/// A module name: `snake_case`, never a keyword, nor the name of a file or crate that a tree needs, nor
/// one that an operating system does not let a file have.
#[must_use]
pub(crate) fn module(text: &str) -> String {
    const TAKEN: &[&str] = &[
        "alloc",
        "checks",
        "clippy",
        "core",
        "impls",
        "lib",
        "main",
        "mod",
        "rustdoc",
        "rustfmt",
        "self",
        "serde",
        "serde_json",
        "std",
        "support",
    ];
    let name = snake(text);
    let name = match name.strip_prefix("r#") {
        Some(keyword) => format!("{keyword}_"),
        None if TAKEN.contains(&name.as_str()) || is_device(&name) => format!("{name}_"),
        None => name,
    };
    short_enough(name)
}

/// Whether Windows takes a file of this name for a device, whatever its extension.
fn is_device(name: &str) -> bool {
    match name {
        "aux" | "con" | "nul" | "prn" => true,
        _ => ["com", "lpt"].iter().any(|it| {
            let number = name.strip_prefix(it);
            number.is_some_and(|it| it.len() == 1 && it.bytes().all(|it| it.is_ascii_digit()))
        }),
    }
}

/// The name of a module, or its beginning and end where no file could be called like it.
fn short_enough(name: String) -> String {
    if name.len() <= MODULE_NAME_BYTES {
        return name;
    }
    let half = MODULE_NAME_BYTES / 2;
    let start = &name[..name.floor_char_boundary(half)];
    let end = &name[name.ceil_char_boundary(name.len() - half)..];
    format!("{start}_{end}")
}

/// A constant: `SHOUTY_SNAKE_CASE`.
#[must_use]
pub(crate) fn shouty(text: &str) -> String {
    let joined = separate(text);
    let name = joined.to_shouty_snake_case();
    let name = if name.is_ascii() { name } else { name.nfc().collect() };
    let is_plain = |c: char| c == '_' || (letters::is_usable(c) && !c.is_lowercase());
    let name = letters::clean(&name).into_owned();
    let name: String =
        if name.chars().all(is_plain) { name } else { symbols(&name).to_uppercase() };
    match name.chars().next() {
        Some(first) if unicode_ident::is_xid_start(first) => name,
        // A name of marks alone; `_` is none for a constant.
        None => "UNNAMED".to_owned(),
        Some(_) => format!("_{name}"),
    }
}

/// A name in `PascalCase` without another one that it begins or ends with: `PersonResource` of a
/// `Resource` is a `Person`.
#[must_use]
pub(crate) fn without(name: &str, whole: &str) -> Option<String> {
    let is_word = |rest: &&str| rest.starts_with(char::is_uppercase);
    let after = name.strip_prefix(whole).filter(is_word);
    let before =
        name.strip_suffix(whole).filter(|rest| rest.ends_with(|it: char| !it.is_uppercase()));
    after.or(before.filter(is_word)).map(str::to_owned)
}

/// Whether a text reads as a name rather than as a sentence.
#[must_use]
pub(crate) fn is_name_like(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=4).contains(&words)
        && text.chars().count() <= 40
        && text.chars().next().is_some_and(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || " _-.".contains(c))
        && !text.ends_with('.')
}

/// The names that are taken in one Rust scope.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    taken: HashSet<String>,
    /// The number to go on with, by what stands before it: thousands of things may be called alike.
    next: HashMap<String, u32>,
}

impl Scope {
    /// A scope in which these names are taken.
    #[must_use]
    pub(crate) fn with<T: ToString>(names: &[T]) -> Self {
        Self { taken: names.iter().map(T::to_string).collect(), ..Self::default() }
    }

    /// Whether `name` is taken.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// Takes `name` if it is free.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Takes the first of these names that is free, or one like the first of them.
    pub(crate) fn take_any(&mut self, names: impl IntoIterator<Item = String>) -> String {
        let mut first = None;
        for name in names {
            if self.take(&name) {
                return name;
            }
            first.get_or_insert(name);
        }
        self.take_like(&first.unwrap_or_default())
    }

    /// Takes `name`, or the first free one of `name2`, `name3` … (`name_2` where it is in snake
    /// case or ends in a digit).
    pub(crate) fn take_like(&mut self, name: &str) -> String {
        if self.take(name) {
            return name.to_owned();
        }
        let stem = name.trim_start_matches("r#").trim_end_matches('_');
        let snake =
            !stem.chars().any(char::is_uppercase) || stem.ends_with(|c: char| c.is_ascii_digit());
        let mark = if snake { "_" } else { "" };
        let stem = format!("{stem}{mark}");
        let mut number = self.next.get(&stem).copied().unwrap_or(2);
        loop {
            let candidate = format!("{stem}{number}");
            number += 1;
            if self.take(&candidate) {
                self.next.insert(stem, number);
                return candidate;
            }
        }
    }
}

/// Splits at everything that cannot be in an identifier and at underscores; case stays.
fn words(text: &str) -> Vec<String> {
    letters::clean(text)
        .split(|c: char| c == '_' || !letters::is_usable(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words of a text with a space between them, of a kind that is cut in the right places.
fn separate(text: &str) -> String {
    let words: Vec<_> = words(text).iter().map(|it| with_plurals(it)).collect();
    if words.is_empty() { symbols(text) } else { words.join(" ") }
}

/// A word whose abbreviations have an `s` that is theirs: `podIPs` is `podIps`, and not `podI Ps`.
fn with_plurals(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let mut start = 0;
    for at in 0..letters.len() {
        if letters[at].is_uppercase() {
            continue;
        }
        let ends = letters.get(at + 1).is_none_or(|it| !it.is_lowercase());
        if letters[at] == 's' && at - start > 1 && ends {
            letters[start + 1..at].iter_mut().for_each(char::make_ascii_lowercase);
        }
        start = at + 1;
    }
    letters.into_iter().collect()
}

/// Whether a word is in capitals only and longer than one letter: `GET`, `HTTP2`.
fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// Reads out a text that has no letters and no digits.
fn symbols(text: &str) -> String {
    if text.is_empty() {
        return "Empty".to_owned();
    }
    let mut name = String::new();
    for c in text.chars() {
        match symbol(c) {
            Some(word) => name.push_str(word),
            None => name.push_str(&format!("U{:04X}", u32::from(c))),
        }
    }
    name
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        ' ' => "Space",
        '!' => "Not",
        '"' => "Quote",
        '#' => "Hash",
        '$' => "Dollar",
        '%' => "Percent",
        '&' => "And",
        '\'' => "Apostrophe",
        '(' => "OpenParen",
        ')' => "CloseParen",
        '*' => "Star",
        '+' => "Plus",
        ',' => "Comma",
        '-' => "Minus",
        '.' => "Dot",
        '/' => "Slash",
        ':' => "Colon",
        ';' => "Semicolon",
        '<' => "Less",
        '=' => "Equal",
        '>' => "Greater",
        '?' => "Question",
        '@' => "At",
        '[' => "OpenBracket",
        '\\' => "Backslash",
        ']' => "CloseBracket",
        '^' => "Caret",
        '_' => "Underscore",
        '`' => "Backtick",
        '{' => "OpenBrace",
        '|' => "Or",
        '}' => "CloseBrace",
        '~' => "Tilde",
        '\n' => "Newline",
        '\t' => "Tab",
        _ => return None,
    })
}

fn escape_keyword(name: String) -> String {
    match name.as_str() {
        "self" | "super" | "crate" | "_" => format!("{name}_"),
        "as" | "async" | "await" | "break" | "const" | "continue" | "dyn" | "else" | "enum"
        | "extern" | "false" | "fn" | "for" | "if" | "impl" | "in" | "let" | "loop" | "match"
        | "mod" | "move" | "mut" | "pub" | "ref" | "return" | "static" | "struct" | "trait"
        | "true" | "type" | "unsafe" | "use" | "where" | "while" | "abstract" | "become"
        | "box" | "do" | "final" | "gen" | "macro" | "override" | "priv" | "try" | "typeof"
        | "unsized" | "virtual" | "yield" => format!("r#{name}"),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_names_keep_what_is_good_and_mend_the_rest() {
        for (text, name) in [
            ("SCIMAttributes", "SCIMAttributes"),
            ("magic_link", "MagicLink"),
            ("oauth-2.0", "Oauth2_0"),
            ("GET", "Get"),
            ("FOO_BAR", "FooBar"),
            ("1.0", "V1_0"),
            ("", "Empty"),
            ("<=", "LessEqual"),
            ("self", "Self_"),
            ("日本", "日本"),
            ("straße", "Straße"),
            ("\u{1F600}", "U1F600"),
            ("\u{1F600}\u{200D}\u{1F600}", "U1F600U200DU1F600"),
            ("имя", "Имя"),
            ("ı", "U0131"),
            // The capital looks like a Latin one, and only alone: `Μ`.
            ("μ", "U039C"),
            ("μήκος", "Μήκος"),
        ] {
            assert_eq!(pascal(text), name, "{text:?}");
        }
    }

    #[test]
    fn a_variant_does_not_repeat_its_enum() {
        for (name, whole, short) in [
            ("PersonResource", "Resource", Some("Person")),
            ("SearchResponseSuccess", "SearchResponse", Some("Success")),
            ("Resource", "Resource", None),
            ("Resourceful", "Resource", None),
            ("IOError", "Error", None),
            ("Person", "Resource", None),
        ] {
            assert_eq!(without(name, whole).as_deref(), short, "{name} of {whole}");
        }
    }

    #[test]
    fn field_names_are_snake_case_and_no_keywords() {
        for (text, name) in [
            ("type", "r#type"),
            ("podIPs", "pod_ips"),
            ("IDs", "ids"),
            ("imageURLsToLoad", "image_urls_to_load"),
            ("podCIDRs", "pod_cidrs"),
            ("isSet", "is_set"),
            ("self", "self_"),
            ("fooBar", "foo_bar"),
            ("HTTPServer", "http_server"),
            ("$schema", "schema"),
            ("2fa", "_2fa"),
            ("x-go-type", "x_go_type"),
            ("", "empty"),
            ("*", "star"),
            ("μ", "μ"),
            ("Δ", "u03b4"),
        ] {
            assert_eq!(snake(text), name, "{text:?}");
        }
    }

    #[test]
    fn modules_can_be_files_on_every_system() {
        for (text, name) in [
            ("con", "con_"),
            ("AUX", "aux_"),
            ("Com1", "com1_"),
            ("lpt\u{b9}", "lpt1_"),
            ("com10", "com10"),
            ("console", "console"),
            ("gen", "gen_"),
            ("support", "support_"),
        ] {
            assert_eq!(module(text), name, "{text:?}");
        }
        for text in ["x", "\u{1F600}", "\u{10400}", "日"] {
            let long = module(&text.repeat(10_000));
            assert!(long.len() < 200, "{long}");
            assert!(syn::parse_str::<syn::Ident>(&long).is_ok(), "{long}");
        }
    }

    #[test]
    fn constants_are_shouted() {
        for (text, name) in [
            ("a.json#/$defs/fooBar", "A_JSON_DEFS_FOO_BAR"),
            ("2fa", "_2FA"),
            ("_", "UNDERSCORE"),
            ("", "EMPTY"),
            ("имя", "ИМЯ"),
            ("μ", "U039C"),
        ] {
            assert_eq!(shouty(text), name, "{text:?}");
        }
    }

    #[test]
    fn a_scope_gives_no_name_twice() {
        let mut scope = Scope::default();
        assert_eq!(scope.take_like("Foo"), "Foo");
        assert_eq!(scope.take_like("Foo"), "Foo2");
        assert_eq!(scope.take_like("foo"), "foo");
        assert_eq!(scope.take_like("foo"), "foo_2");
        assert_eq!(scope.take_like("r#type"), "r#type");
        assert_eq!(scope.take_like("r#type"), "type_2");
    }
}

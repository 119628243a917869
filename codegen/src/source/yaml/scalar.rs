//! What a scalar stands for (YAML 1.2.2, section 10.3, core schema).

use saphyr_parser::Tag;

use crate::source::{Kind, Number};

/// The value of a scalar, or why JSON has none for it.
pub(super) fn resolve(text: &str, plain: bool, tag: Option<&Tag>) -> Result<Kind, String> {
    let Some(tag) = tag else {
        return if plain { resolve_plain(text) } else { Ok(Kind::String(text.to_owned())) };
    };
    if is_non_specific(tag) || is_core(tag, "str") {
        return Ok(Kind::String(text.to_owned()));
    }
    let kind = resolve_plain(text)?;
    let fits = match &kind {
        Kind::Null => is_core(tag, "null"),
        Kind::Bool(_) => is_core(tag, "bool"),
        Kind::Number(number) => {
            is_core(tag, "float") || (is_core(tag, "int") && number.is_integer())
        }
        Kind::String(_) | Kind::Array(_) | Kind::Object(_) => false,
    };
    let known = ["null", "bool", "int", "float"].iter().any(|name| is_core(tag, name));
    match (fits, known) {
        (true, _) => Ok(kind),
        (false, true) => Err(format!("`{text}` is not of the type of its tag `!!{}`", tag.suffix)),
        (false, false) => Err(unknown_tag(tag)),
    }
}

/// Whether the tag is `!!name`.
pub(super) fn is_core(tag: &Tag, name: &str) -> bool {
    tag.is_yaml_core_schema() && tag.suffix == name
}

/// Whether the tag is `!`, which says that a value is what it looks like, and a scalar a string.
pub(super) fn is_non_specific(tag: &Tag) -> bool {
    tag.handle.is_empty() && tag.suffix == "!"
}

/// What to say of a tag that stands for no JSON value.
pub(super) fn unknown_tag(tag: &Tag) -> String {
    let handle = if tag.is_yaml_core_schema() { "!!" } else { &tag.handle };
    format!("the tag `{handle}{}` stands for no JSON value", tag.suffix)
}

fn resolve_plain(text: &str) -> Result<Kind, String> {
    Ok(match text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" => Kind::Bool(true),
        "false" | "False" | "FALSE" => Kind::Bool(false),
        _ => match number(text)? {
            Some(number) => Kind::Number(number),
            None => Kind::String(text.to_owned()),
        },
    })
}

/// The number that a text stands for, with the text kept where JSON writes it the same way.
fn number(text: &str) -> Result<Option<Number>, String> {
    if !text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) {
        return Ok(None);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let radix = match text.get(..2) {
        Some("0x") => Some(16),
        Some("0o") => Some(8),
        _ => None,
    };
    if let Some(radix) = radix {
        return based(text, radix);
    }
    match unsigned {
        ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN" => {
            Err(format!("`{text}` is no number that JSON has"))
        }
        _ => Ok(Number::parse(text).or_else(|| Number::parse(&decimal(text)?))),
    }
}

/// A number of base 8 or 16.
fn based(text: &str, radix: u32) -> Result<Option<Number>, String> {
    let digits = text.get(2..).unwrap_or_default();
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Ok(None);
    }
    match u128::from_str_radix(digits, radix) {
        Ok(value) => Ok(Number::parse(&value.to_string())),
        Err(_) => Err("a hexadecimal or octal number has more than 128 bits".to_owned()),
    }
}

/// A decimal number in the notation of JSON: YAML allows `+1`, `01`, `.5` and `5.`, too.
fn decimal(text: &str) -> Option<String> {
    let sign = if text.starts_with('-') { "-" } else { "" };
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let end = unsigned.find(['e', 'E']).unwrap_or(unsigned.len());
    let (mantissa, exponent) = unsigned.split_at_checked(end)?;
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if whole.is_empty() && fraction.is_none_or(str::is_empty) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let fraction = match fraction {
        None => String::new(),
        Some("") => ".0".to_owned(),
        Some(digits) => format!(".{digits}"),
    };
    Some(format!("{sign}{whole}{fraction}{exponent}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_are_what_the_core_schema_says() {
        for (text, json) in [
            ("", "null"),
            ("~", "null"),
            ("NULL", "null"),
            ("nULL", "\"nULL\""),
            ("True", "true"),
            ("yes", "\"yes\""),
            ("NO", "\"NO\""),
            ("1", "1"),
            ("-0", "-0"),
            ("1.50", "1.50"),
            ("1e400", "1e400"),
            ("9007199254740993", "9007199254740993"),
            ("+1", "1"),
            ("007", "7"),
            ("-00", "-0"),
            (".5", "0.5"),
            ("-.5e3", "-0.5e3"),
            ("5.", "5.0"),
            ("5.e-3", "5.0e-3"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("0x", "\"0x\""),
            ("0o8", "\"0o8\""),
            ("-0x1", "\"-0x1\""),
            (".", "\".\""),
            ("-", "\"-\""),
            ("+.e1", "\"+.e1\""),
            ("1.2.3", "\"1.2.3\""),
            ("1_000", "\"1_000\""),
            ("2020-12", "\"2020-12\""),
            ("2020-12-01", "\"2020-12-01\""),
            ("1e", "\"1e\""),
            ("++1", "\"++1\""),
            ("é", "\"é\""),
            ("0é", "\"0é\""),
        ] {
            let json_of = |kind| crate::source::Json { span: Default::default(), kind }.to_text();
            assert_eq!(resolve_plain(text).map(json_of).as_deref(), Ok(json), "{text}");
        }
        let large = format!("0x{}", "f".repeat(33));
        for text in [".inf", "-.INF", "+.Inf", ".nan", "-.NaN", &large] {
            assert!(resolve_plain(text).is_err(), "{text}");
        }
    }
}

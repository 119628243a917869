//! The formats of URIs and IRIs, as functions over texts.

use super::format_hosts::is_ipv6;

/// RFC 3986: with a scheme.
pub fn is_uri(text: &str) -> bool {
    text.is_ascii() && is_absolute(text)
}

/// RFC 3986: with a scheme or relative.
pub fn is_uri_reference(text: &str) -> bool {
    text.is_ascii() && is_iri_reference(text)
}

/// RFC 3987: with a scheme.
pub fn is_iri(text: &str) -> bool {
    is_absolute(text)
}

/// RFC 3987: with a scheme or relative.
pub fn is_iri_reference(text: &str) -> bool {
    is_absolute(text) || is_relative(text)
}

fn is_absolute(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let fits = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(fits)
        && is_rest(rest)
}

fn is_relative(text: &str) -> bool {
    let first = text.split(['/', '?', '#']).next().unwrap_or_default();
    !first.contains(':') && is_rest(text)
}

/// What follows the scheme: an authority, a path, a query and a fragment.
fn is_rest(text: &str) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    let is_path = |path: &str| has_only(path, ":@/");
    let is_hierarchy = match text.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            let (authority, path) = rest.split_at(end);
            is_authority(authority) && is_path(path)
        }
        None => is_path(text),
    };
    is_hierarchy && has_only(query, ":@/?") && has_only(fragment, ":@/?")
}

fn is_authority(text: &str) -> bool {
    let (user, host) = text.rsplit_once('@').unwrap_or(("", text));
    let (host, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((literal, "")) => (is_literal(literal), ""),
        Some((literal, rest)) => match rest.strip_prefix(':') {
            Some(port) => (is_literal(literal), port),
            None => return false,
        },
        None => {
            let (name, port) = host.rsplit_once(':').unwrap_or((host, ""));
            (has_only(name, ""), port)
        }
    };
    host && has_only(user, ":") && port.bytes().all(|it| it.is_ascii_digit())
}

fn is_literal(text: &str) -> bool {
    let future = text.strip_prefix(['v', 'V']).and_then(|rest| rest.split_once('.'));
    is_ipv6(text)
        || future.is_some_and(|(version, rest)| {
            !version.is_empty()
                && version.bytes().all(|it| it.is_ascii_hexdigit())
                && !rest.is_empty()
                && has_only(rest, ":")
        })
}

/// Whether a text has only characters that stand for themselves, some others, and encoded ones.
fn has_only(text: &str, others: &str) -> bool {
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        let is_right = match char {
            '%' => [chars.next(), chars.next()]
                .iter()
                .all(|it| it.is_some_and(|it| it.is_ascii_hexdigit())),
            _ if char.is_ascii() => {
                char.is_ascii_alphanumeric()
                    || "-._~!$&'()*+,;=".contains(char)
                    || others.contains(char)
            }
            _ => {
                char >= '\u{a0}' && !('\u{e000}'..='\u{f8ff}').contains(&char) && !is_special(char)
            }
        };
        if !is_right {
            return false;
        }
    }
    true
}

fn is_special(char: char) -> bool {
    let code = u32::from(char);
    ('\u{fdd0}'..='\u{fdef}').contains(&char)
        || char >= '\u{fff0}' && code < 0x1_0000
        || code & 0xfffe == 0xfffe
}

/// RFC 6570: braces with names in them.
pub fn is_uri_template(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (literal, tail) = rest.split_at(at);
        let Some((expression, after)) = tail.strip_prefix('{').and_then(|it| it.split_once('}'))
        else {
            return false;
        };
        if !is_template_literal(literal) || !is_expression(expression) {
            return false;
        }
        rest = after;
    }
    is_template_literal(rest)
}

fn is_template_literal(text: &str) -> bool {
    let is_encoded = |(at, _): (usize, &str)| {
        text.get(at + 1..at + 3).is_some_and(|it| it.bytes().all(|it| it.is_ascii_hexdigit()))
    };
    let is_wrong = |c: char| c.is_control() || c == ' ' || "\"<>\\^`{|}".contains(c);
    !text.contains(is_wrong) && text.match_indices('%').all(is_encoded)
}

fn is_expression(text: &str) -> bool {
    let names = text.strip_prefix(|c| "+#./;?&=,!@|".contains(c)).unwrap_or(text);
    names.split(',').all(|name| {
        let bare = match name.split_once(':') {
            Some((bare, length)) => {
                let is_length = !length.starts_with('0')
                    && (1..=4).contains(&length.len())
                    && length.bytes().all(|it| it.is_ascii_digit());
                if is_length { bare } else { "" }
            }
            None => name.strip_suffix('*').unwrap_or(name),
        };
        let fits = |c: char| c.is_ascii_alphanumeric() || "_%".contains(c);
        bare.split('.').all(|part| !part.is_empty() && part.chars().all(fits))
            && is_template_literal(bare)
    })
}

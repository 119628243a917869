//! The formats of addresses of hosts and of mailboxes, as functions over texts.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::format_labels::{decoded, encoded, has_right_to_left, is_bidi_label, is_unicode_label};

/// RFC 2673: four numbers.
pub fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// RFC 4291, without a zone.
pub fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

/// RFC 5321: a mailbox.
pub fn is_email(text: &str) -> bool {
    text.is_ascii() && is_mailbox(text, is_hostname)
}

/// RFC 6531: a mailbox of any letters.
pub fn is_idn_email(text: &str) -> bool {
    is_mailbox(text, is_idn_hostname)
}

fn is_mailbox(text: &str, is_host: fn(&str) -> bool) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let is_atom = |part: &str| {
        let fits = |c: char| {
            c.is_ascii_alphanumeric() || !c.is_ascii() || "!#$%&'*+-/=?^_`{|}~".contains(c)
        };
        !part.is_empty() && part.chars().all(fits)
    };
    let quoted = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let is_local = match quoted {
        Some(text) => is_quoted(text),
        None => local.split('.').all(is_atom),
    };
    let literal = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_domain = match literal {
        Some(address) => address.strip_prefix("IPv6:").map_or_else(|| is_ipv4(address), is_ipv6),
        None => is_host(domain),
    };
    local.len() <= 64 && is_local && is_domain
}

/// Whether every quote within is escaped, and every escape escapes something.
fn is_quoted(text: &str) -> bool {
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        let escaped = if char == '\\' { chars.next() } else { Some(char) };
        if escaped.is_none_or(char::is_control) || char == '"' {
            return false;
        }
    }
    true
}

/// RFC 1123, with labels of RFC 5890 in ASCII.
pub fn is_hostname(text: &str) -> bool {
    text.len() <= LONGEST && text.split('.').all(is_ascii_label) && is_bidi_name(text.split('.'))
}

/// RFC 5890: with labels of any letters.
pub fn is_idn_hostname(text: &str) -> bool {
    let labels = || text.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']);
    let length = |label: &str| match label.is_ascii() {
        true => is_ascii_label(label).then_some(label.len()),
        false => is_unicode_label(label).then(|| "xn--".len() + encoded(label).len()),
    };
    let total = labels().try_fold(0, |sum, label| Some(sum + length(label)? + 1));
    total.is_some_and(|it| it - 1 <= LONGEST) && is_bidi_name(labels())
}

/// The bytes of a name, without the length of the first label and the root.
const LONGEST: usize = 253;
/// The bytes of a label.
const LONGEST_LABEL: usize = 63;

fn is_ascii_label(label: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_plain = (1..=LONGEST_LABEL).contains(&label.len())
        && label.bytes().all(fits)
        && !label.starts_with('-')
        && !label.ends_with('-');
    is_plain
        && match encoded_part(label) {
            Some(part) => decoded(part)
                .is_some_and(|it| is_unicode_label(&it) && encoded(&it).eq_ignore_ascii_case(part)),
            None => label.get(2..4) != Some("--"),
        }
}

/// What follows `xn--`.
fn encoded_part(label: &str) -> Option<&str> {
    let (prefix, rest) = label.split_at_checked(4)?;
    prefix.eq_ignore_ascii_case("xn--").then_some(rest)
}

/// RFC 5893: in a name with text that is written from right to left, what each label may have.
fn is_bidi_name<'t>(labels: impl Iterator<Item = &'t str> + Clone) -> bool {
    let read = |label: &'t str| match encoded_part(label).and_then(decoded) {
        Some(text) => Cow::Owned(text),
        None => Cow::Borrowed(label),
    };
    !labels.clone().any(|it| has_right_to_left(&read(it)))
        || labels.map(read).all(|it| is_bidi_label(&it))
}

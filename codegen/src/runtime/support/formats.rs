//! The formats that the drafts of JSON Schema define, each as a function over texts.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::rfc3339;

/// RFC 3339: a date and a time with its offset.
pub fn is_date_time(text: &str) -> bool {
    rfc3339::date_time(text).is_some()
}

/// RFC 3339: a day.
pub fn is_date(text: &str) -> bool {
    rfc3339::date(text).is_some()
}

/// RFC 3339: a time with its offset.
pub fn is_time(text: &str) -> bool {
    rfc3339::time(text).is_some_and(|time| time.offset.is_some())
}

/// ISO 8601, as RFC 3339 quotes it.
pub fn is_duration(text: &str) -> bool {
    rfc3339::is_duration(text)
}

/// RFC 9562: with its four hyphens.
pub fn is_uuid(text: &str) -> bool {
    let is_right = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(is_right)
}

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
        let fits = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || "!#$%&'*+-/=?^_`{|}~".contains(c);
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
    let is_label = |label: &str| {
        let plain = is_ascii_label(label);
        match label.get(..4) {
            Some(prefix) if prefix.eq_ignore_ascii_case("xn--") => {
                plain && label.get(4..).and_then(punycode).is_some_and(|it| is_unicode_label(&it))
            }
            _ => plain && label.get(2..4) != Some("--"),
        }
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

/// RFC 5890: with labels of any letters.
pub fn is_idn_hostname(text: &str) -> bool {
    let is_label = |label: &str| {
        if label.is_ascii() { is_hostname(label) } else { is_unicode_label(label) }
    };
    text.len() <= 1_000 && text.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']).all(is_label)
}

fn is_ascii_label(label: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(fits)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// RFC 5891, section 4.2: the form of a label and the characters that depend on those beside them.
fn is_unicode_label(label: &str) -> bool {
    let chars: Vec<char> = label.chars().collect();
    let has_form = !label.is_ascii()
        && chars.len() <= 59
        && !label.starts_with('-')
        && !label.ends_with('-')
        && chars.get(2..4) != Some(&['-', '-'])
        && !chars.first().is_some_and(|first| is_mark(*first));
    has_form && (0..chars.len()).all(|at| is_in_its_place(&chars, at))
}

/// RFC 5892, appendix A: the rules of a character in its label.
fn is_in_its_place(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|it| chars.get(it)).copied();
    let after = chars.get(at + 1).copied();
    let within = |char: Option<char>, from: char, to: char| {
        char.is_some_and(|it| (from..=to).contains(&it))
    };
    let has = |from: char, to: char| chars.iter().any(|it| (from..=to).contains(it));
    match chars[at] {
        // A joiner needs a virama before it; between letters that join, the other one stands as well.
        '\u{200d}' => before.is_some_and(is_virama),
        '\u{200c}' => before.is_some_and(|it| is_virama(it) || ('\u{600}'..='\u{8ff}').contains(&it)),
        '\u{b7}' => before == Some('l') && after == Some('l'),
        '\u{375}' => within(after, '\u{370}', '\u{3ff}') || within(after, '\u{1f00}', '\u{1fff}'),
        '\u{5f3}' | '\u{5f4}' => within(before, '\u{590}', '\u{5ff}'),
        '\u{30fb}' => {
            has('\u{3041}', '\u{3096}')
                || has('\u{30a1}', '\u{30fa}')
                || has('\u{30fc}', '\u{30ff}')
                || has('\u{3400}', '\u{4dbf}')
                || has('\u{4e00}', '\u{9fff}')
        }
        '\u{660}'..='\u{669}' => !has('\u{6f0}', '\u{6f9}'),
        '\u{6f0}'..='\u{6f9}' => !has('\u{660}', '\u{669}'),
        char => is_allowed(char),
    }
}

/// RFC 5892, sections 2 and 3, by and large: letters, digits and marks, and its exceptions.
fn is_allowed(char: char) -> bool {
    match char {
        '-' | '\u{df}' | '\u{3c2}' | '\u{6fd}' | '\u{6fe}' | '\u{f0b}' | '\u{3007}' => true,
        '\u{640}' | '\u{7fa}' | '\u{302e}' | '\u{302f}' | '\u{3031}'..='\u{3035}' | '\u{303b}' => false,
        _ if char.is_ascii() => char.is_ascii_lowercase() || char.is_ascii_digit(),
        _ => (char.is_alphanumeric() || is_mark(char) || is_virama(char)) && !char.is_uppercase(),
    }
}

/// The signs that take a vowel away.
fn is_virama(char: char) -> bool {
    matches!(
        char,
        '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}'
            | '\u{d4d}' | '\u{dca}' | '\u{e3a}' | '\u{f84}' | '\u{1039}' | '\u{103a}' | '\u{1714}'
            | '\u{17d2}' | '\u{1a60}' | '\u{1b44}' | '\u{a806}' | '\u{a8c4}' | '\u{a953}' | '\u{a9c0}'
    )
}

/// The marks that are put to the character before, of the blocks in which they are.
fn is_mark(char: char) -> bool {
    matches!(
        char,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
            | '\u{5c1}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
            | '\u{6d6}'..='\u{6dc}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{93c}'
            | '\u{93e}'..='\u{94f}' | '\u{981}'..='\u{983}' | '\u{9bc}' | '\u{9be}'..='\u{9cd}'
            | '\u{a01}'..='\u{a03}' | '\u{a3c}'..='\u{a51}' | '\u{a81}'..='\u{a83}'
            | '\u{abc}' | '\u{abe}'..='\u{acd}' | '\u{b01}'..='\u{b03}' | '\u{bbe}'..='\u{bcd}'
            | '\u{c00}'..='\u{c04}' | '\u{c3e}'..='\u{c56}' | '\u{cbe}'..='\u{cd6}'
            | '\u{d00}'..='\u{d03}' | '\u{d3e}'..='\u{d4d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
            | '\u{e47}'..='\u{e4e}' | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{f71}'..='\u{f84}'
            | '\u{102b}'..='\u{103e}' | '\u{17b4}'..='\u{17d3}' | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}'
            | '\u{3099}' | '\u{309a}' | '\u{fe20}'..='\u{fe2f}'
    )
}

/// RFC 3492: the text that is written in ASCII.
fn punycode(text: &str) -> Option<String> {
    let (basic, digits) = text.rsplit_once('-').unwrap_or(("", text));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut code, mut index, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = digits.bytes().peekable();
    if digits.peek().is_none() {
        return None;
    }
    while digits.peek().is_some() {
        let old = index;
        let (mut weight, mut k) = (1_u32, 36_u32);
        loop {
            let digit = match digits.next()? {
                byte @ b'a'..=b'z' => u32::from(byte - b'a'),
                byte @ b'A'..=b'Z' => u32::from(byte - b'A'),
                byte @ b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            index = index.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
            k += 36;
        }
        let count = u32::try_from(output.len()).ok()? + 1;
        bias = adapted(index - old, count, old == 0);
        code = code.checked_add(index / count)?;
        index %= count;
        output.insert(usize::try_from(index).ok()?, char::from_u32(code)?);
        index += 1;
    }
    Some(output.into_iter().collect())
}

/// RFC 3492, section 6.1.
fn adapted(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

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
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(fits) && is_rest(rest)
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
        Some((literal, port)) => (is_literal(literal) && port.starts_with(':'), &port[1..]),
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
            '%' => [chars.next(), chars.next()].iter().all(|it| it.is_some_and(|it| it.is_ascii_hexdigit())),
            _ if char.is_ascii() => {
                char.is_ascii_alphanumeric() || "-._~!$&'()*+,;=".contains(char) || others.contains(char)
            }
            _ => char >= '\u{a0}' && !('\u{e000}'..='\u{f8ff}').contains(&char) && !is_special(char),
        };
        if !is_right {
            return false;
        }
    }
    true
}

fn is_special(char: char) -> bool {
    let code = u32::from(char);
    ('\u{fdd0}'..='\u{fdef}').contains(&char) || char >= '\u{fff0}' && code < 0x1_0000 || code & 0xfffe == 0xfffe
}

/// RFC 6570: braces with names in them.
pub fn is_uri_template(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (literal, tail) = rest.split_at(at);
        let Some((expression, after)) = tail.strip_prefix('{').and_then(|it| it.split_once('}')) else {
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
    let is_wrong = |c: char| c.is_control() || c == ' ' || "\"'<>\\^`{|}".contains(c);
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
        bare.split('.').all(|part| !part.is_empty() && part.chars().all(fits)) && is_template_literal(bare)
    })
}

/// RFC 6901.
pub fn is_json_pointer(text: &str) -> bool {
    let is_escaped = |it: &str| it.starts_with(['0', '1']);
    (text.is_empty() || text.starts_with('/')) && text.split('~').skip(1).all(is_escaped)
}

/// A number of steps up, then a pointer or `#`.
pub fn is_relative_json_pointer(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (up, rest) = text.split_at(end);
    let is_number = up == "0" || !up.is_empty() && !up.starts_with('0');
    is_number && (rest == "#" || is_json_pointer(rest))
}

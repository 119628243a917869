//! The formats of identifiers and of pointers into JSON, as functions over texts.

/// RFC 9562: with its four hyphens.
pub fn is_uuid(text: &str) -> bool {
    let is_right = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(is_right)
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

//! The formats of dates and times, as functions over texts.

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

/// RFC 3339, appendix A: whole numbers, and no unit left out between two others.
pub fn is_whole_duration(text: &str) -> bool {
    let (days, time) = text.split_once('T').unwrap_or((text, ""));
    let skips = |part: &str, first: char, last: char| {
        part.contains(first) && part.contains(last) && !part.contains('M')
    };
    rfc3339::is_duration(text)
        && !text.contains('.')
        && !skips(days, 'Y', 'D')
        && !skips(time, 'H', 'S')
}

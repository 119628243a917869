//! Dates, times and durations as RFC 3339 writes them, read by hand: libraries read much else.

/// A day of the calendar.
#[derive(Clone, Copy)]
pub struct Date {
    /// From 0 to 9999.
    pub year: u16,
    /// From 1 to 12.
    pub month: u8,
    /// From 1 to the length of the month.
    pub day: u8,
}

/// A time of day.
#[derive(Clone, Copy)]
pub struct Time {
    /// From 0 to 23.
    pub hour: u8,
    /// From 0 to 59.
    pub minute: u8,
    /// From 0 to 59; a leap second counts as the second before it.
    pub second: u8,
    /// What is written beyond the ninth digit is cut off.
    pub nanosecond: u32,
    /// How many seconds it is ahead of UTC, if that is said.
    pub offset: Option<i32>,
}

/// `2024-02-29`
pub fn date(text: &str) -> Option<Date> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
    let year = u16::from(two(a, b)?) * 100 + u16::from(two(c, d)?);
    let (month, day) = (two(e, f)?, two(g, h)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then_some(Date { year, month, day })
}

/// `12:30:00Z`, `12:30:00.25+01:00`; documents leave the offset out, although the standard does not.
pub fn time(text: &str) -> Option<Time> {
    let (start, rest) = text.split_at_checked(8)?;
    let &[a, b, b':', c, d, b':', e, f] = start.as_bytes() else { return None };
    let (hour, minute, second) = (two(a, b)?, two(c, d)?, two(e, f)?);
    let (nanosecond, rest) = fraction(rest)?;
    let offset = if rest.is_empty() { None } else { Some(offset(rest)?) };
    let in_utc = i32::from(hour) * 60 + i32::from(minute) - offset.unwrap_or(0) / 60;
    let is_leap = second == 60 && in_utc.rem_euclid(24 * 60) == 24 * 60 - 1;
    let second = if is_leap { 59 } else { second };
    (hour < 24 && minute < 60 && second < 60).then_some(Time {
        hour,
        minute,
        second,
        nanosecond,
        offset,
    })
}

/// `2024-02-29T12:30:00Z`; the offset, which is there, is the last part.
pub fn date_time(text: &str) -> Option<(Date, Time, i32)> {
    let (day, rest) = text.split_at_checked(10)?;
    let time = time(rest.strip_prefix(['T', 't'])?)?;
    Some((date(day)?, time, time.offset?))
}

/// `P1Y2M3DT4H5M6S`, `P4W`; ISO 8601 lets units in the middle out and seconds have a fraction.
pub fn is_duration(text: &str) -> bool {
    let Some(text) = text.strip_prefix('P') else { return false };
    if let Some(weeks) = text.strip_suffix('W') {
        return is_digits(weeks);
    }
    let (days, time) = match text.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (text, None),
    };
    (days.is_empty() && time.is_some() || has_units(days, "YMD"))
        && time.is_none_or(|time| has_units(time, "HMS"))
}

/// Whether a text is of numbers with some of the units, in order.
fn has_units(text: &str, units: &str) -> bool {
    let (mut rest, mut units) = (text, units);
    while let Some(end) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let (number, unit) = (&rest[..end], &rest[end..=end]);
        let whole = match number.split_once('.') {
            Some((whole, fraction)) if unit == "S" && is_digits(fraction) => whole,
            _ => number,
        };
        let Some((_, following)) = units.split_once(unit) else { return false };
        if !is_digits(whole) {
            return false;
        }
        (rest, units) = (&rest[end + 1..], following);
    }
    rest.is_empty() && !text.is_empty()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The fraction of a second, if there is one, and what follows.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let Some(digits) = text.strip_prefix('.') else { return Some((0, text)) };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(end);
    let ninth = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
    let nanosecond = ninth.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    (!digits.is_empty()).then_some((nanosecond, rest))
}

/// `Z`, `+01:00`
fn offset(text: &str) -> Option<i32> {
    let (sign, a, b, c, d) = match *text.as_bytes() {
        [b'Z' | b'z'] => return Some(0),
        [b'+', a, b, b':', c, d] => (1, a, b, c, d),
        [b'-', a, b, b':', c, d] => (-1, a, b, c, d),
        _ => return None,
    };
    let (hours, minutes) = (i32::from(two(a, b)?), i32::from(two(c, d)?));
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// A number of two digits.
fn two(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

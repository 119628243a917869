//! Exact decimal numbers.
//!
//! A JSON number is a decimal of any size and precision (RFC 8259, section 6). Bounds, `multipleOf`
//! and `const` are compared by mathematical value, so nothing is rounded on the way in.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A JSON number: its text and its exact value `±digits × 10^exponent`; shared by its copies.
#[derive(Clone, Debug)]
pub struct Number(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    text: Box<str>,
    negative: bool,
    /// Without leading and trailing zeros; empty for zero.
    digits: Box<str>,
    exponent: i64,
}

impl Number {
    /// Reads a number by the grammar of JSON; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || leading_zero || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let joined = format!("{whole}{fraction}");
        let significant = joined.trim_start_matches('0');
        let digits = significant.trim_end_matches('0');
        let dropped = i64::try_from(significant.len() - digits.len()).ok()?;
        let fraction_len = i64::try_from(fraction.len()).ok()?;
        let zero = digits.is_empty();
        Some(Self(Arc::new(Parts {
            text: text.into(),
            negative: text.starts_with('-') && !zero,
            digits: digits.into(),
            exponent: if zero { 0 } else { exponent.saturating_sub(fraction_len) + dropped },
        })))
    }

    /// The number as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Whether the fractional part is zero: `1`, `1.0`, `1e3`.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.0.exponent >= 0
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.negative
    }

    /// The value, if it is an integer of that range.
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        if self.0.digits.is_empty() {
            return Some(0);
        }
        let scale = 10i128.checked_pow(u32::try_from(self.0.exponent).ok()?)?;
        let magnitude = self.0.digits.parse::<i128>().ok()?.checked_mul(scale)?;
        Some(if self.0.negative { -magnitude } else { magnitude })
    }

    /// The value as an integer of 64 bits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_i128().and_then(|value| i64::try_from(value).ok())
    }

    /// The value as a length or a count; anything too large saturates.
    #[must_use]
    pub fn as_count(&self) -> Option<u64> {
        if self.0.negative || !self.is_integer() {
            return None;
        }
        Some(self.as_i128().and_then(|value| u64::try_from(value).ok()).unwrap_or(u64::MAX))
    }

    /// The nearest 64-bit float.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.text.parse().unwrap_or(f64::NAN)
    }

    /// Sign, digits without leading or trailing zeros, and power of ten.
    #[must_use]
    pub fn decimal(&self) -> (bool, &str, i64) {
        (self.0.negative, &self.0.digits, self.0.exponent)
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        let width = |number: &Self| i64::try_from(number.0.digits.len()).unwrap_or(i64::MAX);
        match (self.0.digits.is_empty(), other.0.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => width(self)
                .saturating_add(self.0.exponent)
                .cmp(&width(other).saturating_add(other.0.exponent))
                .then_with(|| self.0.digits.cmp(&other.0.digits)),
        }
    }
}

fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let magnitude = digits.parse::<i64>().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
    Some(if text.starts_with('-') { -magnitude } else { magnitude })
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.decimal() == other.decimal()
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.decimal().hash(state);
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.0.negative, other.0.negative) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.compare_magnitude(other),
            (true, true) => other.compare_magnitude(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect(text)
    }

    #[test]
    fn equal_numbers_are_equal_however_they_are_written() {
        for (a, b) in [("1", "1.0"), ("1e2", "100"), ("-0", "0.0"), ("0.01", "1e-2")] {
            assert_eq!(number(a), number(b), "{a} {b}");
        }
        assert_ne!(number("9007199254740993"), number("9007199254740992"));
    }

    #[test]
    fn numbers_are_ordered_by_value() {
        let sorted = ["-1e400", "-2", "-1.5", "0", "1e-9", "0.5", "3", "20", "1e400"];
        for pair in sorted.windows(2) {
            assert!(number(pair[0]) < number(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn what_json_does_not_allow_is_refused() {
        for text in ["", "-", "01", "1.", ".5", "1e", "+1", "0x1", "1e+", "NaN"] {
            assert!(Number::parse(text).is_none(), "{text}");
        }
    }
}

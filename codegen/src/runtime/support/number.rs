//! JSON numbers, compared by mathematical value and never rounded.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::decimal::Decimal;
use super::precision::NUMBERS_ARE_TEXT;

/// A number in one of the forms in which values and schemas hold it.
#[derive(Clone, Copy, Debug)]
pub enum Number<'a> {
    /// An integer.
    Integer(i128),
    /// A finite float; it stands for the shortest decimal that reads as this float, which is how it
    /// is written: `0.1` is a tenth.
    Float(f64),
    /// Any other number, in the grammar of JSON.
    Text(&'a str),
    /// A number that `serde_json` keeps as text.
    Kept(&'a serde_json::Number),
}

/// Up to here each integer is a float, and the shortest decimal of that float is the integer.
const EXACT: u128 = 1 << f64::MANTISSA_DIGITS;

impl Number<'_> {
    /// Whether the fractional part is zero, as in `1.0`.
    pub fn is_integer(self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Float(float) => float.fract() == 0.0,
            Self::Text(_) | Self::Kept(_) => self.decimal().is_integer(),
        }
    }

    /// Whether the value divided by the divisor, which is not zero, is an integer.
    pub fn is_multiple_of(self, divisor: Number<'_>) -> bool {
        // What overflows is a remainder by -1.
        let divides = |divisor: i128, value: i128| value.checked_rem(divisor).unwrap_or(0) == 0;
        match (self, divisor) {
            (Self::Integer(value), Number::Integer(divisor)) => divides(divisor, value),
            _ => match (self.scaled(), divisor.scaled()) {
                (Some(value), Some(divisor)) => divides(divisor, value),
                _ => self.decimal().is_multiple_of(&divisor.decimal()),
            },
        }
    }

    /// The number times 10^12, if that is an integer and the number has at most 15 digits, the most
    /// that a float keeps apart from all others.
    fn scaled(self) -> Option<i128> {
        const SCALE: i128 = 1_000_000_000_000;
        const DIGITS: f64 = 1e15;
        match self {
            Self::Integer(integer) => integer.checked_mul(SCALE),
            Self::Float(float) => {
                let mut power = 1.0;
                while power <= SCALE as f64 {
                    let digits = (float * power).round();
                    // Both are exact here, so the quotient is the float nearest to this decimal.
                    if digits.abs() < DIGITS && digits / power == float {
                        return (digits as i128).checked_mul(SCALE / power as i128);
                    }
                    power *= 10.0;
                }
                None
            }
            Self::Text(_) | Self::Kept(_) => None,
        }
    }

    fn decimal(self) -> Decimal {
        match self {
            Self::Integer(integer) => Decimal::parse(&integer.to_string()),
            Self::Float(float) => Decimal::parse(&format!("{float:e}")),
            Self::Text(text) => Decimal::parse(text),
            Self::Kept(number) => Decimal::parse(&number.to_string()),
        }
    }

    fn as_i128(self) -> Option<i128> {
        match self {
            Self::Integer(integer) => Some(integer),
            Self::Float(float) if float.fract() != 0.0 => None,
            Self::Float(float) if float.abs() <= EXACT as f64 => Some(float as i128),
            Self::Float(_) | Self::Text(_) | Self::Kept(_) => self.decimal().as_i128(),
        }
    }

    fn nearest_float(self) -> f64 {
        match self {
            Self::Integer(integer) => integer as f64,
            Self::Float(float) => float,
            Self::Text(text) => text.parse().unwrap_or(f64::NAN),
            Self::Kept(number) => number.to_string().parse().unwrap_or(f64::NAN),
        }
    }
}

impl Ord for Number<'_> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (*self, *other) {
            (Self::Integer(a), Self::Integer(b)) => a.cmp(&b),
            (a, b) => a.cmp_other(b),
        }
    }
}

impl Number<'_> {
    /// Compares numbers that are not both integers.
    fn cmp_other(self, other: Number<'_>) -> Ordering {
        let floats = |a: f64, b: f64| a.partial_cmp(&b).unwrap_or(Ordering::Equal);
        let is_exact = |integer: i128| integer.unsigned_abs() <= EXACT;
        match (self, other) {
            (Self::Float(a), Number::Float(b)) => floats(a, b),
            (Self::Integer(a), Number::Float(b)) if is_exact(a) => floats(a as f64, b),
            (Self::Float(a), Number::Integer(b)) if is_exact(b) => floats(a, b as f64),
            (a, b) => a.decimal().cmp(&b.decimal()),
        }
    }
}

impl PartialOrd for Number<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number<'_> {}

impl Hash for Number<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.as_i128() {
            Some(integer) => integer.hash(state),
            None => self.nearest_float().to_bits().hash(state),
        }
    }
}

impl fmt::Display for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => integer.fmt(f),
            Self::Float(float) => fmt::Debug::fmt(float, f),
            Self::Text(text) => f.write_str(text),
            Self::Kept(number) => number.fmt(f),
        }
    }
}

impl<'a> From<&'a serde_json::Number> for Number<'a> {
    fn from(number: &'a serde_json::Number) -> Self {
        if let Some(integer) = number.as_i64() {
            return Self::Integer(integer.into());
        }
        if let Some(integer) = number.as_u64() {
            return Self::Integer(integer.into());
        }
        match number.as_f64() {
            Some(float) if !NUMBERS_ARE_TEXT => Self::Float(float),
            _ => Self::Kept(number),
        }
    }
}

//! Exact decimal arithmetic for the numbers that neither integers nor floats can settle.

use std::cmp::Ordering;
use std::convert::TryFrom;

/// More than any exponent that matters, and small enough to add to without overflow.
const HUGE: i64 = i64::MAX / 4;

/// The number `±digits × 10^exponent`.
#[derive(Debug, Eq, PartialEq)]
pub struct Decimal {
    negative: bool,
    /// From 0 to 9, without leading and trailing zeros; empty for zero.
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// Reads a number in the grammar of JSON.
    pub fn parse(text: &str) -> Self {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)),
            None => (text, 0),
        };
        let fraction = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let mut digits: Vec<u8> = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0')
            .skip_while(|&digit| digit == 0)
            .collect();
        let significant = digits.iter().rposition(|&digit| digit != 0).map_or(0, |last| last + 1);
        let trailing_zeros = digits.len() - significant;
        digits.truncate(significant);
        if digits.is_empty() {
            return Self { negative: false, digits, exponent: 0 };
        }
        let exponent = exponent + trailing_zeros as i64 - fraction as i64;
        Self { negative: text.starts_with('-'), digits, exponent }
    }

    /// Whether the fractional part is zero.
    pub fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// The value, if it is an integer of that range.
    pub fn as_i128(&self) -> Option<i128> {
        let zeros = u32::try_from(self.exponent).ok()?;
        let mut digits = self.digits.iter().map(|&digit| i128::from(digit));
        // Counted downwards, because the least value has no positive counterpart.
        let negated =
            digits.try_fold(0_i128, |value, digit| value.checked_mul(10)?.checked_sub(digit));
        let negated = negated?.checked_mul(10_i128.checked_pow(zeros)?)?;
        if self.negative { Some(negated) } else { negated.checked_neg() }
    }

    /// Whether the value divided by the divisor, which is not zero, is an integer.
    pub fn is_multiple_of(&self, divisor: &Self) -> bool {
        let shift = self.exponent - divisor.exponent;
        if self.digits.is_empty() {
            return true;
        }
        // The digits do not end with a zero, so no power of ten divides them.
        if shift < 0 || divisor.digits.is_empty() {
            return false;
        }
        let divisor = cancel_powers_of_ten(&divisor.digits, shift);
        if self.digits.len() > 38 || divisor.len() > 38 {
            return divides(&divisor, &self.digits);
        }
        fold(&self.digits).checked_rem(fold(&divisor)) == Some(0)
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        let order_of = |number: &Self| number.digits.len() as i64 + number.exponent;
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (false, false) => {
                order_of(self).cmp(&order_of(other)).then_with(|| self.digits.cmp(&other.digits))
            }
            (zero, other_zero) => other_zero.cmp(&zero),
        }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.compare_magnitude(other),
            (true, true) => other.compare_magnitude(self),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn parse_exponent(text: &str) -> i64 {
    let overflow = if text.starts_with('-') { -HUGE } else { HUGE };
    text.parse().map_or(overflow, |exponent: i64| exponent.clamp(-HUGE, HUGE))
}

/// The value of at most 38 digits.
fn fold(digits: &[u8]) -> u128 {
    digits.iter().fold(0, |value, &digit| value * 10 + u128::from(digit))
}

/// What is left of the divisor of `n × 10^power` when it is to divide `n`: each factor of ten takes
/// one two or one five away, and what remains has no part in any power of ten.
fn cancel_powers_of_ten(divisor: &[u8], mut power: i64) -> Vec<u8> {
    let mut divisor = divisor.to_vec();
    while power > 0 {
        match divisor.last() {
            Some(5) => divide(&mut divisor, 5),
            Some(even) if even % 2 == 0 => divide(&mut divisor, 2),
            _ => break,
        }
        power -= 1;
    }
    divisor
}

fn divide(digits: &mut Vec<u8>, divisor: u8) {
    let mut rest = 0;
    for digit in digits.iter_mut() {
        let part = rest * 10 + *digit;
        *digit = part / divisor;
        rest = part % divisor;
    }
    if digits.first() == Some(&0) {
        digits.remove(0);
    }
}

/// Long division of numbers of any size; only whether it leaves no rest matters.
fn divides(divisor: &[u8], digits: &[u8]) -> bool {
    let mut rest: Vec<u8> = Vec::new();
    for &digit in digits {
        if digit != 0 || !rest.is_empty() {
            rest.push(digit);
        }
        while rest.len().cmp(&divisor.len()).then_with(|| rest.as_slice().cmp(divisor)).is_ge() {
            subtract(&mut rest, divisor);
        }
    }
    rest.is_empty()
}

/// Takes `other` away from `digits`, which is not less.
fn subtract(digits: &mut Vec<u8>, other: &[u8]) {
    let mut borrow = 0;
    let others = other.iter().rev().chain(std::iter::repeat(&0));
    for (digit, other) in digits.iter_mut().rev().zip(others) {
        let taken = other + borrow;
        borrow = u8::from(*digit < taken);
        *digit = *digit + 10 * borrow - taken;
    }
    let zeros = digits.iter().take_while(|&&digit| digit == 0).count();
    digits.drain(..zeros);
}

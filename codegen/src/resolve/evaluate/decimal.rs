//! Keywords for numbers, exactly.
//!
//! Input: a number of any size. Output: the verdict, without rounding.

use crate::source::Number;

use super::Schema;

/// Whether the bounds and `multipleOf` accept a number.
pub(super) fn accepts(schema: &Schema, number: &Number) -> bool {
    schema.maximum.as_ref().is_none_or(|most| number <= most)
        && schema.exclusive_maximum.as_ref().is_none_or(|most| number < most)
        && schema.minimum.as_ref().is_none_or(|least| number >= least)
        && schema.exclusive_minimum.as_ref().is_none_or(|least| number > least)
        && schema.multiple_of.as_ref().is_none_or(|divisor| is_multiple_of(number, divisor))
}

/// Whether a number is a whole multiple of another one above zero, by long division.
fn is_multiple_of(number: &Number, divisor: &Number) -> bool {
    let (_, digits, exponent) = number.decimal();
    let (_, divisor, divisor_exponent) = divisor.decimal();
    if digits.is_empty() {
        return true;
    }
    // The digits do not end in zero, so they are no multiple of ten times anything.
    let Some(zeros) = exponent.checked_sub(divisor_exponent).filter(|zeros| *zeros >= 0) else {
        return false;
    };
    // A zero more takes one factor 2 and one 5 out of the divisor; it has fewer than four factors
    // for each of its digits, so further zeros change nothing.
    let enough = divisor.len().saturating_mul(4);
    let zeros = usize::try_from(zeros).unwrap_or(enough).min(enough);
    let divisor: Vec<u8> = divisor.bytes().map(|byte| byte - b'0').collect();
    let digits = digits.bytes().map(|byte| byte - b'0').chain(std::iter::repeat_n(0, zeros));
    let mut remainder = vec![0; divisor.len() + 1];
    for digit in digits {
        remainder.rotate_left(1);
        if let Some(last) = remainder.last_mut() {
            *last = digit;
        }
        while subtract(&mut remainder, &divisor) {}
    }
    remainder.iter().all(|digit| *digit == 0)
}

/// Subtracts a number of one digit less, if the result is not negative.
fn subtract(from: &mut [u8], what: &[u8]) -> bool {
    let Some((first, rest)) = from.split_first() else { return false };
    if *first == 0 && *rest < *what {
        return false;
    }
    let mut borrow = 0;
    let padded = std::iter::once(&0).chain(what).collect::<Vec<_>>();
    for (digit, subtrahend) in from.iter_mut().zip(padded).rev() {
        let needed = *subtrahend + borrow;
        borrow = u8::from(*digit < needed);
        *digit = *digit + 10 * borrow - needed;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_are_exact() {
        for (number, divisor, expected) in [
            ("0", "7", true),
            ("0.0075", "0.0001", true),
            ("0.00751", "0.0001", false),
            ("1e308", "0.5", true),
            ("1e308", "0.123456789", false),
            ("1e400", "1024", true),
            ("12391239123", "1e-8", true),
            ("4.5", "1.5", true),
            ("-9", "3", true),
            ("35", "10", false),
            ("9007199254740993", "2", false),
            ("123456789012345678901234567890", "12345678901234567890123456789", true),
            ("123456789012345678901234567891", "12345678901234567890123456789", false),
            ("1e9000000000000000000", "3", false),
            ("1e-9000000000000000000", "3", false),
        ] {
            let parse = |text| Number::parse(text).expect(text);
            assert_eq!(is_multiple_of(&parse(number), &parse(divisor)), expected, "{number} {divisor}");
        }
    }
}

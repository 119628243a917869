//! How `serde_json` holds numbers in this build: within 64 bits, or digit by digit.

use std::any::type_name;
use std::convert::TryFrom;

use serde_json::Number;

/// With its feature `arbitrary_precision`, which any crate of a build may turn on, `serde_json`
/// hands out numbers as objects of a secret form; a `Number` then holds text.
pub const NUMBERS_ARE_TEXT: bool = size_of::<Number>() == size_of::<String>();

/// Whether a format is `serde_json`, which its errors tell. No other knows that form.
pub fn is_json_of_serde<E>() -> bool {
    type_name::<E>() == type_name::<serde_json::Error>()
}

/// The integer that a number in the grammar of JSON is, however it is written.
pub fn integer_of(text: &str) -> Option<i128> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() || significant == "-" {
        return Some(0);
    }
    let dropped = i64::try_from(digits.len() - significant.len()).ok()?;
    let shift = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let zeros = u32::try_from(shift.checked_add(dropped)?).ok()?;
    significant.parse::<i128>().ok()?.checked_mul(10_i128.checked_pow(zeros)?)
}

/// The float nearest to a number in the grammar of JSON, unless it is none or changes an integer.
pub fn float(text: &str) -> Option<f64> {
    let float: f64 = text.parse().ok()?;
    let is_integer = text.bytes().all(|it| it.is_ascii_digit() || it == b'-');
    let is_kept = || integer_of(text) == Some(float as i128) || float.to_string() == text;
    (float.is_finite() && (!is_integer || is_kept())).then_some(float)
}

/// A number of JSON, which is finite.
pub fn finite_number(float: f64) -> Number {
    Number::from_f64(float).unwrap_or_else(|| Number::from(0))
}

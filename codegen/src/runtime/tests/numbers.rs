//! Numbers: order, equality, hashes and divisibility.

use std::cmp::Ordering;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::runtime::support::json::{AsJson, Json};
use crate::runtime::support::number::Number;

/// The forms in which the number can be held without loss.
fn forms(text: &'static str) -> Vec<Number<'static>> {
    let mut forms = vec![Number::Text(text)];
    forms.extend(text.parse().map(Number::Integer));
    let kept: Option<&'static serde_json::Number> =
        serde_json::from_str(text).ok().map(|number| &*Box::leak(Box::new(number)));
    forms.extend(kept.map(Number::from).filter(|kept| *kept == Number::Text(text)));
    let float: f64 = text.parse().unwrap();
    if float.is_finite() {
        forms.push(Number::Float(float));
        forms.retain(|form| *form == Number::Text(text));
    }
    forms
}

fn hash(number: Number<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    number.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn order_is_by_value_in_every_form() {
    let sorted = [
        "-1e400",
        "-1e308",
        "-170141183460469231731687303715884105728",
        "-2",
        "-1.5",
        "-5e-324",
        "0",
        "1e-400",
        "5e-324",
        "0.1",
        "0.10000000000000000000000000000000000000000001",
        "1",
        "20",
        "9007199254740991.5",
        "9007199254740992",
        "9007199254740993",
        "18446744073709551615",
        "99999999999999999999999",
        "1e23",
        "100000000000000000000001",
        "170141183460469231731687303715884105727",
        "1e308",
        "1e400",
        "1e99999999999999999999999",
    ];
    for (i, a) in sorted.iter().enumerate() {
        for (j, b) in sorted.iter().enumerate() {
            for x in forms(a) {
                for y in forms(b) {
                    assert_eq!(x.cmp(&y), i.cmp(&j), "{x:?} {y:?}");
                }
            }
        }
    }
}

#[test]
fn equal_numbers_are_equal_however_they_are_written() {
    let equal: [&[&'static str]; 10] = [
        &["170141183460469231731687303715884105727", "1701411834604692317316873037158841057270e-1"],
        &["-170141183460469231731687303715884105728", "-170141183460469231731687303715884105728.0"],
        &["170141183460469231731687303715884105728", "170141183460469231731687303715884105728.0"],
        &["1", "1.0", "1e0", "10e-1", "0.1e1", "1E+0"],
        &["0", "-0", "0.0", "-0.0", "0e9"],
        &["100000000000000000000000", "1e23", "1.0e+23"],
        &["0.0075", "7.5e-3", "0.00750"],
        &["1e400", "10e399"],
        &["9007199254740992", "9007199254740992.0"],
        &["1e99999999999999999999999", "1e99999999999999999999999"],
    ];
    for group in equal {
        let forms: Vec<_> = group.iter().flat_map(|text| forms(text)).collect();
        for a in &forms {
            for b in &forms {
                assert_eq!(a.cmp(b), Ordering::Equal, "{a:?} {b:?}");
                assert_eq!(hash(*a), hash(*b), "{a:?} {b:?}");
            }
        }
    }
    assert_ne!(Number::Integer(9_007_199_254_740_993), Number::Float(9_007_199_254_740_992.0));
}

#[test]
fn integers_are_told_from_fractions() {
    for (text, is_integer) in [
        ("0", true),
        ("-0.0", true),
        ("1.0", true),
        ("1e300", true),
        ("1e400", true),
        ("0.1e1", true),
        ("1.5", false),
        ("1e-400", false),
        ("5e-324", false),
        ("123456789012345678901234567890.5", false),
    ] {
        for form in forms(text) {
            assert_eq!(form.is_integer(), is_integer, "{form:?}");
        }
    }
}

#[test]
fn multiples_are_exact() {
    for (value, divisor, expected) in [
        ("0", "3", true),
        ("0.0", "0.3", true),
        ("10", "2", true),
        ("7", "2", false),
        ("-9", "3", true),
        ("-170141183460469231731687303715884105728", "-1", true),
        ("4.5", "1.5", true),
        ("35", "1.5", false),
        ("0.0075", "0.0001", true),
        ("0.00751", "0.0001", false),
        ("19.99", "0.01", true),
        ("0.3", "0.1", true),
        ("1.1", "1", false),
        ("1e308", "0.123456789", false),
        ("1e308", "0.5", true),
        ("1e308", "1e-8", true),
        ("1e308", "3", false),
        ("12e307", "3", true),
        ("1e400", "0.0000000000000128", true),
        ("1e999999999999", "7", false),
        ("7e999999999999", "7", true),
        ("1e-999999999999", "7", false),
        ("5e-324", "5e-324", true),
        ("1e-323", "5e-324", true),
        ("123456789012345678901234567890123456789012345678901234567890", "10", true),
        ("123456789012345678901234567890123456789012345678901234567891", "10", false),
        ("152415787532388367501905199875019052100", "12345678901234567890", true),
        ("152415787532388367501905199875019052101", "12345678901234567890", false),
        ("3e60", "1000000000000000000000000000000000000000000000000000000000002", false),
        (
            "3000000000000000000000000000000000000000000000000000000000006",
            "1000000000000000000000000000000000000000000000000000000000002",
            true,
        ),
        (
            "50000000000000000000000000000000000000000000000000000000000010",
            "10000000000000000000000000000000000000000000000000000000000002",
            true,
        ),
        (
            "691358024769135802476913580247691358024763000",
            "98765432109876543210987654321098765432109",
            true,
        ),
        (
            "691358024769135802476913580247691358024763001",
            "98765432109876543210987654321098765432109",
            false,
        ),
        (
            "12193263112482853211248285321124828532112374638001",
            "98765432109876543210987654321098765432109",
            true,
        ),
        ("2251799813685249.5", "0.5", true),
        ("100000000000000000000000000000000000001", "0.5", true),
        ("170141183460469231731687303715884105727", "0.5", true),
        ("170141183460469231731687303715884105727", "1.5", false),
        ("10000000000000000000000000000000000000000e10", "3.1", false),
        ("31000000000000000000000000000000000000001", "3.1", false),
        ("31000000000000000000000000000000000000031", "3.1", true),
    ] {
        for value in forms(value) {
            for divisor in forms(divisor) {
                assert_eq!(value.is_multiple_of(divisor), expected, "{value:?} {divisor:?}");
            }
        }
    }
}

#[test]
fn multiples_agree_with_integer_arithmetic() {
    for value in (0..3000).map(|n| n * 7) {
        for divisor in 1..60 {
            let scaled = |n: i32| format!("{}e-2", n).leak() as &'static str;
            let actual = Number::Text(scaled(value)).is_multiple_of(Number::Text(scaled(divisor)));
            assert_eq!(actual, value % divisor == 0, "{value} {divisor}");
        }
    }
}

#[test]
fn integers_of_64_bits_stay_exact() {
    for text in ["18446744073709551615", "9223372036854775808", "-9223372036854775808"] {
        let number: serde_json::Number = text.parse().unwrap();
        assert!(number.as_json() == Json::Number(Number::Text(text)), "{text}");
    }
}

#[test]
fn floats_are_seen_as_they_are_serialised() {
    assert!(matches!(f64::NAN.as_json(), Json::Null));
    assert!(matches!(f64::INFINITY.as_json(), Json::Null));
    assert!(0.1_f32.as_json() == 0.1_f64.as_json());
    assert!(3_u8.as_json() == 3.0_f64.as_json());
}

//! What numbers are that come as text.

use crate::runtime::support::precision::{float, integer_of};

#[test]
fn an_integer_is_one_however_it_is_written() {
    for (text, expected) in [
        ("0", Some(0)),
        ("-0", Some(0)),
        ("0.0e99999999999999999999", Some(0)),
        ("12", Some(12)),
        ("-12.0", Some(-12)),
        ("1.50e1", Some(15)),
        ("1.5E+1", Some(15)),
        ("1500e-2", Some(15)),
        ("9007199254740993.0", Some(9_007_199_254_740_993)),
        ("170141183460469231731687303715884105727", Some(i128::MAX)),
        ("170141183460469231731687303715884105728", None),
        ("1e39", None),
        ("1e99999999999999999999", None),
        ("1.5", None),
        ("1501e-2", None),
        ("1e-400", None),
    ] {
        assert_eq!(integer_of(text), expected, "{text}");
    }
}

#[test]
fn a_float_stands_for_fractions_by_and_large_and_for_integers_exactly() {
    for (text, expected) in [
        ("0.1234567890123456789012", Some(0.123_456_789_012_345_68)),
        ("1e23", Some(1e23)),
        ("100000000000000000000000", Some(1e23)),
        ("1152921504606846976", Some(1_152_921_504_606_846_976.0)),
        ("9007199254740993", None),
        ("18446744073709551617", None),
        ("123456789012345678901234567890123456789012345678901234567890", None),
        ("1e400", None),
    ] {
        assert_eq!(float(text), expected, "{text}");
    }
}

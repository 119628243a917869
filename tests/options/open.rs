//! Open enums and unions keep what is new to their schemas, and nothing that is merely wrong.

use serde_json::{Value, json};

use crate::trees::with_open::b2b::session::v1::AuthenticateResponse;
use crate::trees::with_open::payment::{Payment, PaymentMethod, PaymentSize};
use crate::trees::with_open::session::v1::{AuthenticationFactor, AuthenticationFactorType};

const RESPONSE: &str =
    include_str!("../samples/b2b.session.v1.AuthenticateResponse/every-member.json");

#[test]
fn a_response_with_a_new_kind_of_factor_is_read_and_written_back() {
    let mut document: Value = serde_json::from_str(RESPONSE).unwrap();
    let factor = &mut document["member_session"]["authentication_factors"][0];
    factor["type"] = json!("carrier_pigeon");
    factor["delivery_method"] = json!("wings");
    factor["pigeon_factor"] = json!({ "ring": 7, "api_key": "SECRET" });
    let response: AuthenticateResponse = serde_json::from_value(document.clone()).unwrap();
    let factor: &AuthenticationFactor = &response.member_session.authentication_factors[0];
    assert_eq!(factor.r#type, AuthenticationFactorType::Unknown("carrier_pigeon".to_owned()));
    assert_eq!(factor.r#type.as_str(), "carrier_pigeon");
    assert!(!AuthenticationFactorType::ALL.contains(&factor.r#type));
    assert_eq!(factor.unknown.get("pigeon_factor").unwrap()["ring"], 7);
    let debug = format!("{response:?}");
    assert!(debug.contains("Unknown(\"carrier_pigeon\")") && !debug.contains("SECRET"), "{debug}");
    assert_eq!(serde_json::to_value(&response).unwrap(), document);
}

#[test]
fn what_is_listed_is_what_it_was() {
    for value in AuthenticationFactorType::ALL {
        let text = value.as_str();
        assert!(!matches!(value, AuthenticationFactorType::Unknown(_)));
        assert_eq!(&text.parse::<AuthenticationFactorType>().unwrap(), value);
    }
    let otp: AuthenticationFactorType = serde_json::from_value(json!("otp")).unwrap();
    assert_eq!(otp, AuthenticationFactorType::Otp);
    assert!(serde_json::from_value::<AuthenticationFactorType>(json!(1)).is_err());
}

fn payment(method: Value) -> Result<Payment, String> {
    serde_json::from_value(json!({ "method": method })).map_err(|error| error.to_string())
}

#[test]
fn an_object_with_a_new_tag_is_kept() {
    let method = json!({ "type": "coupon", "code": [1, null], "token": "SECRET" });
    let payment = payment(method.clone()).unwrap();
    assert_eq!(payment.method, PaymentMethod::Unknown(method.clone()));
    assert_eq!(serde_json::to_value(&payment).unwrap(), json!({ "method": method }));
    let debug = format!("{payment:?}");
    assert!(debug.contains("Unknown(") && !debug.contains("SECRET"), "{debug}");
}

#[test]
fn what_has_a_known_tag_or_none_is_still_judged() {
    let card = json!({ "type": "card", "number": "1234", "state": "refunded" });
    let read = payment(card.clone()).unwrap();
    assert!(matches!(&read.method, PaymentMethod::Card(_)), "{read:?}");
    for (method, expected) in [
        (
            json!({ "type": "card", "state": "paid" }),
            r#"/method: expected property "number", found an object without it (required"#,
        ),
        (json!({ "type": "card", "number": 1, "state": "paid" }), "/method/number: "),
        (json!({ "type": "card", "number": "1", "state": "paid" }), "at least 4 characters"),
        (
            json!({ "type": "cash" }),
            r#"/method: expected property "state", found an object without it (required"#,
        ),
        (json!({ "type": 1 }), "/method/type: expected one of card, cash, found 1 (oneOf"),
        (json!({}), r#"/method: expected property "type", found an object without it (oneOf"#),
        (json!([]), "/method: "),
        (json!(null), "/method: "),
    ] {
        let error = payment(method.clone()).unwrap_err();
        assert!(error.contains(expected), "{method}: {error}");
    }
    // Another string is for the enum beside the objects to keep.
    assert_eq!(serde_json::to_value(payment(json!("gift")).unwrap().method).unwrap(), "gift");
}

#[test]
fn a_union_without_a_tag_has_nothing_to_be_open_about() {
    for untagged in [json!({ "a": "x" }), json!({}), json!("x"), json!(["x"])] {
        let document = json!({ "method": "free", "untagged": untagged });
        assert!(serde_json::from_value::<Payment>(document).is_err());
    }
}

#[test]
fn what_is_checked_beyond_the_arms_is_checked_of_known_ones() {
    let read = |strict: &Value| {
        serde_json::from_value::<Payment>(json!({ "method": "free", "strict": strict }))
    };
    assert!(read(&json!({ "type": "a", "a": 1 })).is_ok());
    assert!(read(&json!({ "type": "a", "b": 1 })).is_err());
    let new = json!({ "type": "c", "c": 1 });
    assert_eq!(serde_json::to_value(read(&new).unwrap().strict).unwrap(), new);
}

#[test]
fn a_union_of_constants_is_an_enum_and_opens_as_one() {
    assert_eq!("s".parse::<PaymentSize>().unwrap(), PaymentSize::Small);
    assert_eq!("xl".parse::<PaymentSize>().unwrap(), PaymentSize::Unknown("xl".to_owned()));
}

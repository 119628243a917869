//! Types for requests and types for responses.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value, json, to_value};

use crate::trees::with_views::api::user::Address;
use crate::trees::with_views::api::user_request::Address as NewAddress;
use crate::trees::with_views::api::{
    Entity, EntityRequest, Line, Order, OrderRequest, Payment, PaymentRequest,
    PlaceOrderResponse200, PostPlaceOrderOnPaidRequest, User, UserRequest,
};
use crate::trees::with_views::node::{Node, NodeKind, NodeRequest};

/// What is read and written again as it was.
#[track_caller]
fn read<T: DeserializeOwned + Serialize>(document: &Value) -> T {
    let value: T = from_value(document.clone()).unwrap();
    assert_eq!(to_value(&value).unwrap(), *document);
    value
}

#[track_caller]
fn error<T: DeserializeOwned + Debug>(document: Value) -> String {
    from_value::<T>(document).unwrap_err().to_string()
}

fn new_user() -> UserRequest {
    let address = NewAddress::new("Main St");
    UserRequest::new("Ada", "secret", address)
}

#[test]
fn a_request_is_made_without_what_only_the_server_knows() {
    let order = OrderRequest::new(new_user(), vec![Line::new("a")]);
    let written = json!({
        "buyer": {"name": "Ada", "password": "secret", "address": {"street": "Main St"}},
        "lines": [{"sku": "a"}],
    });
    assert_eq!(to_value(order).unwrap(), written);
    let built = UserRequest::builder().name("Ada").shoe(42).build().unwrap_err();
    assert_eq!(built.expected(), r#"properties "password", "address""#);
}

#[test]
fn a_response_has_what_only_the_server_knows() {
    let user =
        json!({"id": "u1", "name": "Ada", "address": {"street": "Main St", "verified": true}});
    let order = json!({"number": 7, "buyer": user, "lines": []});
    let PlaceOrderResponse200 { order: Order { number, buyer, .. }, .. } =
        read(&json!({"order": order}));
    let User { id, address: Address { verified, .. }, .. } = buyer;
    assert_eq!((number, id.as_str(), verified), (7, "u1", true));
    // What the server asks for by itself is what it would answer.
    read::<PostPlaceOrderOnPaidRequest>(&json!({"order": order}));
}

#[test]
fn each_direction_requires_its_own() {
    let user = json!({"name": "Ada", "address": {"street": "Main St", "verified": true}});
    assert!(error::<User>(user.clone()).starts_with("expected property \"id\""));
    assert!(error::<UserRequest>(user).starts_with("expected property \"password\""));
    let address = json!({"id": "u1", "name": "Ada", "address": {"street": "Main St"}});
    assert!(error::<User>(address).starts_with("/address: expected property \"verified\""));
}

#[test]
fn what_comes_the_wrong_way_is_kept_as_any_unknown_member() {
    let user: UserRequest = read(&json!({
        "id": 1, "name": "Ada", "password": "p", "address": {"street": "Main St", "verified": "yes"},
    }));
    assert_eq!(user.unknown.get("id"), Some(&json!(1)));
    assert_eq!(user.address.unknown.get("verified"), Some(&json!("yes")));
    let EntityRequest { .. } = read(&json!({"id": "u1"}));
    let Entity { id, .. } = read(&json!({"id": "u1"}));
    assert_eq!(id.as_str(), "u1");
}

#[test]
fn a_closed_object_names_the_direction_in_which_it_refuses() {
    let refusal = |direction: &str, keyword: &str, name: &str| {
        let place = format!("api.yaml#/components/schemas/Order/properties/{name}");
        format!("/{name}: expected no such member in a {direction}, found one ({keyword}, {place})")
    };
    let user = json!({"id": "u1", "name": "Ada", "password": "p", "address": {"street": "", "verified": true}});
    let order = json!({"number": 1, "buyer": user, "lines": [], "card": "c"});
    assert_eq!(error::<OrderRequest>(order.clone()), refusal("request", "readOnly", "number"));
    assert_eq!(error::<Order>(order), refusal("response", "writeOnly", "card"));
    let node = json!({"id": 1, "children": []});
    let text =
        "/id: expected no such member in a request, found one (readOnly, node.json#/properties/id)";
    assert_eq!(error::<NodeRequest>(node), text);
}

#[test]
fn a_secret_that_comes_back_is_not_shown() {
    let mut user = json!({"id": "u1", "name": "Ada", "address": {"street": "", "verified": true}});
    user["shoe"] = json!(4711);
    let user: User = read(&user);
    assert!(!format!("{user:?}").contains("4711"), "{user:?}");
}

#[test]
fn recursion_stays_in_its_direction() {
    let tree = json!({"children": [{"children": [], "kind": "b", "flag": true}]});
    let NodeRequest { children, .. } = read(&tree);
    // What is the same in both directions is one type.
    let kind: Option<NodeKind> = children[0].kind;
    assert_eq!(kind, Some(NodeKind::B));
    assert!(error::<Node>(tree).starts_with("/children/0: expected property \"id\""));
}

#[test]
fn arms_that_a_member_told_apart_may_both_match() {
    let card = json!({"token": "t"});
    assert!(matches!(read(&card), PaymentRequest::Card(_)));
    // No response has a token, so that any object may be of a card; one with coins is of cash.
    assert!(matches!(read(&json!({})), Payment::Card(_)));
    assert!(matches!(read(&json!({"coins": 3})), Payment::Cash(_)));
    assert!(error::<PaymentRequest>(json!({})).contains("oneOf"));
}

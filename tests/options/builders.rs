//! Values that builders make, and what they say where they cannot.

use serde_json::{json, to_value};

use crate::trees::with_builders::order::{
    Empty, Order, OrderBuilder, OrderCustomer, OrderState, Parts, PartsBuilder,
};

fn customer() -> OrderCustomer {
    let customer = OrderCustomer::builder().name("Ada").email("a@b".parse().unwrap());
    customer.build().unwrap()
}

/// All that is required.
fn order() -> OrderBuilder {
    let order = Order::builder().customer(customer()).number(7).total(2.5).paid(None);
    order.state(OrderState::Open).lines(["a".into()])
}

#[test]
fn a_value_has_what_was_set() {
    let order = order()
        .paid("2020-02-02")
        .note("fast")
        .gift(3)
        .parent(order().build().unwrap())
        .by("a bill".to_owned())
        .extra(json!([1]))
        .x_members("x-1", 1)
        .unknown("more", true)
        .build()
        .unwrap();
    let alone = json!({
        "kind": "order", "customer": { "name": "Ada", "email": "a@b" }, "number": 7, "total": 2.5,
        "paid": null, "state": "open", "lines": ["a"],
    });
    let mut whole = alone.clone();
    let more = json!({
        "paid": "2020-02-02", "note": "fast", "gift": 3, "parent": alone, "by": "a bill", "extra": [1],
        "x-1": 1, "more": true,
    });
    whole.as_object_mut().unwrap().append(&mut more.as_object().unwrap().clone());
    assert_eq!(to_value(order).unwrap(), whole);
}

#[test]
fn what_may_be_absent_and_null_has_three_states() {
    let gift = |order: OrderBuilder| order.note("n").build().unwrap().gift;
    assert!(gift(order()).is_absent());
    assert!(gift(order().gift(None)).is_null());
    assert_eq!(gift(order().gift(Some(1))).into_option(), Some(1));
}

#[test]
fn an_error_names_all_that_is_missing() {
    let error = Order::builder().total(1.0).lines([]).build().unwrap_err();
    let text = "expected properties \"customer\", \"number\", \"state\", \"paid\", \
                found an object without them (required, order.json#)";
    assert_eq!(error.to_string(), text);
    assert_eq!(OrderCustomer::builder().build().unwrap_err().keyword(), "required");
}

#[test]
fn what_the_schema_does_not_allow_is_not_built() {
    let error = order().lines([]).build().unwrap_err();
    assert_eq!((error.keyword(), error.instance_location()), ("minItems", "/lines"));
    let error = order().gift(1).build().unwrap_err();
    assert_eq!(error.keyword(), "dependentRequired");
    let error = order().unknown("x-1", "one").build().unwrap_err();
    assert_eq!((error.keyword(), error.instance_location()), ("type", "/x-1"));
}

#[test]
fn members_may_have_the_names_of_methods() {
    let order = order().build_("b").clone(true).default(false).r#type("t").build().unwrap();
    assert_eq!((order.build.as_deref(), order.r#type.as_deref()), (Some("b"), Some("t")));
    assert_eq!((order.clone, order.default), (Some(true), Some(false)));
}

#[test]
fn no_value_is_shown() {
    let builder =
        Order::builder().api_token("hush").number(1).gift(None).r#type("t").unknown("u", 1);
    let shown = "OrderBuilder { number: .., type: .., api_token: .., gift: .., unknown: .. }";
    assert_eq!(format!("{builder:?}"), shown);
}

#[test]
fn a_struct_may_have_no_member_and_any_name() {
    assert_eq!(Empty::builder().build().unwrap(), Empty::default());
    let parts = Parts::builder().of(Parts::default()).build().unwrap();
    assert!(parts.of.is_some());
    let builder = PartsBuilder::builder().a(1).unknown("b", 2).build().unwrap();
    assert_eq!(to_value(builder).unwrap(), json!({ "a": 1, "b": 2 }));
}

#[test]
fn a_builder_is_used_again() {
    let half = OrderCustomer::builder().name("Ada");
    assert!(half.clone().email("a@b".parse().unwrap()).build().unwrap().email.is_some());
    assert_eq!(half.build().unwrap().email, None);
}

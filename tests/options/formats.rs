//! Strings of formats as values of other crates' types: what is read, what is refused, what comes back.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::trees::{with_chrono, with_jiff, with_time};

const ID: &str = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

/// An event with the member.
fn event(name: &str, value: impl Into<Value>) -> Value {
    let mut event = json!({ "id": ID, "at": "2024-01-01T00:00:00Z" });
    event[name] = value.into();
    event
}

fn round_trip<'de, T: Deserialize<'de> + Serialize>(value: &'de Value) -> Result<Value, String> {
    // By text, since that is where documents come from.
    let read: T = T::deserialize(value).map_err(|error| error.to_string())?;
    serde_json::to_value(&read).map_err(|error| error.to_string())
}

/// What each tree makes of a document.
fn all(value: &Value) -> [Result<Value, String>; 3] {
    [
        round_trip::<with_jiff::event::Event>(value),
        round_trip::<with_chrono::event::Event>(value),
        round_trip::<with_time::event::Event>(value),
    ]
}

#[track_caller]
fn assert_kept(name: &str, values: &[&str]) {
    for &value in values {
        let event = event(name, value);
        for result in all(&event) {
            assert_eq!(result.as_ref(), Ok(&event), "{name}: {value}");
        }
    }
}

#[track_caller]
fn assert_refused(name: &str, values: &[&str], expected: &str) {
    for &value in values {
        for result in all(&event(name, value)) {
            let error = result.unwrap_err();
            let wanted = format!(
                "/{name}: expected {expected}, found {value:?} \
                 (format, event.json#/properties/{name})"
            );
            assert_eq!(error, wanted);
        }
    }
}

#[test]
fn every_text_of_a_format_is_written_back_as_it_was_read() {
    assert_kept(
        "at",
        &[
            "2024-01-01T00:00:00Z",
            "2024-01-01T00:00:00.000Z",
            "2024-01-01T00:00:00.123456789123Z",
            "2024-01-01t00:00:00z",
            "2024-01-01T00:00:00+00:00",
            "2024-02-29T23:59:59-08:30",
            "1998-12-31T23:59:60Z",
            "1998-12-31T15:59:60-08:00",
            "0000-01-01T00:00:00Z",
        ],
    );
    assert_kept("day", &["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"]);
    assert_kept(
        "opens",
        &["12:00:00Z", "12:00:00", "08:30:06.283185Z", "23:59:60Z", "00:00:00+23:59"],
    );
    assert_kept("id", &[ID, &ID.to_uppercase(), "00000000-0000-0000-0000-000000000000"]);
    assert_kept(
        "link",
        &["http://example.com", "HTTP://EXAMPLE.com/a/../b?q=%7e#f", "urn:isbn:0", "mailto:a@b.c"],
    );
    assert_kept("next", &["", "/a?b#c", "../a", "http://example.com", "%7e", "#"]);
    assert_kept("home", &["http://ü.de/ß", "http://example.com", "urn:x:ü"]);
    assert_kept("beside", &["", "/ü", "#ü", "http://ü.de"]);
    assert_kept("ipv4", &["127.0.0.1", "255.255.255.255"]);
    assert_kept("ipv6", &["::1", "::FFFF:192.0.2.1", "2001:0db8:0:0:0:0:0:1"]);
    assert_kept("mail", &["not an address"]);
}

#[test]
fn text_that_is_not_of_the_format_is_refused_where_it_stands() {
    assert_refused(
        "at",
        &[
            "",
            "today",
            "2024-01-01",
            "2024-01-01 00:00:00Z",
            "2024-01-01T00:00:00",
            "2023-02-29T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:60Z",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+0100",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00Z[UTC]",
            "20240101T000000Z",
            "2024-1-1T00:00:00Z",
            "２024-01-01T00:00:00Z",
        ],
        "a date and time of RFC 3339",
    );
    let days = ["2023-02-29", "1900-02-29", "2024-04-31", "2024-00-01", "24-01-01", "2024-W01-1"];
    assert_refused("day", &days, "a date of RFC 3339");
    let times = ["12:00", "24:00:00", "12:60:00", "12:00:60Z", "noon", "1:00:00Z", "12:00:00 Z"];
    assert_refused("opens", &times, "a time of RFC 3339");
    let ids =
        [&ID[1..], "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}", "f81d4fae7dec11d0a76500a0c91e6bf6"];
    assert_refused("id", &ids, "a UUID");
    let links = ["example.com", "/a", "http://a b", " http://a", r"http:\\a", "http://ü.de"];
    assert_refused("link", &links, "a URI");
    assert_refused("next", &["ü", "a b", r"\\a", "%zz", "#a#b", "http://["], "a URI reference");
    assert_refused("home", &["/ü", "http://ü de", "ü.de"], "an IRI");
    assert_refused("beside", &[r"\\ü", "ü ü", "%zz"], "an IRI reference");
    assert_refused("ipv4", &["127.0.0", "127.0.0.01", "0x7f.0.0.1", "::1"], "an IPv4 address");
    assert_refused("ipv6", &["127.0.0.1", "::1%lo", "12345::"], "an IPv6 address");
}

#[test]
fn a_library_asks_for_more_where_it_knows_the_scheme() {
    let link = event("link", "http://");
    assert_eq!(round_trip::<with_time::event::Event>(&link).as_ref(), Ok(&link));
    assert!(round_trip::<with_jiff::event::Event>(&link).is_err());
}

#[test]
fn durations_are_those_of_iso_8601() {
    let length = |text: &str| round_trip::<with_jiff::event::Event>(&event("lasts", text));
    for text in ["P1Y2M3DT4H5M6S", "P4W", "PT1H30S", "P1D", "PT0S", "PT0.5S", "P1Y2D", "PT36H"] {
        assert_eq!(length(text), Ok(event("lasts", text)));
    }
    for text in [
        "", "P", "PT", "P1", "1D", "P1DT", "P1W2D", "PT1D", "P1S", "P2D1Y", "-P1D", "1 day",
        "P1.5D",
    ] {
        let error = length(text).unwrap_err();
        assert!(error.contains(": expected a duration of ISO 8601, found "), "{text}: {error}");
    }
}

#[test]
fn other_keywords_hold_beside_a_format() {
    let judge = |name: &str, value: Value, accepted: bool| {
        let event = event(name, value);
        for result in all(&event) {
            match result {
                Ok(written) => assert!(accepted && written == event, "{event} is accepted"),
                Err(error) => assert!(!accepted, "{event}: {error}"),
            }
        }
    };
    for (name, value, accepted) in [
        ("ended", json!(null), true),
        ("ended", json!("2024-01-01T00:00:00.0Z"), true),
        ("ended", json!("soon"), false),
        ("ended", json!(1), false),
        ("days", json!(["2024-01-01", "2024-01-02"]), true),
        ("days", json!(["2024-01-01", "2024-01-01"]), false),
        ("days", json!(["2024-01-01", "later"]), false),
        ("by_name", json!({ "a": "127.0.0.1" }), true),
        ("by_name", json!({ "a": "localhost" }), false),
        ("bounded", json!("2024-01-01T00:00:00Z"), true),
        // Too long as it is written, although there is a shorter text for the same time.
        ("bounded", json!("2024-01-01T00:00:00.000Z"), false),
        ("bounded", json!("1999-01-01T00:00:00Z"), false),
        ("bounded", json!("2"), false),
        ("listed", json!("2024-01-01"), true),
        ("listed", json!("2024-01-03"), false),
        ("listed", json!("never"), false),
        ("either", json!("2024-01-01T00:00:00Z"), true),
        ("either", json!("::1"), true),
        ("either", json!("x"), false),
        ("per_id", json!({ ID: 1 }), true),
        ("per_id", json!({ "a": 1 }), false),
        ("name", json!("localhost"), true),
        ("name", json!("127.0.0.1"), false),
        ("referring", json!("2024-01-01"), true),
        ("referring", json!("2024-01-01T"), false),
        ("anything", json!(ID), true),
        ("anything", json!("x"), false),
        ("anything", json!([1]), true),
        ("number", json!(1), true),
    ] {
        judge(name, value, accepted);
    }
}

#[test]
fn a_secret_of_a_format_is_kept_to_itself() {
    for result in all(&event("api_token", "SECRET")) {
        let error = result.unwrap_err();
        let text = "/api_token: expected a UUID, found [redacted] \
                    (format, event.json#/properties/api_token)";
        assert_eq!(error, text);
    }
    let read: with_jiff::event::Event = serde_json::from_value(event("api_token", ID)).unwrap();
    let debug = format!("{read:?}").replacen(ID, "", 1);
    assert!(!debug.contains(ID) && debug.contains("[redacted]"), "{debug}");
}

#[test]
fn values_are_used_made_and_compared_as_what_they_are() {
    use with_jiff::Formatted;
    use with_jiff::event::{Event, EventBounded};

    let at: jiff::Timestamp = "2024-01-01T00:00:00Z".parse().unwrap();
    let mut event = Event::new(uuid::Uuid::nil(), at);
    event.link = Some(url::Url::parse("http://example.com").unwrap().into());
    event.ended = Formatted::from(at).into();
    event.bounded = Some(Formatted::from(at).try_into().unwrap());
    assert_eq!(
        serde_json::to_value(&event).unwrap(),
        json!({
            "id": "00000000-0000-0000-0000-000000000000",
            "at": "2024-01-01T00:00:00Z",
            "link": "http://example.com/",
            "ended": "2024-01-01T00:00:00Z",
            "bounded": "2024-01-01T00:00:00Z",
        })
    );

    // The methods of the value are at hand, and so is the text.
    let read: Formatted<jiff::Timestamp> = "2024-01-01T01:00:00.0+01:00".parse().unwrap();
    assert_eq!(read.as_second(), at.as_second());
    assert_eq!((read.get(), *read), (&at, at));
    assert_eq!(read.as_str(), "2024-01-01T01:00:00.0+01:00");
    assert_eq!(read.to_string(), read.as_str());
    assert_eq!(format!("{read:?}"), format!("{at:?}"));
    assert_eq!(read.clone().into_inner(), at);

    // Equal by what they are, not by how they are written.
    let plain = Formatted::from(at);
    assert!(read == plain && read == at && read <= plain);
    assert_eq!(HashSet::from([read, plain]).len(), 1);

    let error = "soon".parse::<Formatted<jiff::Timestamp>>().unwrap_err();
    assert_eq!((error.keyword(), error.found()), ("format", "\"soon\""));
    assert_eq!(error.to_string(), "expected a date and time of RFC 3339, found \"soon\" (format)");

    let bounded: EventBounded = "2024-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(**bounded, at);
    assert_eq!(bounded.to_string(), "2024-01-01T00:00:00Z");
    let error = "2024-01-01T00:00:00.000Z".parse::<EventBounded>().unwrap_err();
    assert_eq!(error.keyword(), "maxLength");
}

#[test]
fn values_that_are_made_are_written_as_the_format_asks() {
    let written = |event: &dyn Fn() -> Value| event();
    let of_jiff =
        || serde_json::to_value(with_jiff::Formatted::from(jiff::civil::time(7, 5, 0, 0)));
    assert_eq!(written(&|| of_jiff().unwrap()), json!("07:05:00"));
    let chrono = chrono::DateTime::from_timestamp(1, 500_000_000).unwrap();
    assert_eq!(with_chrono::Formatted::from(chrono).as_str(), "1970-01-01T00:00:01.500Z");
    let offset = time::UtcOffset::from_hms(-8, -30, 0).unwrap();
    let there = time::OffsetDateTime::from_unix_timestamp(0).unwrap().to_offset(offset);
    assert_eq!(with_time::Formatted::from(there).as_str(), "1969-12-31T15:30:00-08:30");
    let utc = time::OffsetDateTime::from_unix_timestamp_nanos(1_250_000_000).unwrap();
    assert_eq!(with_time::Formatted::from(utc).as_str(), "1970-01-01T00:00:01.25Z");
    for text in ["2024-01-01T00:00:00Z", "2024-01-01T00:00:00-08:30"] {
        let read: with_time::Formatted<time::OffsetDateTime> = text.parse().unwrap();
        assert_eq!(with_time::Formatted::from(*read).as_str(), text);
    }
}

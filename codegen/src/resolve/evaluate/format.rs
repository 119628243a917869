//! `format`, where it asserts: what the types that the configuration chose for strings of a format
//! accept, or what the specification says of it.
//!
//! Input: a format and a text. Output: whether the text is of the format. The grammar of dates and times,
//! and that of every format that is checked, is the one that generated code has.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use fluent_uri::{Iri, IriRef, Uri, UriRef};

use crate::resolve::schema::Format;
use crate::runtime::{self, rfc3339};

/// Whether a text is of a format; there is no type for others than these, so they assert nothing.
pub(crate) fn accepts(format: &Format, text: &str) -> bool {
    if format.is_checked {
        return runtime::checked(&format.name).is_none_or(|it| (it.accepts)(text));
    }
    match format.name.as_str() {
        "date-time" => rfc3339::date_time(text).is_some(),
        "date" => rfc3339::date(text).is_some(),
        "time" => rfc3339::time(text).is_some(),
        "duration" => rfc3339::is_duration(text),
        "uuid" => is_uuid(text),
        "uri" | "url" => is_uri(text),
        "uri-reference" => UriRef::parse(text).is_ok(),
        "iri" => Iri::parse(text).is_ok(),
        "iri-reference" => IriRef::parse(text).is_ok(),
        "ip" => text.parse::<IpAddr>().is_ok(),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        _ => true,
    }
}

/// Whether every text of a format is of another one too.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) fn includes(wide: &Format, narrow: &Format) -> bool {
    let narrow_name = narrow.name.as_str();
    wide.is_checked == narrow.is_checked
        && match wide.name.as_str() {
            "uri" | "url" => matches!(narrow_name, "uri" | "url"),
            "uri-reference" => matches!(narrow_name, "uri-reference" | "uri" | "url"),
            "iri" => matches!(narrow_name, "iri" | "uri" | "url"),
            "iri-reference" => {
                matches!(narrow_name, "iri-reference" | "iri" | "uri-reference" | "uri" | "url")
            }
            "ip" => matches!(narrow_name, "ip" | "ipv4" | "ipv6"),
            "idn-email" => matches!(narrow_name, "idn-email" | "email"),
            "idn-hostname" => matches!(narrow_name, "idn-hostname" | "hostname"),
            name => name == narrow_name,
        }
}

/// Texts at the edges of formats: of each some that are of it and some that are nearly.
pub(crate) const EDGES: &[&str] = &[
    "2024-02-29T23:59:60Z",
    "2024-02-29T12:30:00.5+01:00",
    "2024-02-29",
    "2023-02-29",
    "23:59:59Z",
    "12:30:00",
    "P1DT2H",
    "P",
    "c9bf9e57-1685-4c89-bafb-ff5af830be8a",
    "c9bf9e57-1685-4c89-bafb-ff5af830be8",
    "https://example.com/a?b#c",
    "/a/b",
    "https://example.com/\u{e9}",
    "\u{e9}",
    "a b",
    "192.0.2.1",
    "192.0.2.256",
    "2001:db8::1",
    "a@example.com",
    "example.com",
];

fn is_uuid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').collect();
    groups.iter().map(|it| it.len()).eq([8, 4, 4, 4, 12])
        && groups.concat().bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The crate `url` asks for more where it knows the scheme.
fn is_uri(text: &str) -> bool {
    Uri::parse(text).is_ok()
}

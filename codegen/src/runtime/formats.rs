//! The formats that can be checked while their strings stay strings: those that the drafts from 4 to 2020-12
//! define.
//!
//! Input: the name of a format. Output: the function that knows it, which generated code has as well.

use super::{format_dates, format_hosts, format_pointers, format_regex, format_uris};

/// A format that can be checked.
#[derive(Debug)]
pub(crate) struct Checked {
    /// Its name.
    pub(crate) name: &'static str,
    /// What a text of it is, for errors.
    pub(crate) expected: &'static str,
    /// The fragment that has the function.
    pub(crate) fragment: &'static str,
    /// The name of the function there.
    pub(crate) function: &'static str,
    /// The function.
    pub(crate) accepts: fn(&str) -> bool,
}

macro_rules! checked {
    ($($name:literal $expected:literal: $fragment:ident::$function:ident,)*) => {
        &[$(Checked {
            name: $name,
            expected: $expected,
            fragment: stringify!($fragment),
            function: stringify!($function),
            accepts: $fragment::$function,
        }),*]
    };
}

/// All of them, in order of name.
pub(crate) const CHECKED: &[Checked] = checked! {
    "date" "a date of RFC 3339": format_dates::is_date,
    "date-time" "a date and time of RFC 3339": format_dates::is_date_time,
    "duration" "a duration of RFC 3339": format_dates::is_whole_duration,
    "email" "an email address": format_hosts::is_email,
    "hostname" "a host name": format_hosts::is_hostname,
    "idn-email" "an email address": format_hosts::is_idn_email,
    "idn-hostname" "a host name": format_hosts::is_idn_hostname,
    "ipv4" "an IPv4 address": format_hosts::is_ipv4,
    "ipv6" "an IPv6 address": format_hosts::is_ipv6,
    "iri" "an IRI": format_uris::is_iri,
    "iri-reference" "an IRI reference": format_uris::is_iri_reference,
    "json-pointer" "a JSON Pointer": format_pointers::is_json_pointer,
    "regex" "a regular expression": format_regex::is_regex,
    "relative-json-pointer" "a relative JSON Pointer": format_pointers::is_relative_json_pointer,
    "time" "a time of RFC 3339": format_dates::is_time,
    "uri" "a URI": format_uris::is_uri,
    "uri-reference" "a URI reference": format_uris::is_uri_reference,
    "uri-template" "a URI template": format_uris::is_uri_template,
    "uuid" "a UUID": format_pointers::is_uuid,
};

/// The format of this name.
pub(crate) fn checked(name: &str) -> Option<&'static Checked> {
    CHECKED.iter().find(|it| it.name == name)
}

#[cfg(test)]
mod tests {
    use super::{CHECKED, checked};

    /// What may go wrong beside something else.
    const PIECES: [&str; 29] = [
        "", "a", "1", "é", "😀", "א", "٠", "\u{301}", "[", "]", "[::1]", ":", "//", "http:", "@",
        "-", "xn--", ".", "%", "{", "}", "T", "P", "\\", "(", "?", "<", "~", "#",
    ];

    #[test]
    fn any_text_is_judged() {
        for (a, b, c) in PIECES
            .iter()
            .flat_map(|a| PIECES.iter().flat_map(move |b| PIECES.iter().map(move |c| (a, b, c))))
        {
            let texts = [format!("{a}{b}{c}"), format!("http://{a}{b}{c}")];
            for (format, text) in
                CHECKED.iter().flat_map(|it| texts.iter().map(move |text| (it, text)))
            {
                (format.accepts)(text);
            }
        }
        let is_iri = checked("iri").unwrap().accepts;
        assert!(is_iri("http://[::1]:80/") && is_iri("http://[::1]"));
        assert!(!is_iri("http://[::1]é") && !is_iri("http://[::1]80"));
    }
}

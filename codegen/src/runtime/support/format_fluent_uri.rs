//! The types of `fluent-uri`.

use fluent_uri::{Iri, IriRef, Uri, UriRef};

use super::format::Format;

macro_rules! references {
    ($($type:ident = $expected:literal,)*) => {$(
        impl Format for $type<String> {
            const EXPECTED: &'static str = $expected;

            fn parse(text: &str) -> Option<Self> {
                Self::parse(text.to_owned()).ok()
            }

            fn write(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

references! {
    Uri = "a URI",
    UriRef = "a URI reference",
    Iri = "an IRI",
    IriRef = "an IRI reference",
}

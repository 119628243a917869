//! How fast responses are read and written: these types, which check and keep everything, beside the
//! derived types of typify, which do not, the values of `serde_json`, and the parser alone.
//!
//! ```sh
//! cargo bench -p generated --no-default-features
//! ```

#![allow(missing_docs)]

#[rustfmt::skip]
#[allow(clippy::all, dead_code, unreachable_pub)]
mod typify;

use std::path::Path;

use divan::{AllocProfiler, Bencher, black_box};
use generated::b2b::session::v1::AuthenticateResponse;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Map, Value, json};
use typify::ApiB2bSessionV1AuthenticateResponse as Derived;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    for size in SIZES {
        let text = text(size);
        println!("{size}: {} bytes", text.len());
        assert!(validator().is_valid(&value(&text)), "the {size} response is valid");
        let response: AuthenticateResponse = read(&text);
        assert_eq!(value(&write(&response)), value(&text), "the {size} response comes back");
        // What is compared with must have read it as well, whatever it loses.
        drop(read::<Derived>(&text));
    }
    divan::main();
}

const SIZES: [&str; 2] = ["small", "large"];

/// A response without white space.
fn text(size: &str) -> String {
    let text = match size {
        "small" => include_str!("small.json"),
        _ => include_str!(
            "../../../tests/samples/b2b.session.v1.AuthenticateResponse/every-member.json"
        ),
    };
    // In the order of the file, which `Value` does not keep.
    let mut compact = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars().filter(|&c| c != '\n') {
        if quoted || c != ' ' {
            compact.push(c);
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
    }
    compact
}

fn value(text: &str) -> Value {
    read(text)
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("a valid response")
}

fn write<T: serde::Serialize>(response: &T) -> String {
    serde_json::to_string(response).expect("a response can be written")
}

/// A validator of the response: the schemas as definitions of one document.
fn validator() -> jsonschema::Validator {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let mut definitions = Map::new();
    for entry in std::fs::read_dir(folder).expect("the folder of schemas") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|it| it == "json") {
            let text = std::fs::read_to_string(path).expect("a schema");
            let mut schema = value(&text.replace("#/components/schemas/", "#/$defs/"));
            let id = schema["$id"].take();
            let name = id.as_str().and_then(|id| id.strip_prefix("#/$defs/")).expect("a name");
            schema.as_object_mut().expect("a schema").remove("$id");
            definitions.insert(name.to_owned(), schema);
        }
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": "#/$defs/api_b2b_session_v1_AuthenticateResponse",
        "$defs": definitions,
    });
    jsonschema::validator_for(&schema).expect("valid schemas")
}

mod deserialise {
    use super::*;

    #[divan::bench(args = SIZES)]
    fn a_generated(bencher: Bencher<'_, '_>, size: &str) {
        bench::<AuthenticateResponse>(bencher, size);
    }

    #[divan::bench(args = SIZES)]
    fn b_typify(bencher: Bencher<'_, '_>, size: &str) {
        bench::<Derived>(bencher, size);
    }

    #[divan::bench(args = SIZES)]
    fn c_value(bencher: Bencher<'_, '_>, size: &str) {
        bench::<Value>(bencher, size);
    }

    #[divan::bench(args = SIZES)]
    fn d_parser_alone(bencher: Bencher<'_, '_>, size: &str) {
        bench::<IgnoredAny>(bencher, size);
    }

    /// The document is parsed once, validated, and made the type.
    #[divan::bench(args = SIZES)]
    fn e_jsonschema_and_typify(bencher: Bencher<'_, '_>, size: &str) {
        let (text, validator) = (text(size), validator());
        bencher.bench_local(|| {
            let value = value(black_box(&text));
            assert!(validator.is_valid(&value));
            serde_json::from_value::<Derived>(value).expect("a valid response")
        });
    }

    fn bench<T: DeserializeOwned>(bencher: Bencher<'_, '_>, size: &str) {
        let text = text(size);
        bencher.bench_local(|| read::<T>(black_box(&text)));
    }
}

mod serialise {
    use super::*;

    #[divan::bench(args = SIZES)]
    fn a_generated(bencher: Bencher<'_, '_>, size: &str) {
        bench::<AuthenticateResponse>(bencher, size);
    }

    #[divan::bench(args = SIZES)]
    fn b_typify(bencher: Bencher<'_, '_>, size: &str) {
        bench::<Derived>(bencher, size);
    }

    #[divan::bench(args = SIZES)]
    fn c_value(bencher: Bencher<'_, '_>, size: &str) {
        bench::<Value>(bencher, size);
    }

    fn bench<T: DeserializeOwned + serde::Serialize>(bencher: Bencher<'_, '_>, size: &str) {
        let response: T = read(&text(size));
        bencher.bench_local(|| write(black_box(&response)));
    }
}

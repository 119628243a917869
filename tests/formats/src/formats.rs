//! The formats, each by the crate that most people take.

use serde::Serialize;
use serde::de::DeserializeOwned;

macro_rules! formats {
    ($($variant:ident $name:literal, $write:expr, $read:expr;)*) => {
        /// A format.
        #[derive(Clone, Copy, Debug)]
        pub enum Format {
            $($variant),*
        }

        /// All of them.
        pub const FORMATS: &[Format] = &[$(Format::$variant),*];

        impl Format {
            /// Its name and crate.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),*
                }
            }

            /// Writes a value.
            pub fn write<T: Serialize>(self, value: &T) -> Result<Vec<u8>, String> {
                match self {
                    $(Self::$variant => bytes($write(value))),*
                }
            }

            /// Reads a value.
            pub fn read<T: DeserializeOwned>(self, bytes: &[u8]) -> Result<T, String> {
                match self {
                    $(Self::$variant => $read(bytes).map_err(|error| error.to_string())),*
                }
            }
        }
    };
}

fn bytes<T: Into<Vec<u8>>, E: std::fmt::Display>(it: Result<T, E>) -> Result<Vec<u8>, String> {
    it.map(Into::into).map_err(|error| error.to_string())
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn to_cbor<T: Serialize>(value: &T) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

formats! {
    Str "JSON, `serde_json::from_str`", serde_json::to_vec, |it| serde_json::from_str(text(it));
    Slice "JSON, `serde_json::from_slice`", serde_json::to_vec, serde_json::from_slice;
    Reader "JSON, `serde_json::from_reader`", serde_json::to_vec, serde_json::from_reader;
    Value "JSON, `serde_json::from_value`", |it| serde_json::to_value(it).map(|it| it.to_string()), |it| serde_json::from_slice(it).and_then(serde_json::from_value);
    Simd "JSON, `simd-json`", simd_json::to_vec, |it: &[u8]| simd_json::from_slice(&mut it.to_vec());
    Sonic "JSON, `sonic-rs`", sonic_rs::to_vec, sonic_rs::from_slice;
    Json5 "JSON5, `json5`", json5::to_string, |it| json5::from_str(text(it));
    Yaml "YAML, `serde_norway`", serde_norway::to_string, serde_norway::from_slice;
    Toml "TOML, `toml`", toml::to_string, |it| toml::from_str(text(it));
    Cbor "CBOR, `ciborium`", to_cbor, ciborium::from_reader;
    MessagePack "MessagePack, `rmp-serde`, with names", rmp_serde::to_vec_named, rmp_serde::from_slice;
    Ron "RON, `ron`", ron::to_string, ron::de::from_bytes;
    Urlencoded "query strings, `serde_urlencoded`", serde_urlencoded::to_string, serde_urlencoded::from_bytes;
    Qs "query strings, `serde_qs`", serde_qs::to_string, serde_qs::from_bytes;
    Bincode "`bincode`", bincode::serialize, bincode::deserialize;
    Postcard "`postcard`", postcard::to_allocvec, postcard::from_bytes;
}

//! The type of `url`.

use url::Url;

use super::format::Format;

impl Format for Url {
    const EXPECTED: &'static str = "a URI";

    fn parse(text: &str) -> Option<Self> {
        // The library puts right what RFC 3986 does not allow: browsers do.
        let is_allowed = |byte: u8| byte.is_ascii_graphic() && !br#""<>\^`{|}"#.contains(&byte);
        text.bytes().all(is_allowed).then(|| Self::parse(text).ok())?
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

//! The type of `uuid`.

use uuid::Uuid;

use super::format::Format;

impl Format for Uuid {
    const EXPECTED: &'static str = "a UUID";

    fn parse(text: &str) -> Option<Self> {
        // The library also reads forms that the standard does not have, none of them this long.
        (text.len() == 36).then(|| Self::parse_str(text).ok())?
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

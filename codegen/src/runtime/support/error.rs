//! What a value violates and where: data, which becomes text once, when somebody wants to read it.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// A value is not what its schema asks for.
///
/// Its text has at most a kilobyte, whatever the document was. Only the tree makes errors; others
/// get to read them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Error {
    details: Box<Details>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Details {
    instance_location: String,
    keyword: &'static str,
    schema_location: Cow<'static, str>,
    /// Whether the schema's place is known. If not, `schema_location` is the end of it.
    is_placed: bool,
    expected: String,
    found: String,
}

/// Stands for a value that an error must not show.
const REDACTED: &str = "[redacted]";

/// How many characters of what was expected are kept.
const LONGEST_EXPECTED: usize = 160;
/// How many characters of what was found are kept.
pub const LONGEST_FOUND: usize = 80;
/// How many characters of a member's name are kept.
const LONGEST_NAME: usize = 64;
/// How many bytes of each location the text of an error has.
const LOCATION: usize = 256;
/// How many bytes of what was expected the text of an error has.
const EXPECTED: usize = 256;
/// How many bytes of what was found the text of an error has.
const FOUND: usize = 160;

impl Error {
    /// A violation of a keyword of the schema at a location, by the value as a whole. The location is
    /// empty where it is for others to say.
    #[cold]
    pub(in super::super) fn new(
        keyword: &'static str,
        schema_location: &'static str,
        expected: impl fmt::Display,
        found: impl fmt::Display,
    ) -> Self {
        let details = Details {
            instance_location: String::new(),
            keyword,
            schema_location: Cow::Borrowed(schema_location),
            is_placed: is_whole(schema_location),
            expected: shortened(&expected, LONGEST_EXPECTED),
            found: shortened(&found, LONGEST_FOUND),
        };
        Self { details: Box::new(details) }
    }

    /// The same violation, seen from the object or array that has the value under a name or at an
    /// index.
    #[must_use]
    #[cold]
    pub(in super::super) fn within(mut self, segment: &dyn fmt::Display) -> Self {
        self.details.instance_location.insert_str(0, &pointer(segment));
        self
    }

    /// The same violation, by a value to which the schema at a place applies, or one whose location
    /// ends so.
    #[must_use]
    #[cold]
    pub(super) fn placed(mut self, place: &str) -> Self {
        if !self.details.is_placed {
            self.details.schema_location.to_mut().insert_str(0, place);
            self.details.is_placed = is_whole(place);
        }
        self
    }

    /// The same violation, with more to say of what was expected than is kept for a document's sake.
    #[must_use]
    #[cold]
    pub(super) fn with_expected(mut self, expected: String) -> Self {
        self.details.expected = expected;
        self
    }

    /// The same violation, with something else found.
    #[must_use]
    #[cold]
    pub(super) fn with_found(mut self, found: &str) -> Self {
        if self.details.found != REDACTED {
            self.details.found = shortened(&found, LONGEST_FOUND);
        }
        self
    }

    /// The same violation without anything of the value, its own members' names included.
    #[must_use]
    #[cold]
    pub(super) fn concealed(mut self) -> Self {
        self.details.instance_location.clear();
        self.details.found = REDACTED.to_owned();
        if matches!(self.details.keyword, "anyOf" | "oneOf") {
            self.details.expected = "a match of an arm".to_owned();
        }
        self
    }

    /// Whether it keeps the value to itself.
    pub(super) fn is_concealed(&self) -> bool {
        self.details.found == REDACTED
    }

    /// Where the value stands, as a JSON Pointer; long names are shortened.
    #[must_use]
    pub fn instance_location(&self) -> &str {
        &self.details.instance_location
    }

    /// The keyword that the value violates, by its name in draft 2020-12; `replace` where a type of the
    /// program's own refused what its schema accepts.
    #[must_use]
    pub fn keyword(&self) -> &'static str {
        self.details.keyword
    }

    /// Where the schema stands that the keyword belongs to: a file and a JSON Pointer; empty for a
    /// `format`, whose type several schemas share.
    #[must_use]
    pub fn schema_location(&self) -> &str {
        &self.details.schema_location
    }

    /// What the keyword asks for.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.details.expected
    }

    /// What is there instead, shortened; without the value if it is secret.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.details.found
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { instance_location, keyword, schema_location, expected, found, .. } =
            &*self.details;
        // Without a location there is more room for the rest.
        let mut room = EXPECTED + LOCATION;
        if !instance_location.is_empty() {
            write!(f, "{}: ", Ends(instance_location))?;
            room = EXPECTED;
        }
        let (expected, found) = (OneLine(expected, room), OneLine(found, FOUND));
        write!(f, "expected {expected}, found {found} ({keyword}")?;
        if !schema_location.is_empty() {
            write!(f, ", {}", Ends(schema_location))?;
        }
        f.write_str(")")
    }
}

impl std::error::Error for Error {}

/// Whether a place is that of a schema, and not only the end of it.
fn is_whole(place: &str) -> bool {
    !place.is_empty() && !place.starts_with('/')
}

/// What was expected and what was found where required members of these names are not there.
pub fn not_there<'a>(names: impl Iterator<Item = &'a str>) -> (String, &'static str) {
    let names: Vec<_> = names.map(|name| format!("{name:?}")).collect();
    let (noun, found) = match names.len() {
        1 => ("property", "an object without it"),
        _ => ("properties", "an object without them"),
    };
    (format!("{noun} {}", names.join(", ")), found)
}

/// As many characters of a text as are kept. No more of it is made than that.
pub fn shortened(text: &dyn fmt::Display, longest: usize) -> String {
    let mut kept = Kept { text: String::new(), left: longest };
    // An error says no more than that there was more.
    if write!(kept, "{text}").is_err() {
        kept.text.push('…');
    }
    kept.text
}

/// Takes so many characters, and fails with the next.
struct Kept {
    text: String,
    left: usize,
}

impl fmt::Write for Kept {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = match text.len() <= self.left {
            true => text.len(),
            false => text.char_indices().nth(self.left).map_or(text.len(), |(end, _)| end),
        };
        let (kept, rest) = text.split_at(end);
        self.text.push_str(kept);
        if rest.is_empty() {
            self.left -= kept.chars().count();
            Ok(())
        } else {
            self.left = 0;
            Err(fmt::Error)
        }
    }
}

/// A JSON Pointer of one segment.
pub fn pointer(segment: &dyn fmt::Display) -> String {
    let mut pointer = shortened(segment, LONGEST_NAME);
    if pointer.contains(['~', '/']) {
        pointer = pointer.replace('~', "~0").replace('/', "~1");
    }
    pointer.insert(0, '/');
    pointer
}

/// So many bytes of a text, without line breaks and other control characters.
pub struct OneLine<'a>(pub &'a str, pub usize);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_printed = |byte: u8| (b' '..=b'~').contains(&byte);
        if self.0.len() <= self.1 && self.0.bytes().all(is_printed) {
            return f.write_str(self.0);
        }
        let (mut left, mut rest) = (self.1, 0);
        for (at, character) in self.0.char_indices() {
            let is_plain = !is_invisible(character);
            let size =
                if is_plain { character.len_utf8() } else { character.escape_default().len() };
            if size > left {
                return write!(f, "{}…", &self.0[rest..at]);
            }
            left -= size;
            if !is_plain {
                write!(f, "{}{}", &self.0[rest..at], character.escape_default())?;
                rest = at + character.len_utf8();
            }
        }
        f.write_str(&self.0[rest..])
    }
}

/// Whether a character breaks a line, does something to a terminal, or turns the direction of text.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The beginning and the end of a location.
pub struct Ends<'a>(pub &'a str);

impl fmt::Display for Ends<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0;
        if text.len() <= LOCATION {
            return OneLine(text, LOCATION).fmt(f);
        }
        let is_boundary = |&at: &usize| text.is_char_boundary(at);
        let start = (0..=LOCATION / 3).rev().find(is_boundary).unwrap_or(0);
        let end = (text.len() - LOCATION / 2..text.len()).find(is_boundary).unwrap_or(text.len());
        let (start, end) = (&text[..start], &text[end..]);
        write!(f, "{}…{}", OneLine(start, LOCATION / 3), OneLine(end, LOCATION / 2))
    }
}

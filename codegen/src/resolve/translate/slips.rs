//! What a schema says that its author cannot have meant.
//!
//! Input: a schema that is read. Output: warnings, one for each slip however often it is made. A warning
//! is only worth it if it is right: a name is a slip if the keyword that it is like may have its value.

use super::super::recognise::is_keyword;
use super::{Entry, Meaning, Reader};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::likeness::{is_slip, most_like};
use crate::source::{Json, Number, pointer};

/// The formats of the specifications.
const FORMATS: [&str; 23] = [
    "date-time",
    "date",
    "time",
    "duration",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "iri",
    "iri-reference",
    "uuid",
    "uri-template",
    "json-pointer",
    "relative-json-pointer",
    "regex",
    "int64",
    "int32",
    "float",
    "double",
];

/// Formats that others have given names to that are like those of the specifications.
const OTHERS: [&str; 28] = [
    "url", "ip", "int", "uint", "int16", "int8", "uint64", "uint32", "uint16", "uint8", "byte",
    "binary", "password", "uuid1", "uuid2", "uuid3", "uuid4", "uuid5", "uuid6", "uuid7", "uuid8",
    "urn", "cidr", "uid", "ulid", "cuid", "ksuid", "guid",
];

/// Whether a text names a schema, and is not just a name.
fn is_uri(text: &str) -> bool {
    text.starts_with('#') || text.contains("://")
}

/// Whether an annotation may have a value. Those that others use as words of their own are left out.
fn is_annotation(meaning: Meaning, value: &Json) -> bool {
    match meaning {
        Meaning::Title
        | Meaning::Description
        | Meaning::ContentEncoding
        | Meaning::ContentMediaType => value.as_str().is_some(),
        Meaning::Deprecated | Meaning::ReadOnly | Meaning::WriteOnly => value.as_bool().is_some(),
        Meaning::Discriminator => value.get("propertyName").is_some(),
        _ => false,
    }
}

impl<'a> Reader<'_, '_, 'a> {
    /// What is wrong with a keyword that the dialect does not know.
    pub(super) fn slip_of(&mut self, entry: Entry<'a>) {
        let (name, own) = (entry.name, self.language.dialect);
        let is_known = own.meaning(name) != Meaning::Unknown;
        if name.starts_with("x-") || name.starts_with("//") || is_known || self.lonely {
            return;
        }
        let of_other = own.others().find(|it| {
            let meaning = it.meaning(name);
            // At the root it identifies the file in whatever draft.
            let is_within = !self.place.pointer.is_empty() && meaning == Meaning::Id;
            let is_id = is_within && entry.value.as_str().is_some_and(is_uri);
            is_id || !meaning.is_annotation() && is_keyword(meaning, entry.value)
        });
        if let Some(other) = of_other {
            return self.say_no_effect(entry, other.name);
        }
        let meant = own.keywords().filter(|(known, meaning)| {
            is_slip(name, known)
                && (is_keyword(*meaning, entry.value) || is_annotation(*meaning, entry.value))
        });
        if let Some((_, known)) = most_like(name, meant.map(|(known, _)| known)) {
            let asserts = !own.meaning(known).is_annotation();
            let what = if asserts { "asserts" } else { "means" };
            let message = format!("`{name}` is no keyword, so it {what} nothing");
            let finding = self.finding(Code::MisspeltKeyword, entry, message, "asserts nothing");
            let finding = finding.about(name).help(format!("did you mean `{known}`?"));
            self.builder.sink.push(finding);
        }
    }

    /// A keyword of another dialect.
    fn say_no_effect(&mut self, entry: Entry<'a>, there: &str) {
        let (name, own) = (entry.name, self.language.dialect);
        let here = own.name;
        let message = format!("`{name}` has no effect in {here}: it is a keyword of {there}");
        let finding = self.finding(Code::NoEffect, entry, message, "asserts nothing");
        let help = match name {
            "nullable" if own.meaning("x-nullable") == Meaning::Nullable => {
                "write `x-nullable`".to_owned()
            }
            "nullable" => {
                r#"write `"type": ["string", "null"]`, or whatever the type is"#.to_owned()
            }
            _ => format!("say it in {here}, or name the dialect that is meant by `$schema`"),
        };
        self.builder.sink.push(finding.about(format!("{name} {here}")).help(help));
    }

    /// What is wrong with a format that no specification has.
    pub(super) fn slip_of_format(&mut self, entry: Entry<'a>) {
        let Some(format) = entry.value.as_str() else { return };
        if FORMATS.contains(&format) || OTHERS.contains(&format) {
            return;
        }
        // `duration-ms` is a format of its own.
        let adds = |known: &str| format.strip_prefix(known).is_some_and(|it| it.starts_with('-'));
        let meant = FORMATS.into_iter().filter(|known| is_slip(format, known) && !adds(known));
        if let Some((_, known)) = most_like(format, meant) {
            let message = format!("`{format}` is no format that is known");
            let finding = self.finding(Code::MisspeltFormat, entry, message, "asserts nothing");
            self.builder.sink.push(finding.about(format).help(format!("did you mean `{known}`?")));
        }
    }

    /// What a keyword would assert if no `$ref` stood beside it. That an object refers to one is what
    /// many write anyway.
    pub(super) fn silenced(&mut self, meaning: Meaning, entry: Entry<'a>) {
        let is_type = meaning == Meaning::Type && entry.value.as_str().is_some();
        if meaning.is_annotation() || is_type || !is_keyword(meaning, entry.value) {
            return;
        }
        let (name, dialect) = (entry.name, self.language.dialect.name);
        let message = format!("`{name}` has no effect beside `$ref` in {dialect}");
        let finding = self.finding(Code::NoEffect, entry, message, "asserts nothing");
        let help = "put the reference into an `allOf`, beside which everything counts";
        self.builder.sink.push(finding.about(format!("{name} beside $ref")).help(help));
    }

    /// What is wrong with the schema as a whole.
    pub(super) fn slips(&mut self) {
        self.slips_of_required();
        self.slips_of_bounds();
    }

    /// Members that are required and like one that is there.
    fn slips_of_required(&mut self) {
        let schema = &self.schema;
        let has_others = [&schema.references, &schema.all_of, &schema.any_of, &schema.one_of]
            .iter()
            .any(|it| !it.is_empty());
        // What the whole says beside this part may have the member.
        let keyword = self.place.pointer.rsplit('/').nth(1).unwrap_or_default();
        let is_part = matches!(keyword, "allOf" | "anyOf" | "oneOf" | "dependentSchemas");
        let is_open = schema.pattern_properties.is_empty() && !has_others && !is_part;
        let names = schema.required.iter().filter(|name| !schema.properties.contains_key(*name));
        let mut slips = Vec::new();
        for name in names.filter(|_| is_open) {
            let free = schema.properties.keys().filter(|it| !schema.required.contains(it));
            let meant = free.filter(|it| it.len() > 3 && is_slip(name, it));
            let meant = most_like(name, meant.map(String::as_str));
            slips.extend(meant.map(|(_, meant)| (name.clone(), meant.to_owned())));
        }
        for (name, meant) in slips {
            let message = format!("`{name}` is required and no member of `properties`");
            self.slip(
                Code::MisspeltMember,
                "required",
                message,
                format!("did you mean `{meant}`?"),
            );
        }
    }

    /// Bounds that no value is within.
    fn slips_of_bounds(&mut self) {
        let schema = &self.schema;
        let counts = [
            ("minLength", schema.min_length, "maxLength", schema.max_length),
            ("minItems", schema.min_items, "maxItems", schema.max_items),
            ("minContains", schema.min_contains, "maxContains", schema.max_contains),
            ("minProperties", schema.min_properties, "maxProperties", schema.max_properties),
        ];
        let found = counts.into_iter().find_map(|(low, least, high, most)| {
            let (least, most) = (least?, most?);
            (least > most).then(|| (low, least.to_string(), high, most.to_string()))
        });
        let found = found.or_else(|| excluded(self.schema_bounds()));
        if let Some((low, least, high, most)) = found {
            let message = format!("no value is within `{low}` {least} and `{high}` {most}");
            self.slip(Code::ContraryBounds, low, message, "exchange or correct them".to_owned());
        }
    }

    fn schema_bounds(&self) -> [Option<(&'static str, &Number, bool)>; 4] {
        let schema = &self.schema;
        [
            schema.minimum.as_ref().map(|it| ("minimum", it, false)),
            schema.exclusive_minimum.as_ref().map(|it| ("exclusiveMinimum", it, true)),
            schema.maximum.as_ref().map(|it| ("maximum", it, false)),
            schema.exclusive_maximum.as_ref().map(|it| ("exclusiveMaximum", it, true)),
        ]
    }

    /// Warns of a keyword of the schema.
    fn slip(&mut self, code: Code, keyword: &str, message: String, help: String) {
        let Some(member) = self.object.get(keyword) else { return };
        let pointer = pointer::child(&self.place.pointer, keyword);
        let location = self.file.map(|file| Location { file, span: member.value.span, pointer });
        let finding = Diagnostic::new(code, message).help(help);
        self.builder.sink.push(match location {
            Some(location) => finding.at(location, "cannot be meant"),
            None => finding,
        });
    }
}

/// The lower and the upper bound between which there is no number.
fn excluded(
    [minimum, above, maximum, below]: [Option<(&'static str, &Number, bool)>; 4],
) -> Option<(&'static str, String, &'static str, String)> {
    let lows = [minimum, above].into_iter().flatten();
    let mut pairs =
        lows.flat_map(|low| [maximum, below].into_iter().flatten().map(move |it| (low, it)));
    pairs.find_map(|((low, least, strict), (high, most, strictly))| {
        let is_empty = least > most || (least == most && (strict || strictly));
        is_empty.then(|| (low, least.text().to_owned(), high, most.text().to_owned()))
    })
}

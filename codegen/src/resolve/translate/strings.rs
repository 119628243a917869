//! `pattern`, `format`, and the counts: `maxLength`, `minItems` …
//!
//! Input: the keyword. Output: counts as integers (`2.0` is one), patterns that compile.

use crate::diagnostic::Code;
use crate::pattern::Reading;

use super::super::{Format, Keyword, Schema};
use super::{ALLOWS_ALL, Entry, Reader, Role, asserts};

const COUNT: &str = "an integer that is not negative";

impl<'a> Reader<'_, '_, 'a> {
    /// A keyword that is an upper limit of a count.
    pub(super) fn upper(
        &mut self,
        entry: Entry<'a>,
        keyword: Keyword,
        field: impl FnOnce(&mut Schema) -> &mut Option<u64>,
    ) -> Role {
        let Some(count) = count(entry) else { return self.bad(entry, COUNT) };
        *field(&mut self.schema) = Some(count);
        asserts(keyword)
    }

    /// A keyword that is a lower limit of a count; zero asserts nothing.
    pub(super) fn lower(
        &mut self,
        entry: Entry<'a>,
        keyword: Keyword,
        field: impl FnOnce(&mut Schema) -> &mut Option<u64>,
    ) -> Role {
        match count(entry) {
            None => self.bad(entry, COUNT),
            Some(0) => ALLOWS_ALL,
            Some(count) => {
                *field(&mut self.schema) = Some(count);
                asserts(keyword)
            }
        }
    }

    pub(super) fn pattern(&mut self, entry: Entry<'a>) -> Role {
        let Some(text) = entry.value.as_str() else { return self.bad(entry, "a string") };
        match self.builder.pattern(text) {
            Ok(pattern) if pattern.is_void => ALLOWS_ALL,
            Ok(pattern) => {
                self.warn_if_hard(entry, text, &pattern);
                self.schema.pattern = Some(pattern.source);
                asserts(Keyword::Pattern)
            }
            Err(error) => self.bad_pattern(entry, text, &error),
        }
    }

    /// `format` asserts where the configuration chooses a type for it, or asks for the check.
    pub(super) fn format(&mut self, entry: Entry<'a>) -> Role {
        let format = entry.value.as_str().map(str::to_owned);
        self.schema.annotations.format.clone_from(&format);
        self.slip_of_format(entry);
        let formats = &self.builder.options.formats;
        self.schema.format = format.and_then(|name| {
            let is_checked = formats.is_checked(&name);
            let asserts = is_checked || formats.type_of(&name).is_some();
            asserts.then_some(Format { name, is_checked })
        });
        if self.schema.format.is_some() { asserts(Keyword::Format) } else { Role::Annotation }
    }

    /// Warns of a regular expression that generated code may have to give up on.
    pub(super) fn warn_if_hard(&mut self, entry: Entry<'a>, text: &str, pattern: &Reading) {
        if pattern.is_hard {
            let message = format!("the regular expression `{text}` may take too many steps");
            let label = "this takes a search";
            let finding = self.finding(Code::HardPattern, entry, message, label).help(
                "say it without referring back to a group and without looks ahead in repetitions",
            );
            self.builder.sink.push(finding);
        }
    }

    /// Warns of a regular expression that does not compile.
    pub(super) fn bad_pattern(&mut self, entry: Entry<'a>, text: &str, error: &str) -> Role {
        let message = format!("the regular expression `{text}` does not compile: {error}");
        self.warn(entry, message.clone(), "not a regular expression of ECMA 262");
        Role::Unsupported(message)
    }
}

pub(super) fn count(entry: Entry<'_>) -> Option<u64> {
    entry.value.as_number()?.as_count()
}

//! What a view cannot say, and keeps as the schema has it.
//!
//! Input: a schema, and the members that its view leaves out. Output: a warning for each keyword that asks
//! for such a member, or counts it, where a view does not change it.

use super::make::Maker;
use super::marks::{Member, in_place};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::resolve::{Direction, Keyword, Schema, SchemaId};
use crate::source::{Json, pointer};

impl Maker<'_> {
    /// Tells what the view of a schema keeps.
    pub(super) fn tell(&mut self, schema: &Schema, direction: Direction, left_out: &[Member]) {
        for (keyword, sub) in [(Keyword::Not, schema.not), (Keyword::If, schema.if_)] {
            let name = sub.and_then(|sub| self.asked_about(sub, direction, left_out));
            self.keep(schema, keyword, name, direction, |name, word| {
                let keyword = keyword.name();
                format!("`{keyword}` asks what `{name}` is if it is there, and no {word} has it")
            });
        }
        let counted = schema.contains.filter(|_| schema.max_contains.is_some());
        let name = counted.and_then(|sub| self.marks.first_named(sub, direction));
        self.keep(schema, Keyword::Contains, name, direction, |name, word| {
            format!("`maxContains` counts items with `{name}`, which no {word} has")
        });
        self.tell_of_values(schema, direction, left_out);
        self.tell_of_count(schema, direction, left_out);
        self.tell_of_parts(schema, direction, left_out);
    }

    /// A member of which a condition says what it is, and not that it has to be there: that holds for all
    /// documents without it.
    fn asked_about(
        &self,
        condition: SchemaId,
        direction: Direction,
        left_out: &[Member],
    ) -> Option<Member> {
        let own = self.marks.named(condition, direction);
        let mut all = left_out.iter().chain(own.iter()).copied();
        all.find(|it| self.marks.asks_about(condition, *it))
    }

    fn tell_of_values(&mut self, schema: &Schema, direction: Direction, left_out: &[Member]) {
        let has = |values: &[Json], member: Member| {
            values.iter().any(|it| it.get(self.marks.name(member)).is_some())
        };
        let listed = schema.enumeration.as_deref().unwrap_or_default();
        let in_list = left_out.iter().copied().find(|it| has(listed, *it));
        let in_constant = left_out.iter().copied().find(|it| has(schema.constant.as_slice(), *it));
        for (keyword, name) in [(Keyword::Enum, in_list), (Keyword::Const, in_constant)] {
            self.keep(schema, keyword, name, direction, |name, word| {
                format!("`{}` has a value with `{name}`, which no {word} has", keyword.name())
            });
        }
    }

    fn tell_of_count(&mut self, schema: &Schema, direction: Direction, left_out: &[Member]) {
        let is_lost = |it: &Member| schema.required.iter().any(|name| name == self.marks.name(*it));
        let lost: Vec<_> = left_out.iter().copied().filter(is_lost).collect();
        let left = schema.required.len() - lost.len();
        let is_counted = schema.min_properties.is_some_and(|it| it > left as u64);
        let name = lost.first().copied().filter(|_| is_counted);
        self.keep(schema, Keyword::MinProperties, name, direction, |name, word| {
            format!("`minProperties` counts `{name}`, which no {word} has")
        });
    }

    /// What is required of all, and marked in some alternatives alone.
    fn tell_of_parts(&mut self, schema: &Schema, direction: Direction, left_out: &[Member]) {
        let marked = in_place(schema).find_map(|sub| {
            let named = self.marks.named(sub, direction);
            let is_kept = |it: &Member| {
                let name = self.marks.name(*it);
                !left_out.contains(it) && schema.required.iter().any(|other| other == name)
            };
            named.iter().copied().find(is_kept)
        });
        self.keep(schema, Keyword::Required, marked, direction, |name, _| {
            let mark = direction.left_out_by();
            format!("`required` asks for `{name}`, which only one alternative marks `{mark}`")
        });
    }

    /// Says that a keyword stays as it is.
    fn keep(
        &mut self,
        schema: &Schema,
        keyword: Keyword,
        member: Option<Member>,
        direction: Direction,
        message: impl Fn(&str, &str) -> String,
    ) {
        let Some(member) = member else { return };
        let finding =
            Diagnostic::new(Code::LeftInView, message(self.marks.name(member), direction.word()));
        let finding = finding
            .help("the view keeps it: change it if the schema is yours, or accept this by `allow`");
        self.sink.push(match place(schema, keyword) {
            Some(place) => finding.at(place, "is the same for both directions"),
            None => finding,
        });
    }

    /// Says that a schema has no view for what others leave out of its instance.
    pub(super) fn too_many(&mut self, schema: SchemaId) {
        let message = "schemas extend each other in too many ways for views";
        let finding = Diagnostic::new(Code::LeftInView, message).about("");
        let finding =
            finding.help("what is said of a member that another schema marks is left as it is");
        self.sink.push(match self.schemas.node(schema).location() {
            Some(place) => finding.at(place, "this one has no view for each of them"),
            None => finding,
        });
    }
}

/// Where a keyword stands.
fn place(schema: &Schema, keyword: Keyword) -> Option<Location> {
    let written = schema.keywords.iter().find(|it| it.name == keyword.name());
    let whole = schema.location()?;
    let Some(written) = written else { return Some(whole) };
    let pointer = pointer::child(&whole.pointer, &written.name);
    Some(Location { span: written.span, pointer, ..whole })
}

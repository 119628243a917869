//! Documentation: the texts of a schema as Markdown that rustdoc takes without a warning.

use proc_macro2::TokenStream;
use quote::quote;

use super::Weaving;
use super::in_words::counts;
use super::spelling::{Spelling, says};
use crate::lower::{
    Arm, Constant, DefId, Field, Fixed, Form, LeftOut, PatternMap, Place, Shape, Ty,
};
use crate::markdown;
use crate::resolve::{Annotations, Direction};

impl Weaving<'_> {
    /// The documentation and attributes of a type, of what its schema says no more than the member or the
    /// arm that it was made for does not say already.
    pub(super) fn docs(&self, id: DefId, notes: &[&str]) -> TokenStream {
        let definition = self.definition_of(id);
        let width = self.doc_width(id, 0);
        let mut paragraphs = self.texts_of(id);
        let source = (self.options.source_of)(definition.origin);
        let mut origin = format!("From `{}`", source.replace('`', "'").escape_debug());
        origin.push_str(match definition.place {
            Place::Own => ".",
            Place::Within(_) => " and equal schemas.",
        });
        let (long, short): (Vec<&str>, Vec<_>) = notes.iter().partition(|it| it.contains('\n'));
        short.into_iter().for_each(|note| append(&mut origin, note, width));
        paragraphs.push(origin);
        // The first paragraph is what an index shows of a type.
        paragraphs.extend(long.into_iter().map(str::to_owned));
        attributes(&definition.docs, &paragraphs)
    }

    /// The documentation of another name for a type, which is where that is.
    pub(super) fn docs_of_name(&self, id: DefId) -> TokenStream {
        attributes(&self.definition_of(id).docs, &self.texts_of(id))
    }

    /// What the schema of a type says of it, if nothing above it says the same.
    fn texts_of(&self, id: DefId) -> Vec<String> {
        if self.shared.facts.is_told_above(id) {
            return Vec::new();
        }
        let definition = self.definition_of(id);
        texts(&definition.docs, &definition.path.name, self.doc_width(id, 0))
    }

    /// The rule for the names in JSON of a type's members or values.
    pub(super) fn spelling(&self, id: DefId) -> Option<Spelling> {
        let names: Vec<_> = match &self.definition_of(id).shape {
            Shape::Struct(it) => {
                let untold = it.fields.iter().filter(|it| is_untold(&it.docs, &it.member));
                untold.map(|it| (it.ident.as_str(), it.member.as_str())).collect()
            }
            Shape::Constants(it) => {
                let untold = it.iter().filter(|it| is_untold(&it.docs, &it.ident));
                untold.filter_map(|it| Some((it.ident.as_str(), it.value.as_str()?))).collect()
            }
            Shape::Alias(_)
            | Shape::Newtype(_)
            | Shape::Union(_)
            | Shape::Tuple(_)
            | Shape::Never
            | Shape::Opaque
            | Shape::Own(_) => return None,
        };
        Spelling::of_most(&names)
    }

    /// The characters for a line of documentation, so many levels within a type or before it.
    fn doc_width(&self, id: DefId, depth: usize) -> usize {
        const LINE: usize = 100 - "/// ".len();
        const INDENT: usize = 4;
        const LEAST: usize = 40;
        LINE.saturating_sub(INDENT * (self.modules_below_file(id).count() + depth)).max(LEAST)
    }

    /// The documentation of a field, in a type with this rule for names.
    pub(super) fn field_docs(
        &self,
        id: DefId,
        field: &Field,
        rule: Option<Spelling>,
    ) -> TokenStream {
        let title = field.docs.title.as_deref();
        // The name of its type says it.
        let is_said = field.ty.named().zip(title).is_some_and(|(ty, title)| {
            let is_called = |it| is_only_name(title, &self.definition_of(it).path.name);
            is_called(ty) || is_called(self.lowered.target(ty))
        });
        let name = if is_said { title.unwrap_or_default() } else { &field.member };
        let mut paragraphs = texts(&field.docs, name, self.doc_width(id, 1));
        if paragraphs.is_empty() && !says(rule, &field.ident, &field.member) {
            paragraphs.push(code(&field.member));
        }
        if field.loose {
            paragraphs.push(LOOSE.to_owned());
        }
        if field.ty.is_checked() {
            paragraphs.push(self.bounds_of(&field.ty));
        }
        attributes(&field.docs, &paragraphs)
    }

    /// The documentation of the constant that a member always is.
    pub(super) fn fixed_docs(&self, id: DefId, fixed: &Fixed) -> TokenStream {
        let mut paragraphs = vec![format!("What {} always is.", code(&fixed.member))];
        paragraphs.extend(texts(&fixed.docs, &fixed.member, self.doc_width(id, 1)));
        attributes(&fixed.docs, &paragraphs)
    }

    /// The documentation of a map of the members that match a pattern.
    pub(super) fn pattern_docs(&self, map: &PatternMap) -> TokenStream {
        let text = format!("The members whose names match {}.", code(&map.pattern));
        attributes(&Annotations::default(), &[text])
    }

    /// The documentation of a value, in a type with this rule for names.
    pub(super) fn constant_docs(
        &self,
        id: DefId,
        constant: &Constant,
        rule: Option<Spelling>,
    ) -> TokenStream {
        let mut paragraphs = texts(&constant.docs, &constant.ident, self.doc_width(id, 1));
        let is_said = |text| says(rule, &constant.ident, text);
        if paragraphs.is_empty() && !constant.value.as_str().is_some_and(is_said) {
            paragraphs.push(code(&constant.value.to_text()));
        }
        attributes(&constant.docs, &paragraphs)
    }

    pub(super) fn arm_docs(&self, id: DefId, arm: &Arm) -> TokenStream {
        let mut paragraphs = texts(&arm.docs, &arm.ident, self.doc_width(id, 1));
        if let (Form::Literal(value), true) = (&arm.form, paragraphs.is_empty()) {
            paragraphs.push(code(&value.to_json()));
        }
        attributes(&arm.docs, &paragraphs)
    }
}

impl Weaving<'_> {
    /// What is checked of a field whose type leaves that open.
    fn bounds_of(&self, ty: &Ty) -> String {
        let mut words = Vec::new();
        if let Ty::Checked(_, residual) = ty {
            for (id, set) in &residual.parts {
                words.extend(counts(self.schemas.node(*id), *set));
            }
        }
        if words.is_empty() {
            return "Checked on reading and by `check`.".to_owned();
        }
        let mut text = format!("{}; checked on reading and by `check`.", words.join(", "));
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        text
    }
}

/// What the documentation says of a member that schemas name which may not apply.
const LOOSE: &str = "A value of another type, where the schema allows one, is kept among the members without a\nfield.";

/// What a type of one direction lacks.
pub(super) fn without(left_out: &LeftOut) -> String {
    const SHOWN: usize = 4;
    let LeftOut { direction, members, .. } = left_out;
    let shown = members.keys().take(SHOWN).map(|it| code(it));
    let more = members.len().checked_sub(SHOWN).filter(|it| *it > 0);
    let more = more.map(|it| format!("{it} more"));
    let all: Vec<_> = shown.chain(more).collect();
    let all = match all.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    };
    let article = if members.len() == 1 { "is" } else { "are" };
    let word = match direction {
        Direction::Request => "read only",
        Direction::Response => "write only",
    };
    format!("A {} lacks {all}, which {article} {word}.", direction.word())
}

/// What a schema says, a paragraph each, of what has a name, on lines of so many characters.
fn texts(docs: &Annotations, name: &str, width: usize) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let text = |text: &str| markdown::for_rustdoc(text, width);
    let description = docs.description.as_deref().map(text).filter(|it| !it.is_empty());
    let title = docs.title.as_deref().map(text).filter(|it| !it.is_empty());
    match (title, description) {
        (Some(title), None) if is_only_name(&title, name) => {}
        (Some(title), None) if title.contains(' ') => paragraphs.push(title),
        // A name in another spelling is no sentence.
        (Some(_), None) => {
            let title = docs.title.as_deref().unwrap_or_default();
            paragraphs.push(format!("The schema {}.", code(title)));
        }
        (Some(title), Some(text)) if title.contains(' ') && !text.starts_with(&title) => {
            paragraphs.extend([title, text])
        }
        (_, Some(text)) => paragraphs.push(text),
        (None, None) => {}
    }
    let facts = facts(docs).join(" ");
    match paragraphs.last_mut().filter(|it| !facts.is_empty() && is_sentence(it)) {
        Some(last) => {
            if last.ends_with(char::is_alphanumeric) {
                last.push('.');
            }
            append(last, &facts, width);
        }
        None if !facts.is_empty() => paragraphs.push(facts),
        None => {}
    }
    paragraphs
}

/// What a schema says besides its texts, a short sentence each.
fn facts(docs: &Annotations) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(default) = &docs.default {
        facts.push(format!("Default: {}.", code(&default.to_text())));
    }
    let examples: Vec<_> = docs.examples.iter().map(|it| code(&it.to_text())).collect();
    if !examples.is_empty() {
        facts.push(format!("Examples: {}.", examples.join(", ")));
    }
    if let Some(format) = docs.format.as_deref() {
        facts.push(format!("Format: {}.", code(format)));
    }
    if docs.read_only {
        facts.push("Read only.".to_owned());
    }
    if docs.write_only {
        facts.push("Write only.".to_owned());
    }
    facts
}

/// Whether there is nothing to say of what has a name.
fn is_untold(docs: &Annotations, name: &str) -> bool {
    let says_nothing = |text: &String| text.trim().is_empty();
    docs.description.as_ref().is_none_or(says_nothing)
        && docs.title.as_ref().is_none_or(|it| says_nothing(it) || is_only_name(it, name))
        && facts(docs).is_empty()
}

/// Whether a title is no more than the name of what it stands for, which tells the reader nothing.
fn is_only_name(title: &str, name: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(title) == letters(name)
}

/// Whether a text ends with a plain paragraph, which may go on with another sentence.
fn is_sentence(text: &str) -> bool {
    let last = text.rsplit("\n\n").next().unwrap_or(text);
    let is_plain = |line: &str| line.starts_with(|c: char| c.is_alphabetic() || c == '`');
    last.lines().all(|line| is_plain(line) && !line.starts_with("```"))
        && last.ends_with(|c: char| c.is_alphanumeric() || ".!?)`".contains(c))
}

/// Adds a sentence, on a line of its own where there is no room on the last one.
fn append(text: &mut String, sentence: &str, width: usize) {
    let last = text.lines().next_back().unwrap_or_default().chars().count();
    text.push(if last + 1 + sentence.chars().count() <= width { ' ' } else { '\n' });
    text.push_str(sentence);
}

/// A code span.
pub(super) fn code(text: &str) -> String {
    let is_usual = |c: char| c != '`' && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}');
    let mut text: String = text.chars().map(|c| if is_usual(c) { c } else { '\u{fffd}' }).collect();
    const LONGEST: usize = 120;
    if text.chars().count() > LONGEST {
        text = text.chars().take(LONGEST).chain(['…']).collect();
    }
    let text = markdown::without_direction_controls(&text);
    if text.trim().is_empty() { format!("`{text:?}`") } else { format!("`{text}`") }
}

fn attributes(docs: &Annotations, paragraphs: &[String]) -> TokenStream {
    let text = paragraphs.join("\n\n");
    let lines =
        text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#(#[doc = #lines])* #deprecated)
}

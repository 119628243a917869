//! Inline schemas that say the same in several places of a file: one type for all of them.
//!
//! Input: all definitions. Output: the same, where of inline types that are equal but for their places
//! the first is a type and the others are other names for it. So every path stays what it is, whatever
//! becomes of the other places: a schema that changes gives its path a type of its own.
//!
//! Types with a value inside, for which a name may be all that tells them apart, are one only where they
//! have the same name: a code is no title, though both may match one pattern. But where bounds or a few values
//! are all that there is, their name says what they are ([`bounds`]), and members of several names can share
//! it.
//!
//! A type that stands for several schemas has no place of its own. Its errors say where it is in what
//! holds it ([`Place::Within`]), and that says where the whole is. So it can only be shared if all that
//! holds it knows its place.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use super::bounds::{self, Named};
use super::ir::{Arm, Fixed, Form, LeftOut, Place, Struct, Union, Wrapper};
use super::{DefId, Definition, Extra, Residual, Shape, Ty, TypePath};
use crate::config::Config;
use crate::resolve::{Annotations, Keyword, Schema, SchemaId, Schemas};
use crate::source::Json;

/// Runs the pass.
pub(super) fn run(
    config: &Config,
    schemas: &Schemas,
    place: &dyn Fn(SchemaId) -> String,
    definitions: &mut Vec<Definition>,
    roots: &[Option<DefId>],
) {
    let held = Held::of(schemas, definitions, roots);
    let rules = |it: &Definition| rules(config, place, it);
    let forms = Forms { schemas, place, definitions };
    let form = |index: usize| {
        let form = forms.form(DefId::from_index(index), held.within(DefId::from_index(index))?)?;
        Some(form.with(&rules(&definitions[index])))
    };
    let forms: Vec<_> = (0..definitions.len()).map(form).collect();
    let mut taken: HashSet<TypePath> = definitions.iter().map(|it| it.path.clone()).collect();
    for group in groups(&forms) {
        let within = held.within(group[0]).unwrap_or_default().to_owned();
        let shared = bounded(schemas, definitions, &held, &group)
            .filter(|it| rules(it) == rules(&definitions[group[0].index()]))
            .filter(|it| taken.insert(it.path.clone()));
        let first = match shared {
            Some(shared) => {
                definitions.push(shared);
                DefId::from_index(definitions.len() - 1)
            }
            None => group[0],
        };
        definitions[first.index()].place = Place::Within(within);
        for id in group.into_iter().filter(|id| *id != first) {
            let other = &mut definitions[id.index()];
            other.shape = Shape::Alias(Ty::Def(first));
            other.residual = Residual::default();
        }
    }
}

/// Those that are equal, in their order: two and more of each kind.
fn groups(forms: &[Option<Made>]) -> Vec<Vec<DefId>> {
    let mut groups: BTreeMap<usize, Vec<DefId>> = BTreeMap::new();
    for (index, class) in refine(forms).into_iter().enumerate() {
        if forms[index].is_some() {
            groups.entry(class).or_default().push(DefId::from_index(index));
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// The type by the name of its bounds or values that several names share, beside the types that they are
/// within.
fn bounded(
    schemas: &Schemas,
    definitions: &[Definition],
    held: &Held<'_>,
    group: &[DefId],
) -> Option<Definition> {
    let first = &definitions[group.first()?.index()];
    if group.iter().all(|it| definitions[it.index()].path.name == first.path.name) {
        return None;
    }
    let Named { name, description } = bounds::name(schemas, first)?;
    let outermost = &definitions[held.outermost(definitions, *group.first()?).index()];
    let path = TypePath { modules: outermost.path.modules.clone(), name };
    let docs = Annotations { description, ..Annotations::default() };
    Some(Definition { path, docs, ..first.clone() })
}

/// What a definition is made of, apart from its name: a text, and the definitions that it holds.
struct Made {
    text: String,
    holds: Vec<DefId>,
}

impl Made {
    /// The same, with what the configuration says of it.
    fn with(mut self, rules: &[usize]) -> Self {
        // Writing to a text does not fail.
        let _ = write!(self.text, "{rules:?}");
        self
    }
}

/// The class of each definition: what has a form shares it with what is equal, all else is alone.
fn refine(forms: &[Option<Made>]) -> Vec<usize> {
    let mut of_text: HashMap<&str, usize> = HashMap::new();
    let texts = forms.iter().map(|form| form.as_ref().map(|it| it.text.as_str())).enumerate();
    let by_text = texts.map(|(index, text)| match text {
        Some(text) => *of_text.entry(text).or_insert(index),
        None => index,
    });
    let mut classes: Vec<usize> = by_text.collect();
    let mut count = of_text.len();
    // What is held tells apart what holds it, one level at a time.
    loop {
        let mut known: HashMap<(usize, Vec<usize>), usize> = HashMap::new();
        let by_parts = |(index, form): (usize, &Option<Made>)| match form {
            Some(form) => {
                let holds = form.holds.iter().map(|it| classes[it.index()]).collect();
                *known.entry((classes[index], holds)).or_insert(index)
            }
            None => index,
        };
        let next = forms.iter().enumerate().map(by_parts).collect();
        if known.len() == count {
            return classes;
        }
        count = known.len();
        classes = next;
    }
}

/// Where each definition is in what holds it.
struct Held<'a> {
    schemas: &'a Schemas,
    within: Vec<Within>,
    /// The last that holds it.
    holder: Vec<Option<DefId>>,
}

/// The place of a definition within all that holds it.
#[derive(Clone)]
enum Within {
    /// Nothing holds it.
    Unheld,
    /// The same in each.
    Known(String),
    /// One does not know, or not the same.
    Unknown,
}

impl<'a> Held<'a> {
    fn of(schemas: &'a Schemas, definitions: &[Definition], roots: &[Option<DefId>]) -> Self {
        let count = definitions.len();
        let mut held =
            Self { schemas, within: vec![Within::Unheld; count], holder: vec![None; count] };
        for (index, definition) in definitions.iter().enumerate() {
            held.note(definitions, definition);
            for part in definition.slots().into_iter().filter_map(Ty::named) {
                held.holder[part.index()] = Some(DefId::from_index(index));
            }
        }
        let roots = roots.iter().copied().flatten();
        roots.for_each(|id| held.within[id.index()] = Within::Unknown);
        held
    }

    fn within(&self, id: DefId) -> Option<&str> {
        match &self.within[id.index()] {
            Within::Known(within) => Some(within),
            Within::Unheld | Within::Unknown => None,
        }
    }

    /// Notes where a definition is in something that holds it.
    fn note_place(&mut self, id: DefId, place: Option<String>) {
        let known = &mut self.within[id.index()];
        *known = match (std::mem::replace(known, Within::Unknown), place) {
            (Within::Unheld, Some(place)) => Within::Known(place),
            (Within::Known(known), Some(place)) if known == place => Within::Known(known),
            _ => Within::Unknown,
        };
    }

    /// What an inline type is within and is no inline type.
    fn outermost(&self, definitions: &[Definition], id: DefId) -> DefId {
        let mut found = id;
        // What holds each other in a circle has something outermost that is none.
        for _ in 0..definitions.len() {
            match self.holder[found.index()] {
                Some(holder) if definitions[found.index()].depth > 0 => found = holder,
                _ => break,
            }
        }
        found
    }

    fn note(&mut self, definitions: &[Definition], holder: &Definition) {
        let own = (Some(holder.origin), String::new());
        match &holder.shape {
            Shape::Newtype(ty) => self.note_type(definitions, ty, Some(own)),
            Shape::Alias(ty) => self.note_type(definitions, ty, None),
            Shape::Struct(it) => self.note_struct(definitions, it, own),
            Shape::Union(it) => {
                for arm in &it.arms {
                    let place = match &arm.form {
                        Form::Whole | Form::Literal(_) => Some(own.clone()),
                        Form::Object(it) => {
                            it.content.as_ref().map(|it| (it.origin, String::new()))
                        }
                    };
                    self.note_type(definitions, &arm.ty, place);
                }
            }
            Shape::Tuple(it) => {
                let node = self.schemas.node(holder.origin);
                let places = &node.prefix_items;
                for (index, ty) in it.elements.iter().enumerate() {
                    let place = places.get(index).map(|it| (Some(*it), String::new()));
                    self.note_type(definitions, ty, place);
                }
                let rest = node.items.map(|it| (Some(it), String::new()));
                it.rest.iter().for_each(|ty| self.note_type(definitions, ty, rest.clone()));
            }
            Shape::Constants(_) | Shape::Never | Shape::Opaque | Shape::Own(_) => {}
        }
    }

    fn note_struct(&mut self, definitions: &[Definition], it: &Struct, own: Base) {
        for field in &it.fields {
            self.note_type(definitions, &field.ty, Some((field.origin, String::new())));
        }
        for map in &it.patterns {
            self.note_type(definitions, &map.ty, Some((Some(map.origin), String::new())));
        }
        if let Extra::Typed(ty) = &it.extra {
            self.note_type(definitions, ty, Some((own.0, "/additionalProperties".to_owned())));
        }
    }

    /// Notes what a type holds that is read from a value to which the schema at a place applies.
    fn note_type(&mut self, definitions: &[Definition], ty: &Ty, place: Option<Base>) {
        let place = place.filter(|(schema, _)| schema.is_some());
        match ty {
            Ty::Def(id) => {
                let origin = definitions[id.index()].origin;
                let within = place.and_then(|place| self.between(&place, origin));
                self.note_place(*id, within);
            }
            Ty::Nullable(inner) | Ty::Checked(inner, _) => {
                self.note_type(definitions, inner, place);
            }
            Ty::Vec(inner) => {
                self.note_type(definitions, inner, place.map(|it| below(it, "/items")));
            }
            // The keyword of its elements may be another one.
            Ty::Array(inner, _) => self.note_type(definitions, inner, None),
            Ty::Map(key, inner) => {
                // Keys have no place.
                key.iter().for_each(|id| self.note_place(*id, None));
                let place = place.map(|it| below(it, "/additionalProperties"));
                self.note_type(definitions, inner, place);
            }
            Ty::Any
            | Ty::Null
            | Ty::Bool
            | Ty::Integer(_)
            | Ty::Number
            | Ty::Float
            | Ty::String
            | Ty::Format(_)
            | Ty::Object => {}
        }
    }

    /// The rest of the way from a place to a schema.
    fn between(&self, (base, more): &Base, schema: SchemaId) -> Option<String> {
        let rest = within(self.schemas, (*base)?, schema)?;
        let rest = rest.strip_prefix(more.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then(|| rest.to_owned())
    }
}

/// A place: that of a schema, and the way from there.
type Base = (Option<SchemaId>, String);

fn below((schema, mut more): Base, step: &str) -> Base {
    more.push_str(step);
    (schema, more)
}

/// The way from a schema to another one in it.
pub(crate) fn within(schemas: &Schemas, base: SchemaId, schema: SchemaId) -> Option<&str> {
    let (base, schema) = (schemas.node(base), schemas.node(schema));
    let rest = schema.pointer.strip_prefix(&*base.pointer).filter(|_| base.file == schema.file)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

/// Writes down what definitions are made of.
struct Forms<'a> {
    schemas: &'a Schemas,
    place: &'a dyn Fn(SchemaId) -> String,
    definitions: &'a [Definition],
}

impl Forms<'_> {
    /// What a definition is made of that stands so in what holds it; none if it is not to be shared.
    fn form(&self, id: DefId, within: &str) -> Option<Made> {
        let definition = &self.definitions[id.index()];
        if definition.depth == 0 {
            return None;
        }
        let mut form =
            Writer { forms: self, base: definition.origin, text: String::new(), holds: Vec::new() };
        let file = self.schemas.node(definition.origin).file;
        form.say(&(file, within, definition.secret, definition.open, definition.docs.deprecated));
        form.shape(definition)?;
        form.residual(&definition.residual)?;
        Some(Made { text: form.text, holds: form.holds })
    }
}

/// What the configuration says of a type by its path or place.
fn rules(
    config: &Config,
    place: &dyn Fn(SchemaId) -> String,
    definition: &Definition,
) -> Vec<usize> {
    if config.attributes.is_empty() && config.builders.0.is_empty() {
        return Vec::new();
    }
    let (path, place) = (definition.path.to_string(), place(definition.origin));
    let rules = config.attributes.iter().enumerate();
    let own = rules.filter(|(_, it)| it.path.matches_either(&path, &place));
    let has_builder = config.builders.matches_either(&path, &place);
    own.map(|(index, _)| index).chain(has_builder.then_some(usize::MAX)).collect()
}

/// Writes down one of them.
struct Writer<'a> {
    forms: &'a Forms<'a>,
    /// The schema that it was made for.
    base: SchemaId,
    text: String,
    holds: Vec<DefId>,
}

impl Writer<'_> {
    fn say(&mut self, what: &dyn std::fmt::Debug) {
        // Writing to a text does not fail.
        let _ = write!(self.text, "{what:?};");
    }

    /// A schema by its place: within that of the definition, or as it is.
    fn schema(&mut self, schema: SchemaId) {
        match within(self.forms.schemas, self.base, schema) {
            Some(rest) => self.say(&rest),
            None => self.say(&(self.forms.place)(schema)),
        }
    }

    fn optional(&mut self, schema: Option<SchemaId>) {
        match schema {
            Some(schema) => self.schema(schema),
            None => self.say(&()),
        }
    }

    /// What must be the same of the names of types that are shared: what they accept, if a name can say
    /// that, or else the whole name.
    fn name(&self, definition: &Definition) -> String {
        let named = bounds::name(self.forms.schemas, definition);
        named.map_or_else(|| definition.path.name.clone(), |it| it.name)
    }

    fn shape(&mut self, definition: &Definition) -> Option<()> {
        match &definition.shape {
            Shape::Newtype(ty) => {
                self.say(&("newtype", self.name(definition)));
                self.ty(ty)
            }
            Shape::Constants(values) => {
                self.say(&("constants", self.name(definition)));
                for it in values {
                    self.say(&(&it.ident, it.value.to_text()));
                    self.docs(&it.docs);
                }
                Some(())
            }
            Shape::Struct(it) => self.structure(it),
            Shape::Union(it) => self.union(it),
            Shape::Tuple(it) => {
                self.say(&("tuple", it.required, it.rest.is_some()));
                it.elements.iter().chain(&it.rest).try_for_each(|ty| self.ty(ty))
            }
            Shape::Alias(_) | Shape::Never | Shape::Opaque | Shape::Own(_) => None,
        }
    }

    fn structure(&mut self, it: &Struct) -> Option<()> {
        self.say(&("struct", &it.refused, &it.extra_ident));
        if let Some(LeftOut { direction, members, hides }) = &it.left_out {
            self.say(&(direction, hides));
            members.iter().for_each(|(name, schema)| {
                self.say(name);
                self.schema(*schema);
            });
        }
        for field in &it.fields {
            self.say(&(&field.member, &field.ident, field.presence, field.secret, field.loose));
            self.optional(field.origin);
            self.docs(&field.docs);
            self.ty(&field.ty)?;
        }
        for map in &it.patterns {
            self.say(&(&map.pattern, &map.ident));
            self.schema(map.origin);
            self.ty(&map.ty)?;
        }
        it.fixed.iter().for_each(|it| self.fixed(it));
        match &it.extra {
            Extra::Keep => self.say(&"keep"),
            Extra::Ignore => self.say(&"ignore"),
            Extra::Refuse => self.say(&"refuse"),
            Extra::Typed(ty) => self.ty(ty)?,
        }
        Some(())
    }

    fn fixed(&mut self, it: &Fixed) {
        self.say(&(&it.member, &it.ident, &it.value, it.secret));
        self.optional(it.origin);
        self.docs(&it.docs);
    }

    fn union(&mut self, it: &Union) -> Option<()> {
        self.say(&("union", it.cardinality, &it.discriminators, &it.told_by));
        it.arms.iter().try_for_each(|arm| self.arm(arm))
    }

    fn arm(&mut self, arm: &Arm) -> Option<()> {
        self.say(&(&arm.ident, arm.types, &arm.guard));
        self.schema(arm.origin);
        self.docs(&arm.docs);
        match &arm.form {
            Form::Whole => self.say(&"whole"),
            Form::Literal(value) => self.say(value),
            Form::Object(Wrapper { fixed, content, closed }) => {
                self.say(closed);
                fixed.iter().for_each(|it| self.fixed(it));
                if let Some(it) = content {
                    self.say(&(&it.member, it.secret));
                    self.optional(it.origin);
                }
            }
        }
        self.ty(&arm.ty)
    }

    fn ty(&mut self, ty: &Ty) -> Option<()> {
        match ty {
            Ty::Def(id) => {
                self.say(&"definition");
                self.holds.push(*id);
            }
            Ty::Nullable(inner) => {
                self.say(&"nullable");
                self.ty(inner)?;
            }
            Ty::Vec(inner) => {
                self.say(&"array");
                self.ty(inner)?;
            }
            Ty::Array(inner, length) => {
                self.say(length);
                self.ty(inner)?;
            }
            Ty::Map(key, inner) => {
                self.say(&("map", key.is_some()));
                self.holds.extend(key);
                self.ty(inner)?;
            }
            Ty::Checked(inner, residual) => {
                self.say(&"checked");
                self.residual(residual)?;
                self.ty(inner)?;
            }
            Ty::Any
            | Ty::Null
            | Ty::Bool
            | Ty::Integer(_)
            | Ty::Number
            | Ty::Float
            | Ty::String
            | Ty::Format(_)
            | Ty::Object => self.say(ty),
        }
        Some(())
    }

    /// What is left to a check, unless other schemas have a part in it: those have places of their own.
    fn residual(&mut self, residual: &Residual) -> Option<()> {
        self.say(&residual.types);
        for (schema, keywords) in &residual.parts {
            self.schema(*schema);
            let node = self.forms.schemas.node(*schema);
            for keyword in keywords.iter() {
                self.say(&keyword);
                self.say(&assertion(node, keyword)?);
            }
        }
        Some(())
    }

    fn docs(&mut self, docs: &Annotations) {
        let Annotations {
            title,
            description,
            default,
            examples,
            deprecated,
            read_only,
            write_only,
            format,
            content_encoding: _,
            content_media_type: _,
            enum_names: _,
            enum_descriptions: _,
            rust_type: _,
            discriminator: _,
            family: _,
        } = docs;
        self.say(&(title, description, deprecated, read_only, write_only, format));
        self.say(&default.as_ref().map(Json::to_text));
        self.say(&examples.iter().map(Json::to_text).collect::<Vec<_>>());
    }
}

/// What a keyword asserts by itself; none of one that applies schemas.
fn assertion(node: &Schema, keyword: Keyword) -> Option<String> {
    let number = |it: &Option<crate::source::Number>| it.as_ref().map(|it| it.text().to_owned());
    let count = |it: Option<u64>| it.map(|it| it.to_string());
    let values = |it: &[Json]| it.iter().map(Json::to_text).collect::<Vec<_>>().join(",");
    match keyword {
        Keyword::Never => Some(node.never.to_string()),
        Keyword::Type => Some(format!("{:?}", node.types)),
        Keyword::Enum => node.enumeration.as_deref().map(values),
        Keyword::Const => node.constant.as_ref().map(Json::to_text),
        Keyword::MultipleOf => number(&node.multiple_of),
        Keyword::Maximum => number(&node.maximum),
        Keyword::ExclusiveMaximum => number(&node.exclusive_maximum),
        Keyword::Minimum => number(&node.minimum),
        Keyword::ExclusiveMinimum => number(&node.exclusive_minimum),
        Keyword::MaxLength => count(node.max_length),
        Keyword::MinLength => count(node.min_length),
        Keyword::Pattern => node.pattern.clone(),
        Keyword::Format => Some(format!("{:?}", node.format)),
        Keyword::MaxItems => count(node.max_items),
        Keyword::MinItems => count(node.min_items),
        Keyword::UniqueItems => Some(node.unique_items.to_string()),
        Keyword::MaxProperties => count(node.max_properties),
        Keyword::MinProperties => count(node.min_properties),
        Keyword::Required => Some(format!("{:?}", node.required)),
        Keyword::DependentRequired => {
            Some(format!("{:?}", node.dependent_required.iter().collect::<Vec<_>>()))
        }
        Keyword::PrefixItems
        | Keyword::Items
        | Keyword::Contains
        | Keyword::MinContains
        | Keyword::MaxContains
        | Keyword::UnevaluatedItems
        | Keyword::Properties
        | Keyword::PatternProperties
        | Keyword::AdditionalProperties
        | Keyword::PropertyNames
        | Keyword::DependentSchemas
        | Keyword::UnevaluatedProperties
        | Keyword::AllOf
        | Keyword::AnyOf
        | Keyword::OneOf
        | Keyword::Not
        | Keyword::If
        | Keyword::Then
        | Keyword::Else
        | Keyword::Ref => None,
    }
}

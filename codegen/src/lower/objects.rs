//! Objects: structs with a field for every member that the schema names, maps for the others.

use std::collections::HashSet;
use std::iter;

use indexmap::{IndexMap, IndexSet};

use super::ir::Parts;
use super::{
    Conjunction, Context, DefId, Extra, Field, LeftOut, Lowering, PatternMap, Presence, Residual,
    Shape, Struct, Ty,
};
use crate::ident::{self, Scope};
use crate::resolve::{
    Annotations, Direction, Keyword, KeywordSet, Schema, SchemaId, Type, TypeSet,
};

/// The names that generated code uses for functions of a struct; a field may share them.
const EXTRA_IDENTS: [&str; 3] = ["unknown", "unknown_members", "other_members"];

/// Which members an object may have beyond those that have a field.
pub(super) enum Others {
    /// None.
    None,
    /// Any, to which these schemas apply; none where nothing is said.
    All(Vec<SchemaId>),
}

/// What is said of the members that have no field.
pub(super) struct Rules {
    /// What those may be that match no pattern.
    pub(super) others: Others,
    /// The patterns, each with the schemas of the members that match it.
    pub(super) patterns: IndexMap<String, Vec<SchemaId>>,
    /// What is left to a check.
    pub(super) rest: Vec<(SchemaId, KeywordSet)>,
}

impl<'a> Lowering<'a> {
    /// The type of an object that needs no definition: a map.
    pub(super) fn plain_map(&mut self, key: &Conjunction, context: &Context<'_>) -> Option<Ty> {
        if !self.is_map(key) {
            return None;
        }
        let Rules { others, patterns, rest } = self.rules_of_map(key);
        let Others::All(schemas) = others else { return None };
        let (names, rest) = self.names_of_members(rest);
        if !patterns.is_empty() || !self.may_leave(&rest, context) {
            return None;
        }
        let ty = self.map_of(&schemas, names, context);
        Some(self.checked(ty, rest))
    }

    /// A definition for an object.
    pub(super) fn object_shape(&mut self, key: &Conjunction, id: DefId) -> (Shape, Residual) {
        self.record_type(key);
        let names = self.member_names(key);
        let told = self.members_of_branches(key);
        let is_map = self.is_map(key);
        let rules = if is_map {
            self.rules_of_map(key)
        } else {
            let known = names.iter().chain(told.keys()).cloned().collect();
            self.rules(key, &known)
        };
        if let Others::All(schemas) = &rules.others
            && is_map
            && rules.patterns.is_empty()
        {
            return self.map_shape(schemas, rules.rest, id);
        }
        let residual = Residual { parts: rules.rest, types: None };
        self.record_residual(&residual);
        // What a field of a loose type does not hold has its place among the other members.
        let has_place = matches!(&rules.others, Others::All(schemas) if schemas.is_empty());
        let Some((fields, refused)) = self.fields(key, id, (&names, &told), has_place) else {
            return (Shape::Never, Residual::default());
        };
        let keeps = !residual.is_empty() || fields.iter().any(|field| field.loose);
        let extra = self.extra(rules.others, id, keeps);
        let mut scope = Scope::default();
        for field in &fields {
            scope.take(&field.ident);
        }
        let patterns = self.pattern_maps(rules.patterns, id, &mut scope);
        let free = EXTRA_IDENTS.iter().find(|name| scope.take(name));
        let extra_ident = free.map_or_else(|| scope.take_like("unknown"), |&name| name.to_owned());
        let (fixed, left_out) = (Vec::new(), self.left_out(key));
        let shape = Struct { fields, refused, extra, extra_ident, patterns, fixed, left_out };
        (Shape::Struct(shape), residual)
    }

    /// Whether an object has no members with names; one that only has them in the other direction is still a
    /// struct.
    fn is_map(&self, key: &Conjunction) -> bool {
        self.member_names(key).is_empty()
            && self.members_of_branches(key).is_empty()
            && self.left_out(key).is_none()
    }

    /// The members that views of the conjunction leave out.
    fn left_out(&self, key: &Conjunction) -> Option<LeftOut> {
        let views: Vec<_> =
            key.members.iter().filter_map(|it| self.schemas.views.of(*it)).collect();
        let direction = views.first()?.direction;
        let mut members = IndexMap::new();
        for (view, name) in
            views.iter().flat_map(|it| it.left_out.iter().map(move |name| (it, name)))
        {
            if let Some(&schema) = self.node(view.of).properties.get(name) {
                members.entry(name.clone()).or_insert(schema);
            }
        }
        let hides = members.iter().any(|(name, &schema)| {
            let docs = Annotations::of_schema(self.schemas, schema);
            let docs = Annotations { write_only: direction == Direction::Response, ..docs };
            self.is_secret(name, &docs) && !self.config.secrets.matches(name)
        });
        (!members.is_empty()).then_some(LeftOut { direction, members, hides })
    }

    /// A definition for an object all of whose members are alike.
    fn map_shape(&mut self, schemas: &[SchemaId], rest: Parts, id: DefId) -> (Shape, Residual) {
        let (names, rest) = self.names_of_members(rest);
        let ty = self.map_of(schemas, names, &Context::new(Some(id), "value"));
        self.plain_shape(ty, Residual { parts: rest, types: None })
    }

    /// What the names of members must be, if a type says it, and what else is left to a check.
    fn names_of_members(&mut self, rest: Parts) -> (Option<Conjunction>, Parts) {
        let with_names = rest.iter().filter(|it| it.1.contains(Keyword::PropertyNames));
        let schemas: Vec<_> =
            with_names.filter_map(|&(id, _)| self.node(id).property_names).collect();
        if schemas.is_empty() {
            return (None, rest);
        }
        let Some(key) = self.text_of(&schemas) else { return (None, rest) };
        let mut left = rest;
        left.iter_mut().for_each(|it| it.1.remove(Keyword::PropertyNames));
        left.retain(|it| !it.1.is_empty());
        // Any string will do, as it does without a type.
        let is_any = self.unenforced(&key).is_empty();
        ((!is_any).then_some(key), left)
    }

    /// A map for each pattern.
    fn pattern_maps(
        &mut self,
        patterns: IndexMap<String, Vec<SchemaId>>,
        id: DefId,
        scope: &mut Scope,
    ) -> Vec<PatternMap> {
        let mut maps = Vec::new();
        for (pattern, schemas) in patterns {
            let Some(&origin) = schemas.first() else { continue };
            let words = words_of(&pattern);
            let role = if words.is_empty() { "value".to_owned() } else { format!("{words} value") };
            let ty = self.type_of_all(&schemas, &Context::new(Some(id), &role));
            let ident = scope.take_like(&ident::snake(&format!("{words} members")));
            maps.push(PatternMap { pattern, ident, origin, ty });
        }
        maps
    }

    fn map_of(
        &mut self,
        schemas: &[SchemaId],
        names: Option<Conjunction>,
        context: &Context<'_>,
    ) -> Ty {
        let role = |what: &str| match context.role {
            "value" => what.to_owned(),
            role => format!("{role} {what}"),
        };
        let key = names.and_then(|names| {
            let context = Context { role: &role("key"), checks: false, ..*context };
            if let Ty::Def(id) = self.type_of_key(names, &context) { Some(id) } else { None }
        });
        let value = match schemas {
            [] => Ty::Any,
            _ => self.type_of_all(schemas, &Context { role: &role("value"), ..*context }),
        };
        match (key, value) {
            (None, Ty::Any) => Ty::Object,
            (key, value) => Ty::Map(key, Box::new(value)),
        }
    }

    /// The members that `properties` and `required` name, in order.
    pub(super) fn member_names(&self, key: &Conjunction) -> IndexSet<String> {
        let mut names = IndexSet::new();
        for &id in &key.members {
            names.extend(self.node(id).properties.keys().cloned());
        }
        for &id in &key.members {
            names.extend(self.node(id).required.iter().cloned());
        }
        names
    }

    /// The members that `required` names.
    pub(super) fn required_names(&self, key: &Conjunction) -> HashSet<&'a str> {
        let schemas = self.schemas;
        let required = key.members.iter().flat_map(|&id| &schemas.node(id).required);
        required.map(String::as_str).collect()
    }

    /// A field for every member that can have a value, and the names of the others; none if one of
    /// these is required. The members that only schemas name which may apply come last.
    fn fields(
        &mut self,
        key: &Conjunction,
        id: DefId,
        (names, told): (&IndexSet<String>, &IndexMap<String, Vec<SchemaId>>),
        may_be_loose: bool,
    ) -> Option<(Vec<Field>, Vec<String>)> {
        let mut fields = Vec::new();
        let mut refused = Vec::new();
        let all_required = self.required_names(key);
        let others = told.keys().filter(|name| !names.contains(*name));
        let all: Vec<_> = names.iter().chain(others).collect();
        for (name, ident) in all.iter().zip(idents_of(&all)) {
            let required = all_required.contains(name.as_str());
            let schemas = self.applicable(key, name);
            if schemas.iter().any(|&schema| self.refuses_all(schema)) {
                if required {
                    return None;
                }
                refused.push((*name).clone());
                continue;
            }
            let is_declared = names.contains(*name);
            if schemas.is_empty() && !may_be_loose && !is_declared {
                continue;
            }
            let told = told.get(*name).map_or(&[][..], Vec::as_slice);
            let may_be_loose = may_be_loose && !required;
            let member = Member { name, ident, schemas: &schemas, told, required, may_be_loose };
            fields.push(self.field(member, id));
        }
        Some((fields, refused))
    }

    fn field(&mut self, member: Member<'_>, id: DefId) -> Field {
        let Member { name, ident, schemas, told, required, may_be_loose } = member;
        let context = Context::of_field(id, name);
        let is_free = schemas.iter().all(|&schema| self.says_nothing(schema));
        let loose = match is_free && may_be_loose {
            // What may apply is checked where it does.
            true => self.type_of_any(told, &Context::new(Some(id), name)),
            false => None,
        };
        let is_loose = loose.is_some();
        let ty = match loose {
            Some(ty) => ty,
            None if schemas.is_empty() => Ty::Any,
            None => self.type_of_all_and(schemas, told, &context),
        };
        let (ty, presence) = match (required, ty) {
            (true, ty) => (ty, Presence::Required),
            (false, Ty::Nullable(inner)) => (*inner, Presence::OptionalNullable),
            (false, ty) => (ty, Presence::Optional),
        };
        let sources = if schemas.is_empty() { told } else { schemas };
        let docs = sources.iter().fold(Annotations::default(), |docs, &schema| {
            docs.or(Annotations::of_schema(self.schemas, schema))
        });
        let secret = self.is_secret(name, &docs);
        let origin = schemas.first().copied();
        let member = name.to_owned();
        Field { member, ident, origin, ty, presence, docs, secret, loose: is_loose }
    }

    /// Whether the value of a member is not to be shown.
    pub(super) fn is_secret(&self, name: &str, docs: &Annotations) -> bool {
        self.config.secrets.matches(name)
            || docs.write_only
            || docs.format.as_deref() == Some("password")
    }

    /// The schemas that apply to the member `name`.
    pub(super) fn applicable(&self, key: &Conjunction, name: &str) -> Vec<SchemaId> {
        let mut schemas = Vec::new();
        for &id in &key.members {
            let schema = self.node(id);
            let before = schemas.len();
            schemas.extend(schema.properties.get(name).copied());
            for (pattern, &applied) in &schema.pattern_properties {
                if self.evaluator.matches(pattern, name) {
                    schemas.push(applied);
                }
            }
            if schemas.len() == before {
                schemas.extend(schema.additional_properties);
            }
            if let Some(unevaluated) = schema.unevaluated_properties
                && self.covers(key, id, Some(name)) == Some(false)
            {
                schemas.push(unevaluated);
            }
        }
        // What asserts nothing adds nothing, unless it is all there is.
        let asserting: Vec<_> =
            schemas.iter().copied().filter(|&id| !self.says_nothing(id)).collect();
        if asserting.is_empty() {
            schemas.truncate(1);
            schemas
        } else {
            asserting
        }
    }

    fn says_nothing(&self, id: SchemaId) -> bool {
        let mut key = Conjunction::new(&self.members, &[id]);
        key.mask = self.possible_types(&key);
        self.is_unconstrained(&key)
    }

    /// What an object without fields may have; one that a single type describes is a plain map, with
    /// a check of the names that are allowed.
    fn rules_of_map(&mut self, key: &Conjunction) -> Rules {
        let mut rules = self.rules(key, &IndexSet::new());
        let patterned = |id: &&SchemaId| !self.node(**id).pattern_properties.is_empty();
        let Some(&id) = key.members.iter().find(patterned) else { return rules };
        let Some((all, every_name)) = self.only_pattern(key, id) else { return rules };
        rules.patterns.clear();
        rules.others = Others::All(if self.says_nothing(all) { Vec::new() } else { vec![all] });
        if !every_name {
            // What the pattern does not match is still to be refused.
            let mut set = KeywordSet::of(Keyword::PatternProperties);
            set.insert(Keyword::AdditionalProperties);
            match rules.rest.iter_mut().find(|(other, _)| *other == id) {
                Some((_, rest)) => *rest = rest.union(set),
                None => rules.rest.push((id, set)),
            }
        }
        rules
    }

    /// What members there may be beyond those with a field, and what that leaves to a check.
    pub(super) fn rules(&mut self, key: &Conjunction, names: &IndexSet<String>) -> Rules {
        let mut rest = Vec::new();
        let mut applied = Vec::new();
        let mut closed = false;
        let patterned = |id: &SchemaId| !self.node(*id).pattern_properties.is_empty();
        let count = key.members.iter().filter(|&id| patterned(id)).count();
        let is_alone =
            |id: &SchemaId| patterned(id) || self.node(*id).additional_properties.is_none();
        // Where several schemas have rules of names, what one of them takes for another member may
        // match a pattern of the other.
        let is_exact = count == 0 || (count == 1 && key.members.iter().all(is_alone));
        for (id, mut set) in self.unenforced(key) {
            set.remove(Keyword::Properties);
            set.remove(Keyword::Required);
            let schema = self.schemas.node(id);
            if is_exact {
                set.remove(Keyword::AdditionalProperties);
                if let Some(additional) = schema.additional_properties {
                    closed |= self.refuses_all(additional);
                    applied.push(additional);
                }
                if self.are_told_apart(schema) {
                    set.remove(Keyword::PatternProperties);
                }
            }
            if let Some(unevaluated) = schema.unevaluated_properties {
                match self.covers(key, id, None) {
                    Some(true) => set.remove(Keyword::UnevaluatedProperties),
                    Some(false) if count == 0 && self.names_are_told_apart(key, id, names) => {
                        set.remove(Keyword::UnevaluatedProperties);
                        closed |= self.refuses_all(unevaluated);
                        applied.push(unevaluated);
                    }
                    Some(false) | None => {}
                }
            }
            if !set.is_empty() {
                rest.push((id, set));
            }
        }
        applied.retain(|&id| !self.says_nothing(id));
        let others = if closed { Others::None } else { Others::All(applied) };
        let patterns = self.patterns(key, &others);
        Rules { others, patterns, rest }
    }

    /// The patterns of which something is said, or that allow what is refused else.
    fn patterns(&self, key: &Conjunction, others: &Others) -> IndexMap<String, Vec<SchemaId>> {
        let mut patterns: IndexMap<String, Vec<SchemaId>> = IndexMap::new();
        for &id in &key.members {
            for (pattern, &schema) in self.node(id).pattern_properties.iter() {
                patterns.entry(pattern.clone()).or_default().push(schema);
            }
        }
        let is_free = matches!(others, Others::All(schemas) if schemas.is_empty());
        patterns.retain(|_, schemas| {
            let refuses = schemas.iter().any(|&id| self.refuses_all(id));
            !(refuses || is_free && schemas.iter().all(|&id| self.says_nothing(id)))
        });
        patterns
    }

    /// Whether no name matches two patterns of a schema, or what applies then is the same, so that maps
    /// enforce all that they say.
    fn are_told_apart(&self, schema: &Schema) -> bool {
        let patterns: Vec<_> = schema.pattern_properties.iter().collect();
        patterns.iter().enumerate().all(|(index, (pattern, one))| {
            !self.refuses_all(**one)
                && patterns
                    .iter()
                    .skip(index + 1)
                    .all(|(other, two)| one == two || are_apart(pattern, other))
        })
    }

    /// The subschema of `patternProperties` that all members without a field obey, since the
    /// pattern matches every name or what it does not match is refused; and whether it is the former.
    fn only_pattern(&self, key: &Conjunction, id: SchemaId) -> Option<(SchemaId, bool)> {
        let schema = self.schemas.node(id);
        let mut patterns = schema.pattern_properties.iter();
        let (Some((pattern, &applied)), None) = (patterns.next(), patterns.next()) else {
            return None;
        };
        let alone = key.members.iter().all(|&other| {
            let node = self.node(other);
            other == id
                || (node.additional_properties.is_none() && node.pattern_properties.is_empty())
        });
        let every_name = matches!(pattern.as_str(), "" | ".*" | "^.*$" | "^.*" | ".*$");
        let refused = schema.additional_properties.is_some_and(|it| self.refuses_all(it));
        (alone && (refused || every_name) && !self.refuses_all(applied))
            .then_some((applied, every_name))
    }

    /// Whether each member with a field is known to be evaluated or not, for `unevaluatedProperties`
    /// of `id`.
    fn names_are_told_apart(
        &self,
        key: &Conjunction,
        id: SchemaId,
        names: &IndexSet<String>,
    ) -> bool {
        names.iter().all(|name| self.covers(key, id, Some(name)).is_some())
    }

    /// Whether `unevaluatedProperties` of `id` sees the member `name` as evaluated; without a name,
    /// any member that has no field. Not known where that depends on the instance.
    fn covers(&self, key: &Conjunction, id: SchemaId, name: Option<&str>) -> Option<bool> {
        self.covers_within(key, id, name, true)
    }

    fn covers_within(
        &self,
        key: &Conjunction,
        id: SchemaId,
        name: Option<&str>,
        outermost: bool,
    ) -> Option<bool> {
        let schema = self.node(id);
        if !outermost && schema.unevaluated_properties.is_some() {
            return Some(true);
        }
        if schema.additional_properties.is_some() {
            return Some(true);
        }
        match name {
            Some(name) => {
                let by_pattern =
                    schema.pattern_properties.keys().any(|it| self.evaluator.matches(it, name));
                if schema.properties.contains_key(name) || by_pattern {
                    return Some(true);
                }
            }
            None if !schema.pattern_properties.is_empty() => return None,
            None => {}
        }
        let mut unknown = false;
        for &part in schema.references.iter().chain(&schema.all_of) {
            match self.covers_within(key, part, name, false) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => unknown = true,
            }
        }
        for &(of, keyword, index) in &key.arms {
            if of == id
                && keyword == Keyword::OneOf
                && let Some(&arm) = schema.one_of.get(index)
            {
                match self.covers_within(key, arm, name, false) {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => unknown = true,
                }
            }
        }
        let conditional = !schema.any_of.is_empty()
            || (!schema.one_of.is_empty() && !key.has_chosen(id, Keyword::OneOf))
            || schema.if_.is_some()
            || !schema.dependent_schemas.is_empty();
        if unknown || conditional { None } else { Some(false) }
    }

    /// What becomes of other members; a check that looks at all of them needs them kept.
    fn extra(&mut self, others: Others, id: DefId, keeps: bool) -> Extra {
        let keep = keeps || self.keeps_unknown(id);
        match others {
            Others::None => Extra::Refuse,
            Others::All(schemas) if schemas.is_empty() => {
                if keep {
                    Extra::Keep
                } else {
                    Extra::Ignore
                }
            }
            Others::All(schemas) => {
                match self.type_of_all(&schemas, &Context::new(Some(id), "value")) {
                    Ty::Any => Extra::Keep,
                    ty => Extra::Typed(ty),
                }
            }
        }
    }

    /// What every object of the conjunction has: the members that are required, and those of them
    /// that are one of some strings.
    pub(super) fn guard(&mut self, key: &Conjunction) -> super::Guard {
        let mut guard = super::Guard::default();
        if !key.mask.contains(Type::Object) {
            return guard;
        }
        let required = self.required_names(key);
        for name in self.member_names(key) {
            if !required.contains(name.as_str()) {
                continue;
            }
            let schemas = self.applicable(key, &name);
            let mut member = Conjunction::new(&self.members, &schemas);
            if !schemas.is_empty() {
                member.mask = self.possible_types(&member);
                if member.mask == TypeSet::of(Type::String)
                    && let Some(values) = self.listed_strings(&member)
                {
                    guard.tags.push((name, values));
                    continue;
                }
            }
            guard.required.push(name);
        }
        guard
    }
}

/// A member that gets a field.
struct Member<'a> {
    name: &'a str,
    ident: String,
    /// The schemas that apply to it.
    schemas: &'a [SchemaId],
    /// Those that may apply as well.
    told: &'a [SchemaId],
    required: bool,
    /// Whether a value that its type does not hold has another place.
    may_be_loose: bool,
}

/// The names of fields. A member keeps its name where that is one of Rust; others are told apart by
/// what is left out of theirs: `_id`, `@id`.
fn idents_of(members: &[&String]) -> Vec<String> {
    let mut scope = Scope::default();
    let mut idents: Vec<_> = members.iter().map(|it| ident::snake(&ident::with_sign(it))).collect();
    let is_exact = |(name, ident): (&&String, &String)| ident.trim_start_matches("r#") == *name;
    let exact: Vec<_> = members.iter().zip(&idents).map(is_exact).collect();
    for (ident, _) in idents.iter().zip(&exact).filter(|(_, is_exact)| **is_exact) {
        scope.take(ident);
    }
    for ((ident, name), is_exact) in idents.iter_mut().zip(members).zip(exact) {
        if !is_exact && !scope.take(ident) {
            let names = ident::apart(name).map(|it| ident::snake(&it));
            *ident = scope.take_any(iter::once(ident.clone()).chain(names));
        }
    }
    idents
}

/// The text that all names begin with that match a pattern, as far as that is plain.
fn prefix_of(pattern: &str) -> &str {
    let Some(rest) = pattern.strip_prefix('^') else { return "" };
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '/' | ' ' | '@');
    let end = rest.find(|c| !is_plain(c)).unwrap_or(rest.len());
    let (plain, more) = rest.split_at(end);
    // A quantifier is about the character before it, and with an alternative nothing is sure.
    let is_optional = more.starts_with(['?', '*', '{', '+']);
    match pattern.contains('|') {
        true => "",
        false if is_optional => plain.char_indices().next_back().map_or("", |it| &plain[..it.0]),
        false => plain,
    }
}

/// Whether no name matches both patterns, as far as that is plain.
fn are_apart(one: &str, other: &str) -> bool {
    let (one, other) = (prefix_of(one), prefix_of(other));
    !one.starts_with(other) && !other.starts_with(one)
}

/// The words in what all names begin with that match a pattern.
fn words_of(pattern: &str) -> String {
    let prefix = prefix_of(pattern);
    let words = prefix.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_told_apart_by_what_names_begin_with() {
        let cases = [
            ("^x-", "^y-", true),
            ("^x-", "^x-y", false),
            ("^x-a?", "^x-b", false),
            ("^ab", "^a*c", false),
            ("^a|b", "^c", false),
            ("x", "^y", false),
            ("^[a-z]", "^y", false),
        ];
        for (one, other, apart) in cases {
            assert_eq!(are_apart(one, other), apart, "{one} {other}");
        }
        assert_eq!(words_of("^x-rate/limit_.*$"), "x rate limit");
        assert_eq!(words_of("^[a-z]+$"), "");
    }
}

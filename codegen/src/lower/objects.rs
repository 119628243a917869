//! Objects: structs with a field for every member that the schema names, maps for the others.

use std::collections::HashSet;

use indexmap::IndexSet;

use super::{Context, DefId, Extra, Field, Key, Lowering, Presence, Residual, Shape, Struct, Ty};
use crate::ident::{self, Scope};
use crate::resolve::{Annotations, Keyword, KeywordSet, SchemaId, Type, TypeSet};

/// The names that generated code uses for functions of a struct; a field may share them.
const EXTRA_IDENTS: [&str; 3] = ["unknown", "unknown_members", "other_members"];

/// Which members an object may have beyond those that `properties` and `required` name.
enum Others {
    /// None.
    None,
    /// Any, to which these schemas apply; none where nothing is said.
    All(Vec<SchemaId>),
    /// More than a type can say.
    Checked,
}

impl<'a> Lowering<'a> {
    /// The type of an object that needs no definition: a map.
    pub(super) fn plain_map(&mut self, key: &Key, context: &Context<'_>) -> Option<Ty> {
        if !self.member_names(key).is_empty() {
            return None;
        }
        let (others, rest) = self.others(key, &IndexSet::new());
        match others {
            Others::All(schemas) if rest.is_empty() => Some(self.map_of(&schemas, context)),
            Others::All(_) | Others::None | Others::Checked => None,
        }
    }

    /// A definition for an object.
    pub(super) fn object_shape(&mut self, key: &Key, id: DefId) -> (Shape, Residual) {
        self.record_type(key);
        let names = self.member_names(key);
        let (others, rest) = self.others(key, &names);
        let residual = Residual { parts: rest, types: None };
        self.record_residual(&residual);
        if names.is_empty()
            && let Others::All(schemas) = &others
        {
            let ty = self.map_of(schemas, &Context { parent: Some(id), role: "value" });
            let shape = if residual.is_empty() { Shape::Alias(ty) } else { Shape::Newtype(ty) };
            return (shape, residual);
        }
        if names.is_empty() && matches!(others, Others::Checked) {
            return (Shape::Newtype(Ty::Object), residual);
        }
        let Some((fields, refused)) = self.fields(key, id, &names) else {
            return (Shape::Never, Residual::default());
        };
        let extra = self.extra(others, id, residual.is_empty());
        let mut scope = Scope::default();
        for field in &fields {
            scope.take(&field.ident);
        }
        let free = EXTRA_IDENTS.iter().find(|name| scope.take(name));
        let extra_ident = free.map_or_else(|| scope.take_like("unknown"), |&name| name.to_owned());
        (Shape::Struct(Struct { fields, refused, extra, extra_ident }), residual)
    }

    fn map_of(&mut self, schemas: &[SchemaId], context: &Context<'_>) -> Ty {
        if schemas.is_empty() {
            return Ty::Object;
        }
        let role = if context.role == "value" {
            "value".to_owned()
        } else {
            format!("{} value", context.role)
        };
        match self.type_of_all(schemas, &Context { role: &role, ..*context }) {
            Ty::Any => Ty::Object,
            ty => Ty::Map(Box::new(ty)),
        }
    }

    /// The members that `properties` and `required` name, in order.
    fn member_names(&self, key: &Key) -> IndexSet<String> {
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
    fn required_names(&self, key: &Key) -> HashSet<&'a str> {
        let schemas = self.schemas;
        let required = key.members.iter().flat_map(|&id| &schemas.node(id).required);
        required.map(String::as_str).collect()
    }

    /// A field for every member that can have a value, and the names of the others; none if one of
    /// these is required.
    fn fields(
        &mut self,
        key: &Key,
        id: DefId,
        names: &IndexSet<String>,
    ) -> Option<(Vec<Field>, Vec<String>)> {
        let mut scope = Scope::default();
        let mut fields = Vec::new();
        let mut refused = Vec::new();
        let all_required = self.required_names(key);
        for name in names {
            let required = all_required.contains(name.as_str());
            let schemas = self.applicable(key, name);
            if schemas.iter().any(|&schema| self.refuses_all(schema)) {
                if required {
                    return None;
                }
                refused.push(name.clone());
                continue;
            }
            let ident = scope.take_like(&ident::snake(name));
            fields.push(self.field(name, ident, &schemas, required, id));
        }
        Some((fields, refused))
    }

    fn field(
        &mut self,
        member: &str,
        ident: String,
        schemas: &[SchemaId],
        required: bool,
        id: DefId,
    ) -> Field {
        let context = Context { parent: Some(id), role: member };
        let ty = if schemas.is_empty() { Ty::Any } else { self.type_of_all(schemas, &context) };
        let (ty, presence) = match (required, ty) {
            (true, ty) => (ty, Presence::Required),
            (false, Ty::Nullable(inner)) => (*inner, Presence::OptionalNullable),
            (false, ty) => (ty, Presence::Optional),
        };
        let docs = schemas.iter().fold(Annotations::default(), |docs, &schema| {
            docs.or(Annotations::of_schema(self.schemas, schema))
        });
        let secret = self.config.secrets.matches(member)
            || docs.write_only
            || docs.format.as_deref() == Some("password");
        let origin = schemas.first().copied();
        Field { member: member.to_owned(), ident, origin, ty, presence, docs, secret }
    }

    /// The schemas that apply to the member `name`.
    fn applicable(&self, key: &Key, name: &str) -> Vec<SchemaId> {
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
        let mut key = Key::new(&self.members, &[id]);
        key.mask = self.possible_types(&key);
        self.is_unconstrained(&key)
    }

    /// What members there may be beyond those with a field, and what that leaves to a check.
    fn others(
        &mut self,
        key: &Key,
        names: &IndexSet<String>,
    ) -> (Others, Vec<(SchemaId, KeywordSet)>) {
        let mut rest = Vec::new();
        let mut applied = Vec::new();
        let mut closed = false;
        let mut checked = false;
        for (id, mut set) in self.unenforced(key) {
            set.remove(Keyword::Properties);
            set.remove(Keyword::Required);
            let schema = self.schemas.node(id);
            if schema.pattern_properties.is_empty() {
                set.remove(Keyword::PatternProperties);
                set.remove(Keyword::AdditionalProperties);
                if let Some(additional) = schema.additional_properties {
                    closed |= self.refuses_all(additional);
                    applied.push(additional);
                }
            } else if let Some((all, every_name)) = self.only_pattern(key, id) {
                // What the pattern does not match is still to be refused.
                if every_name {
                    set.remove(Keyword::PatternProperties);
                    set.remove(Keyword::AdditionalProperties);
                }
                applied.push(all);
            } else {
                checked = true;
            }
            if let Some(unevaluated) = schema.unevaluated_properties {
                match self.covers(key, id, None) {
                    Some(true) => set.remove(Keyword::UnevaluatedProperties),
                    Some(false) if self.names_are_told_apart(key, id, names) => {
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
        if closed {
            (Others::None, rest)
        } else if checked && applied.is_empty() {
            (Others::Checked, rest)
        } else {
            (Others::All(applied), rest)
        }
    }

    /// The subschema of `patternProperties` that all members without a field obey, since the
    /// pattern matches every name or what it does not match is refused; and whether it is the former.
    fn only_pattern(&mut self, key: &Key, id: SchemaId) -> Option<(SchemaId, bool)> {
        let schema = self.schemas.node(id);
        let mut patterns = schema.pattern_properties.iter();
        let (Some((pattern, &applied)), None) = (patterns.next(), patterns.next()) else {
            return None;
        };
        let alone = key
            .members
            .iter()
            .all(|&other| other == id || self.node(other).additional_properties.is_none());
        let every_name = matches!(pattern.as_str(), "" | ".*" | "^.*$" | "^.*" | ".*$");
        let refused = schema.additional_properties.is_some_and(|it| self.refuses_all(it));
        (alone && (refused || every_name)).then_some((applied, every_name))
    }

    /// Whether each member with a field is known to be evaluated or not, for `unevaluatedProperties`
    /// of `id`.
    fn names_are_told_apart(&self, key: &Key, id: SchemaId, names: &IndexSet<String>) -> bool {
        names.iter().all(|name| self.covers(key, id, Some(name)).is_some())
    }

    /// Whether `unevaluatedProperties` of `id` sees the member `name` as evaluated; without a name,
    /// any member that has no field. Not known where that depends on the instance.
    fn covers(&self, key: &Key, id: SchemaId, name: Option<&str>) -> Option<bool> {
        self.covers_within(key, id, name, true)
    }

    fn covers_within(
        &self,
        key: &Key,
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
    fn extra(&mut self, others: Others, id: DefId, unchecked: bool) -> Extra {
        let keep = !unchecked || self.keeps_unknown(id);
        match others {
            Others::None => Extra::Refuse,
            Others::Checked => Extra::Keep,
            Others::All(schemas) if schemas.is_empty() => {
                if keep {
                    Extra::Keep
                } else {
                    Extra::Ignore
                }
            }
            Others::All(schemas) => {
                match self.type_of_all(&schemas, &Context { parent: Some(id), role: "value" }) {
                    Ty::Any => Extra::Keep,
                    ty => Extra::Typed(ty),
                }
            }
        }
    }

    /// What every object of the conjunction has: the members that are required, and those of them
    /// that are one of some strings.
    pub(super) fn guard(&mut self, key: &Key) -> super::Guard {
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
            let mut member = Key::new(&self.members, &schemas);
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

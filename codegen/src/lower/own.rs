//! Types of the program's own, which stand for those that would be made.
//!
//! Input: a conjunction, and what the configuration and the schema say of its type. Output: a
//! definition of the shape [`Shape::Own`], whose residual is all that the schemas assert: the shape
//! enforces nothing, and loses what it will. Everything below such a schema is the business of that
//! type, so nothing is made of it.
//!
//! A Rust type has one way to be read, so what it stands for must assert the same everywhere. A
//! pattern of `path` wins over one of `format`, and both over `x-rust-type`.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use indexmap::IndexMap;
use semver::VersionReq;

use super::{Conjunction, DefId, Definition, Lowering, Place, Residual, Shape, Ty, TypePath};
use crate::config::{Config, OwnType};
use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::{Annotations, Keyword, Schema, SchemaId, Schemas, Type, every_keyword};
use crate::source::Json;

/// What was found out about types of the program's own.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// Whether there is any to look for.
    is_wanted: bool,
    /// The definition of each, by its path, and the schemas for which it was made.
    made: BTreeMap<String, DefId>,
    /// The paths, places and names of what they stand for.
    pub(super) addresses: BTreeSet<(String, String)>,
    /// The formats that they stand for.
    pub(super) formats: BTreeSet<String>,
    /// What is wrong with them, by place, each once.
    findings: BTreeMap<(Code, String), Diagnostic>,
}

impl Own {
    pub(super) fn of(config: &Config, schemas: &Schemas) -> Self {
        let is_wanted = !config.replace.is_empty()
            || schemas.nodes.iter().any(|it| it.annotations.rust_type.is_some());
        Self { is_wanted, ..Self::default() }
    }

    pub(super) fn take_findings(&mut self) -> impl Iterator<Item = Diagnostic> + use<> {
        std::mem::take(&mut self.findings).into_values()
    }
}

impl Lowering<'_> {
    /// The type of the program's own for a conjunction, which may have a path that is its own.
    pub(super) fn own_type(&mut self, key: &Conjunction) -> Option<Ty> {
        if !self.own.is_wanted {
            return None;
        }
        let path = self.own_path(key).map(|it| it.to_string()).unwrap_or_default();
        let ty = Ty::Def(self.chosen_own(&path, key)?);
        self.by_key.insert(key.clone(), ty.clone());
        Some(ty)
    }

    /// The same for a definition, whose path is known now.
    pub(super) fn own_shape(&mut self, key: &Conjunction, id: DefId) -> Option<(Shape, Residual)> {
        if !self.own.is_wanted {
            return None;
        }
        let path = self.definitions[id.index()].path.to_string();
        let own = self.chosen_own(&path, key)?;
        Some((Shape::Alias(Ty::Def(own)), Residual::default()))
    }

    /// Whether a type is one of the program's own.
    pub(super) fn is_own(&self, id: DefId) -> bool {
        self.definitions[id.index()].is_own()
    }

    fn chosen_own(&mut self, path: &str, key: &Conjunction) -> Option<DefId> {
        let chosen = self.own_by_path(path, key).or_else(|| self.own_by_format(key));
        match chosen {
            Some(own) => self.define_own(key, own, Self::refuse_another),
            None => {
                let own = self.own_by_schema(key)?;
                self.define_own(key, own, Self::note_another)
            }
        }
    }

    fn own_by_path(&mut self, path: &str, key: &Conjunction) -> Option<OwnType> {
        let config = self.config;
        let origin = self.node(key.origin());
        let (place, name) = (self.place(key.origin()), origin.definition_name.as_deref());
        let name = name.filter(|_| !key.is_arm()).unwrap_or_default();
        let rules = config.replace.iter().filter(|rule| {
            rule.path.matches_either(path, &place) || !name.is_empty() && rule.path.matches(name)
        });
        let rules: Vec<_> = rules.map(|it| &it.with).collect();
        let own = self.only(&rules, key)?;
        for address in [path, name] {
            self.own.addresses.insert((address.to_owned(), place.clone()));
        }
        Some(own)
    }

    /// By a format, which says something of strings and numbers alone.
    fn own_by_format(&mut self, key: &Conjunction) -> Option<OwnType> {
        let config = self.config;
        if !matches!(
            super::single_type(key.mask),
            Some(Type::String | Type::Integer | Type::Fraction)
        ) {
            return None;
        }
        let format_of = |id: &SchemaId| self.node(*id).annotations.format.as_deref();
        let format = key.members.iter().find_map(format_of)?;
        let rules = config.replace.iter().filter(|rule| rule.format.matches(format));
        let rules: Vec<_> = rules.map(|it| &it.with).collect();
        let own = self.only(&rules, key)?;
        self.own.formats.insert(format.to_owned());
        Some(own)
    }

    /// The type that is chosen, of which there should be one.
    fn only(&mut self, rules: &[&OwnType], key: &Conjunction) -> Option<OwnType> {
        if let [one, other, ..] = rules {
            let place = self.place(key.origin());
            let message = format!("`{one}` and `{other}` would both replace the type of `{place}`");
            let finding = Diagnostic::new(Code::OwnTypesCollide, message)
                .help("let one pattern of `replace` match it");
            self.tell_of(key, finding, "this schema");
        }
        rules.first().map(|it| (*it).clone())
    }

    /// By `x-rust-type`, if the configuration knows the crate.
    fn own_by_schema(&mut self, key: &Conjunction) -> Option<OwnType> {
        let written = self.node(key.origin()).annotations.rust_type.as_ref()?;
        match self.named_by_schema(written) {
            Ok(own) => Some(own),
            Err(why) => {
                let message = format!("`x-rust-type` has no effect: {why}");
                let finding = Diagnostic::new(Code::UnknownRustType, message)
                    .help("name the crate in `[crates]`, or the type in `[[replace]]`");
                self.tell_of(key, finding, "a type is generated for it");
                None
            }
        }
    }

    fn named_by_schema(&self, written: &Json) -> Result<OwnType, String> {
        let text = |name| {
            let member = written.get(name).and_then(Json::as_str);
            member.ok_or_else(|| format!("it has no `{name}` that is a string"))
        };
        let (name, version, path) = (text("crate")?, text("version")?, text("path")?);
        let wanted = VersionReq::parse(version)
            .map_err(|_| format!("`{version}` is no requirement of a version"))?;
        let module = name.replace('-', "_");
        let below = path.strip_prefix(&module).filter(|it| it.starts_with("::"));
        let below = below.ok_or_else(|| format!("`{path}` does not start with `{module}::`"))?;
        let known = self.config.crates.get(name);
        let known = known.ok_or_else(|| format!("`crates` does not name `{name}`"))?;
        if !known.serves(&wanted) {
            return Err(format!(
                "`{name}` in `crates` has a version that does not meet `{version}`"
            ));
        }
        let parameters = written.get("parameters").and_then(Json::as_array).unwrap_or_default();
        let parameters: Vec<_> =
            parameters.iter().map(|it| self.parameter(it)).collect::<Result<_, _>>()?;
        let parameters = match parameters.as_slice() {
            [] => String::new(),
            _ => format!("<{}>", parameters.join(", ")),
        };
        let root = known.name(name).replace('-', "_");
        OwnType::new(&format!("{root}{below}{parameters}"), known.impls().to_vec())
    }

    /// A parameter of such a type: a scalar, or a type that is named as well.
    fn parameter(&self, schema: &Json) -> Result<String, String> {
        if let Some(written) = schema.get("x-rust-type") {
            return self.named_by_schema(written).map(|it| it.path().to_owned());
        }
        let plain = match schema.get("type").and_then(Json::as_str) {
            Some("string") => "String",
            Some("boolean") => "bool",
            Some("integer") => "i64",
            Some("number") => "f64",
            Some("null") => "()",
            _ => {
                return Err(
                    "one of its `parameters` is neither a scalar nor such a type".to_owned()
                );
            }
        };
        Ok(plain.to_owned())
    }

    /// The definition of a type of the program's own, of which there is one. For a schema that asserts
    /// something else than the one it was made for, `otherwise` says what is told, and none is given.
    fn define_own(
        &mut self,
        key: &Conjunction,
        own: OwnType,
        otherwise: fn(&mut Self, &Conjunction, DefId),
    ) -> Option<DefId> {
        let residual = self.all_of(key);
        let is_secret = self.is_secret_schema(key);
        if let Some(&made) = self.own.made.get(own.path()) {
            if !self.is_made_for(made, &residual) {
                otherwise(self, key, made);
                return None;
            }
            self.record_residual(&residual);
            self.definitions[made.index()].secret |= is_secret;
            return Some(made);
        }
        self.record_residual(&residual);
        let id = DefId::new(self.definitions.len());
        self.own.made.insert(own.path().to_owned(), id);
        self.definitions.push(Definition {
            path: TypePath { modules: Vec::new(), name: own.path().to_owned() },
            depth: 0,
            origin: key.origin(),
            place: Place::Own,
            docs: Annotations::default(),
            shape: Shape::Own(own),
            residual,
            secret: is_secret,
            open: false,
        });
        Some(id)
    }

    /// Whether a type was made for schemas that assert the same.
    fn is_made_for(&self, made: DefId, residual: &Residual) -> bool {
        let first = &self.definitions[made.index()].residual;
        let mut parts = first.parts.iter().zip(&residual.parts);
        first.types == residual.types
            && first.parts.len() == residual.parts.len()
            && parts.all(|(one, other)| self.asserts_the_same(one.0, other.0))
    }

    /// The configuration asks for what cannot be.
    fn refuse_another(&mut self, key: &Conjunction, made: DefId) {
        let Definition { path, origin, .. } = &self.definitions[made.index()];
        let (name, origin) = (&path.name, *origin);
        let (one, other) = (self.place(origin), self.place(key.origin()));
        let message =
            format!("`{name}` would stand for two schemas that differ: `{one}` and `{other}`");
        let mut finding = Diagnostic::new(Code::OwnTypesCollide, message).help(
            "a Rust type has one way to be read: let another type of yours stand for one of them, which \
             may hold this one",
        );
        if let Some(place) = self.node(origin).location() {
            finding = finding.related(place, "and this one");
        }
        self.tell_of(key, finding, "this schema");
    }

    /// A schema asks for what cannot be.
    fn note_another(&mut self, key: &Conjunction, made: DefId) {
        let Definition { path, origin, .. } = &self.definitions[made.index()];
        let (name, one) = (&path.name, self.place(*origin));
        let message = format!(
            "`x-rust-type` has no effect: `{name}` stands for `{one}`, which does not assert the same"
        );
        let finding = Diagnostic::new(Code::UnknownRustType, message)
            .help("a Rust type has one way to be read: choose another for it by `[[replace]]`");
        self.tell_of(key, finding, "a type is generated for it");
    }

    fn tell_of(&mut self, key: &Conjunction, mut finding: Diagnostic, words: &str) {
        if let Some(place) = self.node(key.origin()).location() {
            finding = finding.at(place, words);
        }
        let at = (finding.code, self.place(key.origin()));
        self.own.findings.entry(at).or_insert(finding);
    }

    /// Whether two schemas assert the same of the JSON types that come into question, whatever they are
    /// called and described as.
    pub(super) fn asserts_the_same(&self, one: SchemaId, other: SchemaId) -> bool {
        let mut seen = HashSet::new();
        let mut pending = vec![(one, other, true)];
        while let Some((one, other, is_outermost)) = pending.pop() {
            if one == other || !seen.insert((one, other, is_outermost)) {
                continue;
            }
            let (one, other) = (self.node(one), self.node(other));
            if !(is_alike(one, other) && (is_outermost || one.types == other.types)) {
                return false;
            }
            pending.extend(one.subschemas().zip(other.subschemas()).map(|(a, b)| (a, b, false)));
        }
        true
    }
}

/// Whether two schemas are the same but for their types and for the schemas within them.
fn is_alike(one: &Schema, other: &Schema) -> bool {
    every_keyword!(one;
        nothing: file pointer span definition_name keywords annotations;
        others: types;
        here: never unresolved enumeration constant multiple_of maximum exclusive_maximum minimum
            exclusive_minimum max_length min_length pattern format max_items min_items unique_items
            min_contains max_contains contains_evaluates max_properties min_properties required
            dependent_required;
        by_count_and_names: prefix_items items contains unevaluated_items properties
            pattern_properties additional_properties property_names dependent_schemas
            unevaluated_properties all_of any_of one_of not if_ then else_ references;
    );
    let keywords = |of: &Schema| {
        let mut set = of.asserted();
        set.remove(Keyword::Type);
        set
    };
    let keys = |of: fn(&Schema) -> &IndexMap<String, SchemaId>| of(one).keys().eq(of(other).keys());
    let same_lists = |of: fn(&Schema) -> &Vec<SchemaId>| of(one).len() == of(other).len();
    // Which keywords are there: so those with one schema or with none are alike.
    keywords(one) == keywords(other)
        && one.unresolved == other.unresolved
        && one.enumeration == other.enumeration
        && one.constant == other.constant
        && one.multiple_of == other.multiple_of
        && (&one.maximum, &one.exclusive_maximum) == (&other.maximum, &other.exclusive_maximum)
        && (&one.minimum, &one.exclusive_minimum) == (&other.minimum, &other.exclusive_minimum)
        && (one.min_length, one.max_length) == (other.min_length, other.max_length)
        && (&one.pattern, &one.format) == (&other.pattern, &other.format)
        && (one.min_items, one.max_items) == (other.min_items, other.max_items)
        && (one.min_contains, one.max_contains) == (other.min_contains, other.max_contains)
        && one.contains_evaluates == other.contains_evaluates
        && (one.min_properties, one.max_properties) == (other.min_properties, other.max_properties)
        && one.required == other.required
        && one.dependent_required == other.dependent_required
        && keys(|it| &it.properties)
        && keys(|it| &it.pattern_properties)
        && keys(|it| &it.dependent_schemas)
        && same_lists(|it| &it.prefix_items)
        && same_lists(|it| &it.all_of)
        && same_lists(|it| &it.any_of)
        && same_lists(|it| &it.one_of)
        && same_lists(|it| &it.references)
}

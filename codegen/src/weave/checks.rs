//! The statics that checks evaluate: residuals, and the schemas that they apply in turn.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::rust::{foreign_path, format_fragment, named};
use super::{Part, Weaving, ident};
use crate::ident::{Scope, shouty};
use crate::lower::{
    DefId, Definition, Lowered, Place, Residual, Shape, Struct, Ty, TypePath, within,
};
use crate::pattern::{Pattern, Way};
use crate::resolve::{Format, Keyword, KeywordSet, Schema, SchemaId, Type, TypeSet};
use crate::runtime;
use crate::source::{Json, Number};

/// The names of the statics that check definitions, and all that are taken.
#[derive(Debug)]
pub(super) struct Names {
    scope: Scope,
    by_definition: BTreeMap<DefId, String>,
    /// Those of fields, by their indices, whose types leave something to check.
    by_field: BTreeMap<(DefId, usize), String>,
    /// The patterns by which structs tell members apart.
    patterns: BTreeMap<String, String>,
}

impl Names {
    /// Names a static for each definition that needs one.
    pub(super) fn of(lowered: &Lowered) -> Self {
        let mut names = Self {
            scope: Scope::default(),
            by_definition: BTreeMap::new(),
            by_field: BTreeMap::new(),
            patterns: BTreeMap::new(),
        };
        for (index, definition) in lowered.definitions.iter().enumerate() {
            let can_check = match definition.shape {
                Shape::Alias(_) | Shape::Constants(_) | Shape::Never => false,
                Shape::Newtype(_)
                | Shape::Opaque
                | Shape::Struct(_)
                | Shape::Tuple(_)
                | Shape::Own(_)
                | Shape::Union(_) => is_guarded(definition),
            };
            if can_check {
                let name = names.scope.take_like(&static_name(&definition.path.to_string()));
                names.by_definition.insert(DefId::from_index(index), name);
            }
            if let Shape::Struct(it) = &definition.shape {
                names.add_fields(DefId::from_index(index), &definition.path, it);
                it.patterns.iter().for_each(|map| names.add_pattern(&map.pattern));
            }
        }
        names
    }
}

impl Names {
    fn add_fields(&mut self, id: DefId, path: &TypePath, it: &Struct) {
        let checked = it.fields.iter().enumerate().filter(|(_, field)| field.ty.is_checked());
        for (index, field) in checked {
            let name = static_name(&format!("{path} {}", field.ident));
            self.by_field.insert((id, index), self.scope.take_like(&name));
        }
    }

    fn add_pattern(&mut self, source: &str) {
        if !self.patterns.contains_key(source) {
            let name = self.scope.take_like(&static_name("pattern 1"));
            self.patterns.insert(source.to_owned(), name);
        }
    }

    /// The static of a pattern by which a struct tells members apart.
    pub(super) fn pattern(&self, source: &str) -> Ident {
        ident(self.patterns.get(source).map_or("", String::as_str))
    }
}

/// Whether something is left to check of a type.
fn is_guarded(definition: &Definition) -> bool {
    !definition.residual.is_empty() || matches!(definition.shape, Shape::Opaque | Shape::Own(_))
}

/// A name for the static of what is called so, of its beginning and its end where it is long.
fn static_name(text: &str) -> String {
    const LONGEST: usize = 100;
    if text.len() <= LONGEST {
        return shouty(text);
    }
    let start = text.floor_char_boundary(LONGEST * 2 / 5);
    let end = text.ceil_char_boundary(text.len() - LONGEST / 2);
    shouty(&format!("{} {}", &text[..start], &text[end..]))
}

impl Weaving<'_> {
    /// Whether something is left to check of a type.
    pub(super) fn is_guarded(&self, id: DefId) -> bool {
        is_guarded(self.definition_of(id))
    }

    /// The method by which a value that was changed is checked again, if there is something to check of it
    /// or of what it holds.
    pub(super) fn check_method(&mut self, id: DefId) -> TokenStream {
        if !self.shared.facts.is_breakable(id) {
            return quote!();
        }
        self.need("prove");
        let this = self.this(id);
        quote!(support::proved!(#this);)
    }

    /// What the documentation of a type says that is checked beyond its parts.
    pub(super) fn notes_on_checks(&self, id: DefId) -> &'static [&'static str] {
        if self.is_guarded(id) {
            &[
                "What the schema says beyond the types of the parts is checked when a value is read, and by\n`check`.",
            ]
        } else {
            &[]
        }
    }

    /// The static that checks what the type of a field leaves open, if it does.
    pub(super) fn check_of_field(&mut self, id: DefId, index: usize) -> Option<Ident> {
        let name = ident(self.shared.checks.by_field.get(&(id, index))?);
        self.need("check");
        self.need("view");
        self.need("bounded");
        Some(name)
    }

    /// Whether a check can look into the value of a field.
    fn is_seen(&self, id: DefId, index: usize) -> bool {
        let held = self.typed.slots(id).get(index).and_then(named);
        held.is_none_or(|it| !self.shared.facts.holds_own(it) && !self.definition_of(it).is_own())
    }

    /// The static that checks the residual of a definition.
    pub(super) fn check_of(&mut self, id: DefId) -> Ident {
        self.need("check");
        self.need("view");
        ident(self.shared.checks.by_definition.get(&id).map_or("", String::as_str))
    }
}

/// Weaves the statics, and finishes each.
pub(super) struct Checks<'w, 'a, T> {
    weaving: &'w mut Weaving<'a>,
    finish: &'w dyn Fn(Part, TokenStream) -> T,
    scope: Scope,
    /// The statics of whole schemas, by node.
    whole: BTreeMap<SchemaId, Ident>,
    /// Those that are still to be written.
    pending: Vec<SchemaId>,
    /// The schema to which places are relative, and what stands before them: that of a definition which
    /// stands for several, or of a field in one.
    base: Option<(SchemaId, String)>,
    patterns: BTreeMap<String, Ident>,
    items: Vec<T>,
}

impl<'w, 'a, T> Checks<'w, 'a, T> {
    /// The statics for all definitions, and of all schemas that those refer to.
    pub(super) fn weave(
        weaving: &'w mut Weaving<'a>,
        finish: &'w dyn Fn(Part, TokenStream) -> T,
    ) -> Vec<T> {
        let shared = weaving.shared;
        let mut checks = Self {
            weaving,
            finish,
            scope: shared.checks.scope.clone(),
            whole: BTreeMap::new(),
            pending: Vec::new(),
            base: None,
            patterns: BTreeMap::new(),
            items: Vec::new(),
        };
        for (source, name) in &shared.checks.patterns {
            checks.patterns.insert(source.clone(), ident(name));
        }
        for (&id, name) in &shared.checks.by_definition {
            checks.definition(id, &ident(name));
        }
        for (&(id, index), name) in &shared.checks.by_field {
            checks.field_of(id, index, &ident(name));
        }
        checks.finish()
    }

    fn push(&mut self, item: TokenStream) {
        self.items.push((self.finish)(Part::Check, item));
    }

    fn definition(&mut self, id: DefId, name: &Ident) {
        let definition = self.weaving.definition_of(id);
        if let Place::Within(place) = &definition.place {
            self.base = Some((definition.origin, place.clone()));
        }
        let body = self.residual(&definition.residual, name, definition.secret);
        self.base = None;
        self.push(quote!(pub(super) static #name: Schema = #body;));
    }

    fn field_of(&mut self, id: DefId, index: usize, name: &Ident) {
        let Shape::Struct(it) = &self.weaving.definition_of(id).shape else { return };
        let Some(field) = it.fields.get(index) else { return };
        if self.weaving.definition_of(id).place != Place::Own {
            self.base = field.origin.map(|it| (it, String::new()));
        }
        let body = self.left_of(&field.ty, name, field.secret);
        self.base = None;
        let Some(body) = body else { return };
        if self.weaving.is_seen(id, index) {
            return self.push(quote!(pub(super) static #name: Schema = #body;));
        }
        self.weaving.need("bounded_own");
        self.push(quote!(pub(super) static #name: support::OfWhole = support::OfWhole(#body);));
    }

    /// What a type leaves to a check, and what those leave that it holds without a name.
    fn left_of(&mut self, ty: &Ty, name: &Ident, secret: bool) -> Option<TokenStream> {
        match ty {
            Ty::Checked(inner, residual) => {
                let Some(inner) = self.left_of(inner, name, secret) else {
                    return Some(self.residual(residual, name, secret));
                };
                let own = self.residual(residual, name, false);
                let parts = [self.part(name, &own), self.part(name, &inner)];
                let secret = secret.then(|| quote!(secret: true,));
                Some(quote!(Schema { #secret all_of: &[#(&#parts),*], ..Schema::ANY }))
            }
            Ty::Nullable(inner) => self.left_of(inner, name, secret),
            Ty::Vec(inner) | Ty::Array(inner, _) => {
                let inner = self.left_of(inner, name, secret)?;
                let part = self.part(name, &inner);
                Some(quote!(Schema { items: Some(&#part), ..Schema::ANY }))
            }
            Ty::Map(_, inner) => {
                let inner = self.left_of(inner, name, secret)?;
                let part = self.part(name, &inner);
                Some(quote!(Schema { additional_properties: Some(&#part), ..Schema::ANY }))
            }
            Ty::Any
            | Ty::Null
            | Ty::Bool
            | Ty::Integer(_)
            | Ty::Number
            | Ty::Float
            | Ty::String
            | Ty::Format(_)
            | Ty::Object
            | Ty::Def(_) => None,
        }
    }

    /// A static of its own for a part of another.
    fn part(&mut self, of: &Ident, body: &TokenStream) -> Ident {
        let part = self.static_name(&format!("{of} part"));
        self.push(quote!(static #part: Schema = #body;));
        part
    }

    fn static_name(&mut self, text: &str) -> Ident {
        ident(&self.scope.take_like(&static_name(text)))
    }

    fn residual(&mut self, residual: &Residual, name: &Ident, secret: bool) -> TokenStream {
        let types = residual.types.map(|types| {
            let bits = types_literal(types);
            quote!(types: #bits,)
        });
        let secret = secret.then(|| quote!(secret: true,));
        if let [(id, set)] = residual.parts.as_slice() {
            let stated = self.weaving.schemas.node(*id).types;
            let says_it =
                set.contains(Keyword::Type) && (stated == residual.types || types.is_none());
            let mut set = *set;
            if !says_it {
                set.remove(Keyword::Type);
            }
            let fields = self.fields(*id, set);
            let types = if says_it { None } else { types };
            return quote!(Schema { #fields #types #secret ..Schema::ANY });
        }
        let parts: Vec<_> = residual
            .parts
            .iter()
            .map(|&(id, set)| {
                let fields = self.fields(id, set);
                self.part(name, &quote!(Schema { #fields ..Schema::ANY }))
            })
            .collect();
        quote!(Schema { #types #secret all_of: &[#(&#parts),*], ..Schema::ANY })
    }

    /// The static of a whole schema.
    fn whole(&mut self, id: SchemaId) -> TokenStream {
        let node = self.weaving.schemas.node(id);
        if node.asserted().is_empty() && !node.never {
            return quote!(&Schema::ANY);
        }
        if let Some(name) = self.whole.get(&id) {
            return quote!(&#name);
        }
        let name = self.static_name(&(self.weaving.options.source_of)(id));
        self.whole.insert(id, name.clone());
        self.pending.push(id);
        quote!(&#name)
    }

    /// Writes the statics of all schemas that others refer to.
    fn finish(mut self) -> Vec<T> {
        while let Some(id) = self.pending.pop() {
            let name = self.whole[&id].clone();
            let set = self.weaving.schemas.node(id).asserted();
            let fields = self.fields(id, set);
            self.push(quote!(static #name: Schema = Schema { #fields ..Schema::ANY };));
        }
        for (source, name) in std::mem::take(&mut self.patterns) {
            self.write_pattern(&source, &name);
        }
        self.items
    }

    /// Writes how a pattern is decided.
    fn write_pattern(&mut self, source: &str, name: &Ident) {
        let Ok(pattern) = Pattern::parse(source) else { return };
        let ways: Vec<_> = pattern.ways().collect();
        if let [(way, true)] = ways.as_slice() {
            let item = self.one_pattern(source, name, way);
            return self.push(item);
        }
        let mut parts = Vec::new();
        for (way, wanted) in ways {
            let part = self.static_name(&format!("{name} part"));
            let item = self.one_pattern(source, &part, way);
            self.push(item);
            parts.push(quote!((&#part, #wanted)));
        }
        self.weaving.need("joint_pattern");
        self.push(quote! {
            pub(super) static #name: support::JointPattern = support::JointPattern::new(#source, &[#(#parts),*]);
        });
    }

    fn one_pattern(&mut self, source: &str, name: &Ident, way: &Way) -> TokenStream {
        let (fragment, ty, table) = match way {
            Way::Automaton(table) => ("pattern", "Pattern", table),
            Way::Threads(table) => ("long_pattern", "LongPattern", table),
            Way::Search(table) => ("hard_pattern", "HardPattern", table),
        };
        self.weaving.need(fragment);
        let (ty, text) = (ident(ty), &table.0);
        quote!(pub(super) static #name: support::#ty = support::#ty::new(#source, #text);)
    }

    /// The fields of a static for some keywords of a schema.
    fn fields(&mut self, id: SchemaId, set: KeywordSet) -> TokenStream {
        let at = self.place_of(id);
        let schema = self.weaving.schemas.node(id);
        let mut fields = quote!(at: #at,);
        if schema.never {
            fields.extend(quote!(types: 0,));
            return fields;
        }
        for keyword in set.iter() {
            fields.extend(self.field(schema, keyword));
        }
        self.siblings(schema, set, &mut fields);
        fields
    }

    /// Where errors say that a schema stands.
    fn place_of(&self, id: SchemaId) -> String {
        let relative = self.base.as_ref().and_then(|(base, place)| {
            Some(format!("{place}{}", within(self.weaving.schemas, *base, id)?))
        });
        relative.unwrap_or_else(|| (self.weaving.options.source_of)(id))
    }

    /// What a keyword looks at beside itself although the type enforces it.
    fn siblings(&mut self, schema: &Schema, set: KeywordSet, fields: &mut TokenStream) {
        let needs_all =
            set.contains(Keyword::UnevaluatedProperties) || set.contains(Keyword::UnevaluatedItems);
        let mut wanted: Vec<Keyword> = Vec::new();
        if set.contains(Keyword::AdditionalProperties) || needs_all {
            wanted.extend([Keyword::Properties, Keyword::PatternProperties]);
        }
        if set.contains(Keyword::Items) || needs_all {
            wanted.push(Keyword::PrefixItems);
        }
        if needs_all {
            wanted.extend([
                Keyword::AdditionalProperties,
                Keyword::Items,
                Keyword::Contains,
                Keyword::Ref,
                Keyword::AllOf,
                Keyword::AnyOf,
                Keyword::OneOf,
                Keyword::If,
                Keyword::Then,
                Keyword::Else,
                Keyword::DependentSchemas,
            ]);
        }
        let asserted = schema.asserted();
        for keyword in wanted {
            if !set.contains(keyword) && asserted.contains(keyword) {
                fields.extend(self.sibling(schema, keyword));
            }
        }
    }

    /// A keyword that the type enforces: of its members and items, only which they are is of interest.
    fn sibling(&mut self, schema: &Schema, keyword: Keyword) -> TokenStream {
        let any = quote!(&Schema::ANY);
        match keyword {
            Keyword::Properties => {
                let names = schema.properties.keys();
                quote!(properties: &[#((#names, #any)),*],)
            }
            Keyword::PatternProperties => {
                let sources = schema.pattern_properties.iter();
                let patterns: Vec<_> = sources.map(|(source, _)| self.pattern(source)).collect();
                quote!(pattern_properties: &[#((#patterns, #any)),*],)
            }
            Keyword::PrefixItems => {
                let items = schema.prefix_items.iter().map(|_| &any);
                quote!(prefix_items: &[#(#items),*],)
            }
            Keyword::Items => quote!(items: Some(#any),),
            Keyword::AdditionalProperties => quote!(additional_properties: Some(#any),),
            _ => self.field(schema, keyword),
        }
    }

    fn list(&mut self, ids: &[SchemaId]) -> TokenStream {
        let refs: Vec<_> = ids.iter().map(|&id| self.whole(id)).collect();
        quote!(&[#(#refs),*])
    }

    fn one(&mut self, id: Option<SchemaId>) -> TokenStream {
        match id {
            Some(id) => {
                let name = self.whole(id);
                quote!(Some(#name))
            }
            None => quote!(None),
        }
    }

    fn pattern(&mut self, source: &str) -> TokenStream {
        if let Some(name) = self.patterns.get(source) {
            return quote!(&#name);
        }
        let name = self.static_name("pattern 1");
        self.patterns.insert(source.to_owned(), name.clone());
        quote!(&#name)
    }

    /// What knows a format.
    fn format(&mut self, Format { name, is_checked }: &Format) -> Option<TokenStream> {
        if let Some(format) = runtime::checked(name).filter(|_| *is_checked) {
            self.weaving.need("checked_format");
            self.weaving.need(format.fragment);
            let (expected, function) = (format.expected, ident(format.function));
            let accepts = quote!(support::#function);
            return Some(quote!(support::CheckedFormat { expected: #expected, accepts: #accepts }));
        }
        let format = self.weaving.options.config.formats.type_of(name)?;
        self.weaving.need(format_fragment(format.library));
        self.weaving.need("format_check");
        let path = foreign_path(format);
        Some(quote!(support::IsFormat::<#path>::NEW))
    }

    fn constants_of(&mut self, values: &[Json], at: &str) -> TokenStream {
        let name = self.static_name(&format!("{at} values"));
        let texts = values.iter().map(Json::to_text);
        self.push(quote!(static #name: Constants = Constants::new(&[#(#texts),*]);));
        quote!(Some(&#name))
    }

    #[expect(clippy::too_many_lines, reason = "one row for each keyword")]
    fn field(&mut self, schema: &Schema, keyword: Keyword) -> TokenStream {
        match keyword {
            Keyword::Never => quote!(types: 0,),
            Keyword::Type => {
                let bits = types_literal(schema.types.unwrap_or(TypeSet::ALL));
                quote!(types: #bits,)
            }
            Keyword::Enum => {
                let values = schema.enumeration.clone().unwrap_or_default();
                let values = self.constants_of(&values, &schema.pointer);
                quote!(enumeration: #values,)
            }
            Keyword::Const => {
                let values = self.constants_of(schema.constant.as_slice(), &schema.pointer);
                quote!(constant: #values,)
            }
            Keyword::MultipleOf => bound("multiple_of", schema.multiple_of.as_ref()),
            Keyword::Maximum => bound("maximum", schema.maximum.as_ref()),
            Keyword::ExclusiveMaximum => {
                bound("exclusive_maximum", schema.exclusive_maximum.as_ref())
            }
            Keyword::Minimum => bound("minimum", schema.minimum.as_ref()),
            Keyword::ExclusiveMinimum => {
                bound("exclusive_minimum", schema.exclusive_minimum.as_ref())
            }
            Keyword::MaxLength => count("max_length", schema.max_length),
            Keyword::MinLength => count("min_length", schema.min_length),
            Keyword::Pattern => {
                let pattern = self.pattern(schema.pattern.as_deref().unwrap_or_default());
                quote!(pattern: Some(#pattern),)
            }
            Keyword::Format => {
                let format = schema.format.as_ref().and_then(|it| self.format(it));
                format.map(|it| quote!(format: Some(&#it),)).unwrap_or_default()
            }
            Keyword::MaxItems => count("max_items", schema.max_items),
            Keyword::MinItems => count("min_items", schema.min_items),
            Keyword::UniqueItems => quote!(unique_items: true,),
            Keyword::PrefixItems => {
                let list = self.list(&schema.prefix_items);
                quote!(prefix_items: #list,)
            }
            Keyword::Items => {
                let items = self.one(schema.items);
                quote!(items: #items,)
            }
            Keyword::Contains => {
                let contains = self.one(schema.contains);
                let evaluates =
                    (!schema.contains_evaluates).then(|| quote!(contains_evaluates: false,));
                let min = count("min_contains", schema.min_contains);
                let max = count("max_contains", schema.max_contains);
                quote!(contains: #contains, #min #max #evaluates)
            }
            Keyword::MinContains | Keyword::MaxContains => quote!(),
            Keyword::UnevaluatedItems => {
                let items = self.one(schema.unevaluated_items);
                quote!(unevaluated_items: #items,)
            }
            Keyword::MaxProperties => count("max_properties", schema.max_properties),
            Keyword::MinProperties => count("min_properties", schema.min_properties),
            Keyword::Required => {
                let names = &schema.required;
                quote!(required: &[#(#names),*],)
            }
            Keyword::Properties => {
                let pairs: Vec<_> = schema
                    .properties
                    .iter()
                    .map(|(name, &id)| {
                        let schema = self.whole(id);
                        quote!((#name, #schema))
                    })
                    .collect();
                quote!(properties: &[#(#pairs),*],)
            }
            Keyword::PatternProperties => {
                let pairs: Vec<_> = schema
                    .pattern_properties
                    .iter()
                    .map(|(source, &id)| {
                        let pattern = self.pattern(source);
                        let schema = self.whole(id);
                        quote!((#pattern, #schema))
                    })
                    .collect();
                quote!(pattern_properties: &[#(#pairs),*],)
            }
            Keyword::AdditionalProperties => {
                let additional = self.one(schema.additional_properties);
                quote!(additional_properties: #additional,)
            }
            Keyword::PropertyNames => {
                let names = self.one(schema.property_names);
                quote!(property_names: #names,)
            }
            Keyword::DependentRequired => {
                let pairs = schema
                    .dependent_required
                    .iter()
                    .map(|(name, names)| quote!((#name, &[#(#names),*])));
                quote!(dependent_required: &[#(#pairs),*],)
            }
            Keyword::DependentSchemas => {
                let pairs: Vec<_> = schema
                    .dependent_schemas
                    .iter()
                    .map(|(name, &id)| {
                        let schema = self.whole(id);
                        quote!((#name, #schema))
                    })
                    .collect();
                quote!(dependent_schemas: &[#(#pairs),*],)
            }
            Keyword::UnevaluatedProperties => {
                let unevaluated = self.one(schema.unevaluated_properties);
                quote!(unevaluated_properties: #unevaluated,)
            }
            Keyword::AllOf => {
                let list = self.list(&schema.all_of);
                quote!(all_of: #list,)
            }
            Keyword::AnyOf => {
                let list = self.list(&schema.any_of);
                quote!(any_of: #list,)
            }
            Keyword::OneOf => {
                let list = self.list(&schema.one_of);
                quote!(one_of: #list,)
            }
            Keyword::Not => {
                let not = self.one(schema.not);
                quote!(not: #not,)
            }
            Keyword::If => {
                let it = self.one(schema.if_);
                quote!(if_: #it,)
            }
            Keyword::Then => {
                let it = self.one(schema.then);
                quote!(then: #it,)
            }
            Keyword::Else => {
                let it = self.one(schema.else_);
                quote!(else_: #it,)
            }
            Keyword::Ref => {
                let list = self.list(&schema.references);
                quote!(references: #list,)
            }
        }
    }
}

fn bound(name: &str, value: Option<&Number>) -> TokenStream {
    let Some(value) = value else { return quote!() };
    let (name, value) = (ident(name), number(value));
    quote!(#name: Some(#value),)
}

fn count(name: &str, value: Option<u64>) -> TokenStream {
    let Some(value) = value else { return quote!() };
    let name = ident(name);
    let value = proc_macro2::Literal::u64_unsuffixed(value);
    quote!(#name: #value,)
}

/// A number in the form that is quickest to compare without loss.
pub(super) fn number(value: &Number) -> TokenStream {
    if let Some(integer) = value.as_i128() {
        let literal = proc_macro2::Literal::i128_unsuffixed(integer);
        return quote!(support::Number::Integer(#literal));
    }
    let float = value.to_f64();
    if float.is_finite() && Number::parse(&format!("{float:e}")).is_some_and(|same| same == *value)
    {
        let literal = proc_macro2::Literal::f64_unsuffixed(float);
        return quote!(support::Number::Float(#literal));
    }
    let text = value.text();
    quote!(support::Number::Text(#text))
}

fn types_literal(types: TypeSet) -> TokenStream {
    let names = types.iter().map(|one| match one {
        Type::Null => "NULL",
        Type::Boolean => "BOOLEAN",
        Type::Integer => "INTEGER",
        Type::Fraction => "FRACTION",
        Type::String => "STRING",
        Type::Array => "ARRAY",
        Type::Object => "OBJECT",
    });
    let names: Vec<_> = names.map(ident).collect();
    if names.is_empty() { quote!(0) } else { quote!(#(support::#names)|*) }
}

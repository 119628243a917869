//! Structs: objects with known members.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::builders::Builder;
use super::rust::{keeps_others, with_presence};
use super::{Items, Weaving, docs, ident};
use crate::lower::{DefId, Extra, Field, Presence, Struct};
use crate::types::RustType;

/// `new` takes no more arguments than this.
const MOST_ARGUMENTS: usize = 3;

/// How values are made.
#[derive(Default)]
struct Constructor {
    /// The struct that holds the required members, if there is one.
    required: TokenStream,
    methods: TokenStream,
}

/// How `new` takes what is required.
struct Taken {
    /// The struct that holds the members, if there is one.
    definition: Option<TokenStream>,
    arguments: TokenStream,
}

impl Weaving<'_> {
    pub(super) fn structure(&mut self, id: DefId, it: &Struct) -> Items {
        self.need("object");
        self.need("read");
        if it.fields.iter().any(|field| field.presence == Presence::OptionalNullable) {
            self.need("presence");
        }
        let definition = self.struct_definition(id, it);
        let constructor = self.struct_constructor(id, it);
        let debug = self.struct_debug(id, it);
        let equality = self.struct_equality(id, it);
        let read = self.struct_read(id, it);
        let view = self.struct_view(id, it);
        let prove = self.check_method(id);
        let Constructor { required, methods } = constructor;
        let defaults = self.default_methods(id, it);
        let builder = self.struct_builder(id, it);
        let Builder { definition: builder, method: builder_of, rows } = builder;
        Items {
            types: quote!(#definition #required #builder),
            methods: quote!(#methods #builder_of #defaults),
            impls: quote!(#prove #read #debug #equality #view #rows),
        }
    }

    fn struct_definition(&mut self, id: DefId, it: &Struct) -> TokenStream {
        let name = self.name(id);
        let guarded = self.is_guarded(id);
        let rule = self.spelling(id);
        let spelled = rule.map(|it| format!("Members are in `{}`.", it.word()));
        let together = guarded.then_some(
            "What the schema says of several members together is checked when a value is read or made by\n`new`, and by `check` when a field was changed.",
        );
        let left_out = it.left_out.as_ref().map(docs::without);
        let notes = together.into_iter().chain(left_out.as_deref()).chain(spelled.as_deref());
        let notes: Vec<_> = notes.collect();
        let docs = self.docs(id, &notes);
        let default: &[&str] = if self.has_default(id, it) { &["Default"] } else { &[] };
        let derives = self.derives(id, !self.hides(id, it), default);
        let fields: Vec<_> = it
            .fields
            .iter()
            .zip(self.typed.slots(id))
            .zip(self.field_types(id, it))
            .map(|((field, slot), ty)| {
                let docs = self.field_docs(id, field, rule);
                let described = self.described_field(id, field, slot);
                let name = ident(&field.ident);
                quote!(#docs #described pub #name: #ty,)
            })
            .collect();
        let maps = self.pattern_fields(id, it);
        let others = self.others_field(id, it);
        let described = self.described_struct(id, it);
        quote! {
            #docs
            #derives
            #described
            pub struct #name { #(#fields)* #maps #others }
        }
    }

    /// The types of the fields as they are written, presence and all.
    pub(super) fn field_types(&self, id: DefId, it: &Struct) -> Vec<TokenStream> {
        let slots = self.typed.slots(id);
        it.fields
            .iter()
            .zip(slots)
            .map(|(field, slot)| with_presence(field.presence, self.write_type(id, slot)))
            .collect()
    }

    fn others_field(&self, id: DefId, it: &Struct) -> TokenStream {
        let (name, described) = (ident(&it.extra_ident), self.described_others(id, it));
        match &it.extra {
            Extra::Keep => quote!(#described pub #name: support::Unknown,),
            Extra::Typed(_) => {
                let ty = self.others_type(id, it);
                quote! {
                    /// The other members.
                    #described
                    pub #name: #ty,
                }
            }
            Extra::Ignore | Extra::Refuse => quote!(),
        }
    }

    /// The maps of the members that match patterns.
    fn pattern_fields(&self, id: DefId, it: &Struct) -> TokenStream {
        let fields = it.patterns.iter().zip(self.pattern_types(id, it)).map(|(map, ty)| {
            let (docs, described) = (self.pattern_docs(map), self.described_pattern(id));
            let name = ident(&map.ident);
            quote!(#docs #described pub #name: #ty,)
        });
        fields.collect()
    }

    /// The types of those maps.
    fn pattern_types(&self, id: DefId, it: &Struct) -> Vec<TokenStream> {
        let slots = self.typed.slots(id);
        let values = slots.iter().skip(slots.len().saturating_sub(it.patterns.len()));
        values.map(|ty| self.write_type(id, &RustType::Map(None, Box::new(ty.clone())))).collect()
    }

    fn others_type(&self, id: DefId, it: &Struct) -> TokenStream {
        let slots = self.typed.slots(id);
        let value = slots.get(it.fields.len()).cloned().unwrap_or(RustType::Value);
        self.write_type(id, &RustType::Map(None, Box::new(value)))
    }

    /// Whether a struct without any member is valid, apart from what can have one value only.
    pub(super) fn has_default(&self, id: DefId, it: &Struct) -> bool {
        let mut members = it.fields.iter().zip(self.typed.slots(id));
        self.arguments(id, it).next().is_none()
            && !self.is_guarded(id)
            && !members.any(|(field, slot)| self.is_optional_tag(id, field, slot))
    }

    /// Whether a member may be left out that a union asks for which holds the struct, and can only have
    /// one value: `new` gives it that.
    fn is_optional_tag(&self, id: DefId, field: &Field, slot: &RustType) -> bool {
        field.presence == Presence::Optional
            && self.shared.tags.get(&id).is_some_and(|tags| tags.contains(&field.member))
            && self.is_constant(slot)
    }

    /// The members that are required and can have more than one value.
    fn arguments<'s>(
        &'s self,
        id: DefId,
        it: &'s Struct,
    ) -> impl Iterator<Item = (&'s Field, &'s RustType)> {
        let members = it.fields.iter().zip(self.typed.slots(id));
        members
            .filter(|(field, slot)| field.presence == Presence::Required && !self.is_constant(slot))
    }

    /// Whether a type has one value, which then is its default.
    pub(super) fn is_constant(&self, slot: &RustType) -> bool {
        match self.expand(slot) {
            RustType::Def(id) => self.has_one_value(id),
            _ => false,
        }
    }

    /// The constants, and `new`, which takes what is required: as arguments, or by name where they are
    /// many.
    fn struct_constructor(&mut self, id: DefId, it: &Struct) -> Constructor {
        let required: Vec<_> = self.arguments(id, it).collect();
        let this = self.this(id);
        let constants = self.fixed_constants(id, &it.fixed);
        if self.has_default(id, it) {
            let is_there = !constants.is_empty();
            let methods = if is_there { quote!(impl #this { #constants }) } else { quote!() };
            return Constructor { required: quote!(), methods };
        }
        let Taken { definition, arguments } = match required.len() {
            ..=MOST_ARGUMENTS => self.taken_in_order(id, &required),
            _ => self.taken_by_name(id, &required),
        };
        self.need("made");
        let fields = self.initial_fields(id, it, definition.is_some());
        let (made, check) = match self.checks_of_new(id, it) {
            Some(checks) => (quote!(checked_made), checks),
            None => (quote!(made), quote!()),
        };
        let constants = (!constants.is_empty()).then(|| quote!(impl #this { #constants }));
        let methods = quote! {
            #constants
            support::#made!(#this, new(#arguments) #fields #check);
        };
        Constructor { required: definition.unwrap_or_default(), methods }
    }

    /// What `new` puts into each field.
    fn initial_fields(&self, id: DefId, it: &Struct, by_name: bool) -> TokenStream {
        let (mut made, mut taken) = (Vec::new(), Vec::new());
        let (mut none, mut absent, mut empty) = (Vec::new(), Vec::new(), Vec::new());
        for (field, slot) in it.fields.iter().zip(self.typed.slots(id)) {
            let name = ident(&field.ident);
            match field.presence {
                Presence::Required if self.is_constant(slot) => empty.push(name),
                Presence::Required if by_name => taken.push(name),
                Presence::Required if is_made_of_another(slot) => {
                    made.push(quote!(#name = #name.into()));
                }
                Presence::Required => made.push(quote!(#name = #name)),
                Presence::Optional if self.is_optional_tag(id, field, slot) => {
                    made.push(quote!(#name = Some(Default::default())));
                }
                Presence::Optional => none.push(name),
                Presence::OptionalNullable => absent.push(name),
            }
        }
        let maps = it.patterns.iter().map(|map| &map.ident);
        let others = maps.chain(keeps_others(&it.extra).then_some(&it.extra_ident));
        empty.extend(others.map(|name| ident(name)));
        let group = |word: TokenStream, names: Vec<Ident>| {
            (!names.is_empty()).then(|| quote!(, #word(#(#names),*)))
        };
        let set = (!made.is_empty()).then(|| quote!(, set(#(#made),*)));
        let taken = group(quote!(of required), taken);
        let none = group(quote!(none), none);
        let absent = group(quote!(absent), absent);
        let empty = group(quote!(empty), empty);
        quote!(#set #taken #none #absent #empty)
    }

    /// What `new` checks, if there is something to check.
    fn checks_of_new(&mut self, id: DefId, it: &Struct) -> Option<TokenStream> {
        let members = self.checks_of_required(id, it);
        let whole = self.is_guarded(id).then(|| {
            let (check, checked) = (self.check_of(id), self.checked(id));
            quote!(, check(#checked, checks::#check))
        });
        if members.is_empty() {
            return whole;
        }
        Some(quote!(, members(#(#members),*) #whole))
    }

    /// The required members whose types leave something open, each with its check.
    fn checks_of_required(&mut self, id: DefId, it: &Struct) -> Vec<TokenStream> {
        let fields = it.fields.iter().enumerate();
        let required = fields.filter(|(_, field)| field.presence == Presence::Required);
        let checked = required.filter_map(|(index, field)| {
            let check = self.check_of_field(id, index)?;
            let (member, name) = (&field.member, ident(&field.ident));
            Some(quote!(#member #name by checks::#check))
        });
        checked.collect()
    }

    /// A few members, one argument each.
    fn taken_in_order(&self, id: DefId, required: &[(&Field, &RustType)]) -> Taken {
        let arguments = required.iter().map(|(field, slot)| {
            let name = ident(&field.ident);
            let ty = self.write_in_code(id, slot);
            if is_made_of_another(slot) {
                quote!(#name: impl Into<#ty>)
            } else {
                quote!(#name: #ty)
            }
        });
        Taken { definition: None, arguments: quote!(#(#arguments),*) }
    }

    /// Many members, in a struct of their own: no two of them can be mixed up, and none left out.
    fn taken_by_name(&self, id: DefId, required: &[(&Field, &RustType)]) -> Taken {
        let name = self.name(id);
        let needed = ident(self.shared.required.get(&id).map_or("", String::as_str));
        let fields = required.iter().map(|(field, slot)| {
            let name = ident(&field.ident);
            let ty = self.write_type(id, slot);
            quote!(pub #name: #ty,)
        });
        let docs = format!(" The required members of [`{name}`], for [`{name}::new`].");
        let definition = quote! {
            #[doc = #docs]
            pub struct #needed { #(#fields)* }
        };
        let below = self.modules_below_file(id);
        Taken { definition: Some(definition), arguments: quote!(required: #(#below::)* #needed) }
    }
}

/// Whether those who call `new` are likely to have something that becomes the value.
fn is_made_of_another(slot: &RustType) -> bool {
    matches!(slot, RustType::Builtin("String") | RustType::Format(_))
}

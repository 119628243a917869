//! Structs: objects with known members.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::rust::{keeps_others, with_presence};
use super::{Items, Weaving, ident};
use crate::lower::{DefId, Extra, Field, Presence, Struct};
use crate::types::RustType;

/// Calls are not chained longer than this: the compiler recurses over the links.
pub(super) const LONGEST_CHAIN: usize = 100;

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
        let write = self.struct_write(id, it);
        let view = self.struct_view(id, it);
        Items {
            types: quote!(#definition #constructor),
            impls: quote!(#read #write #debug #equality #view),
        }
    }

    fn struct_definition(&mut self, id: DefId, it: &Struct) -> TokenStream {
        let name = self.name(id);
        let guarded = self.is_guarded(id);
        let notes: &[&str] = if guarded {
            &[
                "What the schema says of several members together is checked when a value is read or made by `new`, and by `check` when a field was changed.",
            ]
        } else {
            &[]
        };
        let docs = self.docs(id, notes);
        let default: &[&str] =
            if self.arguments(id, it).next().is_none() && !guarded { &["Default"] } else { &[] };
        let derives = self.derives(id, !self.hides(id, it), default);
        let fields: Vec<_> = it
            .fields
            .iter()
            .zip(self.field_types(id, it))
            .map(|(field, ty)| {
                let docs = self.field_docs(field);
                let name = ident(&field.ident);
                quote!(#docs pub #name: #ty,)
            })
            .collect();
        let others = self.others_field(id, it);
        let eq = (!self.shared.facts.has_float(id)).then(|| quote!(impl Eq for #name {}));
        quote! {
            #docs
            #derives
            pub struct #name { #(#fields)* #others }

            #eq
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
        let name = ident(&it.extra_ident);
        match &it.extra {
            Extra::Keep => quote! {
                /// Members that the schema does not name, kept as they are.
                pub #name: support::Unknown,
            },
            Extra::Typed(_) => {
                let ty = self.others_type(id, it);
                quote! {
                    /// The other members.
                    pub #name: #ty,
                }
            }
            Extra::Ignore | Extra::Refuse => quote!(),
        }
    }

    fn others_type(&self, id: DefId, it: &Struct) -> TokenStream {
        let slots = self.typed.slots(id);
        let value = slots.get(it.fields.len()).cloned().unwrap_or(RustType::Value);
        self.write_type(id, &RustType::Map(Box::new(value)))
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
    fn is_constant(&self, slot: &RustType) -> bool {
        match self.expand(slot) {
            RustType::Def(id) => self.has_one_value(id),
            _ => false,
        }
    }

    /// `new`, with what is required as arguments.
    fn struct_constructor(&mut self, id: DefId, it: &Struct) -> TokenStream {
        let required: Vec<_> = self.arguments(id, it).collect();
        let guarded = self.is_guarded(id);
        if required.is_empty() && !guarded {
            return quote!();
        }
        let name = self.name(id);
        let arguments: Vec<_> = required
            .iter()
            .map(|(field, slot)| {
                let name = ident(&field.ident);
                let ty = self.write_type(id, slot);
                if is_made_of_another(slot) {
                    quote!(#name: impl Into<#ty>)
                } else {
                    quote!(#name: #ty)
                }
            })
            .collect();
        let initials = it
            .fields
            .iter()
            .zip(self.typed.slots(id))
            .map(|(field, slot)| initial(field, slot, self.is_constant(slot)));
        let initials: Vec<_> = initials.collect();
        let others = keeps_others(&it.extra).then(|| {
            let others = ident(&it.extra_ident);
            quote!(#others: Default::default(),)
        });
        let many = (required.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        let (output, body, errors) = if guarded {
            let check = self.check_call(id);
            (
                quote!(Result<Self, support::Error>),
                quote! { let value = Self { #(#initials)* #others }; #check Ok(value) },
                quote! {
                    ///
                    /// # Errors
                    ///
                    /// If the schema does not allow these members together.
                },
            )
        } else {
            (quote!(Self), quote!(Self { #(#initials)* #others }), quote!())
        };
        let check = self.check_method(id);
        quote! {
            impl #name {
                /// Makes one with the required members; the others are absent.
                #errors
                #many
                pub fn new(#(#arguments),*) -> #output { #body }

                #check
            }
        }
    }

    fn struct_read(&mut self, id: DefId, it: &Struct) -> TokenStream {
        let name = self.name(id);
        let locals = it.fields.iter().map(local);
        let others = ident(&it.extra_ident);
        let others = match &it.extra {
            Extra::Keep => quote!(let mut #others = support::Unknown::default();),
            Extra::Typed(_) => quote!(let mut #others = std::collections::BTreeMap::new();),
            Extra::Ignore | Extra::Refuse => quote!(),
        };
        let names = it.fields.iter().map(|field| &field.member);
        let refused = refused(it);
        let arms = read_arms(it);
        let required = required(it);
        let value = struct_value(it);
        let (checked, value) = if self.is_guarded(id) {
            let check = self.check_call_as_serde(id);
            (quote!(let value = #value; #check), quote!(value))
        } else {
            (quote!(), value)
        };
        quote! {
            impl<'de> support::ReadObject<'de> for #name {
                const NAMES: &'static [&'static str] = &[#(#names,)* #(#refused,)*];

                fn read_members<A: serde::de::MapAccess<'de>>(
                    slot: &mut Option<Self>,
                    members: &mut support::Members<'de, A>,
                ) -> Result<(), A::Error> {
                    #(let mut #locals = None;)*
                    #others
                    while let Some(member) = members.next()? {
                        match member { #arms }?;
                    }
                    #required
                    #checked
                    *slot = Some(#value);
                    Ok(())
                }
            }

            support::object!(#name);
        }
    }

    fn struct_write(&self, id: DefId, it: &Struct) -> TokenStream {
        let name = self.name(id);
        let members = it.fields.iter().map(|field| {
            let (ident, member) = (ident(&field.ident), &field.member);
            let write = match field.presence {
                Presence::Required => quote!(member),
                Presence::Optional => quote!(optional),
                Presence::OptionalNullable => quote!(nullable),
            };
            quote!(.#write(#member, &self.#ident))
        });
        let others = ident(&it.extra_ident);
        let others = match &it.extra {
            Extra::Keep => Some(quote!(.unknown(&self.#others))),
            Extra::Typed(_) => Some(quote!(.others(&self.#others))),
            Extra::Ignore | Extra::Refuse => None,
        };
        let members: Vec<_> = members.chain(others).collect();
        let written = if members.is_empty() {
            quote!(support::write_object(serializer)?.end())
        } else {
            let calls = members.chunks(LONGEST_CHAIN).map(|calls| quote!(object #(#calls)*;));
            quote! {
                let mut object = support::write_object(serializer)?;
                #(#calls)*
                object.end()
            }
        };
        quote! {
            impl serde::Serialize for #name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    #written
                }
            }
        }
    }
}

/// The names of members that are refused, where others are not.
fn refused(it: &Struct) -> &[String] {
    if matches!(it.extra, Extra::Refuse) { &[] } else { &it.refused }
}

/// The arms of the match on the index of a member's name.
fn read_arms(it: &Struct) -> TokenStream {
    let known = it.fields.iter().enumerate().map(|(index, field)| {
        let (index, local) = (Literal::usize_unsuffixed(index), local(field));
        let read = if field.secret { quote!(read_secret) } else { quote!(read) };
        quote!(#index => members.#read(&mut #local),)
    });
    let first = Literal::usize_unsuffixed(it.fields.len());
    let end = Literal::usize_unsuffixed(it.fields.len() + refused(it).len());
    let refused = match refused(it).len() {
        0 => quote!(),
        1 => quote!(#first => members.refuse(),),
        _ => quote!(#first..#end => members.refuse(),),
    };
    let others = ident(&it.extra_ident);
    let other = match &it.extra {
        Extra::Keep => quote!(members.keep(&mut #others)),
        Extra::Typed(_) => quote!(members.read_other(&mut #others)),
        Extra::Ignore => quote!(members.ignore()),
        Extra::Refuse => quote!(members.refuse()),
    };
    quote!(#(#known)* #refused _ => #other,)
}

/// Takes what is required out of its variables, all at once: each way out of a function costs the
/// compiler time.
fn required(it: &Struct) -> TokenStream {
    let required = it.fields.iter().filter(|field| field.presence == Presence::Required);
    let (names, locals): (Vec<_>, Vec<_>) = required.map(|it| (&it.member, local(it))).unzip();
    match &locals[..] {
        [] => quote!(),
        [local] => quote! {
            let Some(#local) = #local else {
                return Err(support::missing(&[#(#names),*], &[false]));
            };
        },
        _ => quote! {
            let there = [#(#locals.is_some()),*];
            let (#(Some(#locals)),*) = (#(#locals),*) else {
                return Err(support::missing(&[#(#names),*], &there));
            };
        },
    }
}

/// The struct, made of the variables that hold its members.
fn struct_value(it: &Struct) -> TokenStream {
    let values = it.fields.iter().map(|field| {
        let (ident, local) = (ident(&field.ident), local(field));
        match field.presence {
            Presence::Required | Presence::Optional if local == ident => quote!(#ident,),
            Presence::Required | Presence::Optional => quote!(#ident: #local,),
            Presence::OptionalNullable => quote!(#ident: support::Presence::from_slot(#local),),
        }
    });
    let others = keeps_others(&it.extra).then(|| {
        let others = ident(&it.extra_ident);
        quote!(#others,)
    });
    quote!(Self { #(#values)* #others })
}

/// The variable that holds a member while the object is read; the reader's own names are avoided.
fn local(field: &Field) -> proc_macro2::Ident {
    match field.ident.as_str() {
        "member" | "members" | "slot" | "there" | "value" | "unknown" | "unknown_members"
        | "other_members" => {
            format_ident!("{}_", field.ident)
        }
        other => ident(other),
    }
}

/// Whether those who call `new` are likely to have something that becomes the value.
fn is_made_of_another(slot: &RustType) -> bool {
    matches!(slot, RustType::Builtin("String") | RustType::Format(_))
}

/// What `new` puts into a field.
fn initial(field: &Field, slot: &RustType, is_constant: bool) -> TokenStream {
    let name = ident(&field.ident);
    match (field.presence, slot) {
        (Presence::Required, _) if is_constant => quote!(#name: Default::default(),),
        (Presence::Required, slot) if is_made_of_another(slot) => quote!(#name: #name.into(),),
        (Presence::Required, _) => quote!(#name,),
        (Presence::Optional, _) => quote!(#name: None,),
        (Presence::OptionalNullable, _) => quote!(#name: support::Presence::Absent,),
    }
}

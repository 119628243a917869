//! How structs are read.
//!
//! If each required member has a value to start with, the struct is put into the slot first and its
//! members are read in place, so that none of them is moved again. Otherwise they are read into
//! variables, of which the struct is made in the end.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::rust::keeps_others;
use super::{Weaving, ident};
use crate::lower::{DefId, Extra, Field, Presence, Shape, Struct};
use crate::source::pointer;
use crate::types::RustType;

impl Weaving<'_> {
    pub(super) fn struct_read(&mut self, id: DefId, it: &Struct) -> TokenStream {
        let name = self.name(id);
        let at = self.place(id);
        let elsewhere = self.members_elsewhere(id, it);
        let read = match self.starts(id, it) {
            Some(starts) => read_in_place(it, &starts),
            None => read_into_variables(it),
        };
        let check = self.is_guarded(id).then(|| self.check_call_as_serde(id, &quote!(&*value)));
        let Reading { before, value: made, after, .. } = &read;
        let end = match (&read.end, &check) {
            (Some(end), None) => end.clone(),
            (Some(end), Some(check)) => quote!(#end?; #check Ok(())),
            (None, check) => quote!(#check Ok(())),
        };
        let made = if read.uses_value || check.is_some() {
            quote!(let value = slot.insert(#made);)
        } else {
            quote!(*slot = Some(#made);)
        };
        quote! {
            impl<'de> support::ReadObject<'de> for #name {
                #elsewhere

                fn read_members<A: serde::de::MapAccess<'de>>(
                    slot: &mut Option<Self>,
                    members: &mut support::Members<'de, A>,
                ) -> Result<(), A::Error> {
                    #before
                    #made
                    #after
                    #end
                }
            }

            support::object!(#name, #at);
        }
    }

    /// The places of the members whose schemas are not among the `properties` of the struct's own.
    fn members_elsewhere(&self, id: DefId, it: &Struct) -> TokenStream {
        let below = pointer::child(&self.place(id), "properties");
        let places = it.fields.iter().filter_map(|field| {
            let place = (self.options.source_of)(field.origin?);
            let member = &field.member;
            (place != pointer::child(&below, member)).then(|| quote!((#member, #place)))
        });
        let places: Vec<_> = places.collect();
        if places.is_empty() {
            return quote!();
        }
        quote!(const ELSEWHERE: &'static [(&'static str, &'static str)] = &[#(#places),*];)
    }

    /// What each field has before its member is read; nothing if one of them has no such value.
    fn starts(&self, id: DefId, it: &Struct) -> Option<Vec<TokenStream>> {
        let fields = it.fields.iter().zip(self.typed.slots(id));
        fields
            .map(|(field, slot)| match field.presence {
                Presence::Required => self.start(id, slot),
                Presence::Optional => Some(quote!(None)),
                Presence::OptionalNullable => Some(quote!(support::Presence::Absent)),
            })
            .collect()
    }

    /// A value of a type that costs nothing to make.
    fn start(&self, id: DefId, slot: &RustType) -> Option<TokenStream> {
        match self.expand(slot) {
            RustType::Option(_) => Some(quote!(None)),
            RustType::Builtin("()") => Some(quote!(())),
            RustType::Builtin("bool") => Some(quote!(false)),
            RustType::Builtin("String") => Some(quote!(String::new())),
            RustType::Builtin("f64") => Some(quote!(0.0)),
            RustType::Builtin(_) => Some(quote!(0)),
            RustType::Vec(_) => Some(quote!(Vec::new())),
            RustType::Value | RustType::Object | RustType::Map(_) => {
                Some(quote!(Default::default()))
            }
            RustType::Def(inner) => match &self.definition_of(inner).shape {
                Shape::Constants(constants) => {
                    let (ty, first) = (self.write_type(id, slot), ident(&constants.first()?.ident));
                    Some(quote!(#ty::#first))
                }
                Shape::Struct(it) if self.has_default(inner, it) => {
                    Some(quote!(Default::default()))
                }
                _ => None,
            },
            RustType::Number | RustType::Format(_) | RustType::Box(_) => None,
        }
    }
}

/// The parts of a function that reads a struct.
struct Reading {
    /// What comes before the struct is put into the slot.
    before: TokenStream,
    /// The struct.
    value: TokenStream,
    /// What comes after.
    after: TokenStream,
    /// The result of reading the members, where it is not known yet.
    end: Option<TokenStream>,
    /// Whether that needs the struct by its name.
    uses_value: bool,
}

/// Puts the struct into the slot first.
fn read_in_place(it: &Struct, starts: &[TokenStream]) -> Reading {
    let fields = it.fields.iter().map(|field| ident(&field.ident));
    let others = keeps_others(&it.extra).then(|| {
        let others = ident(&it.extra_ident);
        let start = others_start(it);
        quote!(#others: #start,)
    });
    let arms = it.fields.iter().map(|field| {
        let ident = ident(&field.ident);
        match field.presence {
            Presence::Required => {
                let read = method(field, "replace");
                quote!(members.#read(&mut value.#ident))
            }
            Presence::Optional => {
                let read = method(field, "read");
                quote!(members.#read(&mut value.#ident))
            }
            Presence::OptionalNullable => {
                let read = method(field, "nullable");
                quote!(members.#read(&mut value.#ident))
            }
        }
    });
    let others_of = |others: &proc_macro2::Ident| quote!(value.#others);
    let reads = read_all(it, arms.collect(), others_of);
    Reading {
        before: quote!(),
        value: quote!(Self { #(#fields: #starts,)* #others }),
        after: reads,
        end: Some(end_of_members(it)),
        uses_value: !it.fields.is_empty() || keeps_others(&it.extra),
    }
}

/// Reads all members into variables first.
fn read_into_variables(it: &Struct) -> Reading {
    let locals = it.fields.iter().map(local);
    let others = keeps_others(&it.extra).then(|| {
        let others = ident(&it.extra_ident);
        let start = others_start(it);
        quote!(let mut #others = #start;)
    });
    let arms = it.fields.iter().map(|field| {
        let (read, local) = (method(field, "read"), local(field));
        quote!(members.#read(&mut #local))
    });
    let reads = read_all(it, arms.collect(), |others| quote!(#others));
    let required = take_required(it);
    Reading {
        before: quote!(#(let mut #locals = None;)* #others #reads #required),
        value: struct_value(it),
        after: quote!(),
        end: None,
        uses_value: false,
    }
}

/// What the field for other members has before any of them is read.
fn others_start(it: &Struct) -> TokenStream {
    match it.extra {
        Extra::Typed(_) => quote!(std::collections::BTreeMap::new()),
        _ => quote!(support::Unknown::default()),
    }
}

/// The method that reads a member, by whether it is secret.
fn method(field: &Field, name: &str) -> proc_macro2::Ident {
    if field.secret { format_ident!("{name}_secret") } else { ident(name) }
}

/// The names of members that are refused, where others are not.
fn refused(it: &Struct) -> &[String] {
    if matches!(it.extra, Extra::Refuse) { &[] } else { &it.refused }
}

/// Reads member by member, each by the index of its name.
fn read_all(
    it: &Struct,
    reads: Vec<TokenStream>,
    others: impl Fn(&proc_macro2::Ident) -> TokenStream,
) -> TokenStream {
    let known = reads.iter().enumerate().map(|(index, read)| {
        let index = Literal::usize_unsuffixed(index);
        quote!(#index => #read,)
    });
    let first = Literal::usize_unsuffixed(it.fields.len());
    let refused_names = refused(it);
    let end = Literal::usize_unsuffixed(it.fields.len() + refused_names.len());
    let refused = match refused_names.len() {
        0 => quote!(),
        1 => quote!(#first => members.refuse(),),
        _ => quote!(#first..#end => members.refuse(),),
    };
    let names = it.fields.iter().map(|field| &field.member).chain(refused_names);
    let names: Vec<_> = names.collect();
    let expected = (!names.is_empty()).then(|| quote!(members.expect(&[#(#names),*]);));
    let others = others(&ident(&it.extra_ident));
    let other = match &it.extra {
        Extra::Keep => quote!(members.keep(&mut #others)),
        Extra::Typed(_) => quote!(members.read_other(&mut #others)),
        Extra::Ignore => quote!(members.ignore()),
        Extra::Refuse => quote!(members.refuse()),
    };
    quote! {
        #expected
        while let Some(member) = members.next() {
            match member { #(#known)* #refused _ => #other, }
        }
    }
}

/// Ends with an error if there was one, or if a required member is missing.
fn end_of_members(it: &Struct) -> TokenStream {
    let fields = it.fields.iter().enumerate();
    let required = fields.filter(|(_, field)| field.presence == Presence::Required);
    let indices = required.map(|(index, _)| Literal::usize_unsuffixed(index));
    quote!(members.end(&[#(#indices),*]))
}

/// Takes what is required out of its variables, all at once: each way out of a function costs the
/// compiler time.
fn take_required(it: &Struct) -> TokenStream {
    let end = end_of_members(it);
    let required = it.fields.iter().filter(|field| field.presence == Presence::Required);
    let locals: Vec<_> = required.map(local).collect();
    match &locals[..] {
        [] => quote!(#end?;),
        [local] => quote! {
            #end?;
            let Some(#local) = #local else { return Err(support::unread()) };
        },
        _ => quote! {
            #end?;
            let (#(Some(#locals)),*) = (#(#locals),*) else { return Err(support::unread()) };
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
        "member" | "members" | "slot" | "value" | "unknown" | "unknown_members"
        | "other_members" => {
            format_ident!("{}_", field.ident)
        }
        other => ident(other),
    }
}

//! How structs are read and written.
//!
//! If each required member has a value to start with, the struct is put into the slot first and its
//! members are read in place, so that none of them is moved again. Otherwise they are read into
//! variables, of which the struct is made in the end. Members that are always the same come first: they
//! are compared, and kept nowhere.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::rust::keeps_others;
use super::{Weaving, fixed, ident};
use crate::lower::{DefId, Extra, Field, Presence, Shape, Struct};
use crate::resolve::{Direction, SchemaId};
use crate::source::pointer;
use crate::types::RustType;

impl Weaving<'_> {
    pub(super) fn struct_read(&mut self, id: DefId, it: &Struct) -> TokenStream {
        let (this, at) = (self.this(id), self.place(id));
        let starts = self.starts(id, it);
        let fixed = self.rows_of_fixed(it);
        let rows = self.rows_of_members(id, it, starts.as_deref());
        let maps = self.rows_of_patterns(id, it);
        let others = keeps_others(&it.extra).then(|| ident(&it.extra_ident));
        let other = match &it.extra {
            Extra::Keep => quote!(unknown(#others)),
            Extra::Typed(_) => quote!(others(#others)),
            Extra::Ignore => quote!(ignore()),
            Extra::Refuse => quote!(refuse()),
        };
        let required = required(it, starts.is_some());
        let elsewhere = self.members_elsewhere(id, it);
        let check = self.is_guarded(id).then(|| {
            let (check, whole) = (self.check_of(id), self.whole(id));
            quote!(, check(checks::#check #whole))
        });
        let read = if starts.is_some() { quote!(object_in_place) } else { quote!(object) };
        let eq = (!self.shared.facts.has_float(id)).then(|| quote!(: Eq));
        quote! {
            support::#read!(#this #eq, #at #fixed #rows #maps, _ => #other #required #elsewhere #check);
        }
    }

    /// How the members are read that match patterns.
    fn rows_of_patterns(&self, id: DefId, it: &Struct) -> TokenStream {
        let rows = it.patterns.iter().map(|map| {
            let pattern = self.shared.checks.pattern(&map.pattern);
            let (name, place) = (ident(&map.ident), self.place_in(id, map.origin));
            quote!(, matching(&checks::#pattern, #place) => #name)
        });
        rows.collect()
    }

    /// How each member is read that is always the same.
    fn rows_of_fixed(&mut self, it: &Struct) -> TokenStream {
        if !it.fixed.is_empty() {
            self.need("constant");
        }
        let rows = it.fixed.iter().enumerate().map(|(index, member)| {
            let (name, keyword) = (&member.member, self.keyword_of(member.origin));
            let look = ident(if member.secret { "look_secret" } else { "look" });
            let value = fixed::compared(&member.value);
            let index = Literal::usize_unsuffixed(index);
            quote!(, fixed(#index #name #look #value by #keyword))
        });
        rows.collect()
    }

    /// How each member is read that has a field or is refused.
    fn rows_of_members(
        &mut self,
        id: DefId,
        it: &Struct,
        starts: Option<&[TokenStream]>,
    ) -> TokenStream {
        let checks: Vec<_> =
            (0..it.fields.len()).map(|index| self.check_of_field(id, index)).collect();
        let fields = it.fields.iter().zip(checks).enumerate().map(|(index, (field, check))| {
            let (member, ident) = (&field.member, ident(&field.ident));
            let start = starts.and_then(|it| it.get(index));
            if field.loose {
                return loose_row(it, field, it.fixed.len() + index);
            }
            let (read, start) = match (field.presence, start) {
                (Presence::OptionalNullable, _) => ("nullable", None),
                (Presence::Required, Some(start)) => ("replace", Some(quote!(= #start))),
                _ => ("read", None),
            };
            let (write, index) =
                (written_as(field), Literal::usize_unsuffixed(it.fixed.len() + index));
            match check {
                Some(check) => {
                    let read = format_ident!("{read}_checked");
                    quote!(, #index #write #member => #read(#ident #start; checks::#check))
                }
                None => {
                    let read = method(field, read);
                    quote!(, #index #write #member => #read(#ident #start))
                }
            }
        });
        let refused = refused(it).zip(it.fixed.len() + it.fields.len()..);
        let refused = refused.map(|((member, refuse), index)| {
            let (index, refuse) = (Literal::usize_unsuffixed(index), ident(refuse));
            quote!(, #index absent #member => #refuse())
        });
        fields.chain(refused).collect()
    }

    /// The places of the members whose schemas are not among the `properties` of the struct's own.
    fn members_elsewhere(&self, id: DefId, it: &Struct) -> TokenStream {
        let fixed = it.fixed.iter().map(|it| (it.origin, it.member.as_str()));
        let fields = it.fields.iter().map(|it| (it.origin, it.member.as_str()));
        let left_out = left_out(it).map(|(member, origin)| (Some(*origin), member.as_str()));
        let left_out = left_out.filter(|(_, member)| is_left_out_and_refused(it, member));
        let members = fixed.chain(fields).chain(left_out);
        let places = self.elsewhere(id, &self.place(id), members);
        if places.is_empty() {
            return quote!();
        }
        let places = places.iter().map(|(member, place)| quote!(#member #place));
        quote!(, elsewhere(#(#places),*))
    }

    /// The members in a type whose schemas are not among the `properties` of that at a place, each with
    /// its own place.
    pub(super) fn elsewhere<'m>(
        &self,
        id: DefId,
        at: &str,
        members: impl Iterator<Item = (Option<SchemaId>, &'m str)>,
    ) -> Vec<(&'m str, String)> {
        let below = pointer::child(at, "properties");
        let places = members.filter_map(|(origin, member)| {
            let place = self.place_in(id, origin?);
            (place != pointer::child(&below, member)).then_some((member, place))
        });
        places.collect()
    }

    /// What each field has before its member is read; nothing if one of them has no such value.
    fn starts(&self, id: DefId, it: &Struct) -> Option<Vec<TokenStream>> {
        let fields = it.fields.iter().zip(self.typed.slots(id));
        fields
            .map(|(field, slot)| match field.presence {
                Presence::Required => self.start(id, slot),
                Presence::Optional | Presence::OptionalNullable => Some(quote!()),
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
            RustType::Value | RustType::Object | RustType::Map(..) => {
                Some(quote!(Default::default()))
            }
            RustType::Def(inner) => match &self.definition_of(inner).shape {
                Shape::Constants(constants) => {
                    let (ty, first) =
                        (self.write_in_code(id, slot), ident(&constants.first()?.ident));
                    Some(quote!(#ty::#first))
                }
                Shape::Struct(it) if self.has_default(inner, it) => {
                    Some(quote!(Default::default()))
                }
                _ => None,
            },
            RustType::Number
            | RustType::Format(_)
            | RustType::Array(..)
            | RustType::Box(_)
            | RustType::Link(_) => None,
        }
    }
}

/// How a member is read whose value may be of another type.
fn loose_row(it: &Struct, field: &Field, index: usize) -> TokenStream {
    let (member, name, others) = (&field.member, ident(&field.ident), ident(&it.extra_ident));
    let read = match field.presence {
        Presence::OptionalNullable => quote!(nullable_or_keep),
        Presence::Optional | Presence::Required => quote!(read_or_keep),
    };
    let index = Literal::usize_unsuffixed(index);
    let write = written_as(field);
    quote!(, #index #write #member => #read(#name, #others))
}

/// The method that writes a member, and shows it to checks.
pub(super) fn written_as(field: &Field) -> Ident {
    ident(match field.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::OptionalNullable => "nullable",
    })
}

/// The method that reads a member, by whether it is secret.
fn method(field: &Field, name: &str) -> proc_macro2::Ident {
    if field.secret { format_ident!("{name}_secret") } else { ident(name) }
}

/// The members that are refused where others are not, or for going the other way, each with the method that
/// does it.
fn refused(it: &Struct) -> impl Iterator<Item = (&str, &'static str)> {
    let none = matches!(it.extra, Extra::Refuse) && it.patterns.is_empty();
    let refused = if none { &[] } else { it.refused.as_slice() };
    let refused = refused.iter().map(String::as_str);
    let refused =
        refused.filter(|member| !is_left_out_and_refused(it, member)).map(|it| (it, "refuse"));
    let method = match it.left_out.as_ref().map(|it| it.direction) {
        Some(Direction::Response) => "write_only",
        Some(Direction::Request) | None => "read_only",
    };
    let left_out = left_out(it).map(|(member, _)| member.as_str());
    let left_out = left_out.filter(|member| is_left_out_and_refused(it, member));
    refused.chain(left_out.map(move |it| (it, method)))
}

/// The members that only go the other way.
fn left_out(it: &Struct) -> impl Iterator<Item = (&String, &SchemaId)> {
    it.left_out.iter().flat_map(|it| &it.members)
}

/// Whether a member is refused because it only goes the other way.
fn is_left_out_and_refused(it: &Struct, member: &str) -> bool {
    let is_refused = matches!(it.extra, Extra::Refuse) || it.refused.iter().any(|it| it == member);
    is_refused && it.left_out.as_ref().is_some_and(|it| it.members.contains_key(member))
}

/// The members that must be there, with the variables that then have a value.
fn required(it: &Struct, in_place: bool) -> TokenStream {
    let fields = it.fields.iter().enumerate();
    let required = fields.filter(|(_, field)| field.presence == Presence::Required);
    let required = required.map(|(index, field)| {
        let index = Literal::usize_unsuffixed(it.fixed.len() + index);
        let variable = (!in_place).then(|| ident(&field.ident));
        quote!(#index #variable)
    });
    let fixed = (0..it.fixed.len()).map(|index| {
        let index = Literal::usize_unsuffixed(index);
        quote!(#index)
    });
    let required: Vec<_> = fixed.chain(required).collect();
    if required.is_empty() { quote!() } else { quote!(, required(#(#required),*)) }
}

//! What derives see that describe a type, such as `schemars::JsonSchema` and `utoipa::ToSchema`.
//!
//! Such a derive looks at Rust code alone, where members and values have other names than in JSON. Input: a
//! part of a type. Output: the attributes that tell the derive what stands in JSON; nothing where the
//! configuration adds no such derive, since only a derive makes its attributes legal. What Rust code does not
//! say at all, such as bounds and constants, no derive can see.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Weaving, ident};
use crate::lower::{Constant, DefId, Extra, Field, Form, Presence, Struct, Union};
use crate::types::RustType;

/// A derive that describes types.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Describer {
    /// `schemars::JsonSchema`, to which everything can be told that serde understands.
    JsonSchema,
    /// `utoipa::ToSchema`
    ToSchema,
}

impl Describer {
    /// The derive of this path.
    fn of(derive: &str) -> Option<Self> {
        match derive.rsplit("::").next()?.trim() {
            "JsonSchema" => Some(Self::JsonSchema),
            "ToSchema" => Some(Self::ToSchema),
            _ => None,
        }
    }

    /// An attribute that it reads; none without words.
    fn attribute(self, words: &[TokenStream]) -> TokenStream {
        let name = match self {
            Self::JsonSchema => quote!(schemars),
            Self::ToSchema => quote!(schema),
        };
        if words.is_empty() { quote!() } else { quote!(#[#name(#(#words),*)]) }
    }

    /// That a field is not to be described.
    fn left_out(self) -> TokenStream {
        match self {
            Self::JsonSchema => self.attribute(&[quote!(skip)]),
            Self::ToSchema => self.attribute(&[quote!(ignore)]),
        }
    }

    /// That a field is described as if it had another type.
    fn of_type(self, ty: &TokenStream) -> TokenStream {
        match self {
            Self::JsonSchema => {
                let text = ty.to_string().replace(' ', "");
                quote!(with = #text)
            }
            Self::ToSchema => quote!(value_type = #ty),
        }
    }
}

impl Weaving<'_> {
    /// The derives that describe a type.
    fn describers(&self, id: DefId) -> Vec<Describer> {
        let derives = self.rules(id).flat_map(|it| &it.derives);
        let mut found = Vec::new();
        for describer in derives.filter_map(|it| Describer::of(it)) {
            if !found.contains(&describer) {
                found.push(describer);
            }
        }
        found
    }

    fn tell(&self, id: DefId, words: impl Fn(Describer) -> Vec<TokenStream>) -> TokenStream {
        self.describers(id).into_iter().map(|it| it.attribute(&words(it))).collect()
    }

    /// That a struct takes no other members.
    pub(super) fn described_struct(&self, id: DefId, it: &Struct) -> TokenStream {
        let is_closed = matches!(it.extra, Extra::Refuse) && it.patterns.is_empty();
        self.tell(id, |describer| match describer {
            Describer::JsonSchema if is_closed => vec![quote!(deny_unknown_fields)],
            Describer::JsonSchema | Describer::ToSchema => Vec::new(),
        })
    }

    /// The name of a member, and its type where that is one of the support code's.
    pub(super) fn described_field(&self, id: DefId, field: &Field, slot: &RustType) -> TokenStream {
        self.tell(id, |describer| {
            let name = renamed(&field.member, &field.ident);
            let ty = self.described_type(id, field.presence, slot);
            name.into_iter().chain(ty.map(|it| describer.of_type(&it))).collect()
        })
    }

    /// The type that a field would have with types that everybody knows, if it has others.
    fn described_type(
        &self,
        id: DefId,
        presence: Presence,
        slot: &RustType,
    ) -> Option<TokenStream> {
        let is_ours = |it: &RustType| matches!(it, RustType::Format(_) | RustType::Link(_));
        if presence != Presence::OptionalNullable && !slot.layers().any(is_ours) {
            return None;
        }
        let ty = self.write_type(id, &known(slot));
        Some(match presence {
            Presence::Required => ty,
            Presence::Optional | Presence::OptionalNullable => quote!(Option<#ty>),
        })
    }

    /// The field of the members that the schema does not name.
    pub(super) fn described_others(&self, id: DefId, it: &Struct) -> TokenStream {
        let is_flat = matches!(it.extra, Extra::Typed(_)) && it.patterns.is_empty();
        let describers = self.describers(id).into_iter();
        let attributes = describers.map(|describer| match describer {
            Describer::JsonSchema if is_flat => describer.attribute(&[quote!(flatten)]),
            Describer::JsonSchema | Describer::ToSchema => describer.left_out(),
        });
        attributes.collect()
    }

    /// The field of the members that match a pattern.
    pub(super) fn described_pattern(&self, id: DefId) -> TokenStream {
        self.describers(id).into_iter().map(Describer::left_out).collect()
    }

    /// The text of a value.
    pub(super) fn described_constant(&self, id: DefId, constant: &Constant) -> TokenStream {
        let name = constant.value.as_str().and_then(|it| renamed(it, &constant.ident));
        self.tell(id, |_| name.clone().into_iter().collect())
    }

    /// That a variant holds the text itself.
    pub(super) fn described_unknown(&self, id: DefId) -> TokenStream {
        self.tell(id, |describer| match describer {
            Describer::JsonSchema => vec![quote!(untagged)],
            Describer::ToSchema => Vec::new(),
        })
    }

    /// That an enum is what its variants hold.
    pub(super) fn described_union(&self, id: DefId, union: &Union) -> TokenStream {
        let is_whole = union.arms.iter().all(|it| matches!(it.form, Form::Whole));
        self.tell(id, |describer| match describer {
            Describer::JsonSchema if is_whole => vec![quote!(untagged)],
            Describer::JsonSchema | Describer::ToSchema => Vec::new(),
        })
    }
}

/// The name in JSON, where it is not that in Rust.
fn renamed(name: &str, in_rust: &str) -> Option<TokenStream> {
    (ident(in_rust).to_string().trim_start_matches("r#") != name).then(|| quote!(rename = #name))
}

/// The type with a `String` for each format and a `Box` for each link.
fn known(ty: &RustType) -> RustType {
    let inner = |ty: &RustType| Box::new(known(ty));
    match ty {
        RustType::Format(_) => RustType::Builtin("String"),
        RustType::Link(ty) | RustType::Box(ty) => RustType::Box(inner(ty)),
        RustType::Option(ty) => RustType::Option(inner(ty)),
        RustType::Vec(ty) => RustType::Vec(inner(ty)),
        RustType::Array(ty, length) => RustType::Array(inner(ty), *length),
        RustType::Map(key, ty) => RustType::Map(*key, inner(ty)),
        RustType::Value
        | RustType::Object
        | RustType::Number
        | RustType::Builtin(_)
        | RustType::Def(_) => ty.clone(),
    }
}

//! Enums with an arm for each type of a union.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Items, Weaving, ident};
use crate::lower::{Arm, Cardinality, DefId, Union};
use crate::resolve::{Type, TypeSet};
use crate::types::RustType;

/// The JSON types as the support code tells them apart.
const KINDS: [(&str, &str, TypeSet); 6] = [
    ("Null", "null", TypeSet::of(Type::Null)),
    ("Boolean", "a boolean", TypeSet::of(Type::Boolean)),
    ("Number", "a number", TypeSet::NUMBER),
    ("String", "a string", TypeSet::of(Type::String)),
    ("Array", "an array", TypeSet::of(Type::Array)),
    ("Object", "an object", TypeSet::of(Type::Object)),
];

impl Weaving<'_> {
    pub(super) fn union(&mut self, id: DefId, union: &Union) -> Items {
        self.need("union");
        self.need("read");
        let name = self.name(id);
        let slots = self.typed.slots(id);
        let types: Vec<_> = slots.iter().map(|slot| self.write_type(id, slot)).collect();
        let docs = self.docs(id, self.notes_on_checks(id));
        let open = self.definition_of(id).open;
        let hides = self.has_secrets()
            && (open || slots.iter().any(|slot| self.shared.facts.is_free(slot)));
        let derives = self.derives(id, !hides, &[]);
        let variants: Vec<_> = union
            .arms
            .iter()
            .zip(&types)
            .map(|(arm, ty)| {
                let docs = self.arm_docs(arm);
                let name = ident(&arm.ident);
                quote!(#docs #name(#ty),)
            })
            .collect();
        let unknown = open.then(|| {
            let value = self.value_type(id);
            quote! {
                /// An object of a kind that the schema does not know, kept as it is.
                Unknown(#value),
            }
        });
        let read = self.union_read(id, union);
        let names: Vec<_> = union.arms.iter().map(|arm| ident(&arm.ident)).collect();
        let write_unknown =
            open.then(|| quote!(Self::Unknown(value) => value.serialize(serializer),));
        let debug = hides.then(|| self.union_debug(id, union));
        let from = if self.is_guarded(id) { quote!() } else { self.union_from(id, union) };
        let view = self.union_view(id, union);
        let check_method = self.check_impl(id);
        Items {
            types: quote! {
                #docs
                #derives
                pub enum #name { #(#variants)* #unknown }
                #check_method
            },
            impls: quote! {
                #read

                support::union!(#name);

                impl serde::Serialize for #name {
                    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        match self {
                            #(Self::#names(value) => value.serialize(serializer),)*
                            #write_unknown
                        }
                    }
                }

                #from
                #debug
                #view
            },
        }
    }

    fn union_read(&mut self, id: DefId, union: &Union) -> TokenStream {
        let name = self.name(id);
        let open = self.definition_of(id).open;
        let mut expecting = Vec::new();
        let mut arms = Vec::new();
        for (kind, text, types) in KINDS {
            let candidates: Vec<&Arm> =
                union.arms.iter().filter(|arm| !arm.types.intersection(types).is_empty()).collect();
            if candidates.is_empty() {
                continue;
            }
            expecting.push(text);
            let kind = ident(kind);
            // Only objects have the tags by which an unknown one is known.
            let body = self.read_candidates(union, &candidates, open && kind == "Object");
            arms.push(quote!(support::Kind::#kind => #body));
        }
        let rest = if arms.len() < KINDS.len() {
            quote!(kind => Err(support::unexpected::<Self, _>(kind)),)
        } else {
            quote!()
        };
        let expecting = expecting.join(" or ");
        let place = self.place(id);
        let check = self.is_guarded(id).then(|| {
            let check = self.check_call_as_serde(id, &quote!(&value));
            // What the schema does not know is not for it to judge.
            if open { quote!(if !matches!(value, Self::Unknown(_)) { #check }) } else { check }
        });
        let choose = match &check {
            Some(check) => quote! {
                let value = match kind { #(#arms)* #rest }?;
                #check
                Ok(value)
            },
            None => quote!(match kind { #(#arms)* #rest }),
        };
        quote! {
            impl<'de> support::ReadUnion<'de> for #name {
                const AT: &'static str = #place;
                const EXPECTING: &'static str = #expecting;

                fn read_as<D: serde::Deserializer<'de>>(kind: support::Kind, deserializer: D) -> Result<Self, D::Error> {
                    #choose
                }
            }
        }
    }

    /// Reads a value of a JSON type that these arms may accept.
    fn read_candidates(&self, union: &Union, candidates: &[&Arm], open: bool) -> TokenStream {
        if let ([only], false) = (candidates, open) {
            let variant = ident(&only.ident);
            return quote!(support::Read::read(deserializer).map(Self::#variant),);
        }
        let arms = candidates.iter().map(|arm| {
            let (variant, name) = (ident(&arm.ident), &arm.ident);
            let required = &arm.guard.required;
            let tags =
                arm.guard.tags.iter().map(|(member, values)| quote!((#member, &[#(#values),*])));
            quote! {
                support::Arm {
                    name: #name,
                    required: &[#(#required),*],
                    tags: &[#(#tags),*],
                    read: |value| support::Read::read(value).map(Self::#variant),
                }
            }
        });
        let choose = match union.cardinality {
            Cardinality::Any => quote!(any_of),
            Cardinality::One => quote!(one_of),
        };
        let chosen = if open {
            let tags = union.discriminators.iter();
            let tags = tags.map(|(name, values)| quote!((#name, &[#(#values),*])));
            quote!(support::#choose::<Self, D::Error>(&value, &arms).or_else(|error| support::open(value, &[#(#tags),*], error).map(Self::Unknown)))
        } else {
            quote!(support::#choose(&value, &arms))
        };
        quote! {
            {
                let value: serde_json::Value = support::Read::read(deserializer)?;
                let arms = [#(#arms),*];
                #chosen
            }
        }
    }

    /// `From` for each variant whose type no other variant has.
    fn union_from(&self, id: DefId, union: &Union) -> TokenStream {
        let name = self.name(id);
        let slots = self.typed.slots(id);
        let impls = union.arms.iter().zip(slots).filter(|(_, slot)| {
            let expanded = self.expand(slot);
            slots.iter().filter(|other| self.expand(other) == expanded).count() == 1
        });
        let impls = impls.map(|(arm, slot)| {
            let variant = ident(&arm.ident);
            let (slot, value) = match slot {
                RustType::Box(inner) => (&**inner, quote!(Box::new(value))),
                slot => (slot, quote!(value)),
            };
            let ty = self.write_type(id, slot);
            quote! {
                impl From<#ty> for #name {
                    fn from(value: #ty) -> Self {
                        Self::#variant(#value)
                    }
                }
            }
        });
        quote!(#(#impls)*)
    }

    fn union_debug(&mut self, id: DefId, union: &Union) -> TokenStream {
        self.need("secret");
        let name = self.name(id);
        let arms = union.arms.iter().zip(self.typed.slots(id)).map(|(arm, slot)| {
            let (variant, text) = (ident(&arm.ident), &arm.ident);
            let shown = if self.shared.facts.is_free(slot) {
                quote!(&support::Shown(value))
            } else {
                quote!(value)
            };
            quote!(Self::#variant(value) => f.debug_tuple(#text).field(#shown).finish(),)
        });
        let unknown = self.definition_of(id).open.then(|| {
            quote!(Self::Unknown(value) => f.debug_tuple("Unknown").field(&support::Shown(value)).finish(),)
        });
        quote! {
            impl std::fmt::Debug for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    match self { #(#arms)* #unknown }
                }
            }
        }
    }
}

//! Enums with an arm for each type of a union.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Items, Weaving, ident};
use crate::lower::{Arm, Cardinality, DefId, Union};
use crate::resolve::{Type, TypeSet};
use crate::types::RustType;

/// The JSON types as the support code tells them apart.
const KINDS: [(&str, TypeSet); 6] = [
    ("Null", TypeSet::of(Type::Null)),
    ("Boolean", TypeSet::of(Type::Boolean)),
    ("Number", TypeSet::NUMBER),
    ("String", TypeSet::of(Type::String)),
    ("Array", TypeSet::of(Type::Array)),
    ("Object", TypeSet::of(Type::Object)),
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
                let docs = self.arm_docs(id, arm);
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
        let read_and_write = self.union_read_and_write(id, union);
        let debug = hides.then(|| self.union_debug(id, union));
        let view = self.union_view(id, union);
        let methods = self.check_impl(id);
        Items {
            types: quote! {
                #docs
                #derives
                pub enum #name { #(#variants)* #unknown }
            },
            methods,
            impls: quote!(#read_and_write #debug #view),
        }
    }

    /// How an arm is chosen, and what all enums of arms have.
    fn union_read_and_write(&mut self, id: DefId, union: &Union) -> TokenStream {
        let this = self.this(id);
        let arms = self.arms_and_types(id, union);
        let open = self.definition_of(id).open;
        if !open
            && !self.is_guarded(id)
            && let Some(kinds) = kinds_of_arms(union)
        {
            let place = self.place(id);
            let arms = kinds.iter().zip(&arms).map(|(kinds, arm)| quote!(#(#kinds)|* => #arm));
            return quote!(support::union!(#this, #place #(, #arms)*););
        }
        let read = self.union_read(id, union);
        let unknown = open.then(|| quote!(, Unknown));
        quote! {
            #read

            support::arms!(#this #(, #arms)* #unknown);
        }
    }

    /// The arms, each with its type if the enum is made of that: no other arm has it, and no check
    /// could refuse it.
    fn arms_and_types(&self, id: DefId, union: &Union) -> Vec<TokenStream> {
        let slots = self.typed.slots(id);
        let guarded = self.is_guarded(id);
        let is_only = |slot: &RustType| {
            let expanded = self.expand(slot);
            slots.iter().filter(|other| self.expand(other) == expanded).count() == 1
        };
        let arm = |(arm, slot): (&Arm, &RustType)| {
            let variant = ident(&arm.ident);
            if guarded || !is_only(slot) {
                return quote!(#variant);
            }
            let unboxed = match slot {
                RustType::Box(inner) | RustType::Link(inner) => inner,
                slot => slot,
            };
            let ty = self.write_in_code(id, unboxed);
            quote!(#variant(#ty))
        };
        union.arms.iter().zip(slots).map(arm).collect()
    }

    /// How an arm is chosen, where the JSON type of the document does not tell it alone.
    fn union_read(&mut self, id: DefId, union: &Union) -> TokenStream {
        let this = self.this(id);
        let open = self.definition_of(id).open;
        let mut kinds = Vec::new();
        let mut arms = Vec::new();
        for (kind, types) in KINDS {
            let candidates = candidates(union, types);
            if candidates.is_empty() {
                continue;
            }
            // Only objects have the tags by which an unknown one is known.
            let body = read_candidates(union, &candidates, open && kind == "Object");
            let kind = ident(kind);
            arms.push(quote!(support::Kind::#kind => #body,));
            kinds.push(kind);
        }
        let rest = (arms.len() < KINDS.len())
            .then(|| quote!(_ => support::unexpected::<Self, S>(source, cx),));
        let place = self.place(id);
        let choose = quote!(match kind { #(#arms)* #rest });
        let body = if self.is_guarded(id) { self.union_checked(id, &choose) } else { choose };
        quote! {
            impl support::ReadUnion for #this {
                const AT: &'static str = #place;
                const KINDS: &'static [support::Kind] = &[#(support::Kind::#kinds),*];

                fn read_as<'de, S: support::Source<'de>>(
                    kind: support::Kind,
                    source: S,
                    slot: &mut Option<Self>,
                    cx: &mut support::Context,
                ) -> Result<(), S::Error> {
                    #body
                }
            }
        }
    }

    /// Chooses an arm, and checks what comes of it unless the schema does not know it.
    fn union_checked(&mut self, id: DefId, choose: &TokenStream) -> TokenStream {
        let check = self.check_of(id);
        let unless_unknown = self.definition_of(id).open.then(|| {
            quote! {
                if matches!(slot, Some(Self::Unknown(_))) {
                    return Ok(());
                }
            }
        });
        quote! {
            let part = source.part();
            #choose?;
            #unless_unknown
            support::finished!(slot, part, cx, checks::#check)
        }
    }

    fn union_debug(&mut self, id: DefId, union: &Union) -> TokenStream {
        self.need("secret");
        let this = self.this(id);
        let arms = union.arms.iter().zip(self.typed.slots(id)).map(|(arm, slot)| {
            let variant = ident(&arm.ident);
            let is_free = self.shared.facts.is_free(slot);
            let wrapper = is_free.then(|| quote!((support::Shown)));
            quote!(, #variant #wrapper)
        });
        let unknown = self.definition_of(id).open.then(|| quote!(, Unknown(support::Shown)));
        quote!(support::shown_arms!(#this #(#arms)* #unknown);)
    }
}

/// Reads a value of a JSON type that these arms may accept.
fn read_candidates(union: &Union, candidates: &[&Arm], open: bool) -> TokenStream {
    if let ([only], false) = (candidates, open) {
        let variant = ident(&only.ident);
        return quote!(support::read_arm(source, slot, cx, Self::#variant));
    }
    let arms = candidates.iter().map(|arm| arm_to_try(arm));
    let exactly_one = matches!(union.cardinality, Cardinality::One);
    let open = if open {
        let tags = union.discriminators.iter();
        let tags = tags.map(|(name, values)| quote!((#name, &[#(#values),*])));
        quote!(Some(support::Open { tags: &[#(#tags),*], keep: Self::Unknown }))
    } else {
        quote!(None)
    };
    quote! {
        support::read_arms(source, slot, cx, &support::Arms {
            exactly_one: #exactly_one,
            arms: &[#(#arms),*],
            open: #open,
        })
    }
}

/// An arm that is told from others by looking at the document.
fn arm_to_try(arm: &Arm) -> TokenStream {
    let (variant, name) = (ident(&arm.ident), &arm.ident);
    let required = &arm.guard.required;
    let tags = arm.guard.tags.iter().map(|(member, values)| quote!((#member, &[#(#values),*])));
    quote! {
        support::Arm {
            name: #name,
            required: &[#(#required),*],
            tags: &[#(#tags),*],
            read: |node, slot, cx| support::read_arm(node, slot, cx, Self::#variant),
        }
    }
}

/// The arms that may accept a value of a JSON type.
fn candidates(union: &Union, types: TypeSet) -> Vec<&Arm> {
    union.arms.iter().filter(|arm| !arm.types.intersection(types).is_empty()).collect()
}

/// The JSON types that each arm alone accepts, if that tells all arms apart.
fn kinds_of_arms(union: &Union) -> Option<Vec<Vec<Ident>>> {
    let are_apart = KINDS.iter().all(|(_, types)| candidates(union, *types).len() <= 1);
    let kinds = union.arms.iter().map(|arm| {
        let accepted = KINDS.iter().filter(|(_, types)| !arm.types.intersection(*types).is_empty());
        let kinds: Vec<_> = accepted.map(|(kind, _)| ident(kind)).collect();
        (!kinds.is_empty()).then_some(kinds)
    });
    are_apart.then(|| kinds.collect()).flatten()
}

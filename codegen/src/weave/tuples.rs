//! Tuples: arrays of a fixed length.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Items, Weaving};
use crate::lower::DefId;

impl Weaving<'_> {
    pub(super) fn tuple(&mut self, id: DefId) -> Items {
        self.need("tuple");
        self.need("read");
        let name = self.name(id);
        let slots = self.typed.slots(id);
        let types: Vec<_> = slots.iter().map(|slot| self.write_type(id, slot)).collect();
        let guarded = self.is_guarded(id);
        let docs = self.docs(id, self.notes_on_checks(id));
        let hides = self.has_secrets() && slots.iter().any(|slot| self.shared.facts.is_free(slot));
        let derives = self.derives(id, !hides, &[]);
        let debug = hides.then(|| self.tuple_debug(id));
        let view = self.tuple_view(id);
        let count = types.len();
        let elements: Vec<_> = (0..count).map(|index| format_ident!("element_{index}")).collect();
        let indices: Vec<_> = (0..count).map(proc_macro2::Literal::usize_unsuffixed).collect();
        let check = guarded.then(|| {
            let check = self.check_of(id);
            quote!(, checks::#check)
        });
        let check_method = self.check_impl(id);
        let place = self.place(id);
        Items {
            types: quote! {
                #docs
                #derives
                pub struct #name(#(pub #types),*);
                #check_method
            },
            impls: quote! {
                impl<'de> support::ReadTuple<'de> for #name {
                    const AT: &'static str = #place;
                    const LENGTH: usize = #count;

                    fn read_elements<I: support::Items<'de>>(
                        slot: &mut Option<Self>,
                        mut items: I,
                        cx: &mut support::Context,
                    ) -> Result<(), I::Error> {
                        #(let mut #elements = None;)*
                        #(support::element::<Self, _, _>(&mut items, #indices, &mut #elements, cx)?;)*
                        support::end_of_tuple::<Self, _>(&mut items, cx)?;
                        if let (#(Some(#elements),)*) = (#(#elements,)*) {
                            *slot = Some(Self(#(#elements),*));
                        }
                        Ok(())
                    }
                }

                support::tuple!(#name #check);

                impl serde::Serialize for #name {
                    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        use serde::ser::SerializeSeq;

                        let mut seq = serializer.serialize_seq(Some(#count))?;
                        #(seq.serialize_element(&self.#indices)?;)*
                        seq.end()
                    }
                }

                #debug
                #view
            },
        }
    }

    fn tuple_debug(&mut self, id: DefId) -> TokenStream {
        self.need("secret");
        let name = self.name(id);
        let text = name.to_string();
        let fields = self.typed.slots(id).iter().enumerate().map(|(index, slot)| {
            let index = proc_macro2::Literal::usize_unsuffixed(index);
            if self.shared.facts.is_free(slot) {
                quote!(.field(&support::Shown(&self.#index)))
            } else {
                quote!(.field(&self.#index))
            }
        });
        quote! {
            impl std::fmt::Debug for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_tuple(#text) #(#fields)* .finish()
                }
            }
        }
    }
}

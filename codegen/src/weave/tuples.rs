//! Tuples: arrays whose first elements have types of their own.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{Items, Weaving};
use crate::lower::{DefId, Tuple, within};
use crate::resolve::SchemaId;

/// The fields of a tuple by their indices.
pub(super) struct Parts {
    pub(super) required: Vec<Literal>,
    pub(super) optional: Vec<Literal>,
    pub(super) rest: Option<Literal>,
}

impl Parts {
    pub(super) fn of(it: &Tuple) -> Self {
        let count = it.elements.len();
        let indices =
            |range: std::ops::Range<usize>| range.map(Literal::usize_unsuffixed).collect();
        Self {
            required: indices(0..it.required),
            optional: indices(it.required..count),
            rest: it.rest.as_ref().map(|_| Literal::usize_unsuffixed(count)),
        }
    }

    /// The length of the array that `self` is.
    pub(super) fn length(&self) -> TokenStream {
        let Self { required, optional, rest } = self;
        let count = Literal::usize_unsuffixed(required.len());
        let rest = rest.iter();
        quote!(#count #(+ usize::from(self.#optional.is_some()))* #(+ self.#rest.len())*)
    }
}

impl<'a> Weaving<'a> {
    pub(super) fn tuple(&mut self, id: DefId, it: &Tuple) -> Items {
        self.need("tuple");
        self.need("read");
        let name = self.name(id);
        let slots = self.typed.slots(id);
        let types = slots.iter().enumerate().map(|(index, slot)| {
            let ty = self.write_type(id, slot);
            let is_optional = (it.required..it.elements.len()).contains(&index);
            if is_optional { quote!(Option<#ty>) } else { ty }
        });
        let types: Vec<_> = types.collect();
        let guarded = self.is_guarded(id);
        let docs = self.docs(id, self.notes_on_checks(id));
        let hides = slots.iter().any(|slot| self.shows_a_secret(slot))
            || self.has_secrets() && slots.iter().any(|slot| self.shared.facts.is_free(slot));
        let derives = self.derives(id, !hides, &[]);
        let debug = hides.then(|| self.tuple_debug(id));
        let view = self.tuple_view(id, it);
        let check = guarded.then(|| {
            let (check, whole) = (self.check_of(id), self.whole(id));
            quote!(, checks::#check #whole)
        });
        let prove = self.check_method(id);
        let this = self.this(id);
        let (read, write) = (self.tuple_read(id, it), self.tuple_write(id, it));
        Items {
            types: quote! {
                #docs
                #derives
                pub struct #name(#(pub #types),*);
            },
            impls: quote! {
                #prove
                #read

                support::tuple!(#this #check);

                #write

                #debug
                #view
            },
            ..Items::default()
        }
    }

    fn tuple_read(&self, id: DefId, it: &Tuple) -> TokenStream {
        let (this, place) = (self.this(id), self.place(id));
        let (of_elements, of_rest) = self.keywords_of_items(id);
        let (least, count) = (it.required, it.elements.len());
        let Parts { required, optional, .. } = Parts::of(it);
        let elements: Vec<_> = (0..count).map(|index| format_ident!("element_{index}")).collect();
        let (always, perhaps) = elements.split_at(least);
        let rest = it.rest.as_ref().map(|_| format_ident!("rest"));
        let rest = rest.as_slice();
        let end = match rest {
            [] => quote!(support::end_of_tuple::<Self, _>(&mut items, cx)?),
            _ => quote!(support::rest_of_tuple::<Self, _, _>(&mut items, #(&mut #rest)*, cx)?),
        };
        let more = |body: TokenStream| match perhaps {
            [] => quote!(#body;),
            _ => quote!(if more { #body; }),
        };
        let end = more(end);
        let perhaps_read = (!perhaps.is_empty()).then(|| {
            quote! {
                let mut more = true;
                #(more = more && support::optional_element::<Self, _, _>(&mut items, #optional, &mut #perhaps, cx)?;)*
            }
        });
        let made = quote!(*slot = Some(Self(#(#elements,)* #(#rest),*)););
        let made = match always {
            [] => made,
            _ => quote!(if let (#(Some(#always),)*) = (#(#always,)*) { #made }),
        };
        quote! {
            impl<'de> support::ReadTuple<'de> for #this {
                const AT: &'static str = #place;
                const KEYWORDS: (&'static str, &'static str) = (#of_elements, #of_rest);
                const LEAST: usize = #least;
                const LENGTH: usize = #count;

                fn read_elements<I: support::Items<'de>>(
                    slot: &mut Option<Self>,
                    mut items: I,
                    cx: &mut support::Context,
                ) -> Result<(), I::Error> {
                    #(let mut #elements = None;)*
                    #(let mut #rest = Vec::new();)*
                    #(support::element::<Self, _, _>(&mut items, #required, &mut #always, cx)?;)*
                    #perhaps_read
                    #end
                    #made
                    Ok(())
                }
            }
        }
    }

    /// What the keywords are called in the dialect of the schema that list the schemas of the first
    /// elements, and that of the others.
    fn keywords_of_items(&self, id: DefId) -> (&'a str, &'a str) {
        let schemas = self.schemas;
        let origin = self.definition_of(id).origin;
        let node = schemas.node(origin);
        let keyword = |schema: Option<&SchemaId>| {
            let rest = within(schemas, origin, *schema?)?;
            rest.split('/').nth(1)
        };
        let first = keyword(node.prefix_items.first()).unwrap_or("prefixItems");
        (first, keyword(node.items.as_ref()).unwrap_or("items"))
    }

    fn tuple_write(&self, id: DefId, it: &Tuple) -> TokenStream {
        let this = self.this(id);
        let parts = Parts::of(it);
        let length = parts.length();
        let Parts { required, optional, rest } = parts;
        let rest = rest.iter();
        quote! {
            impl serde::Serialize for #this {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    use serde::ser::SerializeSeq;

                    let mut seq = serializer.serialize_seq(Some(#length))?;
                    #(seq.serialize_element(&support::Plain(&self.#required))?;)*
                    #(if let Some(element) = &self.#optional { seq.serialize_element(&support::Plain(element))?; })*
                    #(for element in &self.#rest { seq.serialize_element(&support::Plain(element))?; })*
                    seq.end()
                }
            }
        }
    }

    fn tuple_debug(&mut self, id: DefId) -> TokenStream {
        self.need("secret");
        let (this, text) = (self.this(id), self.name(id).to_string());
        let fields = self.typed.slots(id).iter().enumerate().map(|(index, slot)| {
            let index = proc_macro2::Literal::usize_unsuffixed(index);
            if self.shows_a_secret(slot) {
                quote!(.field(&support::Redacted))
            } else if self.shared.facts.is_free(slot) {
                quote!(.field(&support::Shown(&self.#index)))
            } else {
                quote!(.field(&self.#index))
            }
        });
        quote! {
            impl std::fmt::Debug for #this {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_tuple(#text) #(#fields)* .finish()
                }
            }
        }
    }
}

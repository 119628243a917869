//! Enums with an arm for each type of a union.

use std::collections::HashSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{Items, Weaving, fixed, ident};
use crate::lower::{Arm, Cardinality, Content, DefId, Form, Shape, Union, Wrapper};
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

/// Arms that are told by the first member are read from two kinds of sources, which takes the compiler a
/// quarter longer. Beyond so many that is no longer worth it.
const MOST_TOLD_ARMS: usize = 50;

impl Weaving<'_> {
    pub(super) fn union(&mut self, id: DefId, union: &Union) -> Items {
        self.need("union");
        self.need("read");
        let name = self.name(id);
        let slots = self.typed.slots(id);
        let types: Vec<_> = slots.iter().map(|slot| self.write_type(id, slot)).collect();
        let docs = self.docs(id, self.notes_on_checks(id));
        let open = self.definition_of(id).open;
        let shows_any = open || slots.iter().any(|slot| self.shared.facts.is_free(slot));
        let is_secret = |(arm, slot): (&Arm, &RustType)| self.is_secret_arm(arm, slot);
        let hides =
            union.arms.iter().zip(slots).any(is_secret) || (self.has_secrets() && shows_any);
        let derives = self.derives(id, !hides, &[]);
        let variants: Vec<_> = union
            .arms
            .iter()
            .zip(&types)
            .map(|(arm, ty)| {
                let docs = self.arm_docs(id, arm);
                let name = ident(&arm.ident);
                let holds = arm.form.holds().then(|| quote!((#ty)));
                quote!(#docs #name #holds,)
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
        let prove = self.check_method(id);
        let described = self.described_union(id, union);
        Items {
            types: quote! {
                #docs
                #derives
                #described
                pub enum #name { #(#variants)* #unknown }
            },
            impls: quote!(#prove #read_and_write #debug #view),
            ..Items::default()
        }
    }

    /// How an arm is chosen, and what all enums of arms have.
    fn union_read_and_write(&mut self, id: DefId, union: &Union) -> TokenStream {
        let this = self.this(id);
        let arms = self.arms_and_types(id, union);
        let open = self.definition_of(id).open;
        if !is_whole(union) {
            self.need("forms");
        }
        if !open
            && is_whole(union)
            && !self.is_guarded(id)
            && let Some(kinds) = kinds_of_arms(union)
        {
            let place = self.place(id);
            let arms = kinds.iter().zip(&arms).map(|(kinds, arm)| quote!(#(#kinds)|* => #arm));
            return quote!(support::union!(#this, #place #(, #arms)*););
        }
        let read = self.union_read(id, union);
        let is_kept = self.is_guarded(id) && self.shared.facts.holds_own(id);
        let kept = is_kept.then(|| quote!(as Whole));
        if !is_whole(union) {
            let write = self.union_write(id, union);
            let arms = union.arms.iter().zip(&arms).filter(|(arm, _)| arm.form.holds());
            let arms = arms.map(|(_, arm)| arm);
            return quote!(#read support::arms_of_objects!(#this #kept #(, #arms)*); #write);
        }
        let unknown = open.then(|| quote!(, Unknown));
        quote!(#read support::arms!(#this #kept #(, #arms)* #unknown);)
    }

    /// How an enum is written that has arms which are not the document itself.
    fn union_write(&self, id: DefId, union: &Union) -> TokenStream {
        let this = self.this(id);
        let unknown = self.definition_of(id).open.then(|| quote!(, Unknown(value) => whole(value)));
        let arms = union.arms.iter().map(|arm| {
            let variant = ident(&arm.ident);
            match &arm.form {
                Form::Whole => quote!(#variant(value) => whole(value)),
                Form::Literal(value) => {
                    let value = fixed::written(value);
                    quote!(#variant => literal(#value))
                }
                Form::Object(it) => {
                    let fixed = it.fixed.iter().map(|it| {
                        let (member, value) = (&it.member, fixed::compared(&it.value));
                        quote!(#member = #value)
                    });
                    match &it.content {
                        Some(Content { member, .. }) => {
                            quote!(#variant(value) => framed(value, #member #(, #fixed)*))
                        }
                        None => quote!(#variant => fixed(#(#fixed),*)),
                    }
                }
            }
        });
        quote!(support::written_arms!(#this #(, #arms)* #unknown);)
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
            let unboxed = match slot {
                RustType::Box(inner) | RustType::Link(inner) => inner,
                slot => slot,
            };
            // What is made of itself is itself.
            let is_same = self.expand(unboxed) == RustType::Def(id);
            if guarded || is_same || !is_only(slot) {
                return quote!(#variant);
            }
            let ty = self.write_in_code(id, unboxed);
            quote!(#variant(#ty))
        };
        union.arms.iter().zip(slots).map(arm).collect()
    }

    /// How an arm is chosen, where the JSON type of the document does not tell it alone.
    fn union_read(&mut self, id: DefId, union: &Union) -> TokenStream {
        self.need("choose");
        let this = self.this(id);
        let open = self.definition_of(id).open;
        let told = self.told(id, union);
        let kinds = KINDS.iter().filter_map(|&(kind, types)| {
            let candidates = candidates(union, types);
            // Only objects have the tags by which an unknown one is known.
            let is_object = kind == "Object";
            let told = told.as_ref().filter(|_| is_object).map(|told| &told.by);
            let read = self.read_candidates(id, union, &candidates, open && is_object, told);
            let kind = ident(kind);
            (!candidates.is_empty()).then(|| quote!(#kind => #read))
        });
        let kinds: Vec<_> = kinds.collect();
        let place = self.place(id);
        let check = self.union_check(id);
        let read_told = told.map(|told| told.read);
        quote!(support::read_union!(#this, #place, [#check] #(, #kinds)*); #read_told)
    }

    /// How the first member of an object tells its arm, if it does.
    fn told(&mut self, id: DefId, union: &Union) -> Option<Told> {
        let arms = candidates(union, TypeSet::of(Type::Object));
        if !(2..=MOST_TOLD_ARMS).contains(&arms.len()) || self.definition_of(id).open {
            return None;
        }
        let by = match told_by_name(&arms) {
            true => quote!(support::By::Name),
            false => {
                let tag = self.tag_of(id, union)?;
                quote!(support::By::Tag(#tag))
            }
        };
        self.need("told");
        let this = self.this(id);
        let slots = union.arms.iter().zip(self.typed.slots(id));
        let objects = slots.filter(|(arm, _)| is_object(arm)).enumerate();
        let reads = objects.map(|(index, (arm, slot))| {
            let (index, read) = (Literal::usize_unsuffixed(index), self.read_rest(id, arm, slot));
            quote!(#index => #read)
        });
        let read = quote!(support::read_told!(#this #(, #reads)*););
        Some(Told { by, read })
    }

    /// The member that is another constant in each arm.
    fn tag_of<'u>(&self, id: DefId, union: &'u Union) -> Option<&'u str> {
        let slots = union.arms.iter().zip(self.typed.slots(id));
        let arms: Vec<_> = slots.filter(|(arm, _)| is_object(arm)).collect();
        let (first, _) = arms.first()?;
        let value_of = |arm: &'u Arm, tag: &str| {
            let (_, values) = arm.guard.tags.iter().find(|(name, _)| name == tag)?;
            if let [only] = values.as_slice() { Some(only) } else { None }
        };
        let mut tags = first.guard.tags.iter().map(|(tag, _)| tag.as_str());
        tags.find(|tag| {
            let mut values = HashSet::new();
            arms.iter().all(|(arm, slot)| {
                value_of(arm, tag).is_some_and(|value| values.insert(value))
                    && self.is_fixed(arm, slot, tag)
            })
        })
    }

    /// Whether a member of an arm is a constant, which has no field.
    fn is_fixed(&self, arm: &Arm, slot: &RustType, member: &str) -> bool {
        if let Form::Object(it) = &arm.form {
            return it.fixed.iter().any(|it| it.member == member);
        }
        let slot = if let RustType::Box(inner) = slot { inner } else { slot };
        let RustType::Def(id) = slot else { return false };
        let Shape::Struct(it) = &self.definition_of(*id).shape else { return false };
        matches!(arm.form, Form::Whole) && it.fixed.iter().any(|it| it.member == member)
    }

    /// Reads what is left of an object as an arm.
    fn read_rest(&self, id: DefId, arm: &Arm, slot: &RustType) -> TokenStream {
        let variant = ident(&arm.ident);
        match (&arm.form, slot) {
            (Form::Object(it), _) => self.framed(id, arm, it),
            (Form::Whole | Form::Literal(_), RustType::Box(_)) => quote!(boxed(#variant)),
            (Form::Whole | Form::Literal(_), _) => quote!(arm(#variant)),
        }
    }

    /// An object of which an arm holds a member, or none.
    fn framed(&self, id: DefId, arm: &Arm, it: &Wrapper) -> TokenStream {
        let (variant, frame) = (ident(&arm.ident), self.frame(id, arm, it));
        match it.content {
            Some(_) => quote!(framed(#variant, #frame)),
            None => quote!(fixed(#variant, #frame)),
        }
    }

    fn is_secret_arm(&self, arm: &Arm, slot: &RustType) -> bool {
        arm.form.is_secret() || self.shows_a_secret(slot)
    }

    /// What checks that which comes of an arm, if there is something to check; not of what the schema does
    /// not know.
    fn union_check(&mut self, id: DefId) -> Option<TokenStream> {
        if !self.is_guarded(id) {
            return None;
        }
        let (check, whole) = (self.check_of(id), self.whole(id));
        let unless = self.definition_of(id).open.then(|| quote!(; Unknown));
        Some(quote!(checks::#check #whole #unless))
    }

    fn union_debug(&mut self, id: DefId, union: &Union) -> TokenStream {
        self.need("secret");
        let this = self.this(id);
        let (holding, units): (Vec<_>, Vec<_>) =
            union.arms.iter().zip(self.typed.slots(id)).partition(|(arm, _)| arm.form.holds());
        let units: Vec<_> = units.iter().map(|(arm, _)| ident(&arm.ident)).collect();
        let units = (!units.is_empty()).then(|| quote!(; #(#units),*));
        let arms = holding.into_iter().map(|(arm, slot)| {
            let variant = ident(&arm.ident);
            let wrapper = match self.shared.facts.is_free(slot) {
                _ if self.is_secret_arm(arm, slot) => Some(quote!((support::Hidden))),
                true => Some(quote!((support::Shown))),
                false => None,
            };
            quote!(, #variant #wrapper)
        });
        let unknown = self.definition_of(id).open.then(|| quote!(, Unknown(support::Shown)));
        quote!(support::shown_arms!(#this #(#arms)* #unknown #units);)
    }
}

impl Weaving<'_> {
    /// How a value of a JSON type is read that these arms may accept.
    fn read_candidates(
        &self,
        id: DefId,
        union: &Union,
        candidates: &[&Arm],
        open: bool,
        told_by: Option<&TokenStream>,
    ) -> TokenStream {
        let is_one = |arm: &&Arm| matches!(arm.form, Form::Literal(_));
        if !open && candidates.iter().all(is_one) {
            return self.read_literals(id, union, candidates);
        }
        if let ([only], false) = (candidates, open) {
            let variant = ident(&only.ident);
            return self.read_arm(id, union, only).unwrap_or_else(|| quote!(arm(#variant)));
        }
        let arms = candidates.iter().map(|arm| self.arm_to_try(id, union, arm));
        let cardinality = match union.cardinality {
            Cardinality::One => quote!(one),
            Cardinality::Any => quote!(any),
        };
        let has_tag = |tag: &&String| {
            let has = |arm: &&Arm| arm.guard.tags.iter().any(|(name, _)| name == *tag);
            candidates.iter().all(|arm| has(arm) || arm.guard.is_rest)
        };
        let tag = union.told_by.as_ref().filter(has_tag).map(|tag| quote!(told_by #tag));
        let open = open.then(|| {
            let tags = union.discriminators.iter();
            let tags = tags.map(|(name, values)| quote!(#name = [#(#values),*]));
            quote!(open #(#tags),*)
        });
        let by = told_by.map(|by| quote!(by #by));
        let options: Vec<_> = by.into_iter().chain(tag).chain(open).collect();
        let options = (!options.is_empty()).then(|| quote!([#(#options),*],));
        quote!(#cardinality(#options #(#arms),*))
    }

    /// An arm that is told from others by looking at the document.
    fn arm_to_try(&self, id: DefId, union: &Union, arm: &Arm) -> TokenStream {
        let variant = ident(&arm.ident);
        let required = &arm.guard.required;
        let tags = arm.guard.tags.iter().map(|(member, values)| quote!(#member = [#(#values),*]));
        let tags = (!arm.guard.tags.is_empty()).then(|| quote!(; #(#tags),*));
        let read = self.read_arm(id, union, arm);
        quote!(#variant(#(#required),* #tags) #read)
    }

    /// How an arm is read that is not the document itself.
    fn read_arm(&self, id: DefId, union: &Union, arm: &Arm) -> Option<TokenStream> {
        match &arm.form {
            Form::Whole => None,
            Form::Literal(_) => Some(self.read_literals(id, union, &[arm])),
            Form::Object(it) => Some(self.framed(id, arm, it)),
        }
    }

    /// How one of the values is read that arms are.
    fn read_literals(&self, id: DefId, union: &Union, arms: &[&Arm]) -> TokenStream {
        let by = self.lister(id, union, arms);
        let units = arms.iter().filter_map(|arm| {
            let Form::Literal(value) = &arm.form else { return None };
            let (variant, value) = (ident(&arm.ident), fixed::compared(value));
            Some(quote!(#variant = #value))
        });
        quote!(units(#by #(, #units)*))
    }

    /// The place and the keyword that list these values.
    fn lister(&self, id: DefId, union: &Union, arms: &[&Arm]) -> TokenStream {
        if let [first, others @ ..] = arms
            && others.iter().all(|it| it.origin == first.origin)
        {
            let place = self.place_in(id, first.origin);
            let keyword = self.keyword_of(Some(first.origin));
            return quote!(#place, #keyword);
        }
        let keyword = match union.cardinality {
            Cardinality::One => "oneOf",
            Cardinality::Any => "anyOf",
        };
        quote!(Self::AT, #keyword)
    }

    /// The object of which an arm holds a member.
    fn frame(&self, id: DefId, arm: &Arm, it: &Wrapper) -> TokenStream {
        let at = self.place_in(id, arm.origin);
        let fixed = it.fixed.iter().map(|it| {
            let (value, keyword) = (fixed::compared(&it.value), self.keyword_of(it.origin));
            quote!(support::Fixed(support::Constant::#value, #keyword))
        });
        let names = it.members().map(|(name, _)| name);
        let origins = it.fixed.iter().map(|it| (it.origin, it.member.as_str()));
        let content = it.content.iter().map(|it| (it.origin, it.member.as_str()));
        let elsewhere = self.elsewhere(id, &at, origins.chain(content));
        let elsewhere = elsewhere.iter().map(|(member, place)| quote!((#member, #place)));
        let (closed, secret) = (it.closed, it.is_secret());
        quote! {
            &support::Frame {
                at: #at,
                names: &[#(#names),*],
                fixed: &[#(#fixed),*],
                elsewhere: &[#(#elsewhere),*],
                closed: #closed,
                secret: #secret,
            }
        }
    }
}

/// How the first member of an object tells its arm.
struct Told {
    /// By what of it.
    by: TokenStream,
    /// How the rest is read.
    read: TokenStream,
}

fn is_object(arm: &Arm) -> bool {
    arm.types.contains(Type::Object)
}

/// Whether all arms are objects of one member, each of another name.
fn told_by_name(arms: &[&Arm]) -> bool {
    let mut names = HashSet::new();
    arms.iter().all(|arm| match &arm.form {
        Form::Object(Wrapper { fixed, content: Some(content), closed: true }) => {
            fixed.is_empty()
                && arm.guard.required == [content.member.as_str()]
                && names.insert(&content.member)
        }
        Form::Object(_) | Form::Whole | Form::Literal(_) => false,
    })
}

/// Whether every arm is the document itself.
fn is_whole(union: &Union) -> bool {
    union.arms.iter().all(|arm| matches!(arm.form, Form::Whole))
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

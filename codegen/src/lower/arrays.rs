//! Arrays: `Vec` of one type, a tuple where the first elements have types of their own, and a check for
//! the rest.

use super::ir::Parts;
use super::{Conjunction, Context, DefId, Lowering, Residual, Shape, Tuple, Ty};
use crate::config::Newtypes;
use crate::ident;
use crate::resolve::{Keyword, SchemaId};

/// Up to this many elements with types of their own an array becomes a tuple: the traits of the
/// standard library are implemented up to there.
const LONGEST_TUPLE: u64 = 12;

/// Up to this length an array whose length is fixed has it in its type: serde writes them up to there.
const LONGEST_ARRAY: u64 = 32;

/// What is said of the elements of an array one by one.
struct Places {
    /// What the first ones must be.
    first: Vec<Vec<SchemaId>>,
    /// How many of them are always there.
    required: usize,
    /// What the others must be, where there may be others.
    others: Option<Vec<SchemaId>>,
    /// What is left to a check.
    rest: Parts,
}

impl Lowering<'_> {
    /// The type of an array that needs no definition.
    pub(super) fn plain_array(&mut self, key: &Conjunction, context: &Context<'_>) -> Option<Ty> {
        let (element, length, rest) = self.elements(key)?;
        self.may_leave(&rest, context).then(|| {
            let ty = self.array_of(&element, length, context);
            self.checked(ty, rest)
        })
    }

    /// Whether a plain type may leave these keywords to the one that asks for it.
    pub(super) fn may_leave(&self, rest: &Parts, context: &Context<'_>) -> bool {
        rest.is_empty() || context.checks && self.config.newtypes == Newtypes::Scalars
    }

    /// The type, of which these keywords are left.
    pub(super) fn checked(&mut self, ty: Ty, rest: Parts) -> Ty {
        if rest.is_empty() {
            return ty;
        }
        let residual = Residual { parts: rest, types: None };
        self.record_residual(&residual);
        Ty::Checked(Box::new(ty), residual)
    }

    /// A definition for an array.
    pub(super) fn array_shape(&mut self, key: &Conjunction, id: DefId) -> (Shape, Residual) {
        self.record_type(key);
        if let Some(tuple) = self.tuple(key, id) {
            return tuple;
        }
        let context = Context::new(Some(id), "item");
        let (ty, parts) = match self.elements(key) {
            Some((element, length, rest)) => (self.array_of(&element, length, &context), rest),
            None => (Ty::Vec(Box::new(Ty::Any)), self.unenforced(key)),
        };
        self.plain_shape(ty, Residual { parts, types: None })
    }

    fn array_of(
        &mut self,
        element: &[SchemaId],
        length: Option<usize>,
        context: &Context<'_>,
    ) -> Ty {
        let role = item_role(context.role);
        let ty = if element.is_empty() {
            Ty::Any
        } else {
            self.type_of_all(element, &Context { role: &role, ..*context })
        };
        match length {
            Some(length) => Ty::Array(Box::new(ty), length),
            None => Ty::Vec(Box::new(ty)),
        }
    }

    /// What applies to every element, how many there are if that is fixed, and what is left to a check,
    /// if all elements are treated alike.
    fn elements(&self, key: &Conjunction) -> Option<(Vec<SchemaId>, Option<usize>, Parts)> {
        if let Some(places) = self.places(key) {
            let element = self.alike(&places)?.to_vec();
            return Some((element, Some(places.first.len()), places.rest));
        }
        let (element, rest) = self.element(key)?;
        let (length, rest) = self.fixed_length(key, rest);
        Some((element, length, rest))
    }

    /// The length that all these arrays have, if it is a small one, and what else is left.
    fn fixed_length(&self, key: &Conjunction, mut rest: Parts) -> (Option<usize>, Parts) {
        let (least, most) = self.lengths(key);
        if least != most || !(1..=LONGEST_ARRAY).contains(&least) {
            return (None, rest);
        }
        for (_, set) in &mut rest {
            set.remove(Keyword::MinItems);
            set.remove(Keyword::MaxItems);
        }
        rest.retain(|(_, set)| !set.is_empty());
        (usize::try_from(least).ok(), rest)
    }

    /// The schemas that apply to every element, and what is left to a check, if all elements are
    /// treated alike.
    pub(super) fn element(&self, key: &Conjunction) -> Option<(Vec<SchemaId>, Parts)> {
        let mut element = Vec::new();
        let mut rest = Vec::new();
        for (id, mut set) in self.unenforced(key) {
            let schema = self.node(id);
            if !schema.prefix_items.is_empty() {
                return None;
            }
            if let Some(items) = schema.items {
                element.push(items);
                set.remove(Keyword::Items);
            }
            element.extend(self.unevaluated(id));
            if self.is_evaluated(id) {
                set.remove(Keyword::UnevaluatedItems);
            }
            if !set.is_empty() {
                rest.push((id, set));
            }
        }
        Some((element, rest))
    }

    /// What `unevaluatedItems` says of all elements after the first ones, if it does.
    fn unevaluated(&self, id: SchemaId) -> Option<SchemaId> {
        self.node(id).unevaluated_items.filter(|_| !self.evaluates_others(id))
    }

    /// Whether `unevaluatedItems` has no more to say than `items`, or no element to say it of.
    fn is_evaluated(&self, id: SchemaId) -> bool {
        self.node(id).items.is_some() || self.unevaluated(id).is_some()
    }

    /// Whether something beside `unevaluatedItems` may evaluate elements after the first ones.
    fn evaluates_others(&self, id: SchemaId) -> bool {
        let schema = self.node(id);
        let applicators = [
            Keyword::Items,
            Keyword::Contains,
            Keyword::AllOf,
            Keyword::AnyOf,
            Keyword::OneOf,
            Keyword::If,
            Keyword::Ref,
        ];
        let asserted = schema.asserted();
        applicators.iter().any(|&keyword| asserted.contains(keyword))
    }

    /// What is said of the first elements one by one, if something is.
    fn places(&self, key: &Conjunction) -> Option<Places> {
        let prefixes = key.members.iter().map(|&id| self.node(id).prefix_items.len() as u64);
        let prefix = prefixes.max().filter(|&count| count > 0)?;
        let (least, most) = self.lengths(key);
        let count = if least == most { most } else { prefix.min(most) };
        if count == 0 || count > LONGEST_TUPLE {
            return None;
        }
        let mut first = vec![Vec::new(); usize::try_from(count).ok()?];
        let mut others = Vec::new();
        let mut rest = Vec::new();
        for (member, mut set) in self.unenforced(key) {
            let schema = self.node(member);
            let items = schema.items.or(self.unevaluated(member));
            for (index, position) in first.iter_mut().enumerate() {
                position.extend(schema.prefix_items.get(index).copied().or(items));
            }
            others.extend(items);
            set.remove(Keyword::PrefixItems);
            set.remove(Keyword::Items);
            if self.is_evaluated(member) {
                set.remove(Keyword::UnevaluatedItems);
            }
            if least <= count {
                set.remove(Keyword::MinItems);
            }
            if most <= count {
                set.remove(Keyword::MaxItems);
            }
            if !set.is_empty() {
                rest.push((member, set));
            }
        }
        let required = usize::try_from(least.min(count)).ok()?;
        Some(Places { first, required, others: (most > count).then_some(others), rest })
    }

    /// What each element must be, if all are there and the same is said of each.
    fn alike<'p>(&self, places: &'p Places) -> Option<&'p [SchemaId]> {
        let Places { first, required, others, .. } = places;
        let (one, more) = first.split_first()?;
        let is_fixed = others.is_none() && *required == first.len();
        let are_alike = |other: &Vec<SchemaId>| {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(&one, &other)| self.are_alike(one, other))
        };
        (is_fixed && !more.is_empty() && more.iter().all(are_alike)).then_some(one)
    }

    /// Whether two schemas assert the same.
    fn are_alike(&self, one: SchemaId, other: SchemaId) -> bool {
        self.node(one).types == self.node(other).types && self.asserts_the_same(one, other)
    }

    /// A tuple, if something is said of the first elements one by one.
    fn tuple(&mut self, key: &Conjunction, id: DefId) -> Option<(Shape, Residual)> {
        let Places { first, required, others, rest: parts } = self.places(key)?;
        let residual = Residual { parts, types: None };
        let elements: Vec<Ty> = first
            .iter()
            .enumerate()
            .map(|(index, schemas)| self.element_type(schemas, id, &format!("item {index}")))
            .collect();
        let rest = others.map(|others| self.element_type(&others, id, "item"));
        if elements.iter().chain(&rest).all(|ty| *ty == Ty::Any) {
            return None;
        }
        let rest = rest.map(|ty| Ty::Vec(Box::new(ty)));
        self.record_residual(&residual);
        Some((Shape::Tuple(Tuple { elements, required, rest }), residual))
    }

    fn element_type(&mut self, schemas: &[SchemaId], id: DefId, role: &str) -> Ty {
        if schemas.is_empty() {
            return Ty::Any;
        }
        self.type_of_all(schemas, &Context::new(Some(id), role))
    }

    /// The least and the greatest length that an array can have.
    fn lengths(&self, key: &Conjunction) -> (u64, u64) {
        let mut least = 0;
        let mut most = u64::MAX;
        for &id in &key.members {
            let schema = self.node(id);
            least = least.max(schema.min_items.unwrap_or(0));
            most = most.min(schema.max_items.unwrap_or(u64::MAX));
            if let Some(items) = schema.items.or(self.unevaluated(id))
                && self.refuses_all(items)
            {
                most = most.min(schema.prefix_items.len() as u64);
            }
        }
        (least, most)
    }
}

/// What to call the elements of something: the singular where English makes it plain.
pub(super) fn item_role(role: &str) -> String {
    match ident::singular(role) {
        Some(one) => one,
        None if role == "item" => role.to_owned(),
        None => format!("{role} item"),
    }
}

//! Arrays: `Vec` of one type, a tuple where the first elements have types of their own, and a check for
//! the rest.

use super::ir::Parts;
use super::{Conjunction, Context, DefId, Lowering, Residual, Shape, Tuple, Ty};
use crate::resolve::{Keyword, SchemaId};

/// Up to this many elements with types of their own an array becomes a tuple: the traits of the
/// standard library are implemented up to there.
const LONGEST_TUPLE: u64 = 12;

impl Lowering<'_> {
    /// The type of an array that needs no definition.
    pub(super) fn plain_array(&mut self, key: &Conjunction, context: &Context<'_>) -> Option<Ty> {
        let (element, rest) = self.element(key)?;
        rest.is_empty().then(|| self.vec_of(&element, context))
    }

    /// A definition for an array.
    pub(super) fn array_shape(&mut self, key: &Conjunction, id: DefId) -> (Shape, Residual) {
        self.record_type(key);
        if let Some(tuple) = self.tuple(key, id) {
            return tuple;
        }
        let context = Context { parent: Some(id), role: "item" };
        let (ty, parts) = match self.element(key) {
            Some((element, rest)) => (self.vec_of(&element, &context), rest),
            None => (Ty::Vec(Box::new(Ty::Any)), self.unenforced(key)),
        };
        let residual = Residual { parts, types: None };
        self.record_residual(&residual);
        let shape = if residual.is_empty() { Shape::Alias(ty) } else { Shape::Newtype(ty) };
        (shape, residual)
    }

    fn vec_of(&mut self, element: &[SchemaId], context: &Context<'_>) -> Ty {
        let role = item_role(context.role);
        let ty = if element.is_empty() {
            Ty::Any
        } else {
            self.type_of_all(element, &Context { role: &role, ..*context })
        };
        Ty::Vec(Box::new(ty))
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
            if let Some(items) = schema.unevaluated_items
                && self.evaluates_no_items(id)
            {
                element.push(items);
                set.remove(Keyword::UnevaluatedItems);
            } else if schema.items.is_some() {
                // With `items`, nothing is left unevaluated.
                set.remove(Keyword::UnevaluatedItems);
            }
            if !set.is_empty() {
                rest.push((id, set));
            }
        }
        Some((element, rest))
    }

    /// Whether nothing beside `unevaluatedItems` evaluates elements.
    fn evaluates_no_items(&self, id: SchemaId) -> bool {
        let schema = self.node(id);
        let applicators = [
            Keyword::PrefixItems,
            Keyword::Items,
            Keyword::Contains,
            Keyword::AllOf,
            Keyword::AnyOf,
            Keyword::OneOf,
            Keyword::If,
            Keyword::Ref,
        ];
        let asserted = schema.asserted();
        !applicators.iter().any(|&keyword| asserted.contains(keyword))
    }

    /// A tuple, if something is said of the first elements one by one.
    fn tuple(&mut self, key: &Conjunction, id: DefId) -> Option<(Shape, Residual)> {
        let prefixes = key.members.iter().map(|&id| self.node(id).prefix_items.len() as u64);
        let prefix = prefixes.max().filter(|&count| count > 0)?;
        let (least, most) = self.lengths(key);
        let count = if least == most { most } else { prefix.min(most) };
        if count == 0 || count > LONGEST_TUPLE {
            return None;
        }
        let mut positions = vec![Vec::new(); usize::try_from(count).ok()?];
        let mut others = Vec::new();
        let mut rest = Vec::new();
        for (member, mut set) in self.unenforced(key) {
            let schema = self.node(member);
            for (index, position) in positions.iter_mut().enumerate() {
                position.extend(schema.prefix_items.get(index).copied().or(schema.items));
            }
            others.extend(schema.items);
            set.remove(Keyword::PrefixItems);
            set.remove(Keyword::Items);
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
        let elements: Vec<Ty> = positions
            .iter()
            .enumerate()
            .map(|(index, schemas)| self.element_type(schemas, id, &format!("item {index}")))
            .collect();
        let more = (most > count).then(|| self.element_type(&others, id, "item"));
        if elements.iter().chain(&more).all(|ty| *ty == Ty::Any) {
            return None;
        }
        let required = usize::try_from(least.min(count)).ok()?;
        let shape =
            Shape::Tuple(Tuple { elements, required, rest: more.map(|ty| Ty::Vec(Box::new(ty))) });
        let residual = Residual { parts: rest, types: None };
        self.record_residual(&residual);
        Some((shape, residual))
    }

    fn element_type(&mut self, schemas: &[SchemaId], id: DefId, role: &str) -> Ty {
        if schemas.is_empty() {
            return Ty::Any;
        }
        self.type_of_all(schemas, &Context { parent: Some(id), role })
    }

    /// The least and the greatest length that an array can have.
    fn lengths(&self, key: &Conjunction) -> (u64, u64) {
        let mut least = 0;
        let mut most = u64::MAX;
        for &id in &key.members {
            let schema = self.node(id);
            least = least.max(schema.min_items.unwrap_or(0));
            most = most.min(schema.max_items.unwrap_or(u64::MAX));
            if let Some(items) = schema.items
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
    let stem = role.rsplit([' ', '_', '-']).next().unwrap_or(role);
    let plain = |text: &str| text.len() > 3 && stem.len() > 3;
    if let Some(base) = role.strip_suffix("ies").filter(|base| plain(base)) {
        format!("{base}y")
    } else if let Some(base) = role.strip_suffix('s').filter(|base| {
        plain(base) && !base.ends_with('s') && !base.ends_with('u') && !base.ends_with("statu")
    }) {
        base.to_owned()
    } else if role == "item" {
        role.to_owned()
    } else {
        format!("{role} item")
    }
}

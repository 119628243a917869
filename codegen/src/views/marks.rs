//! Which members only go one way.
//!
//! Input: [`Schemas`], and which of them are to have views. Output: for each schema and direction the
//! members that it leaves out, what leads to such a schema, and what speaks of such a member.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use indexmap::IndexSet;

use super::{Reach, reach};
use crate::lower::subschemas_of;
use crate::resolve::{Direction, Keyword, Schema, SchemaId, Schemas};

/// The name of a member that some schema leaves out, by its number.
pub(super) type Member = usize;

/// What is known of the members.
pub(super) struct Marks<'m> {
    pub(super) schemas: &'m Schemas,
    names: IndexSet<&'m str>,
    /// The members of a schema's `properties` that it leaves out.
    own: HashMap<(SchemaId, Direction), Vec<Member>>,
    /// The schemas that lead to such members.
    touched: HashSet<(SchemaId, Direction)>,
    /// What is found out on request.
    named: RefCell<Named>,
    spoken: RefCell<HashMap<(SchemaId, Member), bool>>,
}

/// The members that schemas leave out with what they refer to.
type Named = HashMap<(SchemaId, Direction), Rc<[Member]>>;

impl<'m> Marks<'m> {
    pub(super) fn of(schemas: &'m Schemas, has_views: &dyn Fn(SchemaId) -> bool) -> Self {
        let mut marks = Self {
            schemas,
            names: IndexSet::new(),
            own: HashMap::new(),
            touched: HashSet::new(),
            named: RefCell::default(),
            spoken: RefCell::default(),
        };
        let marking = Marking::of(schemas);
        for (id, node) in ids(schemas) {
            let marked = node
                .properties
                .iter()
                .filter_map(|(name, member)| Some((name.as_str(), marking.direction(*member)?)));
            let marked: Vec<_> = marked.collect();
            if !marked.is_empty() && has_views(id) {
                marks.add(id, &marked);
            }
        }
        marks.touch();
        marks
    }

    fn add(&mut self, id: SchemaId, marked: &[(&'m str, Direction)]) {
        for &(name, direction) in marked {
            let (member, _) = self.names.insert_full(name);
            let own = self.own.entry((id, direction)).or_default();
            own.push(member);
            own.sort_unstable();
        }
    }

    /// Finds what leads to members that are left out.
    fn touch(&mut self) {
        let mut leading: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
        for (id, node) in ids(self.schemas) {
            for sub in reached(node) {
                leading.entry(sub).or_default().push(id);
            }
        }
        let mut pending: Vec<_> = self.own.keys().copied().collect();
        while let Some((id, direction)) = pending.pop() {
            if self.touched.insert((id, direction)) {
                let leading = leading.get(&id).into_iter().flatten();
                pending.extend(leading.map(|it| (*it, direction)));
            }
        }
    }

    pub(super) fn name(&self, member: Member) -> &'m str {
        self.names.get_index(member).copied().unwrap_or_default()
    }

    /// Whether a schema, or one that it leads to, leaves out members.
    pub(super) fn is_touched(&self, id: SchemaId, direction: Direction) -> bool {
        self.touched.contains(&(id, direction))
    }

    /// The members that a schema leaves out itself or by what it refers to and includes.
    pub(super) fn named(&self, id: SchemaId, direction: Direction) -> Rc<[Member]> {
        if let Some(known) = self.named.borrow().get(&(id, direction)) {
            return Rc::clone(known);
        }
        let mut named = self.own.get(&(id, direction)).cloned().unwrap_or_default();
        let node = self.schemas.node(id);
        for &other in node.references.iter().chain(&node.all_of) {
            named = union(&named, &self.named(other, direction));
        }
        let named: Rc<[Member]> = named.into();
        self.named.borrow_mut().insert((id, direction), Rc::clone(&named));
        named
    }

    /// The first of them.
    pub(super) fn first_named(&self, id: SchemaId, direction: Direction) -> Option<Member> {
        self.named(id, direction).first().copied()
    }

    /// Whether a schema says something of a member of its instance, so that it is another one where the
    /// member is left out.
    pub(super) fn speaks_of(&self, id: SchemaId, member: Member) -> bool {
        if let Some(&known) = self.spoken.borrow().get(&(id, member)) {
            return known;
        }
        let node = self.schemas.node(id);
        let name = self.name(member);
        let speaks = node.properties.contains_key(name)
            || node.required.iter().any(|it| it == name)
            || node.dependent_required.values().flatten().any(|it| it == name)
            || in_place(node).any(|sub| self.speaks_of(sub, member));
        self.spoken.borrow_mut().insert((id, member), speaks);
        speaks
    }

    /// Whether a schema says what a member of its instance is, and does not require it.
    pub(super) fn asks_about(&self, id: SchemaId, member: Member) -> bool {
        let name = self.name(member);
        let (mut pending, mut is_named) = (vec![id], false);
        while let Some(id) = pending.pop() {
            let node = self.schemas.node(id);
            if node.required.iter().any(|it| it == name) {
                return false;
            }
            is_named |= node.properties.contains_key(name);
            pending.extend(in_place(node).filter(|it| self.speaks_of(*it, member)));
        }
        is_named
    }

    /// Whether a schema says what the members may be that it does not name.
    pub(super) fn limits_others(&self, node: &Schema) -> bool {
        let others = [node.additional_properties, node.unevaluated_properties];
        let mut others =
            others.into_iter().flatten().chain(node.pattern_properties.values().copied());
        others.any(|it| self.schemas.node(it).never || !self.schemas.node(it).asserted().is_empty())
    }

    /// The schema among those of a member that marks it.
    pub(super) fn marking(&self, member: SchemaId, direction: Direction) -> SchemaId {
        let mut pending = vec![member];
        while let Some(id) = pending.pop() {
            let node = self.schemas.node(id);
            if direction.is_left_out(&node.annotations) {
                return id;
            }
            pending.extend(node.all_of.iter().chain(&node.references).rev());
        }
        member
    }
}

/// Which schemas mark what they apply to.
struct Marking {
    /// For each direction, by schema.
    marked: [Vec<bool>; 2],
}

impl Marking {
    fn of(schemas: &Schemas) -> Self {
        let marked = Direction::ALL.map(|direction| {
            let mut including: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
            let mut pending = Vec::new();
            for (id, node) in ids(schemas) {
                for &other in node.references.iter().chain(&node.all_of) {
                    including.entry(other).or_default().push(id);
                }
                pending.extend(direction.is_left_out(&node.annotations).then_some(id));
            }
            let mut marked = vec![false; schemas.nodes.len()];
            while let Some(id) = pending.pop() {
                let Some(mark) = marked.get_mut(id.0 as usize) else { continue };
                if !std::mem::replace(mark, true) {
                    pending.extend(including.get(&id).into_iter().flatten());
                }
            }
            marked
        });
        Self { marked }
    }

    /// The direction in which what a schema applies to does not go.
    fn direction(&self, id: SchemaId) -> Option<Direction> {
        let [request, response] = &self.marked;
        let is_marked = |list: &[bool]| list.get(id.0 as usize) == Some(&true);
        match (is_marked(request), is_marked(response)) {
            (true, false) => Some(Direction::Request),
            (false, true) => Some(Direction::Response),
            (true, true) | (false, false) => None,
        }
    }
}

fn ids(schemas: &Schemas) -> impl Iterator<Item = (SchemaId, &Schema)> {
    (0..).map(SchemaId).zip(schemas.nodes.iter().map(|it| &**it))
}

/// The schemas that a view leads to by views of them.
fn reached(node: &Schema) -> impl Iterator<Item = SchemaId> {
    Keyword::ALL
        .iter()
        .filter(|it| !matches!(reach(node, **it), Reach::None))
        .flat_map(|&it| subschemas_of(node, it))
}

/// Those of them that apply to the same instance.
pub(super) fn in_place(node: &Schema) -> impl Iterator<Item = SchemaId> {
    Keyword::ALL
        .iter()
        .filter(|it| matches!(reach(node, **it), Reach::Instance))
        .flat_map(|&it| subschemas_of(node, it))
}

/// What is in either, in order.
pub(super) fn union(one: &[Member], other: &[Member]) -> Vec<Member> {
    let mut both = [one, other].concat();
    both.sort_unstable();
    both.dedup();
    both
}

//! Makes the views that are asked for, and those that they lead to.

use std::collections::{HashMap, VecDeque};

use super::marks::{self, Marks, Member};
use super::{Key, Made, Reach, id_of, reach};
use crate::diagnostic::Sink;
use crate::limits::{VIEWS_AT_LEAST, VIEWS_OF_A_SCHEMA, scaled};
use crate::resolve::{Direction, Keyword, Role, Schema, SchemaId, Schemas, View};
use crate::source::pointer;

/// Makes views.
pub(super) struct Maker<'m> {
    pub(super) schemas: &'m Schemas,
    pub(super) marks: &'m Marks<'m>,
    pub(super) sink: &'m mut Sink,
    ids: HashMap<Key, SchemaId>,
    made: Vec<Made>,
    /// Those that are still to be made, by their places among what was made.
    queue: VecDeque<(usize, Key)>,
    /// How many there may be.
    most: usize,
}

impl<'m> Maker<'m> {
    pub(super) fn new(schemas: &'m Schemas, marks: &'m Marks<'m>, sink: &'m mut Sink) -> Self {
        Self {
            schemas,
            marks,
            sink,
            ids: HashMap::new(),
            made: Vec::new(),
            queue: VecDeque::new(),
            most: scaled(schemas.nodes.len(), VIEWS_OF_A_SCHEMA, VIEWS_AT_LEAST),
        }
    }

    /// The view of a schema; itself where it is the same.
    pub(super) fn view(&mut self, of: SchemaId, direction: Direction) -> SchemaId {
        self.view_in(of, direction, &[])
    }

    /// The view of a schema of whose instance others say that these members are left out.
    fn view_in(&mut self, of: SchemaId, direction: Direction, left_out: &[Member]) -> SchemaId {
        let own = self.marks.named(of, direction);
        let is_more = |it: &Member| !own.contains(it) && self.marks.speaks_of(of, *it);
        let left_out = left_out.iter().copied().filter(is_more).collect();
        let key = self.within_bounds(Key { of, direction, left_out });
        if key.left_out.is_empty() && !self.marks.is_touched(of, direction) {
            return of;
        }
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let index = self.made.len();
        let id = self.push(Made::default());
        self.ids.insert(key.clone(), id);
        self.queue.push_back((index, key));
        id
    }

    /// The view that there is room for.
    fn within_bounds(&mut self, key: Key) -> Key {
        let is_new = !key.left_out.is_empty() && !self.ids.contains_key(&key);
        if !is_new || self.made.len() < self.most {
            return key;
        }
        self.too_many(key.of);
        Key::alone(key.of, key.direction)
    }

    fn push(&mut self, made: Made) -> SchemaId {
        self.made.push(made);
        id_of(self.schemas.nodes.len() + self.made.len() - 1)
    }

    /// Makes all views that were promised.
    pub(super) fn finish(mut self) -> (Vec<Made>, HashMap<Key, SchemaId>) {
        while let Some((index, key)) = self.queue.pop_front() {
            let made = self.make(&key);
            if let Some(place) = self.made.get_mut(index) {
                *place = made;
            }
        }
        (self.made, self.ids)
    }

    fn make(&mut self, key: &Key) -> Made {
        let Key { of, direction, left_out } = key;
        let (schema, direction) = (self.schemas.node(*of), *direction);
        let left_out = marks::union(left_out, &self.marks.named(*of, direction));
        self.tell(schema, direction, &left_out);
        let names: Vec<_> = left_out.iter().map(|it| self.marks.name(*it)).collect();
        let is_left_out = |name: &String| names.contains(&name.as_str());
        let own: Vec<_> = schema.properties.keys().filter(|it| is_left_out(it)).cloned().collect();
        let mut view = schema.clone();
        if !own.is_empty() {
            view.properties.retain(|name, _| !is_left_out(name));
        }
        let mut view = view.with_subschemas(|keyword, sub| match reach(schema, keyword) {
            Reach::Instance => self.view_in(sub, direction, &left_out),
            Reach::Part => self.view(sub, direction),
            Reach::None => sub,
        });
        demand_less(&mut view, is_left_out);
        if self.marks.limits_others(schema) {
            self.refuse(&mut view, schema, &own, direction);
        }
        let is_required =
            |it: &Member| schema.required.iter().any(|name| name == self.marks.name(*it));
        let lost = left_out.iter().copied().filter(is_required).collect();
        let view_of = View { of: *of, direction, left_out: own };
        Made { schema: view, view: Some(view_of), lost }
    }

    /// Lets a view refuse members of the schema.
    fn refuse(
        &mut self,
        view: &mut Schema,
        schema: &Schema,
        names: &[String],
        direction: Direction,
    ) {
        for name in names {
            let Some(member) = schema.properties.get(name) else { continue };
            let marking = self.schemas.node(self.marks.marking(*member, direction));
            let refusal = Schema {
                file: marking.file,
                pointer: pointer::child(&marking.pointer, direction.left_out_by()).into(),
                span: marking.span,
                never: true,
                ..Schema::default()
            };
            let refusal = self.push(Made { schema: refusal, ..Made::default() });
            view.properties.insert(name.clone(), refusal);
        }
    }
}

/// Takes names out of what a schema requires.
fn demand_less(view: &mut Schema, is_left_out: impl Fn(&String) -> bool) {
    if view.required.iter().any(&is_left_out) {
        view.required.retain(|name| !is_left_out(name));
        if view.required.is_empty() {
            forget(view, Keyword::Required);
        }
    }
    if view.dependent_required.values().flatten().any(&is_left_out) {
        view.dependent_required.values_mut().for_each(|it| it.retain(|name| !is_left_out(name)));
        view.dependent_required.retain(|_, it| !it.is_empty());
        if view.dependent_required.is_empty() {
            forget(view, Keyword::DependentRequired);
        }
    }
}

/// A keyword of which nothing is left.
fn forget(view: &mut Schema, keyword: Keyword) {
    for written in &mut view.keywords {
        if let Role::Asserts(set) = &mut written.role {
            set.remove(keyword);
            if set.is_empty() {
                written.role = Role::Ignored("the members that it names go the other way");
            }
        }
    }
}

//! Views: a schema for each direction, where `readOnly` and `writeOnly` say that a member only goes one
//! way.
//!
//! Input: [`Schemas`], and which of them are to have views. Output: the same, and behind them a node for
//! each schema that is not the same in requests and in responses; roots and definitions lead to these.
//! So no later pass has to know of directions but to give names. Invariants:
//!
//! - The view of a schema is the schema without the members that only go the other way: they are in
//!   neither `properties` nor `required`. What leads to schemas with views leads to their views.
//! - Where a schema says what members without a name may be, a member that is left out is not one of
//!   these: it is refused, by the keyword that marks it.
//! - What marks a member is whatever applies to its values: its schema, and what that refers to. What
//!   marks it for both directions marks it for none.
//! - A schema that leads to no such member is the same in both directions, and is one node.
//! - What says something of a schema that does not hold (`not`, `if`) is left as it is, and that is told
//!   where it matters.

mod findings;
mod marks;
#[cfg(test)]
mod tests;
mod unions;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Sink;
use crate::limits::{VIEWS_AT_LEAST, VIEWS_OF_A_SCHEMA, scaled};
use crate::lower;
use crate::resolve::{
    Direction, Keyword, Named, Role, Root, Schema, SchemaId, Schemas, View, Views,
};
use crate::source::{Sources, pointer};
use marks::{Marks, Member};

/// Runs the pass.
#[must_use]
pub fn run(config: &Config, sources: &Sources, schemas: Schemas, sink: &mut Sink) -> Schemas {
    if config.views.0.is_empty() {
        return schemas;
    }
    let paths = lower::paths(config, sources, &schemas);
    let has_views = |id: SchemaId| {
        let path = paths.get(&id).map(ToString::to_string).unwrap_or_default();
        config.views.matches_either(&path, &schemas.place(sources, id))
    };
    let marks = Marks::of(&schemas, &has_views);
    let mains = mains(&schemas, &paths);
    let mut maker = Maker::new(&schemas, &marks, mains, sink);
    let roots = schemas.roots.iter().map(|root| maker.root(root, &paths)).collect();
    maker.work();
    let Maker { mut made, ids, lost, mains, .. } = maker;
    unions::run(&schemas, &mut made, &lost);
    let views = views(&marks, &made, &ids, &mains);
    let mut nodes = schemas.nodes;
    nodes.extend(made.into_iter().map(|it| Arc::new(it.schema)));
    Schemas { nodes, roots, views }
}

/// A schema's path by the schema.
type Paths = HashMap<SchemaId, lower::TypePath>;

/// For which direction the type is that has a schema's own name, where that is not the response.
fn mains(schemas: &Schemas, paths: &Paths) -> HashMap<SchemaId, Direction> {
    let is_request = |path: &lower::TypePath| path.name.ends_with("Request");
    let named = paths.iter().filter(|(_, path)| is_request(path)).map(|(id, _)| *id);
    let told = schemas.roots.iter().flat_map(|it| &it.directions);
    let told = told.map(|(id, direction)| (*id, *direction));
    named.map(|id| (id, Direction::Request)).chain(told).collect()
}

/// What is to be known of all views that were made.
fn views(
    marks: &Marks<'_>,
    made: &[Made],
    ids: &HashMap<Key, SchemaId>,
    mains: &HashMap<SchemaId, Direction>,
) -> Views {
    let first = marks.schemas.nodes.len();
    let view = |(index, it): (usize, &Made)| Some((id_of(first + index), it.view.clone()?));
    let views: BTreeMap<_, _> = made.iter().enumerate().filter_map(view).collect();
    let mut named = BTreeMap::new();
    for key in ids.keys().filter(|key| key.left_out.is_empty()) {
        let get = |direction| {
            let key = Key { of: key.of, direction, left_out: Vec::new() };
            let is_same = !marks.is_touched(key.of, direction);
            ids.get(&key).copied().or(is_same.then_some(key.of))
        };
        let direction = mains.get(&key.of).copied().unwrap_or(Direction::Response);
        let (main, other) = (get(direction), get(direction.turned()));
        let other = other.filter(|it| *it != key.of).map(|it| (direction.turned(), it));
        let it = match (main, other) {
            (Some(main), other) => Named { main, other },
            (None, Some((_, main))) => Named { main, other: None },
            (None, None) => continue,
        };
        named.insert(key.of, it);
    }
    Views::new(views, named)
}

fn id_of(index: usize) -> SchemaId {
    SchemaId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// What a view is of.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
struct Key {
    of: SchemaId,
    direction: Direction,
    /// The members that are left out for others that apply to the same instance, as far as the schema
    /// speaks of them.
    left_out: Vec<Member>,
}

/// A node that was made.
struct Made {
    schema: Schema,
    /// None for what is no view of a schema.
    view: Option<View>,
}

/// Makes views.
struct Maker<'m> {
    schemas: &'m Schemas,
    marks: &'m Marks<'m>,
    mains: HashMap<SchemaId, Direction>,
    sink: &'m mut Sink,
    ids: HashMap<Key, SchemaId>,
    made: Vec<Made>,
    /// Those that are still to be made.
    queue: VecDeque<(usize, Key)>,
    /// Which members the schemas of views require that these do not.
    lost: HashMap<SchemaId, Vec<Member>>,
    /// How many there may be.
    most: usize,
}

impl<'m> Maker<'m> {
    fn new(
        schemas: &'m Schemas,
        marks: &'m Marks<'m>,
        mains: HashMap<SchemaId, Direction>,
        sink: &'m mut Sink,
    ) -> Self {
        Self {
            schemas,
            marks,
            mains,
            sink,
            ids: HashMap::new(),
            made: Vec::new(),
            queue: VecDeque::new(),
            lost: HashMap::new(),
            most: scaled(schemas.nodes.len(), VIEWS_OF_A_SCHEMA, VIEWS_AT_LEAST),
        }
    }

    /// A root that leads to views, with a definition more for each that has two.
    fn root(&mut self, root: &Root, paths: &Paths) -> Root {
        let mut views = root.clone();
        let mut more = Vec::new();
        let own = root.schema.map(|id| (String::new(), id));
        views.schema = own.map(|it| self.sides(&it, None, paths, &mut more));
        views.definitions = more;
        for it in &root.definitions {
            let (mut more, direction) = (Vec::new(), root.directions.get(&it.1).copied());
            let main = self.sides(it, direction, paths, &mut more);
            views.definitions.push((it.0.clone(), main));
            views.definitions.append(&mut more);
        }
        for (_, id) in &mut views.mentions {
            let direction = root.directions.get(id).copied();
            *id = self.view(*id, direction.unwrap_or(Direction::Response), &[]);
        }
        views
    }

    /// What has the name of a schema; if it is not of one direction only, the view for the other one is
    /// added to `more`.
    fn sides(
        &mut self,
        (name, id): &(String, SchemaId),
        direction: Option<Direction>,
        paths: &Paths,
        more: &mut Vec<(String, SchemaId)>,
    ) -> SchemaId {
        if let Some(direction) = direction {
            return self.view(*id, direction, &[]);
        }
        let direction = self.mains.get(id).copied().unwrap_or(Direction::Response);
        let main = self.view(*id, direction, &[]);
        let other = self.view(*id, direction.turned(), &[]);
        if other != main {
            let name = paths.get(id).map_or(name, |it| &it.name);
            more.push((format!("{name} {}", direction.turned().word()), other));
        }
        main
    }

    /// The view of a schema, of whose instance others say that these members are left out; itself where it
    /// is the same.
    fn view(&mut self, of: SchemaId, direction: Direction, left_out: &[Member]) -> SchemaId {
        let own = self.marks.named(of, direction);
        let is_more = |it: &Member| !own.contains(it) && self.marks.speaks_of(of, *it);
        let left_out: Vec<_> = left_out.iter().copied().filter(is_more).collect();
        if left_out.is_empty() && !self.marks.is_touched(of, direction) {
            return of;
        }
        let mut key = Key { of, direction, left_out };
        if self.made.len() >= self.most && !self.ids.contains_key(&key) {
            self.too_many(&mut key);
        }
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let index = self.made.len();
        let id = id_of(self.schemas.nodes.len() + index);
        self.made.push(Made { schema: Schema::default(), view: None });
        self.ids.insert(key.clone(), id);
        self.queue.push_back((index, key));
        id
    }

    /// Makes all views that were promised.
    fn work(&mut self) {
        while let Some((index, key)) = self.queue.pop_front() {
            let (schema, left_out) = self.make(&key, id_of(self.schemas.nodes.len() + index));
            let view = Some(View { of: key.of, direction: key.direction, left_out });
            self.made[index] = Made { schema, view };
        }
    }

    /// A view, and which of the schema's members it leaves out.
    fn make(&mut self, key: &Key, id: SchemaId) -> (Schema, Vec<String>) {
        let Key { of, direction, left_out } = key;
        let (schemas, direction) = (self.schemas, *direction);
        let schema = schemas.node(*of);
        let left_out = marks::union(left_out, &self.marks.named(*of, direction));
        self.tell(schema, direction, &left_out);
        let names: Vec<_> = left_out.iter().map(|it| self.marks.name(*it)).collect();
        let mut view = schema.clone();
        let mut own = Vec::new();
        if names.iter().any(|it| schema.properties.contains_key(*it)) {
            view.properties.retain(|name, _| !names.contains(&name.as_str()));
            let is_left_out = |name: &&String| names.contains(&name.as_str());
            own.extend(schema.properties.keys().filter(is_left_out).cloned());
        }
        let mut view = view.with_subschemas(|keyword, sub| match reach(schema, keyword) {
            Reach::Instance => self.view(sub, direction, &left_out),
            Reach::Part => self.view(sub, direction, &[]),
            Reach::None => sub,
        });
        let lost = without_demands(&mut view, &names);
        if lost {
            let lost = left_out.iter().copied();
            let lost =
                lost.filter(|it| schema.required.iter().any(|name| name == self.marks.name(*it)));
            self.lost.insert(id, lost.collect());
        }
        if self.marks.limits_others(schema) {
            for name in &own {
                let refusal = self.refusal(schema, name, direction);
                view.properties.insert(name.clone(), refusal);
            }
        }
        (view, own)
    }

    /// The schema of a member that must not be there.
    fn refusal(&mut self, schema: &Schema, name: &str, direction: Direction) -> SchemaId {
        let member = schema.properties.get(name).map(|id| self.marks.marking(*id, direction));
        let node = member.map(|id| self.schemas.node(id));
        let schema = Schema {
            file: node.and_then(|it| it.file),
            pointer: node
                .map(|it| pointer::child(&it.pointer, direction.left_out_by()))
                .unwrap_or_default()
                .into(),
            span: node.map(|it| it.span).unwrap_or_default(),
            never: true,
            ..Schema::default()
        };
        self.made.push(Made { schema, view: None });
        id_of(self.schemas.nodes.len() + self.made.len() - 1)
    }
}

/// Takes names out of what a schema requires; whether `required` had any of them.
fn without_demands(view: &mut Schema, names: &[&str]) -> bool {
    let is_kept = |name: &String| !names.contains(&name.as_str());
    let before = view.required.len();
    view.required.retain(is_kept);
    let lost = view.required.len() < before;
    if lost && view.required.is_empty() {
        forget(view, Keyword::Required);
    }
    if view.dependent_required.values().flatten().any(|name| !is_kept(name)) {
        view.dependent_required.values_mut().for_each(|it| it.retain(is_kept));
        view.dependent_required.retain(|_, it| !it.is_empty());
        if view.dependent_required.is_empty() {
            forget(view, Keyword::DependentRequired);
        }
    }
    lost
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

/// What the subschemas of a keyword are to the schema, as far as views are concerned.
enum Reach {
    /// They apply to the same instance.
    Instance,
    /// They apply to a part of it.
    Part,
    /// They are left as they are: less would be asked by more, or they see names only.
    None,
}

fn reach(schema: &Schema, keyword: Keyword) -> Reach {
    match keyword {
        Keyword::Ref
        | Keyword::AllOf
        | Keyword::AnyOf
        | Keyword::OneOf
        | Keyword::Then
        | Keyword::Else
        | Keyword::DependentSchemas => Reach::Instance,
        // To count what matches at most asks for more where a match asks for less.
        Keyword::Contains if schema.max_contains.is_some() => Reach::None,
        Keyword::PrefixItems
        | Keyword::Items
        | Keyword::Contains
        | Keyword::UnevaluatedItems
        | Keyword::Properties
        | Keyword::PatternProperties
        | Keyword::AdditionalProperties
        | Keyword::UnevaluatedProperties => Reach::Part,
        Keyword::Not | Keyword::If | Keyword::PropertyNames => Reach::None,
        Keyword::Never
        | Keyword::Type
        | Keyword::Enum
        | Keyword::Const
        | Keyword::MultipleOf
        | Keyword::Maximum
        | Keyword::ExclusiveMaximum
        | Keyword::Minimum
        | Keyword::ExclusiveMinimum
        | Keyword::MaxLength
        | Keyword::MinLength
        | Keyword::Pattern
        | Keyword::Format
        | Keyword::MaxItems
        | Keyword::MinItems
        | Keyword::UniqueItems
        | Keyword::MinContains
        | Keyword::MaxContains
        | Keyword::MaxProperties
        | Keyword::MinProperties
        | Keyword::Required
        | Keyword::DependentRequired => Reach::None,
    }
}

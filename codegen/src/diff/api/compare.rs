//! What differs between two APIs, and what that means by cargo's rules.

use super::{Api, Item};
use crate::diff::Rust;
use crate::resolve::SchemaId;

/// A difference.
#[derive(Clone, Debug)]
pub(super) struct Delta {
    /// The path of the type.
    pub(super) path: String,
    pub(super) level: Rust,
    pub(super) message: String,
    /// The schemas that the type was made for, before and after.
    pub(super) old: Option<SchemaId>,
    pub(super) new: Option<SchemaId>,
    /// The member in JSON that it is about.
    pub(super) member: Option<String>,
    /// Whether it follows from other differences of the type: derives, constructors.
    pub(super) follows: bool,
}

/// The differences, by path of the type.
pub(super) fn compare(old: &Api, new: &Api) -> Vec<Delta> {
    let mut deltas = Vec::new();
    for (path, item) in &old.items {
        match new.items.get(path) {
            Some(now) if item.kind != now.kind => {
                // What was another name for a type and is one itself is used as before, and the reverse.
                let [was, is] = [old.expanded(path, item), new.expanded(path, now)];
                if was.kind == is.kind {
                    deltas.extend(identity([old, new], path, item, now));
                }
                Comparison { apis: [old, new], path, old: &was, new: &is, deltas: &mut deltas }
                    .run();
            }
            Some(now) => {
                Comparison { apis: [old, new], path, old: item, new: now, deltas: &mut deltas }
                    .run();
            }
            None => deltas.push(whole(path, item, None, Rust::Major, format!("`{path}` is gone"))),
        }
    }
    for (path, item) in new.items.iter().filter(|(path, _)| !old.items.contains_key(*path)) {
        deltas.push(whole(path, item, Some(item), Rust::Minor, format!("`{path}` is new")));
    }
    deltas
}

/// That a type is no longer, or is now, the same as another one. Where both were there before and are
/// there still, programs notice: a value of the one is none of the other any more, or a trait that they
/// implement for each of them is implemented twice for one.
fn identity(apis: [&Api; 2], path: &str, old: &Item, new: &Item) -> Option<Delta> {
    let (before, after) = (old.target(), new.target());
    let is_one = |api: &Api, other: &str| {
        api.items.contains_key(other).then(|| api.own_path(path) == api.own_path(other))
    };
    let differs = |other: &Option<String>, api: &Api| {
        other.as_ref().is_some_and(|it| is_one(api, it) == Some(false))
    };
    let (parts, joins) = (differs(&before, apis[1]), differs(&after, apis[0]));
    let message = match (&before, &after) {
        (Some(other), None) => {
            format!("`{path}` is a type of its own and no longer another name for `{other}`")
        }
        (Some(other), Some(_)) if parts => {
            format!("`{path}` is no longer another name for `{other}`")
        }
        (_, Some(other)) if joins || before.is_none() => {
            format!("`{path}` is another name for `{other}` now")
        }
        (_, _) => return None,
    };
    let level = if parts || joins { Rust::Major } else { Rust::Minor };
    let (old, new) = (old.origin, new.origin);
    Some(Delta { path: path.to_owned(), level, message, old, new, member: None, follows: false })
}

fn whole(path: &str, item: &Item, new: Option<&Item>, level: Rust, message: String) -> Delta {
    let (old, new) = match new {
        Some(new) => (None, new.origin),
        None => (item.origin, None),
    };
    Delta { path: path.to_owned(), level, message, old, new, member: None, follows: false }
}

struct Comparison<'a> {
    apis: [&'a Api; 2],
    path: &'a str,
    old: &'a Item,
    new: &'a Item,
    deltas: &'a mut Vec<Delta>,
}

impl Comparison<'_> {
    fn run(&mut self) {
        let (old, new, path) = (self.old, self.new, self.path);
        if old.kind != new.kind {
            let (before, after) = (tidy(&old.kind), tidy(&new.kind));
            let message = format!("`{path}` was a `{before}` and is a `{after}`");
            self.add(Rust::Major, message, None, false);
        }
        match (&old.inner, &new.inner) {
            (Some(before), Some(after)) if !self.is_same(before, after) => {
                let (before, after) = (tidy(before), tidy(after));
                let message = format!("`{path}` held `{before}` and holds `{after}`");
                self.add(Rust::Major, message, None, false);
            }
            _ => self.members(),
        }
        self.traits();
        self.functions();
        if old.order != new.order && same_set(&old.order, &new.order) {
            let message = format!("the variants of `{path}` have other numbers");
            self.add(Rust::Major, message, None, false);
        }
        if new.deprecated && !old.deprecated {
            self.add(Rust::Minor, format!("`{path}` is deprecated"), None, false);
        }
        if new.non_exhaustive && !old.non_exhaustive {
            self.add(Rust::Major, format!("`{path}` is non-exhaustive"), None, false);
        }
    }

    fn add(&mut self, level: Rust, message: String, member: Option<&str>, follows: bool) {
        let json = |item: &Item| member.and_then(|it| item.names.get(it)).cloned();
        let member = json(self.new).or(json(self.old));
        let (old, new) = (self.old.origin, self.new.origin);
        let path = self.path.to_owned();
        self.deltas.push(Delta { path, level, message, old, new, member, follows });
    }

    /// Whether two texts name the same types: before, or after.
    fn is_same(&self, one: &str, other: &str) -> bool {
        one == other || self.apis.iter().any(|api| api.canonical(one) == api.canonical(other))
    }

    fn members(&mut self) {
        let (old, new, path) = (self.old, self.new, self.path);
        for (name, ty) in &old.members {
            match new.members.get(name) {
                None => {
                    self.add(Rust::Major, format!("`{path}::{name}` is gone"), Some(name), false);
                }
                Some(now) if self.is_same(now, ty) => {}
                Some(now) if now.strip_suffix(" (deprecated)") == Some(ty) => {
                    let message = format!("`{path}::{name}` is deprecated");
                    self.add(Rust::Minor, message, Some(name), false);
                }
                Some(now) if ty.strip_suffix(" (deprecated)") == Some(now) => {}
                Some(now) => {
                    let (ty, now) = (tidy(ty), tidy(now));
                    let message = format!("`{path}::{name}` was `{ty}` and is `{now}`");
                    let plain = |it: &str| it.replace("Box<", "").replace('>', "");
                    self.add(Rust::Major, message, Some(name), plain(&ty) == plain(&now));
                }
            }
        }
        let level = if old.non_exhaustive { Rust::Minor } else { Rust::Major };
        for name in new.members.keys().filter(|name| !old.members.contains_key(*name)) {
            self.add(level, format!("`{path}::{name}` is new"), Some(name), false);
        }
    }

    fn traits(&mut self) {
        let (old, new, path) = (self.old, self.new, self.path);
        let names = |a: &Item, b: &Item| {
            a.traits.difference(&b.traits).map(|it| format!("`{it}`")).collect::<Vec<_>>()
        };
        let (lost, gained) = (names(old, new), names(new, old));
        if !lost.is_empty() {
            let message = format!("`{path}` is no longer {}", lost.join(", "));
            self.add(Rust::Major, message, None, true);
        }
        if !gained.is_empty() {
            let message = format!("`{path}` is {} now", gained.join(", "));
            self.add(Rust::Minor, message, None, true);
        }
    }

    fn functions(&mut self) {
        let (old, new, path) = (self.old, self.new, self.path);
        for (name, signature) in &old.functions {
            match new.functions.get(name) {
                Some(now) if self.is_same(now, signature) => {}
                Some(_) => {
                    let message = format!("`{path}::{name}` has another signature");
                    self.add(Rust::Major, message, None, true);
                }
                None => self.add(Rust::Major, format!("`{path}::{name}` is gone"), None, true),
            }
        }
        for name in new.functions.keys().filter(|name| !old.functions.contains_key(*name)) {
            self.add(Rust::Minor, format!("`{path}::{name}` is new"), None, true);
        }
    }
}

fn same_set(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().all(|it| b.contains(it))
}

/// Tokens as people write them.
pub(super) fn tidy(tokens: &str) -> String {
    [" :: ", " < ", " > ", " >", "< ", " ,", "( ", " )", " ("]
        .iter()
        .zip(["::", "<", "> ", ">", "<", ",", "(", ")", "("])
        .fold(tokens.to_owned(), |text, (from, to)| text.replace(from, to))
        .trim()
        .to_owned()
}

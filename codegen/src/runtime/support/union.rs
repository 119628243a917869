//! Unions: the arm is chosen by the JSON type of the document, by what an object must have, and where
//! neither tells, by judging.
//!
//! A document is kept once, by the outermost union that has to look at it, and what is below is read
//! from there. Where several arms come into question, each is judged without making a value, and what
//! comes of it is remembered for that part of the document. So no part is judged twice as the same
//! type, and the value is made once, of the arm that was chosen.

use std::fmt;
use std::marker::PhantomData;

use serde_json::Value;

use super::context::Context;
use super::error::Error;
use super::node::{Failed, Node};
use super::read::{Kind, Read, ReadByKind, ReadKept, Source, shown};

/// An enum whose variants are the arms of a union.
pub trait ReadUnion: Sized {
    /// Where the schema stands.
    const AT: &'static str;

    /// What a document may be.
    const KINDS: &'static [Kind];

    /// Reads a value of the given JSON type.
    fn read_as<'de, S: Source<'de>>(
        kind: Kind,
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error>;
}

/// Reads a union into a slot.
pub struct UnionInto<'a, T>(pub &'a mut Option<T>);

impl<T: ReadUnion> ReadByKind for UnionInto<'_, T> {
    fn refusal() -> Error {
        Error::new("type", T::AT, Kinds(T::KINDS), "")
    }

    fn read<'de, S: Source<'de>>(
        self,
        kind: Kind,
        source: S,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        T::read_as(kind, source, self.0, cx).inspect_err(|_| cx.place(T::AT))
    }
}

/// Refuses a JSON type that no arm accepts.
#[cold]
pub fn unexpected<'de, T: ReadUnion, S: Source<'de>>(
    source: S,
    cx: &mut Context,
) -> Result<(), S::Error> {
    source.kept(Unexpected::<T>(PhantomData), cx)
}

struct Unexpected<T>(PhantomData<T>);

impl<T: ReadUnion> ReadKept for Unexpected<T> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        Err(cx.fail(|| UnionInto::<T>::refusal().with_found(&shown(node))))
    }
}

/// Shows what a document may be.
struct Kinds(&'static [Kind]);

impl fmt::Display for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, kind) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { " or " })?;
            f.write_str(kind.text())?;
        }
        Ok(())
    }
}

/// An arm of a union that is told from the others by looking at the document.
pub struct Arm<T> {
    /// Its name, for errors.
    pub name: &'static str,
    /// Members that a document of this arm has.
    pub required: &'static [&'static str],
    /// Members that a document of this arm has, with the strings that they can be.
    pub tags: &'static [Tag],
    /// Reads the document as this arm.
    pub read: for<'a> fn(&'a Node<'a>, &mut Option<T>, &mut Context) -> Result<(), Failed>,
}

/// The name of a member, and strings that it can be.
pub type Tag = (&'static str, &'static [&'static str]);

impl<T> Arm<T> {
    fn is_worth_a_try(&self, node: &Node<'_>) -> bool {
        match node {
            Node::Object(_) => {
                self.required.iter().all(|&name| node.get(name).is_some()) && self.has_tags(node)
            }
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) | Node::Array(_) => true,
        }
    }

    fn has_tags(&self, node: &Node<'_>) -> bool {
        let tagged = |&(name, values): &Tag| {
            node.get(name).and_then(Node::as_str).is_some_and(|tag| values.contains(&tag))
        };
        self.tags.iter().all(tagged)
    }
}

/// Reads what an arm holds, and wraps it.
pub fn read_arm<'de, A: Read<'de>, T, S: Source<'de>>(
    source: S,
    slot: &mut Option<T>,
    cx: &mut Context,
    wrap: fn(A) -> T,
) -> Result<(), S::Error> {
    let mut arm = None;
    A::read(source, &mut arm, cx)?;
    *slot = arm.map(wrap);
    Ok(())
}

/// The arms that a document of some JSON type may be.
pub struct Arms<T: 'static> {
    /// Whether only one of them may accept the document (`oneOf`); else the first that does is taken
    /// (`anyOf`).
    pub exactly_one: bool,
    /// The member that they have with strings of their own; an arm without is what has none of these
    /// strings there.
    pub told_by: Option<&'static str>,
    /// The arms, in order.
    pub arms: &'static [Arm<T>],
    /// How an object is kept that is none of those that the schema knows, since a member that tells
    /// them apart has another string.
    pub open: Option<Open<T>>,
}

/// How an object of a kind that the schema does not know is kept.
pub struct Open<T> {
    /// The members that tell the known ones apart, with the strings that those have.
    pub tags: &'static [Tag],
    /// Keeps it.
    pub keep: fn(Value) -> T,
}

impl<T> Open<T> {
    fn is_new(&self, node: &Node<'_>) -> bool {
        self.tags.iter().any(|&(name, known)| {
            node.get(name).and_then(Node::as_str).is_some_and(|tag| !known.contains(&tag))
        })
    }
}

/// Reads a document as the arm that accepts it.
pub fn read_arms<'de, T: ReadUnion + 'static, S: Source<'de>>(
    source: S,
    slot: &mut Option<T>,
    cx: &mut Context,
    arms: &'static Arms<T>,
) -> Result<(), S::Error> {
    source.kept(ArmsInto { arms, slot }, cx)
}

/// Reads a document that is kept as the arm that accepts it, into a slot.
pub struct ArmsInto<'s, T: 'static> {
    /// The arms.
    pub arms: &'static Arms<T>,
    /// The slot.
    pub slot: &'s mut Option<T>,
}

impl<T: ReadUnion + 'static> ReadKept for ArmsInto<'_, T> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        let Self { arms, slot } = self;
        match arms.choose(node, cx) {
            Choice::Arm(arm) => (arm.read)(node, slot, cx),
            Choice::Judged => Ok(()),
            Choice::Unknown(open) => {
                if !cx.is_judging() {
                    *slot = Some((open.keep)(node.to_value()));
                }
                Ok(())
            }
            Choice::None => Err(arms.refuse(node, cx)),
            Choice::Two(one, other) => Err(cx.fail(|| {
                let found = format!("matches of {} and {}", one.name, other.name);
                Error::new("oneOf", T::AT, "a match of only one", found)
            })),
        }
    }
}

/// What becomes of a document.
enum Choice<T: 'static> {
    /// It is read as this arm.
    Arm(&'static Arm<T>),
    /// An arm accepts it, and more was not asked.
    Judged,
    /// It is kept.
    Unknown(&'static Open<T>),
    /// No arm accepts it.
    None,
    /// Two arms accept it, and one should.
    Two(&'static Arm<T>, &'static Arm<T>),
}

impl<T: ReadUnion + 'static> Arms<T> {
    fn choose<'a>(&'static self, node: &'a Node<'a>, cx: &mut Context) -> Choice<T> {
        let mut worthy = self.arms.iter().filter(|arm| self.may_be(arm, node));
        match (worthy.next(), worthy.next(), &self.open) {
            (Some(only), None, None) => Choice::Arm(only),
            (None, _, None) => Choice::None,
            (None, _, Some(open)) if open.is_new(node) => Choice::Unknown(open),
            _ => match cx.choice::<T>(node) {
                Some(known) => self.known(known, node, cx),
                None => self.judge(node, cx),
            },
        }
    }

    /// Whether an arm comes into question.
    fn may_be(&self, arm: &Arm<T>, node: &Node<'_>) -> bool {
        arm.is_worth_a_try(node)
            && self.told_by.is_none_or(|tag| !self.is_of_another(arm, tag, node))
    }

    /// Whether an arm without the tag is none since another has it.
    fn is_of_another(&self, arm: &Arm<T>, tag: &str, node: &Node<'_>) -> bool {
        let is_tagged = |arm: &Arm<T>| arm.tags.iter().any(|(name, _)| *name == tag);
        let Some(text) = node.get(tag).and_then(Node::as_str) else { return false };
        let has = |arm: &Arm<T>| {
            arm.tags.iter().any(|(name, values)| *name == tag && values.contains(&text))
        };
        !is_tagged(arm) && self.arms.iter().any(has)
    }

    /// The arm without the tag, if the tag is of no other arm.
    fn rest(&self, node: &Node<'_>) -> Option<&Arm<T>> {
        let tag = self.told_by.filter(|_| matches!(node, Node::Object(_)))?;
        let is_rest = |arm: &&Arm<T>| arm.tags.iter().all(|(name, _)| *name != tag);
        self.arms.iter().find(is_rest).filter(|it| !self.is_of_another(it, tag, node))
    }

    /// What was found before.
    fn known(&'static self, known: Option<usize>, node: &Node<'_>, cx: &mut Context) -> Choice<T> {
        match known.and_then(|index| self.arms.get(index)) {
            Some(_) if cx.is_judging() => Choice::Judged,
            Some(arm) => Choice::Arm(arm),
            None => self.unknown(node),
        }
    }

    fn unknown(&'static self, node: &Node<'_>) -> Choice<T> {
        match &self.open {
            Some(open) if open.is_new(node) => Choice::Unknown(open),
            Some(_) | None => Choice::None,
        }
    }

    /// Judges the arms that come into question.
    fn judge<'a>(&'static self, node: &'a Node<'a>, cx: &mut Context) -> Choice<T> {
        let accepts = |(_, arm): &(usize, &Arm<T>)| {
            self.may_be(arm, node) && cx.judge(|cx| (arm.read)(node, &mut None, cx).is_ok())
        };
        let mut accepting = self.arms.iter().enumerate().filter(accepts);
        let first = accepting.next();
        let second = if self.exactly_one { accepting.next() } else { None };
        if let (Some((_, one)), Some((_, other))) = (first, second) {
            cx.remember::<T>(node, None);
            return Choice::Two(one, other);
        }
        cx.remember::<T>(node, first.map(|(index, _)| index));
        self.known(first.map(|(index, _)| index), node, cx)
    }

    /// The error where no arm accepts: that of the only arm that came into question, or of the member
    /// that tells them apart, or all.
    #[cold]
    fn refuse<'a>(&self, node: &'a Node<'a>, cx: &mut Context) -> Failed {
        if cx.is_judging() {
            return Failed;
        }
        let keyword = if self.exactly_one { "oneOf" } else { "anyOf" };
        let worthy: Vec<_> = self.arms.iter().filter(|arm| self.may_be(arm, node)).collect();
        if let Some(only) = self.meant(node, &worthy) {
            if (only.read)(node, &mut None, cx).is_err() {
                return Failed;
            }
        }
        if let Some(failed) = self.told_by.and_then(|tag| self.refuse_tag(tag, node, keyword, cx)) {
            return failed;
        }
        let explained = cx.explain(|cx| Self::explain(node, &worthy, cx)).unwrap_or_default();
        let expected = if explained.is_empty() { self.names() } else { explained.join(" or ") };
        cx.fail(|| Error::new(keyword, T::AT, expected, shown(node)))
    }

    /// The error where the member that tells the arms apart is of none of them.
    fn refuse_tag(
        &self,
        tag: &str,
        node: &Node<'_>,
        keyword: &'static str,
        cx: &mut Context,
    ) -> Option<Failed> {
        if !matches!(node, Node::Object(_)) {
            return None;
        }
        let Some(value) = node.get(tag) else {
            return Some(cx.fail(|| {
                let expected = format!("property {tag:?}");
                Error::new(keyword, T::AT, expected, "an object without it")
            }));
        };
        let own = self.arms.iter().flat_map(|arm| arm.tags).filter(|(name, _)| *name == tag);
        let texts = own.flat_map(|&(_, values)| values).copied();
        if value.as_str().is_some_and(|value| texts.clone().any(|text| text == value)) {
            return None;
        }
        let failed = cx.fail(|| Error::new(keyword, T::AT, one_of(texts), shown(value)));
        cx.locate_member(tag, T::AT);
        Some(failed)
    }

    /// The arm that is meant: the only one that comes into question, or the only one whose tag is
    /// there, whatever else is missing.
    fn meant<'s>(&'s self, node: &Node<'_>, worthy: &[&'s Arm<T>]) -> Option<&'s Arm<T>> {
        if let [only] = worthy {
            return Some(only);
        }
        let mut tagged = self.arms.iter().filter(|arm| !arm.tags.is_empty() && arm.has_tags(node));
        match (worthy, tagged.next(), tagged.next()) {
            ([], None, None) => self.rest(node),
            ([], only, None) => only,
            _ => None,
        }
    }

    /// What is expected of a document that no arm comes into question for: where each has a member that
    /// names it, one of these.
    fn names(&self) -> String {
        let members = self.arms.iter().map(|arm| match (arm.required, arm.tags) {
            (&[only], []) => Some(only),
            _ => None,
        });
        match members.collect::<Option<Vec<_>>>() {
            Some(members) => format!("one of the properties {}", members.join(", ")),
            None => one_of(self.arms.iter().map(|arm| arm.name)),
        }
    }

    /// What each of the arms expects instead.
    fn explain<'a>(node: &'a Node<'a>, arms: &[&Arm<T>], cx: &mut Context) -> Vec<String> {
        /// More than an error shows.
        const ENOUGH: usize = 8;
        let explain = |arm: &&Arm<T>| {
            (arm.read)(node, &mut None, cx).err()?;
            let error = cx.take()?;
            let location = error.instance_location();
            let colon = if location.is_empty() { "" } else { ": " };
            Some(format!("{} ({location}{colon}{})", arm.name, error.expected()))
        };
        arms.iter().take(ENOUGH).filter_map(explain).collect()
    }
}

/// Some texts to choose from, as many as an error shows.
fn one_of(texts: impl Iterator<Item = &'static str>) -> String {
    /// More than an error shows.
    const ENOUGH: usize = 40;
    let texts: Vec<_> = texts.take(ENOUGH).collect();
    match texts.as_slice() {
        [only] => (*only).to_owned(),
        texts => format!("one of {}", texts.join(", ")),
    }
}

/// Reads an enum whose arm the JSON type of the document tells, and what all enums of arms have.
macro_rules! union {
    ($name:ty, $place:tt $(, $($kind:ident)|+ => $arm:ident $(($type:ty))?)+) => {
        impl support::ReadUnion for $name {
            const AT: &'static str = $place;
            const KINDS: &'static [support::Kind] = &[$($(support::Kind::$kind),+),+];

            fn read_as<'de, S: support::Source<'de>>(
                kind: support::Kind,
                source: S,
                slot: &mut Option<Self>,
                cx: &mut support::Context,
            ) -> Result<(), S::Error> {
                #[allow(unreachable_patterns)]
                match kind {
                    $($(support::Kind::$kind)|+ => {
                        support::read_arm(source, slot, cx, Self::$arm)
                    })+
                    _ => support::unexpected::<Self, S>(source, cx),
                }
            }
        }

        support::arms!($name $(, $arm $(($type))?)+);
    };
}
pub(crate) use union;

/// What all enums of arms have: they are read by choosing an arm, written as the value of their arm,
/// and made of each type that only one arm has, which is given with it.
macro_rules! arms {
    ($name:ty $(as $whole:ident)? $(, $arm:ident $(($type:ty))?)+) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$arm(value) => support::Plain(value).serialize(serializer),)+
                }
            }
        }

        support::arms_of_objects!($name $(as $whole)? $(, $arm $(($type))?)+);
    };
}
pub(crate) use arms;

/// The same for an enum that has arms which are members of objects or constants; it says itself how it is
/// written.
macro_rules! arms_of_objects {
    ($name:ty $(as $whole:ident)? $(, $arm:ident $(($type:ty))?)*) => {
        support::read!($name, $($whole)? |source, slot, cx| {
            source.by_kind(support::UnionInto(slot), cx)
        });

        $($(impl From<$type> for $name {
            // Some types have no value.
            #[allow(unreachable_code)]
            fn from(value: $type) -> Self {
                // Some arms are behind a `Box`.
                Self::$arm(value.into())
            }
        })?)*
    };
}
pub(crate) use arms_of_objects;

/// `Debug` that shows the values of some arms by a wrapper that keeps secrets to itself.
macro_rules! shown_arms {
    ($name:ty $(, $arm:ident $(($wrapper:path))?)+ $(; $($unit:ident),+)?) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$arm(value) => {
                        f.debug_tuple(stringify!($arm)).field(&$($wrapper)?(value)).finish()
                    })+
                    $($(Self::$unit => f.write_str(stringify!($unit)),)+)?
                }
            }
        }
    };
}
pub(crate) use shown_arms;

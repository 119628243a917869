//! What a regular expression says, without its spelling.
//!
//! Flags, names, classes and escapes are gone: a line's begin is a look behind, a word's boundary an
//! alternative of looks to both sides.

use super::set::Set;

/// A part of a regular expression.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) enum Node {
    /// One character of the set.
    Set(Set),
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of these.
    Choice(Vec<Node>),
    /// The same several times.
    Repeat { node: Box<Node>, min: u32, max: Option<u32>, lazy: bool },
    /// Whether something stands before or after, without taking it.
    Look { node: Box<Node>, behind: bool, negative: bool },
    /// What a reference refers to.
    Group { node: Box<Node>, index: usize },
    /// What the group of the index matched, again; nothing as long as it has matched nothing.
    Reference { groups: Vec<usize>, fold: bool },
}

impl Node {
    /// What matches nothing but the empty text.
    pub(super) fn empty() -> Self {
        Self::Sequence(Vec::new())
    }

    pub(super) fn look(node: Self, behind: bool, negative: bool) -> Self {
        Self::Look { node: Box::new(node), behind, negative }
    }

    /// Where the text begins, or ends.
    pub(super) fn edge(behind: bool) -> Self {
        Self::look(Self::Set(Set::any()), behind, true)
    }

    /// Where a line begins, or ends.
    pub(super) fn line_edge(behind: bool) -> Self {
        let line = Self::look(Self::Set(Set::line_ends()), behind, false);
        Self::Choice(vec![Self::edge(behind), line])
    }

    /// Where a word begins or ends, or where neither is.
    pub(super) fn boundary(word: &Set, negative: bool) -> Self {
        let side = |behind, outside| Self::look(Self::Set(word.clone()), behind, outside);
        let pair = |before, after| Self::Sequence(vec![side(true, before), side(false, after)]);
        Self::Choice(vec![pair(false, !negative), pair(true, negative)])
    }

    /// Whether this is the empty sequence, in groups or not.
    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Self::Sequence(nodes) => nodes.iter().all(Self::is_nothing),
            Self::Group { node, .. } => node.is_nothing(),
            Self::Set(_)
            | Self::Choice(_)
            | Self::Repeat { .. }
            | Self::Look { .. }
            | Self::Reference { .. } => false,
        }
    }

    /// How many states this has with each repetition written out.
    pub(super) fn size(&self) -> usize {
        let sum =
            |nodes: &[Self]| nodes.iter().fold(1, |sum: usize, it| sum.saturating_add(it.size()));
        match self {
            Self::Set(_) | Self::Reference { .. } => 1,
            Self::Sequence(nodes) | Self::Choice(nodes) => sum(nodes),
            Self::Repeat { node, min, max, .. } => {
                let times = max.unwrap_or(min.saturating_add(1)) as usize;
                times.saturating_mul(node.size().saturating_add(1)).saturating_add(1)
            }
            Self::Look { node, .. } | Self::Group { node, .. } => node.size().saturating_add(1),
        }
    }

    /// The set, if this takes one character.
    pub(super) fn as_set(&self) -> Option<&Set> {
        match self {
            Self::Set(set) => Some(set),
            Self::Group { node, .. } => node.as_set(),
            Self::Sequence(_)
            | Self::Choice(_)
            | Self::Repeat { .. }
            | Self::Look { .. }
            | Self::Reference { .. } => None,
        }
    }

    /// The groups in it, by their indexes.
    pub(super) fn groups(&self) -> Box<dyn Iterator<Item = usize> + '_> {
        match self {
            Self::Set(_) | Self::Reference { .. } => Box::new(std::iter::empty()),
            Self::Sequence(nodes) | Self::Choice(nodes) => {
                Box::new(nodes.iter().flat_map(Self::groups))
            }
            Self::Repeat { node, .. } | Self::Look { node, .. } => node.groups(),
            Self::Group { node, index } => Box::new(std::iter::once(*index).chain(node.groups())),
        }
    }

    /// Whether it may match without taking a character, as far as that can be seen without looking around.
    pub(super) fn may_be_empty(&self) -> bool {
        match self {
            Self::Set(_) => false,
            Self::Look { .. } | Self::Reference { .. } => true,
            Self::Sequence(nodes) => nodes.iter().all(Self::may_be_empty),
            Self::Choice(nodes) => nodes.iter().any(Self::may_be_empty),
            Self::Repeat { node, min, .. } => *min == 0 || node.may_be_empty(),
            Self::Group { node, .. } => node.may_be_empty(),
        }
    }

    /// Whether nothing in it looks around at more than one character, or refers back.
    pub(super) fn is_plain(&self) -> bool {
        match self {
            Self::Set(_) => true,
            Self::Reference { .. } => false,
            Self::Look { node, .. } => node.as_set().is_some(),
            Self::Sequence(nodes) | Self::Choice(nodes) => nodes.iter().all(Self::is_plain),
            Self::Repeat { node, .. } | Self::Group { node, .. } => node.is_plain(),
        }
    }
}

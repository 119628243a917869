//! Where a part stands in a whole, and what a change of the one does to the other.

/// What a part is applied to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Slot {
    /// The instance itself.
    Here,
    /// The member of this name.
    Member(String),
    /// The members whose names match this pattern.
    Like(String),
    /// The members that nothing else speaks of.
    Others,
    /// The names of members.
    Name,
    /// The element at this place.
    Element(usize),
    /// The elements from this place on.
    Rest(usize),
    /// Some elements.
    Some,
}

/// What a change of a part does to the whole.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd, Hash)]
pub(super) struct Flow {
    /// The whole may accept less where the part accepts more.
    pub(super) turns: bool,
    /// The whole looks at which members and elements the part speaks of.
    pub(super) looks: bool,
}

impl Flow {
    /// The whole accepts more where the part does, and less where it does, or stays.
    pub(super) const ALONG: Self = Self { turns: false, looks: false };
    /// What the whole accepts depends on what the part accepts, in one way or the other.
    pub(super) const TURNS: Self = Self { turns: true, looks: false };

    pub(super) fn looking(self, looks: bool) -> Self {
        Self { looks: self.looks || looks, ..self }
    }

    /// How changes of a part of a part flow. Who looks at an instance looks at no part of it.
    pub(super) fn then(self, slot: &Slot, inner: Self) -> Self {
        let looks = *slot == Slot::Here && self.looks;
        Self { turns: self.turns || inner.turns, looks: looks || inner.looks }
    }

    pub(super) fn is_along(self) -> bool {
        self == Self::ALONG
    }
}

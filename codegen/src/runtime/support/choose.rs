//! Enums of arms in rows: for each JSON type how a document of that type is read.

/// Reads an enum of arms by the JSON type of the document: as the only arm that it can be, or as the one
/// of several that accepts it. What is read is checked where a check is given.
macro_rules! read_union {
    ($name:ty, $place:tt, $check:tt $(, $kind:ident => $how:ident $what:tt)+) => {
        impl support::ReadUnion for $name {
            const AT: &'static str = $place;
            const KINDS: &'static [support::Kind] = &[$(support::Kind::$kind),+];

            fn read_as<'de, S: support::Source<'de>>(
                kind: support::Kind,
                source: S,
                slot: &mut Option<Self>,
                cx: &mut support::Context,
            ) -> Result<(), S::Error> {
                support::and_check!($check, source, slot, cx, {
                    #[allow(unreachable_patterns)]
                    match kind {
                        $(support::Kind::$kind => {
                            support::read_by!($how $what, source, slot, cx)
                        })+
                        _ => support::unexpected::<Self, S>(source, cx),
                    }
                })
            }
        }
    };
}
pub(crate) use read_union;

/// Checks what was read, if there is a check; an arm for unknown objects is left out.
macro_rules! and_check {
    ([], $source:ident, $slot:ident, $cx:ident, $read:block) => {
        $read
    };
    (
        [$check:path $(, $whole:ident)? $(; $unknown:ident)?],
        $source:ident, $slot:ident, $cx:ident, $read:block
    ) => {{
        let part = $source.part();
        $read?;
        $(if matches!($slot, Some(Self::$unknown(_))) {
            return Ok(());
        })?
        support::finished!($slot, part, $cx, $check $(, $whole)?)
    }};
}
pub(crate) use and_check;

/// Reads a document in one of the ways that enums of arms have.
macro_rules! read_by {
    (arm($arm:ident), $source:expr, $slot:expr, $cx:expr) => {
        support::read_arm($source, $slot, $cx, Self::$arm)
    };
    (framed($arm:ident, $frame:expr), $source:expr, $slot:expr, $cx:expr) => {
        support::read_framed($source, $slot, $cx, $frame, Self::$arm)
    };
    (fixed($arm:ident, $frame:expr), $source:expr, $slot:expr, $cx:expr) => {
        support::read_fixed($source, $slot, $cx, $frame, || Self::$arm)
    };
    (
        units($place:expr, $keyword:tt $(, $arm:ident = $value:ident $(($is:expr))?)+),
        $source:expr, $slot:expr, $cx:expr
    ) => {
        support::read_units($source, $slot, $cx, &support::Units {
            by: ($place, $keyword),
            units: &[$(support::Unit {
                is: support::Constant::$value $(($is))?,
                made: || Self::$arm,
            }),+],
        })
    };
    (
        $cardinality:ident([by $by:expr $(, $($option:tt)+)?] $($arms:tt)+),
        $source:expr, $slot:expr, $cx:expr
    ) => {
        support::read_told_arms(
            $source, $slot, $cx, $by,
            support::arms_in_rows!($cardinality [$($($option)+)?] $($arms)+),
        )
    };
    ($cardinality:ident([$($option:tt)+] $($arms:tt)+), $source:expr, $slot:expr, $cx:expr) => {
        support::read_arms(
            $source, $slot, $cx, support::arms_in_rows!($cardinality [$($option)+] $($arms)+),
        )
    };
    ($cardinality:ident($($arms:tt)+), $source:expr, $slot:expr, $cx:expr) => {
        support::read_arms(
            $source, $slot, $cx, support::arms_in_rows!($cardinality [], $($arms)+),
        )
    };
}
pub(crate) use read_by;

/// Arms that are told apart by looking at the document: for each the members that it requires, those
/// that are one of some texts, and how it is read if it is not the document itself.
macro_rules! arms_in_rows {
    (any $($rest:tt)+) => {
        support::arms_in_rows!(@false $($rest)+)
    };
    (one $($rest:tt)+) => {
        support::arms_in_rows!(@true $($rest)+)
    };
    (
        @$exactly_one:literal [
            $(told_by $told_by:literal $(,)?)?
            $(open $($known:literal = [$($text:literal),+]),+ $(,)?)?
        ]
        $(, $arm:ident(
            $($required:literal),* $(; $($tag:literal = [$($value:literal),+]),+)?
        ) $($how:ident $what:tt)?)+
    ) => {
        &support::Arms {
            exactly_one: $exactly_one,
            told_by: support::if_any!($($told_by)?),
            arms: &[$(support::Arm {
                name: stringify!($arm),
                required: &[$($required),*],
                tags: &[$($(($tag, &[$($value),+])),+)?],
                read: |node, slot, cx| support::arm_by!($arm $(, $how $what)?; node, slot, cx),
            }),+],
            open: support::if_any!($(support::Open {
                tags: &[$(($known, &[$($text),+])),+],
                keep: Self::Unknown,
            })?),
        }
    };
}
pub(crate) use arms_in_rows;

/// An option of what is there.
macro_rules! if_any {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}
pub(crate) use if_any;

/// Reads an arm: as the document itself if nothing else is said.
macro_rules! arm_by {
    ($arm:ident; $node:expr, $slot:expr, $cx:expr) => {
        support::read_arm($node, $slot, $cx, Self::$arm)
    };
    ($arm:ident, $how:ident $what:tt; $node:expr, $slot:expr, $cx:expr) => {
        support::read_by!($how $what, $node, $slot, $cx)
    };
}
pub(crate) use arm_by;

/// Writes an enum that has arms which are not the document itself: constants, and objects of constants
/// that hold one member or none.
macro_rules! written_arms {
    ($name:ty $(, $arm:ident $(($held:ident))? => $how:ident $what:tt)+) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$arm $(($held))? => support::write_by!($how $what, serializer),)+
                }
            }
        }
    };
}
pub(crate) use written_arms;

/// Writes an arm.
macro_rules! write_by {
    (whole($value:ident), $serializer:expr) => {
        support::Plain($value).serialize($serializer)
    };
    (literal($literal:expr), $serializer:expr) => {
        serde::Serialize::serialize($literal, $serializer)
    };
    (framed($value:ident, $member:tt $(, $fixed:tt = $constant:ident $(($is:expr))?)*), $serializer:expr) => {
        support::write_framed(
            $serializer,
            &[$(($fixed, support::Constant::$constant $(($is))?)),*],
            Some(($member, $value)),
        )
    };
    (fixed($($fixed:tt = $constant:ident $(($is:expr))?),*), $serializer:expr) => {
        support::write_framed(
            $serializer,
            &[$(($fixed, support::Constant::$constant $(($is))?)),*],
            None::<(&str, &())>,
        )
    };
}
pub(crate) use write_by;

/// Reads what is left of an object, after a first member that told its arm, by the number of the arm.
macro_rules! read_told {
    ($name:ty $(, $index:literal => $how:ident $what:tt)+) => {
        impl support::ReadTold for $name {
            fn read_told<'de, E: support::Entries<'de>>(
                arm: usize,
                entries: E,
                slot: &mut Option<Self>,
                cx: &mut support::Context,
            ) -> Result<(), E::Error> {
                match arm {
                    $($index => support::read_rest_by!($how $what, entries, slot, cx),)+
                    _ => Err(support::unread()),
                }
            }
        }
    };
}
pub(crate) use read_told;

/// Reads the rest of an arm.
macro_rules! read_rest_by {
    (arm($arm:ident), $entries:expr, $slot:expr, $cx:expr) => {
        support::read_rest($entries, $slot, $cx, Self::$arm)
    };
    (boxed($arm:ident), $entries:expr, $slot:expr, $cx:expr) => {
        support::read_rest($entries, $slot, $cx, |it| Self::$arm(Box::new(it)))
    };
    (framed($arm:ident, $frame:expr), $entries:expr, $slot:expr, $cx:expr) => {
        support::read_framed_rest($entries, $slot, $cx, $frame, Self::$arm)
    };
    (fixed($arm:ident, $frame:expr), $entries:expr, $slot:expr, $cx:expr) => {
        support::read_fixed_rest($entries, $slot, $cx, $frame, || Self::$arm)
    };
}
pub(crate) use read_rest_by;

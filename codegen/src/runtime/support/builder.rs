//! Builders: values that are made member by member.

use std::fmt;

use super::error::{Error, not_there};

/// A type that has a builder.
pub trait Build: Sized {
    /// What the builder was given so far.
    type Parts;

    /// The value of these parts.
    fn build(parts: Self::Parts) -> Result<Self, Error>;
}

/// What a builder was given so far, behind a pointer: it is moved with each member.
pub type Parts<T> = Box<<T as Build>::Parts>;

/// What is given for a member that may be `null`: a value, or an `Option` of one.
pub trait OrNull<T> {
    /// The value; none is `null`.
    fn or_null(self) -> Option<T>;
}

impl<T> OrNull<T> for T {
    fn or_null(self) -> Option<T> {
        Some(self)
    }
}

impl<T> OrNull<T> for Option<T> {
    fn or_null(self) -> Option<T> {
        self
    }
}

impl<T> OrNull<Box<T>> for T {
    fn or_null(self) -> Option<Box<T>> {
        Some(Box::new(self))
    }
}

impl OrNull<String> for &str {
    fn or_null(self) -> Option<String> {
        Some(self.to_owned())
    }
}

/// The error for required members that were not given.
#[cold]
pub fn not_given(at: &'static str, members: &[(&str, bool)]) -> Error {
    let names = members.iter().filter(|(_, is_given)| !is_given).map(|(name, _)| *name);
    let (expected, found) = not_there(names);
    Error::new("required", at, "", found).with_expected(expected)
}

/// Shows which members a builder was given, and no value: it may be a secret.
pub fn show_given(
    builder: &str,
    members: &[(&str, bool)],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut shown = f.debug_struct(builder);
    for (name, _) in members.iter().filter(|(_, is_given)| *is_given) {
        shown.field(name.trim_start_matches("r#"), &format_args!(".."));
    }
    shown.finish()
}

/// Gives a builder its methods: for each member one that sets it, and `build`.
macro_rules! builder {
    (
        $builder:ty: $name:ty, $text:literal, $place:literal
        $(, required $set_required:ident($given:ty) $([$note_on_required:meta])?
            => $required:ident: $type_of_required:ty = $member:literal)*
        $(, required_or_null $set_either:ident $([$note_on_either:meta])?
            => $either:ident: $type_of_either:ty = $member_or_null:literal)*
        $(, optional $set_optional:ident($taken:ty) $([$note_on_optional:meta])?
            => $optional:ident: $type_of_optional:ty)*
        $(, nullable $set_nullable:ident $([$note_on_nullable:meta])?
            => $nullable:ident: $type_of_nullable:ty)*
        $(, map $put:ident($part:ty) => $map:ident: $type_of_part:ty)*
        $(, unknown $put_unknown:ident => $unknown:ident)?
        $(, constant $constant:ident)*
        $(, by $check:ident)?
    ) => {
        const _: () = {
            #[derive(Clone, Default)]
            pub struct __Parts {
                $($required: Option<$type_of_required>,)*
                $($either: Option<Option<$type_of_either>>,)*
                $($optional: Option<$type_of_optional>,)*
                $($nullable: support::Presence<$type_of_nullable>,)*
                $($map: std::collections::BTreeMap<String, $type_of_part>,)*
                $($unknown: support::Unknown,)?
            }

            impl support::Build for $name {
                type Parts = __Parts;

                fn build(parts: __Parts) -> Result<Self, support::Error> {
                    let given = [
                        $(($member, parts.$required.is_some()),)*
                        $(($member_or_null, parts.$either.is_some()),)*
                    ];
                    #[allow(irrefutable_let_patterns)]
                    let ($(Some($required),)* $(Some($either),)*) =
                        ($(parts.$required,)* $(parts.$either,)*)
                    else {
                        return Err(support::not_given($place, &given));
                    };
                    let value = Self {
                        $($required,)*
                        $($either,)*
                        $($optional: parts.$optional,)*
                        $($nullable: parts.$nullable,)*
                        $($map: parts.$map,)*
                        $($unknown: parts.$unknown,)?
                        $($constant: Default::default(),)*
                    };
                    $(value.$check()?;)?
                    Ok(value)
                }
            }

            impl $builder {
                $(
                    /// Sets the member; the field of this name says more of it.
                    $(#[$note_on_required])?
                    pub fn $set_required(mut self, value: $given) -> Self {
                        self.0.$required = Some(value.into());
                        self
                    }
                )*

                $(
                    /// Sets the member, which `None` makes `null`; the field of this name says more of it.
                    $(#[$note_on_either])?
                    pub fn $set_either(
                        mut self,
                        value: impl support::OrNull<$type_of_either>,
                    ) -> Self {
                        self.0.$either = Some(value.or_null());
                        self
                    }
                )*

                $(
                    /// Sets the member; the field of this name says more of it.
                    $(#[$note_on_optional])?
                    pub fn $set_optional(mut self, value: $taken) -> Self {
                        self.0.$optional = Some(value.into());
                        self
                    }
                )*

                $(
                    /// Sets the member, which `None` makes `null`; the field of this name says more of it.
                    $(#[$note_on_nullable])?
                    pub fn $set_nullable(
                        mut self,
                        value: impl support::OrNull<$type_of_nullable>,
                    ) -> Self {
                        self.0.$nullable = support::Presence::nullable(value.or_null());
                        self
                    }
                )*

                $(
                    /// Puts a member of any name into the field that holds such members.
                    pub fn $put(mut self, name: impl Into<String>, value: $part) -> Self {
                        self.0.$map.insert(name.into(), value.into());
                        self
                    }
                )*

                $(
                    /// Puts a member that the schema does not name among those.
                    pub fn $put_unknown(
                        mut self,
                        name: impl Into<String>,
                        value: impl Into<serde_json::Value>,
                    ) -> Self {
                        self.0.$unknown.insert(name, value);
                        self
                    }
                )?

                /// The value of all that was set.
                ///
                /// # Errors
                ///
                /// If a required member was not set, or the schema does not allow these members
                /// together.
                pub fn build(self) -> Result<$name, support::Error> {
                    support::Build::build(*self.0)
                }
            }

            impl std::fmt::Debug for $builder {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    let given = [
                        $((stringify!($required), self.0.$required.is_some()),)*
                        $((stringify!($either), self.0.$either.is_some()),)*
                        $((stringify!($optional), self.0.$optional.is_some()),)*
                        $((stringify!($nullable), !self.0.$nullable.is_absent()),)*
                        $((stringify!($map), !self.0.$map.is_empty()),)*
                        $((stringify!($unknown), !self.0.$unknown.is_empty()),)?
                    ];
                    support::show_given($text, &given, f)
                }
            }
        };
    };
}
pub(crate) use builder;

//! How structs are made of their required members.

/// Gives a struct `new`, which takes the required members: each as an argument, or all as a struct of
/// their own. The other fields are `None`, absent or empty.
macro_rules! made {
    (
        $name:ty, new($($argument:ident: $type:ty),*)
        $(, set($($field:ident = $value:expr),+))?
        $(, of $required:ident($($taken:ident),+))?
        $(, none($($none:ident),+))?
        $(, absent($($absent:ident),+))?
        $(, empty($($empty:ident),+))?
    ) => {
        impl $name {
            /// A value with the required members alone.
            pub fn new($($argument: $type),*) -> Self {
                Self {
                    $($($field: $value,)+)?
                    $($($taken: $required.$taken,)+)?
                    $($($none: None,)+)?
                    $($($absent: support::Presence::Absent,)+)?
                    $($($empty: Default::default(),)+)?
                }
            }
        }
    };
}
pub(crate) use made;

/// The same for a struct of which something is left to check: of some members, or of all together.
macro_rules! checked_made {
    (
        $name:ty, new($($argument:ident: $type:ty),*)
        $(, set($($field:ident = $value:expr),+))?
        $(, of $required:ident($($taken:ident),+))?
        $(, none($($none:ident),+))?
        $(, absent($($absent:ident),+))?
        $(, empty($($empty:ident),+))?
        $(, members($($member:tt $held:ident by $left:path),+))?
        $(, check($check:path, $by:path))?
    ) => {
        impl $name {
            /// A value with the required members alone.
            ///
            /// # Errors
            ///
            /// If the schema does not allow these members together.
            pub fn new($($argument: $type),*) -> Result<Self, support::Error> {
                let value = Self {
                    $($($field: $value,)+)?
                    $($($taken: $required.$taken,)+)?
                    $($($none: None,)+)?
                    $($($absent: support::Presence::Absent,)+)?
                    $($($empty: Default::default(),)+)?
                };
                $($(support::checked_member($member, &value.$held, &$left)?;)+)?
                $($check(&value, &$by)?;)?
                Ok(value)
            }
        }
    };
}
pub(crate) use checked_made;

//! What members have that are not there, where their schemas give a `default`.

/// Gives a struct a method for each such member: scalars as they are, all else by reference.
macro_rules! defaults {
    ($name:ty $(, $method:ident($field:ident) -> $type:ty = $how:ident $default:tt)+) => {
        impl $name {
            $(
                #[doc = concat!(
                    "The member `", stringify!($field), "`, or its default if it is not there."
                )]
                #[must_use]
                pub fn $method(&self) -> $type {
                    support::default_of!($type, self.$field, $how $default)
                }
            )+
        }
    };
}
pub(crate) use defaults;

/// The value of a field, or what comes instead.
macro_rules! default_of {
    ($type:ty, $field:expr, copied(.$default:ident)) => {
        $field.unwrap_or(<$type>::$default)
    };
    ($type:ty, $field:expr, copied($default:expr)) => {
        $field.unwrap_or($default)
    };
    ($type:ty, $field:expr, lent($default:expr)) => {
        $field.as_deref().unwrap_or($default)
    };
    ($type:ty, $field:expr, lent $default:tt) => {
        $field.as_deref().unwrap_or_else(|| support::given!($default))
    };
    ($type:ty, $field:expr, whole $default:tt) => {
        $field.as_ref().unwrap_or_else(|| support::given!($default))
    };
    ($type:ty, $field:expr, nullable_copied $default:tt) => {
        support::unless_absent!($field, $default, $field.as_option().copied())
    };
    ($type:ty, $field:expr, nullable_text $default:tt) => {
        support::unless_absent!($field, $default, $field.as_option().map(String::as_str))
    };
    ($type:ty, $field:expr, nullable_list $default:tt) => {
        support::unless_absent!($field, $default, $field.as_option().map(Vec::as_slice))
    };
    ($type:ty, $field:expr, nullable_boxed $default:tt) => {
        support::unless_absent!($field, $default, $field.as_option().map(|value| &**value))
    };
    ($type:ty, $field:expr, nullable_whole $default:tt) => {
        support::unless_absent!($field, $default, $field.as_option())
    };
}
pub(crate) use default_of;

/// The default of a member that is absent, not of one that is `null`.
macro_rules! unless_absent {
    ($field:expr, $default:tt, $value:expr) => {
        if $field.is_absent() { Some(support::given!($default)) } else { $value }
    };
}
pub(crate) use unless_absent;

/// A default: as it is, or made once and lent out.
macro_rules! given {
    (($default:expr)) => {
        $default
    };
    ([$type:ty: $default:expr]) => {{
        static DEFAULT: std::sync::OnceLock<$type> = std::sync::OnceLock::new();
        DEFAULT.get_or_init(|| $default)
    }};
}
pub(crate) use given;

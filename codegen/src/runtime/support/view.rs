//! What generated structs share to be seen by checks.

use std::sync::OnceLock;

use serde::de;
use serde_json::Value;

use super::context::Context;
use super::error::Error;
use super::json::{AsJson, Json};
use super::node::Node;
use super::presence::Presence;
use super::schema::Schema;

/// Checks what a type's shape leaves open.
pub fn checked<T: AsJson>(value: &T, schema: &'static Schema) -> Result<(), Error> {
    schema.check(value.as_json())
}

/// Checks the same of a part of a document that is kept, by what is known of its own parts.
pub fn checked_part<E: de::Error>(
    part: &Node<'_>,
    schema: &'static Schema,
    cx: &mut Context,
) -> Result<(), E> {
    if schema.holds(&part.as_json(), cx.memo()) {
        return Ok(());
    }
    Err(cx.fail(|| schema.violation(part.as_json())))
}

/// A listed value, parsed when it is first needed.
pub fn parsed(cell: &'static OnceLock<Value>, text: &str) -> &'static Value {
    cell.get_or_init(|| text.parse().unwrap_or_default())
}

/// The value of a field, if the member is there.
pub struct Seen;

impl Seen {
    /// Of a member that is always there.
    pub fn required<T: AsJson>(value: &T) -> Option<Json<'_>> {
        Some(value.as_json())
    }

    /// Of a member that may be absent.
    pub fn optional<T: AsJson>(value: &Option<T>) -> Option<Json<'_>> {
        value.as_ref().map(T::as_json)
    }

    /// Of a member that may be absent, `null` or a value.
    pub fn nullable<T: AsJson>(value: &Presence<T>) -> Option<Json<'_>> {
        match value {
            Presence::Absent => None,
            Presence::Null => Some(Json::Null),
            Presence::Value(value) => Some(value.as_json()),
        }
    }
}

/// Shows a struct as the object that it is written as.
macro_rules! viewed_object {
    (
        $name:ty
        $(, $fixed:literal = $is:expr)*
        $(, $write:ident $member:tt $field:ident)*
        $(; $($others:ident),+)?
    ) => {
        impl support::AsJson for $name {
            fn as_json(&self) -> support::Json<'_> {
                support::Json::Object(self)
            }
        }

        impl support::Object for $name {
            #[allow(unused_mut, unused_variables)]
            fn get(&self, name: &str) -> Option<support::Json<'_>> {
                let mut found = match name {
                    $($fixed => Some($is),)*
                    $($member => support::Seen::$write(&self.$field),)*
                    _ => None,
                };
                $($(if found.is_none() {
                    found = self.$others.get(name).map(support::AsJson::as_json);
                })+)?
                found
            }

            #[allow(unused_variables)]
            fn each<'a>(
                &'a self,
                visit: &mut dyn FnMut(&'a str, support::Json<'a>) -> bool,
            ) -> bool {
                $(if !visit($fixed, $is) {
                    return false;
                })*
                $(if let Some(value) = support::Seen::$write(&self.$field) {
                    if !visit($member, value) {
                        return false;
                    }
                })*
                $($(for (name, value) in self.$others.iter() {
                    if !visit(name, support::AsJson::as_json(value)) {
                        return false;
                    }
                })+)?
                true
            }
        }
    };
}
pub(crate) use viewed_object;

/// Shows an enum of strings.
macro_rules! viewed_text {
    ($name:ty) => {
        impl support::AsJson for $name {
            fn as_json(&self) -> support::Json<'_> {
                support::Json::String(self.as_str())
            }
        }
    };
}
pub(crate) use viewed_text;

/// Shows an enum of arms as the value of its arm.
macro_rules! viewed_arms {
    ($name:ty $(, $arm:ident)+) => {
        impl support::AsJson for $name {
            fn as_json(&self) -> support::Json<'_> {
                match self {
                    $(Self::$arm(value) => support::AsJson::as_json(value),)+
                }
            }
        }
    };
}
pub(crate) use viewed_arms;

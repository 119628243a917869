//! Checks of values that a program has made or changed.

use serde::ser::Serialize;

use super::context::Context;
use super::error::Error;
use super::node::Node;
use super::read::Read;
use super::tree::read_tree;

/// Checks a value and all that it holds: what it is written as must be what is read.
pub fn prove<T: Serialize + for<'a> Read<'a>>(value: &T) -> Result<(), Error> {
    let mut cx = Context::default();
    let unwritten = |error| Error::new("type", "", "a value that can be written as JSON", error);
    let written = serde_json::to_value(value).map_err(unwritten)?;
    let read = match read_tree::<Node<'_>, _>(&written, &mut cx) {
        Ok(node) => T::read(&node, &mut None, &mut cx).is_ok(),
        Err(_) => false,
    };
    match read {
        true => Ok(()),
        false => Err(cx.take().unwrap_or_else(|| Error::new("", "", "", ""))),
    }
}

/// Gives a type the method that checks its values.
macro_rules! proved {
    ($name:ty) => {
        impl $name {
            /// Checks the value and all that it holds, as reading does.
            ///
            /// # Errors
            ///
            /// If the schema does not allow the value.
            #[inline]
            pub fn check(&self) -> Result<(), support::Error> {
                support::prove(self)
            }
        }
    };
}
pub(crate) use proved;

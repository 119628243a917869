//! How `Debug` shows members that may be `null`, without their secrets.

use super::presence::Presence;
use super::secret::{Show, Shown};

impl Show {
    /// Without the values of secret members, of what may be absent or `null`.
    pub fn shown_nullable<T>(value: &Presence<T>) -> Option<Shown<'_, T>> {
        value.as_option().map(Shown)
    }
}

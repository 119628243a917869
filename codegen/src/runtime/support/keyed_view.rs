//! Maps whose keys have a type of their own, as checks see them.

/// Shows maps whose keys are of a type.
macro_rules! keyed_view {
    ($name:ty) => {
        impl support::Name for $name {
            fn name(&self) -> &str {
                self.as_str()
            }
        }
    };
}
pub(crate) use keyed_view;

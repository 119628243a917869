//! Maps whose keys have a type of their own, as checks see them.

/// Shows maps whose keys are of a type.
macro_rules! keyed_view {
    ($name:ty) => {
        impl<T: support::AsJson> support::AsJson for std::collections::BTreeMap<$name, T> {
            fn as_json(&self) -> support::Json<'_> {
                support::Json::Object(self)
            }
        }

        impl<T: support::AsJson> support::Object for std::collections::BTreeMap<$name, T> {
            fn each<'a>(
                &'a self,
                visit: &mut dyn FnMut(&'a str, support::Json<'a>) -> bool,
            ) -> bool {
                self.iter().all(|(name, value)| visit(name.as_str(), value.as_json()))
            }

            fn len(&self) -> usize {
                self.len()
            }
        }
    };
}
pub(crate) use keyed_view;

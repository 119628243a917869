//! Where the support code of a tree is.
//!
//! Input: `own`, `shared` or the path of a module. Output: a [`Support`], whose path means the same in
//! every module of a tree.

use std::fmt;

use proc_macro2::TokenStream;
use quote::ToTokens;
use serde::{Deserialize, Serialize};

/// Where the support code of a tree is.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum Support {
    /// In the tree, as much as it needs, and nobody else sees it.
    #[default]
    Own,
    /// In the tree, all of it, for other trees to use.
    Shared,
    /// In another tree, by the path of the module.
    At(SupportPath),
}

/// The path of a module that holds the support code, from a crate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SupportPath(String);

impl Support {
    const OWN: &'static str = "own";
    const SHARED: &'static str = "shared";

    /// `own`, `shared`, or the path of a module, which starts with `crate` or with the name of a crate.
    ///
    /// # Errors
    ///
    /// It is none of these.
    pub fn new(text: &str) -> Result<Self, String> {
        match text {
            Self::OWN => return Ok(Self::Own),
            Self::SHARED => return Ok(Self::Shared),
            _ => {}
        }
        let path = syn::parse_str::<syn::Path>(text)
            .ok()
            .filter(|it| it.segments.iter().all(|it| it.arguments.is_none()));
        let first = path.as_ref().and_then(|it| it.segments.first()).map(|it| it.ident.to_string());
        match first.as_deref() {
            Some("self" | "super" | "Self") | None => Err(format!(
                "`{text}` is neither `own` nor `shared` nor a path from a crate, like \
                 `crate::api::support` or `types::support`"
            )),
            Some(_) => Ok(Self::At(SupportPath(text.trim_start_matches("::").to_owned()))),
        }
    }
}

impl SupportPath {
    /// The path as every module can write it: that of another crate starts at the root of all.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        let Ok(mut path) = syn::parse_str::<syn::Path>(&self.0) else { return TokenStream::new() };
        if path.segments.first().is_none_or(|it| it.ident != "crate") {
            path.leading_colon = Some(Default::default());
        }
        path.into_token_stream()
    }

    /// The name of the module.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit("::").next().unwrap_or_default()
    }
}

impl fmt::Display for SupportPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Support {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text)
    }
}

impl From<Support> for String {
    fn from(support: Support) -> Self {
        match support {
            Support::Own => Support::OWN.to_owned(),
            Support::Shared => Support::SHARED.to_owned(),
            Support::At(path) => path.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Support;

    fn path(text: &str) -> Option<String> {
        match Support::new(text) {
            Ok(Support::At(path)) => Some(path.tokens().to_string().replace(' ', "")),
            _ => None,
        }
    }

    #[test]
    fn a_path_means_the_same_in_every_module() {
        assert_eq!(path("crate::api::support").as_deref(), Some("crate::api::support"));
        assert_eq!(path("types::support").as_deref(), Some("::types::support"));
        assert_eq!(path("::my_support").as_deref(), Some("::my_support"));
    }

    #[test]
    fn what_is_no_path_from_a_crate_is_refused() {
        for text in ["", "super::support", "self::support", "a b", "crate::Of<T>", "a-b"] {
            assert!(Support::new(text).is_err(), "{text}");
        }
    }
}

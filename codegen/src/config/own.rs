//! Types of the program's own that stand for generated ones: `[[replace]]`, and the crates whose types
//! a schema may name by `x-rust-type`.
//!
//! Input: the path of a type as it is written in Rust, and what it stands for. Output: an [`OwnType`],
//! whose path means the same in every module of a tree; or what is wrong with it.

use std::collections::BTreeMap;
use std::fmt;

use proc_macro2::TokenStream;
use quote::ToTokens;
use semver::{Version, VersionReq};
use serde::{Deserialize, Serialize};
use syn::{GenericArgument, Path, PathArguments, Type};

use super::Globs;

/// A type of the program's own.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct OwnType {
    path: String,
    impls: Vec<OwnTrait>,
}

/// A trait that a type has only if all that it holds has it.
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum OwnTrait {
    /// `Eq`
    Eq,
    /// `Hash`
    Hash,
}

/// Types that a tree knows how to read by itself, in another way.
const KNOWN: [&str; 9] = [
    "alloc::string::String",
    "serde_json::Map",
    "serde_json::Number",
    "serde_json::Value",
    "std::boxed::Box",
    "std::collections::BTreeMap",
    "std::option::Option",
    "std::string::String",
    "std::vec::Vec",
];

impl OwnType {
    /// The type of this path, which starts with `crate` or with the name of a crate.
    ///
    /// # Errors
    ///
    /// It is no such path.
    pub fn new(path: &str, impls: Vec<OwnTrait>) -> Result<Self, String> {
        let parsed = parse(path)?;
        let is_rooted = parsed.segments.len() > 1 || parsed.leading_colon.is_some();
        let first = parsed.segments.first().map(|it| it.ident.to_string()).unwrap_or_default();
        if !is_rooted || matches!(first.as_str(), "self" | "super" | "Self") {
            return Err(format!(
                "`{path}` means something else in each module: a type is named from its crate, \
                 like `crate::Money` or `rust_decimal::Decimal`"
            ));
        }
        let plain: Vec<_> = parsed.segments.iter().map(|it| it.ident.to_string()).collect();
        let plain = plain.join("::");
        if KNOWN.contains(&plain.as_str()) {
            return Err(format!(
                "`{plain}` is read in a way of its own: put it into a type of yours"
            ));
        }
        Ok(Self { path: path.trim().trim_start_matches("::").to_owned(), impls })
    }

    /// Its path as it was written.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its path as every module can write it: that of another crate starts at the root of all, since a
    /// module of the tree may have the name of that crate.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        parse(&self.path).map(absolute).map(ToTokens::into_token_stream).unwrap_or_default()
    }

    /// Whether the type has a trait, as far as the configuration says.
    #[must_use]
    pub fn implements(&self, of: OwnTrait) -> bool {
        self.impls.contains(&of)
    }
}

impl fmt::Display for OwnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}

fn parse(path: &str) -> Result<Path, String> {
    syn::parse_str(path)
        .map_err(|_| format!("`{path}` is no path of a type, which is written like `crate::Money`"))
}

/// A path from the root of all crates, unless it starts in this one or is a name of the prelude.
fn absolute(mut path: Path) -> Path {
    let is_here = path.segments.first().is_some_and(|it| it.ident == "crate");
    if !is_here && path.segments.len() > 1 {
        path.leading_colon = Some(Default::default());
    }
    for segment in &mut path.segments {
        let PathArguments::AngleBracketed(arguments) = &mut segment.arguments else { continue };
        for argument in &mut arguments.args {
            if let GenericArgument::Type(Type::Path(it)) = argument {
                it.path = absolute(it.path.clone());
            }
        }
    }
    path
}

/// A type of the program's own, and what it stands for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "ReplaceWritten")]
pub struct Replace {
    /// The types that it replaces, by path, `file#/pointer` or the name of a definition.
    pub path: Globs,
    /// The formats of the strings and numbers that it replaces.
    pub format: Globs,
    /// The type.
    pub with: OwnType,
}

impl Replace {
    /// Lets a type stand for all that one of the patterns matches.
    ///
    /// # Errors
    ///
    /// There is no pattern.
    pub fn new(path: Globs, format: Globs, with: OwnType) -> Result<Self, String> {
        if path.0.is_empty() && format.0.is_empty() {
            return Err("a `replace` needs a `path` or a `format`".to_owned());
        }
        Ok(Self { path, format, with })
    }
}

#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", schemars(rename = "Replace"))]
pub(super) struct ReplaceWritten {
    /// The types that it replaces, by path, `file#/pointer` or the name of a definition.
    #[cfg_attr(feature = "cli", schemars(with = "super::schema::OneOrMany"))]
    #[serde(default)]
    path: Globs,
    /// The formats of the strings and numbers that it replaces.
    #[cfg_attr(feature = "cli", schemars(with = "super::schema::OneOrMany"))]
    #[serde(default)]
    format: Globs,
    /// The type, for example `crate::Money`.
    with: String,
    /// Which of `Eq` and `Hash` it has; what holds it then has them, too.
    #[serde(default)]
    impls: Vec<OwnTrait>,
}

impl TryFrom<ReplaceWritten> for Replace {
    type Error = String;

    fn try_from(written: ReplaceWritten) -> Result<Self, String> {
        let ReplaceWritten { path, format, with, impls } = written;
        Self::new(path, format, OwnType::new(&with, impls)?)
    }
}

/// The crates whose types a schema may name by `x-rust-type`.
pub type Crates = BTreeMap<String, KnownCrate>;

/// A crate that the program depends on.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "KnownCrateWritten")]
pub struct KnownCrate {
    /// Its version; none for any.
    version: Option<Version>,
    /// What the program calls it, if that is another name.
    name: Option<String>,
    impls: Vec<OwnTrait>,
}

impl KnownCrate {
    /// A crate of this version, or of any by `*`.
    ///
    /// # Errors
    ///
    /// It is no version.
    pub fn new(version: &str) -> Result<Self, String> {
        let version = match version {
            "*" => None,
            version => Some(whole_version(version)?),
        };
        Ok(Self { version, name: None, impls: Vec::new() })
    }

    /// Whether a type of the version that a schema asks for is a type of this one.
    #[must_use]
    pub fn serves(&self, wanted: &VersionReq) -> bool {
        self.version.as_ref().is_none_or(|it| wanted.matches(it))
    }

    /// What the program calls the crate that a schema calls `name`.
    #[must_use]
    pub fn name<'a>(&'a self, name: &'a str) -> &'a str {
        self.name.as_deref().unwrap_or(name)
    }

    /// The traits that its types have.
    #[must_use]
    pub fn impls(&self) -> &[OwnTrait] {
        &self.impls
    }
}

/// A version, of which the last numbers may be left out.
fn whole_version(text: &str) -> Result<Version, String> {
    let missing = 2_usize.saturating_sub(text.matches('.').count());
    Version::parse(&format!("{text}{}", ".0".repeat(missing)))
        .map_err(|_| format!("`{text}` is no version, which is written like `1.2.3`, and no `*`"))
}

#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Deserialize)]
#[serde(untagged, expecting = "a version, `*`, or a table of `version`, `name` and `impls`")]
#[cfg_attr(feature = "cli", schemars(rename = "KnownCrate"))]
pub(super) enum KnownCrateWritten {
    Version(String),
    Table(KnownCrateTable),
}

#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KnownCrateTable {
    /// The version that the program has of it, or `*` for any.
    version: String,
    /// What the program calls it, for example `crate` for its own types.
    name: Option<String>,
    /// Which of `Eq` and `Hash` its types have.
    #[serde(default)]
    impls: Vec<OwnTrait>,
}

impl TryFrom<KnownCrateWritten> for KnownCrate {
    type Error = String;

    fn try_from(written: KnownCrateWritten) -> Result<Self, String> {
        match written {
            KnownCrateWritten::Version(version) => Self::new(&version),
            KnownCrateWritten::Table(KnownCrateTable { version, name, impls }) => {
                Ok(Self { name, impls, ..Self::new(&version)? })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Result<String, String> {
        let tokens = OwnType::new(path, Vec::new())?.tokens();
        Ok(tokens.to_string().replace(' ', ""))
    }

    #[test]
    fn a_path_means_the_same_in_every_module() {
        let cases = [
            ("crate::Money", "crate::Money"),
            ("rust_decimal::Decimal", "::rust_decimal::Decimal"),
            ("::rust_decimal::Decimal", "::rust_decimal::Decimal"),
            ("crate::Id<users::User, String>", "crate::Id<::users::User,String>"),
        ];
        for (path, expected) in cases {
            assert_eq!(of(path).as_deref(), Ok(expected), "{path}");
        }
    }

    #[test]
    fn what_is_no_path_from_a_crate_is_refused() {
        for path in ["Money", "super::Money", "crate::", "a-b::C", "", "&'static str"] {
            assert!(of(path).is_err(), "{path}");
        }
        assert!(of("serde_json::Value").unwrap_err().contains("a way of its own"));
    }

    #[test]
    fn a_crate_serves_what_its_version_does() {
        let wanted = VersionReq::parse("1.2").unwrap();
        let serves = |version| KnownCrate::new(version).map(|it| it.serves(&wanted));
        assert_eq!(serves("*"), Ok(true));
        assert_eq!(serves("1.3"), Ok(true));
        assert_eq!(serves("1"), Ok(false));
        assert_eq!(serves("2.0.1"), Ok(false));
        assert!(serves("one").is_err());
    }
}

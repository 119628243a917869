//! The keys of the configuration whose value is one of a few words, or tells apart places.

use serde::{Deserialize, Serialize};

use super::{Glob, Globs, suggest::suggestion};
use crate::diagnostic::Code;

/// What to make of a reference that leads nowhere.
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unresolved {
    /// An error, because what the schema asserts cannot be known.
    #[default]
    Error,
    /// Any JSON value, listed in the ledger as not enforced.
    Opaque,
}

/// What `properties` without `type` means.
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ImpliedType {
    /// An object, as the author almost always means.
    #[default]
    Object,
    /// An object with such members or a value of another type, as the specification says.
    Exact,
}

/// What has a type of its own for the sake of what is checked of it.
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Newtypes {
    /// Numbers and strings with bounds; an array or a map that only a field has is a plain `Vec` or map,
    /// which the struct checks.
    #[default]
    Scalars,
    /// Arrays and maps with bounds as well.
    All,
}

/// How numbers are kept.
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbers {
    /// In 64 bits, as an integer or a float: as serde_json holds them.
    #[default]
    Native,
    /// Digit by digit, for which the tree needs serde_json's feature `arbitrary_precision`.
    Exact,
}

/// What becomes of members that a schema allows and does not name.
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unknown {
    /// They are kept in a map and written back.
    #[default]
    Keep,
    /// They are accepted and dropped.
    Ignore,
}

/// What becomes of an object with two members of one name, which RFC 8259, section 4, advises against
/// and readers understand in different ways.
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DuplicateMembers {
    /// It is refused.
    #[default]
    Refuse,
    /// The last one counts.
    Last,
}

/// [`Unknown`] for each type.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(from = "UnknownMembersWritten")]
pub struct UnknownMembers {
    /// What holds where nothing more special is said.
    pub default: Unknown,
    /// Where they are kept in spite of that, by type path or `file#/pointer`.
    pub keep: Globs,
    /// Where they are dropped in spite of that; `keep` wins.
    pub ignore: Globs,
}

impl UnknownMembers {
    /// What becomes of the unknown members of the type at `path`, made from the schema at `place`.
    #[must_use]
    pub fn of(&self, path: &str, place: &str) -> Unknown {
        if self.keep.matches_either(path, place) {
            Unknown::Keep
        } else if self.ignore.matches_either(path, place) {
            Unknown::Ignore
        } else {
            self.default
        }
    }
}

/// `unknown_members = "ignore"`, or a table.
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Deserialize)]
#[serde(untagged, expecting = "`keep`, `ignore` or a table of `default`, `keep` and `ignore`")]
#[cfg_attr(feature = "cli", schemars(rename = "UnknownMembers"))]
pub(super) enum UnknownMembersWritten {
    Everywhere(Unknown),
    ByPlace(UnknownMembersTable),
}

#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct UnknownMembersTable {
    /// What holds where neither list says anything.
    default: Unknown,
    /// Where they are kept in spite of that: type paths or `file#/pointer`s.
    #[cfg_attr(feature = "cli", schemars(with = "super::schema::OneOrMany"))]
    keep: Globs,
    /// Where they are dropped in spite of that; `keep` wins.
    #[cfg_attr(feature = "cli", schemars(with = "super::schema::OneOrMany"))]
    ignore: Globs,
}

impl From<UnknownMembersWritten> for UnknownMembers {
    fn from(written: UnknownMembersWritten) -> Self {
        match written {
            UnknownMembersWritten::Everywhere(default) => Self { default, ..Self::default() },
            UnknownMembersWritten::ByPlace(UnknownMembersTable { default, keep, ignore }) => {
                Self { default, keep, ignore }
            }
        }
    }
}

/// The dialect of a schema without `$schema`.
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum Dialect {
    /// Draft 4
    #[serde(rename = "draft4")]
    Draft4,
    /// Draft 6
    #[serde(rename = "draft6")]
    Draft6,
    /// Draft 7
    #[serde(rename = "draft7")]
    Draft7,
    /// Draft 2019-09
    #[serde(rename = "2019-09")]
    Draft201909,
    /// Draft 2020-12
    #[default]
    #[serde(rename = "2020-12")]
    Draft202012,
}

impl Dialect {
    /// Its short name, as in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft4 => "draft4",
            Self::Draft6 => "draft6",
            Self::Draft7 => "draft7",
            Self::Draft201909 => "2019-09",
            Self::Draft202012 => "2020-12",
        }
    }
}

/// Attributes and derives to add to types.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "AttributeRuleWritten")]
pub struct AttributeRule {
    /// The types, by path or `file#/pointer`.
    pub path: Globs,
    /// What to derive, for example `PartialOrd` or `schemars::JsonSchema`.
    pub derives: Vec<String>,
    /// Whole attributes, for example `#[non_exhaustive]`.
    pub attributes: Vec<String>,
}

impl AttributeRule {
    /// Adds the derives and attributes to the types.
    ///
    /// # Errors
    ///
    /// A derive is no path of Rust, or an attribute is none.
    pub fn new(path: Globs, derives: Vec<String>, attributes: Vec<String>) -> Result<Self, String> {
        for text in &derives {
            syn::parse_str::<syn::Path>(text)
                .map_err(|_| format!("`{text}` is no path of something to derive"))?;
        }
        for text in &attributes {
            syn::parse::Parser::parse_str(syn::Attribute::parse_outer, text)
                .ok()
                .filter(|it| it.len() == 1)
                .ok_or_else(|| format!("`{text}` is no attribute, which is written `#[name]`"))?;
        }
        Ok(Self { path, derives, attributes })
    }
}

#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", schemars(rename = "AttributeRule"))]
pub(super) struct AttributeRuleWritten {
    /// The types, by path or `file#/pointer`.
    #[cfg_attr(feature = "cli", schemars(with = "super::schema::OneOrMany"))]
    path: Globs,
    /// What to derive, for example `PartialOrd` or `schemars::JsonSchema`.
    #[serde(default)]
    derives: Vec<String>,
    /// Whole attributes, for example `#[non_exhaustive]`.
    #[serde(default)]
    attributes: Vec<String>,
}

impl TryFrom<AttributeRuleWritten> for AttributeRule {
    type Error = String;

    fn try_from(written: AttributeRuleWritten) -> Result<Self, String> {
        Self::new(written.path, written.derives, written.attributes)
    }
}

/// Findings that are accepted.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "AllowWritten")]
pub struct Allow {
    /// The code of the finding, for example `R002`; every code where it is none.
    pub code: Option<String>,
    /// Where: `file#/pointer`, with `*` and `?`; everywhere where it is none.
    pub at: Option<Glob>,
    /// Why it is accepted.
    pub reason: String,
}

impl Allow {
    /// Accepts findings of the code, at the place, or both.
    ///
    /// # Errors
    ///
    /// There is neither, no such code, or no reason.
    pub fn new(code: Option<String>, at: Option<Glob>, reason: String) -> Result<Self, String> {
        if code.is_none() && at.is_none() {
            return Err("an `allow` needs a `code`, a place (`at`), or both".to_owned());
        }
        if reason.trim().is_empty() {
            return Err("an `allow` needs a `reason` that says why".to_owned());
        }
        if let Some(code) = &code
            && !Code::ALL.iter().any(|it| it.as_str() == code)
        {
            let known = Code::ALL.iter().map(|it| it.as_str());
            return Err(format!("there is no code `{code}`{}", suggestion(code, known)));
        }
        Ok(Self { code, at, reason })
    }

    /// Whether a finding of `code` at `place` (`file#/pointer`, empty for none) is accepted.
    #[must_use]
    pub fn matches(&self, code: Code, place: &str) -> bool {
        self.code.as_deref().is_none_or(|it| it == code.as_str())
            && self.at.as_ref().is_none_or(|glob| glob.matches(place))
    }
}

#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", schemars(rename = "Allow"))]
pub(super) struct AllowWritten {
    /// The code of the finding, for example `R002`; every code where it is none.
    #[cfg_attr(feature = "cli", schemars(schema_with = "super::schema::code"))]
    #[serde(default)]
    code: Option<String>,
    /// Where: `file#/pointer`, with `*` and `?`; everywhere where it is none.
    #[cfg_attr(feature = "cli", schemars(with = "Option<String>"))]
    at: Option<Glob>,
    /// Why it is accepted.
    #[cfg_attr(feature = "cli", schemars(length(min = 1)))]
    reason: String,
}

impl TryFrom<AllowWritten> for Allow {
    type Error = String;

    fn try_from(written: AllowWritten) -> Result<Self, String> {
        Self::new(written.code, written.at, written.reason)
    }
}

/// A change that is accepted although it breaks somebody.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "AcceptWritten")]
pub struct Accept {
    /// The fingerprint that `codegen diff` prints for the change.
    pub fingerprint: String,
    /// Why it is accepted.
    pub reason: String,
}

#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", schemars(rename = "Accept"))]
pub(super) struct AcceptWritten {
    /// The fingerprint that `codegen diff` prints for the change.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = "^[0-9a-fA-F]{16}$")))]
    fingerprint: String,
    /// Why it is accepted.
    #[cfg_attr(feature = "cli", schemars(length(min = 1)))]
    reason: String,
}

impl TryFrom<AcceptWritten> for Accept {
    type Error = String;

    fn try_from(written: AcceptWritten) -> Result<Self, String> {
        let AcceptWritten { fingerprint, reason } = written;
        if reason.trim().is_empty() {
            return Err("an `accept` needs a `reason` that says why".to_owned());
        }
        if fingerprint.len() != 16 || !fingerprint.bytes().all(|it| it.is_ascii_hexdigit()) {
            return Err(format!("`{fingerprint}` is no fingerprint of `codegen diff`"));
        }
        Ok(Self { fingerprint, reason })
    }
}

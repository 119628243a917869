//! Rules that turn the name of a schema into the path of a type.
//!
//! Input: a schema's name, for example `api_b2b_session_v1_MemberSession`. Output: the segments of
//! its path, for example `b2b`, `session`, `v1`, `MemberSession`; they still have to be turned into
//! identifiers. The first rule that matches the whole name wins.

use regex::Regex;
use serde::{Deserialize, Serialize};

/// One rule: a regular expression and what to make of its groups.
///
/// ```
/// # use codegen::config::ModuleRule;
/// let rule = ModuleRule::new(
///     r"api_(?<area>\w+)_(?<version>v\d+)_(?<name>[A-Z]\w*)",
///     "$area::$version::$name",
/// )?;
/// assert_eq!(rule.apply("api_organization_v1_Member"), Some(vec![
///     "organization".into(), "v1".into(), "Member".into(),
/// ]));
/// # Ok::<_, String>(())
/// ```
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct ModuleRule {
    written: Written,
    regex: Regex,
}

/// A rule as it stands in the configuration.
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", schemars(rename = "ModuleRule"))]
pub(super) struct Written {
    /// A regular expression over the whole name of a schema, or with a `#` in it over its whole place,
    /// `file#/pointer`, as well.
    pattern: String,
    /// The path of the type, in which `$group` stands for what the group matched; empty segments are
    /// dropped.
    path: String,
}

impl ModuleRule {
    /// A rule that turns each name that matches the whole `pattern` into `path`, in which `$group`
    /// stands for what the group matched. Groups that matched nothing leave no empty segment.
    ///
    /// # Errors
    ///
    /// What is wrong with the pattern, or the group that the path names and the pattern lacks.
    pub fn new(pattern: impl Into<String>, path: impl Into<String>) -> Result<Self, String> {
        Self::try_from(Written { pattern: pattern.into(), path: path.into() })
    }

    /// Whether the pattern is for places (`file#/pointer`) as well as for names: it has a `#`.
    #[must_use]
    pub fn is_by_place(&self) -> bool {
        self.written.pattern.contains('#')
    }

    /// The pattern as written.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.written.pattern
    }

    /// The segments of the path for `name`, none if the rule does not apply.
    #[must_use]
    pub fn apply(&self, name: &str) -> Option<Vec<String>> {
        let captures = self.regex.captures(name)?;
        let mut path = String::new();
        captures.expand(&self.written.path, &mut path);
        let segments: Vec<_> =
            path.split("::").filter(|it| !it.is_empty()).map(str::to_owned).collect();
        (!segments.is_empty()).then_some(segments)
    }
}

impl PartialEq for ModuleRule {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl From<ModuleRule> for Written {
    fn from(rule: ModuleRule) -> Self {
        rule.written
    }
}

impl TryFrom<Written> for ModuleRule {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written { pattern, path } = &written;
        // The pattern is compiled alone first, so that what the message quotes is what was written.
        let regex = Regex::new(pattern)
            .and_then(|_| Regex::new(&format!("^(?:{pattern})$")))
            .map_err(|error| format!("`{pattern}` is no regular expression: {error}"))?;
        if path.split("::").all(str::is_empty) {
            return Err("the path of a module rule is empty".to_owned());
        }
        if let Some(group) = groups_of(path).find(|it| !has_group(&regex, it)) {
            return Err(format!("the path names the group `${group}`, which the pattern lacks"));
        }
        Ok(Self { written, regex })
    }
}

/// The groups that a replacement names, as [`regex::Captures::expand`] reads it.
fn groups_of(path: &str) -> impl Iterator<Item = &str> {
    path.split('$').skip(1).filter_map(|rest| {
        if let Some(braced) = rest.strip_prefix('{') {
            return braced.split_once('}').map(|(name, _)| name);
        }
        let end = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '_');
        rest.get(..end.unwrap_or(rest.len())).filter(|name| !name.is_empty())
    })
}

fn has_group(regex: &Regex, group: &str) -> bool {
    match group.parse::<usize>() {
        Ok(index) => index < regex.captures_len(),
        Err(_) => regex.capture_names().flatten().any(|it| it == group),
    }
}

#[cfg(test)]
mod tests {
    use super::ModuleRule;

    #[test]
    fn a_rule_applies_to_whole_names_and_drops_empty_segments() {
        let rule = ModuleRule::new(
            r"api_(?:(b2b)_)?(?<area>[a-z]+)_(?<name>[A-Z]\w*)",
            "$1::${area}::$name",
        )
        .unwrap();
        let path = |name| rule.apply(name).map(|it| it.join("::"));
        assert_eq!(path("api_b2b_session_Member").as_deref(), Some("b2b::session::Member"));
        assert_eq!(path("api_session_Member").as_deref(), Some("session::Member"));
        assert_eq!(path("my_api_session_Member"), None);
        assert_eq!(path("api_session_member"), None);
    }

    #[test]
    fn a_rule_that_cannot_work_is_refused() {
        let error = |pattern, path| ModuleRule::new(pattern, path).unwrap_err();
        assert!(error("(", "$1").starts_with("`(` is no regular expression: "));
        assert_eq!(error("a", "::"), "the path of a module rule is empty");
        assert_eq!(
            error("(?<area>a)", "$are::b"),
            "the path names the group `$are`, which the pattern lacks"
        );
        assert_eq!(error("(a)", "${2}"), "the path names the group `$2`, which the pattern lacks");
    }
}

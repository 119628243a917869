//! Whether what the configuration names is there.
//!
//! Input: all definitions, and the names of schemas. Output: an error for each key that names none of
//! them: of `[rename]` and `[[modules]]` one that gives no type its path, of the others one that
//! matches neither a type nor the place of its schema, and a warning for one that does nothing for those
//! that it matches. Where the inputs are others than those that the
//! configuration was written for, what stands in its file is good to know and no error.

use std::collections::BTreeSet;

use super::{DefId, Definition, Lowering, Shape};
use crate::config::{Config, Glob, Globs, Step, suggest};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// What names nothing.
pub(super) fn unmatched(lowering: &Lowering<'_>) -> Vec<Diagnostic> {
    let config = lowering.config;
    let globs: Vec<_> = lists(config).into_iter().flat_map(List::globs).collect();
    let formats = unmatched_formats(config, &lowering.own.formats);
    if globs.is_empty()
        && formats.is_empty()
        && config.rename.is_empty()
        && config.modules.is_empty()
    {
        return Vec::new();
    }
    let ids = (0..lowering.definitions.len()).map(DefId::from_index);
    let own = lowering.own.addresses.iter().cloned();
    let addresses: Vec<_> = ids.map(|id| lowering.address(id)).chain(own).collect();
    let named = Named::of(lowering, config, &addresses);
    let globs = globs.into_iter().filter_map(|(key, at, glob)| {
        let is_it = |(path, place): &(String, String)| glob.matches(path) || glob.matches(place);
        let matched: Vec<_> = addresses.iter().enumerate().filter(|(_, it)| is_it(it)).collect();
        let finding = match matched.first() {
            None => unused(&key, glob, &addresses),
            Some((_, (path, _))) => {
                let definitions = matched.iter().map(|(index, _)| lowering.definitions.get(*index));
                idle(&key, glob, path, definitions)?
            }
        };
        Some(at_value(config, &at, finding))
    });
    globs.chain(formats).chain(named.unmatched_renames()).chain(named.unmatched_rules()).collect()
}

/// Patterns for types, and where they are written.
struct List<'a> {
    at: Vec<Step<'static>>,
    globs: &'a Globs,
}

impl<'a> List<'a> {
    /// The patterns, each with the key that it belongs to and where it is written.
    fn globs(self) -> impl Iterator<Item = (String, Vec<Step<'static>>, &'a Glob)> {
        let Self { at, globs } = self;
        let key = |it: &Step<'static>| match *it {
            Step::Key(key) | Step::Name(key) => Some(key),
            Step::Index(_) => None,
        };
        let name = at.iter().filter_map(key).collect::<Vec<_>>().join(".");
        let place = move |index| at.iter().copied().chain([Step::Index(index)]).collect();
        (globs.0.iter().enumerate()).map(move |(index, it)| (name.clone(), place(index), it))
    }
}

fn lists(config: &Config) -> Vec<List<'_>> {
    let list = |at: &[Step<'static>], globs| List { at: at.to_vec(), globs };
    let unknown = |key, globs| list(&[Step::Key("unknown_members"), Step::Key(key)], globs);
    let mut lists = vec![
        list(&[Step::Key("roots")], &config.roots),
        list(&[Step::Key("big_integers")], &config.big_integers),
        list(&[Step::Key("open_enums")], &config.open_enums),
        list(&[Step::Key("builders")], &config.builders),
        list(&[Step::Key("views")], &config.views),
        unknown("keep", &config.unknown_members.keep),
        unknown("ignore", &config.unknown_members.ignore),
    ];
    lists.extend(config.replace.iter().enumerate().map(|(index, rule)| {
        list(&[Step::Key("replace"), Step::Index(index), Step::Key("path")], &rule.path)
    }));
    lists.extend(config.attributes.iter().enumerate().map(|(index, rule)| {
        list(&[Step::Key("attributes"), Step::Index(index), Step::Key("path")], &rule.path)
    }));
    lists
}

/// The formats of `replace` that no schema has whose type could be replaced.
fn unmatched_formats(config: &Config, found: &BTreeSet<String>) -> Vec<Diagnostic> {
    let rules = config.replace.iter().enumerate();
    let globs = rules.flat_map(|(rule, it)| {
        it.format.0.iter().enumerate().map(move |(index, glob)| (rule, index, glob))
    });
    let unmatched = globs.filter(|(.., glob)| !found.iter().any(|it| glob.matches(it)));
    let finding = |(rule, index, glob): (usize, usize, &Glob)| {
        let at = [Step::Key("replace"), Step::Index(rule), Step::Key("format"), Step::Index(index)];
        let message = format!("`{}` in `replace.format` is the format of no type", glob.as_str());
        let help = "it replaces the types of strings and numbers for which no `path` does";
        at_value(config, &at, Diagnostic::new(Code::UnusedPattern, message).help(help))
    };
    unmatched.map(finding).collect()
}

/// The finding at the value that it is about, as bad as it is there.
fn at_value(config: &Config, at: &[Step<'_>], mut finding: Diagnostic) -> Diagnostic {
    let Some(location) = config.location(at) else { return finding };
    if config.has_other_inputs() {
        finding.severity = Severity::Info;
    }
    finding.at(location, "")
}

/// What a pattern for types of some kind says, if none of those that it matches is of that kind; what has
/// no definition is of any.
fn idle<'a>(
    key: &str,
    glob: &Glob,
    path: &str,
    mut matched: impl Iterator<Item = Option<&'a Definition>>,
) -> Option<Diagnostic> {
    let (is_of_kind, kind): (fn(&Definition) -> bool, _) = match key {
        "open_enums" => (|it| it.open, "enum of strings, or union that a member tells apart"),
        "builders" => (|it| matches!(it.shape, Shape::Struct(_)), "struct"),
        _ => return None,
    };
    if glob.as_str() == "*" || matched.any(|it| it.is_none_or(is_of_kind)) {
        return None;
    }
    let message = format!("`{}` in `{key}` matches `{path}`, and no {kind}", glob.as_str());
    let finding = Diagnostic::new(Code::UnusedPattern, message).as_warning();
    Some(finding.help("`codegen inspect` lists the paths of types and the places of their schemas"))
}

fn unused(key: &str, glob: &Glob, addresses: &[(String, String)]) -> Diagnostic {
    let known = addresses.iter().flat_map(|(path, place)| [path.as_str(), place.as_str()]);
    let suggestion = suggest::suggestion(glob.as_str(), known);
    let message = format!("`{}` in `{key}` matches no type{suggestion}", glob.as_str());
    Diagnostic::new(Code::UnusedPattern, message)
        .help("`codegen inspect` lists the paths of types and the places of their schemas")
}

/// By what `[rename]` and `[[modules]]` find types.
struct Named<'a> {
    config: &'a Config,
    /// The names that schemas have.
    names: BTreeSet<String>,
    /// The places of the schemas of types.
    places: BTreeSet<&'a str>,
}

impl<'a> Named<'a> {
    fn of(lowering: &Lowering<'_>, config: &'a Config, addresses: &'a [(String, String)]) -> Self {
        let roots = lowering.schemas.roots.iter();
        let names = roots.flat_map(|root| lowering.names_of_root(root)).collect();
        let places = addresses.iter().map(|(_, place)| place.as_str()).collect();
        Self { config, names, places }
    }

    fn unmatched_renames(&self) -> impl Iterator<Item = Diagnostic> {
        let keys = self.config.rename.keys();
        let unmatched = keys.filter(|key| {
            !self.names.contains(key.as_str()) && !self.places.contains(key.as_str())
        });
        unmatched.map(|key| {
            let known = self.names.iter().map(String::as_str).chain(self.places.iter().copied());
            let suggestion = suggest::suggestion(key, known);
            let message = format!("`{key}` in `rename` is no schema with a type{suggestion}");
            let finding = Diagnostic::new(Code::UnusedPattern, message)
                .help("name a schema by its name or its place, as `codegen inspect` lists it");
            at_value(self.config, &[Step::Key("rename"), Step::Name(key)], finding)
        })
    }

    fn unmatched_rules(&self) -> impl Iterator<Item = Diagnostic> {
        let unmatched = self.config.modules.iter().enumerate().filter(|(_, rule)| {
            let by_name = self.names.iter().any(|name| rule.apply(name).is_some());
            let place = |place: &&str| rule.apply(place).is_some();
            !(by_name || rule.is_by_place() && self.places.iter().any(place))
        });
        unmatched.map(|(index, rule)| {
            let message = format!("`{}` in `modules` matches no schema", rule.pattern());
            let finding = Diagnostic::new(Code::UnusedPattern, message).help(
                "a pattern must match the whole name of a schema, or its place if it has a `#`",
            );
            let at = [Step::Key("modules"), Step::Index(index), Step::Key("pattern")];
            at_value(self.config, &at, finding)
        })
    }
}

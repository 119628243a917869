//! Whether what the configuration names is there.
//!
//! Input: all definitions, and the names of schemas. Output: an error for each key that names none of
//! them: of `[rename]` and `[[modules]]` one that gives no type its path, of the others one that
//! matches neither a type nor the place of its schema.

use std::collections::BTreeSet;

use super::{DefId, Lowering};
use crate::config::{Config, Glob, suggest};
use crate::diagnostic::{Code, Diagnostic};

/// What names nothing.
pub(super) fn unmatched(lowering: &Lowering<'_>) -> Vec<Diagnostic> {
    let globs: Vec<_> = globs(lowering).collect();
    let config = lowering.config;
    if globs.is_empty() && config.rename.is_empty() && config.modules.is_empty() {
        return Vec::new();
    }
    let ids = (0..lowering.definitions.len()).map(DefId::from_index);
    let addresses: Vec<_> = ids.map(|id| lowering.address(id)).collect();
    let named = Named::of(lowering, config, &addresses);
    let globs = globs.into_iter().filter_map(|(key, glob)| {
        let is_it = |(path, place): &(String, String)| glob.matches(path) || glob.matches(place);
        (!addresses.iter().any(is_it)).then(|| unused(key, glob, &addresses))
    });
    globs.chain(named.unmatched_renames()).chain(named.unmatched_rules()).collect()
}

/// The patterns for types, each with its key.
fn globs<'a>(lowering: &Lowering<'a>) -> impl Iterator<Item = (&'static str, &'a Glob)> {
    let config = lowering.config;
    let unknown = &config.unknown_members;
    let lists = [
        ("big_integers", &config.big_integers),
        ("open_enums", &config.open_enums),
        ("unknown_members.keep", &unknown.keep),
        ("unknown_members.ignore", &unknown.ignore),
    ];
    let attributes = config.attributes.iter().map(|rule| ("attributes.path", &rule.path));
    let lists = lists.into_iter().chain(attributes);
    lists.flat_map(|(key, globs)| globs.0.iter().map(move |it| (key, it)))
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
            Diagnostic::new(Code::UnusedPattern, message)
                .help("name a schema by its name or its place, as `codegen inspect` lists it")
        })
    }

    fn unmatched_rules(&self) -> impl Iterator<Item = Diagnostic> {
        let unmatched = self.config.modules.iter().filter(|rule| {
            let by_name = self.names.iter().any(|name| rule.apply(name).is_some());
            let place = |place: &&str| rule.apply(place).is_some();
            !(by_name || rule.is_by_place() && self.places.iter().any(place))
        });
        unmatched.map(|rule| {
            let message = format!("`{}` in `modules` matches no schema", rule.pattern());
            Diagnostic::new(Code::UnusedPattern, message).help(
                "a pattern must match the whole name of a schema, or its place if it has a `#`",
            )
        })
    }
}

//! Whether the patterns of the configuration name something.
//!
//! Input: all definitions. Output: a warning for each pattern that matches none of them.

use super::{DefId, Lowering};
use crate::config::{Glob, suggest};
use crate::diagnostic::{Code, Diagnostic, Sink};

pub(super) fn check(lowering: &Lowering<'_>, sink: &mut Sink) {
    let config = lowering.config;
    let unknown = &config.unknown_members;
    let lists = [
        ("big_integers", &config.big_integers),
        ("open_enums", &config.open_enums),
        ("unknown_members.keep", &unknown.keep),
        ("unknown_members.ignore", &unknown.ignore),
    ];
    let attributes = config.attributes.iter().map(|rule| ("attributes.path", &rule.path));
    let mut patterns = lists
        .into_iter()
        .chain(attributes)
        .flat_map(|(key, globs)| globs.0.iter().map(move |it| (key, it)))
        .peekable();
    if patterns.peek().is_none() {
        return;
    }
    let ids = (0..lowering.definitions.len()).map(DefId::from_index);
    let addresses: Vec<_> = ids.map(|id| lowering.address(id)).collect();
    for (key, glob) in patterns {
        if !addresses.iter().any(|(path, place)| glob.matches(path) || glob.matches(place)) {
            sink.push(unused(key, glob, &addresses));
        }
    }
}

fn unused(key: &str, glob: &Glob, addresses: &[(String, String)]) -> Diagnostic {
    let known = addresses.iter().flat_map(|(path, place)| [path.as_str(), place.as_str()]);
    let suggestion = suggest::suggestion(glob.as_str(), known);
    let message = format!("`{}` in `{key}` matches no type{suggestion}", glob.as_str());
    Diagnostic::new(Code::UnusedPattern, message)
        .help("`codegen inspect` lists the paths of types and the places of their schemas")
}

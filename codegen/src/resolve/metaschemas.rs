//! The official metaschemas, so that a reference to one never needs a network.
//!
//! Input: an absolute URI. Output: the document of that URI, parsed once per process. The texts are
//! those that json-schema.org publishes.

use std::sync::OnceLock;

use crate::diagnostic::Sink;
use crate::files::Memory;
use crate::source::{self, Input, Json};

use super::uri::AbsoluteUri;

/// A document that is built in.
pub(super) struct Metaschema {
    /// Its URI without scheme and fragment.
    uri: &'static str,
    text: &'static str,
    root: OnceLock<Option<Json>>,
}

macro_rules! metaschemas {
    ($($uri:literal = $path:literal,)*) => {
        static ALL: [Metaschema; [$($uri),*].len()] = [$(Metaschema {
            uri: $uri,
            text: include_str!(concat!("metaschemas/", $path)),
            root: OnceLock::new(),
        }),*];
    };
}

metaschemas! {
    "json-schema.org/draft-04/schema" = "draft4.json",
    "json-schema.org/draft-06/schema" = "draft6.json",
    "json-schema.org/draft-07/schema" = "draft7.json",
    "json-schema.org/draft/2019-09/schema" = "draft2019-09/schema.json",
    "json-schema.org/draft/2019-09/meta/core" = "draft2019-09/meta/core.json",
    "json-schema.org/draft/2019-09/meta/applicator" = "draft2019-09/meta/applicator.json",
    "json-schema.org/draft/2019-09/meta/validation" = "draft2019-09/meta/validation.json",
    "json-schema.org/draft/2019-09/meta/meta-data" = "draft2019-09/meta/meta-data.json",
    "json-schema.org/draft/2019-09/meta/format" = "draft2019-09/meta/format.json",
    "json-schema.org/draft/2019-09/meta/content" = "draft2019-09/meta/content.json",
    "json-schema.org/draft/2020-12/schema" = "draft2020-12/schema.json",
    "json-schema.org/draft/2020-12/meta/core" = "draft2020-12/meta/core.json",
    "json-schema.org/draft/2020-12/meta/applicator" = "draft2020-12/meta/applicator.json",
    "json-schema.org/draft/2020-12/meta/unevaluated" = "draft2020-12/meta/unevaluated.json",
    "json-schema.org/draft/2020-12/meta/validation" = "draft2020-12/meta/validation.json",
    "json-schema.org/draft/2020-12/meta/meta-data" = "draft2020-12/meta/meta-data.json",
    "json-schema.org/draft/2020-12/meta/format-annotation" = "draft2020-12/meta/format-annotation.json",
    "json-schema.org/draft/2020-12/meta/format-assertion" = "draft2020-12/meta/format-assertion.json",
    "json-schema.org/draft/2020-12/meta/content" = "draft2020-12/meta/content.json",
}

/// The metaschema of that URI, and what to call it.
pub(super) fn find(uri: &AbsoluteUri) -> Option<(&'static str, &'static Json)> {
    let uri = uri.as_str();
    let bare = uri.strip_prefix("https://").or_else(|| uri.strip_prefix("http://"))?;
    let metaschema = ALL.iter().find(|metaschema| metaschema.uri == bare)?;
    let root = metaschema.root.get_or_init(|| parse(metaschema.text)).as_ref()?;
    Some((metaschema.uri, root))
}

fn parse(text: &str) -> Option<Json> {
    let path = "metaschema.json";
    let files = Memory::with([(path, text)]);
    let sources = source::run(&files, &[Input::new(path)], &mut Sink::new());
    sources.files.first().map(|file| file.root().clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metaschema_is_found_and_says_its_own_name() {
        for metaschema in &ALL {
            let uri = AbsoluteUri::parse(&format!("https://{}", metaschema.uri)).expect("a URI");
            let (_, root) = find(&uri).expect(metaschema.uri);
            let id = root.get("$id").or_else(|| root.get("id")).and_then(Json::as_str);
            let id = id.expect(metaschema.uri).trim_end_matches('#');
            assert!(id.ends_with(metaschema.uri), "{id} {}", metaschema.uri);
        }
    }
}

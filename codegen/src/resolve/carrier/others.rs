//! Kinds of documents in which schemas stand in a few places only.

use super::super::dialect::Language;
use super::super::views::Direction;
use super::{Carrier, Name, Object, Step, Way, version};
use crate::source::Json;

/// OpenRPC: the parameters and results of methods.
pub(super) static OPENRPC: Carrier = Carrier {
    name: "OpenRPC",
    language: |root| version(root, "openrpc").and_then(|_| Language::of_name("draft7")),
    versions: Some(("openrpc", &["1."])),
    root: Step::One(&RPC),
    ..Carrier::EMPTY
};

static RPC: Object = Object {
    fields: &[
        ("components", Step::One(&RPC_COMPONENTS), Name::None),
        ("methods", Step::Elements(&METHOD), Name::Of("name")),
    ],
    ..Object::EMPTY
};

static RPC_COMPONENTS: Object = Object {
    fields: &[
        ("schemas", Step::Definitions, Name::None),
        ("contentDescriptors", Step::Members(&DESCRIPTOR), Name::Key),
    ],
    ..Object::EMPTY
};

static METHOD: Object = Object {
    fields: &[
        ("params", Step::Elements(&PARAMETER), Name::Of("name")),
        ("result", Step::One(&RESULT), Name::Word("Result")),
    ],
    ..Object::EMPTY
};

static DESCRIPTOR: Object =
    Object { fields: &[("schema", Step::Schema, Name::None)], ..Object::EMPTY };

static PARAMETER: Object = Object { way: Way::One(Direction::Request), ..DESCRIPTOR };

static RESULT: Object = Object { way: Way::One(Direction::Response), ..DESCRIPTOR };

/// A custom resource of Kubernetes.
pub(super) static CUSTOM_RESOURCE: Carrier = Carrier {
    name: "CustomResourceDefinition",
    language: |root| is_custom_resource(root).then(|| Language::of_openapi("3.0")),
    root: Step::One(&RESOURCE),
    ..Carrier::EMPTY
};

fn is_custom_resource(root: &Json) -> bool {
    let has = |name: &str, value: &str| {
        root.get(name).and_then(Json::as_str).is_some_and(|it| it.starts_with(value))
    };
    has("apiVersion", "apiextensions.k8s.io/") && has("kind", "CustomResourceDefinition")
}

static RESOURCE: Object = Object {
    fields: &[("spec", Step::One(&RESOURCE_SPEC), Name::Inside(&["names", "kind"]))],
    ..Object::EMPTY
};

/// `validation` is of `v1beta1`, where all versions have one schema.
static RESOURCE_SPEC: Object = Object {
    fields: &[
        ("versions", Step::Elements(&RESOURCE_VERSION), Name::Of("name")),
        ("validation", Step::One(&VALIDATION), Name::None),
    ],
    ..Object::EMPTY
};

static RESOURCE_VERSION: Object =
    Object { fields: &[("schema", Step::One(&VALIDATION), Name::None)], ..Object::EMPTY };

static VALIDATION: Object =
    Object { fields: &[("openAPIV3Schema", Step::Schema, Name::None)], ..Object::EMPTY };

/// What a server of the Model Context Protocol lists: the arguments and results of tools.
pub(super) static TOOLS: Carrier = Carrier {
    name: LIST_OF_TOOLS,
    language: |root| language_of_tools(root.get("tools")?),
    root: Step::One(&TOOL_LIST),
    ..Carrier::EMPTY
};

/// The same in the answer of the server.
pub(super) static ANSWERED_TOOLS: Carrier = Carrier {
    name: LIST_OF_TOOLS,
    language: |root| language_of_tools(root.get("result")?.get("tools")?),
    root: Step::One(&ANSWER),
    ..Carrier::EMPTY
};

/// The same without anything around.
pub(super) static BARE_TOOLS: Carrier = Carrier {
    name: LIST_OF_TOOLS,
    language: language_of_tools,
    root: Step::Elements(&TOOL),
    called: Name::Of("name"),
    ..Carrier::EMPTY
};

const LIST_OF_TOOLS: &str = "list of tools";

fn language_of_tools(json: &Json) -> Option<Language> {
    let mut tools = json.as_array()?.iter();
    tools.any(|it| it.get("inputSchema").is_some()).then(Language::latest)
}

static ANSWER: Object =
    Object { fields: &[("result", Step::One(&TOOL_LIST), Name::None)], ..Object::EMPTY };

static TOOL_LIST: Object =
    Object { fields: &[("tools", Step::Elements(&TOOL), Name::Of("name"))], ..Object::EMPTY };

static TOOL: Object = Object {
    fields: &[
        ("inputSchema", Step::Whole, Name::Word("Input")),
        ("outputSchema", Step::Whole, Name::Word("Output")),
    ],
    ..Object::EMPTY
};

/// Documents of some kind among others: a file of several YAML documents.
pub(super) static STREAM: Carrier = Carrier {
    name: "file of several documents",
    language: language_of_any,
    root: Step::Documents,
    ..Carrier::EMPTY
};

/// The same in a list of Kubernetes.
pub(super) static LIST: Carrier = Carrier {
    name: "list",
    language: |root| {
        let kind = root.get("kind").and_then(Json::as_str)?;
        kind.ends_with("List").then(|| language_of_any(root.get("items")?)).flatten()
    },
    root: Step::One(&ITEMS),
    ..Carrier::EMPTY
};

static ITEMS: Object =
    Object { fields: &[("items", Step::Documents, Name::None)], ..Object::EMPTY };

/// The language of the first of some documents that is of a kind.
fn language_of_any(json: &Json) -> Option<Language> {
    json.as_array()?.iter().find_map(|it| Some(Carrier::of(it)?.1))
}

//! OpenAPI 3.0 to 3.2: every object of the specification in which a schema can stand.

use super::super::dialect::Language;
use super::super::views::Direction;
use super::{Carrier, Name, Object, Step, Way, version};

pub(super) static OPENAPI: Carrier = Carrier {
    name: "OpenAPI",
    language: |root| version(root, "openapi").map(|it| Language::of_openapi(&it)),
    versions: Some(("openapi", &["3.0", "3.1", "3.2"])),
    root: Step::One(&DOCUMENT),
    ..Carrier::EMPTY
};

static DOCUMENT: Object = Object {
    others_known: Some((
        "document",
        &[
            "openapi",
            "$self",
            "info",
            "jsonSchemaDialect",
            "servers",
            "security",
            "tags",
            "externalDocs",
        ],
    )),
    fields: &[
        ("components", Step::One(&COMPONENTS), Name::None),
        ("paths", Step::Members(&PATH), Name::Key),
        ("webhooks", Step::Members(&WEBHOOK), Name::Key),
    ],
    ..Object::EMPTY
};

static COMPONENTS: Object = Object {
    others_known: Some(("components", &["examples", "securitySchemes", "links"])),
    fields: &[
        ("schemas", Step::Definitions, Name::None),
        ("parameters", Step::Members(&PARAMETER), Name::Key),
        ("requestBodies", Step::Members(&REQUEST), Name::Key),
        ("responses", Step::Members(&RESPONSE), Name::Key),
        ("headers", Step::Members(&HEADER), Name::Key),
        ("callbacks", Step::Members(&CALLBACK), Name::Key),
        ("pathItems", Step::Members(&PATH), Name::Key),
        ("mediaTypes", Step::Members(&MEDIA), Name::Key),
    ],
    ..Object::EMPTY
};

static PATH: Object = Object {
    others_known: Some(("path item", &["summary", "description", "servers"])),
    fields: &[
        ("get", Step::One(&OPERATION), Name::Operation("get")),
        ("put", Step::One(&OPERATION), Name::Operation("put")),
        ("post", Step::One(&OPERATION), Name::Operation("post")),
        ("delete", Step::One(&OPERATION), Name::Operation("delete")),
        ("options", Step::One(&OPERATION), Name::Operation("options")),
        ("head", Step::One(&OPERATION), Name::Operation("head")),
        ("patch", Step::One(&OPERATION), Name::Operation("patch")),
        ("trace", Step::One(&OPERATION), Name::Operation("trace")),
        ("query", Step::One(&OPERATION), Name::Operation("query")),
        ("additionalOperations", Step::One(&OPERATIONS), Name::None),
        ("parameters", Step::Elements(&PARAMETER), Name::Parameter),
    ],
    ..Object::EMPTY
};

static WEBHOOK: Object = Object { way: Way::Turned, ..PATH };

static OPERATIONS: Object =
    Object { others: Some((Step::One(&OPERATION), Name::Operation(""))), ..Object::EMPTY };

static OPERATION: Object = Object {
    others_known: Some((
        "operation",
        &[
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "deprecated",
            "security",
            "servers",
        ],
    )),
    fields: &[
        ("parameters", Step::Elements(&PARAMETER), Name::Parameter),
        ("requestBody", Step::One(&REQUEST), Name::Word("Request")),
        ("responses", Step::One(&RESPONSES), Name::Word("Response")),
        ("callbacks", Step::Members(&CALLBACK), Name::Key),
    ],
    ..Object::EMPTY
};

static PARAMETER: Object = Object {
    others_known: Some((
        "parameter",
        &[
            "name",
            "in",
            "description",
            "required",
            "deprecated",
            "allowEmptyValue",
            "style",
            "explode",
            "allowReserved",
            "example",
            "examples",
        ],
    )),
    word: "Parameter",
    way: Way::One(Direction::Request),
    fields: &[("schema", Step::Schema, Name::None), ("content", Step::Media(&MEDIA), Name::None)],
    ..Object::EMPTY
};

static REQUEST: Object = Object {
    others_known: Some(("request body", &["description", "required"])),
    word: "Request",
    way: Way::One(Direction::Request),
    fields: &[("content", Step::Media(&MEDIA), Name::None)],
    ..Object::EMPTY
};

static RESPONSES: Object =
    Object { others: Some((Step::One(&RESPONSE), Name::Key)), ..Object::EMPTY };

static RESPONSE: Object = Object {
    others_known: Some(("response", &["summary", "description", "links"])),
    word: "Response",
    way: Way::One(Direction::Response),
    fields: &[
        ("content", Step::Media(&MEDIA), Name::None),
        ("headers", Step::Members(&HEADER), Name::Key),
    ],
    ..Object::EMPTY
};

static HEADER: Object = Object {
    others_known: Some((
        "header",
        &[
            "description",
            "required",
            "deprecated",
            "allowEmptyValue",
            "style",
            "explode",
            "allowReserved",
            "example",
            "examples",
        ],
    )),
    word: "Header",
    fields: &[("schema", Step::Schema, Name::None), ("content", Step::Media(&MEDIA), Name::None)],
    ..Object::EMPTY
};

/// `itemSchema` is of OpenAPI 3.2: what a stream consists of.
static MEDIA: Object = Object {
    others_known: Some(("media type", &["description", "example", "examples"])),
    word: "Content",
    fields: &[
        ("schema", Step::Schema, Name::None),
        ("itemSchema", Step::Schema, Name::Word("Item")),
        ("encoding", Step::Members(&ENCODING), Name::Key),
        ("prefixEncoding", Step::Elements(&ENCODING), Name::None),
        ("itemEncoding", Step::One(&ENCODING), Name::None),
    ],
    ..Object::EMPTY
};

static ENCODING: Object = Object {
    others_known: Some(("encoding", &["contentType", "style", "explode", "allowReserved"])),
    fields: &[
        ("headers", Step::Members(&HEADER), Name::Key),
        ("encoding", Step::Members(&ENCODING), Name::Key),
        ("prefixEncoding", Step::Elements(&ENCODING), Name::None),
        ("itemEncoding", Step::One(&ENCODING), Name::None),
    ],
    ..Object::EMPTY
};

/// By expressions, of which no name can be made.
static CALLBACK: Object =
    Object { others: Some((Step::One(&PATH), Name::None)), way: Way::Turned, ..Object::EMPTY };

//! Swagger 2.0, which is OpenAPI 2.0: parameters and headers are schemas of a kind themselves.

use super::super::dialect::{Language, SWAGGER_PARAMETER};
use super::super::views::Direction;
use super::{Carrier, Name, Object, Step, Way, version};

pub(super) static SWAGGER: Carrier = Carrier {
    name: "Swagger",
    language: |root| version(root, "swagger").map(|_| Language::of_swagger()),
    versions: Some(("swagger", &["2.0"])),
    root: Step::One(&DOCUMENT),
    ..Carrier::EMPTY
};

static DOCUMENT: Object = Object {
    others_known: Some((
        "document",
        &[
            "swagger",
            "info",
            "host",
            "basePath",
            "schemes",
            "consumes",
            "produces",
            "securityDefinitions",
            "security",
            "tags",
            "externalDocs",
        ],
    )),
    fields: &[
        ("definitions", Step::Definitions, Name::None),
        ("parameters", Step::Members(&PARAMETER), Name::Key),
        ("responses", Step::Members(&RESPONSE), Name::Key),
        ("paths", Step::Members(&PATH), Name::Key),
    ],
    ..Object::EMPTY
};

static PATH: Object = Object {
    others_known: Some(("path item", &[])),
    fields: &[
        ("get", Step::One(&OPERATION), Name::Operation("get")),
        ("put", Step::One(&OPERATION), Name::Operation("put")),
        ("post", Step::One(&OPERATION), Name::Operation("post")),
        ("delete", Step::One(&OPERATION), Name::Operation("delete")),
        ("options", Step::One(&OPERATION), Name::Operation("options")),
        ("head", Step::One(&OPERATION), Name::Operation("head")),
        ("patch", Step::One(&OPERATION), Name::Operation("patch")),
        ("parameters", Step::Elements(&PARAMETER), Name::Parameter),
    ],
    ..Object::EMPTY
};

static OPERATION: Object = Object {
    others_known: Some((
        "operation",
        &[
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "consumes",
            "produces",
            "schemes",
            "deprecated",
            "security",
        ],
    )),
    fields: &[
        ("parameters", Step::Elements(&PARAMETER), Name::Parameter),
        ("responses", Step::One(&RESPONSES), Name::Word("Response")),
    ],
    ..Object::EMPTY
};

/// The body is one as well, with a schema of its own.
static PARAMETER: Object = Object {
    word: "Parameter",
    way: Way::One(Direction::Request),
    itself: Some(SWAGGER_PARAMETER),
    fields: &[("schema", Step::Schema, Name::Word("Request"))],
    ..Object::EMPTY
};

static RESPONSES: Object =
    Object { others: Some((Step::One(&RESPONSE), Name::Key)), ..Object::EMPTY };

static RESPONSE: Object = Object {
    others_known: Some(("response", &["description", "examples"])),
    word: "Response",
    way: Way::One(Direction::Response),
    fields: &[("schema", Step::Schema, Name::None), ("headers", Step::Members(&HEADER), Name::Key)],
    ..Object::EMPTY
};

static HEADER: Object = Object { word: "Header", itself: Some(SWAGGER_PARAMETER), ..Object::EMPTY };

//! AsyncAPI 2 and 3: the payloads and headers of messages.

use super::super::dialect::Language;
use super::{Carrier, Name, Object, Step, version};

pub(super) static ASYNCAPI: Carrier = Carrier {
    name: "AsyncAPI",
    language: |root| version(root, "asyncapi").map(|_| Language::of_asyncapi()),
    versions: Some(("asyncapi", &["2.", "3."])),
    root: Step::One(&DOCUMENT),
    ..Carrier::EMPTY
};

static DOCUMENT: Object = Object {
    fields: &[
        ("components", Step::One(&COMPONENTS), Name::None),
        ("channels", Step::Members(&CHANNEL), Name::Key),
        ("operations", Step::Members(&OPERATION), Name::Key),
    ],
    ..Object::EMPTY
};

static COMPONENTS: Object = Object {
    fields: &[
        ("schemas", Step::Definitions, Name::None),
        ("messages", Step::Members(&MESSAGE), Name::Key),
        ("messageTraits", Step::Members(&MESSAGE), Name::Key),
        ("parameters", Step::Members(&PARAMETER), Name::Key),
        ("channels", Step::Members(&CHANNEL), Name::Key),
        ("operations", Step::Members(&OPERATION), Name::Key),
    ],
    ..Object::EMPTY
};

static CHANNEL: Object = Object {
    fields: &[
        ("bindings", Step::One(&CHANNEL_BINDINGS), Name::None),
        ("messages", Step::Members(&MESSAGE), Name::Key),
        ("publish", Step::One(&OPERATION), Name::Operation("publish")),
        ("subscribe", Step::One(&OPERATION), Name::Operation("subscribe")),
        ("parameters", Step::Members(&PARAMETER), Name::Key),
    ],
    ..Object::EMPTY
};

static OPERATION: Object = Object {
    fields: &[
        ("bindings", Step::One(&OPERATION_BINDINGS), Name::None),
        ("message", Step::One(&MESSAGE), Name::None),
        ("messages", Step::Elements(&MESSAGE), Name::Of("name")),
        ("traits", Step::Elements(&Object::EMPTY), Name::None),
    ],
    ..Object::EMPTY
};

static MESSAGE: Object = Object {
    fields: &[
        ("bindings", Step::One(&MESSAGE_BINDINGS), Name::None),
        ("payload", Step::Schema, Name::Word("Payload")),
        ("headers", Step::Schema, Name::Word("Headers")),
        ("oneOf", Step::Elements(&MESSAGE), Name::Of("name")),
        ("traits", Step::Elements(&MESSAGE), Name::Of("name")),
    ],
    ..Object::EMPTY
};

static PARAMETER: Object =
    Object { word: "Parameter", fields: &[("schema", Step::Schema, Name::None)], ..Object::EMPTY };

/// What protocols add to a channel: schemas of the request that opens a socket.
static CHANNEL_BINDINGS: Object =
    Object { fields: &[("ws", Step::One(&OF_SOCKET), Name::None)], ..Object::EMPTY };

static OF_SOCKET: Object = Object {
    fields: &[
        ("query", Step::Schema, Name::Word("Query")),
        ("headers", Step::Schema, Name::Word("Headers")),
    ],
    ..Object::EMPTY
};

/// What they add to an operation.
static OPERATION_BINDINGS: Object = Object {
    fields: &[
        ("http", Step::One(&OF_SOCKET), Name::None),
        ("kafka", Step::One(&OF_CONSUMER), Name::None),
    ],
    ..Object::EMPTY
};

static OF_CONSUMER: Object = Object {
    fields: &[
        ("groupId", Step::Schema, Name::Word("GroupId")),
        ("clientId", Step::Schema, Name::Word("ClientId")),
    ],
    ..Object::EMPTY
};

/// What they add to a message.
static MESSAGE_BINDINGS: Object = Object {
    fields: &[
        ("http", Step::One(&OF_SOCKET), Name::None),
        ("kafka", Step::One(&OF_RECORD), Name::None),
    ],
    ..Object::EMPTY
};

static OF_RECORD: Object =
    Object { fields: &[("key", Step::Schema, Name::Word("Key"))], ..Object::EMPTY };

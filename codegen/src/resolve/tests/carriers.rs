//! Documents that hold schemas: where they stand, and what they are called by.

use super::{Resolved, resolve};
use crate::ident;

/// The types of the first root, then what needs none.
fn names(resolved: &Resolved) -> Vec<String> {
    let root = &resolved.schemas.roots[0];
    let line = |mark: &str, (name, id): &(String, super::SchemaId)| {
        let place = resolved.place(*id);
        format!("{mark}{} {}", ident::pascal(name), place.split_once('#').unwrap().1)
    };
    let types = root.definitions.iter().map(|it| line("", it));
    types.chain(root.mentions.iter().map(|it| line("- ", it))).collect()
}

#[track_caller]
fn holds(files: &[(&str, &str)], expected: &[&str]) {
    let resolved = resolve(files);
    assert_eq!(resolved.messages(), Vec::<String>::new());
    assert_eq!(names(&resolved), expected);
}

const OPENAPI: &str = r##"
openapi: 3.2.0
info: { title: Shop, version: "1" }
paths:
  /orders/{id}:
    parameters:
      - { name: id, in: path, schema: { type: string, pattern: "^o" } }
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, default: 3 } }
        - { name: filter, in: query, content: { application/json: { schema: { type: object, properties: { a: {} } } } } }
        - { $ref: "#/components/parameters/Page" }
      responses:
        "200":
          headers: { X-Rate: { schema: { enum: [low, high] } } }
          content:
            application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Order" } } }
            application/xml: { schema: { type: object, properties: { x: {} } } }
        default: { $ref: "#/components/responses/Bad" }
    put:
      operationId: replaceOrder
      requestBody:
        content:
          application/json: { schema: { type: object, properties: { a: {} } } }
          application/x-www-form-urlencoded: { schema: { type: object, properties: { a: {} } } }
          multipart/form-data:
            schema: { type: object, properties: { b: {} } }
            encoding: { b: { headers: { X-Size: { schema: { type: integer, minimum: 1 } } } } }
      responses:
        2XX: { content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
        "201": { content: { text/event-stream: { itemSchema: { type: object, properties: { e: {} } } } } }
      callbacks:
        onPaid:
          "{$request.body#/url}":
            post: { requestBody: { content: { application/json: { schema: { properties: { p: {} } } } } } }
    additionalOperations:
      COPY: { responses: { "204": { content: { a/b: { schema: { enum: [1] } } } } } }
webhooks:
  orderLost:
    post: { requestBody: { content: { application/json: { schema: { properties: { l: {} } } } } } }
components:
  requestBodies:
    Search: { content: { application/json: { schema: { properties: { q: {} } } } } }
  responses:
    Bad: { content: { application/json: { schema: { properties: { error: {} } } } } }
  parameters:
    Page: { name: page, in: query, schema: { type: integer, minimum: 1 } }
  headers:
    Trace: { schema: { type: string, maxLength: 9 } }
  callbacks:
    Done: { "{$url}": { post: { operationId: done, requestBody: { content: { a/b: { schema: { properties: { d: {} } } } } } } } }
  pathItems:
    Ping: { get: { responses: { "200": { content: { a/b: { schema: { properties: { g: {} } } } } } } } }
  mediaTypes:
    Plain: { schema: { properties: { m: {} } } }
  schemas:
    Order: { type: object }
"##;

#[test]
fn openapi_documents_hold_schemas_in_many_places() {
    holds(
        &[("a.yaml", OPENAPI)],
        &[
            "Order /components/schemas/Order",
            "OrdersIdId /paths/~1orders~1{id}/parameters/0/schema",
            "GetOrdersIdFilter /paths/~1orders~1{id}/get/parameters/1/content/application~1json/schema",
            "GetOrdersIdResponse200XRateHeader /paths/~1orders~1{id}/get/responses/200/headers/X-Rate/schema",
            "GetOrdersIdResponse200 /paths/~1orders~1{id}/get/responses/200/content/application~1json/schema",
            "GetOrdersIdResponse200Xml /paths/~1orders~1{id}/get/responses/200/content/application~1xml/schema",
            "ReplaceOrderRequest /paths/~1orders~1{id}/put/requestBody/content/application~1json/schema",
            "ReplaceOrderRequestFormData /paths/~1orders~1{id}/put/requestBody/content/multipart~1form-data/schema",
            "ReplaceOrderRequestFormDataBXSizeHeader /paths/~1orders~1{id}/put/requestBody/content/multipart~1form-data/encoding/b/headers/X-Size/schema",
            "ReplaceOrderResponse201Item /paths/~1orders~1{id}/put/responses/201/content/text~1event-stream/itemSchema",
            "PostReplaceOrderOnPaidRequest /paths/~1orders~1{id}/put/callbacks/onPaid/{$request.body#~1url}/post/requestBody/content/application~1json/schema",
            "CopyOrdersIdResponse204 /paths/~1orders~1{id}/additionalOperations/COPY/responses/204/content/a~1b/schema",
            "PostOrderLostRequest /webhooks/orderLost/post/requestBody/content/application~1json/schema",
            "SearchRequest /components/requestBodies/Search/content/application~1json/schema",
            "BadResponse /components/responses/Bad/content/application~1json/schema",
            "PageParameter /components/parameters/Page/schema",
            "TraceHeader /components/headers/Trace/schema",
            "DoneRequest /components/callbacks/Done/{$url}/post/requestBody/content/a~1b/schema",
            "GetPingResponse200 /components/pathItems/Ping/get/responses/200/content/a~1b/schema",
            "PlainContent /components/mediaTypes/Plain/schema",
            "- GetOrdersIdLimit /paths/~1orders~1{id}/get/parameters/0/schema",
            "- ReplaceOrderRequestForm /paths/~1orders~1{id}/put/requestBody/content/application~1x-www-form-urlencoded/schema",
            "- ReplaceOrderResponse2xx /paths/~1orders~1{id}/put/responses/2XX/content/application~1json/schema",
        ],
    );
}

#[test]
fn swagger_documents_have_parameters_that_are_schemas() {
    let text = r##"
swagger: 2.0
paths:
  /users:
    post:
      operationId: addUser
      parameters:
        - { name: kind, in: query, type: string, enum: [a, b], required: true }
        - { name: limit, in: query, type: integer }
        - { name: user, in: body, schema: { type: object, properties: { a: {} } } }
        - { $ref: "#/parameters/Page" }
      responses:
        "201": { schema: { type: object, properties: { b: {} } }, headers: { X-Rate: { type: integer, minimum: 0 } } }
parameters:
  Page: { name: page, in: query, type: integer, minimum: 1, required: false }
definitions:
  User: { type: object }
"##;
    holds(
        &[("a.yaml", text)],
        &[
            "User /definitions/User",
            "AddUserKind /paths/~1users/post/parameters/0",
            "AddUserRequest /paths/~1users/post/parameters/2/schema",
            "AddUserResponse201 /paths/~1users/post/responses/201/schema",
            "AddUserResponse201XRateHeader /paths/~1users/post/responses/201/headers/X-Rate",
            "PageParameter /parameters/Page",
            "- AddUserLimit /paths/~1users/post/parameters/1",
        ],
    );
}

#[test]
fn a_document_may_have_its_parts_in_other_files() {
    let files = [
        (
            "a.yaml",
            r##"{openapi: 3.0.3, paths: {/users: {$ref: paths/users.yaml}}, components: {schemas: {User: {$ref: "schemas/user.yaml"}}}}"##,
        ),
        (
            "paths/users.yaml",
            r##"{get: {operationId: listUsers, responses: {"200": {content: {a/b: {schema: {type: object, properties: {user: {$ref: ../schemas/user.yaml}}}}}}, "400": {$ref: "../parts.yaml#/Bad"}}}}"##,
        ),
        ("parts.yaml", r#"{Bad: {content: {a/b: {schema: {type: object, nullable: true}}}}}"#),
        ("schemas/user.yaml", r#"{type: object, nullable: true}"#),
    ];
    let resolved = resolve(&files);
    assert_eq!(resolved.messages(), Vec::<String>::new());
    assert_eq!(
        names(&resolved),
        [
            "User /components/schemas/User",
            "ListUsersResponse200 /get/responses/200/content/a~1b/schema",
            "BadResponse /Bad/content/a~1b/schema",
        ]
    );
    // The parts are in the language of the whole.
    let user = resolved.at("schemas/user.yaml#");
    assert!(user.types.is_some_and(|it| it.contains(super::super::Type::Null)));
    let roots = resolved.schemas.roots.iter().map(|root| root.schema.is_some());
    assert_eq!(roots.collect::<Vec<_>>(), [false, false, false, true]);
}

#[test]
fn a_part_that_is_missing_is_told() {
    let text = r##"{openapi: 3.1.0, paths: {/a: {$ref: paths/a.yaml}, /b: {get: {parameters: [{$ref: "#/components/parameters/Pag"}]}}}, components: {schemas: {A: {}}, parameters: {Page: {schema: {type: string}}}}}"##;
    let messages = resolve(&[("a.yaml", text)]).messages();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages[0].contains("no input is the file paths/a.yaml"), "{messages:?}");
    assert!(messages[1].contains("did you mean `#/components/parameters/Page`?"), "{messages:?}");
}

#[test]
fn other_documents_hold_schemas_as_well() {
    let asyncapi = r##"
asyncapi: 3.0.0
channels:
  users: { messages: { signedUp: { $ref: "#/components/messages/UserSignedUp" }, lost: { payload: { properties: { l: {} } } } } }
components:
  schemas: { User: { type: object } }
  messages:
    UserSignedUp: { payload: { schemaFormat: "application/schema+json;version=draft-07", schema: { properties: { u: {} } } }, headers: { properties: { h: {} } } }
"##;
    holds(
        &[("a.yaml", asyncapi)],
        &[
            "User /components/schemas/User",
            "UsersLostPayload /channels/users/messages/lost/payload",
            "UserSignedUpPayload /components/messages/UserSignedUp/payload/schema",
            "UserSignedUpHeaders /components/messages/UserSignedUp/headers",
        ],
    );
    let resource = r#"
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: crontabs.example.com }
spec:
  names: { kind: CronTab, plural: crontabs }
  versions:
    - { name: v1, schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object } } } } }
"#;
    holds(&[("a.yaml", resource)], &["CronTabV1 /spec/versions/0/schema/openAPIV3Schema"]);
    let other = "kind: Namespace";
    let indented = resource.trim().replace('\n', "\n    ");
    for (several, at) in [
        (format!("# License\n---\n---{resource}---\n{other}\n---{resource}---\n"), ""),
        (format!("kind: List\nitems:\n  - {indented}\n  - {other}\n  - {indented}\n"), "/items"),
    ] {
        let expected =
            [0, 2].map(|it| format!("CronTabV1 {at}/{it}/spec/versions/0/schema/openAPIV3Schema"));
        holds(&[("a.yaml", &several)], &expected.each_ref().map(String::as_str));
    }
    let rpc = r##"{"openrpc": "1.2.6", "methods": [{"name": "get_user", "params": [{"name": "id", "schema": {"type": "string", "minLength": 1}}, {"$ref": "#/components/contentDescriptors/Page"}],
        "result": {"name": "user", "schema": {"properties": {"a": {}}}}}], "components": {"contentDescriptors": {"Page": {"name": "p", "schema": {"minimum": 1}}}}}"##;
    holds(
        &[("a.json", rpc)],
        &[
            "GetUserId /methods/0/params/0/schema",
            "GetUserResult /methods/0/result/schema",
            "Page /components/contentDescriptors/Page/schema",
        ],
    );
    let tools = r#"{"tools": [{"name": "get_weather", "inputSchema": {"type": "object", "properties": {"a": {}}}}]}"#;
    holds(&[("a.json", tools)], &["GetWeatherInput /tools/0/inputSchema"]);
    let answer = format!(r#"{{"jsonrpc": "2.0", "id": 1, "result": {tools}}}"#);
    holds(&[("a.json", &answer)], &["GetWeatherInput /result/tools/0/inputSchema"]);
    let bare = tools.strip_prefix(r#"{"tools": "#).and_then(|it| it.strip_suffix('}')).unwrap();
    holds(&[("a.json", bare)], &["GetWeatherInput /0/inputSchema"]);
    let definitions = r#"{"$defs": {"A": {"type": "object"}}}"#;
    holds(&[("a.json", definitions)], &["A /$defs/A"]);
    assert!(resolve(&[("a.json", definitions)]).schemas.roots[0].schema.is_none());
}

#[test]
fn an_api_may_stand_in_several_files() {
    let files = [
        (
            "a.yaml",
            r#"{ openapi: 3.0.3, paths: { $ref: paths.yaml }, components: { schemas: { $ref: parts.yaml } } }"#,
        ),
        (
            "paths.yaml",
            r#"/a: { get: { operationId: getA, parameters: { $ref: parameters.yaml }, responses: { $ref: answers.yaml } } }"#,
        ),
        ("parameters.yaml", "- { name: id, in: query, schema: { maxLength: 3 } }"),
        (
            "answers.yaml",
            r#""200": { content: { a/b: { schema: { type: object, properties: { a: {} } } } } }"#,
        ),
        ("parts.yaml", "Part: { type: object }"),
    ];
    holds(&files, &["Part /Part", "GetAId /0/schema", "GetAResponse200 /200/content/a~1b/schema"]);
    let methods = [
        ("a.json", r#"{"openrpc": "1.2.6", "methods": [{"$ref": "foo.json"}]}"#),
        (
            "foo.json",
            r#"{"name": "foo", "result": {"name": "r", "schema": {"properties": {"a": {}}}}}"#,
        ),
    ];
    holds(&methods, &["FooResult /result/schema"]);
}

#[test]
fn what_is_no_member_of_an_object_is_told() {
    let text = r##"
openapi: 3.0.3
componets: {}
paths:
  /a:
    GET: {}
    post:
      request_body: {}
      requestBody: { content: { a/b: { $ref: "#/components/schemas/A" } } }
      responses: { "200": { x-note: {}, schema: {} } }
components: { schemas: { A: { type: object } } }
"##;
    let messages = resolve(&[("a.yaml", text)]).messages();
    let expected = [
        "R013 Warning a.yaml#/componets {}: `componets` is no member of a document, so no schema is looked for in it; did you mean `components`?",
        "R013 Warning a.yaml#/paths/~1a/GET {}: `GET` is no member of a path item, so no schema is looked for in it; did you mean `get`?",
        "R013 Warning a.yaml#/paths/~1a/post/request_body {}: `request_body` is no member of an operation, so no schema is looked for in it; did you mean `requestBody`?",
    ];
    for message in expected {
        assert!(messages.iter().any(|it| it == message), "{message} is not in {messages:#?}");
    }
    assert_eq!(messages.len(), 5, "{messages:#?}");
    assert!(messages.iter().any(|it| it.contains("leads to what is no media type")));
    assert!(messages.iter().any(|it| it.contains("`schema` is no member of a response")));
}

#[test]
fn a_tool_is_a_document_of_its_own() {
    let text = r##"{"tools": [{"name": "t", "inputSchema": {"properties": {"l": {"$ref": "#/$defs/L"}}, "$defs": {"L": {"type": "object"}}}}]}"##;
    let resolved = resolve(&[("a.json", text)]);
    assert_eq!(resolved.messages(), Vec::<String>::new());
    let l = resolved.at("a.json#/tools/0/inputSchema/properties/l").references[0];
    assert_eq!(resolved.place(l), "a.json#/tools/0/inputSchema/$defs/L");
}

#[test]
fn documents_of_one_file_have_nothing_in_common() {
    let text = r##"
openapi: 3.0.3
paths: { /a: { get: { operationId: getA, responses: { "200": { content: { a/b: { schema: { $ref: "#/components/schemas/A" } } } } } } } }
components: { schemas: { A: { type: object, properties: { n: { type: integer, nullable: true } } } } }
---
openapi: 3.1.0
components: { schemas: { A: { type: object, properties: { n: { type: [string, "null"] } } }, B: { $ref: "#/components/schemas/A" } } }
---
kind: CustomResourceDefinitionList
items:
  - apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    spec: { names: { kind: Cron }, versions: [{ name: v1, schema: { openAPIV3Schema: { type: object } } }] }
"##;
    let resolved = resolve(&[("a.yaml", text)]);
    assert_eq!(resolved.messages(), Vec::<String>::new());
    let expected = [
        "A /0/components/schemas/A",
        "A /1/components/schemas/A",
        "B /1/components/schemas/B",
        "CronV1 /2/items/0/spec/versions/0/schema/openAPIV3Schema",
        "- GetAResponse200 /0/paths/~1a/get/responses/200/content/a~1b/schema",
    ];
    assert_eq!(names(&resolved), expected);
    let target = |place: &str| resolved.place(resolved.at(place).references[0]);
    assert_eq!(target("a.yaml#/1/components/schemas/B"), "a.yaml#/1/components/schemas/A");
    let place = "a.yaml#/0/paths/~1a/get/responses/200/content/a~1b/schema";
    assert_eq!(target(place), "a.yaml#/0/components/schemas/A");
}

#[test]
fn a_payload_is_in_the_language_that_its_media_type_names() {
    let text = r#"
asyncapi: 2.6.0
channels:
  a: { publish: { message: { schemaFormat: "application/schema+json;version=draft-04", payload: { minimum: 3, exclusiveMinimum: true } } } }
  b: { publish: { message: { schemaFormat: "application/vnd.oai.openapi;version=3.0.0", payload: { type: integer, nullable: true } } } }
components: { schemas: { C: { schemaFormat: "application/schema+yaml;version=2020-12", schema: { prefixItems: [{}] } } } }
"#;
    let resolved = resolve(&[("a.yaml", text)]);
    assert_eq!(resolved.messages(), Vec::<String>::new());
    let at = |channel: &str| {
        resolved.at(&format!("a.yaml#/channels/{channel}/publish/message/payload")).clone()
    };
    assert!(at("a").exclusive_minimum.is_some() && at("a").minimum.is_none());
    assert!(at("b").types.is_some_and(|it| it.contains(super::super::Type::Null)));
    assert_eq!(resolved.at("a.yaml#/components/schemas/C/schema").prefix_items.len(), 1);
}

#[test]
fn what_holds_no_schema_is_told() {
    for (text, expected) in [
        (r#"{"openapi": "3.1.0", "paths": {}}"#, "this OpenAPI document holds no schema"),
        (r#"{"name": "n", "type": "module"}"#, "no member of its root says that it is one"),
    ] {
        let messages = resolve(&[("a.json", text), ("b.json", "{}")]).messages();
        assert_eq!(messages.len(), 1, "{messages:?}");
        assert!(
            messages[0].starts_with("R001 Warning") && messages[0].contains(expected),
            "{messages:?}"
        );
        let messages = resolve(&[("a.json", text)]).messages();
        assert!(messages[0].starts_with("S007 Error"), "{messages:?}");
    }
    let avro = r#"{asyncapi: 2.6.0, channels: {a: {publish: {message: {schemaFormat: application/vnd.apache.avro, payload: {type: record}}}}}, components: {schemas: {A: {}}}}"#;
    let messages = resolve(&[("a.yaml", avro)]).messages();
    assert!(
        messages[0].starts_with("R012 Warning a.yaml#/channels/a/publish/message/payload"),
        "{messages:?}"
    );
}

#[test]
fn nullable_means_null_is_accepted() {
    use super::super::Evaluator;
    let text = |version: &str| {
        format!(
            r##"{{"openapi": "{version}", "components": {{"schemas": {{
            "Base": {{"type": "object", "required": ["a"]}},
            "Ref": {{"$ref": "#/components/schemas/Base", "nullable": true}},
            "AllOf": {{"allOf": [{{"$ref": "#/components/schemas/Base"}}], "nullable": true}},
            "AllOfType": {{"type": "object", "allOf": [{{"$ref": "#/components/schemas/Base"}}], "nullable": true}},
            "AnyOf": {{"anyOf": [{{"type": "string"}}, {{"$ref": "#/components/schemas/Base"}}], "nullable": true}},
            "OneOf": {{"oneOf": [{{"type": "string"}}, {{"$ref": "#/components/schemas/Base"}}], "nullable": true}},
            "Enum": {{"type": "string", "enum": ["a", "b"], "nullable": true}},
            "Values": {{"enum": ["a", "b"], "nullable": true}},
            "Properties": {{"required": ["a"], "nullable": true}}
        }}}}}}"##
        )
    };
    let resolved = resolve(&[("a.json", text("3.0.3").as_str())]);
    assert_eq!(resolved.messages(), Vec::<String>::new());
    let json = |text: &str| super::sources(&[("b.json", text)]).files[0].root().clone();
    let evaluator = Evaluator::new(&resolved.schemas);
    for (name, id) in &resolved.schemas.roots[0].definitions {
        let is = |text: &str| evaluator.accepts(*id, &json(text));
        assert_eq!(is("null"), name != "Base", "{name}");
        assert!(!is(r#"{"b": 1}"#), "{name}");
        assert!(is(r#"{"a": 1}"#) || is(r#""a""#), "{name}");
    }
    let messages = resolve(&[("a.json", text("3.1.0").as_str())]).messages();
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(
        messages[0].starts_with("R013 Warning a.json#/components/schemas/Ref/nullable"),
        "{messages:?}"
    );
}

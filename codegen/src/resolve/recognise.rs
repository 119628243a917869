//! Whether a file is a schema: folders of schemas hold other files as well.
//!
//! Input: the root of a document that is of no other kind. Output: its [`Content`]. What names its dialect
//! is a schema; otherwise one member at least has to be a keyword with a value that it may have, as
//! `package.json` has a `type` and `dependencies` too, and in a file that was found in a folder one that
//! other files hardly have. What has no member but annotations, or none at all, is the schema that accepts
//! anything. Of a document that is none, where the first schema in it seems to be.

use super::TypeSet;
use super::dialect::{Language, Meaning};
use crate::source::{Json, Kind, Member, pointer};

/// What a file holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Content {
    /// A schema at its root.
    Schema,
    /// Schemas in `$defs` or `definitions`, and none at its root.
    Definitions,
    /// None at its root.
    Other,
}

/// What the root of a file is; where somebody means it to be a schema, any keyword shows that it is one.
pub(super) fn content(root: &Json, language: Language, is_meant: bool) -> Content {
    let Some(members) = root.as_object() else {
        return if root.as_bool().is_some() { Content::Schema } else { Content::Other };
    };
    let asserts = |name: &String| !language.meaning(name).is_annotation();
    let has_definitions = members.iter().any(|(name, member)| {
        language.meaning(name) == Meaning::Definitions
            && member.value.as_object().is_some_and(|it| !it.is_empty())
    });
    if has_definitions && !members.keys().any(asserts) {
        return Content::Definitions;
    }
    let schema = root.get("$schema").and_then(Json::as_str);
    let is_known = schema.is_some_and(|it| it.contains("json-schema.org/"));
    let is_foreign =
        |name: &String| language.meaning(name) == Meaning::Unknown && !name.starts_with("x-");
    let is_meant = is_meant || schema.is_some();
    let tells = |(name, it): (&String, &Member)| {
        let meaning = language.meaning(name);
        is_keyword(meaning, &it.value) && (is_meant || tells(meaning, &it.value, language))
    };
    let is_schema = is_known || members.iter().any(tells) || !members.keys().any(is_foreign);
    if is_schema { Content::Schema } else { Content::Other }
}

/// Whether a keyword beside names that are none says that an object is a schema. Other files have
/// `items`, a `pattern` or a `minimum` of their own.
fn tells(meaning: Meaning, value: &Json, language: Language) -> bool {
    let is_schema = |it: &Json| seems_a_schema(it, language);
    match meaning {
        Meaning::Type
        | Meaning::Ref
        | Meaning::DynamicRef
        | Meaning::RecursiveRef
        | Meaning::Enum
        | Meaning::Required
        | Meaning::Properties
        | Meaning::PatternProperties
        | Meaning::AdditionalProperties
        | Meaning::DependentSchemas
        | Meaning::DependentRequired
        | Meaning::UnevaluatedProperties
        | Meaning::Definitions
        | Meaning::AllOf
        | Meaning::AnyOf
        | Meaning::OneOf => true,
        _ => value.as_array().map_or(is_schema(value), |it| it.iter().any(is_schema)),
    }
}

/// How far into a document schemas are looked for, and at how many values.
const DEPTH: usize = 4;
const LOOKED_AT: usize = 10_000;

/// Whether a document is an array, as a stream of YAML documents is read, in which a schema stands.
pub(super) fn is_list_of_schemas(root: &Json, language: Language) -> bool {
    root.as_array().is_some_and(|it| it.iter().any(|it| seems_a_schema(it, language)))
}

/// The first value in a document that is no schema that seems to be one, and where it stands.
pub(super) fn first_below(root: &Json, language: Language) -> Option<(String, &Json)> {
    let mut level = vec![(String::new(), root)];
    for _ in 0..DEPTH {
        let below = level.iter().flat_map(|(above, it)| {
            let members = it.as_object().into_iter().flatten();
            members.map(move |(name, member)| (pointer::child(above, name), &member.value))
        });
        let below: Vec<_> = below.take(LOOKED_AT).collect();
        if let Some(found) = below.iter().find(|(_, it)| seems_a_schema(it, language)) {
            return Some(found.clone());
        }
        level = below;
    }
    None
}

/// Whether an object has a keyword that says what there is, and a right value for it.
pub(super) fn seems_a_schema(json: &Json, language: Language) -> bool {
    let is_telling = |it: Meaning| {
        use Meaning::{AllOf, AnyOf, OneOf, Properties, Ref, Type};
        matches!(it, Type | Properties | AllOf | AnyOf | OneOf | Ref)
    };
    let mut members = json.as_object().into_iter().flatten();
    members.any(|(name, it)| {
        let meaning = language.meaning(name);
        is_telling(meaning) && is_keyword(meaning, &it.value)
    })
}

/// Whether the value is one that the keyword may have.
pub(super) fn is_keyword(meaning: Meaning, value: &Json) -> bool {
    let is_schema = |it: &Json| matches!(it.kind, Kind::Object(_) | Kind::Bool(_));
    let is_type = |it: &Json| it.as_str().is_some_and(|it| TypeSet::named(it).is_some());
    let all = |test: &dyn Fn(&Json) -> bool| value.as_array().is_some_and(|it| it.iter().all(test));
    let each = |test: &dyn Fn(&Json) -> bool| {
        value.as_object().is_some_and(|it| it.values().all(|it| test(&it.value)))
    };
    match meaning {
        Meaning::Type => is_type(value) || all(&is_type),
        Meaning::Ref | Meaning::DynamicRef | Meaning::RecursiveRef | Meaning::Pattern => {
            value.as_str().is_some()
        }
        Meaning::Enum => value.as_array().is_some(),
        Meaning::Required => all(&|it| it.as_str().is_some()),
        Meaning::Properties
        | Meaning::PatternProperties
        | Meaning::DependentSchemas
        | Meaning::Definitions => each(&is_schema),
        Meaning::Dependencies => each(&|it| is_schema(it) || it.as_array().is_some()),
        Meaning::DependentRequired => each(&|it| it.as_array().is_some()),
        Meaning::AllOf | Meaning::AnyOf | Meaning::OneOf | Meaning::PrefixItems => {
            value.as_array().is_some_and(|it| !it.is_empty()) && all(&is_schema)
        }
        Meaning::Items | Meaning::ItemsOrTuple => is_schema(value) || all(&is_schema),
        Meaning::AdditionalItems
        | Meaning::AdditionalProperties
        | Meaning::Contains
        | Meaning::PropertyNames
        | Meaning::UnevaluatedItems
        | Meaning::UnevaluatedProperties
        | Meaning::Not
        | Meaning::If
        | Meaning::Then
        | Meaning::Else => is_schema(value),
        Meaning::Maximum
        | Meaning::Minimum
        | Meaning::ExclusiveMaximum
        | Meaning::ExclusiveMinimum
        | Meaning::MultipleOf
        | Meaning::MaxLength
        | Meaning::MinLength
        | Meaning::MaxItems
        | Meaning::MinItems
        | Meaning::MinContains
        | Meaning::MaxContains
        | Meaning::MaxProperties
        | Meaning::MinProperties => value.as_number().is_some(),
        Meaning::Const => true,
        Meaning::UniqueItems | Meaning::ExclusiveMaximumFlag | Meaning::ExclusiveMinimumFlag => {
            value.as_bool().is_some()
        }
        Meaning::Nullable => value.as_bool() == Some(true),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_is_told_from_other_files() {
        use Content::{Definitions, Other, Schema};
        for (text, expected) in [
            ("{}", Schema),
            ("true", Schema),
            (r#"{"title": "anything"}"#, Schema),
            (r#"{"description": "t", "x-note": 1}"#, Schema),
            (r#"{"type": "object", "name": "n"}"#, Schema),
            (r##"{"$ref": "#/x", "x": {}}"##, Schema),
            (r#"{"$schema": "http://json-schema.org/draft-07/schema#", "name": 1}"#, Schema),
            (r#"{"$defs": {"a": {}}}"#, Definitions),
            (r#"{"title": "t", "definitions": {"a": {}}, "version": "1"}"#, Definitions),
            (r#"{"$defs": {}}"#, Schema),
            (r#"{"$defs": {"a": {}}, "type": "object"}"#, Schema),
            ("[]", Other),
            ("1", Other),
            (
                r#"{"name": "n", "description": "d", "type": "module", "dependencies": {"a": "1"}}"#,
                Other,
            ),
            (r#"{"$schema": "https://json.schemastore.org/package.json", "name": "n"}"#, Other),
            (r#"{"compilerOptions": {}, "include": ["src"]}"#, Other),
            (r#"{"properties": {"a": "b"}, "key": 1}"#, Other),
            (r#"{"items": {"a": 1}, "total": 1}"#, Other),
            (r#"{"items": [{"a": 1}], "total": 1}"#, Other),
            (r#"{"minimum": 1, "maximum": 2, "unit": "m"}"#, Other),
            (r#"{"pattern": "*.rs", "name": "n"}"#, Other),
            (r#"{"items": {"type": "string"}, "total": 1}"#, Schema),
            (r#"{"minimum": 1, "maximum": 2}"#, Schema),
        ] {
            let sources = super::super::tests::sources(&[("a.json", text)]);
            let root = sources.files[0].root();
            assert_eq!(content(root, Language::latest(), false), expected, "{text}");
        }
    }
}

//! Payloads of the five responses, written by hand, come back as the same JSON value.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::schemas::{Root, Schemas, member, required, workspace};
use crate::table::find;

const FILES: [&str; 4] = ["every-member.json", "future.json", "required-only.json", "text.json"];

/// The responses that have samples, and a sample of each by the name of its file.
fn samples(file: &str) -> Vec<(Root<'static>, Value)> {
    let folder = workspace().join("tests/samples");
    let roots = Schemas::get().roots();
    let samples: Vec<_> = roots
        .filter_map(|root| {
            let text = fs::read(folder.join(root.path.replace("::", ".")).join(file)).ok()?;
            Some((root, serde_json::from_slice(&text).unwrap()))
        })
        .collect();
    assert_eq!(samples.len(), 5);
    samples
}

#[test]
fn samples_come_back_as_they_are() {
    for file in FILES {
        for (root, sample) in samples(file) {
            let decoded = (find(root.path).decode)(&sample)
                .unwrap_or_else(|error| panic!("{} refuses {file}: {error}", root.path));
            assert_eq!(decoded.written, sample, "{} {file}", root.path);
        }
    }
}

#[test]
fn samples_are_valid_by_another_validator() {
    for file in FILES {
        for (root, sample) in samples(file) {
            let validator = jsonschema::validator_for(&Schemas::get().bundle(root.name)).unwrap();
            assert!(validator.is_valid(&sample), "{} {file}", root.path);
        }
    }
}

#[test]
fn every_folder_of_samples_is_that_of_a_response() {
    let mut files = BTreeSet::new();
    for folder in fs::read_dir(workspace().join("tests/samples")).unwrap() {
        let folder = folder.unwrap();
        if folder.file_type().unwrap().is_dir() {
            find(&folder.file_name().to_str().unwrap().replace('.', "::"));
            let entries = fs::read_dir(folder.path()).unwrap();
            files.extend(entries.map(|it| it.unwrap().file_name().into_string().unwrap()));
        }
    }
    assert_eq!(files, FILES.map(str::to_owned).into());
}

/// The objects of a document that a schema describes by `properties`, each with that schema.
fn objects<'a>(root: Root<'a>, sample: &Value) -> Vec<(&'a Value, Vec<String>)> {
    let places = Schemas::get().places(root.schema, sample).into_iter();
    let described = places.filter(|place| place.schema.get("properties").is_some());
    described
        .map(|place| {
            let object = sample.pointer(&place.pointer).and_then(Value::as_object).unwrap();
            (place.schema, object.keys().cloned().collect())
        })
        .collect()
}

#[test]
fn samples_hold_what_their_names_promise() {
    for (root, sample) in samples("every-member.json") {
        let present: BTreeSet<String> =
            objects(root, &sample).into_iter().flat_map(|(_, names)| names).collect();
        for (schema, _) in objects(root, &sample) {
            let known = schema["properties"].as_object().unwrap().keys();
            assert!(known.clone().all(|name| present.contains(name)), "{} {known:?}", root.path);
        }
    }
    for (root, sample) in samples("required-only.json") {
        for (schema, names) in objects(root, &sample) {
            let required: BTreeSet<&str> = required(schema).collect();
            assert_eq!(names.iter().map(String::as_str).collect::<BTreeSet<_>>(), required);
        }
    }
    for (root, sample) in samples("future.json") {
        let is_future = |(schema, names): &(&Value, Vec<String>)| {
            names.iter().any(|name| member(schema, name).is_none())
        };
        let future = objects(root, &sample).iter().filter(|it| is_future(it)).count();
        assert!(future >= 20, "{}: {future}", root.path);
    }
    for (root, sample) in samples("text.json") {
        assert!(!sample.to_string().is_ascii(), "{}", root.path);
    }
}

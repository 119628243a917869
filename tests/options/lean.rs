//! Types that ignore unknown members have no place for them, and what looks at all members still does.

use std::mem::size_of;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::trees::with_lean::settings::{
    Kept, Settings, SettingsClosed, SettingsCounted, SettingsPatterned, SettingsPlugin,
    SettingsTyped,
};

/// What is written of what was read.
#[track_caller]
fn rewritten<T: for<'de> Deserialize<'de> + Serialize>(document: Value) -> Value {
    let read: T = serde_json::from_value(document).unwrap();
    serde_json::to_value(read).unwrap()
}

#[test]
fn a_type_that_ignores_them_has_no_field_for_them() {
    // No field is left out here, so there is none for others.
    let Settings { name, plugin, kept, closed, typed, patterned, counted, map, session_token } =
        Settings::new("x");
    assert_eq!(name, "x");
    assert!(plugin.is_none() && kept.is_none() && closed.is_none() && typed.is_none());
    assert!(patterned.is_none() && counted.is_none() && map.is_none() && session_token.is_none());
    let all = json!({ "name": "x", "other": [1], "next": { "a": null } });
    assert_eq!(rewritten::<Settings>(all), json!({ "name": "x" }));
}

#[test]
fn a_type_that_keeps_them_in_spite_of_that_is_named_by_path_or_place() {
    let plugin = json!({ "id": 1, "other": 2 });
    assert_eq!(rewritten::<SettingsPlugin>(plugin.clone()), plugin);
    let kept = json!({ "b": true, "other": 2 });
    assert_eq!(rewritten::<Kept>(kept.clone()), kept);
    assert_eq!(size_of::<Kept>(), size_of::<(Option<bool>, usize)>());
}

#[test]
fn what_a_schema_says_of_other_members_holds_all_the_same() {
    let refused = |error: Result<(), serde_json::Error>| error.unwrap_err().to_string();
    let closed = serde_json::from_value::<SettingsClosed>(json!({ "b": 1 })).map(drop);
    assert!(refused(closed).contains("additionalProperties"));
    // These are named by the schema, if not one by one; what no pattern matches is not.
    let typed = json!({ "a": null, "n": 1 });
    assert_eq!(rewritten::<SettingsTyped>(typed.clone()), typed);
    let typed = serde_json::from_value::<SettingsTyped>(json!({ "n": "x" })).map(drop);
    assert!(refused(typed).starts_with("/n: "));
    let patterned = json!({ "a": 1, "x-b": "c", "other": 3 });
    assert_eq!(rewritten::<SettingsPatterned>(patterned), json!({ "a": 1, "x-b": "c" }));
    let patterned = serde_json::from_value::<SettingsPatterned>(json!({ "x-b": 1 })).map(drop);
    assert!(refused(patterned).starts_with("/x-b: "));
    // What is counted has to be there to be counted.
    let counted = json!({ "a": 1, "b": 2 });
    assert_eq!(rewritten::<SettingsCounted>(counted.clone()), counted);
    let counted = json!({ "a": 1, "b": 2, "c": 3 });
    let counted = serde_json::from_value::<SettingsCounted>(counted).map(drop);
    assert!(refused(counted).contains("maxProperties"));
}

#[test]
fn a_map_is_no_set_of_unknown_members() {
    let settings = json!({ "name": "x", "map": { "a": 1 } });
    assert_eq!(rewritten::<Settings>(settings.clone()), settings);
}

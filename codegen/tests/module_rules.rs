//! The module rules of `codegen.toml` give every schema of the API a path of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use codegen::Config;
use codegen::internal::files::{Disk, Files};

fn config() -> Config {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    Config::from_file(&Disk, &root.join("codegen.toml")).unwrap()
}

fn path_of(config: &Config, name: &str) -> Option<String> {
    config.type_path(Some(name), "").map(|segments| segments.join("::"))
}

/// The names that the schemas of a folder give to themselves by their `$id`.
fn names(folder: &Path) -> BTreeSet<String> {
    let is_json = |path: &PathBuf| path.extension().is_some_and(|it| it == "json");
    let name = |path: PathBuf| {
        let schema: serde_json::Value = serde_json::from_slice(&Disk.read(&path).unwrap()).unwrap();
        let name = schema["$id"].as_str().unwrap().strip_prefix("#/components/schemas/");
        name.map(str::to_owned)
    };
    Disk.list(folder, &[]).unwrap().files.into_iter().filter(is_json).filter_map(name).collect()
}

/// Every name has a path, no two have the same, and no type is called like a module beside it.
fn check_folder(folder: &Path, at_least: usize) {
    let config = config();
    let names = names(folder);
    assert!(names.len() >= at_least, "{} names", names.len());
    let mut found = BTreeMap::new();
    let mut modules = BTreeSet::new();
    for name in names {
        let path = path_of(&config, &name).unwrap_or_else(|| panic!("no rule for {name}"));
        let segments: Vec<_> = path.split("::").collect();
        assert!(matches!(segments.len(), 3..=5), "{name} becomes {path}");
        for end in 1..segments.len() {
            modules.insert(segments[..end].join("::"));
        }
        if let Some(other) = found.insert(path.clone(), name.clone()) {
            panic!("{name} and {other} both become {path}");
        }
    }
    for path in found.keys() {
        assert!(!modules.contains(path), "{path} is a type and a module");
    }
}

#[test]
fn names_become_paths() {
    let config = config();
    let cases = [
        ("api_b2b_session_v1_AuthenticateResponse", "b2b::session::v1::AuthenticateResponse"),
        ("api_organization_v1_Member", "organization::v1::Member"),
        ("api_device_history_v1_DeviceInfo", "device_history::v1::DeviceInfo"),
        ("api_consumer_rbac_v1_Policy", "consumer_rbac::v1::Policy"),
        (
            "api_b2b_idp_v1_b2b_idp_oauth_AuthorizeRequest",
            "b2b::idp::v1::idp_oauth::AuthorizeRequest",
        ),
        (
            "api_organization_v1_organizations_members_oauth_providers_GithubResponse",
            "organization::v1::organizations_members_oauth_providers::GithubResponse",
        ),
        ("pwa_sdk_v3_GetB2BConfigResponse", "pwa::sdk::v3::GetB2BConfigResponse"),
        ("pwa_trusted_token_profile_v3_PEMFile", "pwa::trusted_token_profile::v3::PEMFile"),
        (
            "account_manager_project_v1_ValidationPolicy",
            "account_manager::project::v1::ValidationPolicy",
        ),
    ];
    for (name, expected) in cases {
        assert_eq!(path_of(&config, name).as_deref(), Some(expected));
    }
    assert_eq!(path_of(&config, "https://example.com/schemas/consumer-user"), None);
}

#[test]
fn every_vendored_schema_has_a_path_of_its_own() {
    check_folder(&config().schemas[0], 82);
}

#[test]
fn every_schema_of_the_whole_api_has_a_path_of_its_own() {
    match std::env::var_os("CODEGEN_CORPUS") {
        Some(corpus) => check_folder(&Path::new(&corpus).join("stytch-api"), 700),
        None => println!("skipped: CODEGEN_CORPUS is not set"),
    }
}

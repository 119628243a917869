//! Values made by hand, with what is required by name and the rest as it comes.

use generated::organization::v1::{CustomRole, Organization, OrganizationRequired};
use serde_json::{Value, json};

fn minimal() -> Organization {
    Organization::new(OrganizationRequired {
        organization_id: "organization-test-1".to_owned(),
        organization_name: "Harbor Compilers".to_owned(),
        organization_logo_url: String::new(),
        organization_slug: "harbor".to_owned(),
        sso_jit_provisioning: "NOT_ALLOWED".to_owned(),
        sso_jit_provisioning_allowed_connections: Vec::new(),
        sso_active_connections: Vec::new(),
        email_allowed_domains: vec!["harbor.example".to_owned()],
        email_jit_provisioning: "RESTRICTED".to_owned(),
        email_invites: "ALL_ALLOWED".to_owned(),
        auth_methods: "ALL_ALLOWED".to_owned(),
        allowed_auth_methods: Vec::new(),
        mfa_policy: "OPTIONAL".to_owned(),
        rbac_email_implicit_role_assignments: Vec::new(),
        mfa_methods: "ALL_ALLOWED".to_owned(),
        allowed_mfa_methods: Vec::new(),
        oauth_tenant_jit_provisioning: "NOT_ALLOWED".to_owned(),
        claimed_email_domains: Vec::new(),
        first_party_connected_apps_allowed_type: "ALL_ALLOWED".to_owned(),
        allowed_first_party_connected_apps: Vec::new(),
        third_party_connected_apps_allowed_type: "ALL_ALLOWED".to_owned(),
        allowed_third_party_connected_apps: Vec::new(),
        custom_roles: vec![CustomRole::new("editor", "Edits.", Vec::new())],
    })
}

#[test]
fn what_is_required_is_given_by_name() {
    let written = serde_json::to_value(minimal()).unwrap();
    assert_eq!(written["organization_slug"], json!("harbor"));
    assert_eq!(written["custom_roles"][0]["role_id"], json!("editor"));
    assert_eq!(serde_json::from_value::<Organization>(written).unwrap(), minimal());
}

#[test]
fn what_is_optional_is_absent_until_it_is_set() {
    let written: Value = serde_json::to_value(minimal()).unwrap();
    assert!(written.get("organization_external_id").is_none());
    let external = Organization { organization_external_id: Some("X-1".to_owned()), ..minimal() };
    let written = serde_json::to_value(external).unwrap();
    assert_eq!(written["organization_external_id"], json!("X-1"));
}

//! Which Rust type a path names: what a test needs to read a document as a type chosen at run time.

use std::collections::BTreeSet;
use std::fmt::Debug;

use generated::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::schemas::Schemas;

/// A type of the crate.
pub(crate) struct Type {
    pub(crate) path: &'static str,
    pub(crate) decode: fn(&Value) -> Result<Decoded, String>,
}

/// What can be seen of a document that a type accepts.
#[derive(Debug, PartialEq)]
pub(crate) struct Decoded {
    /// The document, written back.
    pub(crate) written: Value,
    /// What `Debug` shows, in both its forms.
    pub(crate) debug: String,
}

/// Reads a document in each of the ways that serde_json has, which must agree.
fn decode<T>(document: &Value) -> Result<Decoded, String>
where
    T: Clone + Debug + Eq + Serialize + DeserializeOwned,
{
    let text = document.to_string();
    let by_value = serde_json::from_value::<T>(document.clone());
    let by_text = serde_json::from_str::<T>(&text);
    let by_reader = serde_json::from_reader::<_, T>(text.as_bytes());
    match (by_value, by_text, by_reader) {
        (Ok(value), Ok(by_text), Ok(by_reader)) => {
            assert_eq!(value, by_text);
            assert_eq!(value, by_reader.clone());
            let written = serde_json::to_value(&value).map_err(|error| error.to_string())?;
            Ok(Decoded { written, debug: format!("{value:?}\n{value:#?}") })
        }
        (Err(error), Err(by_text), Err(by_reader)) => {
            let error = error.to_string();
            for text in [by_text.to_string(), by_reader.to_string()] {
                // What is read from text ends with the line and the column.
                let rest = text.strip_prefix(&error).unwrap_or_else(|| panic!("{text}: {error}"));
                assert!(rest.starts_with(" at line "), "{text}");
            }
            Err(error)
        }
        verdicts => panic!("the verdicts on {text} differ: {verdicts:?}"),
    }
}

/// The type that the path names.
pub(crate) fn find(path: &str) -> &'static Type {
    TYPES.iter().find(|it| it.path == path).unwrap_or_else(|| panic!("{path} is not in the table"))
}

#[test]
fn the_table_has_the_type_of_each_schema() {
    let listed: BTreeSet<&str> = TYPES.iter().map(|it| it.path).collect();
    let made: BTreeSet<&str> = Schemas::get().roots().map(|root| root.path).collect();
    assert_eq!(listed, made);
    assert_eq!(listed.len(), 82);
}

macro_rules! types {
    ($($path:path,)*) => {
        pub(crate) const TYPES: &[Type] =
            &[$(Type { path: stringify!($path), decode: decode::<$path> }),*];
    };
}

types! {
    b2b::impersonation::v1::AuthenticateResponse,
    b2b::mfa::v1::MemberOptions,
    b2b::mfa::v1::MfaRequired,
    b2b::scim::v1::Address,
    b2b::scim::v1::Email,
    b2b::scim::v1::EnterpriseExtension,
    b2b::scim::v1::Entitlement,
    b2b::scim::v1::Group,
    b2b::scim::v1::IMs,
    b2b::scim::v1::Manager,
    b2b::scim::v1::Name,
    b2b::scim::v1::PhoneNumber,
    b2b::scim::v1::Photo,
    b2b::scim::v1::Role,
    b2b::scim::v1::SCIMAttributes,
    b2b::scim::v1::X509Certificate,
    b2b::session::v1::AttestResponse,
    b2b::session::v1::AuthenticateResponse,
    b2b::session::v1::AuthorizationVerdict,
    b2b::session::v1::ExchangeResponse,
    b2b::session::v1::MemberSession,
    b2b::session::v1::PrimaryRequired,
    device_history::v1::DeviceAttributeDetails,
    device_history::v1::DeviceInfo,
    organization::v1::ActiveSCIMConnection,
    organization::v1::ActiveSSOConnection,
    organization::v1::CustomRole,
    organization::v1::CustomRolePermission,
    organization::v1::EmailImplicitRoleAssignment,
    organization::v1::Member,
    organization::v1::MemberRole,
    organization::v1::MemberRoleSource,
    organization::v1::OAuthRegistration,
    organization::v1::Organization,
    organization::v1::RetiredEmail,
    organization::v1::SCIMRegistration,
    organization::v1::SSORegistration,
    session::v1::AmazonOAuthFactor,
    session::v1::AppleOAuthFactor,
    session::v1::AuthenticationFactor,
    session::v1::AuthenticationFactorDeliveryMethod,
    session::v1::AuthenticationFactorType,
    session::v1::AuthenticatorAppFactor,
    session::v1::BiometricFactor,
    session::v1::BitbucketOAuthFactor,
    session::v1::CoinbaseOAuthFactor,
    session::v1::CryptoWalletFactor,
    session::v1::DiscordOAuthFactor,
    session::v1::EmailFactor,
    session::v1::EmbeddableMagicLinkFactor,
    session::v1::FacebookOAuthFactor,
    session::v1::FigmaOAuthFactor,
    session::v1::GithubOAuthExchangeFactor,
    session::v1::GithubOAuthFactor,
    session::v1::GitLabOAuthFactor,
    session::v1::GoogleOAuthExchangeFactor,
    session::v1::GoogleOAuthFactor,
    session::v1::HubspotOAuthExchangeFactor,
    session::v1::HubspotOAuthFactor,
    session::v1::ImpersonatedFactor,
    session::v1::InstagramOAuthFactor,
    session::v1::LinkedInOAuthFactor,
    session::v1::MicrosoftOAuthFactor,
    session::v1::OAuthAccessTokenExchangeFactor,
    session::v1::OIDCSSOFactor,
    session::v1::PhoneNumberFactor,
    session::v1::RecoveryCodeFactor,
    session::v1::SalesforceOAuthFactor,
    session::v1::SAMLSSOFactor,
    session::v1::ShopifyOAuthFactor,
    session::v1::SlackOAuthExchangeFactor,
    session::v1::SlackOAuthFactor,
    session::v1::SnapchatOAuthFactor,
    session::v1::SpotifyOAuthFactor,
    session::v1::SteamOAuthFactor,
    session::v1::TikTokOAuthFactor,
    session::v1::TrustedAuthTokenFactor,
    session::v1::TwitchOAuthFactor,
    session::v1::TwitterOAuthFactor,
    session::v1::WebAuthnFactor,
    session::v1::YahooOAuthFactor,
    sso::v1::AuthenticateResponse,
}

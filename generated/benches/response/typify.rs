//! The types that typify 0.8 makes of the 82 schemas, for comparison.
//!
//! Made by the example `typify_output` of the package `codegen`; then the derives of serde were
//! named by the package that they come from.

///`ApiB2bImpersonationV1AuthenticateResponse`
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bImpersonationV1AuthenticateResponse {
    ///Successfully authenticating an impersonation token will never result in an intermediate session. If the token is valid, a full session will be created.
    pub intermediate_session_token: ::std::string::String,
    ///The [Member object](https://stytch.com/docs/b2b/api/member-object)
    pub member: ApiOrganizationV1Member,
    ///The member will always be fully authenticated if an impersonation token is successfully authenticated.
    pub member_authenticated: bool,
    ///Globally unique UUID that identifies a specific Member.
    pub member_id: ::std::string::String,
    ///The [Session object](https://stytch.com/docs/b2b/api/session-object) for the impersonated Member.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub member_session: ::std::option::Option<ApiB2bSessionV1MemberSession>,
    ///MFA will not be required when authenticating impersonation tokens.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub mfa_required: ::std::option::Option<ApiB2bMfaV1MfaRequired>,
    ///The [Organization object](https://stytch.com/docs/b2b/api/organization-object).
    pub organization: ApiOrganizationV1Organization,
    ///Globally unique UUID that identifies a specific Organization. The `organization_id` is critical to perform operations on an Organization, so be sure to preserve this value.
    pub organization_id: ::std::string::String,
    ///Globally unique UUID that is returned with every API call. This value is important to log for debugging purposes; we may ask for this value to help identify a specific API call when helping you debug an issue.
    pub request_id: ::std::string::String,
    ///The JSON Web Token (JWT) for a given Stytch Session.
    pub session_jwt: ::std::string::String,
    ///A secret token for a given Stytch Session.
    pub session_token: ::std::string::String,
    ///The HTTP status code of the response. Stytch follows standard HTTP response status code patterns, e.g. 2XX values equate to success, 3XX values are redirects, 4XX are client errors, and 5XX are server errors.
    pub status_code: i32,
}
///What the Member has registered that can serve as a second factor.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bMfaV1MemberOptions {
    ///Phone number in E.164 form, e.g. `+12025550162`, to which passcodes are sent; empty if the Member has none.
    pub mfa_phone_number: ::std::string::String,
    ///ID of the authenticator app (TOTP) registration; empty if the Member has none.
    pub totp_registration_id: ::std::string::String,
}
///What a Member still has to do to complete multi-factor authentication (MFA).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug, Default)]
pub struct ApiB2bMfaV1MfaRequired {
    ///The second factors that the Member can choose from.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub member_options: ::std::option::Option<ApiB2bMfaV1MemberOptions>,
    ///The step that has begun without being asked for: `sms_otp` if a passcode is on its way to the phone of the Member. Left out if no step has begun.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub secondary_auth_initiated: ::std::option::Option<::std::string::String>,
}
///A postal address of the person, as provisioned over SCIM (RFC 7643, section 4.1.2).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1Address {
    ///Country; RFC 7643 asks for the two-letter code of ISO 3166-1, e.g. `DE`.
    pub country: ::std::string::String,
    ///The whole address as it would be printed on a label; may contain line breaks.
    pub formatted: ::std::string::String,
    ///Town or city.
    pub locality: ::std::string::String,
    ///Postal or ZIP code.
    pub postal_code: ::std::string::String,
    ///Whether this is the preferred one of the addresses; at most one is.
    pub primary: bool,
    ///State, province or county.
    pub region: ::std::string::String,
    ///Street, house number and what else precedes the town; may contain line breaks.
    pub street_address: ::std::string::String,
    ///What the address is for, e.g. `work`, `home` or `other`.
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
}
///An email address of the person, as provisioned over SCIM (RFC 7643, section 4.1.2).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1Email {
    ///Whether this is the preferred one of the email addresses; at most one is.
    pub primary: bool,
    ///What the address is for, e.g. `work`, `home` or `other`.
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
    ///The email address itself.
    pub value: ::std::string::String,
}
///Attributes of the SCIM enterprise user extension (RFC 7643, section 4.3): where in a company the person works.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1EnterpriseExtension {
    ///Cost center that the person is accounted under.
    pub cost_center: ::std::string::String,
    ///Department of the company.
    pub department: ::std::string::String,
    ///Division of the company.
    pub division: ::std::string::String,
    ///Number or code that the employer has given the person; not always digits.
    pub employee_number: ::std::string::String,
    ///The person that they report to.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub manager: ::std::option::Option<ApiB2bScimV1Manager>,
    ///Name of the company or body that the person works for; not a Stytch Organization.
    pub organization: ::std::string::String,
}
///Something that the person is entitled to, as the identity provider names it (RFC 7643, section 4.1.2).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1Entitlement {
    ///Whether this is the main one of the entitlements; at most one is.
    pub primary: bool,
    ///Label that tells what kind of entitlement it is.
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
    ///The entitlement, in terms of the identity provider.
    pub value: ::std::string::String,
}
///A group of the identity provider that the person belongs to (RFC 7643, section 4.1.2).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1Group {
    ///Name of the group for people to read.
    pub display: ::std::string::String,
    ///ID of the group at the identity provider.
    pub value: ::std::string::String,
}
///An instant messaging address of the person (RFC 7643, section 4.1.2).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1IMs {
    ///Whether this is the preferred one of the messaging addresses; at most one is.
    pub primary: bool,
    ///The messaging service, e.g. `xmpp` or `skype`.
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
    ///The address or user name at the messaging service.
    pub value: ::std::string::String,
}
///The manager of the person, who is a user of the same identity provider (RFC 7643, section 4.3).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1Manager {
    ///Name of the manager for people to read.
    pub display_name: ::std::string::String,
    ///URI of the user record of the manager (`$ref` in SCIM).
    #[serde(rename = "ref")]
    pub ref_: ::std::string::String,
    ///ID of the user record of the manager.
    pub value: ::std::string::String,
}
///The parts of the name of the person (RFC 7643, section 4.1.1).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1Name {
    ///Family name; the last name in most Western languages.
    pub family_name: ::std::string::String,
    ///The full name with all its parts, as it is shown, e.g. `Dr. Ada M. Lovelace`.
    pub formatted: ::std::string::String,
    ///Given name; the first name in most Western languages.
    pub given_name: ::std::string::String,
    ///Title that precedes the name, e.g. `Dr.`.
    pub honorific_prefix: ::std::string::String,
    ///Suffix that follows the name, e.g. `III`.
    pub honorific_suffix: ::std::string::String,
    ///Middle name or names.
    pub middle_name: ::std::string::String,
}
///A phone number of the person, as provisioned over SCIM (RFC 7643, section 4.1.2).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1PhoneNumber {
    ///Whether this is the preferred one of the phone numbers; at most one is.
    pub primary: bool,
    ///What the number is for, e.g. `work`, `home`, `mobile` or `fax`.
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
    ///The number as the identity provider wrote it, which need not be E.164.
    pub value: ::std::string::String,
}
///A picture of the person (RFC 7643, section 4.1.2).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1Photo {
    ///Whether this is the preferred one of the pictures; at most one is.
    pub primary: bool,
    ///Size of the picture: `photo` or `thumbnail`.
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
    ///URL of the picture.
    pub value: ::std::string::String,
}
///A role that the person has at the identity provider (RFC 7643, section 4.1.2); not a role of Stytch RBAC.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1Role {
    ///Whether this is the main one of the roles; at most one is.
    pub primary: bool,
    ///Label that tells what kind of role it is.
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
    ///The role, in terms of the identity provider, e.g. `Student`.
    pub value: ::std::string::String,
}
///What the identity provider knows about a person: the core user attributes of SCIM (RFC 7643, section 4.1) and the enterprise extension.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1ScimAttributes {
    ///Whether the identity provider regards the account as in use; `false` once it has been suspended or removed.
    pub active: bool,
    ///Postal addresses of the person.
    pub addresses: ::std::vec::Vec<ApiB2bScimV1Address>,
    ///Name of the person for people to read.
    pub display_name: ::std::string::String,
    ///Email addresses of the person.
    pub emails: ::std::vec::Vec<ApiB2bScimV1Email>,
    ///Where in the company the person works.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub enterprise_extension: ::std::option::Option<ApiB2bScimV1EnterpriseExtension>,
    ///What the person is entitled to.
    pub entitlements: ::std::vec::Vec<ApiB2bScimV1Entitlement>,
    ///ID of the person at the SCIM client (the identity provider).
    pub external_id: ::std::string::String,
    ///The groups that the person is in.
    pub groups: ::std::vec::Vec<ApiB2bScimV1Group>,
    ///ID of the user record, given by the SCIM service provider (Stytch).
    pub id: ::std::string::String,
    ///Instant messaging addresses of the person.
    pub ims: ::std::vec::Vec<ApiB2bScimV1IMs>,
    ///Language tag by which dates, numbers and currency are written for the person, e.g. `en-US`.
    pub locale: ::std::string::String,
    ///The name of the person, in parts.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub name: ::std::option::Option<ApiB2bScimV1Name>,
    ///What the person is called in everyday life, e.g. `Bob` for Robert.
    pub nick_name: ::std::string::String,
    ///Phone numbers of the person.
    pub phone_numbers: ::std::vec::Vec<ApiB2bScimV1PhoneNumber>,
    ///Pictures of the person.
    pub photos: ::std::vec::Vec<ApiB2bScimV1Photo>,
    ///Languages that the person prefers, in the form of an HTTP `Accept-Language` header, e.g. `en-US`.
    pub preferred_language: ::std::string::String,
    ///URL of a page about the person.
    pub profile_url: ::std::string::String,
    ///Roles of the person at the identity provider.
    pub roles: ::std::vec::Vec<ApiB2bScimV1Role>,
    ///Name of the time zone in the IANA database, e.g. `America/Los_Angeles`.
    pub timezone: ::std::string::String,
    ///Job title, e.g. `Vice President`.
    pub title: ::std::string::String,
    ///Name that the person signs in with at the identity provider; unique there, and often an email address.
    pub user_name: ::std::string::String,
    ///Relation of the person to the company, e.g. `Employee` or `Contractor`.
    pub user_type: ::std::string::String,
    ///Certificates issued to the person.
    pub x509certificates: ::std::vec::Vec<ApiB2bScimV1X509Certificate>,
}
///An X.509 certificate issued to the person (RFC 7643, section 4.1.2).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bScimV1X509Certificate {
    ///Whether this is the main one of the certificates; at most one is.
    pub primary: bool,
    ///Label that tells what the certificate is for.
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
    ///The certificate: DER, encoded in Base64.
    pub value: ::std::string::String,
}
///`ApiB2bSessionV1AttestResponse`
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bSessionV1AttestResponse {
    ///The [Member object](https://stytch.com/docs/b2b/api/member-object)
    pub member: ApiOrganizationV1Member,
    ///If a valid `telemetry_id` was passed in the request and the [Fingerprint Lookup API](https://stytch.com/docs/fraud/api/fingerprint-lookup) returned results, the `member_device` response field will contain information about the member's device attributes.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub member_device: ::std::option::Option<ApiDeviceHistoryV1DeviceInfo>,
    ///Globally unique UUID that identifies a specific Member.
    pub member_id: ::std::string::String,
    ///The [Session object](https://stytch.com/docs/b2b/api/session-object).
    pub member_session: ApiB2bSessionV1MemberSession,
    ///The [Organization object](https://stytch.com/docs/b2b/api/organization-object).
    pub organization: ApiOrganizationV1Organization,
    ///Globally unique UUID that is returned with every API call. This value is important to log for debugging purposes; we may ask for this value to help identify a specific API call when helping you debug an issue.
    pub request_id: ::std::string::String,
    ///The JSON Web Token (JWT) for a given Stytch Session.
    pub session_jwt: ::std::string::String,
    ///A secret token for a given Stytch Session.
    pub session_token: ::std::string::String,
    ///The HTTP status code of the response. Stytch follows standard HTTP response status code patterns, e.g. 2XX values equate to success, 3XX values are redirects, 4XX are client errors, and 5XX are server errors.
    pub status_code: i32,
}
///`ApiB2bSessionV1AuthenticateResponse`
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bSessionV1AuthenticateResponse {
    ///The [Member object](https://stytch.com/docs/b2b/api/member-object)
    pub member: ApiOrganizationV1Member,
    ///The [Session object](https://stytch.com/docs/b2b/api/session-object).
    pub member_session: ApiB2bSessionV1MemberSession,
    ///The [Organization object](https://stytch.com/docs/b2b/api/organization-object).
    pub organization: ApiOrganizationV1Organization,
    ///Globally unique UUID that is returned with every API call. This value is important to log for debugging purposes; we may ask for this value to help identify a specific API call when helping you debug an issue.
    pub request_id: ::std::string::String,
    ///The JSON Web Token (JWT) for a given Stytch Session.
    pub session_jwt: ::std::string::String,
    ///A secret token for a given Stytch Session.
    pub session_token: ::std::string::String,
    ///The HTTP status code of the response. Stytch follows standard HTTP response status code patterns, e.g. 2XX values equate to success, 3XX values are redirects, 4XX are client errors, and 5XX are server errors.
    pub status_code: i32,
    /**If an `authorization_check` is provided in the request and the check succeeds, this field will return
  information about why the Member was granted permission.*/
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub verdict: ::std::option::Option<ApiB2bSessionV1AuthorizationVerdict>,
}
///The outcome of the permission check that a request asked for.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bSessionV1AuthorizationVerdict {
    ///Whether the Member may take the action on the resource.
    pub authorized: bool,
    ///IDs of those roles of the Member that allow the action.
    pub granting_roles: ::std::vec::Vec<::std::string::String>,
}
///`ApiB2bSessionV1ExchangeResponse`
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bSessionV1ExchangeResponse {
    ///The returned Intermediate Session Token contains any Email Magic Link or OAuth factors from the original member session that are valid for the target Organization. If this value is non-empty, the member must complete an MFA step to finish logging in to the Organization. The token can be used with the [OTP SMS Authenticate endpoint](https://stytch.com/docs/b2b/api/authenticate-otp-sms), [TOTP Authenticate endpoint](https://stytch.com/docs/b2b/api/authenticate-totp), or [Recovery Codes Recover endpoint](https://stytch.com/docs/b2b/api/recovery-codes-recover) to complete an MFA flow and log in to the Organization. The token has a default expiry of 10 minutes. It can also be used with the [Exchange Intermediate Session endpoint](https://stytch.com/docs/b2b/api/exchange-intermediate-session) to join a specific Organization that allows the factors represented by the intermediate session token; or the [Create Organization via Discovery endpoint](https://stytch.com/docs/b2b/api/create-organization-via-discovery) to create a new Organization and Member. Intermediate Session Tokens have a default expiry of 10 minutes.
    pub intermediate_session_token: ::std::string::String,
    ///The [Member object](https://stytch.com/docs/b2b/api/member-object)
    pub member: ApiOrganizationV1Member,
    ///Indicates whether the Member is fully authenticated. If false, the Member needs to complete an MFA step to log in to the Organization.
    pub member_authenticated: bool,
    ///If a valid `telemetry_id` was passed in the request and the [Fingerprint Lookup API](https://stytch.com/docs/fraud/api/fingerprint-lookup) returned results, the `member_device` response field will contain information about the member's device attributes.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub member_device: ::std::option::Option<ApiDeviceHistoryV1DeviceInfo>,
    ///Globally unique UUID that identifies a specific Member.
    pub member_id: ::std::string::String,
    ///The [Session object](https://stytch.com/docs/b2b/api/session-object).
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub member_session: ::std::option::Option<ApiB2bSessionV1MemberSession>,
    ///Information about the MFA requirements of the Organization and the Member's options for fulfilling MFA.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub mfa_required: ::std::option::Option<ApiB2bMfaV1MfaRequired>,
    ///The [Organization object](https://stytch.com/docs/b2b/api/organization-object).
    pub organization: ApiOrganizationV1Organization,
    ///Information about the primary authentication requirements of the Organization.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub primary_required: ::std::option::Option<ApiB2bSessionV1PrimaryRequired>,
    ///Globally unique UUID that is returned with every API call. This value is important to log for debugging purposes; we may ask for this value to help identify a specific API call when helping you debug an issue.
    pub request_id: ::std::string::String,
    ///The JSON Web Token (JWT) for a given Stytch Session.
    pub session_jwt: ::std::string::String,
    ///A secret token for a given Stytch Session.
    pub session_token: ::std::string::String,
    ///The HTTP status code of the response. Stytch follows standard HTTP response status code patterns, e.g. 2XX values equate to success, 3XX values are redirects, 4XX are client errors, and 5XX are server errors.
    pub status_code: i32,
}
///A session of a Member in one Organization, with every factor that was used to authenticate it.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bSessionV1MemberSession {
    ///Every factor used in the session so far.
    pub authentication_factors: ::std::vec::Vec<ApiSessionV1AuthenticationFactor>,
    ///Claims that the application has added to the session; they appear in the session JWT as well.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub custom_claims: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the session ends unless it is extended before.
    pub expires_at: ::std::string::String,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the session was last authenticated.
    pub last_accessed_at: ::std::string::String,
    ///ID of the Member whose session it is.
    pub member_id: ::std::string::String,
    ///ID of the session.
    pub member_session_id: ::std::string::String,
    ///ID of the Organization that the session is for.
    pub organization_id: ::std::string::String,
    ///Slug of the Organization that the session is for, as in `organization_slug` of the Organization.
    pub organization_slug: ::std::string::String,
    ///IDs of all roles that the Member holds in this session, both assigned and implied.
    pub roles: ::std::vec::Vec<::std::string::String>,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the session was created.
    pub started_at: ::std::string::String,
}
///Which primary authentication a Member still has to complete before the Organization lets them in.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiB2bSessionV1PrimaryRequired {
    ///The methods, any one of which is enough, e.g. `sso` or `password`; the values are those of `allowed_auth_methods` of an Organization.
    pub allowed_auth_methods: ::std::vec::Vec<::std::string::String>,
}
///How long one attribute of a device has been known for this Member.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiDeviceHistoryV1DeviceAttributeDetails {
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the Member was first seen with this value.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub first_seen_at: ::std::option::Option<::std::string::String>,
    ///Whether the Member has not been seen with this value before.
    pub is_new: bool,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the Member was last seen with this value.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub last_seen_at: ::std::option::Option<::std::string::String>,
}
///The device that a Member used, as told by its fingerprint and its IP address.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiDeviceHistoryV1DeviceInfo {
    ///IPv4 or IPv6 address that the device used.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub ip_address: ::std::option::Option<::std::string::String>,
    ///When this `ip_address` was seen.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub ip_address_details: ::std::option::Option<
        ApiDeviceHistoryV1DeviceAttributeDetails,
    >,
    ///City in which the IP address is located, as far as its geolocation can tell.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub ip_geo_city: ::std::option::Option<::std::string::String>,
    ///Country in which the IP address is located, e.g. `US`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub ip_geo_country: ::std::option::Option<::std::string::String>,
    ///When this `ip_geo_country` was seen.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub ip_geo_country_details: ::std::option::Option<
        ApiDeviceHistoryV1DeviceAttributeDetails,
    >,
    ///State, province or region in which the IP address is located.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub ip_geo_region: ::std::option::Option<::std::string::String>,
    ///ID of the browser or device, derived from its fingerprint; it outlasts cookies and private browsing.
    pub visitor_id: ::std::string::String,
    ///When this `visitor_id` was seen.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub visitor_id_details: ::std::option::Option<
        ApiDeviceHistoryV1DeviceAttributeDetails,
    >,
}
///The SCIM connection through which an identity provider currently manages the Members of an Organization.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1ActiveScimConnection {
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the bearer token ceases to be valid.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub bearer_token_expires_at: ::std::option::Option<::std::string::String>,
    ///Last four characters of the bearer token with which the identity provider authenticates; enough to tell which token is in use.
    pub bearer_token_last_four: ::std::string::String,
    ///ID of the SCIM connection.
    pub connection_id: ::std::string::String,
    ///Name of the connection for people to read.
    pub display_name: ::std::string::String,
}
///An SSO connection of an Organization that is ready for use.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1ActiveSsoConnection {
    ///ID of the SSO connection, SAML or OIDC.
    pub connection_id: ::std::string::String,
    ///Name of the connection for people to read.
    pub display_name: ::std::string::String,
    ///The identity provider at the other end, e.g. `okta` or `microsoft-entra`; `generic` if it is none of those known by name.
    pub identity_provider: ::std::string::String,
}
///An RBAC role that an Organization has defined for itself.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1CustomRole {
    ///What the role is for.
    pub description: ::std::string::String,
    ///What the role may do, resource by resource.
    pub permissions: ::std::vec::Vec<ApiOrganizationV1CustomRolePermission>,
    ///ID of the role, chosen by whoever defined it and readable by people, e.g. `billing_admin`.
    pub role_id: ::std::string::String,
}
///What a custom role may do with one resource.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1CustomRolePermission {
    ///The actions allowed on the resource, e.g. `read`; `*` stands for all of them.
    pub actions: ::std::vec::Vec<::std::string::String>,
    ///ID of the resource, e.g. `documents`, as the RBAC policy names it.
    pub resource_id: ::std::string::String,
}
///A rule that gives a role to every Member whose verified email address is of a certain domain.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1EmailImplicitRoleAssignment {
    ///Domain of the email addresses that the rule applies to, without `@`, e.g. `example.com`.
    pub domain: ::std::string::String,
    ///ID of the role that they get.
    pub role_id: ::std::string::String,
}
///A person as a member of one Organization.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1Member {
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the Member was created.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub created_at: ::std::option::Option<::std::string::String>,
    ///The second factor to offer first: `sms_otp` or `totp`; empty if the Member has not chosen.
    pub default_mfa_method: ::std::string::String,
    ///Current email address; unique within the Organization.
    pub email_address: ::std::string::String,
    ///Whether the Member has proven to own the email address.
    pub email_address_verified: bool,
    ///ID of the Member in the systems of the application, if it has set one; unique within the Organization.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub external_id: ::std::option::Option<::std::string::String>,
    ///Whether the Member holds the role `stytch_admin`, and so may change the settings of the Organization.
    pub is_admin: bool,
    ///Whether the Member may use methods that `allowed_auth_methods` of the Organization leaves out, so as to get in when the usual ones fail.
    pub is_breakglass: bool,
    ///Whether the Member is locked out after too many failed attempts to sign in.
    pub is_locked: bool,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the Member was locked out; left out while they are not.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub lock_created_at: ::std::option::Option<::std::string::String>,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the lock ends by itself; left out while there is none.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub lock_expires_at: ::std::option::Option<::std::string::String>,
    ///ID of the Member.
    pub member_id: ::std::string::String,
    ///ID of the password of the Member; empty if none is set.
    pub member_password_id: ::std::string::String,
    ///Whether the Member always has to use a second factor. It makes no difference where `mfa_policy` of the Organization asks everyone for one.
    pub mfa_enrolled: bool,
    ///Phone number in E.164 form, e.g. `+12025550162`, to which passcodes are sent; empty if the Member has none.
    pub mfa_phone_number: ::std::string::String,
    ///Whether the Member has proven to own the phone number.
    pub mfa_phone_number_verified: bool,
    ///Full name of the person.
    pub name: ::std::string::String,
    ///The accounts at OAuth providers with which the Member has signed in.
    pub oauth_registrations: ::std::vec::Vec<ApiOrganizationV1OAuthRegistration>,
    ///ID of the Organization that the person is a Member of.
    pub organization_id: ::std::string::String,
    ///Email addresses that the Member used before. No other Member can take one until it is unlinked.
    pub retired_email_addresses: ::std::vec::Vec<ApiOrganizationV1RetiredEmail>,
    ///The roles of the Member, each with where it comes from.
    pub roles: ::std::vec::Vec<ApiOrganizationV1MemberRole>,
    ///The record by which an identity provider manages the Member; left out if none does.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub scim_registration: ::std::option::Option<ApiOrganizationV1ScimRegistration>,
    ///The identities with which the Member has signed in through SSO.
    pub sso_registrations: ::std::vec::Vec<ApiOrganizationV1SsoRegistration>,
    ///How far the Member has come: `pending`, `invited`, `active` or `deleted`.
    pub status: ::std::string::String,
    ///ID of the authenticator app (TOTP) registration; empty if the Member has none.
    pub totp_registration_id: ::std::string::String,
    ///Data that the application keeps with the Member. Only its back end can write it.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub trusted_metadata: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    ///Data that the application keeps with the Member. Its front end can write it too, so nothing that matters for security belongs here.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub untrusted_metadata: ::serde_json::Map<
        ::std::string::String,
        ::serde_json::Value,
    >,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the Member was last changed.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub updated_at: ::std::option::Option<::std::string::String>,
}
///A role of a Member, with every reason for which the Member holds it.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1MemberRole {
    ///ID of the role, e.g. `stytch_member`, which every Member holds.
    pub role_id: ::std::string::String,
    ///Where the role comes from; the Member loses it once no source is left.
    pub sources: ::std::vec::Vec<ApiOrganizationV1MemberRoleSource>,
}
///One reason for which a Member holds a role.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1MemberRoleSource {
    ///Particulars, which differ by `type`, e.g. the email domain or the ID of the connection and of the group; empty for a direct assignment.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub details: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    ///Kind of the source: `direct_assignment`, `email_assignment`, `sso_connection`, `sso_connection_group` or `scim_connection_group`.
    #[serde(rename = "type")]
    pub type_: ::std::string::String,
}
///An account at an OAuth provider that a Member has signed in with.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1OAuthRegistration {
    ///Language tag that the provider has for the person, e.g. `en`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub locale: ::std::option::Option<::std::string::String>,
    ///ID of this registration.
    pub member_oauth_registration_id: ::std::string::String,
    ///URL of the picture that the provider has of the person.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub profile_picture_url: ::std::option::Option<::std::string::String>,
    ///ID of the account at the provider (`sub` in OpenID Connect); it stays the same when the email address changes.
    pub provider_subject: ::std::string::String,
    ///The OAuth provider, e.g. `Google` or `Microsoft`.
    pub provider_type: ::std::string::String,
}
///A customer of the application: its Members, and the rules by which they may join and sign in.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1Organization {
    ///The methods that count when `auth_methods` is `RESTRICTED`: `sso`, `magic_link`, `email_otp`, `password`, `google_oauth`, `microsoft_oauth`, `slack_oauth`, `github_oauth` or `hubspot_oauth`.
    pub allowed_auth_methods: ::std::vec::Vec<::std::string::String>,
    ///Client IDs of the apps that count when `first_party_connected_apps_allowed_type` is `RESTRICTED`.
    pub allowed_first_party_connected_apps: ::std::vec::Vec<::std::string::String>,
    ///The second factors that count when `mfa_methods` is `RESTRICTED`: `sms_otp` or `totp`.
    pub allowed_mfa_methods: ::std::vec::Vec<::std::string::String>,
    ///Tenants that count when `oauth_tenant_jit_provisioning` is `RESTRICTED`: an object whose member names are providers, e.g. `slack`, and whose values are lists of tenant IDs.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub allowed_oauth_tenants: ::serde_json::Map<
        ::std::string::String,
        ::serde_json::Value,
    >,
    ///Client IDs of the apps that count when `third_party_connected_apps_allowed_type` is `RESTRICTED`.
    pub allowed_third_party_connected_apps: ::std::vec::Vec<::std::string::String>,
    ///Which primary methods of authentication Members may use: `ALL_ALLOWED` any, `RESTRICTED` those in `allowed_auth_methods`.
    pub auth_methods: ::std::string::String,
    ///Email domains that the Organization has proven to own.
    pub claimed_email_domains: ::std::vec::Vec<::std::string::String>,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the Organization was created.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub created_at: ::std::option::Option<::std::string::String>,
    ///Roles that the Organization has defined beside those of the RBAC policy of the project.
    pub custom_roles: ::std::vec::Vec<ApiOrganizationV1CustomRole>,
    ///Email domains whose owners may be invited or may join by themselves when `email_invites` or `email_jit_provisioning` is `RESTRICTED`, e.g. `example.com`. Common ones such as `gmail.com` cannot be listed.
    pub email_allowed_domains: ::std::vec::Vec<::std::string::String>,
    ///Who may be invited by email: `ALL_ALLOWED` anyone, `RESTRICTED` addresses of `email_allowed_domains`, `NOT_ALLOWED` nobody.
    pub email_invites: ::std::string::String,
    ///Whether a person who proves to own an email address becomes a Member: `RESTRICTED` if its domain is in `email_allowed_domains`, `NOT_ALLOWED` never.
    pub email_jit_provisioning: ::std::string::String,
    ///Which first-party Connected Apps Members may use: `ALL_ALLOWED` any, `RESTRICTED` those in `allowed_first_party_connected_apps`, `NOT_ALLOWED` none.
    pub first_party_connected_apps_allowed_type: ::std::string::String,
    ///Which second factors Members may use: `ALL_ALLOWED` any, `RESTRICTED` those in `allowed_mfa_methods`.
    pub mfa_methods: ::std::string::String,
    ///Who needs a second factor: `REQUIRED_FOR_ALL` every Member, `OPTIONAL` those with `mfa_enrolled` set.
    pub mfa_policy: ::std::string::String,
    ///Whether a person who signs in by OAuth from a known tenant becomes a Member: `RESTRICTED` if the tenant is in `allowed_oauth_tenants`, `NOT_ALLOWED` never.
    pub oauth_tenant_jit_provisioning: ::std::string::String,
    ///ID of the Organization in the systems of the application, if it has set one; unique within the project.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub organization_external_id: ::std::option::Option<::std::string::String>,
    ///ID of the Organization.
    pub organization_id: ::std::string::String,
    ///URL of the logo; empty if there is none.
    pub organization_logo_url: ::std::string::String,
    ///Name of the Organization for people to read.
    pub organization_name: ::std::string::String,
    ///Short name for use in URLs; unique within the project. Where an ID is asked for, the slug may be given instead.
    pub organization_slug: ::std::string::String,
    ///Roles that Members get by the domain of their email address.
    pub rbac_email_implicit_role_assignments: ::std::vec::Vec<
        ApiOrganizationV1EmailImplicitRoleAssignment,
    >,
    ///The SCIM connection in use; left out if there is none.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub scim_active_connection: ::std::option::Option<
        ApiOrganizationV1ActiveScimConnection,
    >,
    ///The SSO connections that are ready for use.
    pub sso_active_connections: ::std::vec::Vec<ApiOrganizationV1ActiveSsoConnection>,
    ///ID of the SSO connection that is taken where several are active and none is named; left out if there is no SSO connection.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub sso_default_connection_id: ::std::option::Option<::std::string::String>,
    ///Whether a person who signs in through SSO for the first time becomes a Member: `ALL_ALLOWED` by any connection, `RESTRICTED` by those in `sso_jit_provisioning_allowed_connections`, `NOT_ALLOWED` by none.
    pub sso_jit_provisioning: ::std::string::String,
    ///IDs of the SSO connections that may create Members when `sso_jit_provisioning` is `RESTRICTED`.
    pub sso_jit_provisioning_allowed_connections: ::std::vec::Vec<::std::string::String>,
    ///Which third-party Connected Apps Members may use: `ALL_ALLOWED` any, `RESTRICTED` those in `allowed_third_party_connected_apps`, `NOT_ALLOWED` none.
    pub third_party_connected_apps_allowed_type: ::std::string::String,
    ///Data that the application keeps with the Organization. Only its back end can write it.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub trusted_metadata: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the Organization was last changed.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub updated_at: ::std::option::Option<::std::string::String>,
}
///An email address that a Member no longer uses; it stays reserved for that Member.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1RetiredEmail {
    ///The email address itself.
    pub email_address: ::std::string::String,
    ///ID of the email address.
    pub email_id: ::std::string::String,
}
///The record by which an identity provider manages a Member over SCIM.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1ScimRegistration {
    ///ID of the SCIM connection that created the record.
    pub connection_id: ::std::string::String,
    ///ID of the person at the identity provider, if it gave one.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub external_id: ::std::option::Option<::std::string::String>,
    ///ID of the record.
    pub registration_id: ::std::string::String,
    ///What the identity provider last told about the person.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub scim_attributes: ::std::option::Option<ApiB2bScimV1ScimAttributes>,
}
///An identity with which a Member has signed in through an SSO connection.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiOrganizationV1SsoRegistration {
    ///ID of the SSO connection.
    pub connection_id: ::std::string::String,
    ///ID of the person at the identity provider.
    pub external_id: ::std::string::String,
    ///ID of this registration.
    pub registration_id: ::std::string::String,
    ///What the identity provider told about the person at the latest sign-in; which members there are depends on the provider and on how the connection maps them.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub sso_attributes: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
}
///A sign-in with an account at Amazon.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1AmazonOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Amazon account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Amazon account.
    pub id: ::std::string::String,
    ///User ID of the account at Amazon, which starts with `amzn1.account.`.
    pub provider_subject: ::std::string::String,
}
///A sign-in with an account at Apple.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1AppleOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Apple account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Apple account.
    pub id: ::std::string::String,
    ///The `sub` claim of the ID token: ID of the Apple account, the same for all apps of one developer team.
    pub provider_subject: ::std::string::String,
}
///One factor that was used to authenticate a session. `type` and `delivery_method` say which of the `*_factor` members holds the particulars; a password has none.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1AuthenticationFactor {
    ///Set for a sign-in with Amazon.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub amazon_oauth_factor: ::std::option::Option<ApiSessionV1AmazonOAuthFactor>,
    ///Set for a sign-in with Apple.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub apple_oauth_factor: ::std::option::Option<ApiSessionV1AppleOAuthFactor>,
    ///Set for a passcode from an authenticator app (TOTP).
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub authenticator_app_factor: ::std::option::Option<
        ApiSessionV1AuthenticatorAppFactor,
    >,
    ///Set for a fingerprint or face on a mobile device.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub biometric_factor: ::std::option::Option<ApiSessionV1BiometricFactor>,
    ///Set for a sign-in with Bitbucket.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub bitbucket_oauth_factor: ::std::option::Option<ApiSessionV1BitbucketOAuthFactor>,
    ///Set for a sign-in with Coinbase.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub coinbase_oauth_factor: ::std::option::Option<ApiSessionV1CoinbaseOAuthFactor>,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the factor was first recorded.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub created_at: ::std::option::Option<::std::string::String>,
    ///Set for a signature by a crypto wallet.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub crypto_wallet_factor: ::std::option::Option<ApiSessionV1CryptoWalletFactor>,
    ///How the factor was delivered or proven.
    pub delivery_method: ApiSessionV1AuthenticationFactorDeliveryMethod,
    ///Set for a sign-in with Discord.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub discord_oauth_factor: ::std::option::Option<ApiSessionV1DiscordOAuthFactor>,
    ///Set for an email magic link or an emailed passcode.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_factor: ::std::option::Option<ApiSessionV1EmailFactor>,
    ///Set for a magic link that the application delivered itself.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub embeddable_magic_link_factor: ::std::option::Option<
        ApiSessionV1EmbeddableMagicLinkFactor,
    >,
    ///Set for a sign-in with Facebook.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub facebook_oauth_factor: ::std::option::Option<ApiSessionV1FacebookOAuthFactor>,
    ///Set for a sign-in with Figma.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub figma_oauth_factor: ::std::option::Option<ApiSessionV1FigmaOAuthFactor>,
    ///Set for a sign-in with GitLab.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub git_lab_oauth_factor: ::std::option::Option<ApiSessionV1GitLabOAuthFactor>,
    ///Set for a GitHub sign-in carried over from another session.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub github_oauth_exchange_factor: ::std::option::Option<
        ApiSessionV1GithubOAuthExchangeFactor,
    >,
    ///Set for a sign-in with GitHub.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub github_oauth_factor: ::std::option::Option<ApiSessionV1GithubOAuthFactor>,
    ///Set for a Google sign-in carried over from another session.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub google_oauth_exchange_factor: ::std::option::Option<
        ApiSessionV1GoogleOAuthExchangeFactor,
    >,
    ///Set for a sign-in with Google.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub google_oauth_factor: ::std::option::Option<ApiSessionV1GoogleOAuthFactor>,
    ///Set for a HubSpot sign-in carried over from another session.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub hubspot_oauth_exchange_factor: ::std::option::Option<
        ApiSessionV1HubspotOAuthExchangeFactor,
    >,
    ///Set for a sign-in with HubSpot.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub hubspot_oauth_factor: ::std::option::Option<ApiSessionV1HubspotOAuthFactor>,
    ///Set where somebody acts on behalf of the person.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub impersonated_factor: ::std::option::Option<ApiSessionV1ImpersonatedFactor>,
    ///Set for a sign-in with Instagram.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub instagram_oauth_factor: ::std::option::Option<ApiSessionV1InstagramOAuthFactor>,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the factor was last used in this session.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub last_authenticated_at: ::std::option::Option<::std::string::String>,
    ///Set for a sign-in with LinkedIn.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub linked_in_oauth_factor: ::std::option::Option<ApiSessionV1LinkedInOAuthFactor>,
    ///Set for a sign-in with Microsoft.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub microsoft_oauth_factor: ::std::option::Option<ApiSessionV1MicrosoftOAuthFactor>,
    ///Set where an access token of a Connected App was exchanged for the session.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub oauth_access_token_exchange_factor: ::std::option::Option<
        ApiSessionV1OAuthAccessTokenExchangeFactor,
    >,
    ///Set for a sign-in through OpenID Connect SSO.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub oidc_sso_factor: ::std::option::Option<ApiSessionV1OidcssoFactor>,
    ///Set for a passcode sent by SMS or WhatsApp.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub phone_number_factor: ::std::option::Option<ApiSessionV1PhoneNumberFactor>,
    ///Set for a recovery code.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub recovery_code_factor: ::std::option::Option<ApiSessionV1RecoveryCodeFactor>,
    ///Set for a sign-in with Salesforce.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub salesforce_oauth_factor: ::std::option::Option<
        ApiSessionV1SalesforceOAuthFactor,
    >,
    ///Set for a sign-in through SAML.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub saml_sso_factor: ::std::option::Option<ApiSessionV1SamlssoFactor>,
    ///Set for a sign-in with Shopify.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub shopify_oauth_factor: ::std::option::Option<ApiSessionV1ShopifyOAuthFactor>,
    ///Set for a Slack sign-in carried over from another session.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub slack_oauth_exchange_factor: ::std::option::Option<
        ApiSessionV1SlackOAuthExchangeFactor,
    >,
    ///Set for a sign-in with Slack.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub slack_oauth_factor: ::std::option::Option<ApiSessionV1SlackOAuthFactor>,
    ///Set for a sign-in with Snapchat.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub snapchat_oauth_factor: ::std::option::Option<ApiSessionV1SnapchatOAuthFactor>,
    ///Set for a sign-in with Spotify.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub spotify_oauth_factor: ::std::option::Option<ApiSessionV1SpotifyOAuthFactor>,
    ///Set for a sign-in with Steam.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub steam_oauth_factor: ::std::option::Option<ApiSessionV1SteamOAuthFactor>,
    ///Set for a sign-in with TikTok.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub tik_tok_oauth_factor: ::std::option::Option<ApiSessionV1TikTokOAuthFactor>,
    ///Set where a token of a trusted outside issuer was exchanged for the session.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub trusted_auth_token_factor: ::std::option::Option<
        ApiSessionV1TrustedAuthTokenFactor,
    >,
    ///Set for a sign-in with Twitch.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub twitch_oauth_factor: ::std::option::Option<ApiSessionV1TwitchOAuthFactor>,
    ///Set for a sign-in with X (formerly Twitter).
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub twitter_oauth_factor: ::std::option::Option<ApiSessionV1TwitterOAuthFactor>,
    ///Kind of the factor.
    #[serde(rename = "type")]
    pub type_: ApiSessionV1AuthenticationFactorType,
    ///RFC 3339 timestamp in UTC, e.g. `2021-12-29T12:33:09Z`, when the record of the factor was last changed.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub updated_at: ::std::option::Option<::std::string::String>,
    ///Set for a passkey or security key.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub webauthn_factor: ::std::option::Option<ApiSessionV1WebAuthnFactor>,
    ///Set for a sign-in with Yahoo.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub yahoo_oauth_factor: ::std::option::Option<ApiSessionV1YahooOAuthFactor>,
}
///The channel, provider or device through which a factor was delivered or proven.
#[derive(
    serde_derive::Deserialize,
    serde_derive::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ApiSessionV1AuthenticationFactorDeliveryMethod {
    #[serde(rename = "email")]
    Email,
    #[serde(rename = "sms")]
    Sms,
    #[serde(rename = "whatsapp")]
    Whatsapp,
    #[serde(rename = "embedded")]
    Embedded,
    #[serde(rename = "oauth_google")]
    OauthGoogle,
    #[serde(rename = "oauth_microsoft")]
    OauthMicrosoft,
    #[serde(rename = "oauth_apple")]
    OauthApple,
    #[serde(rename = "webauthn_registration")]
    WebauthnRegistration,
    #[serde(rename = "authenticator_app")]
    AuthenticatorApp,
    #[serde(rename = "oauth_github")]
    OauthGithub,
    #[serde(rename = "recovery_code")]
    RecoveryCode,
    #[serde(rename = "oauth_facebook")]
    OauthFacebook,
    #[serde(rename = "crypto_wallet")]
    CryptoWallet,
    #[serde(rename = "oauth_amazon")]
    OauthAmazon,
    #[serde(rename = "oauth_bitbucket")]
    OauthBitbucket,
    #[serde(rename = "oauth_coinbase")]
    OauthCoinbase,
    #[serde(rename = "oauth_discord")]
    OauthDiscord,
    #[serde(rename = "oauth_figma")]
    OauthFigma,
    #[serde(rename = "oauth_gitlab")]
    OauthGitlab,
    #[serde(rename = "oauth_instagram")]
    OauthInstagram,
    #[serde(rename = "oauth_linkedin")]
    OauthLinkedin,
    #[serde(rename = "oauth_shopify")]
    OauthShopify,
    #[serde(rename = "oauth_slack")]
    OauthSlack,
    #[serde(rename = "oauth_snapchat")]
    OauthSnapchat,
    #[serde(rename = "oauth_spotify")]
    OauthSpotify,
    #[serde(rename = "oauth_steam")]
    OauthSteam,
    #[serde(rename = "oauth_tiktok")]
    OauthTiktok,
    #[serde(rename = "oauth_twitch")]
    OauthTwitch,
    #[serde(rename = "oauth_twitter")]
    OauthTwitter,
    #[serde(rename = "knowledge")]
    Knowledge,
    #[serde(rename = "biometric")]
    Biometric,
    #[serde(rename = "sso_saml")]
    SsoSaml,
    #[serde(rename = "sso_oidc")]
    SsoOidc,
    #[serde(rename = "oauth_salesforce")]
    OauthSalesforce,
    #[serde(rename = "oauth_yahoo")]
    OauthYahoo,
    #[serde(rename = "oauth_hubspot")]
    OauthHubspot,
    #[serde(rename = "imported_auth0")]
    ImportedAuth0,
    #[serde(rename = "oauth_exchange_slack")]
    OauthExchangeSlack,
    #[serde(rename = "oauth_exchange_hubspot")]
    OauthExchangeHubspot,
    #[serde(rename = "oauth_exchange_github")]
    OauthExchangeGithub,
    #[serde(rename = "oauth_exchange_google")]
    OauthExchangeGoogle,
    #[serde(rename = "impersonation")]
    Impersonation,
    #[serde(rename = "oauth_access_token_exchange")]
    OauthAccessTokenExchange,
    #[serde(rename = "trusted_token_exchange")]
    TrustedTokenExchange,
}
impl ::std::fmt::Display for ApiSessionV1AuthenticationFactorDeliveryMethod {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Email => f.write_str("email"),
            Self::Sms => f.write_str("sms"),
            Self::Whatsapp => f.write_str("whatsapp"),
            Self::Embedded => f.write_str("embedded"),
            Self::OauthGoogle => f.write_str("oauth_google"),
            Self::OauthMicrosoft => f.write_str("oauth_microsoft"),
            Self::OauthApple => f.write_str("oauth_apple"),
            Self::WebauthnRegistration => f.write_str("webauthn_registration"),
            Self::AuthenticatorApp => f.write_str("authenticator_app"),
            Self::OauthGithub => f.write_str("oauth_github"),
            Self::RecoveryCode => f.write_str("recovery_code"),
            Self::OauthFacebook => f.write_str("oauth_facebook"),
            Self::CryptoWallet => f.write_str("crypto_wallet"),
            Self::OauthAmazon => f.write_str("oauth_amazon"),
            Self::OauthBitbucket => f.write_str("oauth_bitbucket"),
            Self::OauthCoinbase => f.write_str("oauth_coinbase"),
            Self::OauthDiscord => f.write_str("oauth_discord"),
            Self::OauthFigma => f.write_str("oauth_figma"),
            Self::OauthGitlab => f.write_str("oauth_gitlab"),
            Self::OauthInstagram => f.write_str("oauth_instagram"),
            Self::OauthLinkedin => f.write_str("oauth_linkedin"),
            Self::OauthShopify => f.write_str("oauth_shopify"),
            Self::OauthSlack => f.write_str("oauth_slack"),
            Self::OauthSnapchat => f.write_str("oauth_snapchat"),
            Self::OauthSpotify => f.write_str("oauth_spotify"),
            Self::OauthSteam => f.write_str("oauth_steam"),
            Self::OauthTiktok => f.write_str("oauth_tiktok"),
            Self::OauthTwitch => f.write_str("oauth_twitch"),
            Self::OauthTwitter => f.write_str("oauth_twitter"),
            Self::Knowledge => f.write_str("knowledge"),
            Self::Biometric => f.write_str("biometric"),
            Self::SsoSaml => f.write_str("sso_saml"),
            Self::SsoOidc => f.write_str("sso_oidc"),
            Self::OauthSalesforce => f.write_str("oauth_salesforce"),
            Self::OauthYahoo => f.write_str("oauth_yahoo"),
            Self::OauthHubspot => f.write_str("oauth_hubspot"),
            Self::ImportedAuth0 => f.write_str("imported_auth0"),
            Self::OauthExchangeSlack => f.write_str("oauth_exchange_slack"),
            Self::OauthExchangeHubspot => f.write_str("oauth_exchange_hubspot"),
            Self::OauthExchangeGithub => f.write_str("oauth_exchange_github"),
            Self::OauthExchangeGoogle => f.write_str("oauth_exchange_google"),
            Self::Impersonation => f.write_str("impersonation"),
            Self::OauthAccessTokenExchange => f.write_str("oauth_access_token_exchange"),
            Self::TrustedTokenExchange => f.write_str("trusted_token_exchange"),
        }
    }
}
impl ::std::str::FromStr for ApiSessionV1AuthenticationFactorDeliveryMethod {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "email" => Ok(Self::Email),
            "sms" => Ok(Self::Sms),
            "whatsapp" => Ok(Self::Whatsapp),
            "embedded" => Ok(Self::Embedded),
            "oauth_google" => Ok(Self::OauthGoogle),
            "oauth_microsoft" => Ok(Self::OauthMicrosoft),
            "oauth_apple" => Ok(Self::OauthApple),
            "webauthn_registration" => Ok(Self::WebauthnRegistration),
            "authenticator_app" => Ok(Self::AuthenticatorApp),
            "oauth_github" => Ok(Self::OauthGithub),
            "recovery_code" => Ok(Self::RecoveryCode),
            "oauth_facebook" => Ok(Self::OauthFacebook),
            "crypto_wallet" => Ok(Self::CryptoWallet),
            "oauth_amazon" => Ok(Self::OauthAmazon),
            "oauth_bitbucket" => Ok(Self::OauthBitbucket),
            "oauth_coinbase" => Ok(Self::OauthCoinbase),
            "oauth_discord" => Ok(Self::OauthDiscord),
            "oauth_figma" => Ok(Self::OauthFigma),
            "oauth_gitlab" => Ok(Self::OauthGitlab),
            "oauth_instagram" => Ok(Self::OauthInstagram),
            "oauth_linkedin" => Ok(Self::OauthLinkedin),
            "oauth_shopify" => Ok(Self::OauthShopify),
            "oauth_slack" => Ok(Self::OauthSlack),
            "oauth_snapchat" => Ok(Self::OauthSnapchat),
            "oauth_spotify" => Ok(Self::OauthSpotify),
            "oauth_steam" => Ok(Self::OauthSteam),
            "oauth_tiktok" => Ok(Self::OauthTiktok),
            "oauth_twitch" => Ok(Self::OauthTwitch),
            "oauth_twitter" => Ok(Self::OauthTwitter),
            "knowledge" => Ok(Self::Knowledge),
            "biometric" => Ok(Self::Biometric),
            "sso_saml" => Ok(Self::SsoSaml),
            "sso_oidc" => Ok(Self::SsoOidc),
            "oauth_salesforce" => Ok(Self::OauthSalesforce),
            "oauth_yahoo" => Ok(Self::OauthYahoo),
            "oauth_hubspot" => Ok(Self::OauthHubspot),
            "imported_auth0" => Ok(Self::ImportedAuth0),
            "oauth_exchange_slack" => Ok(Self::OauthExchangeSlack),
            "oauth_exchange_hubspot" => Ok(Self::OauthExchangeHubspot),
            "oauth_exchange_github" => Ok(Self::OauthExchangeGithub),
            "oauth_exchange_google" => Ok(Self::OauthExchangeGoogle),
            "impersonation" => Ok(Self::Impersonation),
            "oauth_access_token_exchange" => Ok(Self::OauthAccessTokenExchange),
            "trusted_token_exchange" => Ok(Self::TrustedTokenExchange),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ApiSessionV1AuthenticationFactorDeliveryMethod {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String>
for ApiSessionV1AuthenticationFactorDeliveryMethod {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///The kind of a factor.
#[derive(
    serde_derive::Deserialize,
    serde_derive::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
pub enum ApiSessionV1AuthenticationFactorType {
    #[serde(rename = "magic_link")]
    MagicLink,
    #[serde(rename = "otp")]
    Otp,
    #[serde(rename = "oauth")]
    Oauth,
    #[serde(rename = "webauthn")]
    Webauthn,
    #[serde(rename = "totp")]
    Totp,
    #[serde(rename = "crypto")]
    Crypto,
    #[serde(rename = "password")]
    Password,
    #[serde(rename = "signature_challenge")]
    SignatureChallenge,
    #[serde(rename = "sso")]
    Sso,
    #[serde(rename = "imported")]
    Imported,
    #[serde(rename = "recovery_codes")]
    RecoveryCodes,
    #[serde(rename = "email_otp")]
    EmailOtp,
    #[serde(rename = "impersonated")]
    Impersonated,
    #[serde(rename = "trusted_auth_token")]
    TrustedAuthToken,
}
impl ::std::fmt::Display for ApiSessionV1AuthenticationFactorType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::MagicLink => f.write_str("magic_link"),
            Self::Otp => f.write_str("otp"),
            Self::Oauth => f.write_str("oauth"),
            Self::Webauthn => f.write_str("webauthn"),
            Self::Totp => f.write_str("totp"),
            Self::Crypto => f.write_str("crypto"),
            Self::Password => f.write_str("password"),
            Self::SignatureChallenge => f.write_str("signature_challenge"),
            Self::Sso => f.write_str("sso"),
            Self::Imported => f.write_str("imported"),
            Self::RecoveryCodes => f.write_str("recovery_codes"),
            Self::EmailOtp => f.write_str("email_otp"),
            Self::Impersonated => f.write_str("impersonated"),
            Self::TrustedAuthToken => f.write_str("trusted_auth_token"),
        }
    }
}
impl ::std::str::FromStr for ApiSessionV1AuthenticationFactorType {
    type Err = self::error::ConversionError;
    fn from_str(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "magic_link" => Ok(Self::MagicLink),
            "otp" => Ok(Self::Otp),
            "oauth" => Ok(Self::Oauth),
            "webauthn" => Ok(Self::Webauthn),
            "totp" => Ok(Self::Totp),
            "crypto" => Ok(Self::Crypto),
            "password" => Ok(Self::Password),
            "signature_challenge" => Ok(Self::SignatureChallenge),
            "sso" => Ok(Self::Sso),
            "imported" => Ok(Self::Imported),
            "recovery_codes" => Ok(Self::RecoveryCodes),
            "email_otp" => Ok(Self::EmailOtp),
            "impersonated" => Ok(Self::Impersonated),
            "trusted_auth_token" => Ok(Self::TrustedAuthToken),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ApiSessionV1AuthenticationFactorType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: &str,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String>
for ApiSessionV1AuthenticationFactorType {
    type Error = self::error::ConversionError;
    fn try_from(
        value: ::std::string::String,
    ) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
///A time-based one-time passcode (TOTP) from an authenticator app.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1AuthenticatorAppFactor {
    ///ID of the TOTP registration whose passcode was given.
    pub totp_id: ::std::string::String,
}
///A challenge that a mobile device signed once its owner had unlocked the key by fingerprint or face.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1BiometricFactor {
    ///ID of the key pair registered for the device.
    pub biometric_registration_id: ::std::string::String,
}
///A sign-in with an account at Bitbucket.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1BitbucketOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Bitbucket account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Bitbucket account.
    pub id: ::std::string::String,
    ///ID of the account at Bitbucket.
    pub provider_subject: ::std::string::String,
}
///A sign-in with an account at Coinbase.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1CoinbaseOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Coinbase account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Coinbase account.
    pub id: ::std::string::String,
    ///ID of the account at Coinbase.
    pub provider_subject: ::std::string::String,
}
///A challenge signed with the key of a crypto wallet.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1CryptoWalletFactor {
    ///Public address of the wallet, as its blockchain writes it.
    pub crypto_wallet_address: ::std::string::String,
    ///ID of the wallet in Stytch.
    pub crypto_wallet_id: ::std::string::String,
    ///The blockchain, e.g. `ethereum` or `solana`.
    pub crypto_wallet_type: ::std::string::String,
}
///A sign-in with an account at Discord.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1DiscordOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Discord account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Discord account.
    pub id: ::std::string::String,
    ///ID of the account at Discord (a snowflake: a number in decimal digits).
    pub provider_subject: ::std::string::String,
}
///A magic link or a one-time passcode sent by email.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1EmailFactor {
    ///The address that the message went to.
    pub email_address: ::std::string::String,
    ///ID of the email address.
    pub email_id: ::std::string::String,
}
///A magic link that the application delivered by a channel of its own.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1EmbeddableMagicLinkFactor {
    ///ID of the magic link.
    pub embedded_id: ::std::string::String,
}
///A sign-in with an account at Facebook.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1FacebookOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Facebook account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Facebook account.
    pub id: ::std::string::String,
    ///ID of the account at Facebook; another app sees another ID.
    pub provider_subject: ::std::string::String,
}
///A sign-in with an account at Figma.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1FigmaOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Figma account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Figma account.
    pub id: ::std::string::String,
    ///ID of the account at Figma.
    pub provider_subject: ::std::string::String,
}
///A sign-in with an account at GitLab.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1GitLabOAuthFactor {
    ///ID, in Stytch, of the email address that came with the GitLab account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the GitLab account.
    pub id: ::std::string::String,
    ///ID of the account at GitLab.
    pub provider_subject: ::std::string::String,
}
///A GitHub sign-in carried over from another session in a session exchange.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1GithubOAuthExchangeFactor {
    ///ID, in Stytch, of the email address of the GitHub account.
    pub email_id: ::std::string::String,
}
///A sign-in with an account at GitHub.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1GithubOAuthFactor {
    ///ID, in Stytch, of the email address that came with the GitHub account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the GitHub account.
    pub id: ::std::string::String,
    ///ID of the account at GitHub; unlike the login name, it never changes.
    pub provider_subject: ::std::string::String,
}
///A Google sign-in carried over from another session in a session exchange.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1GoogleOAuthExchangeFactor {
    ///ID, in Stytch, of the email address of the Google account.
    pub email_id: ::std::string::String,
}
///A sign-in with an account at Google.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1GoogleOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Google account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Google account.
    pub id: ::std::string::String,
    ///The `sub` claim of the ID token: ID of the Google account, which never changes, unlike its email address.
    pub provider_subject: ::std::string::String,
}
///A HubSpot sign-in carried over from another session in a session exchange.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1HubspotOAuthExchangeFactor {
    ///ID, in Stytch, of the email address of the HubSpot account.
    pub email_id: ::std::string::String,
}
///A sign-in with an account at HubSpot.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1HubspotOAuthFactor {
    ///ID, in Stytch, of the email address that came with the HubSpot account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the HubSpot account.
    pub id: ::std::string::String,
    ///ID of the user at HubSpot.
    pub provider_subject: ::std::string::String,
}
///Marks a session in which somebody else acts on behalf of the person.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1ImpersonatedFactor {
    ///Email address of the one who acts.
    pub impersonator_email_address: ::std::string::String,
    ///ID of the one who acts, e.g. their user ID in the Stytch dashboard.
    pub impersonator_id: ::std::string::String,
}
///A sign-in with an account at Instagram.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1InstagramOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Instagram account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Instagram account.
    pub id: ::std::string::String,
    ///ID of the account at Instagram.
    pub provider_subject: ::std::string::String,
}
///A sign-in with an account at LinkedIn.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1LinkedInOAuthFactor {
    ///ID, in Stytch, of the email address that came with the LinkedIn account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the LinkedIn account.
    pub id: ::std::string::String,
    ///ID of the person at LinkedIn; another app sees another ID.
    pub provider_subject: ::std::string::String,
}
///A sign-in with an account at Microsoft.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1MicrosoftOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Microsoft account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Microsoft account.
    pub id: ::std::string::String,
    ///ID of the account at Microsoft, personal or of an Entra ID tenant.
    pub provider_subject: ::std::string::String,
}
///An access token of a Connected App, exchanged for a session.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1OAuthAccessTokenExchangeFactor {
    ///Client ID of the Connected App that the access token was issued to.
    pub client_id: ::std::string::String,
}
///A sign-in through an SSO connection that speaks OpenID Connect.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1OidcssoFactor {
    ///ID of the person at the identity provider, the `sub` claim of the ID token.
    pub external_id: ::std::string::String,
    ///ID of the registration that ties the Member to the identity.
    pub id: ::std::string::String,
    ///ID of the OIDC connection.
    pub provider_id: ::std::string::String,
}
///A one-time passcode sent to a phone.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1PhoneNumberFactor {
    ///ID of the phone number.
    pub phone_id: ::std::string::String,
    ///The number that the passcode went to, in E.164 form, e.g. `+12025550162`.
    pub phone_number: ::std::string::String,
}
///A recovery code, used in place of a passcode of an authenticator app.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1RecoveryCodeFactor {
    ///ID of the recovery code that was used; each code works once.
    pub totp_recovery_code_id: ::std::string::String,
}
///A sign-in with an account at Salesforce.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1SalesforceOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Salesforce account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Salesforce account.
    pub id: ::std::string::String,
    ///ID of the user at Salesforce.
    pub provider_subject: ::std::string::String,
}
///A sign-in through an SSO connection that speaks SAML.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1SamlssoFactor {
    ///ID of the person at the identity provider, usually the `NameID` of the SAML assertion.
    pub external_id: ::std::string::String,
    ///ID of the registration that ties the Member to the identity.
    pub id: ::std::string::String,
    ///ID of the SAML connection.
    pub provider_id: ::std::string::String,
}
///A sign-in with an account at Shopify.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1ShopifyOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Shopify account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Shopify account.
    pub id: ::std::string::String,
    ///ID of the account at Shopify.
    pub provider_subject: ::std::string::String,
}
///A Slack sign-in carried over from another session in a session exchange.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1SlackOAuthExchangeFactor {
    ///ID, in Stytch, of the email address of the Slack account.
    pub email_id: ::std::string::String,
}
///A sign-in with an account at Slack.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1SlackOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Slack account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Slack account.
    pub id: ::std::string::String,
    ///ID of the user at Slack.
    pub provider_subject: ::std::string::String,
}
///A sign-in with an account at Snapchat.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1SnapchatOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Snapchat account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Snapchat account.
    pub id: ::std::string::String,
    ///ID of the account at Snapchat, given to this app alone.
    pub provider_subject: ::std::string::String,
}
///A sign-in with an account at Spotify.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1SpotifyOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Spotify account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Spotify account.
    pub id: ::std::string::String,
    ///ID of the account at Spotify.
    pub provider_subject: ::std::string::String,
}
///A sign-in with an account at Steam.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1SteamOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Steam account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Steam account.
    pub id: ::std::string::String,
    ///SteamID of the account: a 64-bit number in decimal digits.
    pub provider_subject: ::std::string::String,
}
///A sign-in with an account at TikTok.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1TikTokOAuthFactor {
    ///ID, in Stytch, of the email address that came with the TikTok account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the TikTok account.
    pub id: ::std::string::String,
    ///ID of the account at TikTok.
    pub provider_subject: ::std::string::String,
}
///A token of an outside issuer that the project trusts, exchanged for a session.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1TrustedAuthTokenFactor {
    ///ID of the token, by which it can be told from others of the same issuer.
    pub token_id: ::std::string::String,
}
///A sign-in with an account at Twitch.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1TwitchOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Twitch account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Twitch account.
    pub id: ::std::string::String,
    ///ID of the account at Twitch; unlike the login name, it never changes.
    pub provider_subject: ::std::string::String,
}
///A sign-in with an account at X (formerly Twitter).
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1TwitterOAuthFactor {
    ///ID, in Stytch, of the email address that came with the X account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the X account.
    pub id: ::std::string::String,
    ///ID of the account at X; unlike the handle, it never changes.
    pub provider_subject: ::std::string::String,
}
///A passkey or security key, proven by WebAuthn.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1WebAuthnFactor {
    ///Domain that the credential was registered for (the relying party ID), e.g. `example.com`.
    pub domain: ::std::string::String,
    ///`User-Agent` header of the browser that was used.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub user_agent: ::std::option::Option<::std::string::String>,
    ///ID of the passkey or security key registration.
    pub webauthn_registration_id: ::std::string::String,
}
///A sign-in with an account at Yahoo.
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSessionV1YahooOAuthFactor {
    ///ID, in Stytch, of the email address that came with the Yahoo account, if one did.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub email_id: ::std::option::Option<::std::string::String>,
    ///ID of the OAuth registration that ties the person to the Yahoo account.
    pub id: ::std::string::String,
    ///ID of the account at Yahoo.
    pub provider_subject: ::std::string::String,
}
///`ApiSsoV1AuthenticateResponse`
#[derive(serde_derive::Deserialize, serde_derive::Serialize, Clone, Debug)]
pub struct ApiSsoV1AuthenticateResponse {
    ///The returned Intermediate Session Token contains an SSO factor associated with the Member. If this value is non-empty, the member must complete an MFA step to finish logging in to the Organization. The token can be used with the [OTP SMS Authenticate endpoint](https://stytch.com/docs/b2b/api/authenticate-otp-sms), [TOTP Authenticate endpoint](https://stytch.com/docs/b2b/api/authenticate-totp), or [Recovery Codes Recover endpoint](https://stytch.com/docs/b2b/api/recovery-codes-recover) to complete an MFA flow and log in to the Organization. The token has a default expiry of 10 minutes. SSO factors are not transferable between Organizations, so the intermediate session token is not valid for use with discovery endpoints.
    pub intermediate_session_token: ::std::string::String,
    ///The [Member object](https://stytch.com/docs/b2b/api/member-object)
    pub member: ApiOrganizationV1Member,
    ///Indicates whether the Member is fully authenticated. If false, the Member needs to complete an MFA step to log in to the Organization.
    pub member_authenticated: bool,
    ///If a valid `telemetry_id` was passed in the request and the [Fingerprint Lookup API](https://stytch.com/docs/fraud/api/fingerprint-lookup) returned results, the `member_device` response field will contain information about the member's device attributes.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub member_device: ::std::option::Option<ApiDeviceHistoryV1DeviceInfo>,
    ///Globally unique UUID that identifies a specific Member.
    pub member_id: ::std::string::String,
    ///The [Session object](https://stytch.com/docs/b2b/api/session-object).
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub member_session: ::std::option::Option<ApiB2bSessionV1MemberSession>,
    ///Information about the MFA requirements of the Organization and the Member's options for fulfilling MFA.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub mfa_required: ::std::option::Option<ApiB2bMfaV1MfaRequired>,
    ///The [Organization object](https://stytch.com/docs/b2b/api/organization-object).
    pub organization: ApiOrganizationV1Organization,
    ///Globally unique UUID that identifies a specific Organization. The `organization_id` is critical to perform operations on an Organization, so be sure to preserve this value.
    pub organization_id: ::std::string::String,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub primary_required: ::std::option::Option<ApiB2bSessionV1PrimaryRequired>,
    ///Globally unique UUID that is returned with every API call. This value is important to log for debugging purposes; we may ask for this value to help identify a specific API call when helping you debug an issue.
    pub request_id: ::std::string::String,
    ///This field is deprecated.
    pub reset_session: bool,
    ///The JSON Web Token (JWT) for a given Stytch Session.
    pub session_jwt: ::std::string::String,
    ///A secret token for a given Stytch Session.
    pub session_token: ::std::string::String,
    ///The HTTP status code of the response. Stytch follows standard HTTP response status code patterns, e.g. 2XX values equate to success, 3XX values are redirects, 4XX are client errors, and 5XX are server errors.
    pub status_code: i32,
}
/// Error types.
pub mod error {
    /// Error from a `TryFrom` or `FromStr` implementation.
    pub struct ConversionError(::std::borrow::Cow<'static, str>);
    impl ::std::error::Error for ConversionError {}
    impl ::std::fmt::Display for ConversionError {
        fn fmt(
            &self,
            f: &mut ::std::fmt::Formatter<'_>,
        ) -> Result<(), ::std::fmt::Error> {
            ::std::fmt::Display::fmt(&self.0, f)
        }
    }
    impl ::std::fmt::Debug for ConversionError {
        fn fmt(
            &self,
            f: &mut ::std::fmt::Formatter<'_>,
        ) -> Result<(), ::std::fmt::Error> {
            ::std::fmt::Debug::fmt(&self.0, f)
        }
    }
    impl From<&'static str> for ConversionError {
        fn from(value: &'static str) -> Self {
            Self(value.into())
        }
    }
    impl From<String> for ConversionError {
        fn from(value: String) -> Self {
            Self(value.into())
        }
    }
}

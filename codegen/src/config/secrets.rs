//! Which members hold secrets, so that `Debug` does not print them.
//!
//! Input: the name of a member, in any spelling. Output: whether it is secret. Names are compared
//! in snake case, so that `*_token` covers `session_token`, `sessionToken` and `Session-Token`.

use serde::{Deserialize, Serialize};

use super::Glob;

/// The patterns that hold where the configuration names none, and where it names `"..."`.
///
/// They err on the side of redacting: a redacted flag costs a look at the value, a printed token
/// costs a rotation.
pub const DEFAULT_SECRETS: &[&str] = &[
    "*secret*",
    "password",
    "*_password",
    "passwd",
    "passphrase",
    "*_passphrase",
    "token",
    "*_token",
    "jwt",
    "*_jwt",
    "api_key",
    "*_api_key",
    "access_key",
    "*_access_key",
    "private_key",
    "*_private_key",
    "*_private_keys",
    "encryption_key",
    "*_encryption_key",
    "credential",
    "credentials",
    "authorization",
    "authorization_code",
    "code_verifier",
    "*_code_verifier",
    "otp",
    "*_otp",
    "totp_code",
    "recovery_code",
    "recovery_codes",
    "backup_code",
    "backup_codes",
    "cookie",
    "set_cookie",
];

/// The patterns for the names of secret members.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Secrets(#[serde(deserialize_with = "super::one_or_many")] Vec<Glob>);

impl Secrets {
    /// The given patterns in place of the default ones; `"..."` stands for those.
    pub fn new<T: Into<Glob>>(patterns: impl IntoIterator<Item = T>) -> Self {
        Self(patterns.into_iter().map(Into::into).collect())
    }

    /// All patterns, with `"..."` replaced by what it stands for.
    #[must_use]
    pub fn patterns(&self) -> Vec<&str> {
        let mut patterns = Vec::new();
        for glob in &self.0 {
            if glob.as_str() == "..." {
                patterns.extend(DEFAULT_SECRETS);
            } else {
                patterns.push(glob.as_str());
            }
        }
        patterns
    }

    /// Whether the value of a member of this name is to be kept out of `Debug`.
    #[must_use]
    pub fn matches(&self, member: &str) -> bool {
        let name = snake_case(member);
        self.0.iter().any(|glob| match glob.as_str() {
            "..." => DEFAULT_SECRETS.iter().any(|&it| Glob::new(it).matches(&name)),
            _ => glob.matches(&name),
        })
    }
}

impl Default for Secrets {
    fn default() -> Self {
        Self::new(["..."])
    }
}

/// `sessionToken`, `Session-Token` ⇒ `session_token`; an acronym is one word: `accessJWT` ⇒
/// `access_jwt`.
fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut previous_is_lower = false;
    for char in name.chars() {
        if char.is_uppercase() && previous_is_lower {
            snake.push('_');
        }
        previous_is_lower = char.is_lowercase() || char.is_numeric();
        if char.is_alphanumeric() || char == '*' {
            snake.extend(char.to_lowercase());
        } else {
            snake.push('_');
        }
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::Secrets;

    #[test]
    fn the_default_patterns_cover_what_must_not_be_logged() {
        let secrets = Secrets::default();
        for name in [
            "session_token",
            "sessionToken",
            "Session-Token",
            "session_jwt",
            "accessJWT",
            "password",
            "new_password",
            "client_secret",
            "secret",
            "secretAccessKey",
            "api_key",
            "X-API-Key",
            "signing_private_key",
            "recovery_codes",
            "pkce_code_verifier",
            "Authorization",
        ] {
            assert!(secrets.matches(name), "{name} should be secret");
        }
        for name in
            ["member_id", "status_code", "token_type", "public_key", "password_id", "compass", ""]
        {
            assert!(!secrets.matches(name), "{name} should not be secret");
        }
    }

    #[test]
    fn patterns_replace_the_default_unless_it_is_named() {
        let replaced = Secrets::new(["ssn"]);
        assert!(replaced.matches("SSN") && !replaced.matches("password"));
        let extended = Secrets::new(["...", "ssn"]);
        assert!(extended.matches("ssn") && extended.matches("password"));
        let none = Secrets::new([] as [&str; 0]);
        assert!(!none.matches("password"));
    }
}

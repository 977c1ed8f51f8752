//! Which identity provider it is: what the operator says of it (`template.yaml`).

use std::net::IpAddr;

use runtime::config::{self, ConfigError};
use serde_json::Value;
use url::{Host, Url};

use super::address::is_public;

pub(super) const KEYS_URL: &str = "IDENTITY_JWKS_URL";

/// Most audiences at once: a client of the provider's for each of the host's apps.
const MAX_AUDIENCES: usize = 8;

/// What a token of the provider's has to say, and where its keys are.
#[derive(Debug)]
pub(super) struct Settings {
    /// Exactly as it stands in `iss`.
    pub(super) issuer: String,
    /// Of which a token names one in `aud`.
    pub(super) audiences: Vec<String>,
    pub(super) keys_url: Url,
    /// What names the account.
    pub(super) account: Claim,
    /// What names the participant.
    pub(super) participant: Claim,
}

/// A claim by its name, or by where it is (RFC 6901) if that begins with a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim(pub(super) String);

impl Claim {
    pub(super) fn of<'a>(&self, claims: &'a Value) -> Option<&'a Value> {
        if self.0.starts_with('/') {
            claims.pointer(&self.0)
        } else {
            claims.get(&self.0)
        }
    }
}

/// Why keys are not fetched from an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be an https:// address of a public host, without user name or fragment")]
pub(super) struct InvalidKeysUrl;

/// Why a list names no audience.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to {MAX_AUDIENCES} audiences, with commas between them")]
pub(super) struct InvalidAudiences;

impl Settings {
    /// None where nothing is said of a provider.
    ///
    /// # Errors
    /// [`ConfigError`] if one of issuer, audience and address is missing or wrong.
    pub(super) fn from_env() -> Result<Option<Self>, ConfigError> {
        let named = ["IDENTITY_ISSUER", "IDENTITY_AUDIENCE", KEYS_URL];
        if named.iter().all(|name| config::optional(name).is_none()) {
            return Ok(None);
        }
        let wrong = |name: &'static str, source| ConfigError::Wrong { name, source };
        let audiences = audiences(&config::required("IDENTITY_AUDIENCE")?);
        let keys_url = keys_url(&config::required("IDENTITY_JWKS_URL")?);
        Ok(Some(Self {
            issuer: config::required("IDENTITY_ISSUER")?,
            audiences: audiences.map_err(|error| wrong("IDENTITY_AUDIENCE", error.into()))?,
            keys_url: keys_url.map_err(|error| wrong(KEYS_URL, error.into()))?,
            account: Claim(config::required("IDENTITY_ACCOUNT_CLAIM")?),
            participant: Claim(config::required("IDENTITY_PARTICIPANT_CLAIM")?),
        }))
    }
}

pub(super) fn audiences(text: &str) -> Result<Vec<String>, InvalidAudiences> {
    let all: Vec<String> = text.split(',').map(|one| one.trim().to_owned()).collect();
    let is_good = all.len() <= MAX_AUDIENCES && all.iter().all(|one| !one.is_empty());
    if is_good {
        Ok(all)
    } else {
        Err(InvalidAudiences)
    }
}

/// Where keys may be fetched. What a name leads to is looked at when it is followed; without TLS
/// only this machine's own address is, which nobody else can stand at.
pub(super) fn keys_url(text: &str) -> Result<Url, InvalidKeysUrl> {
    let url = Url::parse(text).map_err(|_| InvalidKeysUrl)?;
    let is_plain =
        url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    let is_safe = match (url.scheme(), url.host()) {
        ("https", Some(Host::Domain(_))) => true,
        ("https", Some(Host::Ipv4(address))) => is_public(IpAddr::V4(address)),
        ("https", Some(Host::Ipv6(address))) => is_public(IpAddr::V6(address)),
        ("http", Some(Host::Ipv4(address))) => address.is_loopback(),
        ("http", Some(Host::Ipv6(address))) => address.is_loopback(),
        _ => false,
    };
    if is_safe && is_plain {
        Ok(url)
    } else {
        Err(InvalidKeysUrl)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn s8_keys_come_by_tls_from_a_public_host_or_from_this_machine() {
        for good in [
            "https://acme.eu.auth0.com/.well-known/jwks.json",
            "https://login.example.com:8443/realms/acme/protocol/openid-connect/certs?a=b",
            "https://1.1.1.1/keys",
            "http://127.0.0.1:8787/keys",
            "http://[::1]:8787/keys",
        ] {
            assert_eq!(keys_url(good).map(String::from).as_deref(), Ok(good));
        }
        for wrong in [
            "http://acme.eu.auth0.com/keys",
            "http://localhost/keys",
            "http://1.1.1.1/keys",
            "http://10.0.0.1/keys",
            "https://10.0.0.1/keys",
            "https://169.254.169.254/latest",
            "https://0x7f.1/keys",
            "https://[::1]/keys",
            "https://[::ffff:10.0.0.1]/keys",
            "https://a:b@login.example.com/keys",
            "https://login.example.com/keys#a",
            "file:///etc/passwd",
            "login.example.com/keys",
            "",
        ] {
            assert_eq!(keys_url(wrong), Err(InvalidKeysUrl), "{wrong}");
        }
    }

    #[test]
    fn a_claim_is_found_by_its_name_or_by_where_it_is() {
        let claims = json!({ "https://acme.example/a.b": "1", "o": { "id": "2" }, "/o": "3" });
        let found = |claim: &str| Claim(claim.to_owned()).of(&claims).cloned();
        assert_eq!(found("https://acme.example/a.b"), Some(json!("1")));
        assert_eq!(found("/o/id"), Some(json!("2")));
        assert_eq!(found("o/id"), None);
        assert_eq!(found("/o/name"), None);
    }

    #[test]
    fn audiences_stand_between_commas() {
        assert_eq!(audiences("web, app").unwrap(), ["web", "app"]);
        for wrong in ["", "web,", ",", "a,b,c,d,e,f,g,h,i"] {
            assert_eq!(audiences(wrong), Err(InvalidAudiences), "{wrong}");
        }
    }
}

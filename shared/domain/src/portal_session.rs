//! A participant's session on the hosted page: the link that opens it once, and the cookie that
//! keeps it (`docs/decisions/0017-the-hosted-page.md`).
//!
//! Both are signed texts and nothing is stored of a session; of a link only that it was used.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::id::{AccountId, ParticipantId, ProgramId};
use crate::locale::Locale;
use crate::token::{NotOurs, Purpose, Signer};

/// How long the link may be followed: the host redirects to it at once.
pub const ENTRY_LIFE: SignedDuration = SignedDuration::from_secs(60);

/// How long a session lasts. The host knows who is signed in; we only believe it for a while.
pub const SESSION_LIFE: SignedDuration = SignedDuration::from_mins(60);

/// Longest address to go back to, in characters: it travels in a cookie.
pub const RETURN_URL_LENGTH: usize = 500;

/// Where the page leads back to: an `https` address of the host's, `http` on its own machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReturnUrl(String);

/// Why a text is no address to go back to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be a whole https:// address without user name, of at most {RETURN_URL_LENGTH} characters"
)]
pub struct InvalidReturnUrl;

impl ReturnUrl {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ReturnUrl {
    type Error = InvalidReturnUrl;

    fn try_from(text: String) -> Result<Self, InvalidReturnUrl> {
        let url = Url::parse(&text).map_err(|_| InvalidReturnUrl)?;
        let is_local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_local);
        let is_plain = url.username().is_empty() && url.password().is_none();
        let url = String::from(url);
        if is_safe && is_plain && url.len() <= RETURN_URL_LENGTH {
            Ok(Self(url))
        } else {
            Err(InvalidReturnUrl)
        }
    }
}

impl From<ReturnUrl> for String {
    fn from(url: ReturnUrl) -> Self {
        url.0
    }
}

/// Who looks at the page, and what they look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalSession {
    #[serde(rename = "a")]
    pub account_id: AccountId,
    #[serde(rename = "p")]
    pub participant_id: ParticipantId,
    /// The default program where it is left out.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    pub program_id: Option<ProgramId>,
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub return_url: Option<ReturnUrl>,
    /// As the host asks for it; else it is the participant's own.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    #[serde(rename = "e", with = "jiff::fmt::serde::timestamp::second::required")]
    pub expires_at: Timestamp,
}

impl PortalSession {
    /// Whether it still says who is there. One that has ended still says where to go back to.
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }
}

/// Names a link that opens a session; by it the link is used up.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PortalEntryId(String);

impl PortalEntryId {
    /// From bytes that nobody can guess.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(BASE64URL_NOPAD.encode(&bytes))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PortalEntryId {
    /// It is half of a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PortalEntryId(…)")
    }
}

/// What a link that opens a session says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalEntry {
    #[serde(rename = "n")]
    pub id: PortalEntryId,
    /// Of whom; its end is the link's own.
    #[serde(rename = "s")]
    pub session: PortalSession,
}

impl PortalEntry {
    pub fn new(id: PortalEntryId, session: PortalSession) -> Self {
        Self { id, session }
    }

    /// The session that following the link at `now` begins.
    pub fn session_from(&self, now: Timestamp) -> PortalSession {
        PortalSession {
            expires_at: crate::time::after(now, SESSION_LIFE),
            ..self.session.clone()
        }
    }
}

impl Signer {
    /// The text that stands in the link.
    pub fn portal_entry(&self, entry: &PortalEntry) -> String {
        self.sign(Purpose::PortalEntry, &written(entry))
    }

    /// # Errors
    /// [`NotOurs`] unless [`Self::portal_entry`] made it. Whether it is still good is not looked at.
    pub fn open_portal_entry(&self, token: &str) -> Result<PortalEntry, NotOurs> {
        read(self.open(Purpose::PortalEntry, token)?)
    }

    /// The value of the cookie.
    pub fn portal_session(&self, session: &PortalSession) -> String {
        self.sign(Purpose::PortalSession, &written(session))
    }

    /// # Errors
    /// [`NotOurs`] unless [`Self::portal_session`] made it. Whether it has ended is not looked at.
    pub fn open_portal_session(&self, token: &str) -> Result<PortalSession, NotOurs> {
        read(self.open(Purpose::PortalSession, token)?)
    }
}

pub(crate) fn written(value: &impl Serialize) -> String {
    BASE64URL_NOPAD.encode(&serde_json::to_vec(value).unwrap_or_default())
}

pub(crate) fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, NotOurs> {
    let json = BASE64URL_NOPAD.decode(text.as_bytes());
    serde_json::from_slice(&json.map_err(|_| NotOurs)?).map_err(|_| NotOurs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer() -> Signer {
        Signer::from_secret("a secret that is long enough for anyone").unwrap()
    }

    fn now() -> Timestamp {
        "2022-05-25T10:00:00Z".parse().unwrap()
    }

    fn entry() -> PortalEntry {
        let session = PortalSession {
            account_id: "acme".parse().unwrap(),
            participant_id: "ana@acme:1".parse().unwrap(),
            program_id: Some("clientjoy".parse().unwrap()),
            return_url: Some(
                "https://app.example.com/settings?tab=refer"
                    .to_owned()
                    .try_into()
                    .unwrap(),
            ),
            locale: Some(Locale::German),
            expires_at: crate::time::after(now(), ENTRY_LIFE),
        };
        PortalEntry::new(PortalEntryId::from_bytes([7; 16]), session)
    }

    #[test]
    fn what_was_signed_is_read_again() {
        let token = signer().portal_entry(&entry());
        assert_eq!(signer().open_portal_entry(&token), Ok(entry()));
        let session = entry().session_from(now());
        let cookie = signer().portal_session(&session);
        assert_eq!(signer().open_portal_session(&cookie), Ok(session));
    }

    #[test]
    fn a_link_is_no_cookie_and_a_cookie_is_no_link() {
        let token = signer().portal_entry(&entry());
        assert_eq!(signer().open_portal_session(&token), Err(NotOurs));
        let cookie = signer().portal_session(&entry().session);
        assert_eq!(signer().open_portal_entry(&cookie), Err(NotOurs));
    }

    #[test]
    fn a_cookie_that_was_altered_is_nobodys() {
        let cookie = signer().portal_session(&entry().session);
        let other = PortalSession {
            participant_id: "bo".parse().unwrap(),
            ..entry().session
        };
        let (_, mac) = cookie.rsplit_once('.').unwrap();
        let forged = format!("{}.{mac}", written(&other));
        for wrong in ["", ".", "e30", &forged, &cookie[1..]] {
            assert_eq!(signer().open_portal_session(wrong), Err(NotOurs), "{wrong}");
        }
    }

    #[test]
    fn a_session_outlives_its_link_and_ends_after_an_hour() {
        let session = entry().session_from(now());
        assert!(
            !entry()
                .session
                .is_open(crate::time::after(now(), ENTRY_LIFE))
        );
        assert!(session.is_open(crate::time::after(now(), ENTRY_LIFE)));
        assert!(!session.is_open(crate::time::after(now(), SESSION_LIFE)));
    }

    #[test]
    fn f63_the_way_back_is_a_web_address_and_nothing_else() {
        let long = format!("https://a.example/{}", "x".repeat(RETURN_URL_LENGTH));
        for wrong in [
            "",
            "/settings",
            "//evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "http://evil.example",
            "https://acme.com@evil.example",
            &long,
        ] {
            let url = ReturnUrl::try_from(wrong.to_owned());
            assert_eq!(url, Err(InvalidReturnUrl), "{wrong}");
        }
        assert!(ReturnUrl::try_from("http://127.0.0.1:8787/x".to_owned()).is_ok());
    }
}

//! A member of staff in the console: the link that opens it once, the cookie that keeps it, what
//! each role may do, and what a form of it brings (`docs/decisions/0019-the-staff-console.md`).
//!
//! All of them are signed texts, and nothing is stored of a session; of a link only that it was
//! used.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::audit::StaffId;
use crate::person_name::PersonName;
use crate::portal_session::{PortalEntryId, read, written};
use crate::token::{NotOurs, Purpose, Signer};

/// How long the link may be followed: the host redirects to it at once.
pub const ENTRY_LIFE: SignedDuration = SignedDuration::from_secs(60);

/// How long a session lasts: a day's work. Revoking the key that opened it ends it sooner.
pub const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(8);

/// What a member of staff is there for; each may do all that those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Looks, and changes nothing.
    Viewer,
    /// Answers customers: decides reviews, and sends dead letters back.
    Support,
    /// Moves credit, and ends referrals.
    Manager,
    /// Answers for the sender's name: lets mail go out again, and discards dead letters.
    Owner,
}

/// What is done in the console that changes anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Approve or deny a referral under review.
    DecideReview,
    RedriveLetter,
    /// Give, take, reverse, restore, or let go what invoices had used.
    MoveCredit,
    EndReferral,
    DiscardLetter,
    ResumeMail,
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 6] = [
        Self::DecideReview,
        Self::RedriveLetter,
        Self::MoveCredit,
        Self::EndReferral,
        Self::DiscardLetter,
        Self::ResumeMail,
    ];

    /// The least role that may do it.
    pub fn needs(self) -> Role {
        match self {
            Self::DecideReview | Self::RedriveLetter => Role::Support,
            Self::MoveCredit | Self::EndReferral => Role::Manager,
            Self::DiscardLetter | Self::ResumeMail => Role::Owner,
        }
    }
}

impl Role {
    pub fn may(self, deed: Deed) -> bool {
        deed.needs() <= self
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Support => "support",
            Self::Manager => "manager",
            Self::Owner => "owner",
        }
    }
}

/// Who looks, and as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleSession {
    /// The link's that opened it: forms are drawn for one session alone.
    #[serde(rename = "n")]
    pub id: PortalEntryId,
    #[serde(rename = "s")]
    pub staff_id: StaffId,
    /// For the page's own head; the audit trail names people by ids.
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    #[serde(rename = "r")]
    pub role: Role,
    /// The API key that opened it, or `admin` for the operator's first key.
    #[serde(rename = "k")]
    pub key_id: String,
    #[serde(rename = "e", with = "jiff::fmt::serde::timestamp::second::required")]
    pub expires_at: Timestamp,
}

impl ConsoleSession {
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }

    /// The session that following its link at `now` begins.
    #[must_use]
    pub fn begun(&self, now: Timestamp) -> Self {
        Self {
            expires_at: crate::time::after(now, SESSION_LIFE),
            ..self.clone()
        }
    }
}

impl Signer {
    /// The text that stands in the link; the session's end is the link's own.
    pub fn console_entry(&self, session: &ConsoleSession) -> String {
        self.sign(Purpose::ConsoleEntry, &written(session))
    }

    /// # Errors
    /// [`NotOurs`] unless [`Self::console_entry`] made it. Whether it is still good is not looked at.
    pub fn open_console_entry(&self, token: &str) -> Result<ConsoleSession, NotOurs> {
        read(self.open(Purpose::ConsoleEntry, token)?)
    }

    /// The value of the cookie.
    pub fn console_session(&self, session: &ConsoleSession) -> String {
        self.sign(Purpose::ConsoleSession, &written(session))
    }

    /// # Errors
    /// [`NotOurs`] unless [`Self::console_session`] made it. Whether it has ended is not looked at.
    pub fn open_console_session(&self, token: &str) -> Result<ConsoleSession, NotOurs> {
        read(self.open(Purpose::ConsoleSession, token)?)
    }

    /// What the forms of one page bring back: it proves that we drew them for this session, and
    /// names the press, so that a second one is the same call. `drawn` tells pages apart.
    pub fn console_form(&self, session: &ConsoleSession, drawn: &str) -> String {
        let text = format!("{}.{drawn}", session.id.as_str());
        self.sign(Purpose::ConsoleForm, &text)
    }

    /// Whether a form was drawn for this session.
    pub fn is_console_form(&self, session: &ConsoleSession, token: &str) -> bool {
        let text = self.open(Purpose::ConsoleForm, token).ok();
        let id = text.and_then(|text| text.split_once('.'));
        id.is_some_and(|(id, _)| id == session.id.as_str())
    }
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

    fn session(id: u8) -> ConsoleSession {
        ConsoleSession {
            id: PortalEntryId::from_bytes([id; 16]),
            staff_id: "jo.support".parse().unwrap(),
            name: PersonName::parse("Jo Marsh"),
            role: Role::Support,
            key_id: "admin".to_owned(),
            expires_at: crate::time::after(now(), ENTRY_LIFE),
        }
    }

    #[test]
    fn what_was_signed_is_read_again_and_a_link_is_no_cookie() {
        let (link, cookie) = (
            signer().console_entry(&session(1)),
            signer().console_session(&session(1)),
        );
        assert_eq!(signer().open_console_entry(&link), Ok(session(1)));
        assert_eq!(signer().open_console_session(&cookie), Ok(session(1)));
        assert_eq!(signer().open_console_session(&link), Err(NotOurs));
        assert_eq!(signer().open_portal_session(&cookie), Err(NotOurs));
    }

    #[test]
    fn a_role_that_was_written_into_the_cookie_by_its_holder_is_nobodys() {
        let cookie = signer().console_session(&session(1));
        let (_, mac) = cookie.rsplit_once('.').unwrap();
        let owner = ConsoleSession {
            role: Role::Owner,
            ..session(1)
        };
        let forged = format!("{}.{mac}", written(&owner));
        assert_eq!(signer().open_console_session(&forged), Err(NotOurs));
    }

    #[test]
    fn a_form_is_for_the_session_it_was_drawn_for() {
        let form = signer().console_form(&session(1), "a");
        assert!(signer().is_console_form(&session(1), &form));
        assert!(!signer().is_console_form(&session(2), &form));
        assert!(!signer().is_console_form(&session(1), "a"));
        assert_ne!(form, signer().console_form(&session(1), "b"));
    }

    #[test]
    fn a_session_lasts_a_days_work() {
        let begun = session(1).begun(now());
        assert!(begun.is_open(crate::time::after(now(), ENTRY_LIFE)));
        assert!(!begun.is_open(crate::time::after(now(), SESSION_LIFE)));
    }

    #[test]
    fn each_role_may_do_what_those_before_it_may_and_a_viewer_nothing() {
        let may = |role: Role| Deed::ALL.into_iter().filter(move |deed| role.may(*deed));
        assert_eq!(may(Role::Viewer).count(), 0);
        assert_eq!(may(Role::Support).count(), 2);
        assert_eq!(may(Role::Manager).count(), 4);
        assert_eq!(may(Role::Owner).count(), Deed::ALL.len());
        assert!(!Role::Support.may(Deed::MoveCredit));
        assert!(!Role::Manager.may(Deed::ResumeMail));
    }
}

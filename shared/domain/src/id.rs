//! Names of things: the host's own ids as it gave them, and ours, made from the facts behind them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be 1 to {max} characters of A-Z, a-z, 0-9, '_', '-', '.', ':' or '@'",
    max = MAX_LENGTH
)]
pub struct InvalidId;

/// Longest id accepted, in characters.
pub const MAX_LENGTH: usize = 96;

/// Longest id of ours: it may hold one of the host's and one of Stripe's, and what it tells of
/// them.
const MAX_LENGTH_OF_OURS: usize = 240;

fn is_id(text: &str, max_length: usize) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '@');
    !text.is_empty() && text.len() <= max_length && text.chars().all(allowed)
}

macro_rules! id {
    ($(#[doc = $doc:literal])* $name:ident) => {
        id! { $(#[doc = $doc])* $name, MAX_LENGTH }
    };
    ($(#[doc = $doc:literal])* $name:ident, $max_length:expr) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                if is_id(text, $max_length) { Ok(Self(text.to_owned())) } else { Err(InvalidId) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        #[cfg(feature = "schema")]
        crate::schema::text!($name, concat!($($doc),*), {
            "pattern": "^[A-Za-z0-9_.:@-]+$",
            "minLength": 1,
            "maxLength": $max_length,
        });
    };
}

id! {
    /// The host's id of an account: the billing entity with one Stripe customer (K17).
    AccountId
}
id! {
    /// The host's id of a user who takes part in a program.
    ParticipantId
}
id! {
    /// A program's id, chosen by the operator: `clientjoy`.
    ProgramId
}
id! {
    /// `ref_<friend account>`: an account is referred at most once, so its id names the referral.
    ReferralId, MAX_LENGTH_OF_OURS
}
id! {
    /// `rwd_<friend account>.<side>`: each side of a referral has at most one reward.
    RewardId, MAX_LENGTH_OF_OURS
}
id! {
    /// `inv_` and 26 characters made from program, sender, recipient and round.
    InviteId
}
id! {
    /// A notification's id, made from what it tells of.
    NotificationId, MAX_LENGTH_OF_OURS
}
id! {
    /// What the host calls an import: `customers-2026`.
    ImportName
}
id! {
    /// A Stripe customer: `cus_…`.
    StripeCustomerId
}
id! {
    /// Stripe's name for a card, the same whoever pays with it.
    CardFingerprint
}
id! {
    /// A price or a product of Stripe's, as an invoice's lines name them: `price_…`, `prod_…`.
    PlanId
}
id! {
    /// A Stripe invoice: `in_…`.
    InvoiceId
}
id! {
    /// A Stripe event: `evt_…`.
    StripeEventId
}

id! {
    /// A dead letter: `dlt_` and 32 characters made from queue and message.
    DeadLetterId
}

id! {
    /// An entry of the audit trail: `aud_` and 32 characters made from the call and what it did.
    AuditId
}

impl AuditId {
    /// The record with this hash in hexadecimal digits.
    pub(crate) fn from_hash(hash: &str) -> Self {
        Self(format!("aud_{hash}"))
    }
}

id! {
    /// A reconciliation: `rcn_` and the second at which it was asked for.
    ReconciliationId
}

impl ReconciliationId {
    /// The run that was asked for at this instant: later ones sort after it.
    pub fn at(requested_at: jiff::Timestamp) -> Self {
        let digits: String = requested_at.strftime("%Y%m%dT%H%M%SZ").to_string();
        Self(format!("rcn_{digits}"))
    }
}

impl DeadLetterId {
    /// The letter with this hash in hexadecimal digits.
    pub(crate) fn from_hash(hash: &str) -> Self {
        Self(format!("dlt_{hash}"))
    }
}

impl ReferralId {
    /// The referral of this friend's account.
    pub fn of(friend: &AccountId) -> Self {
        Self(format!("ref_{friend}"))
    }

    /// The friend's account this id was made from, or nothing if it is not a referral's id.
    pub fn friend(&self) -> Option<AccountId> {
        self.0.strip_prefix("ref_")?.parse().ok()
    }
}

impl NotificationId {
    /// Named after what it tells and what that is about, so telling it twice writes one item.
    pub fn of(what: &str, about: &str) -> Self {
        Self(format!("ntf_{what}.{about}"))
    }
}

impl RewardId {
    /// The reward of one side of this friend account's referral.
    pub fn of(friend: &AccountId, side: crate::reward::Side) -> Self {
        Self(format!("rwd_{friend}.{side}"))
    }

    /// The friend account and side this id was made from, or nothing if it is not a reward's id.
    pub fn parts(&self) -> Option<(AccountId, crate::reward::Side)> {
        let (friend, side) = self.0.strip_prefix("rwd_")?.rsplit_once('.')?;
        Some((friend.parse().ok()?, side.parse().ok()?))
    }
}

impl RewardId {
    /// Credit that staff gave an account; `name` tells it from others of the account.
    pub fn adjustment(account: &AccountId, name: &str) -> Self {
        Self(format!("adj_{account}.{name}"))
    }

    /// The account and the name this id was made from, or nothing if it names no such credit.
    pub fn adjusted(&self) -> Option<(AccountId, &str)> {
        let (account, name) = self.0.strip_prefix("adj_")?.rsplit_once('.')?;
        Some((account.parse().ok()?, name))
    }
}

impl ReferralId {
    /// Stands where a referral's id does, for credit that staff gave and no referral earned.
    pub(crate) fn of_adjustment(reward: &RewardId) -> Self {
        Self(reward.as_str().to_owned())
    }
}

impl InviteId {
    /// From the 26 characters that [`crate::token::Signer::invite_id`] derives.
    pub(crate) fn from_digest(digest: &str) -> Self {
        Self(format!("inv_{digest}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::Side;

    #[test]
    fn ids_of_the_host_are_kept_as_they_came() {
        assert_eq!(
            "team-1.eu:A_b@x".parse::<AccountId>().unwrap().as_str(),
            "team-1.eu:A_b@x"
        );
    }

    #[test]
    fn an_id_never_holds_what_separates_parts_of_a_key() {
        for text in ["", "a#b", "a/b", "a b", "a\nb", "ä", &"x".repeat(97)] {
            assert_eq!(text.parse::<AccountId>(), Err(InvalidId), "{text:?}");
        }
    }

    #[test]
    fn an_id_made_of_the_longest_account_id_reads_back() {
        let friend: AccountId = "x".repeat(MAX_LENGTH).parse().unwrap();
        let reward = RewardId::of(&friend, Side::Referrer);
        let notification = NotificationId::of("credit_canceled", reward.as_str());
        assert_eq!(reward.as_str().parse(), Ok(reward));
        assert_eq!(notification.as_str().parse(), Ok(notification));
        let invoice: InvoiceId = "i".repeat(MAX_LENGTH).parse().unwrap();
        let about = format!("{}.{invoice}", RewardId::of(&friend, Side::Referrer));
        let applied = NotificationId::of("credit_applied", &about);
        assert_eq!(applied.as_str().parse(), Ok(applied));
    }

    #[test]
    fn credit_that_staff_gave_is_named_after_its_account_and_no_referral() {
        let account: AccountId = "acme.eu".parse().unwrap();
        let id = RewardId::adjustment(&account, "0a1b");
        assert_eq!(id.adjusted(), Some((account, "0a1b")));
        assert_eq!(id.parts(), None);
        assert_eq!(ReferralId::of_adjustment(&id).friend(), None);
        let earned = RewardId::of(&"acme".parse().unwrap(), Side::Friend);
        assert_eq!(earned.adjusted(), None);
    }

    #[test]
    fn a_reward_id_tells_its_friend_and_side() {
        let friend: AccountId = "acme.eu".parse().unwrap();
        let id = RewardId::of(&friend, Side::Referrer);
        assert_eq!(id.as_str(), "rwd_acme.eu.referrer");
        assert_eq!(id.parts(), Some((friend, Side::Referrer)));
    }
}

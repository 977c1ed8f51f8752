//! The host's accounts and the people in them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::email_address::EmailAddress;
use crate::id::{AccountId, ParticipantId, RewardId, StripeCustomerId};
use crate::money::Currency;
use crate::person_name::PersonName;
use crate::token::AddressHash;

/// Whether the account still exists at the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "status")]
pub enum AccountStatus {
    Open,
    /// A former account: its addresses are never invited and never referred again (K11, C34).
    Closed {
        closed_at: Timestamp,
    },
}

/// The billing entity: credit belongs to it, whoever of its members earned it (K17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub id: AccountId,
    /// As the host tells it.
    pub signed_up_at: Timestamp,
    #[serde(flatten)]
    pub status: AccountStatus,
    pub name: Option<PersonName>,
    pub stripe_customer_id: Option<StripeCustomerId>,
    pub currency: Option<Currency>,
    /// When the host brought it as a customer of before: its signup earns nobody anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported_at: Option<Timestamp>,
    /// Rewards of which invoices had used a part that other credit of the account pays for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub netted: BTreeSet<RewardId>,
    /// How its name was put into the index of names ([`crate::name_words::VERSION`]); 0 before
    /// there was one.
    #[serde(default)]
    pub name_index: u8,
    /// Counts the writes, for the condition of the next.
    pub version: u64,
}

impl Account {
    pub fn is_open(&self) -> bool {
        matches!(self.status, AccountStatus::Open)
    }
}

/// A member of an account. Personal data is kept here and on invites, nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    pub id: ParticipantId,
    pub account_id: AccountId,
    pub email: EmailAddress,
    pub email_verified_at: Option<Timestamp>,
    pub name: Option<PersonName>,
    pub locale: Option<String>,
    pub time_zone: Option<String>,
    /// Notifications newer than this are unread.
    pub seen_at: Option<Timestamp>,
    /// When the host no longer listed this member.
    pub left_at: Option<Timestamp>,
    /// As of [`Account::name_index`].
    #[serde(default)]
    pub name_index: u8,
    /// Counts the writes, for the condition of the next.
    pub version: u64,
}

impl Participant {
    /// Whether the host still lists this member.
    pub fn is_member(&self) -> bool {
        self.left_at.is_none()
    }

    /// What others may see of this person: first name and initial, where there is a name.
    pub fn label(&self) -> Option<String> {
        self.name.as_ref().map(PersonName::with_initial)
    }
}

/// An address that has, or once had, an account (K11). Survives closing; holds no address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressUse {
    pub address_hash: AddressHash,
    pub account_id: AccountId,
    pub since: Timestamp,
    /// Set when the account closed: the address is a tombstone.
    pub closed_at: Option<Timestamp>,
}

/// All that is known of one account, but for its feed of lines and notifications.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Household {
    pub account: Option<Account>,
    pub participants: Vec<Participant>,
    /// People of it who were forgotten: whatever leads to them counts no more (E67).
    pub erased: Vec<ParticipantId>,
    pub paying: Option<crate::paying::Paying>,
    pub referral: Option<crate::referral::Referral>,
    pub rewards: Vec<crate::reward::Reward>,
    pub outcome: Option<crate::referral::SignupOutcome>,
    /// When each of its people was reminded of anything last.
    pub reminded: Vec<crate::reminder::Reminded>,
    /// A Stripe customer that named this account before the host told of it.
    pub awaited_customer: Option<StripeCustomerId>,
}

impl Household {
    pub fn participant(&self, id: &ParticipantId) -> Option<&Participant> {
        self.participants
            .iter()
            .find(|participant| participant.id == *id)
    }

    /// When this participant was reminded of anything last, if ever.
    pub fn reminded(&self, id: &ParticipantId) -> Option<&crate::reminder::Reminded> {
        self.reminded
            .iter()
            .find(|reminded| reminded.participant_id == *id)
    }

    pub fn members(&self) -> impl Iterator<Item = &Participant> {
        self.participants
            .iter()
            .filter(|participant| participant.is_member())
    }

    /// Whether the account was paying at `at`; false while nothing is known.
    pub fn paying_at(&self, at: Timestamp) -> bool {
        self.paying.as_ref().is_some_and(|paying| paying.at(at))
    }

    pub fn reward(&self, side: crate::reward::Side) -> Option<&crate::reward::Reward> {
        self.rewards.iter().find(|reward| reward.side == side)
    }
}

//! The columns of each export, as they are documented.

use domain::id::{AccountId, InviteId, ParticipantId, ProgramId, ReferralId, RewardId};
use domain::invite::Invite;
use domain::ledger::{EntryId, JournalEntry, Movement};
use domain::money::Currency;
use domain::referral::Referral;
use domain::reward::{Reward, Side};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::sheet::Columns;

/// A row with its columns: the names of its fields, in their order.
macro_rules! row {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $about:literal])* $field:ident: $type:ty,)* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Serialize)]
        #[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
        pub(crate) struct $name { $($(#[doc = $about])* $field: $type,)* }

        impl Columns for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];
        }
    };
}

row! {
    /// A referral.
    ReferralRow {
        referral_id: ReferralId,
        program_id: ProgramId,
        /// Which terms hold for it.
        terms_version: u32,
        referrer_account_id: AccountId,
        referrer_participant_id: ParticipantId,
        friend_account_id: AccountId,
        friend_participant_id: ParticipantId,
        /// `link`, `accept` or `claim`.
        attributed_by: String,
        signed_up_at: Timestamp,
        /// `attributed`, `qualified`, `expired` or `disqualified`.
        status: String,
        /// Why it was disqualified.
        reason: Option<String>,
        recorded_at: Timestamp,
    }
}

row! {
    /// A reward, or credit that staff gave.
    RewardRow {
        reward_id: RewardId,
        referral_id: ReferralId,
        program_id: ProgramId,
        /// Whose bill it comes off.
        account_id: AccountId,
        participant_id: ParticipantId,
        side: Side,
        amount_minor: i64,
        /// What invoices have used of it.
        used_minor: i64,
        currency: Currency,
        /// Where its credit stands, such as `available` or `posted`.
        state: String,
        /// Why it ended, where it did.
        reason: Option<String>,
        qualified_at: Timestamp,
        expires_at: Option<Timestamp>,
    }
}

row! {
    /// A journal entry: one movement of credit.
    EntryRow {
        entry_id: EntryId,
        /// `grant`, `release`, `post`, `apply` and the others of the ledger.
        movement: Movement,
        account_id: AccountId,
        reward_id: RewardId,
        amount_minor: i64,
        currency: Currency,
        /// The ledger account it comes from, such as `program_cost`.
        debit: String,
        /// The one it goes to.
        credit: String,
        recorded_at: Timestamp,
    }
}

row! {
    /// An invite, without address, name and message.
    InviteRow {
        invite_id: InviteId,
        program_id: ProgramId,
        account_id: AccountId,
        participant_id: ParticipantId,
        /// Where its message stands, such as `sent` or `bounced`.
        state: String,
        /// Why nothing was sent, where that is so.
        reason: Option<String>,
        created_at: Timestamp,
        expires_at: Timestamp,
        accepted_at: Option<Timestamp>,
    }
}

impl ReferralRow {
    pub(super) fn of(referral: &Referral) -> Self {
        let status = json!(referral.status);
        Self {
            referral_id: referral.id.clone(),
            program_id: referral.program_id.clone(),
            terms_version: referral.terms_version,
            referrer_account_id: referral.referrer_account_id.clone(),
            referrer_participant_id: referral.referrer_participant_id.clone(),
            friend_account_id: referral.friend_account_id.clone(),
            friend_participant_id: referral.friend_participant_id.clone(),
            attributed_by: field(&json!(referral.evidence), "by").unwrap_or_default(),
            signed_up_at: referral.signed_up_at,
            status: field(&status, "status").unwrap_or_default(),
            reason: field(&status, "reason"),
            recorded_at: referral.recorded_at,
        }
    }
}

impl RewardRow {
    pub(super) fn of(reward: &Reward) -> Self {
        let state = json!(reward.state);
        Self {
            reward_id: reward.id.clone(),
            referral_id: reward.referral_id.clone(),
            program_id: reward.program_id.clone(),
            account_id: reward.account_id.clone(),
            participant_id: reward.participant_id.clone(),
            side: reward.side,
            amount_minor: reward.amount.amount_minor(),
            used_minor: reward.used_minor,
            currency: reward.amount.currency(),
            state: field(&state, "state").unwrap_or_default(),
            reason: field(&state, "reason"),
            qualified_at: reward.qualified_at,
            expires_at: reward.expires_at,
        }
    }
}

impl EntryRow {
    pub(super) fn of(entry: &JournalEntry) -> Self {
        let line = entry.statement_line();
        let kind = |account| field(&json!(account), "kind").unwrap_or_default();
        Self {
            entry_id: line.entry_id,
            movement: line.movement,
            account_id: line.account_id,
            reward_id: line.reward_id,
            amount_minor: line.amount.amount_minor(),
            currency: line.amount.currency(),
            debit: kind(entry.debit()),
            credit: kind(entry.credit()),
            recorded_at: line.recorded_at,
        }
    }
}

impl InviteRow {
    pub(super) fn of(invite: &Invite) -> Self {
        let state = json!(invite.state);
        Self {
            invite_id: invite.id.clone(),
            program_id: invite.program_id.clone(),
            account_id: invite.account_id.clone(),
            participant_id: invite.participant_id.clone(),
            state: field(&state, "state").unwrap_or_default(),
            reason: field(&state, "reason"),
            created_at: invite.created_at,
            expires_at: invite.expires_at,
            accepted_at: invite.accepted_at,
        }
    }
}

fn field(value: &Value, name: &str) -> Option<String> {
    value[name].as_str().map(ToOwned::to_owned)
}

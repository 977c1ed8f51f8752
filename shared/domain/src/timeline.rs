//! What happened to a referral, fact by fact: when, who says so, and what that was.
//!
//! Nothing is decided here: each moment is read off a record that is kept anyway, so it is for
//! staff who look, and may be told again from the same records at any time.

mod moments;

use jiff::Timestamp;

use crate::account::Household;
use crate::audit::{Action, Actor, AuditRecord};
use crate::invite::Invite;
use crate::ledger::StatementLine;
use crate::notification::Notification;
use crate::reward::Side;

/// Who says that it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Somebody pressed or followed something of ours, which is signed.
    Browser,
    /// The mail provider.
    Mail,
    /// The host's server.
    Host,
    Stripe,
    /// It was decided here, by the program's rules.
    Rules,
    /// A member of staff.
    Staff,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub at: Timestamp,
    pub source: Source,
    /// In words, for staff.
    pub text: String,
    /// The id by which it is found: of an invoice, a journal entry, an invite, an audit record.
    pub id: Option<String>,
}

/// One side of the referral: the account that earns, as far as it is about this referral.
#[derive(Debug, Clone, Copy)]
pub struct SideTold<'a> {
    pub side: Side,
    /// All of the account's; those of other rewards are passed over.
    pub lines: &'a [StatementLine],
    pub notifications: &'a [Notification],
}

/// All that is known of a referral.
#[derive(Debug, Clone, Copy)]
pub struct Records<'a> {
    /// The account that was referred: it has the referral and both rewards.
    pub friend: &'a Household,
    /// The invite that it came by, if it was one and is still there.
    pub invite: Option<&'a Invite>,
    pub sides: [SideTold<'a>; 2],
    /// What staff did to the referral and its rewards.
    pub audit: &'a [AuditRecord],
}

/// Oldest first; of one instant, what was told comes before what followed from it. Empty where
/// there is no referral.
pub fn of_referral(records: &Records<'_>) -> Vec<Moment> {
    let Some(referral) = &records.friend.referral else {
        return Vec::new();
    };
    let mut all = moments::of_evidence(referral, records.invite);
    all.extend(moments::of_friend(records.friend, referral));
    all.extend(moments::of_status(referral));
    all.extend(moments::of_review(referral));
    for side in &records.sides {
        all.extend(moments::of_credit(records.friend, side));
        all.extend(moments::of_tellings(referral, side));
    }
    all.extend(records.audit.iter().map(moments::of_audit));
    // Hosts tell whole seconds: within one, what was told comes first.
    all.sort_by_key(|moment| (moment.at.as_second(), moment.source));
    all.dedup();
    all
}

/// Who of the staff did it: the id that the host named, else the API key.
pub fn actor(actor: &Actor) -> String {
    match &actor.staff {
        Some(staff) => staff.as_str().to_owned(),
        None => format!("API key {}", actor.key_id),
    }
}

/// What staff did, as the audit trail names it.
pub fn did(action: Action) -> &'static str {
    match action {
        Action::ProgramStored => "Program stored",
        Action::ApiKeyMade => "API key made",
        Action::ApiKeyRotated => "API key rotated",
        Action::ApiKeyRevoked => "API key revoked",
        Action::MailResumed => "Mail let out again",
        Action::DeadLetterRedriven => "Dead letter sent back",
        Action::DeadLetterDiscarded => "Dead letter discarded",
        Action::CreditAdjusted => "Credit adjusted",
        Action::RewardReversed => "Reward reversed",
        Action::RewardRestored => "Reward restored",
        Action::ReferralApproved => "Referral approved",
        Action::ReferralDisqualified => "Referral ended",
        Action::ReferralClaimed => "Referral claimed",
        Action::RemainderWaived => "Remainder let go",
        Action::RemainderNetted => "Remainder netted",
        Action::RemainderDebited => "Remainder debited",
        Action::PersonErased => "Person erased",
        Action::ReconciliationAsked => "Reconciliation asked for",
        Action::AccountsImported => "Accounts imported",
        Action::CreditMoved => "Credit moved to another account",
    }
}

#[cfg(test)]
mod tests;

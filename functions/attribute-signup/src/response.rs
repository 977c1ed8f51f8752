//! What the host hears.

use domain::account::{Account, AccountStatus, Household};
use domain::change::{ChangeSet, Write};
use domain::id::{AccountId, ParticipantId, ProgramId, ReferralId, StripeCustomerId};
use domain::money::Currency;
use domain::reason::Reason;
use domain::referral::{Referral, ReferralStatus};
use jiff::Timestamp;
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "SignupOutcome")
)]
pub(crate) struct SignupResponse {
    pub(crate) account_id: AccountId,
    /// Null where nobody is credited; then `reason` says why.
    pub(crate) referral: Option<ReferralResponse>,
    /// Why nobody is credited; or `already_referred`, where the call names another member than
    /// the referral of before, which stands.
    pub(crate) reason: Option<Reason>,
}

/// Who referred whom, and where that stands.
#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Referral")
)]
pub(crate) struct ReferralResponse {
    pub(crate) id: ReferralId,
    pub(crate) program_id: ProgramId,
    pub(crate) terms_version: u32,
    pub(crate) referrer_account_id: AccountId,
    pub(crate) referrer_participant_id: ParticipantId,
    pub(crate) signed_up_at: Timestamp,
    /// What both sides earn, or would, once the referral qualifies.
    pub(crate) promised: domain::schedule::Offer,
    #[serde(flatten)]
    pub(crate) status: ReferralStatus,
}

impl From<&Referral> for ReferralResponse {
    fn from(referral: &Referral) -> Self {
        Self {
            id: referral.id.clone(),
            program_id: referral.program_id.clone(),
            terms_version: referral.terms_version,
            referrer_account_id: referral.referrer_account_id.clone(),
            referrer_participant_id: referral.referrer_participant_id.clone(),
            signed_up_at: referral.signed_up_at,
            promised: referral.promised.clone(),
            status: referral.status.clone(),
        }
    }
}

impl SignupResponse {
    /// What was decided: now, by these changes, or else before.
    pub(crate) fn of(account_id: AccountId, before: &Household, changes: &ChangeSet) -> Self {
        let mut referral = before.referral.as_ref();
        let mut outcome = before.outcome.as_ref();
        for write in &changes.writes {
            if let Write::Referral(decided) = write {
                referral = Some(decided);
            } else if let Write::Outcome(decided) = write {
                outcome = Some(decided);
            }
        }
        Self {
            account_id,
            referral: referral.map(ReferralResponse::from),
            // Where staff claimed the referral later, the signup's own reason is past.
            reason: outcome
                .filter(|_| referral.is_none())
                .and_then(|outcome| outcome.reason),
        }
    }
}

/// An account as it is stored.
#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Account")
)]
pub(crate) struct AccountResponse {
    pub(crate) id: AccountId,
    pub(crate) signed_up_at: Timestamp,
    #[serde(flatten)]
    pub(crate) status: AccountStatus,
    pub(crate) stripe_customer_id: Option<StripeCustomerId>,
    pub(crate) currency: Option<Currency>,
    pub(crate) members: Vec<ParticipantId>,
}

impl AccountResponse {
    pub(crate) fn of(account: &Account, members: Vec<ParticipantId>) -> Self {
        Self {
            id: account.id.clone(),
            signed_up_at: account.signed_up_at,
            status: account.status,
            stripe_customer_id: account.stripe_customer_id.clone(),
            currency: account.currency,
            members,
        }
    }
}

//! Why a credit did or did not come: the stable codes (requirements 3.8).

use serde::{Deserialize, Serialize};

/// One cause, told to staff and, in plain words, to participants. Codes never change meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// An invite went out, and nobody has signed up by it yet.
    AwaitingSignup,
    /// The signup brought no code, touch or accept token that the program takes (C25, K18).
    NotViaLinkOrAccept,
    AttributionWindowPassed,
    AlreadyReferred,
    ExistingAccount,
    FormerAccount,
    SelfReferral,
    SameAccount,
    ProgramInactive,
    AwaitingEmailVerification,
    /// The friend is on a trial, which is no payment (K13).
    OnTrial,
    /// The friend has not paid yet.
    AwaitingFirstPayment,
    /// The friend's latest invoice asked for no money: credit or a coupon covered it (E17, E18).
    ZeroAmountInvoice,
    /// The friend's latest payment is not above the program's minimum (E19).
    BelowMinimum,
    /// The friend's latest payment is for no plan that the program includes.
    PlanNotIncluded,
    QualificationWindowPassed,
    /// The referrer was not a paying customer at the instant that counts (K3, K15).
    ReferrerNotPayingAtInstant,
    WaitingForReferrerToPay,
    InHoldUntil,
    /// Staff look at the referral before its credit is released.
    UnderReview,
    /// Staff found that it is not a referral that the program pays for.
    Fraud,
    Refunded,
    /// The bank of the friend's payer questions the payment.
    Disputed,
    DisputeLost,
    /// The friend did not stay subscribed for as long as the program asks (E55).
    FriendCanceled,
    /// The referrer's subscription ended, and with it what no invoice had used (E33).
    ReferrerCanceled,
    /// The credit is there, and nobody has asked to use it yet (C21, C23).
    AwaitingRedemption,
    WaitingForStripeCustomer,
    CurrencyMismatch,
    /// Stripe refused the posting; staff are told.
    PostingRefused,
    /// On its way to the Stripe balance.
    BeingPosted,
    PostedWaitingNextInvoice,
    /// Invoices have used all of it.
    AppliedOnInvoice,
    /// Invoices have used a part of it; the next uses more.
    PartlyApplied,
    /// Nobody used it in time.
    Expired,
    /// Taken back after it had been posted.
    Reversed,
    /// The program promises this side nothing (K1).
    NothingPromised,
    /// The referrer's account earned as much as the program gives one.
    CapReached,
    /// The program's budget has not enough left (E70).
    BudgetExhausted,
    /// Staff decided it, with a reason of their own in the audit trail.
    AdminDecision,
    InviteOptedOut,
    InviteBounced,
    InviteExpired,
    InviteNotSent,
}

impl Reason {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 44] = [
        Self::AwaitingSignup,
        Self::NotViaLinkOrAccept,
        Self::AttributionWindowPassed,
        Self::AlreadyReferred,
        Self::ExistingAccount,
        Self::FormerAccount,
        Self::SelfReferral,
        Self::SameAccount,
        Self::ProgramInactive,
        Self::AwaitingEmailVerification,
        Self::OnTrial,
        Self::AwaitingFirstPayment,
        Self::ZeroAmountInvoice,
        Self::BelowMinimum,
        Self::PlanNotIncluded,
        Self::QualificationWindowPassed,
        Self::ReferrerNotPayingAtInstant,
        Self::WaitingForReferrerToPay,
        Self::InHoldUntil,
        Self::UnderReview,
        Self::Fraud,
        Self::Refunded,
        Self::Disputed,
        Self::DisputeLost,
        Self::FriendCanceled,
        Self::ReferrerCanceled,
        Self::AwaitingRedemption,
        Self::WaitingForStripeCustomer,
        Self::CurrencyMismatch,
        Self::PostingRefused,
        Self::BeingPosted,
        Self::PostedWaitingNextInvoice,
        Self::AppliedOnInvoice,
        Self::PartlyApplied,
        Self::Expired,
        Self::Reversed,
        Self::NothingPromised,
        Self::CapReached,
        Self::BudgetExhausted,
        Self::AdminDecision,
        Self::InviteOptedOut,
        Self::InviteBounced,
        Self::InviteExpired,
        Self::InviteNotSent,
    ];

    /// The code as it stands in JSON.
    pub fn code(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.as_str().map(ToOwned::to_owned))
            .unwrap_or_default()
    }
}

//! What a reason means for a credit that did not come.

use domain::reason::Reason;

/// Whether the credit can still come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    Waiting,
    Lost,
}

/// Whether a credit that did not come for this reason still can.
pub fn outlook(reason: Reason) -> Outlook {
    match reason {
        Reason::AwaitingSignup
        | Reason::AwaitingEmailVerification
        | Reason::OnTrial
        | Reason::AwaitingFirstPayment
        | Reason::ZeroAmountInvoice
        | Reason::BelowMinimum
        | Reason::PlanNotIncluded
        | Reason::AwaitingRedemption
        | Reason::BeingPosted
        | Reason::PartlyApplied
        | Reason::WaitingForReferrerToPay
        | Reason::InHoldUntil
        | Reason::UnderReview
        | Reason::WaitingForStripeCustomer
        | Reason::CurrencyMismatch
        | Reason::PostingRefused
        | Reason::Disputed
        | Reason::PostedWaitingNextInvoice => Outlook::Waiting,
        Reason::NotViaLinkOrAccept
        | Reason::AttributionWindowPassed
        | Reason::AlreadyReferred
        | Reason::ExistingAccount
        | Reason::FormerAccount
        | Reason::SelfReferral
        | Reason::SameAccount
        | Reason::ProgramInactive
        | Reason::QualificationWindowPassed
        | Reason::ReferrerNotPayingAtInstant
        | Reason::Fraud
        | Reason::AdminDecision
        | Reason::Refunded
        | Reason::DisputeLost
        | Reason::FriendCanceled
        | Reason::ReferrerCanceled
        | Reason::AppliedOnInvoice
        | Reason::Expired
        | Reason::Reversed
        | Reason::NothingPromised
        | Reason::CapReached
        | Reason::BudgetExhausted
        | Reason::InviteOptedOut
        | Reason::InviteBounced
        | Reason::InviteExpired
        | Reason::InviteNotSent => Outlook::Lost,
    }
}

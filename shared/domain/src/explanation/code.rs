//! What a code means for the credit, and which rule it is about.

use serde::Serialize;

use crate::reason::Reason;

/// Whether there is credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// It is on the bill, or on its way there.
    Credited,
    /// It can still come.
    Waiting,
    /// There is none, and none will come of this.
    NoCredit,
}

/// What a referral goes through, from the signup to the bill, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The invite reaches the friend.
    Invite,
    /// The signup is tied to a referrer, and is new.
    Attribution,
    /// The friend does what the program asks for.
    Qualification,
    /// What the program promises, and which day decides it.
    Amount,
    /// The referrer may earn.
    Eligibility,
    /// The caps of the program.
    Cap,
    /// The credit waits for its hold to end.
    Hold,
    /// The payment that earned it stays paid, and who has to stay subscribed does.
    Payment,
    /// The credit is asked for, before it expires.
    Redemption,
    /// Staff let it stand.
    Staff,
    /// It goes on the Stripe balance.
    Posting,
    /// Invoices use it.
    Invoice,
}

impl Rule {
    pub const ALL: [Self; 12] = [
        Self::Invite,
        Self::Attribution,
        Self::Qualification,
        Self::Amount,
        Self::Eligibility,
        Self::Cap,
        Self::Hold,
        Self::Payment,
        Self::Redemption,
        Self::Staff,
        Self::Posting,
        Self::Invoice,
    ];
}

/// Whether credit that stands so is there, may come, or will not.
pub fn outlook(code: Reason) -> Outlook {
    match code {
        Reason::AwaitingRedemption
        | Reason::BeingPosted
        | Reason::PostedWaitingNextInvoice
        | Reason::PartlyApplied
        | Reason::AppliedOnInvoice => Outlook::Credited,
        Reason::AwaitingSignup
        | Reason::AwaitingEmailVerification
        | Reason::OnTrial
        | Reason::AwaitingFirstPayment
        | Reason::ZeroAmountInvoice
        | Reason::BelowMinimum
        | Reason::PlanNotIncluded
        | Reason::WaitingForReferrerToPay
        | Reason::InHoldUntil
        | Reason::UnderReview
        | Reason::Disputed
        | Reason::WaitingForStripeCustomer
        | Reason::CurrencyMismatch
        | Reason::PostingRefused => Outlook::Waiting,
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
        | Reason::Refunded
        | Reason::DisputeLost
        | Reason::FriendCanceled
        | Reason::ReferrerCanceled
        | Reason::Expired
        | Reason::Reversed
        | Reason::NothingPromised
        | Reason::CapReached
        | Reason::BudgetExhausted
        | Reason::Fraud
        | Reason::AdminDecision
        | Reason::InviteOptedOut
        | Reason::InviteBounced
        | Reason::InviteExpired
        | Reason::InviteNotSent => Outlook::NoCredit,
    }
}

/// The rule that decides while something stands so.
pub fn rule(code: Reason) -> Rule {
    match code {
        Reason::AwaitingSignup
        | Reason::InviteOptedOut
        | Reason::InviteBounced
        | Reason::InviteExpired
        | Reason::InviteNotSent => Rule::Invite,
        Reason::NotViaLinkOrAccept
        | Reason::AttributionWindowPassed
        | Reason::AlreadyReferred
        | Reason::ExistingAccount
        | Reason::FormerAccount
        | Reason::SelfReferral
        | Reason::SameAccount
        | Reason::ProgramInactive => Rule::Attribution,
        Reason::AwaitingEmailVerification
        | Reason::OnTrial
        | Reason::AwaitingFirstPayment
        | Reason::ZeroAmountInvoice
        | Reason::BelowMinimum
        | Reason::PlanNotIncluded
        | Reason::QualificationWindowPassed => Rule::Qualification,
        Reason::NothingPromised => Rule::Amount,
        Reason::ReferrerNotPayingAtInstant | Reason::WaitingForReferrerToPay => Rule::Eligibility,
        Reason::CapReached | Reason::BudgetExhausted => Rule::Cap,
        Reason::AdminDecision => Rule::Staff,
        Reason::InHoldUntil | Reason::UnderReview | Reason::Fraud => Rule::Hold,
        Reason::Refunded
        | Reason::Disputed
        | Reason::DisputeLost
        | Reason::FriendCanceled
        | Reason::ReferrerCanceled
        | Reason::Reversed => Rule::Payment,
        Reason::AwaitingRedemption | Reason::Expired => Rule::Redemption,
        Reason::WaitingForStripeCustomer
        | Reason::CurrencyMismatch
        | Reason::PostingRefused
        | Reason::BeingPosted => Rule::Posting,
        Reason::PostedWaitingNextInvoice | Reason::PartlyApplied | Reason::AppliedOnInvoice => {
            Rule::Invoice
        }
    }
}

//! Reason codes in plain words, for the participant they concern.
//!
//! A sentence never tells a referrer what a friend did not tell them, such as that the friend had
//! an account before (K25).

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
        Reason::AwaitingEmailVerification
        | Reason::AwaitingFirstPayment
        | Reason::WaitingForReferrerToPay
        | Reason::InHoldUntil
        | Reason::WaitingForStripeCustomer
        | Reason::CurrencyMismatch
        | Reason::PostingRefused
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
        | Reason::Refunded
        | Reason::CapReached
        | Reason::InviteOptedOut
        | Reason::InviteBounced
        | Reason::InviteExpired
        | Reason::InviteNotSent => Outlook::Lost,
    }
}

/// Why the credit is not there: whole sentences.
pub fn sentence(reason: Reason) -> &'static str {
    match reason {
        Reason::NotViaLinkOrAccept => {
            "The sign-up did not come through your link or the Accept button of your invite, so \
             it could not be tied to you."
        }
        Reason::AttributionWindowPassed => {
            "Too much time passed between the visit through your link and the sign-up."
        }
        Reason::AlreadyReferred => "Somebody else’s referral came first.",
        // One sentence for both: which of them it was is the friend's own matter.
        Reason::ExistingAccount | Reason::FormerAccount => {
            "The offer is for new customers, and this sign-up did not count as one."
        }
        Reason::SelfReferral => "A referral of oneself earns no credit.",
        Reason::SameAccount => "Somebody who joins your own account earns no credit.",
        Reason::ProgramInactive => "The referral program was not running at that time.",
        Reason::AwaitingEmailVerification => {
            "Your friend has yet to confirm their mail address. The credit comes when they do."
        }
        Reason::AwaitingFirstPayment => {
            "The credit comes with your friend’s first payment; a trial does not count."
        }
        Reason::QualificationWindowPassed => "Your friend’s first payment came too late.",
        Reason::ReferrerNotPayingAtInstant => {
            "Only paying customers earn referral credit, and your account was not on a paid plan \
             when it counted."
        }
        Reason::WaitingForReferrerToPay => {
            "Only paying customers earn referral credit, and your account is not on a paid plan \
             yet. We keep the credit for you."
        }
        Reason::InHoldUntil => "The credit is on hold for a while, in case of a refund.",
        Reason::Refunded => "The payment that it came with was refunded.",
        Reason::WaitingForStripeCustomer => {
            "The credit is yours. It goes to your bill as soon as you have one."
        }
        Reason::CurrencyMismatch => {
            "Your account is billed in another currency than this credit. Our staff look into it."
        }
        Reason::PostingRefused => {
            "The credit could not be put on your bill. Our staff look into it."
        }
        Reason::PostedWaitingNextInvoice => {
            "The credit is on your account and comes off the next invoice."
        }
        Reason::CapReached => "You have reached the most that the program gives.",
        Reason::InviteOptedOut | Reason::InviteNotSent => "The invite was not sent.",
        Reason::InviteBounced => "The invite could not be delivered.",
        Reason::InviteExpired => "The invite was not accepted in time.",
    }
}

/// What the participant can do about it at the program's upgrade page, if anything.
pub fn mend(reason: Reason) -> Option<&'static str> {
    if reason == Reason::WaitingForReferrerToPay {
        Some("Upgrade to a paid plan, and the credit is yours.")
    } else if reason == Reason::ReferrerNotPayingAtInstant {
        Some("Upgrade to a paid plan, and the next friend you refer earns you credit.")
    } else {
        None
    }
}

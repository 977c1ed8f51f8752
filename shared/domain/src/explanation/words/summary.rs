//! The code in a sentence, for staff.

use crate::explanation::Standing;
use crate::reason::Reason;

pub(crate) fn summary(standing: Standing) -> String {
    let sentence = of_code(standing.code);
    match standing.cause {
        Some(cause) => format!("{sentence} Because: {}", of_code(cause)),
        None => sentence.to_owned(),
    }
}

fn of_code(code: Reason) -> &'static str {
    match code {
        Reason::AwaitingSignup => "Nobody has signed up by this invite yet.",
        Reason::NotViaLinkOrAccept => {
            "The signup brought no touch, code or accept token that the program takes."
        }
        Reason::AttributionWindowPassed => {
            "The signup came after the attribution window had closed."
        }
        Reason::AlreadyReferred => "The account was referred before.",
        Reason::ExistingAccount => {
            "The account was there, or had paid, before the touch or accept; or the address has an \
             account."
        }
        Reason::FormerAccount => "The account, or its address, had an account that was closed.",
        Reason::SelfReferral => {
            "Referrer and friend have the same address or the same Stripe customer."
        }
        Reason::SameAccount => "The link or invite is of the account itself.",
        Reason::ProgramInactive => {
            "The program was not active, or the referrer's account was closed."
        }
        Reason::AwaitingEmailVerification => "The friend's address is not verified yet.",
        Reason::OnTrial => "The friend is on a trial.",
        Reason::AwaitingFirstPayment => "The friend has not paid yet.",
        Reason::ZeroAmountInvoice => "The friend's latest invoice took no money.",
        Reason::BelowMinimum => "The friend's latest payment is not above the minimum.",
        Reason::PlanNotIncluded => {
            "The friend's latest payment bills no price or product that the program includes."
        }
        Reason::QualificationWindowPassed => {
            "What the program asks for did not come within the qualification window."
        }
        Reason::NothingPromised => "The program promises this side nothing.",
        Reason::ReferrerNotPayingAtInstant => {
            "The referrer's account was not eligible at the instant that counts."
        }
        Reason::WaitingForReferrerToPay => {
            "The referrer's account does not pay yet; the reward waits for it."
        }
        Reason::AdminDecision => "Staff decided it: the audit trail says who and why.",
        Reason::CapReached => "A cap of the program is reached.",
        Reason::UnderReview => "Staff are to look at the referral before its credit is released.",
        Reason::Fraud => "Staff denied the referral: it is none that the program pays for.",
        Reason::BudgetExhausted => "The program's budget held no more.",
        Reason::InHoldUntil => "The hold has not ended.",
        Reason::Disputed => "The payment that earned it is disputed; its credit is frozen.",
        Reason::Refunded => "The payment that earned it was refunded.",
        Reason::DisputeLost => "The payment that earned it was lost in a dispute.",
        Reason::FriendCanceled => {
            "The friend's last subscription ended sooner after the first payment than the program \
             asks."
        }
        Reason::ReferrerCanceled => {
            "The referrer's last subscription ended, and with it what no invoice had used."
        }
        Reason::Reversed => "The credit was taken back from the Stripe balance, or is about to be.",
        Reason::Expired => "The credit was not used before it expired.",
        Reason::AwaitingRedemption => "The credit is available, and nobody has redeemed it.",
        Reason::WaitingForStripeCustomer => "The account has no Stripe customer yet.",
        Reason::CurrencyMismatch => {
            "The Stripe customer is billed in another currency than the credit; it is never \
             converted."
        }
        Reason::PostingRefused => "Stripe refused the balance transaction.",
        Reason::BeingPosted => "The credit is on its way to the Stripe balance.",
        Reason::PostedWaitingNextInvoice => {
            "The credit is on the Stripe balance; no invoice has used it yet."
        }
        Reason::PartlyApplied => "Invoices have used a part of the credit.",
        Reason::AppliedOnInvoice => "Invoices have used all of the credit.",
        Reason::InviteNotSent => "Nothing was sent.",
        Reason::InviteBounced => "The invite came back.",
        Reason::InviteOptedOut => "The address gets no invites: a bounce, a complaint or a stop.",
        Reason::InviteExpired => "The invite can no longer be accepted.",
    }
}

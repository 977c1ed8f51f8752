//! Why a credit did or did not come: the stable codes (requirements 3.8).

use serde::{Deserialize, Serialize};

/// One cause, told to staff and, in plain words, to participants. Codes never change meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
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
    /// The friend has not paid yet: a trial does not count (K13).
    AwaitingFirstPayment,
    QualificationWindowPassed,
    /// The referrer was not a paying customer at the instant that counts (K3, K15).
    ReferrerNotPayingAtInstant,
    WaitingForReferrerToPay,
    InHoldUntil,
    Refunded,
    /// The bank of the friend's payer questions the payment.
    Disputed,
    DisputeLost,
    WaitingForStripeCustomer,
    CurrencyMismatch,
    /// Stripe refused the posting; staff are told.
    PostingRefused,
    PostedWaitingNextInvoice,
    CapReached,
    InviteOptedOut,
    InviteBounced,
    InviteExpired,
    InviteNotSent,
}

impl Reason {
    /// The code as it stands in JSON.
    pub fn code(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.as_str().map(ToOwned::to_owned))
            .unwrap_or_default()
    }
}

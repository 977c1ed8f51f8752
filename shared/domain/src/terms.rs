//! What a program promises and asks: immutable, numbered versions (requirements 3.2).

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::allowance::caps::Caps;
use crate::id::PlanId;
use crate::money::Money;
use crate::schedule::{Amounts, Offer, Schedule};

/// What makes a referral count (C17, K1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    Signup,
    FirstPayment,
}

/// What a signup must bring before it counts, where the trigger is `signup` (C32).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignupRequires {
    None,
    EmailVerified,
}

/// Which referrers earn (K3, K16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Eligibility {
    Any,
    /// The referrer's account is open.
    Active,
    /// The referrer's account pays: see [`crate::paying`].
    Paying,
}

/// When the referrer must be eligible (K15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EligibilityInstant {
    /// When the friend signed up.
    Signup,
    /// When the friend's referral qualified: at the first payment, say.
    Qualification,
    Both,
}

/// What becomes of a reward whose referrer is not eligible (K24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OnIneligible {
    Forfeit,
    /// It waits for the referrer to pay, this many days at most.
    Wait {
        days: u32,
    },
}

/// How available credit reaches the bill (C21 to C23, K5 to K8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Application {
    /// By itself, as soon as it is available.
    Automatic,
    /// When the participant or staff redeem it.
    OnRequest,
}

/// When the friend's own credit is released, where the trigger is `signup` (C31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FriendRelease {
    AtSignup,
    AfterFirstPayment,
}

/// How a signup may be tied to a referrer (C9, C25, K9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The personal link, followed or its code typed in.
    Link,
    /// The Accept button of an invite.
    Accept,
}

/// Which of several touches counts (E5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AttributionModel {
    FirstTouch,
    LastTouch,
}

/// Which instant decides the amount (C30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AmountInstant {
    /// When the friend signed up: what the friend was promised.
    Attribution,
    /// When the referral qualified.
    Qualification,
}

/// The rules of one version; a referral keeps the version it was attributed under (E26, E29).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rules {
    pub trigger: Trigger,
    pub signup_requires: SignupRequires,
    pub schedule: Schedule,
    /// IANA name of the zone in which the schedule's periods begin and end.
    pub time_zone: String,
    pub amount_instant: AmountInstant,
    /// The net payment must be above this to count (E19); none means above zero.
    pub minimum_payment: Amounts,
    /// Whether what was paid out of band, such as by cheque, counts as a payment (E20).
    #[serde(default)]
    pub allow_out_of_band: bool,
    /// Whether an invoice that bills no subscription, such as for a purchase or a setup fee, counts
    /// as a payment (E24).
    #[serde(default)]
    pub one_off_counts: bool,
    /// The prices and products of Stripe's of which a payment must bill one to count; empty means
    /// that any does.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub prices: BTreeSet<PlanId>,
    pub eligibility: Eligibility,
    pub eligibility_instant: EligibilityInstant,
    pub on_ineligible: OnIneligible,
    pub methods: BTreeSet<Method>,
    pub model: AttributionModel,
    /// From touch or accept to signup, in days.
    pub attribution_window_days: u32,
    /// From signup to qualification, in days.
    pub qualification_window_days: u32,
    /// From qualification to release, in days.
    pub hold_days: u32,
    /// From the first payment, in days: the friend has to stay subscribed for so long (E55). At most
    /// the hold; none means that leaving ends nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub require_retention_days: Option<u32>,
    /// Whether a referrer's credit ends with their subscription, as far as no invoice has used it
    /// (E33).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub void_on_cancel: bool,
    /// From release to expiry of credit that nobody used, in days; none means that it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry_days: Option<u32>,
    /// From the payment that counted, in days: what comes back later takes no credit back (E48).
    #[serde(default)]
    pub reversal_window_days: u32,
    pub friend_release: FriendRelease,
    pub application: Application,
    /// Most rewards of one referrer's account.
    #[serde(default, skip_serializing_if = "Caps::is_none")]
    pub caps: Caps,
}

/// One immutable version of a program's rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TermsVersion {
    /// Counts from 1.
    pub version: u32,
    /// Signups from this instant on are under this version.
    pub effective_from: Timestamp,
    pub rules: Rules,
}

impl Rules {
    /// What both sides are promised at `at`. An unknown zone counts as UTC; the program file
    /// refuses one before it gets here.
    pub fn offer_at(&self, at: Timestamp) -> Offer {
        self.schedule.offer_at(at, &self.zone())
    }

    /// When the offer made at `at` ends, if the schedule has a later period.
    pub fn offer_ends(&self, at: Timestamp) -> Option<Timestamp> {
        self.schedule.changes_after(at, &self.zone())
    }

    /// Whether this net payment counts as the first payment (requirements 3.1, E17 to E19).
    pub fn counts_as_payment(&self, net_paid: Money) -> bool {
        let minimum = self.minimum_payment.in_currency(net_paid.currency());
        net_paid.amount_minor() > minimum.map_or(0, Money::amount_minor)
    }

    /// Whether a payment that counted still does after a refund: at the minimum, too (E47).
    pub fn still_counts(&self, net_paid: Money) -> bool {
        let minimum = self.minimum_payment.in_currency(net_paid.currency());
        !net_paid.is_zero()
            && minimum.is_none_or(|minimum| minimum.amount_minor() <= net_paid.amount_minor())
    }

    /// Whether an invoice that bills these prices and products is for a plan that counts. What it
    /// bills beside that is not asked: Stripe does not say which line a refund or a coupon is of.
    pub fn includes(&self, billed: &BTreeSet<PlanId>) -> bool {
        self.prices.is_empty() || !self.prices.is_disjoint(billed)
    }

    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }
}

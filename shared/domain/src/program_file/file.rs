//! The file's shape: every key, and what holds where one is left out.

use serde::Deserialize;
use toml::value::Datetime;

use crate::allowance::caps::CapPeriod;
use crate::page_look::PageSettings;
use crate::program::{
    DEFAULT_PROGRAM_PER_DAY, InviteEditing, InviteMode, ProgramStatus, TouchParameter,
};
use crate::reminder::ReminderSettings;
use crate::review::ReviewSettings;
use crate::share::ShareNetwork;
use crate::terms::{
    AmountInstant, Application, AttributionModel, Eligibility, EligibilityInstant, FriendRelease,
    Method, SignupRequires, Trigger,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) name: String,
    #[serde(default = "active")]
    pub(super) status: ProgramStatus,
    #[serde(default)]
    pub(super) default: bool,
    pub(super) time_zone: String,
    #[serde(default = "usd")]
    pub(super) currency: String,
    #[serde(default = "en")]
    pub(super) locale: String,
    pub(super) signup_url: Option<String>,
    pub(super) terms_url: Option<String>,
    pub(super) upgrade_url: Option<String>,
    pub(super) redeem_url: Option<String>,
    /// Left out, invoices say nothing of their own.
    pub(super) invoice_label: Option<String>,
    pub(super) reward: Reward,
    pub(super) schedule: Vec<Period>,
    #[serde(default)]
    pub(super) referrer: Referrer,
    #[serde(default)]
    pub(super) limits: Limits,
    #[serde(default)]
    pub(super) attribution: Attribution,
    #[serde(default)]
    pub(super) sharing: Sharing,
    pub(super) invites: Invites,
    #[serde(default)]
    pub(super) reminders: ReminderSettings,
    #[serde(default)]
    pub(super) review: ReviewSettings,
    #[serde(default)]
    pub(super) page: PageSettings,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reward {
    pub(super) trigger: Trigger,
    /// C32: a signup alone is easily farmed.
    #[serde(default = "email_verified")]
    pub(super) signup_requires: SignupRequires,
    #[serde(default = "attribution")]
    pub(super) amount_instant: AmountInstant,
    #[serde(default)]
    pub(super) minimum_payment: Vec<String>,
    /// E20.
    #[serde(default)]
    pub(super) allow_out_of_band: bool,
    /// E24.
    #[serde(default)]
    pub(super) one_off_counts: bool,
    /// Left out, a payment for anything counts.
    #[serde(default)]
    pub(super) prices: Vec<String>,
    #[serde(default = "days_365")]
    pub(super) qualification_window_days: u32,
    #[serde(default = "days_14")]
    pub(super) hold_days: u32,
    /// Left out, a friend may leave (E55).
    pub(super) require_retention_days: Option<u32>,
    /// Left out, credit never expires.
    pub(super) expiry_days: Option<u32>,
    /// Card networks let a payer dispute for 120 days.
    #[serde(default = "days_120")]
    pub(super) reversal_window_days: u32,
    /// C31.
    #[serde(default = "after_first_payment")]
    pub(super) friend_release: FriendRelease,
    #[serde(default = "automatic")]
    pub(super) application: Application,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Period {
    pub(super) from: Option<Datetime>,
    pub(super) until: Option<Datetime>,
    #[serde(default)]
    pub(super) referrer: Vec<String>,
    #[serde(default)]
    pub(super) friend: Vec<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OnIneligibleName {
    Forfeit,
    Wait,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Referrer {
    pub(super) eligibility: Eligibility,
    pub(super) eligibility_instant: EligibilityInstant,
    pub(super) on_ineligible: OnIneligibleName,
    pub(super) wait_days: u32,
    /// E33.
    pub(super) void_on_cancel: bool,
}

impl Default for Referrer {
    fn default() -> Self {
        Self {
            eligibility: Eligibility::Any,
            eligibility_instant: EligibilityInstant::Qualification,
            on_ineligible: OnIneligibleName::Wait,
            wait_days: 90,
            void_on_cancel: false,
        }
    }
}

/// Left out, there is no limit.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Limits {
    pub(super) budget: Vec<String>,
    pub(super) rewards_per_referrer: Option<u32>,
    pub(super) rewards_per_period: Option<u32>,
    pub(super) period: Option<CapPeriod>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Attribution {
    pub(super) methods: Vec<Method>,
    pub(super) window_days: u32,
    pub(super) model: AttributionModel,
    pub(super) parameter: TouchParameter,
}

impl Default for Attribution {
    fn default() -> Self {
        Self {
            methods: vec![Method::Link, Method::Accept],
            window_days: 90,
            model: AttributionModel::FirstTouch,
            parameter: TouchParameter::Ref,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Sharing {
    pub(super) networks: Vec<ShareNetwork>,
    pub(super) text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Invites {
    pub(super) mode: InviteMode,
    #[serde(default = "recipients_45")]
    pub(super) recipients_per_request: u32,
    #[serde(default = "invites_20")]
    pub(super) per_day: u32,
    #[serde(default = "invites_500")]
    pub(super) program_per_day: u32,
    #[serde(default = "invites_50")]
    pub(super) open_at_most: u32,
    #[serde(default = "paying_or_verified")]
    pub(super) editing: InviteEditing,
    #[serde(default = "yes")]
    pub(super) suppress_known_addresses: bool,
    #[serde(default)]
    pub(super) postal_address: String,
    #[serde(default = "subject")]
    pub(super) subject: String,
    #[serde(default)]
    pub(super) message: String,
}

fn active() -> ProgramStatus {
    ProgramStatus::Active
}

fn en() -> String {
    "en".to_owned()
}

fn usd() -> String {
    "USD".to_owned()
}

fn email_verified() -> SignupRequires {
    SignupRequires::EmailVerified
}

fn attribution() -> AmountInstant {
    AmountInstant::Attribution
}

fn after_first_payment() -> FriendRelease {
    FriendRelease::AfterFirstPayment
}

fn automatic() -> Application {
    Application::Automatic
}

fn paying_or_verified() -> InviteEditing {
    InviteEditing::PayingOrVerified
}

fn yes() -> bool {
    true
}

fn subject() -> String {
    "{referrer} invites you to {product}".to_owned()
}

fn days_14() -> u32 {
    14
}

fn days_120() -> u32 {
    120
}

fn days_365() -> u32 {
    365
}

fn recipients_45() -> u32 {
    45
}

fn invites_20() -> u32 {
    20
}

fn invites_50() -> u32 {
    50
}

fn invites_500() -> u32 {
    DEFAULT_PROGRAM_PER_DAY
}

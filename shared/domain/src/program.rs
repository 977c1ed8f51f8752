//! A program: what it is called, where it leads, how it invites, and its versions of terms.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::ProgramId;
use crate::locale::Locale;
use crate::money::Currency;
use crate::page_look::PageSettings;
use crate::reminder::ReminderSettings;
use crate::review::ReviewSettings;
use crate::schedule::Amounts;
use crate::share::ShareNetwork;
use crate::terms::{Method, Rules, TermsVersion};

/// Whether a program takes part in anything new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProgramStatus {
    Draft,
    Active,
    /// Touches are kept, nothing is attributed (E4).
    Paused,
    /// Attributed referrals may still qualify (E4).
    Ended,
}

/// Who sends the invite's mail (requirements 3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InviteMode {
    /// Goodword does, in the referrer's name.
    Server,
    /// The referrer does, from their own mail program.
    SelfSend,
    Off,
}

/// Who may rewrite the invite's message (C14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InviteEditing {
    All,
    PayingOrVerified,
    Off,
}

impl InviteEditing {
    /// Whether a sender may rewrite the message: where not everybody may, only who is surely a
    /// real customer, by a verified address or by paying (requirements 3.6).
    pub fn allows(self, is_verified: bool, is_paying: bool) -> bool {
        match self {
            Self::All => true,
            Self::PayingOrVerified => is_verified || is_paying,
            Self::Off => false,
        }
    }
}

/// Most invites of one participant that a program may leave open: as many are counted before one
/// more is sent.
pub const OPEN_INVITES_AT_MOST: u8 = 200;

/// Invites of a whole program in a day, unless it says otherwise.
pub const DEFAULT_PROGRAM_PER_DAY: u32 = 500;

/// How a program invites by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InviteSettings {
    pub mode: InviteMode,
    /// 1 to 45: two items each, within one table transaction.
    pub recipients_per_request: u32,
    /// Invites of one participant in a day of UTC.
    pub per_day: u32,
    /// Invites of the whole program in a day of UTC; what comes on top waits for the next.
    #[serde(default = "program_per_day")]
    pub program_per_day: u32,
    /// Invites of one participant that are neither accepted nor ended; at most
    /// [`OPEN_INVITES_AT_MOST`].
    pub open_at_most: u32,
    pub editing: InviteEditing,
    /// Write nothing to an address that has or had an account (K11).
    pub suppress_known_addresses: bool,
    /// Stands in every invite, as the law of many countries asks.
    pub postal_address: String,
    pub subject: String,
    /// What is sent where the participant writes nothing; never empty where the server sends.
    pub message: String,
}

/// Of programs that were stored before there was such a cap (requirements 3.6).
fn program_per_day() -> u32 {
    DEFAULT_PROGRAM_PER_DAY
}

/// The query parameter by which a followed link brings its touch to the signup page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TouchParameter {
    #[default]
    Ref,
    /// Where the host's own pages give `ref` another meaning.
    Via,
    R,
}

impl TouchParameter {
    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ref => "ref",
            Self::Via => "via",
            Self::R => "r",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    fn is_ref(&self) -> bool {
        *self == Self::Ref
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_english(locale: &Locale) -> bool {
    *locale == Locale::English
}

/// What an operator may change at any time; what was promised is in the terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settings {
    pub name: String,
    pub status: ProgramStatus,
    /// Whether calls that name no program mean this one.
    pub default: bool,
    /// Where an account has not named its own.
    pub currency: Currency,
    /// What people are spoken to in who have named no language of their own.
    #[serde(default, skip_serializing_if = "is_english")]
    pub locale: Locale,
    /// What both sides of all referrals may earn in all, by currency; a currency that is not named
    /// has no limit.
    #[serde(default, skip_serializing_if = "Amounts::is_empty")]
    pub budget: Amounts,
    /// Where links lead; none means the installation's signup page.
    pub signup_url: Option<String>,
    #[serde(default, skip_serializing_if = "TouchParameter::is_ref")]
    pub touch_parameter: TouchParameter,
    pub terms_url: Option<String>,
    /// Where a referrer upgrades to become eligible (K3).
    pub upgrade_url: Option<String>,
    /// Where a participant redeems credit (C21, C23).
    pub redeem_url: Option<String>,
    /// The name of a field on invoices that may use credit (K8); none means that they say nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice_label: Option<String>,
    pub networks: Vec<ShareNetwork>,
    pub share_text: String,
    pub invites: InviteSettings,
    #[serde(default)]
    pub reminders: ReminderSettings,
    #[serde(default, skip_serializing_if = "ReviewSettings::is_default")]
    pub review: ReviewSettings,
    #[serde(default, skip_serializing_if = "PageSettings::is_default")]
    pub page: PageSettings,
}

/// A program with all its versions of terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    pub id: ProgramId,
    pub settings: Settings,
    /// Ascending by version, and so by `effective_from`. Never empty.
    pub terms: Vec<TermsVersion>,
}

impl Program {
    /// The version under which a signup at `at` falls; before the first, the first.
    pub fn terms_at(&self, at: Timestamp) -> Option<&TermsVersion> {
        self.terms
            .iter()
            .rev()
            .find(|terms| terms.effective_from <= at)
            .or(self.terms.first())
    }

    pub fn terms_version(&self, version: u32) -> Option<&TermsVersion> {
        self.terms.iter().find(|terms| terms.version == version)
    }

    /// The next instant after `at` at which what is promised changes: a period of the schedule
    /// ends, or a later version of the terms begins (R4).
    pub fn changes_after(&self, at: Timestamp) -> Option<Timestamp> {
        let period = self
            .terms_at(at)
            .and_then(|terms| terms.rules.offer_ends(at));
        let versions = self.terms.iter().map(|terms| terms.effective_from);
        versions.filter(|from| *from > at).chain(period).min()
    }

    /// Whether signups may be tied to a referrer this way, at `at`.
    pub fn allows(&self, method: Method, at: Timestamp) -> bool {
        self.terms_at(at)
            .is_some_and(|terms| terms.rules.methods.contains(&method))
    }

    pub fn is_active(&self) -> bool {
        self.settings.status == ProgramStatus::Active
    }

    /// Whether a visit or an accept of now may still come to count: while a program pauses, they
    /// are kept (E4).
    pub fn keeps_touches(&self) -> bool {
        match self.settings.status {
            ProgramStatus::Active | ProgramStatus::Paused => true,
            ProgramStatus::Draft | ProgramStatus::Ended => false,
        }
    }

    /// This program after an operator's edit: settings replaced, and a new version of terms if
    /// the rules differ from the latest. Referrals that exist keep their version (E29).
    #[must_use]
    pub fn edited(mut self, settings: Settings, rules: Rules, now: Timestamp) -> Self {
        let latest = self.terms.last();
        if latest.is_none_or(|latest| latest.rules != rules) {
            let version = latest.map_or(0, |latest| latest.version).saturating_add(1);
            self.terms.push(TermsVersion {
                version,
                effective_from: now,
                rules,
            });
        }
        self.settings = settings;
        self
    }
}

/// The program that a call means: the one it names, or the default, or the only one.
pub fn choose<'a>(programs: &'a [Program], named: Option<&ProgramId>) -> Option<&'a Program> {
    match named {
        Some(id) => programs.iter().find(|program| program.id == *id),
        None => match programs {
            [only] => Some(only),
            several => several.iter().find(|program| program.settings.default),
        },
    }
}

#[cfg(test)]
mod tests;

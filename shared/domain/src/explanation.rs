//! Why a credit came, or did not: the stable code with its causes, and what it means in plain
//! words (requirements 3.8).
//!
//! Nothing is decided here. What the records say is put into one [`Standing`] by matches without
//! a rest, so that a new state cannot be forgotten; [`check`] names the rules it went through, and
//! `words` are the only place that speaks a language.

pub mod check;
pub mod code;
pub mod invite;
pub mod referral;
mod reward;
pub mod signup;
pub mod told;
mod words;

use jiff::Timestamp;
use serde::Serialize;

use crate::account::Household;
use crate::id::{AccountId, InviteId, ReferralId, RewardId};
use crate::ledger::StatementLine;
use crate::program::Program;
use crate::reason::Reason;
use crate::reward::Side;
use crate::terms::Rules;

/// Where something stands: one code, since when, and what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub code: Reason,
    /// What brought it there, where the code tells only where it stands: a refund, of credit that
    /// was reversed.
    pub cause: Option<Reason>,
    /// When it came to stand so, where that is recorded.
    pub since: Option<Timestamp>,
    /// When time changes it, or something is expected that does.
    pub next_date: Option<Timestamp>,
}

impl Standing {
    fn at(code: Reason, since: Option<Timestamp>) -> Self {
        Self {
            code,
            cause: None,
            since,
            next_date: None,
        }
    }

    fn until(self, next_date: Option<Timestamp>) -> Self {
        Self { next_date, ..self }
    }

    fn by(self, cause: Reason) -> Self {
        Self {
            cause: Some(cause),
            ..self
        }
    }
}

/// What an explanation is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "ExplanationSubject")
)]
pub struct Subject {
    /// The account that would earn, or did.
    pub account_id: Option<AccountId>,
    /// Whether that account referred, or was referred.
    pub side: Option<Side>,
    pub referral_id: Option<ReferralId>,
    pub reward_id: Option<RewardId>,
    pub invite_id: Option<InviteId>,
}

/// What is known of a referral, to explain one side of it.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The program of the referral.
    pub program: &'a Program,
    /// The account that was referred: it has the referral and both rewards.
    pub friend: &'a Household,
    /// The account that referred.
    pub referrer: &'a Household,
    /// The statement of the side that is explained.
    pub lines: &'a [StatementLine],
    pub side: Side,
    pub now: Timestamp,
}

impl<'a> Known<'a> {
    /// The account of the side that is explained.
    fn earner(&self) -> &'a Household {
        match self.side {
            Side::Referrer => self.referrer,
            Side::Friend => self.friend,
        }
    }

    /// The rules that the referral was attributed under; before there is a referral, those of now.
    fn rules(&self) -> Option<&'a Rules> {
        let version = self.friend.referral.as_ref().map(|it| it.terms_version);
        let terms = match version {
            Some(version) => self.program.terms_version(version),
            None => self.program.terms_at(self.now),
        };
        terms.map(|terms| &terms.rules)
    }
}

#[cfg(test)]
mod tests;

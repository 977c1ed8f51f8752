//! Caps: how many rewards one account may earn by referring, in all and in a period of the calendar.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::id::{AccountId, ProgramId};
use crate::reward::Reward;

/// A period of the calendar in the program's zone, after which a cap begins anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CapPeriod {
    Day,
    Month,
    Year,
}

/// So many rewards in each such period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeriodCap {
    pub at_most: u32,
    pub period: CapPeriod,
}

/// Most rewards of one referrer's account; without an entry there is no limit.
///
/// They count the account and not the participant, since the credit is the account's (K17), and
/// since another user of an account is made easily.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Caps {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_all: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_period: Option<PeriodCap>,
}

/// The counter of all rewards of an account.
const ALL: &str = "ALL";

impl Caps {
    pub fn is_none(&self) -> bool {
        self.in_all.is_none() && self.per_period.is_none()
    }

    /// The counters that count a reward which qualified at `at`, each with its cap: `ALL`, and the
    /// period by its name, as `2022-05-25`, `2022-05` or `2022`.
    pub fn counters(&self, at: Timestamp, zone: &TimeZone) -> Vec<(String, u32)> {
        let local = at.to_zoned(zone.clone());
        let in_all = self.in_all.map(|at_most| (ALL.to_owned(), at_most));
        let in_period = self.per_period.map(|cap| {
            let name = match cap.period {
                CapPeriod::Day => local.strftime("%Y-%m-%d").to_string(),
                CapPeriod::Month => local.strftime("%Y-%m").to_string(),
                CapPeriod::Year => local.strftime("%Y").to_string(),
            };
            (name, cap.at_most)
        });
        in_all.into_iter().chain(in_period).collect()
    }
}

/// One step of a counter of what an account earned or brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RewardCount {
    pub program: ProgramId,
    pub account: AccountId,
    pub name: String,
    /// One more, or one less.
    pub step: i64,
    /// Only while the count is below it; none where the step is made whatever it says.
    pub at_most: Option<u32>,
}

impl RewardCount {
    /// One signup more of a friend of this account on a day.
    pub(crate) fn of_signup(program: ProgramId, account: AccountId, name: String) -> Self {
        Self {
            program,
            account,
            name,
            step: 1,
            at_most: None,
        }
    }

    pub(super) fn of(reward: &Reward, name: String, step: i64, at_most: Option<u32>) -> Self {
        Self {
            program: reward.program_id.clone(),
            account: reward.account_id.clone(),
            name,
            step,
            at_most,
        }
    }
}

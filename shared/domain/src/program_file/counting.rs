//! The file's lengths of time, and which payments count and for how long they must hold.

use std::collections::BTreeSet;

use super::file::{File, Reward};
use super::{Checks, ProgramFileError, WAIT_DAYS_AT_MOST, WINDOW_DAYS_AT_MOST};
use crate::id::PlanId;
use crate::terms::Trigger;

/// Most prices and products that a program may name.
const PLANS_AT_MOST: usize = 100;

/// What ids of Stripe's begin with that bill nothing by themselves.
const OTHER_IDS: [&str; 3] = ["sub_", "si_", "cus_"];

impl Checks<'_> {
    /// Every length of time, within its range.
    pub(super) fn windows(&self, file: &File) -> Result<(), ProgramFileError> {
        let (reward, any) = (&file.reward, WINDOW_DAYS_AT_MOST);
        let within = [
            ("reward.hold_days", Some(reward.hold_days), 0, any),
            ("reward.expiry_days", reward.expiry_days, 1, any),
            (
                "reward.qualification_window_days",
                Some(reward.qualification_window_days),
                1,
                any,
            ),
            (
                "attribution.window_days",
                Some(file.attribution.window_days),
                1,
                any,
            ),
            (
                "referrer.wait_days",
                Some(file.referrer.wait_days),
                1,
                WAIT_DAYS_AT_MOST,
            ),
            (
                "reward.reversal_window_days",
                Some(reward.reversal_window_days),
                0,
                any,
            ),
            (
                "reward.require_retention_days",
                reward.require_retention_days,
                1,
                any,
            ),
        ];
        for (key, days, least, most) in within {
            if let Some(days) = days {
                self.days(key, (days, least, most))?;
            }
        }
        Ok(())
    }

    /// How long a friend has to stay subscribed (E55): while the credit is held, so that none is
    /// posted that a friend who leaves would take with them.
    pub(super) fn retention(&self, reward: &Reward) -> Result<Option<u32>, ProgramFileError> {
        let key = "reward.require_retention_days";
        let Some(days) = reward.require_retention_days else {
            return Ok(None);
        };
        if reward.trigger != Trigger::FirstPayment {
            let message = "counts from the first payment, so it needs trigger = \"first_payment\"; \
                           left out, a friend may leave at any time";
            return Err(self.error(key, message));
        }
        let hold = reward.hold_days;
        if hold < days {
            let message = format!(
                "is {days} and reward.hold_days is {hold}: credit must be held for as long as the \
                 friend has to stay; set hold_days = {days}, or ask for at most {hold} days"
            );
            return Err(self.error(key, &message));
        }
        Ok(Some(days))
    }

    /// Stripe's own ids; also those that a host chose for its products and older plans.
    pub(super) fn prices(&self, texts: &[String]) -> Result<BTreeSet<PlanId>, ProgramFileError> {
        let key = "reward.prices";
        if texts.len() > PLANS_AT_MOST {
            let message =
                format!("must name at most {PLANS_AT_MOST}; a product stands for all its prices");
            return Err(self.error(key, &message));
        }
        let mut prices = BTreeSet::new();
        for text in texts {
            let plan: Result<PlanId, _> = text.parse();
            let is_another = OTHER_IDS.iter().any(|start| text.starts_with(start));
            let Some(plan) = plan.ok().filter(|_| !is_another) else {
                let message = format!(
                    "{text:?} is no price or product of Stripe's; write ids such as \
                     \"price_1OaB\" or \"prod_P7cD\", or leave it out, and any payment counts"
                );
                return Err(self.error(key, &message));
            };
            if !prices.insert(plan) {
                return Err(self.error(key, &format!("names {text} twice")));
            }
        }
        Ok(prices)
    }
}

//! The file's `[reward]` as far as it says which payments count.

use std::collections::BTreeSet;

use super::{Checks, ProgramFileError};
use crate::id::PlanId;

/// Most prices and products that a program may name.
const PLANS_AT_MOST: usize = 100;

/// What ids of Stripe's begin with that bill nothing by themselves.
const OTHER_IDS: [&str; 3] = ["sub_", "si_", "cus_"];

impl Checks<'_> {
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

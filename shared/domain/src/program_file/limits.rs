//! The file's `[limits]` and `[review]`, and the label of invoices: what an operator may leave out.

use super::file::{File, Limits};
use super::{Checks, ProgramFileError};
use crate::allowance::caps::{Caps, PeriodCap};
use crate::invoice_label::NAME_LENGTH_AT_MOST;
use crate::page_look::{PageSettings, RADIUS_AT_MOST};
use crate::review::ReviewSettings;
use crate::schedule::Amounts;

/// Most rewards that a cap may let through: more is no cap.
const CAP_AT_MOST: u32 = 1_000_000;

impl Checks<'_> {
    /// The budget, which must name every currency that the schedule promises: one that it leaves
    /// out would have no limit.
    pub(super) fn budget(&self, file: &File) -> Result<Amounts, ProgramFileError> {
        let key = "limits.budget";
        let budget = self.amounts(key, &file.limits.budget)?;
        if budget.is_empty() {
            return Ok(budget);
        }
        for (nth, period) in file.schedule.iter().enumerate() {
            let here = Checks { nth, ..*self };
            for (side, texts) in [
                ("schedule.referrer", &period.referrer),
                ("schedule.friend", &period.friend),
            ] {
                let promised = here.amounts(side, texts)?;
                let without = promised
                    .all()
                    .find(|money| !money.is_zero() && budget.limit_in(money.currency()).is_none());
                if let Some(money) = without {
                    let currency = money.currency();
                    let message = format!(
                        "names no {currency}, which the schedule promises: \
                         add an amount such as \"1000 {currency}\""
                    );
                    return Err(self.error(key, &message));
                }
            }
        }
        Ok(budget)
    }

    /// Stripe prints it as the name of a field.
    pub(super) fn invoice_label(&self, file: &File) -> Result<Option<String>, ProgramFileError> {
        let Some(label) = file.invoice_label.as_deref().map(str::trim) else {
            return Ok(None);
        };
        if label.is_empty()
            || label.chars().count() > NAME_LENGTH_AT_MOST
            || label.chars().any(char::is_control)
        {
            let message = format!(
                "must have 1 to {NAME_LENGTH_AT_MOST} characters, such as \"Referral credit\"; \
                 left out, invoices say nothing"
            );
            return Err(self.error("invoice_label", &message));
        }
        Ok(Some(label.to_owned()))
    }

    pub(super) fn review(
        &self,
        review: ReviewSettings,
    ) -> Result<ReviewSettings, ProgramFileError> {
        if review.signups_per_day == Some(0) {
            let message = "must be at least 1; approval = \"manual\" has every referral looked at";
            return Err(self.error("review.signups_per_day", message));
        }
        Ok(review)
    }

    pub(super) fn page(&self, page: &PageSettings) -> Result<PageSettings, ProgramFileError> {
        if page.radius.is_some_and(|radius| radius > RADIUS_AT_MOST) {
            let message = format!("must be from 0 to {RADIUS_AT_MOST} pixels");
            return Err(self.error("page.radius", &message));
        }
        if let Some(logo) = &page.logo {
            self.url("page.logo", logo)?;
        }
        let check = page.check();
        check.map_err(|unread| self.error(&format!("page.{}", unread.key), &unread.to_string()))?;
        Ok(page.clone())
    }

    pub(super) fn caps(&self, limits: &Limits) -> Result<Caps, ProgramFileError> {
        let cap = |key: &str, cap: Option<u32>| match cap {
            Some(most) if most == 0 || most > CAP_AT_MOST => {
                let message = format!("must be from 1 to {CAP_AT_MOST}; left out, there is no cap");
                Err(self.error(key, &message))
            }
            cap => Ok(cap),
        };
        let in_all = cap("limits.rewards_per_referrer", limits.rewards_per_referrer)?;
        let in_period = cap("limits.rewards_per_period", limits.rewards_per_period)?;
        let per_period = match (in_period, limits.period) {
            (Some(at_most), Some(period)) => Some(PeriodCap { at_most, period }),
            (None, None) => None,
            (Some(_), None) => {
                let message = "needs limits.period: \"day\", \"month\" or \"year\"";
                return Err(self.error("limits.rewards_per_period", message));
            }
            (None, Some(_)) => {
                let message = "needs limits.rewards_per_period: how many rewards in each";
                return Err(self.error("limits.period", message));
            }
        };
        Ok(Caps { in_all, per_period })
    }
}

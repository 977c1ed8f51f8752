//! One account: its lines against the balance of its customer at Stripe.

use std::time::Duration;

use domain::account::Account;
use domain::ledger::Movement;
use domain::reconciliation::Reconciliation;
use domain::reconciliation::at_stripe::{Ours, Span, Surplus, compare, surpluses};
use domain::reconciliation::finding::{Done, Finding, FindingKind};
use domain::reward::Reward;
use jiff::Timestamp;
use stripe::balance_moves::{COMPENSATES, shown};
use stripe::client::NewBalanceTransaction;
use stripe::customer::BalanceTransaction;
use stripe::error::StripeError;

use crate::ReconcileError;
use crate::account::Work;
use crate::slice::Slices;

/// Between two calls: a fifth of what Stripe takes in live mode, so that nobody else waits.
const PAUSE: Duration = Duration::from_millis(50);

impl Slices<'_> {
    /// What disagrees, with surpluses taken off. One call to Stripe a hundred movements; none for
    /// an account that never had a credit on its way there.
    pub(crate) async fn at_stripe(
        &self,
        run: &mut Reconciliation,
        (work, account): (&Work, &Account),
        rewards: Vec<Reward>,
    ) -> Result<Vec<Finding>, ReconcileError> {
        let Some(customer) = account.stripe_customer_id.as_ref() else {
            return Ok(Vec::new());
        };
        let of_customer = |kind| Finding::new(kind, customer.as_str()).of_account(&work.id);
        let Some(lines) = &work.lines else {
            return Ok(vec![of_customer(FindingKind::NotCompared)]);
        };
        if !rewards.iter().any(|reward| 0 < reward.attempts) {
            return Ok(Vec::new());
        }
        tokio::time::sleep(PAUSE).await;
        let listed = self
            .stripe
            .list_balance_transactions(customer.as_str(), Timestamp::MIN)
            .await;
        run.tally.customers = run.tally.customers.saturating_add(1);
        let list = match listed {
            Ok(list) => list,
            Err(StripeError::Refused { .. }) => {
                let had = lines.iter().any(|line| line.movement == Movement::Post);
                return Ok(had
                    .then(|| of_customer(FindingKind::CustomerGone))
                    .into_iter()
                    .collect());
            }
            Err(StripeError::Unreadable { .. }) => {
                return Ok(vec![of_customer(FindingKind::NotCompared)]);
            }
            Err(error) => return Err(error.into()),
        };
        let (ours, shown) = (
            Ours {
                account_id: &work.id,
                lines,
                rewards: &rewards,
            },
            shown(&list),
        );
        let span = Span {
            edits_since: run.edits_since,
            until: run.recorded_before,
        };
        let mut findings = compare(ours, &shown, span);
        for surplus in surpluses(ours, &shown, credit_on(&list)) {
            findings.push(self.compensated(run, customer.as_str(), surplus).await?);
        }
        Ok(findings)
    }

    /// Takes a surplus off the balance again. Stripe keeps the key for a day; after that the list
    /// shows that it was done.
    async fn compensated(
        &self,
        run: &mut Reconciliation,
        customer: &str,
        surplus: Surplus,
    ) -> Result<Finding, ReconcileError> {
        let mut finding = surplus.finding;
        if surplus.amount_minor == 0 {
            return Ok(finding);
        }
        let id = surplus.balance_transaction_id;
        let new = NewBalanceTransaction {
            amount_minor: surplus.amount_minor,
            currency: surplus.currency.to_stripe(),
            description: "Referral credit that was there twice".to_owned(),
            metadata: [
                (COMPENSATES, id.as_str()),
                ("compensated_reward_id", surplus.reward_id.as_str()),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        };
        let key = format!("goodword-compensate-{id}");
        match self
            .stripe
            .create_balance_transaction(customer, &new, &key)
            .await
        {
            Ok(transaction) => {
                run.tally.compensated = run.tally.compensated.saturating_add(1);
                finding.done = Done::Compensated {
                    balance_transaction_id: transaction.id,
                    amount_minor: surplus.amount_minor,
                };
            }
            Err(StripeError::NotAllowed { status }) => {
                return Err(StripeError::NotAllowed { status }.into());
            }
            Err(error) => {
                tracing::error!(%error, surplus = id, "a surplus stays on the balance");
                finding.done = Done::CompensationFailed;
            }
        }
        tracing::error!(
            reward.id = surplus.reward_id.as_str(),
            surplus = id,
            "Stripe had a credit twice"
        );
        Ok(finding)
    }
}

/// All credit on the balance: what the last change left there.
fn credit_on(list: &[BalanceTransaction]) -> i64 {
    let last = list.first();
    last.map_or(0, |last| last.ending_balance.saturating_neg())
}

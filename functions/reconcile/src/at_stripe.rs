//! One account: its lines against the balance of its customer at Stripe.

use std::time::Duration;

use domain::account::Account;
use domain::id::StripeCustomerId;
use domain::ledger::Movement;
use domain::reconciliation::at_stripe::{Ours, Span, compare};
use domain::reconciliation::finding::{Done, Finding, FindingKind};
use domain::reconciliation::surplus::{Surplus, TakenOff, surpluses, taken_off};
use domain::reconciliation::{self, Reconciliation};
use domain::reward::Reward;
use jiff::Timestamp;
use store::StoreError;
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
        let about = |kind| Finding::new(kind, customer.as_str()).of_account(&work.id);
        let Some(lines) = &work.lines else {
            return Ok(vec![about(FindingKind::NotCompared)]);
        };
        if !rewards.iter().any(|reward| 0 < reward.attempts) {
            return Ok(Vec::new());
        }
        let listed = self.listed(customer).await;
        run.tally.customers = run.tally.customers.saturating_add(1);
        let list = match listed {
            Ok(list) => list,
            Err(StripeError::Refused { .. }) => {
                let had = lines.iter().any(|line| line.movement == Movement::Post);
                let gone = had.then(|| about(FindingKind::CustomerGone));
                return Ok(gone.into_iter().collect());
            }
            Err(StripeError::Unreadable { .. }) => {
                return Ok(vec![about(FindingKind::NotCompared)]);
            }
            Err(error) => return Err(error.into()),
        };
        let ours = Ours {
            account_id: &work.id,
            lines,
            rewards: &rewards,
        };
        self.against(run, ours, (customer, &list)).await
    }

    async fn listed(
        &self,
        customer: &StripeCustomerId,
    ) -> Result<Vec<BalanceTransaction>, StripeError> {
        tokio::time::sleep(PAUSE).await;
        let all = Timestamp::MIN;
        self.stripe
            .list_balance_transactions(customer.as_str(), all)
            .await
    }

    async fn against(
        &self,
        run: &mut Reconciliation,
        ours: Ours<'_>,
        (customer, list): (&StripeCustomerId, &[BalanceTransaction]),
    ) -> Result<Vec<Finding>, ReconcileError> {
        let shown = shown(list);
        let span = Span {
            edits_since: run.edits_since,
            until: run.recorded_before,
        };
        let mut findings = compare(ours, &shown, span);
        // Before anything else is taken off: what this run began, and died over.
        for taken in taken_off(ours, &shown) {
            findings.extend(self.finished(run, taken).await?);
        }
        for surplus in surpluses(ours, &shown, credit_on(list)) {
            findings.push(self.compensated(run, customer.as_str(), surplus).await?);
        }
        Ok(findings)
    }

    /// Takes a surplus off the balance again, and tells of it before it does.
    ///
    /// Stripe keeps the key for a day; after that the list shows that it was done.
    async fn compensated(
        &self,
        run: &mut Reconciliation,
        customer: &str,
        surplus: Surplus,
    ) -> Result<Finding, ReconcileError> {
        let key = surplus.idempotency_key();
        let mut finding = surplus.finding;
        let id = surplus.balance_transaction_id;
        tracing::error!(
            reward.id = surplus.reward_id.as_str(),
            surplus = id,
            taken_off_minor = surplus.amount_minor,
            "Stripe had a credit twice"
        );
        if surplus.amount_minor == 0 {
            return Ok(finding);
        }
        finding.done = Done::Compensating;
        let begun = reconciliation::told(run, std::slice::from_ref(&finding));
        self.store.commit(&begun, self.now).await?;
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
        let asked = self
            .stripe
            .create_balance_transaction(customer, &new, &key)
            .await;
        match asked {
            Ok(transaction) => {
                run.tally.compensated = run.tally.compensated.saturating_add(1);
                finding.done = Done::Compensated {
                    balance_transaction_id: transaction.id,
                    amount_minor: surplus.amount_minor,
                };
            }
            Err(StripeError::Refused { status, code, .. }) => {
                tracing::error!(surplus = id, status, code, "Stripe keeps a surplus");
                finding.done = Done::CompensationFailed;
            }
            // It may have been done: the list shows it when the page is gone through again.
            Err(error) => return Err(error.into()),
        }
        Ok(finding)
    }

    /// What this run took off before it died, and told of only as begun.
    async fn finished(
        &self,
        run: &mut Reconciliation,
        taken: TakenOff,
    ) -> Result<Option<Finding>, StoreError> {
        let told = self.store.finding(&run.id, &taken.finding).await?;
        let Some(mut finding) = told.filter(|it| it.done == Done::Compensating) else {
            return Ok(None);
        };
        run.tally.compensated = run.tally.compensated.saturating_add(1);
        finding.done = Done::Compensated {
            balance_transaction_id: taken.balance_transaction_id,
            amount_minor: taken.amount_minor,
        };
        Ok(Some(finding))
    }
}

/// All credit on the balance: what the last change left there.
fn credit_on(list: &[BalanceTransaction]) -> i64 {
    let newest = list.first();
    newest.map_or(0, |last| last.ending_balance.saturating_neg())
}

//! Which invoices used the credit on a customer's balance (requirements 3.4).

use std::collections::BTreeSet;
use std::convert::Infallible;

use domain::application::{Allotment, record};
use domain::change::ChangeSet;
use domain::id::RewardId;
use domain::ledger::{Position, StatementLine};
use domain::reward::Reward;
use jiff::Timestamp;
use stripe::balance_moves::balance_moves;
use stripe::client::Session;
use stripe::customer::BalanceTransaction;

use crate::customer::Known;
use crate::{App, SettleError};

/// Writes down what invoices did with the account's credit, as Stripe's balance tells it now.
///
/// Nothing is asked of Stripe for an account that never had credit there.
pub(crate) async fn write_down(
    app: &App,
    stripe: &Session<'_>,
    known: &Known,
    now: Timestamp,
) -> Result<(), SettleError> {
    let lines = app.store.feed(&known.account_id).await?.lines;
    let rewards = on_balance(&lines);
    if rewards.is_empty() {
        return Ok(());
    }
    let customer = known.customer_id.as_str();
    let transactions = stripe
        .list_balance_transactions(customer, Timestamp::MIN)
        .await?;
    for reward_id in rewards {
        of_reward(app, known, (reward_id, &transactions), now).await?;
    }
    Ok(())
}

async fn of_reward(
    app: &App,
    known: &Known,
    (reward_id, transactions): (&RewardId, &[BalanceTransaction]),
    now: Timestamp,
) -> Result<(), SettleError> {
    let load = async || {
        let lines = app.store.feed(&known.account_id).await?.lines;
        Ok((app.store.reward(reward_id).await?, lines))
    };
    let decide = |(reward, lines): &(Option<Reward>, Vec<StatementLine>)| {
        let Some(reward) = reward else {
            return Ok::<_, Infallible>(ChangeSet::default());
        };
        let moves = balance_moves(transactions, reward.amount.currency());
        Ok(record(reward, &Allotment::of(&moves), lines, now))
    };
    let Ok(_) = app.store.change(now, load, decide).await?;
    Ok(())
}

/// The rewards whose credit is on the balance, or was.
fn on_balance(lines: &[StatementLine]) -> BTreeSet<&RewardId> {
    let posted = lines
        .iter()
        .filter(|line| line.to == Some(Position::AtStripe));
    posted.map(|line| &line.reward_id).collect()
}

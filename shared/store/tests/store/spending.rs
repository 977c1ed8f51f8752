//! A thousand who would spend one balance at once (F48).

use std::convert::Infallible;
use std::sync::Arc;

use domain::account::Household;
use domain::change::{ChangeSet, Write};
use domain::ledger::JournalEntry;
use domain::posting::{self, Step};
use domain::reward::{Reward, RewardState};
use domain::statement::{Balance, balances};
use jiff::Timestamp;
use store::StoreError;

use crate::given::accounts::account;
use crate::given::referrals::reward;
use crate::given::{NOW, id, minutes_later, usd};
use crate::table::{Table, only};

const REWARDS: usize = 10;
const SPENDERS: usize = 1_000;

/// Ana's credit for one friend, available.
fn available(nth: usize) -> Reward {
    Reward {
        state: RewardState::Available {
            redeemed_at: None,
            blocked: None,
        },
        ..reward(&format!("friend{nth}"))
    }
}

/// Ten credits of $50, granted.
async fn with_500_dollars() -> Table {
    let table = Table::with([Write::Account(account("acme"))]).await;
    for nth in 0..REWARDS {
        let reward = available(nth);
        let mut changes = only(Write::Journal(JournalEntry::grant(&reward, false, NOW)));
        changes.write(Write::Reward(reward));
        table.store.commit(&changes, NOW).await.unwrap();
    }
    table
}

async fn balance(table: &Table) -> Balance {
    let lines = table.store.feed(&id("acme")).await.unwrap().lines;
    balances(&lines)[&usd("1").currency()]
}

/// One who sees the credit, whatever has become of it, and spends it: reserves it, and settles as
/// if Stripe had it. Says whether the credit was posted by this one.
async fn spends(table: Arc<Table>, nth: usize, now: Timestamp) -> bool {
    let reward_id = available(nth).id;
    let load = || table.store.reward(&reward_id);
    let owner = Household {
        account: table.store.household(&id("acme")).await.unwrap().account,
        ..Household::default()
    };
    let step = |reward: &Reward| match posting::next_step(reward, &owner, now) {
        Step::Reserve(changes) => changes,
        Step::Call => posting::settled(reward, "cbtxn_1".to_owned(), now),
        Step::Nothing | Step::Wait(_) | Step::Look { .. } => ChangeSet::default(),
    };
    let decide = |reward: &Option<Reward>| {
        Ok::<_, Infallible>(reward.as_ref().map(step).unwrap_or_default())
    };
    let mut posted = false;
    for _ in 0..2 {
        match table.store.change(now, load, decide).await {
            Ok(Ok(changed)) => {
                let wrote = |write: &Write| matches!(write, Write::Journal(_));
                posted |= changed.changes.writes.iter().any(wrote);
            }
            Err(error) => assert!(matches!(error, StoreError::Contended(_)), "{error:?}"),
        }
    }
    posted
}

#[tokio::test(flavor = "multi_thread")]
async fn f48_a_thousand_spend_one_balance_at_once_and_never_more_than_it() {
    let table = Arc::new(with_500_dollars().await);
    let cents = |available_minor, at_stripe_minor| Balance {
        pending_minor: 0,
        available_minor,
        at_stripe_minor,
    };
    assert_eq!(balance(&table).await, cents(50_000, 0));
    let spenders: Vec<_> = (0..SPENDERS)
        .map(|nth| {
            let now = minutes_later(1);
            tokio::spawn(spends(Arc::clone(&table), nth % REWARDS, now))
        })
        .collect();
    let mut posted = 0;
    for spender in spenders {
        posted += usize::from(spender.await.unwrap());
        let seen = balance(&table).await;
        assert!(seen.available_minor >= 0, "{seen:?}");
        assert_eq!(seen.available_minor + seen.at_stripe_minor, 50_000);
    }
    assert_eq!(posted, REWARDS, "each credit once");
    assert_eq!(balance(&table).await, cents(0, 50_000));
}

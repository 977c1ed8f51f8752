//! Budget and caps: what a hundred at once may earn, and what each guard lets through.

use std::sync::Arc;

use domain::account::Household;
use domain::allowance::budget::{BudgetMove, Guard};
use domain::allowance::caps::{CapPeriod, Caps, PeriodCap, RewardCount};
use domain::allowance::{Limits, Tally};
use domain::change::{ChangeSet, Write};
use domain::event::Event;
use domain::preset::CLIENTJOY;
use domain::program::Program;
use domain::reason::Reason;
use domain::reward::{RewardState, Side};
use domain::schedule::Amounts;
use store::StoreError;

use crate::conditions::{holds, refused};
use crate::given::{NOW, id, usd};
use crate::parallel::{program, signup};
use crate::table::Table;

const FRIENDS: usize = 100;

/// Both sides earn $50.
fn limited(budget: &str, caps: Caps) -> Program {
    let mut program = program(CLIENTJOY);
    program.settings.budget = Amounts::from_list(vec![usd(budget)]).unwrap();
    program.terms[0].rules.caps = caps;
    program
}

async fn tally(table: &Table, program: &Program) -> Tally {
    let referrer = id("acme");
    let earner = (&referrer, [NOW].as_slice());
    let tally = table.store.tally(program, &program.terms[0].rules, earner);
    tally.await.unwrap()
}

/// A friend's signup, told again until it is stored, and then once more.
async fn signs_up(table: Arc<Table>, program: Arc<Program>, friend: String) {
    let store = table.another_store();
    let account = id(&friend);
    let load = || async {
        let referrer = id("acme");
        let earner = (&referrer, [NOW].as_slice());
        let tally = store.tally(&program, &program.terms[0].rules, earner);
        tokio::try_join!(store.household(&account), tally)
    };
    let decide = |(household, tally): &(Household, Tally)| {
        let is_new = household.outcome.is_none();
        let decided = is_new.then(|| signup((&program, tally), &friend));
        Ok::<_, ()>(decided.unwrap_or_default())
    };
    for _ in 0..2 {
        while let Err(error) = store.change(NOW, load, decide).await {
            assert!(matches!(error, StoreError::Contended(_)), "{error:?}");
        }
    }
}

/// How many rewards of a side were granted, and how many refused for this reason.
async fn granted(table: &Table, side: Side, why_not: Reason) -> (usize, usize) {
    let (mut granted, mut refused) = (0, 0);
    for friend in 0..FRIENDS {
        let friend = id(&format!("friend-{friend}"));
        let friend = table.store.household(&friend).await.unwrap();
        match friend.reward(side).unwrap().state {
            RewardState::Available { .. } => granted += 1,
            RewardState::Forfeited { reason, .. } if reason == why_not => refused += 1,
            ref other => panic!("{other:?}"),
        }
    }
    (granted, refused)
}

async fn all_sign_up(table: &Arc<Table>, program: Program) {
    let program = Arc::new(program);
    let one = |friend: usize| {
        let (table, program) = (Arc::clone(table), Arc::clone(&program));
        tokio::spawn(signs_up(table, program, format!("friend-{friend}")))
    };
    let all: Vec<_> = (0..FRIENDS).map(one).collect();
    for one in all {
        one.await.unwrap();
    }
}

async fn told(table: &Table) -> usize {
    let items = table.items().await;
    let named = format!("{items:?}");
    named.matches("evt_program.budget_exhausted").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn f47_a_hundred_earners_at_once_spend_exactly_the_budget() {
    for (budget, rewards) in [("2000", 40), ("350", 7)] {
        let table = Arc::new(Table::empty().await);
        let program = limited(budget, Caps::default());
        all_sign_up(&table, program.clone()).await;
        let referrers = granted(&table, Side::Referrer, Reason::BudgetExhausted).await;
        let friends = granted(&table, Side::Friend, Reason::BudgetExhausted).await;
        assert_eq!(referrers.0 + friends.0, rewards, "of ${budget}");
        assert_eq!(referrers.1 + friends.1, 2 * FRIENDS - rewards);
        let spent = tally(&table, &program).await.spent;
        assert_eq!(spent[&id("USD")].sum(), usd(budget).amount_minor());
        assert!(told(&table).await > 0, "the operator is told");
        let told = tally(&table, &program).await.told;
        assert_eq!(told.len(), 1, "once: {told:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f47_a_hundred_friends_at_once_earn_one_referrer_exactly_the_cap() {
    let caps = Caps {
        in_all: Some(12),
        per_period: Some(PeriodCap {
            at_most: 9,
            period: CapPeriod::Month,
        }),
    };
    let table = Arc::new(Table::empty().await);
    let mut program = limited("1", caps);
    program.settings.budget = Amounts::default();
    all_sign_up(&table, program.clone()).await;
    let referrers = granted(&table, Side::Referrer, Reason::CapReached).await;
    assert_eq!(referrers, (9, FRIENDS - 9));
    let friends = granted(&table, Side::Friend, Reason::CapReached).await;
    assert_eq!(friends, (FRIENDS, 0));
    let counted = tally(&table, &program).await.rewards;
    assert_eq!((counted["ALL"], counted["2022-05"]), (9, 9));
}

#[tokio::test]
async fn p14_a_program_without_limits_reads_and_writes_no_counter() {
    let table = Table::empty().await;
    let mut program = limited("1", Caps::default());
    program.settings.budget = Amounts::default();
    table.wire.forget();
    assert_eq!(tally(&table, &program).await, Tally::default());
    let offered = table.store.as_offered(program.clone(), NOW).await.unwrap();
    assert_eq!(offered, program);
    assert!(table.wire.asked().is_empty());
    let changes = signup((&program, &Tally::default()), "birch");
    let counts = |write: &Write| matches!(write, Write::Budget(_) | Write::CountReward(_));
    assert!(!changes.writes.iter().any(counts));
}

#[tokio::test]
async fn e70_a_program_is_offered_while_its_budget_holds_what_it_promises() {
    let table = Table::empty().await;
    let program = limited("120", Caps::default());
    let offered = async || {
        let offered = table.store.as_offered(program.clone(), NOW).await;
        offered.unwrap().is_active()
    };
    assert!(offered().await);
    let first = signup((&program, &Tally::default()), "birch");
    table.store.commit(&first, NOW).await.unwrap();
    assert!(!offered().await, "$20 are left, and $100 are promised");
}

fn step(minor: i64, guard: Guard) -> Write {
    Write::Budget(BudgetMove {
        program: id("clientjoy"),
        currency: id("USD"),
        counter: 3,
        minor,
        guard,
    })
}

#[tokio::test]
async fn a_counter_of_a_budget_moves_within_its_share() {
    let table = Table::empty().await;
    let within = Guard::Within { share_minor: 100 };
    holds(&table, step(60, within)).await;
    refused(&table, step(41, within)).await;
    holds(&table, step(40, within)).await;
    refused(&table, step(1, within)).await;
    holds(&table, step(-100, Guard::Always)).await;
    holds(&table, step(100, within)).await;
    holds(&table, step(5, Guard::Always)).await;
}

#[tokio::test]
async fn a_counter_moves_from_where_it_was_read() {
    let table = Table::empty().await;
    let read = |read_minor| Guard::Unmoved { read_minor };
    refused(&table, step(1, read(7))).await;
    holds(&table, step(0, read(0))).await;
    holds(&table, step(50, read(0))).await;
    refused(&table, step(1, read(0))).await;
    refused(&table, step(0, read(49))).await;
    holds(&table, step(0, read(50))).await;
    holds(&table, step(-50, read(50))).await;
    holds(&table, step(1, read(0))).await;
}

#[tokio::test]
async fn a_reward_is_counted_below_the_cap_and_counted_less_whatever_stands() {
    let count = |step, at_most| {
        Write::CountReward(RewardCount {
            program: id("clientjoy"),
            account: id("acme"),
            name: "2022-05".to_owned(),
            step,
            at_most,
        })
    };
    let table = Table::empty().await;
    holds(&table, count(1, Some(1))).await;
    refused(&table, count(1, Some(1))).await;
    holds(&table, count(-1, None)).await;
    holds(&table, count(1, Some(1))).await;
}

#[tokio::test]
async fn that_a_budget_is_used_up_is_told_once() {
    let table = Table::empty().await;
    let told = |budget| Write::BudgetTold {
        program: id("clientjoy"),
        budget: usd(budget),
        told_at: NOW,
    };
    holds(&table, told("100")).await;
    refused(&table, told("100")).await;
    holds(&table, told("200")).await;
}

#[tokio::test]
async fn a_replay_of_a_refusal_changes_nothing() {
    let table = Arc::new(Table::empty().await);
    let program = limited("20", Caps::default());
    for _ in 0..3 {
        signs_up(
            Arc::clone(&table),
            Arc::new(program.clone()),
            id("friend-0"),
        )
        .await;
    }
    let tally = tally(&table, &program).await;
    let limits = Limits {
        program: &program,
        tally: &tally,
    };
    assert!(!limits.cover(&program.terms[0].rules.offer_at(NOW)));
    let friend = table.store.household(&id("friend-0")).await.unwrap();
    assert!(friend.rewards.iter().all(|it| it.version == 1));
    let again: ChangeSet = signup((&program, &tally), "friend-1");
    let tells = |event: &Event| matches!(event, Event::BudgetExhausted { .. });
    assert!(!again.events.iter().any(tells), "told before");
}

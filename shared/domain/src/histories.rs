//! Random histories of a whole program against an independent reference.
//!
//! `driver` takes the real decisions, with a Stripe of its own, and may lose, double and delay
//! what functions hear of. `reference` knows only the facts, and says in plain sums where each
//! credit must end. Neither shares a rule with the other.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "small numbers, and an overflow fails the test"
)]

mod calls;
mod drawn;
mod driver;
mod payments;
mod reasons;
mod reference;
mod stripe;

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::histories::drawn::{kind, steps};
use crate::histories::driver::{ACME, Driver, friend_account};
use crate::histories::reasons::Reasoned;
use crate::histories::reference::{Books, Reference};
use crate::ledger::Position;
use crate::reason::Reason;
use crate::remainder::Choice;
use crate::reward::{RewardState, Side};
use crate::statement::sheet::{Period, Sheet, Statement};
use crate::testing::account_id;

/// Friends of the one referrer.
pub(super) const FRIENDS: u8 = 2;

/// What happens, and to whom: a number stands for a friend, an invoice is the friend's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Hours go by; the schedule comes round at their end.
    Time(u16),
    SignsUp(u8),
    /// In cents; nothing for a trial.
    Pays(u8, u16),
    /// In cents, of the friend's invoice of this number, as far as there is one.
    Refund(u8, u8, u16),
    /// The last refund of the invoice comes back.
    RefundFails(u8, u8),
    Dispute(u8, u8),
    /// The open dispute of the invoice ends.
    Closes(u8, u8, bool),
    /// The friend's payments are heard of.
    Hears(u8),
    /// All that may be posted or taken back is; or the function dies at a call.
    Posts(Option<u8>),
    /// What is available is redeemed, by the referrer or by a friend, or by staff for them.
    Redeems(Option<u8>),
    /// The referrer is billed, in cents.
    Bill(u16),
    /// The last bill is voided.
    VoidsBill,
    /// Somebody changes the referrer's balance by hand, in cents.
    ByHand(i16),
    /// What invoices used is heard of.
    HearsOfBills,
    /// Staff decide about all of what invoices had used that waits for them.
    StaffDecide(Choice),
    /// The friend's last subscription ends.
    Leaves(u8),
    /// The referrer begins to pay, or stops.
    ReferrerPays(bool),
    /// The referrer's payments are heard of.
    HearsOfReferrer,
}

/// 256 histories; `PROPTEST_CASES` in the environment asks for more.
fn config() -> Config {
    Config {
        failure_persistence: None,
        ..Config::default()
    }
}

/// Pending, available and at Stripe, and what invoices used, in cents.
fn of_driver(driver: &Driver, account: &str) -> Books {
    let lines = driver.world.lines(&account_id(account));
    let mut books = Books::default();
    for line in &lines {
        let minor = line.amount.amount_minor();
        for (position, sign) in [(line.from, -1), (line.to, 1)] {
            match position {
                Some(Position::Pending) => books.pending += sign * minor,
                Some(Position::Available) => books.available += sign * minor,
                Some(Position::AtStripe) => books.at_stripe += sign * minor,
                None => {}
            }
        }
        if let Some(by) = line.caused_by() {
            let sign = if line.to.is_none() { 1 } else { -1 };
            *books.used.entry(by.to_owned()).or_default() += sign * minor;
        }
    }
    books.used.retain(|_, minor| *minor != 0);
    books
}

/// Every line follows from the one before it, and no balance is ever below zero.
fn reads_like_a_banks(sheet: &Sheet) -> Result<(), TestCaseError> {
    let mut before = sheet.opening;
    for line in &sheet.lines {
        let (total, change) = (before.total.amount_minor, line.change.amount_minor);
        prop_assert_eq!(
            line.balance.total.amount_minor,
            total + change,
            "{:?}",
            line
        );
        for sum in [
            line.balance.pending,
            line.balance.available,
            line.balance.at_stripe,
        ] {
            prop_assert!(0 <= sum.amount_minor, "{:?}", line);
        }
        prop_assert!(line.text.ends_with('.'), "{:?}", line);
        before = line.balance;
    }
    prop_assert_eq!(before, sheet.closing);
    Ok(())
}

fn compared(driver: &Driver, reference: &Reference) -> Result<(), TestCaseError> {
    for account in Driver::accounts() {
        let expected = reference.books(&account, &driver.stripe);
        prop_assert_eq!(of_driver(driver, &account), expected.clone(), "{}", account);
        let id = account_id(&account);
        let lines = driver.world.lines(&id);
        let statement = Statement::of(&id, Period::default(), &lines, &driver.world.notifications);
        for sheet in &statement.unwrap().sheets {
            reads_like_a_banks(sheet)?;
            let closing = sheet.closing;
            prop_assert_eq!(
                [
                    closing.pending.amount_minor,
                    closing.available.amount_minor,
                    closing.at_stripe.amount_minor
                ],
                [expected.pending, expected.available, expected.at_stripe]
            );
        }
    }
    // What staff asked for again, and could get, was taken.
    for reward in driver.world.rewards.values() {
        if let (RewardState::Reversed { .. }, Some(settled)) = (&reward.state, &reward.remainder) {
            let usage = driver.stripe.uses(reward.account_id.as_str());
            let own = usage
                .iter()
                .filter(|((it, _), _)| *it == reward.id.as_str());
            let used: i64 = own.map(|(_, cents)| *cents).sum();
            let left = driver.stripe.ours_left(reward.account_id.as_str());
            match settled.choice {
                Choice::Waive => {}
                Choice::Net => prop_assert_eq!(used.min(left), 0, "{:?}", reward),
                Choice::Debit => prop_assert_eq!(used, 0, "{:?}", reward),
            }
        }
    }
    // What the ledger has at Stripe is what Stripe has, but for what was put there by hand.
    let ours = of_driver(driver, ACME).at_stripe;
    prop_assert_eq!(ours, driver.stripe.ours_left(ACME));
    Ok(())
}

/// Every explanation has the code and the dates that the facts have.
fn explained(driver: &Driver, reference: &Reference) -> Result<(), TestCaseError> {
    for number in 0..FRIENDS {
        for (index, side) in [Side::Referrer, Side::Friend].into_iter().enumerate() {
            let earner = [ACME.to_owned(), friend_account(number)][index].clone();
            let expected = reference.reasoned(number, index, &driver.stripe.uses(&earner));
            let standing = driver.standing(number, side);
            let said = standing.map(|it| Reasoned {
                code: it.cause.unwrap_or(it.code).code(),
                since: expected
                    .as_ref()
                    .and_then(|it| it.since)
                    .and(it.since)
                    .map(second),
                next: it.next_date.map(second),
            });
            prop_assert_eq!(&said, &expected, "friend {} as {}", number, side);
            if let Some(standing) = standing {
                let taken_back = standing.code == Reason::Reversed;
                prop_assert_eq!(taken_back, standing.cause.is_some(), "{:?}", standing);
                let since = standing.since.unwrap();
                prop_assert!(since <= driver.now, "{:?}", standing);
            }
        }
    }
    Ok(())
}

fn second(at: Timestamp) -> i64 {
    at.as_second()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn f13_f17_f25_any_history_ends_where_its_facts_do(
        kind in kind(),
        history in prop::collection::vec(steps(), 0..30),
        doubled in any::<bool>(),
    ) {
        let mut driver = Driver::new(kind);
        let mut reference = Reference::new(kind);
        for step in history.iter().flatten() {
            driver.happens(step);
            reference.learns(step, driver.now);
            if doubled {
                driver.hears_again(step);
            }
        }
        driver.comes_to_rest();
        reference.comes_to_rest(driver.now);
        compared(&driver, &reference)?;
        explained(&driver, &reference)?;
    }
}

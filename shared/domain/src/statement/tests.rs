//! An account's balance is the fold of its statement lines.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "small numbers, and an overflow fails the test"
)]

use proptest::prelude::*;

use super::*;
use crate::ledger::{EntryId, Movement};
use crate::money::Money;

fn line(reward: u8, from: Option<Position>, to: Option<Position>, amount: Money) -> StatementLine {
    let id = serde_json::from_value(serde_json::json!(format!("entry#{reward}")));
    let entry_id: EntryId = id.unwrap();
    StatementLine {
        entry_id,
        movement: Movement::Grant,
        account_id: "acme".parse().unwrap(),
        reward_id: format!("rwd_bolt{reward}.referrer").parse().unwrap(),
        amount,
        from,
        to,
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn money(minor: i64, currency: &str) -> Money {
    Money::from_minor(minor, currency.parse().unwrap()).unwrap()
}

const PENDING: Option<Position> = Some(Position::Pending);
const AVAILABLE: Option<Position> = Some(Position::Available);
const AT_STRIPE: Option<Position> = Some(Position::AtStripe);

#[test]
fn c20_the_balance_shows_where_each_amount_stands() {
    let usd = |minor| money(minor, "USD");
    let lines = [
        line(1, None, PENDING, usd(5000)),
        line(2, None, AVAILABLE, usd(2500)),
        line(3, None, AVAILABLE, usd(1000)),
        line(3, AVAILABLE, AT_STRIPE, usd(1000)),
        line(4, None, PENDING, usd(700)),
        line(4, PENDING, None, usd(700)),
    ];
    let balance = balances(&lines)[&"USD".parse().unwrap()];
    let expected = Balance {
        pending_minor: 5000,
        available_minor: 2500,
        at_stripe_minor: 1000,
    };
    assert_eq!(balance, expected);
}

#[test]
fn f50_currencies_are_never_added_up() {
    let lines = [
        line(1, None, AVAILABLE, money(5000, "USD")),
        line(2, None, AVAILABLE, money(4500, "EUR")),
    ];
    let balances = balances(&lines);
    let available: Vec<(String, i64)> = balances
        .iter()
        .map(|(currency, balance)| (currency.to_string(), balance.available_minor))
        .collect();
    assert_eq!(
        available,
        [("EUR".to_owned(), 4500), ("USD".to_owned(), 5000)]
    );
}

#[test]
fn an_account_without_lines_has_no_balance() {
    assert!(balances(&[]).is_empty());
    assert!(available_rewards(&[]).is_empty());
}

#[test]
fn c21_available_are_the_rewards_that_came_there_and_did_not_leave() {
    let usd = money(1000, "USD");
    let lines = [
        line(1, None, PENDING, usd),
        line(2, None, AVAILABLE, usd),
        line(3, None, PENDING, usd),
        line(3, PENDING, AVAILABLE, usd),
        line(4, None, AVAILABLE, usd),
        line(4, AVAILABLE, AT_STRIPE, usd),
        line(5, None, AVAILABLE, usd),
        line(5, AVAILABLE, None, usd),
    ];
    let ids: Vec<&str> = available_rewards(&lines)
        .iter()
        .map(|id| id.as_str())
        .collect();
    assert_eq!(ids, ["rwd_bolt2.referrer", "rwd_bolt3.referrer"]);
}

fn position() -> impl Strategy<Value = Option<Position>> {
    prop_oneof![Just(None), Just(PENDING), Just(AVAILABLE), Just(AT_STRIPE)]
}

proptest! {
    #[test]
    fn the_order_of_the_lines_does_not_matter(
        moves in prop::collection::vec((0_u8..4, position(), position(), 1_i64..9_999), 0..20),
        cut in any::<prop::sample::Index>(),
    ) {
        let lines: Vec<StatementLine> = moves
            .iter()
            .map(|(reward, from, to, minor)| line(*reward, *from, *to, money(*minor, "USD")))
            .collect();
        let mut turned = lines.clone();
        turned.rotate_left(cut.index(lines.len().max(1)).min(lines.len()));
        prop_assert_eq!(balances(&lines), balances(&turned));
        prop_assert_eq!(available_rewards(&lines), available_rewards(&turned));
        // What entered from outside and did not leave again is the sum of all positions.
        let outside = |position: Option<Position>, minor: i64| match position {
            None => minor,
            Some(_) => 0,
        };
        let entered: i64 = moves
            .iter()
            .map(|(_, from, to, minor)| outside(*from, *minor) - outside(*to, *minor))
            .sum();
        let stands: i64 = balances(&lines)
            .values()
            .map(|b| b.pending_minor + b.available_minor + b.at_stripe_minor)
            .sum();
        prop_assert_eq!(entered, stands);
    }
}

//! Credit that was on the balance and that no invoice used in time (E42).

use super::{bo_is_a_customer, with_ana_paying};
use crate::harness::program::Program;

/// Guard: only what no invoice has used is taken off, once (`domain::taking_back::expired`).
#[test]
fn e42_only_what_no_invoice_used_expires() {
    let program = Program::contactually().with("referrer", "[\"100 USD\"]");
    let program = program.with("hold_days", "0\nexpiry_days = 60");
    let stack = with_ana_paying("49 USD", &program);
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.clock().to("2022-06-26T00:00:00Z");
    assert_eq!(stack.stripe().balance("ana"), -5_100, "$49 used");

    stack.clock().to("2022-07-24T00:00:00Z");
    assert_eq!(stack.stripe().balance("ana"), -5_100);
    // The July invoice is due a day after the credit's last.
    stack.clock().advance("PT12H");
    stack.clock().advance("PT12H");
    stack.bus().repeats();

    assert_eq!(stack.stripe().balance("ana"), 0);
    let credits = stack.stripe().credits("ana");
    let amounts: Vec<i64> = credits.iter().map(|it| it.amount).collect();
    assert_eq!(amounts, [-10_000, 5_100], "given, and the rest taken once");
    let home = stack.participant("ana").home();
    assert_eq!(home.posted(), 0);
    assert!(home.notifications().contains(&"credit_expired"), "{home:?}");
}

//! The figures of speed and cost that do not vary (P11, P12), as the local stack counts them.
//!
//! `docs/performance.md` has the tables, and says what is not met and why. A figure that a goal is
//! not met by stands here as it is, beside its goal: it may become better, never worse.

mod capacity;
mod round_trips;

use crate::harness::calls::Cost;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// What is done for each friend, so that what is read once a minute is not counted: the least of
/// all of them counts.
const FRIENDS: [&str; 3] = ["bo", "cy", "di"];

/// Ana, who pays and is a customer of Stripe's.
fn with_ana(program: &Program) -> Stack {
    let stack = Stack::of(program);
    let customer = stack.stripe().customer("ana");
    // A colleague for each friend, so that each referral begins with a new link.
    let account = stack.host().keeps("ana").and("bos@ana").and("cys@ana");
    account.and("dis@ana").paying_as(&customer).told();
    stack.stripe().subscribes("ana").monthly("49 USD");
    stack.settle();
    stack
}

/// A key of the host's server, which is read once a minute; the operator's first key is no item of
/// the table, so the table is asked for it in vain each time.
fn key(stack: &Stack) -> String {
    stack.host().makes_key(&["accounts", "signups"])
}

fn least(costs: impl Iterator<Item = Cost>) -> Cost {
    costs.min().unwrap()
}

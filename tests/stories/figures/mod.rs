//! The figures of speed and cost that do not vary (P11, P12), as the local stack counts them.
//!
//! `docs/performance.md` has the tables, each figure beside its goal, and says why one is not met.
//! These stories hold what stands there: a request asks the table neither more nor less often,
//! and no step of a referral costs more.

mod capacity;
mod documented;
mod round_trips;

use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// What is counted is done for each of them, and the least counts: what is read once a minute, or
/// what the clock did meanwhile, is no part of it.
const FRIENDS: [&str; 3] = ["bo", "cy", "di"];

/// Ana, who pays and is a customer of Stripe's, with a colleague for each friend.
fn with_ana(program: &Program) -> Stack {
    let stack = Stack::of(program);
    let customer = stack.stripe().customer("ana");
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

//! Cases at the edges that the two articles leave open, where the wiring is the point
//! (requirements 3.9; `docs/traceability.md`). Where the rule is pure, the domain tests it.

mod credit;
mod invites;
mod payments;
mod referrer;
mod signups;

use crate::harness::stack::Stack;

/// Nothing was earned: neither on the balance nor in the books.
#[track_caller]
fn nothing_earned(stack: &Stack) {
    assert!(stack.stripe().credits("ana").is_empty());
    let home = stack.participant("ana").home();
    assert_eq!((home.pending(), home.available(), home.posted()), (0, 0, 0));
}

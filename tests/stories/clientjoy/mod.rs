//! The Clientjoy program: both sides earn as soon as the friend's business signs up
//! (`seeds/refer-and-earn.txt`, C1 to C35).

mod code;
mod invite;
mod link;
mod offer;
mod redeem;
mod signup;
mod told;

use crate::harness::answer::Answer;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// A stack with the program, and Ana's business in it, which pays nothing yet.
pub(crate) fn with_ana() -> Stack {
    with_ana_under(&Program::clientjoy())
}

fn with_ana_under(program: &Program) -> Stack {
    let stack = Stack::of(program);
    stack.host().keeps("ana").told();
    stack
}

/// Somebody signs up by Ana's link, now.
#[track_caller]
pub(crate) fn signs_up_by_anas_link(stack: &Stack, name: &str) -> Answer {
    let link = stack.participant("ana").link();
    let touch = stack.friend().touch_of(&link);
    stack.host().signs_up(name).with_touch(&touch).told()
}

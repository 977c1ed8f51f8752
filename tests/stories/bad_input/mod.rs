//! Refused input: every route, every sort of mistake. A clear problem that names the field,
//! nothing stored, nothing lost.

mod bodies;
mod callers;
mod others;
mod programs;
mod public;
pub(crate) mod routes;
mod texts;
mod webhook;

use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// A stack with Ana, who has a link, and Eve, who has nothing to do with her.
fn with_ana_and_eve() -> Stack {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    stack.host().keeps("eve").told();
    stack.participant("ana").makes_link();
    stack
}

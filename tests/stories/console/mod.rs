//! The staff console over HTTP, without a browser: its door, what it finds and shows, and who may
//! do what. `tests/browser` drives the same pages in a real browser.

mod deeds;
mod door;
mod find;
mod funnel;
mod names;
mod remainders;

use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Bo signed up by Ana's link: both have $50.
fn with_ana_and_bo() -> Stack {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    let ana = stack.participant("ana");
    ana.makes_link();
    let touch = stack.friend().touch_of(&ana.link());
    stack.host().signs_up("bo").with_touch(&touch).told();
    stack.settle();
    stack
}

/// The referral of Bo.
const REFERRAL: &str = "/admin/referrals/ref_bo-co";

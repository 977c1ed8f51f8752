//! The Contactually program: the referrer earns when the friend first pays
//! (`seeds/referral-rewards.txt`, K1 to K25).

mod bill;
mod invite;
mod known;
mod label;
mod payment;
mod referrer;
mod signup;
mod statement;
mod team;

use crate::harness::answer::Answer;
use crate::harness::mailbox::Mail;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// A stack with the program, and Ana in it, who pays 49 dollars a month.
pub(crate) fn with_paying_ana() -> Stack {
    with_paying_ana_under(&Program::contactually())
}

pub(crate) fn with_paying_ana_under(program: &Program) -> Stack {
    let stack = with_ana_under(program);
    stack.stripe().subscribes("ana").monthly("49 USD");
    stack.settle();
    stack
}

/// A stack with the program, and Ana in it, who is a customer of Stripe's and pays nothing yet.
pub(crate) fn with_ana() -> Stack {
    with_ana_under(&Program::contactually())
}

pub(crate) fn with_ana_under(program: &Program) -> Stack {
    let stack = Stack::of(program);
    let customer = stack.stripe().customer("ana");
    stack.host().keeps("ana").paying_as(&customer).told();
    stack
}

/// The message that Ana's invite to somebody became.
#[track_caller]
fn anas_invite_to(stack: &Stack, name: &str) -> Mail {
    let address = stack.participant(name).person.email();
    stack.participant("ana").invites(&[&address]).sent();
    stack.mailbox().only_one_to(name)
}

/// Somebody accepts Ana's invite and signs up; pays nothing yet.
#[track_caller]
pub(crate) fn joins_by_anas_invite(stack: &Stack, name: &str) -> Answer {
    let mail = anas_invite_to(stack, name);
    let token = stack.friend().accept_of(&mail.accept_url());
    let customer = stack.stripe().customer(name);
    stack
        .host()
        .signs_up(name)
        .with_accept(&token)
        .paying_as(&customer)
        .told()
}

/// The same, and pays for the first month.
#[track_caller]
pub(crate) fn joins_and_pays(stack: &Stack, name: &str) {
    joins_by_anas_invite(stack, name);
    stack.stripe().subscribes(name).monthly("29 USD");
    stack.settle();
}

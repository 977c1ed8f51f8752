//! What becomes of mail, and what follows from it: reports of SES, stops, the circuit, and time
//! (requirements 3.6, reliability F40 to F43).

mod circuit;
mod life;
mod reports;
mod sending;
mod stopping;

use crate::harness::mailbox::Mail;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// A stack with the Contactually program, and Ana and Ben in it.
fn with_ana() -> Stack {
    with_ana_under(&Program::contactually())
}

fn with_ana_under(program: &Program) -> Stack {
    let stack = Stack::of(program);
    for name in ["ana", "ben"] {
        stack.host().keeps(name).told();
    }
    stack
}

/// The only message that Ana's invite to an address became.
#[track_caller]
fn invited(stack: &Stack, address: &str) -> Mail {
    stack.participant("ana").invites(&[address]).sent();
    stack.mailbox().only_one_to(address)
}

/// What Ana sees of her latest invite.
#[track_caller]
fn seen_by_ana(stack: &Stack) -> String {
    let invite = &stack.participant("ana").sent_invites()[0];
    invite["status"].as_str().unwrap().to_owned()
}

/// How many messages went to this address, by now.
#[track_caller]
fn mails_to(stack: &Stack, address: &str) -> usize {
    stack.mailbox().of_person(address).len()
}

/// Ben invites this address, 45 days later.
#[track_caller]
fn ben_invites_later(stack: &Stack, address: &str) {
    stack.clock().advance("P45D");
    stack.participant("ben").invites(&[address]).sent();
}

/// Somebody accepts Ana's invite and signs up; pays nothing yet.
#[track_caller]
fn joins(stack: &Stack, name: &str) {
    let address = stack.participant(name).person.email();
    let token = stack
        .friend()
        .accept_of(&invited(stack, &address).accept_url());
    let customer = stack.stripe().customer(name);
    let signup = stack.host().signs_up(name).with_accept(&token);
    signup.paying_as(&customer).told();
    stack.settle();
}

/// Pays for the first month; Ana, who does not pay herself, is told that it earns her nothing.
fn pays(stack: &Stack, name: &str) {
    stack.stripe().subscribes(name).monthly("29 USD");
    stack.settle();
}

//! The published money bugs of this field, of payments, webhooks, refunds and disputes
//! (design 10). Each test says which guard it is there for.

mod coming_back;
mod expiry;
mod payment;
mod posting;
mod webhook;

use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Ana, who pays, and Bo, who joined by her invite and pays nothing yet.
pub(crate) fn with_ana_and_bo(program: &Program) -> Stack {
    with_ana_paying("49 USD", program)
}

/// The same, where Ana pays this a month.
fn with_ana_paying(amount: &str, program: &Program) -> Stack {
    let stack = Stack::of(program);
    let customer = stack.stripe().customer("ana");
    stack.host().keeps("ana").paying_as(&customer).told();
    stack.stripe().subscribes("ana").monthly(amount);
    stack.settle();
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    let mail = stack.mailbox().only_one_to("bo");
    let token = stack.friend().accept_of(&mail.accept_url());
    stack.host().signs_up("bo").with_accept(&token).told();
    stack
}

pub(crate) fn bo_is_a_customer(stack: &Stack) {
    let customer = stack.stripe().customer("bo");
    let account = stack
        .host()
        .keeps("bo")
        .with("signed_up_at", "2022-05-25T09:00:00Z");
    account.paying_as(&customer).told();
}

#[track_caller]
pub(crate) fn ana_has_10_dollars_once(stack: &Stack) {
    assert_eq!(stack.stripe().credits("ana").len(), 1);
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert_eq!(stack.participant("ana").home().posted(), 1_000);
    let earned = |subject: &String| subject.contains("You earned");
    let mails = stack.mailbox().subjects_to("ana");
    assert_eq!(
        mails.iter().filter(|subject| earned(subject)).count(),
        1,
        "{mails:?}"
    );
}

//! The Contactually story, struck at every call: invite, accept, signup, payment, credit.

use reqwest::Method;

use super::outcome::Outcome;
use super::{insist, killing_changes_nothing, killing_later_changes_nothing};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// What came of the referrer and of the friend; the friend's only where the invite arrived.
pub(super) type Pair = (Outcome, Option<Outcome>);

/// One run: a referrer who pays invites a friend, who accepts, signs up and pays.
pub(super) fn story(stack: &Stack, run: usize) -> Pair {
    let (ana, bo) = (format!("ana{run}"), format!("bo{run}"));
    let customer = stack.stripe().customer(&ana);
    insist(&stack.host().keeps(&ana).paying_as(&customer).request());
    stack.stripe().subscribes(&ana).yearly("490 USD");
    stack.settle();
    let address = stack.participant(&bo).person.email();
    insist(&stack.participant(&ana).invites(&[&address]).request()).expect(202);
    let Some(mail) = stack.mailbox().of_person(&bo).pop() else {
        return (Outcome::of(stack, &ana), None);
    };
    let landing = insist(&stack.request(Method::POST, &mail.accept_url()));
    let token = landing
        .header("location")
        .split_once("accept_token=")
        .unwrap()
        .1
        .to_owned();
    let customer = stack.stripe().customer(&bo);
    let at = stack.clock().now().to_string();
    let signup = stack
        .host()
        .signs_up(&bo)
        .at(&at)
        .with_accept(&token)
        .paying_as(&customer);
    insist(&signup.request()).expect(200);
    stack.stripe().subscribes(&bo).yearly("290 USD");
    stack.settle();
    (Outcome::of(stack, &ana), Some(Outcome::of(stack, &bo)))
}

#[test]
fn f9_f10_a_send_invites_that_is_killed_is_asked_again() {
    let stack = Stack::of(&Program::contactually());
    killing_changes_nothing(&stack, "send-invites", story);
}

#[test]
fn f9_f10_a_follow_link_that_is_killed_is_asked_again() {
    let stack = Stack::of(&Program::contactually());
    killing_changes_nothing(&stack, "follow-link", story);
}

#[test]
fn f9_f10_an_attribute_signup_that_is_killed_is_asked_again() {
    let stack = Stack::of(&Program::contactually());
    killing_changes_nothing(&stack, "attribute-signup", story);
}

#[test]
fn f9_f10_a_stripe_webhook_that_is_killed_is_sent_again() {
    let stack = Stack::of(&Program::contactually());
    killing_changes_nothing(&stack, "stripe-webhook", story);
}

#[test]
fn f9_f10_a_settle_payments_that_is_killed_settles_when_it_comes_back() {
    let stack = Stack::of(&Program::contactually());
    killing_changes_nothing(&stack, "settle-payments", story);
}

#[test]
fn f9_f10_a_post_credits_that_is_killed_posts_once() {
    let stack = Stack::of(&Program::contactually());
    killing_changes_nothing(&stack, "post-credits", story);
}

#[test]
fn f9_f10_a_publish_events_that_is_killed_publishes_when_it_comes_back() {
    let stack = Stack::of(&Program::contactually());
    killing_changes_nothing(&stack, "publish-events", story);
}

#[test]
fn f9_f10_a_receive_mail_feedback_that_is_killed_hears_when_it_comes_back() {
    let stack = Stack::of(&Program::contactually());
    killing_changes_nothing(&stack, "receive-mail-feedback", story);
}

/// An invite is sent at most once: where the process died around the call, it is not sent again
/// and the referrer sees it as sent. What participants are told comes at least once, at the latest
/// when the claim of the process that died is over.
#[test]
fn f9_f10_a_deliver_mail_that_is_killed_never_sends_an_invite_twice() {
    let stack = Stack::of(&Program::contactually());
    let played = |stack: &Stack, run: usize| {
        let has_arrived = story(stack, run).1.is_some();
        stack.clock().advance("PT10M");
        let (ana, bo) = (format!("ana{run}"), format!("bo{run}"));
        let invites = stack.mailbox().of_person(&bo);
        assert!(invites.len() <= 1, "{invites:?}");
        assert_eq!(stack.participant(&ana).sent_invites()[0]["status"], "sent");
        has_arrived.then(|| {
            (
                Outcome::of(stack, &ana).with_each_mail_once(),
                Outcome::of(stack, &bo),
            )
        })
    };
    let undisturbed = played(&stack, 100);
    // An invite that was lost ends the story there.
    killing_changes_nothing(&stack, "deliver-mail", |stack, run| {
        played(stack, run).or_else(|| undisturbed.clone())
    });
}

/// A hold passes, and the credit comes.
#[test]
fn f9_f10_a_run_due_that_is_killed_releases_at_the_next_run() {
    let program = Program::contactually().with("hold_days", "1");
    // The runs take days: one of them would see a month begin.
    let stack = Stack::of(&program.with("monthly_digest", "false"));
    killing_later_changes_nothing(&stack, "run-due", |stack, run, from_now_on| {
        let held = story(stack, run);
        stack.clock().advance("PT23H58M");
        from_now_on();
        stack.clock().advance("PT10M");
        (held, Outcome::of(stack, &format!("ana{run}")))
    });
}

/// A referrer who does not pay is warned once that a friend is there.
#[test]
fn f9_f10_a_send_reminders_that_is_killed_reminds_at_the_next_run_and_once() {
    // Eleven in the morning in New York.
    let stack = Stack::at("2022-05-25T15:00:00Z", &Program::contactually());
    killing_later_changes_nothing(&stack, "send-reminders", |stack, run, from_now_on| {
        let (ana, bo) = (format!("ana{run}"), format!("bo{run}"));
        stack.host().keeps(&ana).told();
        let address = stack.participant(&bo).person.email();
        stack.participant(&ana).invites(&[&address]).sent();
        let invite = stack.mailbox().only_one_to(&bo);
        let token = stack.friend().accept_of(&invite.accept_url());
        stack.host().signs_up(&bo).with_accept(&token).told();
        stack.settle();
        from_now_on();
        stack.clock().advance("PT10M");
        let told = stack.mailbox().subjects_to(&ana);
        assert_eq!(told.len(), 1, "{told:?}");
        told
    });
}

/// A friend's payment that came before the account was known is parked and found again.
#[test]
fn f9_f10_a_settle_payments_that_is_killed_while_it_parks_a_payment_loses_none() {
    let stack = Stack::of(&Program::contactually());
    killing_changes_nothing(&stack, "settle-payments", |stack, run| {
        let (ana, bo) = (format!("ana{run}"), format!("bo{run}"));
        let customer = stack.stripe().customer(&ana);
        insist(&stack.host().keeps(&ana).paying_as(&customer).request());
        stack.stripe().subscribes(&ana).yearly("490 USD");
        stack.settle();
        let address = stack.participant(&bo).person.email();
        stack.participant(&ana).invites(&[&address]).sent();
        let mail = stack.mailbox().only_one_to(&bo);
        let token = stack.friend().accept_of(&mail.accept_url());
        let at = stack.clock().now().to_string();
        stack.stripe().subscribes(&bo).yearly("290 USD");
        stack.settle();
        let customer = stack.stripe().customer(&bo);
        let signup = stack
            .host()
            .signs_up(&bo)
            .at(&at)
            .with_accept(&token)
            .paying_as(&customer);
        insist(&signup.request()).expect(200);
        stack.settle();
        Outcome::of(stack, &ana)
    });
}

/// Both lists of invites are as long as they should be, whatever was repeated.
#[test]
fn f9_f10_an_invite_that_is_asked_for_again_after_a_crash_is_one_invite() {
    let stack = Stack::of(&Program::contactually());
    killing_changes_nothing(&stack, "send-invites", |stack, run| {
        let ana = format!("ana{run}");
        insist(&stack.host().keeps(&ana).request());
        let addresses: Vec<String> = (0..5)
            .map(|each| format!("f{each}@r{run}.example"))
            .collect();
        let listed: Vec<&str> = addresses.iter().map(String::as_str).collect();
        insist(&stack.participant(&ana).invites(&listed).request()).expect(202);
        stack.settle();
        let mails: Vec<usize> = listed
            .iter()
            .map(|to| stack.mailbox().of_person(to).len())
            .collect();
        let listed = insist(&stack.participant(&ana).request(Method::GET, "/v1/invites"));
        (listed["data"].as_array().unwrap().len(), mails)
    });
}

//! What invoices had used of credit that was taken back: what each of the three buttons says, does,
//! and who may press it.

use reqwest::Method;

use super::deeds::last_done;
use crate::harness::console::Console;
use crate::harness::stack::Stack;
use crate::reviews::with_remainder;

const REWARD: &str = "rwd_bo-co.referrer";
const REFERRAL: &str = "/admin/referrals/ref_bo-co";
const QUEUE: &str = "/admin/reviews";

fn deed<'a>(name: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("deed", name), ("id", REWARD), ("reason", "ticket 7")];
    fields.extend_from_slice(more);
    fields
}

/// What subscribers of the bus were told was decided.
fn announced(stack: &Stack) -> Vec<String> {
    stack.settle();
    let shown = stack.control(Method::GET, "/events", None);
    let events = shown["events"].as_array().unwrap().iter();
    let details = events.map(|published| &published["event"]["detail"]);
    let decided = details.filter(|it| it["metadata"]["type"] == "reward.remainder_decided");
    decided
        .map(|it| it["data"]["choice"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn each_button_says_in_plain_words_what_it_will_do_and_how_much() {
    let stack = with_remainder();
    let jo = Console::of(&stack, "manager");
    for page in [QUEUE, REFERRAL] {
        let html = jo.shows(page);
        for part in [
            "Let $10 go",
            "The account keeps $10, and owes nothing.",
            "Take it off other credit",
            "$10 comes off other referral credit of the account on its Stripe balance",
            "Debit $10",
            "the next bill is $10 higher",
            "This cannot be taken back here.",
            "The customer was told of this",
        ] {
            assert!(html.contains(part), "{page}: {part}: {html}");
        }
    }
    assert!(jo.shows(REFERRAL).contains("It has $0 there now."));
}

#[test]
fn what_is_let_go_leaves_the_queue_and_nothing_is_owed() {
    let stack = with_remainder();
    let jo = Console::of(&stack, "manager");
    let answer = jo
        .does(QUEUE, &deed("waive", &[("from", "queue")]))
        .expect(303);
    let back = answer.header("location");
    assert!(back.ends_with("/admin/reviews?done=waive"), "{back}");
    assert!(jo.shows(QUEUE).contains("Nothing waits."));
    assert_eq!(stack.stripe().balance("ana"), 0);
    assert_eq!(announced(&stack), ["waive"]);
}

#[test]
fn what_is_netted_is_never_owed_and_the_page_says_what_is_still_to_come() {
    let stack = with_remainder();
    let jo = Console::of(&stack, "manager");
    let answer = jo.does(REFERRAL, &deed("net", &[])).expect(303);
    let back = answer.header("location");
    assert!(
        back.ends_with("/admin/referrals/ref_bo-co?done=net"),
        "{back}"
    );
    let html = jo.shows("/admin/referrals/ref_bo-co?done=net");
    for part in [
        "It comes off other credit of the account",
        "$10 of what invoices had used still comes off other credit of the account.",
        "Remainder netted by jo.manager: ticket 7",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(jo.shows(QUEUE).contains("Nothing waits."));
    assert_eq!(stack.stripe().balance("ana"), 0, "nothing is owed");
    assert_eq!(announced(&stack), ["net"]);
    let again = jo.does(REFERRAL, &deed("net", &[])).expect(409);
    assert!(
        again.text.contains("The review was decided before"),
        "{again:?}"
    );
}

/// Guard: `deeds::Work::of` asks for the tick, whatever the page shows.
#[test]
fn a_debit_asks_for_a_tick_that_the_customer_was_told_and_is_done_once() {
    let stack = with_remainder();
    let jo = Console::of(&stack, "manager");
    let before = stack.table();
    let refused = jo.does(QUEUE, &deed("debit", &[])).expect(400);
    assert!(
        refused
            .text
            .contains("tick that the customer was told of the higher bill"),
        "{refused:?}"
    );
    assert_eq!(stack.table(), before);

    let told = [("told", "yes"), ("from", "queue")];
    jo.does(QUEUE, &deed("debit", &told)).expect(303);
    stack.settle();
    assert_eq!(
        stack.stripe().balance("ana"),
        1_000,
        "the next bill adds it"
    );
    let done = last_done(&stack);
    assert_eq!(done["action"], "remainder_debited");
    assert_eq!(done["staff"], "jo.manager");
    assert_eq!(done["reason"], "ticket 7");
    assert_eq!(announced(&stack), ["debit"]);
}

/// Guard: `Work::deed`; whoever may not move credit may not decide who pays for it.
#[test]
fn who_may_not_move_credit_sees_no_button_and_is_refused() {
    let stack = with_remainder();
    for role in ["viewer", "support"] {
        let jo = Console::of(&stack, role);
        for page in [QUEUE, REFERRAL] {
            let html = jo.shows(page);
            assert!(html.contains("$10"), "{role} sees it: {html}");
            for name in ["waive", "net", "debit"] {
                assert!(
                    !html.contains(&format!("value=\"{name}\"")),
                    "{role}: {html}"
                );
            }
        }
        let before = stack.table();
        for name in ["waive", "net", "debit"] {
            let fields = deed(name, &[("told", "yes")]);
            let refused = jo.posts("/admin/deeds", &fields).expect(403);
            assert!(refused.text.contains("manager or more"), "{refused:?}");
        }
        assert_eq!(stack.table(), before, "{role}");
    }
    let unsigned = stack
        .request(Method::POST, "/admin/deeds")
        .form(&deed("net", &[]));
    crate::harness::answer::send(unsigned).expect(403);
}

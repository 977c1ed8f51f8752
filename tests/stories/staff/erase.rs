//! Forgetting a person while the ledger stays whole (E64, E66, E67, F64).

use reqwest::Method;
use serde_json::{Value, json};

use super::office::Office;
use crate::contactually::{
    joins_and_pays, joins_by_anas_invite, with_paying_ana, with_paying_ana_under,
};
use crate::harness::answer::send;
use crate::harness::page::Page;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

fn person(name: &str) -> Value {
    json!({
        "account_id": format!("{name}-co"),
        "participant_id": name,
        "reason": "asked to be forgotten, ticket 4711",
    })
}

/// Everything the table holds, in one text.
fn table(stack: &Stack) -> String {
    stack.table().to_string()
}

#[test]
fn e66_an_erased_friend_is_gone_and_the_credit_stays() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    let jo = Office::of(&stack, "jo");
    assert!(table(&stack).contains("bo@bo-co.example"));

    let erased = jo.posts("/erasures", &person("bo")).expect(200);

    assert_eq!(erased["participants_erased"], 1);
    assert!(!table(&stack).contains("bo@bo-co.example"));
    let home = stack.participant("ana").home();
    assert_eq!(home.posted(), 1_000);
    assert!(!home.everything().contains("Bo "));
    let again = jo.posts("/erasures", &person("bo")).expect(200);
    assert_eq!(again["participants_erased"], 0);
    assert_eq!(jo.audit("target=account:bo-co").len(), 1);
}

#[test]
fn f64_a_code_that_may_be_a_name_goes_with_the_person_and_is_never_given_again() {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    stack.host().keeps("eve").told();
    let first = stack.participant("ana").link();
    let anas = first.rsplit_once('/').unwrap().1.to_owned();
    let eves = stack.participant("eve").makes_link();
    let choose = |name: &str, own: &str, code: &str| {
        let path = format!("/v1/links/{own}");
        let request = stack.participant(name).request(Method::PUT, &path);
        send(request.json(&json!({ "code": code })))
    };
    choose("ana", &anas, "anastasia-ruiz").expect(200);
    let anas_page = Page::of(&stack, "ana");
    // However people write it.
    assert!(table(&stack).contains("LINK#anastas1aru1z"));

    let jo = Office::of(&stack, "jo");
    jo.posts("/erasures", &person("ana")).expect(200);

    let left = table(&stack);
    assert!(!left.contains("anastas"), "{left}");
    let eves = eves["code"].as_str().unwrap();
    let taken = choose("eve", eves, "anastasia-ruiz");
    assert_eq!(taken.problem(409), "code_taken");
    // Whoever still has Ana's token leaves no name either.
    let late = choose("ana", &anas, "anastasia-r");
    assert_eq!(late.problem(404), "not_found");
    let choice = [("code", "anastasia-r")];
    anas_page.posts("/portal/code", &choice).expect(404);
    anas_page.posts("/portal/check", &choice).expect(404);
    assert!(!table(&stack).contains("anastas"));
    // No link ends at a blank page.
    for link in [first.as_str(), "/r/anastasia-ruiz"] {
        send(stack.request(Method::GET, link)).expect(302);
    }
}

#[test]
fn e67_f64_an_erased_referrer_loses_what_is_not_posted_and_hears_nothing_more() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    stack
        .participant("ana")
        .invites(&["cy@cy-co.example"])
        .sent();
    stack.settle();
    let jo = Office::of(&stack, "jo");
    let before = stack.mailbox().of_person("ana").len();

    let erased = jo.posts("/erasures", &person("ana")).expect(200);

    assert_eq!(erased["invites_ended"], 2);
    stack.settle();
    let table = table(&stack);
    assert!(!table.contains("ana@ana-co.example") && !table.contains("cy@cy-co.example"));
    // What was posted stays on the bill.
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert_eq!(stack.mailbox().of_person("ana").len(), before);
}

/// Guards: the invite is ended before it is sent, the credit before it is released, and the address
/// silenced before either (`administer::erasures::forget`).
#[test]
fn f64_an_erasure_in_mid_flow_cancels_what_waits_and_sends_nothing_more() {
    let stack = with_paying_ana_under(&Program::contactually().with("hold_days", "14"));
    joins_and_pays(&stack, "bo");
    let jo = Office::of(&stack, "jo");
    let entries = |stack: &Stack| stack.table_items("JOURNAL#").len();
    let (mails, granted) = (stack.mailbox().all().len(), entries(&stack));
    stack.faults().throttle_one("deliver-mail");
    let cy = ["cy@cy-co.example"];
    stack.participant("ana").invites(&cy).sent();

    let erased = jo.posts("/erasures", &person("ana")).expect(200);

    assert_eq!(erased["credits_canceled"], 1);
    assert_eq!(erased["invites_ended"], 2);
    stack.faults().end();
    stack.clock().advance("P30D");
    stack.settle();
    assert_eq!(stack.mailbox().all().len(), mails, "nobody hears more");
    assert_eq!(entries(&stack), granted + 1, "what was granted is canceled");
    assert!(stack.stripe().credits("ana").is_empty());
    let table = table(&stack);
    assert!(!table.contains("ana@ana-co.example") && !table.contains("cy@cy-co.example"));
}

#[test]
fn e64_somebody_who_was_only_invited_is_forgotten_and_never_written_to_again() {
    let stack = with_paying_ana();
    stack
        .participant("ana")
        .invites(&["cy@cy-co.example"])
        .sent();
    stack.settle();
    stack.mailbox().only_one_to("cy");
    let jo = Office::of(&stack, "jo");
    let cy = json!({ "email": "cy@cy-co.example", "reason": "asked to be forgotten" });

    let erased = jo.posts("/erasures", &cy).expect(200);

    assert_eq!(erased["invites_ended"], 1);
    assert!(!table(&stack).contains("cy@cy-co.example"));
    stack.clock().advance("P31D");
    stack
        .participant("ana")
        .invites(&["cy@cy-co.example"])
        .sent();
    stack.settle();
    stack.mailbox().only_one_to("cy");
}

#[test]
fn an_erasure_names_one_person_and_a_member_by_their_ids() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    let jo = Office::of(&stack, "jo");
    let nobody = jo.posts("/erasures", &json!({ "reason": "none" }));
    assert_eq!(nobody.problem(400), "invalid_request");
    let unknown = jo.posts("/erasures", &person("gil"));
    assert_eq!(unknown.problem(404), "not_found");
    let member = json!({ "email": "bo@bo-co.example", "reason": "asked" });
    let refused = jo.posts("/erasures", &member);
    assert_eq!(refused.problem(400), "invalid_request");
    assert_eq!(refused.pointers(), ["/email"]);
}

#[test]
fn f64_a_member_of_a_closed_account_is_never_called_erased_while_the_name_stays() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    stack.host().keeps("bo").closed().told();
    let jo = Office::of(&stack, "jo");
    let by_address = json!({ "email": "bo@bo-co.example", "reason": "asked" });

    let refused = jo.posts("/erasures", &by_address);

    assert_eq!(refused.pointers(), ["/email"]);
    let erased = jo.posts("/erasures", &person("bo")).expect(200);
    assert_eq!(erased["participants_erased"], 1);
    assert!(!table(&stack).contains("bo@bo-co.example"));
    // The address is nobody's now: naming it once more is no mistake.
    jo.posts("/erasures", &by_address).expect(200);
}

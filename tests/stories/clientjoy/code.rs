//! A code of one's own choice: the link is shown by it, and no link ever dies.

use reqwest::{Method, RequestBuilder};
use serde_json::json;

use super::with_ana;
use crate::harness::answer::{Answer, send, send_at_once};
use crate::harness::page::Page;
use crate::harness::stack::Stack;

fn choice(stack: &Stack, name: &str, code: &str) -> RequestBuilder {
    let person = stack.participant(name);
    let own = person.makes_link();
    let path = format!("/v1/links/{}", own["code"].as_str().unwrap());
    person
        .request(Method::PUT, &path)
        .json(&json!({ "code": code }))
}

fn chooses(stack: &Stack, name: &str, code: &str) -> Answer {
    send(choice(stack, name, code))
}

/// Somebody signs up by this link: whose friend they are.
#[track_caller]
fn referrer_of(stack: &Stack, friend: &str, link: &str) -> String {
    let touch = stack.friend().touch_of(link);
    let told = stack.host().signs_up(friend).with_touch(&touch).told();
    let referrer = &told["referral"]["referrer_participant_id"];
    referrer.as_str().unwrap_or_default().to_owned()
}

#[test]
fn s15_a_chosen_code_is_shown_and_every_code_before_leads_to_the_same_referrer() {
    let stack = with_ana();
    let first = stack.participant("ana").link();

    let chosen = chooses(&stack, "ana", "Ana-Ruiz").expect(200);

    assert_eq!(chosen["code"], "ana-ruiz");
    let link = chosen["url"].as_str().unwrap();
    assert!(link.ends_with("/r/ana-ruiz"), "{link}");
    assert_eq!(stack.participant("ana").link(), link);
    assert_eq!(stack.participant("ana").home().link(), Some(link));
    stack.clock().advance("P31D");
    let last = chooses(&stack, "ana", "ana-2022").expect(200);
    let last = last["url"].as_str().unwrap();
    for (friend, link) in [("bo", first.as_str()), ("cy", link), ("di", last)] {
        assert_eq!(referrer_of(&stack, friend, link), "ana", "{link}");
    }
}

#[test]
fn s15_e6_a_code_counts_as_people_read_it_aloud_or_from_paper() {
    let stack = with_ana();
    chooses(&stack, "ana", "olivia-01").expect(200);
    for (friend, code) in [
        ("bo", " OLIVIA-01 "),
        ("cy", "0L1V1A-O1"),
        ("di", "oliviaoi"),
    ] {
        let told = stack.host().signs_up(friend).with_code(code).told();
        assert_eq!(told["referral"]["referrer_participant_id"], "ana", "{code}");
    }
}

#[test]
fn a_code_that_is_taken_is_refused_without_saying_whose_it_is() {
    let stack = with_ana();
    stack.host().keeps("eve").told();
    chooses(&stack, "ana", "the-best-deal").expect(200);

    let refused = chooses(&stack, "eve", "THEBESTDEA1");

    assert_eq!(refused.problem(409), "code_taken");
    assert!(!refused.text.contains("ana"), "{refused:?}");
    let page = Page::of(&stack, "eve");
    let answer = page.posts("/portal/code", &[("code", "the-best-deal")]);
    let html = answer.expect(422).text;
    assert!(html.contains("the-best-deal is taken"), "{html}");
}

#[test]
fn e1_of_two_who_want_the_same_code_at_once_exactly_one_gets_it() {
    let stack = with_ana();
    let names = ["ana", "bea", "cem", "dag"];
    for name in &names[1..] {
        stack.host().keeps(name).told();
    }
    let asked = names.map(|name| choice(&stack, name, "the-one"));

    let answers = send_at_once(asked.into());

    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|it| it.status == 200);
    assert_eq!(won.len(), 1, "{answers:?}");
    for answer in lost {
        assert_eq!(answer.problem(409), "code_taken");
    }
    let at = answers.iter().position(|it| it.status == 200).unwrap();
    let link = won[0]["url"].as_str().unwrap();
    assert_eq!(referrer_of(&stack, "bo", link), names[at]);
}

#[test]
fn of_two_choices_of_one_participant_at_once_one_holds() {
    let stack = with_ana();
    let asked = ["ana-one", "ana-two", "ana-three"].map(|code| choice(&stack, "ana", code));
    let answers = send_at_once(asked.into());
    let held = answers.iter().filter(|it| it.status == 200).count();
    assert_eq!(held, 1, "{answers:?}");
    let refused = answers.iter().find(|it| it.status != 200).unwrap();
    assert_eq!(refused.problem(409), "code_chosen_recently");
}

#[test]
fn another_code_may_be_chosen_once_in_thirty_days_and_the_answer_says_when() {
    let stack = with_ana();
    chooses(&stack, "ana", "ana-ruiz").expect(200);
    chooses(&stack, "ana", "ana-ruiz").expect(200);
    stack.clock().advance("P29D");
    let refused = chooses(&stack, "ana", "ana-2022");
    assert_eq!(refused.problem(409), "code_chosen_recently");
    assert!(refused.text.contains("2022-06-24T"), "{refused:?}");
    stack.clock().advance("P1D");
    chooses(&stack, "ana", "ana-2022").expect(200);
}

#[test]
fn what_is_no_code_or_not_for_anybody_is_told_by_its_field() {
    let stack = with_ana();
    for code in [
        "no",
        "ana ruiz",
        "ana--ruiz",
        "ünal",
        "support",
        "F-U-C-K-it",
    ] {
        let refused = chooses(&stack, "ana", code);
        assert_eq!(refused.problem(400), "invalid_request", "{code}");
        assert_eq!(refused["errors"][0]["pointer"], "/code", "{refused:?}");
    }
}

#[test]
fn f61_nobody_chooses_for_somebody_else() {
    let stack = with_ana();
    stack.host().keeps("eve").told();
    let made = stack.participant("ana").makes_link();
    let path = format!("/v1/links/{}", made["code"].as_str().unwrap());
    let eve = stack.participant("eve").request(Method::PUT, &path);
    let refused = send(eve.json(&json!({ "code": "mine-now" })));
    assert_eq!(refused.problem(404), "not_found");
    let host = stack.host();
    let chosen = host.sends(Method::PUT, &path, &json!({ "code": "by-the-host" }));
    assert_eq!(chosen.expect(200)["code"], "by-the-host");
}

#[test]
fn without_javascript_the_page_takes_the_code_and_tells_the_next_date() {
    let stack = with_ana();
    let page = Page::of(&stack, "ana");
    page.posts("/portal/link", &[]).expect(303);
    let refused = page.posts("/portal/code", &[("code", "no")]).expect(422);
    assert!(refused.text.contains("A code has 4 to 20 letters"));
    let chosen = page
        .posts("/portal/code", &[("code", "ana-ruiz")])
        .expect(303);
    assert!(chosen.header("location").ends_with("/portal?chosen#link"));
    let html = page.shows();
    assert!(html.contains("/r/ana-ruiz\""), "{html}");
    assert!(html.contains("You can choose another code from 24 June 2022 on."));
}

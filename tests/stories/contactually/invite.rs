//! Chapter 1: Ana refers one or more people by the share tool.

use reqwest::Method;

use super::{anas_invite_to, joins_by_anas_invite, with_paying_ana};
use crate::harness::answer::send_at_once;

#[test]
fn k10_each_message_carries_an_accept_link() {
    let stack = with_paying_ana();
    let mail = anas_invite_to(&stack, "bo");
    assert!(mail.subject.contains("Ana Ruiz"), "{mail:?}");
    assert!(mail.html.contains("Accept"), "{mail:?}");

    let landing = stack.friend().accepts(&mail.accept_url());

    assert!(landing.accept.is_some(), "{landing:?}");
    assert!(
        !landing.url.contains("bo@") && !landing.url.contains("bo%40"),
        "{landing:?}"
    );
}

#[test]
fn k9_opening_the_invite_shows_the_offer_and_accepts_nothing() {
    let stack = with_paying_ana();
    let url = anas_invite_to(&stack, "bo").accept_url();

    let page = stack.friend().gets(&url).expect(200);

    assert!(
        page.header("content-type").starts_with("text/html"),
        "{page:?}"
    );
    assert!(page.text.contains("Ana"), "{page:?}");
    assert!(
        !page.text.contains("bo@"),
        "the page must not show the address: {page:?}"
    );
    assert_eq!(
        stack.participant("ana").sent_invites()[0]["accepted_at"],
        serde_json::Value::Null
    );
}

#[test]
fn k2_k19_thirty_people_get_a_message_each_and_see_nobody_else() {
    let stack = with_paying_ana();
    let names: Vec<String> = (0..30).map(|number| format!("friend{number:02}")).collect();
    let address = |name: &String| stack.participant(name).person.email();
    let addresses: Vec<String> = names.iter().map(address).collect();
    let listed: Vec<&str> = addresses.iter().map(String::as_str).collect();

    stack.participant("ana").invites(&listed).sent();

    let all = stack.mailbox().all();
    assert_eq!(all.len(), 30);
    for own in &addresses {
        let mail: Vec<_> = all
            .iter()
            .filter(|mail| mail.recipients == [own.as_str()])
            .collect();
        assert_eq!(mail.len(), 1, "{own}");
        let others = addresses.iter().filter(|other| *other != own);
        let seen = mail[0].everything();
        for other in others {
            assert!(!seen.contains(other), "{own} sees {other}");
        }
    }
}

#[test]
fn k19_nobody_sees_the_name_of_another() {
    let stack = with_paying_ana();
    let addresses = ["bo@bo-co.example", "cy@cy-co.example"];
    stack
        .participant("ana")
        .invites(&addresses)
        .named(&["Boris", "Cyril"])
        .sent();
    let mails = stack.mailbox();
    let (bo, cy) = (
        mails.only_one_to("bo").everything(),
        mails.only_one_to("cy").everything(),
    );
    assert!(bo.contains("Boris") && !bo.contains("Cyril"), "{bo}");
    assert!(cy.contains("Cyril") && !cy.contains("Boris"), "{cy}");
}

#[test]
fn k2_forty_five_people_are_the_most_at_a_time() {
    let stack = with_paying_ana();
    let addresses: Vec<String> = (0..46)
        .map(|number| format!("friend{number}@f.example"))
        .collect();
    let listed: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let refused = stack.participant("ana").invites(&listed).tried();
    assert!((400..500).contains(&refused.status), "{refused:?}");
    assert!(refused.pointers().contains(&"/recipients"), "{refused:?}");
    stack.participant("ana").invites(&listed[..45]).sent();
    assert_eq!(stack.mailbox().all().len(), 45);
}

#[test]
fn k19_the_same_invite_twice_is_one_message() {
    let stack = with_paying_ana();
    let ana = stack.participant("ana");
    let first = ana.invites(&["bo@bo-co.example"]).sent();
    let again = ana.invites(&["BO@bo-co.example"]).sent();
    assert_eq!(
        first["data"][0]["id"], again["data"][0]["id"],
        "{first:?} {again:?}"
    );

    let ask = |_| ana.invites(&["bo@bo-co.example"]).request();
    for answer in send_at_once((0..6).map(ask).collect()) {
        assert_eq!(answer.status, 202, "{answer:?}");
    }

    stack.mailbox().only_one_to("bo");
    assert_eq!(ana.sent_invites().len(), 1);
}

#[test]
fn e63_two_referrers_of_one_friend_cause_one_message() {
    let stack = with_paying_ana();
    stack.host().keeps("ben").told();
    anas_invite_to(&stack, "bo");

    stack
        .participant("ben")
        .invites(&["bo@bo-co.example"])
        .sent();

    stack.mailbox().only_one_to("bo");
}

#[test]
fn e64_a_friend_who_said_stop_gets_nothing_more() {
    let stack = with_paying_ana();
    stack.host().keeps("ben").told();
    let mail = anas_invite_to(&stack, "bo");

    let url = mail.unsubscribe_url();
    let asked = stack.friend().gets(&url).expect(200);
    assert!(
        asked.text.contains("<form"),
        "a page to confirm on: {asked:?}"
    );
    let stopped = stack.friend().unsubscribes_by_one_click(&url);
    assert!(stopped.status < 300, "{stopped:?}");
    stack.clock().advance("P45D");
    stack
        .participant("ben")
        .invites(&["bo@bo-co.example"])
        .sent();

    stack.mailbox().only_one_to("bo");
}

#[test]
fn e64_opening_the_unsubscribe_page_stops_nothing() {
    let stack = with_paying_ana();
    stack.host().keeps("ben").told();
    let mail = anas_invite_to(&stack, "bo");
    stack.friend().gets(&mail.unsubscribe_url()).expect(200);
    stack.clock().advance("P45D");
    stack
        .participant("ben")
        .invites(&["bo@bo-co.example"])
        .sent();
    assert_eq!(stack.mailbox().of_person("bo").len(), 2);
}

#[test]
fn e65_an_address_that_bounces_is_never_written_to_again() {
    let stack = with_paying_ana();
    let mail = anas_invite_to(&stack, "bo");

    stack.mailbox().bounces(&mail);

    assert_eq!(
        stack.participant("ana").sent_invites()[0]["status"],
        "bounced"
    );
    stack.clock().advance("P45D");
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    stack.mailbox().only_one_to("bo");
}

#[test]
fn k9_there_is_no_personal_link_where_only_accept_counts() {
    let stack = with_paying_ana();
    let refused = stack
        .participant("ana")
        .sends(Method::POST, "/v1/links", &serde_json::json!({}));
    assert_eq!(refused.problem(409), "method_disabled");
}

#[test]
fn k9_e6_a_forwarded_invite_is_still_anas() {
    let stack = with_paying_ana();
    let mail = anas_invite_to(&stack, "bo");
    let token = stack.friend().accept_of(&mail.accept_url());

    // Bo passes the message on, and Cy accepts it under another address.
    let told = stack.host().signs_up("cy").with_accept(&token).told();

    assert_eq!(told["referral"]["referrer_participant_id"], "ana");
}

#[test]
fn k9_an_invite_that_was_accepted_is_shown_so() {
    let stack = with_paying_ana();
    joins_by_anas_invite(&stack, "bo");
    let invite = &stack.participant("ana").sent_invites()[0];
    assert!(invite["accepted_at"].is_string(), "{invite}");
}

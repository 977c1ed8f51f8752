//! The one box, and what the pages say.

use super::{REFERRAL, with_ana_and_bo};
use crate::harness::console::Console;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Where the box leads for this text; the page's own text where it leads nowhere.
fn found(jo: &Console<'_>, text: &str) -> String {
    let answer = jo.posts("/admin/find", &[("q", text)]);
    match answer.status {
        303 => {
            let location = answer.header("location");
            let (_, path) = location.split_once("/admin").unwrap();
            format!("/admin{path}")
        }
        _ => answer.expect(200).text,
    }
}

#[test]
fn whatever_the_customer_has_at_hand_is_found() {
    let stack = with_ana_and_bo();
    let customer = stack.stripe().customer("ana");
    let body = serde_json::json!({
        "signed_up_at": "2021-03-01T08:00:00Z", "stripe_customer_id": customer,
    });
    stack
        .host()
        .sends(reqwest::Method::PUT, "/v1/accounts/ana-co", &body)
        .expect(200);
    let link = stack.participant("ana").link();
    let code = link.rsplit('/').next().unwrap();
    let jo = Console::of(&stack, "viewer");
    for text in [
        "ana@ana-co.example",
        "ANA@ana-co.example",
        &link,
        &format!("{link}?c=wa"),
        code,
        &code.to_uppercase(),
        &customer,
        "ana-co",
    ] {
        assert_eq!(found(&jo, text), "/admin/accounts/ana-co", "{text}");
    }
    for text in ["ref_bo-co", "rwd_bo-co.referrer", "rwd_bo-co.friend"] {
        assert_eq!(found(&jo, text), REFERRAL, "{text}");
    }
    for text in [
        "nobody@ana-co.example",
        "zzzzzzzzzz",
        "<script>alert(1)</script>",
    ] {
        let html = found(&jo, text);
        assert!(html.contains("Nothing here is called"), "{text}");
        assert!(!html.contains("<script>alert"), "{html}");
    }
    assert!(found(&jo, "in_1Nabc").contains("look for its customer"));
}

#[test]
fn an_invite_is_found_by_its_link_and_its_id() {
    let stack = Stack::of(&Program::contactually());
    stack.host().keeps("ana").told();
    stack
        .participant("ana")
        .invites(&["bo@bo-co.example"])
        .sent();
    let mail = stack.mailbox().only_one_to("bo@bo-co.example");
    let jo = Console::of(&stack, "viewer");
    let path = found(&jo, &mail.accept_url());
    assert!(path.starts_with("/admin/invites/inv_"), "{path}");
    let id = path.rsplit('/').next().unwrap();
    assert_eq!(found(&jo, id), path);
    let html = jo.shows(&path);
    assert!(html.contains("b•••@bo-co.example"), "{html}");
    assert!(!html.contains("bo@bo-co.example"), "{html}");
}

#[test]
fn a_referral_is_explained_rule_by_rule_with_a_reply_and_a_timeline() {
    let stack = with_ana_and_bo();
    let jo = Console::of(&stack, "viewer");
    let html = jo.shows(REFERRAL);
    let why = stack.host().asks_all("referral_id=ref_bo-co");
    for side in &why {
        let reply = side["reply"].as_str().unwrap();
        let reply = reply.replace('\'', "&#39;");
        assert!(html.contains(&reply), "{reply}: {html}");
    }
    for part in [
        "The signup is tied to the referrer, and is new",
        "this decides",
        "The personal link was followed.",
        "The friend’s account signed up.",
        "Referrer, $50: Credit for referring a friend.",
        "grant#ref_bo-co#referrer",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(html.len() < 15_000, "{} bytes", html.len());
}

#[test]
fn an_account_shows_its_people_its_credit_and_whom_it_referred() {
    let stack = with_ana_and_bo();
    let jo = Console::of(&stack, "viewer");
    let html = jo.shows("/admin/accounts/ana-co");
    for part in [
        "a•••@ana-co.example",
        "$50",
        "Credit for referring",
        REFERRAL,
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("ana@ana-co.example"), "{html}");
    jo.gets("/admin/accounts/nobody").expect(404);
    jo.gets("/admin/referrals/ref_ana-co").expect(404);
}

/// Guard: `trouble::Id`; elsewhere what cannot be an id is answered in JSON.
#[test]
fn an_id_that_there_is_not_or_that_cannot_be_one_is_said_as_a_page_with_the_box() {
    let stack = with_ana_and_bo();
    let jo = Console::of(&stack, "viewer");
    let long = "x".repeat(300);
    for kind in ["accounts", "referrals", "invites", "dead-letters"] {
        for id in ["nobody", "a%20b", "%3Cscript%3E", "%FF", &long] {
            let path = format!("/admin/{kind}/{id}");
            let answer = jo.gets(&path).expect(404);
            assert_eq!(
                answer.header("content-type"),
                "text/html; charset=utf-8",
                "{path}"
            );
            for part in [
                "Nothing here by that id",
                "action=\"/admin/find\"",
                "name=\"q\"",
            ] {
                assert!(answer.text.contains(part), "{path}: {part}: {answer:?}");
            }
            assert!(!answer.text.contains("<script>"), "{answer:?}");
        }
    }
    for path in ["/admin/nowhere", "/admin/accounts/a/b", "/admin/deeds"] {
        let answer = jo.gets(path).expect(404);
        assert!(
            answer.text.contains("There is no such page"),
            "{path}: {answer:?}"
        );
        assert!(answer.text.contains("name=\"q\""), "{path}: {answer:?}");
    }
    // Loading the list anew by its address leads to the box.
    let again = jo.gets("/admin/find").expect(303);
    assert!(again.header("location").ends_with("/admin"), "{again:?}");
}

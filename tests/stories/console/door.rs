//! The door: a link by an API key, once, and a session with an end.

use reqwest::Method;
use serde_json::json;

use super::with_ana_and_bo;
use crate::harness::answer::send;
use crate::harness::console::Console;

#[test]
fn the_link_into_the_console_works_once_and_within_a_minute() {
    let stack = with_ana_and_bo();
    let entry = Console::entry(&stack, "support");
    let follow = || send(stack.request(Method::GET, &entry));
    let first = follow().expect(303);
    assert!(first.header("location").ends_with("/admin"), "{first:?}");
    assert!(follow().expect(410).text.contains("used already"));
    let late = Console::entry(&stack, "support");
    stack.clock().advance("PT61S");
    send(stack.request(Method::GET, &late)).expect(410);
    send(stack.request(Method::GET, "/admin/enter/forged.mac")).expect(410);
}

#[test]
fn an_address_that_leads_nowhere_is_said_as_a_page() {
    let stack = with_ana_and_bo();
    let jo = Console::of(&stack, "support");
    for nowhere in ["/admin/nothing", "/admin/accounts", "/admin/deeds"] {
        let answer = jo.gets(nowhere).expect(404);
        assert!(answer.text.contains("There is no such page"), "{answer:?}");
        assert!(answer.header("content-type").starts_with("text/html"));
    }
}

#[test]
fn a_session_lasts_eight_hours_and_says_who_is_there() {
    let stack = with_ana_and_bo();
    let jo = Console::of(&stack, "support");
    let html = jo.shows("/admin");
    assert!(
        html.contains("Jo Marsh") && html.contains("support"),
        "{html}"
    );
    stack.clock().advance("PT7H59M");
    jo.gets("/admin").expect(200);
    stack.clock().advance("PT2M");
    let ended = jo.gets("/admin").expect(401);
    assert!(ended.text.contains("Your session has ended"), "{ended:?}");
    send(stack.request(Method::GET, "/admin")).expect(401);
}

/// Guard: `Auth::may_still`, asked at every page.
#[test]
fn f60_revoking_the_key_ends_its_sessions_within_a_minute() {
    let stack = with_ana_and_bo();
    let key = stack.host().makes_key(&["console_sessions"]);
    let body = json!({ "staff_id": "jo", "role": "owner" });
    let host = stack.host().with_key(&key);
    let begun = host.sends(Method::POST, "/v1/console-sessions", &body);
    let url = begun.expect(201)["url"].as_str().unwrap().to_owned();
    let jo = Console::by(&stack, &url);
    jo.gets("/admin").expect(200);

    let id = key.strip_prefix("gw_test_").unwrap().get(..12).unwrap();
    let path = format!("/v1/admin/api-keys/{id}");
    send(stack.host().request(Method::DELETE, &path)).expect(204);
    stack.clock().advance("PT61S");

    jo.gets("/admin").expect(401);
}

#[test]
fn f61_a_session_of_the_hosted_page_opens_no_console() {
    let stack = with_ana_and_bo();
    let page = crate::harness::page::Page::of(&stack, "ana");
    page.gets("/admin").expect(401);
    page.gets(super::REFERRAL).expect(401);
}

#[test]
fn signing_out_forgets_the_session() {
    let stack = with_ana_and_bo();
    let jo = Console::of(&stack, "viewer");
    let answer = jo.posts("/admin/leave", &[]).expect(303);
    assert!(
        answer.header("set-cookie").starts_with("gw_console=;"),
        "{answer:?}"
    );
}

//! The routes beside the two stories, struck at every call: home, unsubscribing, administering.

use reqwest::Method;
use serde_json::json;

use super::{insist, killing_changes_nothing};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

#[test]
fn f9_f10_a_portal_that_is_killed_is_asked_again() {
    let stack = Stack::of(&Program::clientjoy());
    killing_changes_nothing(&stack, "portal", |stack, run| {
        let (ana, bo) = (format!("ana{run}"), format!("bo{run}"));
        insist(&stack.host().keeps(&ana).request()).expect(200);
        let touch = stack.friend().touch_of(&stack.participant(&ana).link());
        stack.host().signs_up(&bo).with_touch(&touch).told();
        stack.settle();
        let ana = stack.participant(&ana);
        let home = || insist(&ana.request(Method::GET, "/v1/home")).expect(200);
        let unread = home()["unread_count"].clone();
        let seen = ana.request(Method::POST, "/v1/home/seen").json(&json!({}));
        insist(&seen).expect(204);
        (unread, home()["unread_count"].clone())
    });
}

#[test]
fn f9_f10_an_unsubscribe_that_is_killed_is_asked_again() {
    let stack = Stack::of(&Program::clientjoy());
    killing_changes_nothing(&stack, "unsubscribe", |stack, run| {
        let ana = format!("ana{run}");
        insist(&stack.host().keeps(&ana).request()).expect(200);
        let link = stack.participant(&ana).link();
        let refers = |friend: &str| {
            let touch = stack.friend().touch_of(&link);
            stack.host().signs_up(friend).with_touch(&touch).told();
            stack.mailbox().of_person(&ana)
        };
        let told = refers(&format!("bo{run}"));
        let url = told.last().unwrap().unsubscribe_url();
        let form = [("List-Unsubscribe", "One-Click")];
        insist(&stack.request(Method::POST, &url).form(&form)).expect(200);
        (told.len(), refers(&format!("cy{run}")).len())
    });
}

/// A key is drawn anew each time, and is told once: one that nobody heard of stays unused.
#[test]
fn f9_f10_an_administer_that_is_killed_is_asked_again() {
    let stack = Stack::of(&Program::contactually());
    killing_changes_nothing(&stack, "administer", |stack, run| {
        let program = Program::contactually().with("hold_days", &run.to_string());
        let path = format!("/v1/admin/programs/{}", program.id);
        let file = stack
            .host()
            .request(Method::PUT, &path)
            .header("content-type", "application/toml")
            .body(program.file.clone());
        insist(&file).expect(200);
        let body = json!({ "name": "a server", "scopes": ["home"] });
        let make = stack.host().request(Method::POST, "/v1/admin/api-keys");
        let key = insist(&make.json(&body)).expect(201);
        let path = format!("/v1/admin/api-keys/{}", key["id"].as_str().unwrap());
        insist(&stack.host().request(Method::DELETE, &path)).expect(204);
        let shown = insist(&stack.host().request(Method::GET, "/v1/admin/programs")).expect(200);
        let terms = shown["data"][0]["terms"]
            .as_array()
            .unwrap()
            .last()
            .unwrap();
        terms["rules"]["hold_days"] == run
    });
}

/// Those that only look for trouble, or show it, are not struck yet: their next run asks again.
const NOT_YET: [&str; 3] = ["collect-dead-letters", "find-stuck", "report-health"];

/// Every other function of the template dies somewhere in these stories.
#[test]
fn f9_no_function_is_forgotten() {
    let told = [
        include_str!("clientjoy.rs"),
        include_str!("contactually.rs"),
        include_str!("pages.rs"),
        include_str!("reconcile.rs"),
    ]
    .concat();
    let template = include_str!("../../../template.yaml");
    let folders = template
        .lines()
        .filter_map(|line| line.trim().strip_prefix("CodeUri: functions/"));
    let forgotten: Vec<&str> = folders
        .filter(|function| !NOT_YET.contains(function))
        .filter(|function| !told.contains(&format!("\"{function}\"")))
        .collect();
    assert!(forgotten.is_empty(), "add a story that kills {forgotten:?}");
}

//! The audit trail: who did what, why and when.

use reqwest::Method;
use serde_json::json;

use super::office::Office;
use crate::harness::answer::send;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Guard: `administer` writes the record into the change set of what it tells of.
#[test]
fn what_staff_change_is_kept_with_who_and_when_and_what_it_was_before() {
    let stack = Stack::of(&Program::clientjoy());
    let jo = Office::of(&stack, "jo.support");

    let answer = jo.posts("/mail/invites/resume", &json!({})).expect(200);

    let records = jo.audit("target=mail:invites");
    let [record] = records.as_slice() else {
        panic!("{records:?}")
    };
    assert_eq!(record["action"], "mail_resumed");
    assert_eq!(record["key_id"], "admin");
    assert_eq!(record["staff"], "jo.support");
    assert_eq!(record["target"], json!({ "kind": "mail", "id": "invites" }));
    assert_eq!(record["after"]["state"], "closed");
    assert_eq!(record["request_id"], answer.header("x-request-id"));
    assert_eq!(jo.audit("staff=jo.support"), records);
    assert!(jo.audit("staff=ann").is_empty());
    assert!(jo.audit("key_id=admin").contains(record));
}

#[test]
fn a_program_that_is_sent_again_unchanged_leaves_no_second_record() {
    let program = Program::clientjoy();
    let stack = Stack::of(&program);
    let jo = Office::of(&stack, "jo");
    let target = format!("target=program:{}", program.id);
    let before = jo.audit(&target);
    assert_eq!(before.len(), 1);
    assert_eq!(before[0]["before"], json!(null));
    assert_eq!(before[0]["after"]["terms_version"], 1);

    stack.host().puts(&program);

    assert_eq!(jo.audit(&target), before);
}

#[test]
fn f51_a_call_of_staff_that_is_repeated_leaves_one_record() {
    let stack = Stack::of(&Program::clientjoy());
    let jo = Office::of(&stack, "jo");
    let key = json!({ "name": "a server", "scopes": ["links"] });

    let first = jo.posts_as("once", "/api-keys", &key).expect(201);
    jo.posts_as("once", "/api-keys", &key).expect(201);

    let id = first["id"].as_str().unwrap();
    assert_eq!(jo.audit(&format!("target=api_key:{id}")).len(), 1);
    let all = jo.audit("staff=jo");
    assert_eq!(all.len(), 1, "{all:?}");
    let secret = first["key"].as_str().unwrap();
    assert!(!all[0].to_string().contains(secret));
}

#[test]
fn the_trail_is_read_page_by_page_and_asked_one_question_at_a_time() {
    let stack = Stack::of(&Program::clientjoy());
    let jo = Office::of(&stack, "jo");
    for scope in ["links", "signups", "accounts"] {
        let key = json!({ "name": scope, "scopes": [scope] });
        jo.posts("/api-keys", &key).expect(201);
    }
    let first = jo.reads("/audit?staff=jo&limit=2");
    assert_eq!(first["has_more"], true);
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = jo.reads(&format!("/audit?staff=jo&limit=2&starting_after={cursor}"));
    assert_eq!(rest["has_more"], false);
    let scopes = [&first["data"][0], &first["data"][1], &rest["data"][0]];
    let scopes = scopes.map(|record| record["after"]["scopes"][0].clone());
    assert_eq!(scopes, ["accounts", "signups", "links"]);

    let two = send(jo.request(Method::GET, "/audit?staff=jo&key_id=admin"));
    assert_eq!(two.problem(400), "invalid_request");
    let nothing = send(jo.request(Method::GET, "/audit?target=team:acme"));
    assert_eq!(nothing.problem(400), "invalid_request");
    assert_eq!(nothing["errors"][0]["pointer"], "/target");
}

#[test]
fn f64_an_address_is_refused_as_the_name_of_a_member_of_staff() {
    let stack = Stack::of(&Program::clientjoy());
    let jo = Office::of(&stack, "jo@host.example");
    let refused = jo.posts("/mail/invites/resume", &json!({}));
    assert_eq!(refused.problem(400), "invalid_request");
    assert!(
        Office::of(&stack, "jo")
            .audit("target=mail:invites")
            .is_empty()
    );
}

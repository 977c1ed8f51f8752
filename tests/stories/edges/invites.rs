//! Invites to too many, to oneself, or in nobody's name; and what their answers tell.

use serde_json::{Value, json};

use crate::contactually::with_paying_ana;

/// Guard: caps are counted in the claim of each message (`domain::invite_claim`).
#[test]
fn e62_of_two_hundred_addresses_the_first_within_the_cap_get_a_message() {
    let stack = with_paying_ana();
    let addresses: Vec<String> = (0..200)
        .map(|nth| format!("friend{nth}@friends.example"))
        .collect();
    let listed: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let ana = stack.participant("ana");
    let all_at_once = ana.invites(&listed).tried();
    assert_eq!(all_at_once.problem(400), "invalid_request");

    for chunk in listed.chunks(45) {
        let answer = ana.invites(chunk).sent();
        let told = answer["data"].as_array().unwrap().iter();
        let told: Vec<&str> = told.map(|it| it["email"].as_str().unwrap()).collect();
        assert_eq!(told, chunk, "one each, in the order of the request");
        stack.settle();
    }

    let mails = stack.mailbox().all();
    let mut to: Vec<&str> = mails.iter().map(|it| it.recipients[0].as_str()).collect();
    to.sort_unstable();
    let mut first = listed[..50].to_vec();
    first.sort_unstable();
    assert_eq!(to, first);
}

#[test]
fn e61_an_invite_to_oneself_or_to_a_role_address_looks_sent_and_is_not() {
    let stack = with_paying_ana();
    let addresses = [
        "ana@ana-co.example",
        "info@bo-co.example",
        "di@di-co.example",
    ];
    stack.participant("ana").invites(&addresses).sent();
    let shown = stack.participant("ana").sent_invites();
    let statuses: Vec<&Value> = shown.iter().map(|it| &it["status"]).collect();
    assert_eq!(statuses, [&json!("sent"); 3]);
    assert_eq!(stack.mailbox().only_one_to("di").recipients.len(), 1);
    assert_eq!(stack.mailbox().all().len(), 1);
}

/// Guard: what an address is known for is asked by the function that sends, after the answer.
#[test]
fn e68_the_work_behind_an_answer_is_the_same_whoever_is_invited() {
    let stack = with_paying_ana();
    stack.host().keeps("bo").told();
    stack.host().keeps("cy").told();
    stack.host().keeps("cy").closed().told();
    let calls = |address: &str| {
        stack.calls().round_trips("send-invites", || {
            stack.participant("ana").invites(&[address]).sent();
        })
    };
    // What a process reads at first and keeps is read now.
    calls("first@first.example");
    let stranger = calls("di@di-co.example");
    assert_eq!(calls("bo@bo-co.example"), stranger);
    assert_eq!(calls("cy@cy-co.example"), stranger);
}

/// Guard: a stranger is told who wrote to them (`send_invites::policy`).
#[test]
fn who_has_no_name_is_told_that_an_invite_needs_one() {
    let stack = with_paying_ana();
    let nameless = json!({ "id": "ned", "email": "ned@ned-co.example" });
    let account = stack.host().keeps("ned");
    account.with("members", json!([nameless])).told();
    let ned = stack.participant("ned");

    let refused = ned.invites(&["di@di-co.example"]).tried();
    assert_eq!(refused.problem(409), "sender_unnamed");
    assert!(stack.mailbox().all().is_empty());

    stack.host().keeps("ned").told();
    ned.invites(&["di@di-co.example"]).sent();
    let mail = stack.mailbox().only_one_to("di");
    assert!(mail.text.contains("Ned"), "{mail:?}");
}

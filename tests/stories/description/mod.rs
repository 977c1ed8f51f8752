//! `docs/openapi.json` is true: what it shows is sent to a stack, and what comes back is held
//! against it.
//!
//! A new operation needs nothing here, unless its example names what only a running stack can
//! know, or has to come after another: see `order` and `learned`.

mod document;
mod example;
mod provoked;
pub(crate) mod reviewed;

use document::Document;
use example::Known;
use reqwest::Method;
use serde_json::json;

use crate::harness::answer::{Answer, send};
use crate::harness::program::Program;
use crate::harness::stack::{START, Stack};

/// Operations whose examples rest on those before them. All others come last.
const ORDER: [&str; 55] = [
    "putProgram",
    "listPrograms",
    "readProgram",
    "makeApiKey",
    "rotateApiKey",
    "revokeApiKey",
    "putAccount",
    "makeLink",
    "readLink",
    "followLink",
    "recordSignup",
    "sendInvites",
    "listInvites",
    "readHome",
    "explain",
    "explainToStaff",
    "readPageNews",
    "showPage",
    "drawPageQrCode",
    "inviteOnPage",
    "previewInviteOnPage",
    "returnFromInvites",
    "framePage",
    "beginPortalSession",
    "enterPage",
    "enterPageByToken",
    "markSeen",
    "redeemCredit",
    "enrolOnPage",
    "redeemOnPage",
    "markSeenOnPage",
    "chooseCode",
    "chooseCodeOnPage",
    "returnFromCode",
    "checkOnPage",
    "adjustCredit",
    "claimReferral",
    "reverseReward",
    "restoreReward",
    "disqualifyReferral",
    "askUnsubscribe",
    "unsubscribe",
    "showInvite",
    "probeInvite",
    "acceptInvite",
    "listDeadLetters",
    "explainDeadLetter",
    "redriveDeadLetter",
    "redriveDeadLetters",
    "discardDeadLetter",
    "listReviews",
    "approveReview",
    "denyReview",
    "waiveRemainder",
    "reconcile",
];

#[test]
fn s4_every_example_is_answered_as_it_is_described() {
    let document = Document::read();
    let stack = Stack::empty(START);
    let mut known = Known::default();
    let mut operations = document.operations();
    operations.sort_by_key(|operation| {
        let place = ORDER.iter().position(|id| *id == operation.id);
        place.unwrap_or(ORDER.len())
    });
    for operation in &operations {
        for example in operation.examples() {
            let answer = send(example.request(&stack, operation, &known));
            assert_eq!(
                answer.status, example.status,
                "{} {example:?}: {answer:?}",
                operation.id
            );
            document.check(operation, &answer);
            example.check_fields(operation, &answer);
            stack.settle();
            learned(&mut known, &stack, operation.id.as_str(), &answer);
        }
    }
}

#[test]
fn an_event_of_stripes_is_answered_as_it_is_described() {
    let document = Document::read();
    let stack = Stack::empty(START);
    let operations = document.operations();
    let receive = operations.iter().find(|operation| operation.is_stripes());
    let receive = receive.expect("an operation of Stripe's");
    let webhook = stack.webhook();
    let event = webhook.example("evt_described");
    document.check(receive, &webhook.delivers(&event).sent().expect(200));
    document.check(
        receive,
        &webhook.delivers(&event).sent_unsigned().expect(400),
    );
    document.check(
        receive,
        &webhook.delivers(&"no event".into()).sent().expect(400),
    );
}

/// What the examples' stand-ins are in this stack.
fn learned(known: &mut Known, stack: &Stack, operation: &str, answer: &Answer) {
    let text = |field: &str| answer[field].as_str().unwrap_or_default().to_owned();
    match operation {
        "makeLink" => known.learn("k7xq2mnpqr", text("code")),
        "beginPortalSession" => {
            known.learn("e7.mac", last_segment(&text("url")));
            known.learn("f7.mac", text("token"));
        }
        "makeApiKey" => known.learn("5d1h0g2k9m3p", text("id")),
        // Somebody who signed up without a link, to be claimed.
        "redeemCredit" => drop(stack.host().signs_up("gil").told()),
        "sendInvites" => {
            let mail = stack.mailbox().only_one_to("cy");
            known.learn("u7.mac", last_segment(&mail.unsubscribe_url()));
        }
        "unsubscribe" => known.learn("qx3v.mac", invited_by_accept(stack)),
        "discardDeadLetter" => reviewed::prepared(stack),
        "reconcile" => known.learn("rcn_20220525T090000Z", text("id")),
        "acceptInvite" => known.learn("dlt_bac37c5be033b6590c30a7542bd6e6d1", given_up(stack)),
        _ => {}
    }
}

/// The token of an invite whose Accept counts: in a program of its own, which comes late, since
/// the examples name none while there is one.
fn invited_by_accept(stack: &Stack) -> String {
    let friend = "flo@flo-co.example";
    stack.host().puts(&Program::contactually());
    // Functions keep the programs for a minute.
    stack.clock().advance("PT2M");
    let body = json!({ "program_id": "contactually", "recipients": [{ "email": friend }] });
    let ana = stack.participant("ana");
    ana.sends(Method::POST, "/v1/invites", &body).expect(202);
    last_segment(&stack.mailbox().only_one_to(friend).accept_url())
}

/// The letter of a message that no function understands.
fn given_up(stack: &Stack) -> String {
    let queue = stack.queue("PostCreditsQueue");
    queue.send(r#"{"detail-type":"credit.available","source":"goodword"}"#);
    stack.settle();
    let letter = stack.letters().only_one();
    letter["id"].as_str().unwrap().to_owned()
}

fn last_segment(url: &str) -> String {
    url.rsplit('/').next().unwrap_or_default().to_owned()
}

//! What is done in the console: by whom it may be, once for each press, and in the audit trail.

use reqwest::Method;
use serde_json::Value;

use super::{REFERRAL, with_ana_and_bo};
use crate::harness::answer::send;
use crate::harness::console::{Console, hidden};
use crate::harness::program::Program;
use crate::harness::stack::Stack;
use crate::money_bugs::{bo_is_a_customer, with_ana_and_bo as paying};

const GIVE: [(&str, &str); 6] = [
    ("deed", "adjust"),
    ("id", "ana-co"),
    ("direction", "give"),
    ("amount", "25"),
    ("currency", "USD"),
    ("reason", "ticket 7"),
];

const REVERSE: [(&str, &str); 3] = [
    ("deed", "reverse"),
    ("id", "rwd_bo-co.referrer"),
    ("reason", "ticket 7"),
];

/// The newest record of the audit trail.
pub(super) fn last_done(stack: &Stack) -> Value {
    let trail = send(stack.host().request(Method::GET, "/v1/admin/audit")).expect(200);
    trail["data"][0].clone()
}

/// Where Ana's credit would be given, before and after.
const PLAN: &str = "/admin/accounts/ana-co?direction=give&amount=25&currency=USD&reason=ticket+7";

#[test]
fn credit_is_shown_before_and_after_and_given_once_however_often_it_is_pressed() {
    let stack = with_ana_and_bo();
    let jo = Console::of(&stack, "manager");
    let html = jo.shows(PLAN);
    assert!(html.contains("Give $25?"), "{html}");
    assert!(html.contains("<td>$50</td><td><b>$75</b></td>"), "{html}");
    assert_eq!(stack.participant("ana").home().available(), 5_000);

    let mut fields = GIVE.to_vec();
    let press = hidden(&html);
    fields.push(("press", &press));
    for _ in 0..2 {
        let answer = jo.posts("/admin/deeds", &fields).expect(303);
        let back = answer.header("location");
        assert!(
            back.ends_with("/admin/accounts/ana-co?done=adjust"),
            "{back}"
        );
    }

    stack.settle();
    assert_eq!(stack.participant("ana").home().available(), 7_500);
    let done = last_done(&stack);
    assert_eq!(done["action"], "credit_adjusted");
    assert_eq!(done["staff"], "jo.manager");
    assert_eq!(done["reason"], "ticket 7");
    let said = jo.shows("/admin/accounts/ana-co?done=adjust");
    assert!(said.contains("Done. The account is told."), "{said}");
}

/// Guard: `Role::may`, asked on the server for every deed.
#[test]
fn what_a_role_may_not_is_not_on_its_page_and_is_refused() {
    let stack = with_ana_and_bo();
    let manager = Console::of(&stack, "manager");
    assert!(manager.shows(REFERRAL).contains("value=\"reverse\""));
    for role in ["viewer", "support"] {
        let jo = Console::of(&stack, role);
        let html = jo.shows(REFERRAL);
        assert!(!html.contains("value=\"reverse\""), "{role}: {html}");
        let before = stack.table();
        for deed in [&REVERSE[..], &GIVE[..]] {
            let refused = jo.posts("/admin/deeds", deed).expect(403);
            assert!(refused.text.contains("manager or more"), "{refused:?}");
        }
        assert_eq!(stack.table(), before, "{role}");
    }
}

/// Guards: `Origin` is looked at, and a form is drawn for one session.
#[test]
fn a_form_of_another_site_or_another_session_changes_nothing() {
    let stack = with_ana_and_bo();
    let jo = Console::of(&stack, "manager");
    let other = Console::of(&stack, "manager");
    let press = hidden(&jo.shows(REFERRAL));
    let others = hidden(&other.shows(REFERRAL));
    let before = stack.table();
    let with = |press: &str| {
        let mut fields: Vec<(&str, String)> = REVERSE
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        fields.push(("press", press.to_owned()));
        fields
    };
    let posts = |press: &str| {
        let fields = with(press);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        jo.posts("/admin/deeds", &fields)
    };
    for wrong in ["", "forged.mac", others.as_str()] {
        posts(wrong).expect(403);
    }
    let fields = with(&press);
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    for origin in ["https://evil.example", "null"] {
        jo.is_made_to_post(&fields, origin).expect(403);
    }
    send(stack.request(Method::POST, "/admin/deeds").form(&fields)).expect(403);
    assert_eq!(stack.table(), before);
    posts(&press).expect(303);
    assert_eq!(stack.participant("ana").home().available(), 0);
}

#[test]
fn a_reward_is_reversed_and_restored_with_who_and_why_on_the_timeline() {
    let stack = with_ana_and_bo();
    let jo = Console::of(&stack, "manager");
    jo.does(REFERRAL, &REVERSE).expect(303);
    assert_eq!(stack.participant("ana").home().available(), 0);
    let html = jo.shows(REFERRAL);
    assert!(
        html.contains("Reward reversed by jo.manager: ticket 7"),
        "{html}"
    );
    let restore = [
        ("deed", "restore"),
        ("id", "rwd_bo-co.referrer"),
        ("reason", "my mistake"),
    ];
    jo.does(REFERRAL, &restore).expect(303);
    assert_eq!(stack.participant("ana").home().available(), 5_000);
    let again = jo.does(REFERRAL, &restore).expect(409);
    assert!(again.text.contains("nothing to give back"), "{again:?}");
}

#[test]
fn a_reason_is_asked_for_and_takes_no_address() {
    let stack = with_ana_and_bo();
    let jo = Console::of(&stack, "manager");
    let before = stack.table();
    for reason in ["", "asked by ana@ana-co.example"] {
        let fields = [
            ("deed", "reverse"),
            ("id", "rwd_bo-co.referrer"),
            ("reason", reason),
        ];
        let refused = jo.does(REFERRAL, &fields).expect(400);
        assert!(refused.text.contains("the reason"), "{refused:?}");
    }
    assert_eq!(stack.table(), before);
    jo.does(REFERRAL, &[("deed", "dance"), ("id", "x")])
        .expect(404);
}

#[test]
fn the_queue_is_worked_through_by_support() {
    let program = Program::contactually().with_table("[review]\napproval = \"manual\"\n");
    let stack = paying(&program);
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    let jo = Console::of(&stack, "support");
    assert!(jo.shows("/admin").contains("1 review"));
    let html = jo.shows("/admin/reviews");
    assert!(
        html.contains("This program’s rewards are approved by hand."),
        "{html}"
    );
    let approve = [
        ("deed", "approve"),
        ("id", "ref_bo-co"),
        ("reason", "checked by phone"),
        ("from", "queue"),
    ];
    let answer = jo.does("/admin/reviews", &approve).expect(303);
    let back = answer.header("location");
    assert!(back.ends_with("/admin/reviews?done=approve"), "{back}");
    assert!(jo.shows("/admin/reviews").contains("Nothing waits."));
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert_eq!(last_done(&stack)["staff"], "jo.support");
}

#[test]
fn f18_a_dead_letter_is_sent_back_and_only_an_owner_discards_it() {
    let stack = with_ana_and_bo();
    let queue = stack.queue("PostCreditsQueue");
    queue.send(r#"{"detail-type":"credit.available","source":"goodword"}"#);
    stack.settle();
    let id = stack.letters().only_one()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/admin/dead-letters/{id}");
    let jo = Console::of(&stack, "support");
    assert!(jo.shows("/admin").contains("1 open dead letter"));
    assert!(jo.shows("/admin/dead-letters").contains(&path));
    let html = jo.shows(&path);
    assert!(
        html.contains("A credit is not on the Stripe balance yet."),
        "{html}"
    );
    jo.does(&path, &[("deed", "redrive"), ("id", &id)])
        .expect(303);
    stack.settle();
    let fields = [("deed", "discard"), ("id", &id), ("reason", "made up")];
    jo.does(&path, &fields).expect(403);
    Console::of(&stack, "owner")
        .does(&path, &fields)
        .expect(303);
    assert!(stack.letters().open().is_empty());
    let trail = jo.shows("/admin/audit?staff=jo.support");
    assert!(trail.contains("Dead letter sent back"), "{trail}");
    assert!(!trail.contains("Dead letter discarded"), "{trail}");
}

#[test]
fn mail_health_shows_both_circuits_with_their_figures() {
    let stack = with_ana_and_bo();
    let html = Console::of(&stack, "viewer").shows("/admin/mail");
    for part in [
        "Invites to friends",
        "Mail to participants",
        "Mail goes out.",
        "Day by day",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

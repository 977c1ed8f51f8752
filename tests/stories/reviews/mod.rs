//! Referrals that somebody looks at before their credit is released (requirements 3.1, 3.4, E12;
//! F56, S7, S13, S14): held, never refused, and approved or denied with a reason.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::answer::{Answer, send};
use crate::harness::program::Program;
use crate::harness::stack::Stack;
use crate::money_bugs::{bo_is_a_customer, with_ana_and_bo};

/// Ana and Bo under these settings of `[review]`; Bo has paid $29.
fn paid(review: &str) -> Stack {
    paid_by(review, |_| ())
}

fn paid_by(review: &str, before: impl Fn(&Stack)) -> Stack {
    let program = Program::contactually().with_table(&format!("[review]\n{review}\n"));
    let stack = with_ana_and_bo(&program);
    bo_is_a_customer(&stack);
    before(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    stack
}

fn queue(stack: &Stack) -> Vec<Value> {
    stack.settle();
    let listed = send(stack.host().request(Method::GET, "/v1/admin/reviews")).expect(200);
    listed["data"].as_array().unwrap().clone()
}

#[track_caller]
fn then_held_for(stack: &Stack, signals: &[&str]) {
    let queue = queue(stack);
    assert_eq!(queue.len(), 1, "{queue:?}");
    let codes = queue[0]["signals"].as_array().unwrap().iter();
    let codes: Vec<&str> = codes.map(|it| it["code"].as_str().unwrap()).collect();
    assert_eq!(codes, signals);
    assert!(stack.stripe().credits("ana").is_empty(), "nothing goes out");
    let home = stack.participant("ana").home();
    assert_eq!((home.pending(), home.available()), (1_000, 0));
    assert_eq!(home.referrals()[0]["reason"], "under_review");
}

#[track_caller]
fn decides(stack: &Stack, verdict: &str, body: &Value) -> Answer {
    let id = queue(stack)[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/admin/reviews/{id}/{verdict}");
    let answer = stack.host().sends(Method::POST, &path, body).expect(200);
    stack.settle();
    answer
}

fn approves(stack: &Stack) -> Answer {
    decides(stack, "approve", &json!({ "reason": "checked by phone" }))
}

fn denies(stack: &Stack) -> Answer {
    let body = json!({ "reason": "one person twice", "code": "fraud" });
    decides(stack, "deny", &body)
}

#[track_caller]
fn then_ana_has_10_dollars(stack: &Stack) {
    assert_eq!(stack.stripe().balance("ana"), -1_000);
    assert_eq!(stack.participant("ana").home().posted(), 1_000);
    assert!(queue(stack).is_empty());
}

/// Guard: a reward under review stays pending whatever its hold says
/// (`domain::reward::Reward::pending_while_reviewed`).
#[test]
fn a_program_may_have_every_reward_approved_by_hand() {
    let stack = paid("approval = \"manual\"");
    then_held_for(&stack, &["manual_approval"]);
    // Time alone releases nothing.
    stack.clock().advance("P3D");
    then_held_for(&stack, &["manual_approval"]);

    let told = approves(&stack);

    assert_eq!(told["verdict"], "approved");
    assert_eq!(told["reason"], "checked by phone");
    assert_eq!(told["key_id"], "admin");
    let trail = send(stack.host().request(Method::GET, "/v1/admin/audit")).expect(200);
    assert_eq!(trail["data"][0]["action"], "referral_approved");
    assert_eq!(trail["data"][0]["reason"], "checked by phone");
    then_ana_has_10_dollars(&stack);
    let mails = stack.mailbox().subjects_to("ana");
    let earned = mails.iter().filter(|it| it.contains("You earned")).count();
    assert_eq!(earned, 1, "told when it is approved: {mails:?}");
}

/// Guard: what was denied never moves again, whatever Stripe says later.
#[test]
fn what_staff_deny_ends_for_good() {
    let stack = paid("approval = \"manual\"");

    denies(&stack);
    stack.stripe().resends_all();
    stack.clock().advance("P1D");

    let home = stack.participant("ana").home();
    assert_eq!((home.pending(), home.available(), home.posted()), (0, 0, 0));
    assert_eq!(home.referrals()[0]["reason"], "fraud");
    assert!(stack.stripe().credits("ana").is_empty());
    assert!(queue(&stack).is_empty());
}

/// Guard: a review is decided once (`domain::review::open`).
#[test]
fn a_review_is_decided_once() {
    let stack = paid("approval = \"manual\"");
    let path = format!(
        "/v1/admin/reviews/{}/approve",
        queue(&stack)[0]["id"].as_str().unwrap()
    );
    let body = json!({ "reason": "fine" });
    stack.host().sends(Method::POST, &path, &body).expect(200);

    let again = stack.host().sends(Method::POST, &path, &body);

    assert_eq!(again.problem(409), "review_decided");
    then_ana_has_10_dollars(&stack);
    let unknown = "/v1/admin/reviews/ref_nobody/approve";
    let unknown = stack.host().sends(Method::POST, unknown, &body);
    assert_eq!(unknown.problem(404), "not_found");
}

/// Guard: Stripe's warnings are asked for with every look at the payment
/// (`settle_payments::payment::came_back`).
#[test]
fn an_early_fraud_warning_in_the_hold_holds_the_credit_until_staff_have_looked() {
    let stack = with_ana_and_bo(&Program::contactually().with("hold_days", "14"));
    bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    let invoice = stack.stripe().last_invoice("bo");

    stack.stripe().warns_of_fraud(&invoice);

    then_held_for(&stack, &["early_fraud_warning"]);
    stack.clock().advance("P20D");
    then_held_for(&stack, &["early_fraud_warning"]);
    approves(&stack);
    // Looking at the payment again finds the same warning, which was looked at.
    stack.stripe().resends_all();
    then_ana_has_10_dollars(&stack);
}

/// Guard: a warning is no proof: what is at Stripe already is left to a dispute.
#[test]
fn an_early_fraud_warning_after_the_posting_takes_nothing_back() {
    let stack = paid("same_card = true");
    then_ana_has_10_dollars(&stack);
    let invoice = stack.stripe().last_invoice("bo");

    stack.stripe().warns_of_fraud(&invoice);

    then_ana_has_10_dollars(&stack);
}

/// Guard: cards are compared when the payment is about to count (`settle_payments::settle`).
#[test]
fn f56_e12_one_card_for_both_is_held_and_not_refused() {
    let stack = paid_by("same_card = true", |stack| {
        stack.stripe().pays_by_card("ana", "one_card");
        stack.stripe().pays_by_card("bo", "one_card");
    });
    then_held_for(&stack, &["same_card"]);
    let words = queue(&stack)[0]["signals"][0]["words"].to_string();
    assert!(!words.contains("fraud"), "{words}");

    approves(&stack);

    then_ana_has_10_dollars(&stack);
}

/// Di was a customer, and left.
fn di_left(stack: &Stack, card: &str) {
    let customer = stack.stripe().customer("di");
    stack.stripe().pays_by_card("di", card);
    stack.host().keeps("di").paying_as(&customer).told();
    stack.stripe().subscribes("di").monthly("29 USD");
    stack.settle();
    stack.host().keeps("di").closed().told();
}

/// Guard: an account's cards are kept when it begins to pay (`settle_payments::cards`): no
/// tombstone knows the address under which Di came back.
#[test]
fn e15_a_former_account_that_comes_back_under_a_new_address_is_looked_at() {
    let stack = paid_by("same_card = true", |stack| {
        di_left(stack, "old_card");
        stack.stripe().pays_by_card("bo", "old_card");
    });
    then_held_for(&stack, &["known_card"]);
    let words = queue(&stack)[0]["signals"][0]["words"].to_string();
    assert!(
        !words.contains("fraud") && !words.contains("di-co"),
        "{words}"
    );

    approves(&stack);

    then_ana_has_10_dollars(&stack);
}

#[test]
fn e15_a_card_of_ones_own_holds_nothing() {
    let stack = paid_by("same_card = true", |stack| {
        di_left(stack, "old_card");
        stack.stripe().pays_by_card("bo", "new_card");
    });
    then_ana_has_10_dollars(&stack);
}

#[test]
fn f56_a_program_may_leave_cards_alone() {
    let stack = paid_by("same_card = false", |stack| {
        stack.stripe().pays_by_card("ana", "one_card");
        stack.stripe().pays_by_card("bo", "one_card");
    });
    then_ana_has_10_dollars(&stack);
}

/// Ana's link in the Clientjoy program, with these settings of `[review]`.
fn with_anas_link(review: &str) -> (Stack, String) {
    let program = Program::clientjoy().with_table(&format!("[review]\n{review}\n"));
    let stack = Stack::of(&program);
    stack.host().keeps("ana").told();
    let link = stack.participant("ana").link();
    let touch = stack.friend().touch_of(&link);
    (stack, touch)
}

/// Guard: a throw-away address holds both sides' credit (`domain::attribution::referral`).
#[test]
fn s14_a_throw_away_address_is_held_and_not_refused() {
    let (stack, touch) = with_anas_link("disposable_address = true");
    let signup = stack.host().signs_up("bo").with_touch(&touch);
    let told = signup.with_email("bo@mailinator.com").told();

    assert_eq!(told["referral"]["status"], "qualified");
    let queue = queue(&stack);
    assert_eq!(queue[0]["signals"][0]["code"], "disposable_address");
    assert_eq!(queue[0]["rewards"].as_array().unwrap().len(), 2);
    assert!(!queue[0].to_string().contains("mailinator"), "{queue:?}");
    let home = stack.participant("ana").home();
    assert_eq!((home.pending(), home.available()), (5_000, 0));

    approves(&stack);

    assert_eq!(stack.participant("ana").home().available(), 5_000);
    assert_eq!(stack.participant("bo").home().available(), 5_000);
}

/// Guard: signups of a day are counted, and the first above what is expected is held.
#[test]
fn s7_more_friends_on_one_day_than_expected_are_looked_at() {
    let (stack, touch) = with_anas_link("signups_per_day = 2");
    for name in ["bo", "cy", "di", "flo"] {
        stack.host().signs_up(name).with_touch(&touch).told();
    }

    let queue = queue(&stack);
    let codes: Vec<&Value> = queue.iter().map(|it| &it["signals"][0]["code"]).collect();
    assert_eq!(codes, ["many_signups", "many_signups"]);
    let home = stack.participant("ana").home();
    assert_eq!((home.pending(), home.available()), (10_000, 10_000));
}

/// What invoices had used stays used, until staff let it go (requirements 3.4).
#[test]
fn what_an_invoice_had_used_before_a_refund_is_waived_by_staff() {
    let stack = paid("same_card = true");
    let invoice = stack.stripe().last_invoice("bo");
    stack.clock().to("2022-06-26T00:00:00Z");
    stack.stripe().refunds(&invoice, None);
    let waiting = queue(&stack);
    assert_eq!(waiting[0]["kind"], "remainder");
    assert_eq!(waiting[0]["used"]["amount_minor"], 1_000);

    decides(&stack, "waive", &json!({ "reason": "in good faith" }));

    assert!(queue(&stack).is_empty());
    assert_eq!(stack.stripe().balance("ana"), 0);
}

/// What an invoice had used of Ana's $10 before Bo's payment came back waits for staff.
pub(crate) fn with_remainder() -> Stack {
    let stack = paid("same_card = true");
    let invoice = stack.stripe().last_invoice("bo");
    stack.clock().to("2022-06-26T00:00:00Z");
    stack.stripe().refunds(&invoice, None);
    assert_eq!(queue(&stack)[0]["kind"], "remainder");
    stack
}

fn last_lines(stack: &Stack) -> Vec<String> {
    let statement = send(
        stack
            .host()
            .request(Method::GET, "/v1/admin/accounts/ana-co/statement"),
    )
    .expect(200);
    let lines = statement["sheets"][0]["lines"].as_array().unwrap();
    let words = |line: &Value| line["text"].as_str().unwrap().to_owned();
    lines.iter().rev().take(2).map(words).collect()
}

#[test]
fn what_an_invoice_had_used_is_debited_where_staff_say_so() {
    let stack = with_remainder();

    decides(&stack, "debit", &json!({ "reason": "agreed by phone" }));

    assert!(queue(&stack).is_empty());
    assert_eq!(
        stack.stripe().balance("ana"),
        1_000,
        "the next bill adds it"
    );
    let lines = last_lines(&stack);
    assert!(
        lines[0].starts_with("Taken back from the Stripe balance."),
        "{lines:?}"
    );
    assert!(lines[1].starts_with("Owed again"), "{lines:?}");
    let mails = stack.mailbox().subjects_to("ana");
    assert!(
        mails.contains(&"$10 credit was taken back".to_owned()),
        "{mails:?}"
    );
    let again = send(
        stack
            .host()
            .request(Method::POST, "/v1/admin/reviews/rwd_bo-co.referrer/net")
            .json(&json!({ "reason": "changed our mind" })),
    );
    assert_eq!(again.expect(409)["type"], "/problems/review-decided");
}

#[test]
fn what_an_invoice_had_used_is_netted_with_the_next_credit_and_never_owed() {
    let stack = with_remainder();

    decides(&stack, "net", &json!({ "reason": "earns every month" }));

    assert!(queue(&stack).is_empty());
    assert_eq!(stack.stripe().balance("ana"), 0, "nothing is owed");

    stack
        .participant("ana")
        .invites(&["cy@cy-co.example"])
        .sent();
    let mail = stack.mailbox().only_one_to("cy");
    let token = stack.friend().accept_of(&mail.accept_url());
    let customer = stack.stripe().customer("cy");
    let signup = stack.host().signs_up("cy").with_accept(&token);
    signup.paying_as(&customer).told();
    stack.stripe().subscribes("cy").monthly("29 USD");

    assert_eq!(stack.stripe().balance("ana"), 0, "$10 came, and went");
    assert_eq!(stack.stripe().credits("ana").len(), 3);
    assert_eq!(stack.participant("ana").home().posted(), 0);
}

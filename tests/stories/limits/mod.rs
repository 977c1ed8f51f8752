//! What a program may spend, and what one referrer may earn (requirements 3.2, E70, F47).

use reqwest::Method;
use serde_json::Value;

use crate::harness::answer::{Answer, send_at_once};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Ana's link, in a program where both sides earn $50 and these limits hold.
fn with_ana(limits: &str) -> (Stack, String) {
    let program = Program::clientjoy().with_table(&format!("[limits]\n{limits}\n"));
    let stack = Stack::of(&program);
    stack.host().keeps("ana").told();
    let link = stack.participant("ana").link();
    let touch = stack.friend().touch_of(&link);
    (stack, touch)
}

fn signup(stack: &Stack, friend: usize, touch: &str) -> reqwest::RequestBuilder {
    let name = format!("friend{friend}");
    stack.host().signs_up(&name).with_touch(touch).request()
}

/// All sign up at the same instant; whoever is asked to try again does.
fn all_sign_up(stack: &Stack, friends: usize, touch: &str) {
    let mut waiting: Vec<usize> = (0..friends).collect();
    while !waiting.is_empty() {
        let requests = waiting.iter().map(|one| signup(stack, *one, touch));
        let answers = send_at_once(requests.collect());
        waiting = busy(&waiting, &answers);
    }
    stack.settle();
}

fn busy(asked: &[usize], answers: &[Answer]) -> Vec<usize> {
    let both = asked.iter().zip(answers);
    let busy = both.filter(|(_, answer)| answer.status == 503 || answer.status == 429);
    busy.map(|(one, _)| *one).collect()
}

fn reasons(home: &[Value]) -> Vec<&str> {
    home.iter().filter_map(|it| it["reason"].as_str()).collect()
}

/// Guards: a budget's counters move only within their shares, and what one does not hold is sought
/// at the others (`domain::allowance::budget`).
#[test]
fn f47_a_hundred_friends_at_once_spend_exactly_the_budget() {
    let (stack, touch) = with_ana("budget = [\"2000 USD\"]");

    all_sign_up(&stack, 100, &touch);

    let home = stack.participant("ana").home();
    let of_friends = (0..100).map(|friend| stack.participant(&format!("friend{friend}")));
    let of_friends: i64 = of_friends.map(|friend| friend.home().available()).sum();
    assert_eq!(home.available() + of_friends, 200_000);
    let told = |id: &&String| id.starts_with("evt_program.budget_exhausted");
    assert_eq!(stack.bus().ids().iter().filter(told).count(), 1);
}

/// Guard: what was refused is written down, so that it is refused once.
#[test]
fn e70_who_comes_too_late_is_told_why_and_nobody_is_offered_anything_more() {
    let (stack, touch) = with_ana("budget = [\"100 USD\"]");
    all_sign_up(&stack, 1, &touch);
    let before = stack.participant("ana").home();
    assert!(
        before.0["program"]["offer"]["words"]
            .as_str()
            .unwrap()
            .contains("paused")
    );
    all_sign_up(&stack, 2, &touch);

    stack.bus().repeats();

    let home = stack.participant("ana").home();
    assert_eq!(home.available(), 5_000);
    assert_eq!(reasons(&home.referrals()), ["budget_exhausted"]);
    assert_eq!(stack.participant("friend1").home().available(), 0);
    let told: Vec<_> = home
        .notifications()
        .into_iter()
        .filter(|it| *it == "no_credit")
        .collect();
    assert_eq!(told.len(), 1);
}

/// A larger budget is offered again, and spends what was added.
#[test]
fn e70_a_budget_that_was_raised_is_spent_in_turn() {
    let (stack, touch) = with_ana("budget = [\"100 USD\"]");
    all_sign_up(&stack, 2, &touch);
    let raised = Program::clientjoy().with_table("[limits]\nbudget = [\"200 USD\"]\n");
    stack.host().puts(&raised);
    // Every function sees an edit within a minute.
    stack.clock().advance("PT2M");

    let home = stack.participant("ana").home();
    assert!(
        home.0["program"]["offer"]["words"]
            .as_str()
            .unwrap()
            .contains("$50")
    );
    all_sign_up(&stack, 4, &touch);
    assert_eq!(stack.participant("ana").home().available(), 10_000);
}

/// Guard: a referrer's rewards are counted below the cap (`domain::allowance::caps`).
#[test]
fn f47_many_friends_at_once_earn_their_referrer_exactly_the_cap() {
    let (stack, touch) = with_ana("rewards_per_period = 3\nperiod = \"month\"");

    all_sign_up(&stack, 20, &touch);

    let home = stack.participant("ana").home();
    assert_eq!(home.available(), 15_000);
    assert_eq!(reasons(&home.referrals()), ["cap_reached"; 17]);
    // The friend's own credit is the friend's, whoever else Ana referred.
    assert_eq!(stack.participant("friend19").home().available(), 5_000);
    // In June there is room again, at June's amount.
    stack.clock().advance("P10D");
    all_sign_up(&stack, 21, &touch);
    assert_eq!(stack.participant("ana").home().available(), 17_500);
}

/// Guard: credit that ended gives its part of the budget back (`domain::allowance::returned`).
#[test]
fn a_refund_in_the_hold_gives_the_budget_back() {
    let limited = Program::contactually().with("hold_days", "14");
    let limited = limited.with_table("[limits]\nbudget = [\"10 USD\"]\n");
    let stack = crate::money_bugs::with_ana_and_bo(&limited);
    crate::money_bugs::bo_is_a_customer(&stack);
    stack.stripe().subscribes("bo").monthly("29 USD");
    let invoice = stack.stripe().last_invoice("bo");
    let offered = |stack: &Stack| {
        let home = stack.participant("ana").home();
        home.0["program"]["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(offered(&stack), "paused");

    stack.stripe().refunds(&invoice, None);
    stack.settle();

    assert_eq!(offered(&stack), "active");
}

/// Boundary: the file says what is wrong with a limit, by line and key.
#[test]
fn a_limit_that_makes_no_sense_is_refused_with_its_line_and_key() {
    let stack = Stack::of(&Program::clientjoy());
    for (limits, pointer) in [
        ("budget = [\"1000 EUR\"]", "/limits/budget"),
        ("rewards_per_referrer = 0", "/limits/rewards_per_referrer"),
        ("rewards_per_period = 3", "/limits/rewards_per_period"),
        ("period = \"week\"", "/limits/period"),
    ] {
        let wrong = Program::clientjoy().with_table(&format!("[limits]\n{limits}\n"));
        let path = "/v1/admin/programs/clientjoy";
        let request = stack.host().request(Method::PUT, path);
        let request = request.header("content-type", "application/toml");
        let answer = crate::harness::answer::send(request.body(wrong.file));
        assert_eq!(answer.problem(422), "invalid_program");
        assert_eq!(answer.pointers(), [pointer]);
    }
}

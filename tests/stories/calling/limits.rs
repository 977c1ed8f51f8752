//! How often a caller may call, and what it is told (S5).

use reqwest::Method;

use crate::harness::answer::{Answer, send};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Twice what a participant may read in a minute: enough, should a minute end meanwhile.
const MANY: usize = 260;

fn reads_home(stack: &Stack, name: &str) -> Answer {
    send(stack.participant(name).request(Method::GET, "/v1/home"))
}

#[test]
fn s5_a_participant_who_calls_too_often_is_told_when_to_come_back_and_nobody_else_is() {
    let stack = Stack::of(&Program::clientjoy());
    let first = reads_home(&stack, "ana").expect(200);
    assert_eq!(first.header("ratelimit-policy"), "\"read\";q=120;w=60");

    let refused = (0..MANY).map(|_| reads_home(&stack, "ana"));
    let refused = refused.into_iter().find(|it| it.status != 200).unwrap();

    assert_eq!(refused.problem(429), "too_many_requests");
    let seconds: i64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
    let told = format!("\"read\";r=0;t={seconds}");
    assert_eq!(refused.header("ratelimit"), told);
    assert!(!refused.header("x-request-id").is_empty());
    reads_home(&stack, "eve").expect(200);
    stack.participant("ana").makes_link();
    stack.clock().advance(&format!("PT{seconds}S"));
    reads_home(&stack, "ana").expect(200);
}

#[test]
fn s5_a_request_that_is_let_through_says_how_many_are_left_once_they_are_counted() {
    let stack = Stack::of(&Program::clientjoy());
    let mut answers = (0..40).map(|_| reads_home(&stack, "ana").expect(200));
    let told = answers
        .find(|it| !it.header("ratelimit").is_empty())
        .unwrap();
    let told = told.header("ratelimit");
    let left = told
        .strip_prefix("\"read\";r=")
        .and_then(|rest| rest.split_once(';'));
    let left: u32 = left.unwrap().0.parse().unwrap();
    assert!((80..=100).contains(&left), "{told}");
}

#[test]
fn s5_who_is_nobody_is_told_no_limit() {
    let stack = Stack::of(&Program::clientjoy());
    let refused = send(stack.request(Method::GET, "/v1/home")).expect(401);
    assert_eq!(refused.header("ratelimit-policy"), "");
}

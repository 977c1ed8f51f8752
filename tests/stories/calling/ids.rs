//! One id finds everything that a request led to.

use reqwest::Method;

use crate::harness::answer::send;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// The log lines of all functions that name this id.
fn lines_of(stack: &Stack, request_id: &str) -> Vec<String> {
    let logs = send(stack.request(Method::GET, "/_local/logs")).expect(200);
    let lines = logs["lines"].as_array().unwrap().iter();
    let lines = lines.map(|line| format!("{}: {}", line["function"], line["text"]));
    lines.filter(|line| line.contains(request_id)).collect()
}

#[test]
fn a_mail_ends_with_the_id_of_the_request_that_led_to_it_and_the_logs_find_both() {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    let ana = stack.participant("ana");
    ana.makes_link();

    let answer = ana.invites(&["bo@bo-co.example"]).sent();

    let request_id = answer.header("x-request-id");
    let mail = stack.mailbox().only_one_to("bo@bo-co.example");
    let reference = format!("Reference: {request_id}");
    assert!(mail.text.trim_end().ends_with(&reference), "{}", mail.text);
    assert!(mail.html.contains(&reference), "{}", mail.html);
    let lines = lines_of(&stack, request_id);
    for function in ["SendInvitesFunction", "DeliverMailFunction"] {
        assert!(
            lines.iter().any(|line| line.contains(function)),
            "{lines:?}"
        );
    }
}

#[test]
fn a_request_id_of_the_callers_own_is_not_taken_over() {
    let stack = Stack::of(&Program::clientjoy());
    let request = stack.request(Method::GET, "/v1/home");
    let answer = send(request.header("x-request-id", "mine\" <script>"));
    let request_id = answer.header("x-request-id");
    assert!(!request_id.contains("mine"), "{request_id}");
    assert_eq!(answer["request_id"].as_str(), Some(request_id));
}

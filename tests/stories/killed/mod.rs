//! Killing any function at any of its calls, and delivering again, changes no outcome (F9, F10);
//! neither does delivering everything twice, late, or the newest first (F13, F15 to F17).
//!
//! Each function of a story is killed before its first call that changes anything outside, after
//! it, after the second, and so on, until the story makes no such call any more. That is every call
//! there is: nothing outside changes between two of them, so to die before the second, or around
//! any read in between, is to die after the first. Every run has people of its own in the same
//! stack, and what came of them is compared with what came of people whom nothing befell.

mod clientjoy;
mod contactually;
mod deliveries;
mod outcome;
mod pages;
mod reconcile;

use std::fmt::Debug;

use reqwest::RequestBuilder;

use crate::harness::answer::{Answer, send};
use crate::harness::faults::When;
use crate::harness::stack::Stack;

/// More calls than any function makes in a story.
const CALLS_AT_MOST: u64 = 400;

/// How often a caller repeats a request that was not answered.
const REPEATS: usize = 3;

/// Kills `function` at each call of its that changes something in turn, from the beginning of each
/// run on.
#[track_caller]
fn killing_changes_nothing<T: PartialEq + Debug>(
    stack: &Stack,
    function: &str,
    story: impl Fn(&Stack, usize) -> T,
) {
    killing_later_changes_nothing(stack, function, |stack, run, from_now_on| {
        from_now_on();
        story(stack, run)
    });
}

/// The same, from the moment on at which the story says so.
///
/// `story` plays a run, whose people it names by a number, and returns what came of them.
#[track_caller]
fn killing_later_changes_nothing<T: PartialEq + Debug>(
    stack: &Stack,
    function: &str,
    story: impl Fn(&Stack, usize, &dyn Fn()) -> T,
) {
    let undisturbed = story(stack, 0, &|| {});
    let first = [(1, When::Before)];
    let rest = (1..=CALLS_AT_MOST).map(|at_call| (at_call, When::After));
    for (run, (at_call, when)) in first.into_iter().chain(rest).enumerate() {
        // What a process keeps of secrets and programs is too old then, and read again.
        stack.clock().advance("PT6M");
        let outcome = story(stack, run.saturating_add(1), &|| {
            stack.faults().kills(function, at_call, when);
        });
        let struck = stack.faults().struck();
        stack.faults().end();
        assert_eq!(
            outcome, undisturbed,
            "{function} was killed {when:?} call {at_call}"
        );
        if !struck {
            assert!(at_call > 1, "{function} takes no part in this story");
            return;
        }
    }
    panic!("{function} makes no end of calls");
}

/// Sends a request as a careful caller does: again, where no answer came.
#[track_caller]
fn insist(request: &RequestBuilder) -> Answer {
    let mut answers = (0..REPEATS).map(|_| send(request.try_clone().unwrap()));
    let last = answers.find(|answer| answer.status < 500);
    last.expect("an answer after some repeats")
}

//! A reconciliation that finds a credit twice, struck at every call.

use super::contactually::story;
use super::killing_later_changes_nothing;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// However often it dies, the surplus is taken off once, and the report tells of it.
#[test]
fn f9_f10_a_reconcile_that_is_killed_takes_a_surplus_off_once_and_tells_of_it() {
    let stack = Stack::of(&Program::contactually());
    killing_later_changes_nothing(&stack, "reconcile", |stack, run, from_now_on| {
        let (ana, bo) = (format!("ana{run}"), format!("bo{run}"));
        story(stack, run);
        stack.clock().advance("PT30M");
        stack.books().doubles(&ana, &bo);
        from_now_on();
        let report = stack.books().reconciled();
        let found = stack.books().findings(&report);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["account_id"], format!("{ana}-co"));
        let credits = stack.stripe().credits(&ana);
        (
            credits.iter().map(|it| it.amount).collect::<Vec<_>>(),
            report["counts"]["findings"].clone(),
            report["counts"]["compensated"].clone(),
            found[0]["kind"].clone(),
            found[0]["done"]["did"].clone(),
            found[0]["done"]["amount_minor"].clone(),
        )
    });
}

/// A line that is missing is told of once, too, in whichever slice it was found.
#[test]
fn f9_f10_a_reconcile_that_is_killed_while_it_names_what_is_missing_names_all_of_it() {
    let stack = Stack::of(&Program::contactually());
    killing_later_changes_nothing(&stack, "reconcile", |stack, run, from_now_on| {
        story(stack, run);
        stack.clock().advance("PT30M");
        let lines = stack.books().lines();
        let own = format!("ACCOUNT#ana{run}-co");
        let lost = lines.iter().find(|line| line["pk"] == own.as_str());
        stack.books().loses(lost.unwrap());
        from_now_on();
        let report = stack.books().reconciled();
        let found = stack.books().findings(&report);
        let missing = found.iter().filter(|it| it["kind"] == "line_missing");
        let missing = missing.count();
        let written = stack.books().rebuilds(&["--write"]);
        assert_eq!(written.status.code(), Some(0), "{written:?}");
        missing
    });
}

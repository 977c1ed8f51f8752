//! Everything twice, late, and the newest first.

use super::outcome::Outcome;
use super::{clientjoy, contactually};
use crate::harness::faults::When;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

#[test]
fn f16_delivering_everything_twice_changes_nothing_in_the_clientjoy_story() {
    let stack = Stack::of(&Program::clientjoy());
    let undisturbed = clientjoy::story(&stack, 0);
    stack.faults().deliver_twice();
    stack.stripe().duplicates(1);
    assert_eq!(clientjoy::story(&stack, 1), undisturbed);
    assert!(stack.faults().struck());
}

#[test]
fn f16_delivering_everything_twice_changes_nothing_in_the_contactually_story() {
    let stack = Stack::of(&Program::contactually());
    let undisturbed = contactually::story(&stack, 0);
    stack.faults().deliver_twice();
    stack.stripe().duplicates(1);
    assert_eq!(contactually::story(&stack, 1), undisturbed);
    assert!(stack.faults().struck());
}

#[test]
fn f17_delivering_in_reverse_changes_nothing_in_the_clientjoy_story() {
    let stack = Stack::of(&Program::clientjoy());
    let undisturbed = clientjoy::story(&stack, 0);
    stack.faults().reverse();
    assert_eq!(clientjoy::story(&stack, 1), undisturbed);
    assert!(stack.faults().struck());
}

#[test]
fn f17_delivering_in_reverse_changes_nothing_in_the_contactually_story() {
    let stack = Stack::of(&Program::contactually());
    let undisturbed = contactually::story(&stack, 0);
    stack.faults().reverse();
    assert_eq!(contactually::story(&stack, 1), undisturbed);
    assert!(stack.faults().struck());
}

#[test]
fn f16_f17_twice_and_in_reverse_at_once_changes_nothing() {
    let stack = Stack::of(&Program::contactually());
    let undisturbed = contactually::story(&stack, 0);
    stack.faults().deliver_twice();
    stack.faults().reverse();
    stack.stripe().duplicates(2);
    assert_eq!(contactually::story(&stack, 1), undisturbed);
}

#[test]
fn f31_all_of_stripes_events_again_and_much_later_change_nothing() {
    let stack = Stack::of(&Program::contactually());
    contactually::story(&stack, 0);
    stack.clock().advance("P100D");
    // With the digest of the month, which time alone brings.
    let before = Outcome::of(&stack, "ana0");
    stack.stripe().resends_all();
    assert_eq!(Outcome::of(&stack, "ana0"), before);
}

/// A batch of the stream comes back from the first record on that the bus did not take.
#[test]
fn f13_stream_batches_that_the_bus_does_not_take_at_first_change_nothing() {
    let stack = Stack::of(&Program::contactually());
    let undisturbed = contactually::story(&stack, 0);
    // A call is made four times before it is given up; the fifth is that of the next delivery.
    for nth in (1..=200).filter(|nth| nth % 5 != 0) {
        let fault = ("error", When::Before);
        stack
            .faults()
            .at_nth(fault, "publish-events", "PutEvents", nth);
    }

    assert_eq!(contactually::story(&stack, 1), undisturbed);

    assert!(stack.faults().struck());
}

/// A batch comes back whole where its function died, when the bus had taken all of it.
#[test]
fn f13_stream_batches_that_come_again_and_in_another_order_change_nothing() {
    let stack = Stack::of(&Program::contactually());
    let undisturbed = contactually::story(&stack, 0);
    for nth in (1..=99).step_by(2) {
        let fault = ("kill", When::After);
        stack
            .faults()
            .at_nth(fault, "publish-events", "PutEvents", nth);
    }
    stack.faults().reverse();

    assert_eq!(contactually::story(&stack, 1), undisturbed);

    assert!(stack.faults().struck());
    assert!(stack.bus().has_copies());
}

#[test]
fn f15_events_that_the_bus_took_without_a_word_are_published_again_and_change_nothing() {
    for kind in ["error", "disconnect"] {
        let stack = Stack::of(&Program::contactually());
        let undisturbed = contactually::story(&stack, 0);
        // Every other call is the repetition of the one before it.
        for nth in (1..=99).step_by(2) {
            let fault = (kind, When::After);
            stack
                .faults()
                .at_nth(fault, "publish-events", "PutEvents", nth);
        }

        assert_eq!(contactually::story(&stack, 1), undisturbed, "{kind}");

        assert!(stack.faults().struck(), "{kind}");
        assert!(stack.bus().has_copies(), "{kind}");
    }
}

/// One delivery, and four more of everything at once, within the hour, and a day and a half later.
#[test]
fn f16_five_copies_of_every_event_within_37_hours_change_nothing() {
    let stack = Stack::of(&Program::contactually());
    let (ana, bo) = contactually::story(&stack, 0);

    stack.bus().repeats();
    for wait in ["PT50M", "PT11H", "PT25H10M"] {
        stack.clock().advance(wait);
        stack.bus().repeats();
    }

    assert_eq!(Outcome::of(&stack, "ana0"), ana);
    assert_eq!(Some(Outcome::of(&stack, "bo0")), bo);
}

#[test]
fn f16_copies_while_a_story_goes_on_change_nothing() {
    let stack = Stack::of(&Program::clientjoy());
    let undisturbed = clientjoy::story(&stack, 0);
    stack.bus().repeats();
    assert_eq!(clientjoy::story(&stack, 1), undisturbed);
    stack.bus().repeats();
    for (run, outcome) in [(0, &undisturbed), (1, &undisturbed)] {
        assert_eq!(Outcome::of(&stack, &format!("ana{run}")), outcome.0);
        assert_eq!(Outcome::of(&stack, &format!("bo{run}")), outcome.1);
    }
}

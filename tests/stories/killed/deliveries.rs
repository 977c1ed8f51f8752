//! Everything twice, and everything the newest first.

use super::{clientjoy, contactually};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

#[test]
fn delivering_everything_twice_changes_nothing_in_the_clientjoy_story() {
    let stack = Stack::of(&Program::clientjoy());
    let undisturbed = clientjoy::story(&stack, 0);
    stack.faults().deliver_twice();
    stack.stripe().duplicates(1);
    assert_eq!(clientjoy::story(&stack, 1), undisturbed);
    assert!(stack.faults().struck());
}

#[test]
fn delivering_everything_twice_changes_nothing_in_the_contactually_story() {
    let stack = Stack::of(&Program::contactually());
    let undisturbed = contactually::story(&stack, 0);
    stack.faults().deliver_twice();
    stack.stripe().duplicates(1);
    assert_eq!(contactually::story(&stack, 1), undisturbed);
    assert!(stack.faults().struck());
}

#[test]
fn delivering_in_reverse_changes_nothing_in_the_clientjoy_story() {
    let stack = Stack::of(&Program::clientjoy());
    let undisturbed = clientjoy::story(&stack, 0);
    stack.faults().reverse();
    assert_eq!(clientjoy::story(&stack, 1), undisturbed);
    assert!(stack.faults().struck());
}

#[test]
fn delivering_in_reverse_changes_nothing_in_the_contactually_story() {
    let stack = Stack::of(&Program::contactually());
    let undisturbed = contactually::story(&stack, 0);
    stack.faults().reverse();
    assert_eq!(contactually::story(&stack, 1), undisturbed);
    assert!(stack.faults().struck());
}

#[test]
fn twice_and_in_reverse_at_once_changes_nothing() {
    let stack = Stack::of(&Program::contactually());
    let undisturbed = contactually::story(&stack, 0);
    stack.faults().deliver_twice();
    stack.faults().reverse();
    stack.stripe().duplicates(2);
    assert_eq!(contactually::story(&stack, 1), undisturbed);
}

#[test]
fn all_of_stripes_events_again_and_much_later_change_nothing() {
    let stack = Stack::of(&Program::contactually());
    let undisturbed = contactually::story(&stack, 0);
    stack.clock().advance("P100D");
    stack.stripe().resends_all();
    let ana = super::outcome::Outcome::of(&stack, "ana0");
    assert_eq!(Some(ana), Some(undisturbed.0));
}

use super::*;
use crate::erasure::forgotten;
use crate::reason::Reason;
use crate::referral::SignupOutcome;
use crate::testing::{account_id, at, hash_of, member};

const NOW: &str = "2022-05-25T09:00";

fn row() -> Row {
    Row {
        account_id: account_id("acme"),
        signed_up_at: Some(at("2021-01-01")),
        standing: Standing::AsBefore,
        account_name: None,
        stripe_customer_id: None,
        currency: None,
        person: None,
    }
}

fn ana() -> Person {
    let ana = member("ana", "acme");
    Person::Member(Member {
        id: ana.id,
        address_hash: hash_of(&ana.email),
        email: ana.email,
        email_verified_at: None,
        name: None,
        locale: None,
        time_zone: None,
    })
}

fn with_ana() -> Row {
    Row {
        person: Some(ana()),
        ..row()
    }
}

fn after(state: State, row: &Row) -> State {
    let changes = decide(&state, row, at(NOW)).unwrap();
    applied(state, &changes)
}

fn refused(state: &State, row: &Row) -> Rejection {
    decide(state, row, at(NOW)).unwrap_err()
}

#[test]
fn importing_the_same_again_changes_nothing() {
    for standing in [
        Standing::AsBefore,
        Standing::Open,
        Standing::Closed { closed_at: None },
    ] {
        let row = Row {
            standing,
            stripe_customer_id: Some("cus_1".parse().unwrap()),
            ..with_ana()
        };
        let state = after(State::default(), &row);
        assert_eq!(
            decide(&state, &row, at("2022-06-01")),
            Ok(ChangeSet::default())
        );
    }
}

#[test]
fn k11_a_former_customer_leaves_a_tombstone_and_nothing_of_the_person() {
    let closed = Row {
        standing: Standing::Closed {
            closed_at: Some(at("2021-06-01")),
        },
        ..with_ana()
    };
    let state = after(State::default(), &closed);
    assert!(state.household.participants.is_empty());
    assert_eq!(state.addresses[0].closed_at, Some(at("2021-06-01")));
}

#[test]
fn an_account_that_is_known_and_open_is_closed_with_all_its_addresses() {
    let state = after(State::default(), &with_ana());
    let closed = Row {
        standing: Standing::Closed { closed_at: None },
        ..row()
    };
    let state = after(state, &closed);
    assert_eq!(state.addresses[0].closed_at, Some(at(NOW)));
}

#[test]
fn a_row_that_says_nothing_of_it_leaves_a_closed_account_closed() {
    let closed = Row {
        standing: Standing::Closed { closed_at: None },
        ..row()
    };
    let state = after(after(State::default(), &closed), &with_ana());
    assert!(!state.household.account.as_ref().unwrap().is_open());
    let open = Row {
        standing: Standing::Open,
        ..row()
    };
    assert!(after(state, &open).household.account.unwrap().is_open());
}

#[test]
fn c34_an_imported_account_is_one_of_before_unless_its_signup_was_decided() {
    let state = after(State::default(), &row());
    assert_eq!(state.household.account.unwrap().imported_at, Some(at(NOW)));

    let mut decided = State::default();
    decided.household.outcome = Some(SignupOutcome {
        account_id: account_id("acme"),
        referral_id: None,
        reason: Some(Reason::NotViaLinkOrAccept),
        decided_at: at("2022-05-01"),
    });
    let state = after(decided, &row());
    assert_eq!(state.household.account.unwrap().imported_at, None);
}

#[test]
fn c34_an_account_that_was_told_of_before_is_marked_by_its_import() {
    let mut told = after(State::default(), &row());
    told.household.account.as_mut().unwrap().imported_at = None;
    let state = after(told, &row());
    let account = state.household.account.unwrap();
    assert_eq!((account.imported_at, account.version), (Some(at(NOW)), 2));
}

#[test]
fn an_open_account_needs_the_instant_of_its_signup_once() {
    let unknown = Row {
        signed_up_at: None,
        ..row()
    };
    assert_eq!(
        refused(&State::default(), &unknown),
        Rejection::SignupUnknown
    );
    let state = after(State::default(), &row());
    assert_eq!(decide(&state, &unknown, at(NOW)), Ok(ChangeSet::default()));
    let closed = Row {
        standing: Standing::Closed { closed_at: None },
        ..unknown
    };
    assert!(decide(&State::default(), &closed, at(NOW)).is_ok());
}

#[test]
fn no_account_is_closed_before_it_signed_up() {
    let backwards = Row {
        standing: Standing::Closed {
            closed_at: Some(at("2020-12-31")),
        },
        ..row()
    };
    let refused = refused(&State::default(), &backwards);
    assert_eq!(refused, Rejection::ClosedBeforeSignup);
    assert_eq!(refused.column(), "closed_at");
}

#[test]
fn f64_a_person_who_was_erased_is_not_brought_back() {
    let mut state = after(State::default(), &with_ana());
    let ana = state.household.participants.remove(0);
    assert!(!forgotten(&ana, &[], at(NOW)).is_empty());
    state.household.erased.push(ana.id.clone());
    let refused = refused(&state, &with_ana());
    assert_eq!(refused, Rejection::Erased(ana.id));
    assert_eq!(refused.column(), "participant_id");
}

#[test]
fn e38_a_stripe_customer_of_another_account_is_refused() {
    let named = Row {
        stripe_customer_id: Some("cus_1".parse().unwrap()),
        ..row()
    };
    let elsewhere = State {
        customer_of: Some(account_id("bolt")),
        ..State::default()
    };
    assert_eq!(refused(&elsewhere, &named).column(), "stripe_customer_id");
    let state = after(State::default(), &named);
    let other = Row {
        stripe_customer_id: Some("cus_2".parse().unwrap()),
        ..row()
    };
    assert_eq!(refused(&state, &other).column(), "stripe_customer_id");
}

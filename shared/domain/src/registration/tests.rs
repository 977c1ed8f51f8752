use super::*;

const NOW: &str = "2022-05-25T09:00:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn member(id: &str, email: &str) -> Member {
    let email: crate::email_address::EmailAddress = email.parse().unwrap();
    let signer =
        crate::token::Signer::from_secret("a secret that is long enough for tests").unwrap();
    Member {
        id: id.parse().unwrap(),
        address_hash: signer.address_hash(&email),
        email,
        email_verified_at: None,
        name: PersonName::parse("Ana Lima"),
        locale: None,
        time_zone: None,
    }
}

fn update(members: &[(&str, &str)]) -> Update {
    Update {
        account_id: "acme".parse().unwrap(),
        signed_up_at: "2021-01-01T00:00:00Z".parse().unwrap(),
        closed_at: None,
        name: None,
        stripe_customer_id: None,
        currency: None,
        members: Members::All(
            members
                .iter()
                .map(|(id, email)| member(id, email))
                .collect(),
        ),
    }
}

/// What is stored after the changes, as far as this module looks at it.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "any other write is unexpected here"
)]
fn stored(mut state: State, changes: &ChangeSet) -> State {
    for write in &changes.writes {
        match write {
            Write::Account(account) => state.household.account = Some(account.clone()),
            Write::Participant(participant) => {
                state
                    .household
                    .participants
                    .retain(|p| p.id != participant.id);
                state.household.participants.push(participant.clone());
            }
            Write::Address(address) => {
                state
                    .addresses
                    .retain(|a| a.address_hash != address.address_hash);
                state.addresses.push(address.clone());
            }
            Write::LinkCustomer { account_id, .. } => {
                state.customer_of = Some(account_id.clone());
            }
            Write::MoreWords(_) => {}
            Write::RequireNoneAwaits(_) => assert!(state.household.awaited_customer.is_none()),
            other => panic!("unexpected write {other:?}"),
        }
    }
    state
}

fn after(update: &Update) -> State {
    let changes = decide(&State::default(), update, now()).unwrap();
    stored(State::default(), &changes)
}

#[test]
fn telling_the_same_again_changes_nothing() {
    let mut acme = update(&[("ana", "ana@acme.com")]);
    acme.stripe_customer_id = Some("cus_1".parse().unwrap());
    let state = after(&acme);
    assert_eq!(decide(&state, &acme, now()), Ok(ChangeSet::default()));
}

#[test]
fn k11_a_closed_account_leaves_tombstones_of_all_its_addresses() {
    let state = after(&update(&[("ana", "ana@acme.com"), ("bo", "bo@acme.com")]));
    let mut closed = update(&[]);
    closed.members = Members::AsBefore;
    closed.closed_at = Some(now());
    let state = stored(state.clone(), &decide(&state, &closed, now()).unwrap());
    assert!(state.addresses.len() == 2 && state.addresses.iter().all(|a| a.closed_at.is_some()));
    assert!(!state.household.account.unwrap().is_open());
}

#[test]
fn a_member_who_is_not_listed_any_more_has_left_and_keeps_the_address() {
    let state = after(&update(&[("ana", "ana@acme.com"), ("bo", "bo@acme.com")]));
    let fewer = update(&[("ana", "ana@acme.com")]);
    let state = stored(state.clone(), &decide(&state, &fewer, now()).unwrap());
    assert_eq!(state.household.members().count(), 1);
    assert_eq!(state.addresses.len(), 2);
}

#[test]
fn e38_a_stripe_customer_belongs_to_one_account_and_stays_there() {
    let mut acme = update(&[]);
    acme.stripe_customer_id = Some("cus_1".parse().unwrap());
    let elsewhere = State {
        customer_of: Some("other".parse().unwrap()),
        ..State::default()
    };
    assert_eq!(
        decide(&elsewhere, &acme, now()),
        Err(Rejection::CustomerOfAnother("cus_1".parse().unwrap()))
    );
    let state = after(&acme);
    acme.stripe_customer_id = Some("cus_2".parse().unwrap());
    assert_eq!(
        decide(&state, &acme, now()),
        Err(Rejection::AnotherCustomer("cus_1".parse().unwrap()))
    );
    let second = "cus_2".parse().unwrap();
    let linked = link_customer(&state.household, &"acme".parse().unwrap(), &second);
    assert!(linked.is_empty(), "the first is the billing one");
}

#[test]
fn a_customer_that_stripe_named_first_is_linked_when_the_account_comes() {
    let account_id: AccountId = "acme".parse().unwrap();
    let customer_id: StripeCustomerId = "cus_1".parse().unwrap();
    let awaited = link_customer(&Household::default(), &account_id, &customer_id);
    assert_eq!(
        awaited.writes,
        vec![Write::AwaitAccount {
            account_id: account_id.clone(),
            customer_id: customer_id.clone()
        }]
    );
    let household = Household {
        awaited_customer: Some(customer_id.clone()),
        ..Household::default()
    };
    let state = State {
        household,
        ..State::default()
    };
    let changes = decide(&state, &update(&[]), now()).unwrap();
    assert_eq!(
        changes.events,
        vec![Event::CustomerLinked {
            account_id,
            customer_id
        }]
    );
}

#[test]
fn a_verified_address_stays_verified_until_it_changes() {
    let mut verified = update(&[]);
    let ana = Member {
        email_verified_at: Some(now()),
        ..member("ana", "ana@acme.com")
    };
    verified.members = Members::All(vec![ana]);
    let state = after(&verified);
    let again = update(&[("ana", "ana@acme.com")]);
    assert!(decide(&state, &again, now()).unwrap().is_empty());
    let moved = update(&[("ana", "ana@elsewhere.com")]);
    let state = stored(state.clone(), &decide(&state, &moved, now()).unwrap());
    assert_eq!(state.household.participants[0].email_verified_at, None);
}

#[test]
fn a_member_is_listed_once() {
    let twice = update(&[("ana", "ana@acme.com"), ("ana", "ana2@acme.com")]);
    assert_eq!(
        decide(&State::default(), &twice, now()),
        Err(Rejection::MemberTwice("ana".parse().unwrap()))
    );
}

/// The words that are kept beside records, of whoever they are.
fn more_words(changes: &ChangeSet) -> Vec<(Option<&str>, Vec<&str>)> {
    let more = changes.writes.iter().filter_map(|write| {
        if let Write::MoreWords(more) = write {
            return Some(more);
        }
        None
    });
    let told = more.map(|it| {
        let whose = it.participant_id.as_ref();
        let words = it.words.iter().map(String::as_str).collect();
        (whose.map(ParticipantId::as_str), words)
    });
    told.collect()
}

fn named(name: &str) -> Update {
    let mut update = update(&[("ana", "ana@acme.com")]);
    if let Members::All(members) = &mut update.members {
        members[0].name = PersonName::parse(name);
    }
    update
}

#[test]
fn a_long_name_is_found_by_its_other_words_for_as_long_as_it_is_the_name() {
    let long = named("Ana Maria Lima");
    let first = decide(&State::default(), &long, now()).unwrap();
    let words = vec!["ana", "maria", "lima"];
    assert_eq!(more_words(&first), [(Some("ana"), words)]);
    let state = stored(State::default(), &first);
    assert_eq!(decide(&state, &long, now()), Ok(ChangeSet::default()));

    let short = decide(&state, &named("Ana Lima"), now()).unwrap();
    assert_eq!(more_words(&short), [(Some("ana"), vec![])]);
    let state = stored(state, &short);
    let other = decide(&state, &named("Ana Ruiz"), now()).unwrap();
    assert_eq!(more_words(&other), []);
}

#[test]
fn the_name_of_an_account_is_found_by_all_its_words_too() {
    let told = Update {
        name: PersonName::parse("Acme Widgets Ltd."),
        ..update(&[])
    };
    let first = decide(&State::default(), &told, now()).unwrap();
    let words = vec!["acme", "widgets", "ltd"];
    assert_eq!(more_words(&first), [(None, words)]);
}

/// Guard: `name_index`, which an account from before the index does not have.
#[test]
fn who_was_here_before_names_could_be_found_is_found_once_the_host_tells_of_them_again() {
    let long = named("Ana Maria Lima");
    let first = decide(&State::default(), &long, now()).unwrap();
    let mut state = stored(State::default(), &first);
    let known = state.household.account.as_mut().unwrap();
    known.name_index = 0;
    state.household.participants[0].name_index = 0;

    let again = decide(&state, &long, now()).unwrap();

    assert_eq!(more_words(&again).len(), 1);
    let records = again.writes.iter();
    let records = records.filter(|it| matches!(it, Write::Account(_) | Write::Participant(_)));
    assert_eq!(records.count(), 2);
    let state = stored(state, &again);
    assert_eq!(decide(&state, &long, now()), Ok(ChangeSet::default()));
}

/// Guard: `long_names_at_once`; a table transaction has a hundred writes, of which a referral that is
/// decided in the same call takes some fifteen.
#[test]
fn forty_members_with_long_names_fit_into_one_call_and_all_are_found_after_some() {
    let ids: Vec<(String, String)> = (0..40)
        .map(|n| (format!("m{n}"), format!("m{n}@acme.com")))
        .collect();
    let ids: Vec<(&str, &str)> = ids.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let mut told = update(&ids);
    if let Members::All(members) = &mut told.members {
        for member in members {
            member.name = PersonName::parse("Ana Maria Lima");
        }
    }
    let mut state = State::default();
    let mut kept = 0;
    for _ in 0..14 {
        let changes = decide(&state, &told, now()).unwrap();
        assert!(changes.writes.len() <= 85, "{}", changes.writes.len());
        kept += more_words(&changes).len();
        state = stored(state, &changes);
    }
    assert_eq!(kept, 40);
    assert_eq!(decide(&state, &told, now()), Ok(ChangeSet::default()));
}

use domain::account::{Account, AccountStatus, Participant};
use domain::paying::{Paying, Spell};
use domain::preset::{CLIENTJOY, CONTACTUALLY, Preset};
use domain::program::ProgramStatus;
use domain::program_file::parse;

use super::*;

fn program(preset: Preset) -> Program {
    let (settings, _) = parse(preset.toml).unwrap();
    Program {
        id: preset.name.parse().unwrap(),
        settings,
        terms: Vec::new(),
    }
}

fn now() -> Timestamp {
    "2022-05-25T10:00:00Z".parse().unwrap()
}

fn ana() -> ActingFor {
    ActingFor {
        account_id: "acme".parse().unwrap(),
        participant_id: "ana".parse().unwrap(),
        email_verified: false,
        name: None,
        locale: None,
    }
}

fn household() -> Household {
    Household {
        account: Some(Account {
            id: "acme".parse().unwrap(),
            signed_up_at: now(),
            status: AccountStatus::Open,
            name: None,
            stripe_customer_id: None,
            currency: None,
            imported_at: None,
            netted: std::collections::BTreeSet::new(),
            name_index: domain::name_words::VERSION,
            version: 1,
        }),
        participants: vec![Participant {
            id: "ana".parse().unwrap(),
            account_id: "acme".parse().unwrap(),
            email: "ana@example.com".parse().unwrap(),
            email_verified_at: None,
            name: domain::person_name::PersonName::parse("Ana Ruiz"),
            locale: None,
            time_zone: None,
            seen_at: None,
            left_at: None,
            name_index: domain::name_words::VERSION,
            version: 1,
        }],
        ..Household::default()
    }
}

fn checked(program: &Program, sender: &ActingFor, household: &Household, edited: bool) -> u16 {
    check_household(program, sender, household, (edited, now()))
        .map_or_else(|problem| problem.status().as_u16(), |()| 202)
}

#[test]
fn who_sends_invites_is_the_programs_to_say() {
    let mut program = program(CONTACTUALLY);
    assert_eq!(check_program(&program), Ok(()));
    for mode in [InviteMode::SelfSend, InviteMode::Off] {
        program.settings.invites.mode = mode;
        assert_eq!(check_program(&program).unwrap_err().status(), 409);
    }
}

#[test]
fn e4_a_program_that_is_not_active_sends_nothing() {
    let mut program = program(CONTACTUALLY);
    program.settings.status = ProgramStatus::Paused;
    assert_eq!(check_program(&program).unwrap_err().status(), 409);
}

#[test]
fn an_invite_is_sent_in_the_name_of_a_member_who_is_known() {
    let program = program(CLIENTJOY);
    assert_eq!(checked(&program, &ana(), &household(), false), 202);
    assert_eq!(checked(&program, &ana(), &Household::default(), false), 409);
    let mut left = household();
    left.participants[0].left_at = Some(now());
    assert_eq!(checked(&program, &ana(), &left, false), 409);
    let mut closed = household();
    let account = closed.account.as_mut().unwrap();
    account.status = AccountStatus::Closed { closed_at: now() };
    assert_eq!(checked(&program, &ana(), &closed, false), 409);
}

#[test]
fn c14_where_all_may_edit_everybody_may() {
    assert_eq!(
        checked(&program(CLIENTJOY), &ana(), &household(), true),
        202
    );
}

#[test]
fn s20_else_only_the_paying_and_the_verified_may_edit() {
    let program = program(CONTACTUALLY);
    assert_eq!(checked(&program, &ana(), &household(), true), 409);
    assert_eq!(checked(&program, &ana(), &household(), false), 202);

    let mut verified = household();
    verified.participants[0].email_verified_at = Some(now());
    assert_eq!(checked(&program, &ana(), &verified, true), 202);
    let by_token = ActingFor {
        email_verified: true,
        ..ana()
    };
    assert_eq!(checked(&program, &by_token, &household(), true), 202);

    let mut paying = household();
    let spell = Spell {
        from: now(),
        until: None,
        in_doubt_since: None,
    };
    paying.paying = Some(Paying {
        spells: vec![spell],
        ..Paying::never("acme".parse().unwrap())
    });
    assert_eq!(checked(&program, &ana(), &paying, true), 202);
}

#[test]
fn where_editing_is_off_nobody_may() {
    let mut program = program(CONTACTUALLY);
    program.settings.invites.editing = InviteEditing::Off;
    let by_token = ActingFor {
        email_verified: true,
        ..ana()
    };
    assert_eq!(checked(&program, &by_token, &household(), true), 409);
}

#[test]
fn an_invite_is_sent_in_the_name_of_its_sender_or_of_their_business_and_else_not() {
    let sent = |household: &Household| checked(&program(CONTACTUALLY), &ana(), household, false);
    let mut unnamed = household();
    unnamed.participants[0].name = None;
    assert_eq!(sent(&household()), 202);
    assert_eq!(sent(&unnamed), 409);
    let business = domain::person_name::PersonName::parse("Ana & Co");
    unnamed.account.as_mut().unwrap().name = business;
    assert_eq!(sent(&unnamed), 202);
}

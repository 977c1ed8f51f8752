//! Versions of terms, and which program a call means.

use super::*;
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::testing::{at, program};

fn named(id: &str, default: bool) -> Program {
    let mut program = program(CLIENTJOY);
    program.id = id.parse().unwrap();
    program.settings.default = default;
    program
}

fn chosen<'a>(programs: &'a [Program], named: Option<&str>) -> Option<&'a str> {
    let named = named.map(|id| id.parse().unwrap());
    choose(programs, named.as_ref()).map(|program| program.id.as_str())
}

#[test]
fn a_call_means_the_program_it_names() {
    let programs = [named("one", true), named("two", false)];
    assert_eq!(chosen(&programs, Some("two")), Some("two"));
    assert_eq!(
        chosen(&programs, Some("three")),
        None,
        "never another in its place"
    );
}

#[test]
fn a_call_that_names_none_means_the_only_program_or_the_default() {
    assert_eq!(chosen(&[named("one", false)], None), Some("one"));
    let programs = [named("one", false), named("two", true)];
    assert_eq!(chosen(&programs, None), Some("two"));
    assert_eq!(
        chosen(&[named("one", false), named("two", false)], None),
        None
    );
    assert_eq!(chosen(&[], None), None);
}

/// The Clientjoy program with a second version from June 2022 on.
fn edited() -> Program {
    let first = program(CLIENTJOY);
    let mut rules = first.terms[0].rules.clone();
    rules.hold_days = 14;
    let settings = first.settings.clone();
    first.edited(settings, rules, at("2022-06-01"))
}

#[test]
fn e26_an_edit_of_the_rules_makes_a_version_from_then_on() {
    let program = edited();
    let version = |instant| program.terms_at(at(instant)).map(|terms| terms.version);
    assert_eq!(version("2022-05-31T23:59:59Z"), Some(1));
    assert_eq!(version("2022-06-01T00:00:00Z"), Some(2));
    assert_eq!(
        version("2010-01-01"),
        Some(1),
        "before the first, the first"
    );
    assert_eq!(program.terms_version(1).unwrap().rules.hold_days, 0);
    assert_eq!(program.terms_version(2).unwrap().rules.hold_days, 14);
    assert_eq!(program.terms_version(3), None);
}

#[test]
fn an_edit_of_the_settings_alone_makes_no_version() {
    let program = edited();
    let mut settings = program.settings.clone();
    settings.name = "Another name".to_owned();
    settings.status = ProgramStatus::Ended;
    let rules = program.terms[1].rules.clone();
    let again = program.edited(settings, rules, at("2022-07-01"));
    assert_eq!(again.terms.len(), 2);
    assert_eq!(again.settings.name, "Another name");
    assert!(!again.is_active());
}

#[test]
fn going_back_to_earlier_rules_is_a_version_of_its_own() {
    let program = edited();
    let (settings, rules) = (program.settings.clone(), program.terms[0].rules.clone());
    let back = program.edited(settings, rules, at("2022-07-01"));
    assert_eq!(back.terms_at(at("2022-07-01")).unwrap().version, 3);
}

#[test]
fn of_two_edits_at_one_instant_the_later_counts() {
    let program = edited();
    let mut rules = program.terms[1].rules.clone();
    rules.hold_days = 30;
    let settings = program.settings.clone();
    let program = program.edited(settings, rules, at("2022-06-01"));
    assert_eq!(program.terms_at(at("2022-06-01")).unwrap().version, 3);
}

#[test]
fn k9_c25_each_preset_allows_its_own_way_of_referring() {
    let now = at("2022-05-25");
    let allowed = |preset, method| program(preset).allows(method, now);
    assert!(allowed(CLIENTJOY, Method::Link) && !allowed(CLIENTJOY, Method::Accept));
    assert!(allowed(CONTACTUALLY, Method::Accept) && !allowed(CONTACTUALLY, Method::Link));
}

#[test]
fn c14_who_may_rewrite_the_message_is_the_programs_choice() {
    use InviteEditing::{All, Off, PayingOrVerified};
    let allows = |editing: InviteEditing| {
        [(false, false), (true, false), (false, true)]
            .map(|(is_verified, is_paying)| editing.allows(is_verified, is_paying))
    };
    assert_eq!(allows(All), [true, true, true]);
    assert_eq!(allows(PayingOrVerified), [false, true, true]);
    assert_eq!(allows(Off), [false, false, false]);
}

#[test]
fn e4_a_program_that_pauses_keeps_touches_and_one_that_ended_does_not() {
    let keeps = |status| {
        let mut program = program(CLIENTJOY);
        program.settings.status = status;
        program.keeps_touches()
    };
    assert!(keeps(ProgramStatus::Active) && keeps(ProgramStatus::Paused));
    assert!(!keeps(ProgramStatus::Draft) && !keeps(ProgramStatus::Ended));
}

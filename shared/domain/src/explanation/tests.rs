//! Why a credit came, or did not: every state that a story can lead to.

mod credit;
mod invites;
mod leaving;
mod promise;
mod referrals;
mod signups;
mod staff;

use super::check::CheckResult;
use super::code::Rule;
use super::told::{self, ForStaff, Names, Told};
use super::{Known, check};
use crate::ledger::StatementLine;
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::reason::Reason;
use crate::reward::Side;
use crate::testing::story::Story;
use crate::testing::{REFERRER, account_id, at};
use crate::words::Words;

fn names() -> Names<'static> {
    Names {
        words: Words::english(),
        friend: "Bo K.",
        reader: Some("Ana"),
    }
}

fn clientjoy() -> Story {
    Story::of(CLIENTJOY).clicked("2022-05-20")
}

/// Bo accepted Ana's invite, and Ana pays since 2021.
fn contactually() -> Story {
    waiting_for_ana().referrer_pays(&[("2021-06-01", None)])
}

/// The same, and Ana has never paid.
fn waiting_for_ana() -> Story {
    Story::of(CONTACTUALLY)
        .with_rules(|rules| "UTC".clone_into(&mut rules.time_zone))
        .accepted("2022-05-20")
}

/// What a story's explanation is made from.
fn explained<T>(story: &Story, (side, now): (Side, &str), of: impl Fn(&Known<'_>) -> T) -> T {
    let friend = story.friend_household();
    let referrer = story.world.household(&account_id(REFERRER));
    let earner = match side {
        Side::Referrer => account_id(REFERRER),
        Side::Friend => account_id(crate::testing::FRIEND),
    };
    let lines: Vec<StatementLine> = story.world.lines(&earner);
    of(&Known {
        program: &story.program,
        friend: &friend,
        referrer: &referrer,
        lines: &lines,
        side,
        now: at(now),
    })
}

/// What Ana is told, who referred Bo.
#[track_caller]
fn ana_is_told(story: &Story, now: &str) -> Told {
    let told = explained(story, (Side::Referrer, now), |known| {
        told::of_referral(known, names())
    });
    told.expect("there is a referral")
}

/// What Bo is told, whom Ana referred.
#[track_caller]
fn bo_is_told(story: &Story, now: &str) -> Told {
    let told = explained(story, (Side::Friend, now), |known| {
        told::of_referral(known, names())
    });
    told.expect("there is a referral")
}

#[track_caller]
fn staff_see(story: &Story, side: Side, now: &str) -> ForStaff {
    let seen = explained(story, (side, now), |known| {
        told::of_referral_for_staff(known, names())
    });
    seen.expect("there is a referral")
}

/// The code, and its date and the next one as days.
#[track_caller]
fn stands(told: &Told, code: Reason, since: &str, next: Option<&str>) {
    assert_eq!(told.code, code, "{told:?}");
    assert_eq!(told.since, Some(at(since)), "{told:?}");
    assert_eq!(told.next_date, next.map(at), "{told:?}");
}

fn result(seen: &ForStaff, rule: Rule) -> Option<CheckResult> {
    let check = seen.checks.iter().find(|check| check.rule == rule);
    check.map(|check| check.result)
}

#[track_caller]
fn fact<'a>(seen: &'a ForStaff, rule: Rule, name: &str) -> Option<&'a str> {
    let check: &check::Check = seen.checks.iter().find(|check| check.rule == rule).unwrap();
    let fact = check.facts.iter().find(|fact| fact.name == name);
    fact.map(|fact| fact.value.as_str())
}

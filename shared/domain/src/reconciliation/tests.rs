//! When a run begins, and how it goes on.

use super::*;
use crate::ledger::{JournalEntry, StatementLine};
use crate::preset::CLIENTJOY;
use crate::reward::Side;
use crate::testing::at;
use crate::testing::story::Story;

fn night(last: Option<&Reconciliation>, now: &str) -> Option<Reconciliation> {
    of_the_night(last, at(now))
}

fn done(mut run: Reconciliation, now: &str) -> Reconciliation {
    run.advanced(None, at(now));
    assert!(run.is_done());
    run
}

#[test]
fn the_night_brings_one_run_from_three_on() {
    let first = night(None, "2022-05-25T10:00").unwrap();
    assert_eq!(first.asked_by, AskedBy::Night);
    assert_eq!(
        night(Some(&first), "2022-05-26T04:00"),
        None,
        "it is not done"
    );
    let first = done(first, "2022-05-25T10:05");
    assert_eq!(night(Some(&first), "2022-05-25T23:00"), None);
    assert_eq!(night(Some(&first), "2022-05-26T02:59"), None);
    assert!(night(Some(&first), "2022-05-26T03:00").is_some());
    assert!(
        night(Some(&first), "2022-05-29T12:00").is_some(),
        "after an outage"
    );
}

#[test]
fn staff_get_a_run_of_their_own_unless_one_is_under_way() {
    let changes = asked_by_staff(None, at("2022-05-25T10:00"));
    let [Write::Reconciliation(run)] = &changes.writes[..] else {
        panic!("{changes:?}")
    };
    assert!(asked_by_staff(Some(run), at("2022-05-25T11:00")).is_empty());
    let run = done(*run.clone(), "2022-05-25T10:05");
    assert!(!asked_by_staff(Some(&run), at("2022-05-25T11:00")).is_empty());
    // A run is named by its instant: none takes another's place.
    assert!(asked_by_staff(Some(&run), at("2022-05-25T10:00")).is_empty());
}

#[test]
fn nothing_is_looked_at_that_may_still_be_on_its_way() {
    let run = night(None, "2022-05-25T10:00").unwrap();
    assert!(run.looks_at(at("2022-05-25T09:44")));
    assert!(!run.looks_at(at("2022-05-25T09:45")));
}

#[test]
fn what_staff_did_by_hand_is_told_once() {
    let first = night(None, "2022-05-25T10:00").unwrap();
    assert_eq!(first.edits_since, Timestamp::MIN);
    let first = done(first, "2022-05-25T10:05");
    let second = night(Some(&first), "2022-05-26T03:00").unwrap();
    assert_eq!(second.edits_since, at("2022-05-25T10:00"));
}

fn lines() -> Vec<StatementLine> {
    let story = Story::of(CLIENTJOY)
        .clicked("2022-05-20")
        .signs_up("2022-05-25");
    let both = [Side::Referrer, Side::Friend].map(|side| story.reward(side));
    let entry = |reward| JournalEntry::grant(reward, false, at("2022-05-25"));
    both.iter()
        .map(|reward| entry(reward).statement_line())
        .collect()
}

#[test]
fn a_run_whose_journal_and_lines_agree_reads_the_table_once() {
    let mut run = night(None, "2022-05-25T10:00").unwrap();
    let lines = lines();
    for line in &lines {
        run.of_journal.add(line);
    }
    run.advanced(Some("place".to_owned()), at("2022-05-25T10:05"));
    assert_eq!(run.place(), Some("place"));
    for line in lines.iter().rev() {
        run.of_lines.add(line);
    }
    run.advanced(None, at("2022-05-25T10:10"));
    assert!(run.is_done(), "in whatever order they came");
}

#[test]
fn a_run_whose_lines_differ_reads_it_again_for_those_that_may() {
    let mut run = night(None, "2022-05-25T10:00").unwrap();
    let lines = lines();
    for line in &lines {
        run.of_journal.add(line);
    }
    run.of_lines.add(&lines[0]);
    run.advanced(None, at("2022-05-25T10:05"));
    assert_eq!(run.phase, Phase::Locating { after: None });
    assert!(run.of_journal.agree_on(&run.of_lines, &lines[0].entry_id));
    assert!(!run.of_journal.agree_on(&run.of_lines, &lines[1].entry_id));
    run.advanced(None, at("2022-05-25T10:10"));
    assert!(run.is_done());
}

#[test]
fn f52_a_line_that_was_changed_differs_too() {
    let mut lines = lines();
    let (mut journal, mut copies) = (Prints::default(), Prints::default());
    journal.add(&lines[0]);
    lines[0].recorded_at = at("2022-05-26");
    copies.add(&lines[0]);
    assert_ne!(journal, copies);
}

#[test]
fn every_finding_has_words_and_a_code_of_its_own() {
    use crate::reconciliation::finding::FindingKind as K;
    let all = [
        K::LineMissing,
        K::LineDiffers,
        K::EntryMissing,
        K::NegativeBalance,
        K::RewardStandsElsewhere,
        K::PostedTwice,
        K::NotAtStripe,
        K::NotInTheLedger,
        K::AmountDiffers,
        K::TakenBackTwice,
        K::UsageNotRecorded,
        K::EditedByHand,
        K::Stuck,
        K::CustomerGone,
        K::NotCompared,
    ];
    let codes: std::collections::BTreeSet<_> = all.iter().map(|kind| kind.code()).collect();
    assert_eq!(codes.len(), all.len());
    for kind in all {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        assert!(kind.meaning().ends_with('.') && kind.what_to_do().ends_with('.'));
    }
}

use domain::program::{Program, ProgramStatus};
use jiff::SignedDuration;
use store::StoreError;

use crate::given::programs::{program, put_program};
use crate::given::{NOW, days_later, minutes_later};
use crate::table::Table;

/// The program with another hold, from a day on.
fn edited(before: &Program, hold_days: u32, from_day: i64) -> Program {
    let mut rules = before.terms.last().unwrap().rules.clone();
    rules.hold_days = hold_days;
    before
        .clone()
        .edited(before.settings.clone(), rules, days_later(from_day))
}

fn paused(before: &Program) -> Program {
    let mut program = before.clone();
    program.settings.status = ProgramStatus::Paused;
    program
}

#[tokio::test]
async fn where_no_program_was_made_there_is_none() {
    let table = Table::empty().await;
    assert_eq!(table.store.read_programs().await.unwrap(), []);
    assert!(table.store.programs(NOW).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_program_reads_back_with_all_its_versions_of_terms_in_order() {
    let table = Table::empty().await;
    let mut program = program("clientjoy");
    put_program(&table.store, &program, true).await.unwrap();
    // More than nine, so that 10 does not stand before 2.
    for version in 2..=12 {
        program = edited(&program, version, i64::from(version));
        put_program(&table.store, &program, true).await.unwrap();
    }
    assert_eq!(program.terms.len(), 12);
    assert_eq!(table.store.read_programs().await.unwrap(), [program]);
}

#[tokio::test]
async fn programs_stay_apart_even_where_one_name_begins_another() {
    let table = Table::empty().await;
    let programs = [program("a"), edited(&program("a-b"), 3, 1), program("a.b")];
    for program in &programs {
        let mut first = program.clone();
        first.terms.truncate(1);
        put_program(&table.store, &first, true).await.unwrap();
        put_program(&table.store, program, program.terms.len() > 1)
            .await
            .unwrap();
    }
    assert_eq!(table.store.read_programs().await.unwrap(), programs);
    assert_eq!(table.wire.count("Query"), 1);
}

#[tokio::test]
async fn settings_change_without_new_terms() {
    let table = Table::empty().await;
    put_program(&table.store, &program("clientjoy"), true)
        .await
        .unwrap();
    let paused = paused(&program("clientjoy"));
    put_program(&table.store, &paused, false).await.unwrap();
    assert_eq!(table.store.read_programs().await.unwrap(), [paused]);
}

#[tokio::test]
async fn e29_a_version_of_terms_is_never_written_over() {
    let table = Table::empty().await;
    let first = program("clientjoy");
    put_program(&table.store, &first, true).await.unwrap();
    let (ours, theirs) = (edited(&first, 7, 1), paused(&edited(&first, 30, 1)));
    put_program(&table.store, &ours, true).await.unwrap();
    let result = put_program(&table.store, &theirs, true).await;
    assert!(matches!(result, Err(StoreError::Stale)), "{result:?}");
    assert_eq!(table.store.read_programs().await.unwrap(), [ours]);
}

#[tokio::test]
async fn an_edit_is_seen_within_a_minute() {
    let table = Table::empty().await;
    let editor = table.another_store();
    put_program(&editor, &program("clientjoy"), true)
        .await
        .unwrap();
    table.store.programs(NOW).await.unwrap();
    put_program(&editor, &paused(&program("clientjoy")), false)
        .await
        .unwrap();
    let soon = NOW + SignedDuration::from_secs(59);
    assert!(table.store.programs(soon).await.unwrap()[0].is_active());
    assert_eq!(table.wire.count("Query"), 1);
    assert!(!table.store.programs(minutes_later(1)).await.unwrap()[0].is_active());
    assert_eq!(table.wire.count("Query"), 2);
}

#[tokio::test]
async fn f44_an_invocation_whose_clock_is_behind_reads_anew() {
    let table = Table::empty().await;
    table.store.programs(NOW).await.unwrap();
    table.store.programs(minutes_later(-60)).await.unwrap();
    assert_eq!(table.wire.count("Query"), 2);
}

//! The command as somebody types it who has never seen it, against a DynamoDB over HTTP.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod journal;
mod table;

use std::process::Output;

use table::Table;

/// Journal entries here; the record is made with more: see docs/operating.md.
const ENTRIES: usize = 2_000;

fn wanted() -> usize {
    let set = std::env::var("REBUILD_ENTRIES").ok();
    set.map_or(ENTRIES, |number| number.parse().unwrap())
}

/// What it said, in both of its voices.
fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

/// A journal of many accounts, of whose lines three in ten are gone and two in ten changed.
#[tokio::test(flavor = "multi_thread")]
async fn f52_g16_the_command_brings_every_line_and_balance_back_byte_by_byte() {
    let table = Table::with_journal(wanted()).await;
    let before = table.items();
    let balances = table.balances().await;
    let lacking = table.damage();
    assert_ne!(table.items(), before);

    let told = table.rebuild(&["--table", table::NAME]);
    assert_eq!(code(&told), Some(3), "{}", said(&told));
    assert!(said(&told).contains(&format!("--write restores {lacking} lines")));

    let written = table.rebuild(&["--table", table::NAME, "--write", "--segments", "8"]);

    print!("{}", said(&written));
    assert_eq!(code(&written), Some(0), "{}", said(&written));
    assert!(said(&written).contains(&format!("{lacking} lines were written")));
    assert!(table.items() == before, "some item is not what it was");
    assert_eq!(table.balances().await, balances);
    let again = table.rebuild(&["--table", table::NAME]);
    assert_eq!(code(&again), Some(0), "{}", said(&again));
    assert!(said(&again).contains("Every journal entry has its statement line"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_name_of_the_table_is_said_with_how_to_find_the_right_one() {
    let table = Table::with_journal(1).await;
    let refused = table.rebuild(&["--table", "goodwort", "--write"]);
    let said = said(&refused);
    assert_eq!(code(&refused), Some(1), "{said}");
    assert!(said.contains("there is no table `goodwort`"), "{said}");
    assert!(said.contains("describe-stack-resource"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_credentials_everything_that_is_missing_is_said_at_once() {
    let table = Table::with_journal(1).await;
    let refused = table.rebuild_without_environment();
    let said = said(&refused);
    assert_eq!(code(&refused), Some(1), "{said}");
    let names = "AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY";
    assert!(said.contains(names), "{said}");
    assert!(said.contains("export-credentials"), "{said}");
}

#[test]
fn a_table_that_nobody_answers_for_is_said() {
    let refused = Table::rebuild_at("http://127.0.0.1:9");
    let said = said(&refused);
    assert_eq!(code(&refused), Some(1), "{said}");
    assert!(
        said.contains("http://127.0.0.1:9 does not answer"),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_table_is_asked_about() {
    let table = Table::with_journal(0).await;
    let looked = table.rebuild(&["--table", table::NAME]);
    assert_eq!(code(&looked), Some(0), "{}", said(&looked));
    assert!(said(&looked).contains("is it the right one?"));
}

/// Stopped wherever it was, what it wrote is whole, and the next run finishes.
#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_killed_leaves_no_line_half_written_and_the_next_finishes() {
    let table = Table::with_journal(600).await;
    let before = table.items();
    table.damage();
    let damaged = table.items();
    table.rebuild_killed_after_its_first_writes(&damaged).await;
    for (key, item) in table.items() {
        let is_whole = before.get(&key) == Some(&item) || damaged.get(&key) == Some(&item);
        assert!(is_whole, "{key:?}");
    }
    let written = table.rebuild(&["--table", table::NAME, "--write"]);
    assert_eq!(code(&written), Some(0), "{}", said(&written));
    assert!(table.items() == before, "some item is not what it was");
}

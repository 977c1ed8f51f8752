//! Restores statement lines, and with them balances, from the journal (F52): after a partial
//! restore of the table, or when a reconciliation says that lines are missing or differ.
//!
//! It looks, and changes nothing, unless `--write` says so. Doing it twice, or while the stack is
//! at work, is safe: a line is written as its entry says, and a journal entry never changes.

mod progress;

use anyhow::Result;
use clap::Parser;
use progress::Progress;
use store::{Segment, Store};
use tokio::task::JoinSet;

/// Region, credentials and endpoint are those of the environment: `AWS_REGION`,
/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, and `AWS_ENDPOINT_URL` for a
/// table that is not Amazon's.
#[derive(Debug, Parser)]
#[command(name = "rebuild", version)]
struct Command {
    /// The table's name.
    #[arg(long, env = "TABLE_NAME")]
    table: String,
    /// Write what is missing or differs. Without it, only tell.
    #[arg(long)]
    write: bool,
    /// Parts of the table that are read at the same time.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(i32).range(1..=64))]
    segments: i32,
}

#[tokio::main]
async fn main() -> Result<()> {
    let command = Command::parse();
    let store = Store::connect(&runtime::aws::sdk_config()?, &command.table, false);
    let progress = Progress::new(command.write);
    let mut parts = JoinSet::new();
    for number in 0..command.segments {
        let (store, progress) = (store.clone(), progress.clone());
        let of = command.segments;
        let write = command.write;
        parts.spawn(async move { part(&store, Segment { number, of }, (write, &progress)).await });
    }
    while let Some(done) = parts.join_next().await {
        done??;
    }
    orphans(&store, &progress).await?;
    progress.end();
    Ok(())
}

/// One part of the journal, page by page.
async fn part(store: &Store, segment: Segment, (write, progress): (bool, &Progress)) -> Result<()> {
    let mut after = None;
    loop {
        let page = store
            .restore_lines(after.as_deref(), segment, write)
            .await?;
        progress.entries(&page);
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

/// Lines that no entry has: told, never touched.
async fn orphans(store: &Store, progress: &Progress) -> Result<()> {
    let mut after = None;
    loop {
        let page = store.lines_without_entry(after.as_deref()).await?;
        progress.lines(&page);
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

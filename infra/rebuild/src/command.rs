//! The command line, and the two walks through the table.

use std::process::ExitCode;
use std::time::Duration;

use aws_types::SdkConfig;
use aws_types::sdk_config::TimeoutConfig;
use clap::Parser;
use store::{Restored, Segment, Store, StoreError};
use tokio::task::JoinSet;

use crate::progress::Progress;
use crate::trouble::{self, Trouble};

/// As a shell reports a command that Ctrl-C ended.
const INTERRUPTED: u8 = 130;

/// Restores statement lines, and with them balances, from the journal.
///
/// It looks, and changes nothing, unless --write says so; doing it twice, while the stack is at
/// work, or stopping it in the middle is safe. Region, credentials and endpoint are those of the
/// environment: `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, and
/// `AWS_ENDPOINT_URL` for a table that is not Amazon's.
///
/// It ends with 0 where every entry has its line, with 3 where something is left for you to do,
/// and with 1 where it could not look.
#[derive(Debug, Parser)]
#[command(name = "rebuild", version)]
pub(crate) struct Command {
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

/// Of which walk a page is.
#[derive(Debug, Clone, Copy)]
enum Walk {
    /// Each journal entry has its line.
    Entries { write: bool },
    /// Each line has its journal entry.
    Lines,
}

impl Command {
    pub(crate) async fn run(self) -> ExitCode {
        let progress = Progress::new(self.write);
        tokio::select! {
            ended = self.restore(&progress) => match ended {
                Ok(()) => progress.end(),
                Err(trouble) => {
                    eprintln!("{}", trouble.in_words(&self.table));
                    progress.broken_off();
                    ExitCode::FAILURE
                }
            },
            _ = tokio::signal::ctrl_c() => {
                progress.broken_off();
                ExitCode::from(INTERRUPTED)
            }
        }
    }

    async fn restore(&self, progress: &Progress) -> Result<(), Trouble> {
        let place = trouble::place()?;
        let config = patient(&runtime::aws::sdk_config()?);
        let store = Store::connect(&config, &self.table, false);
        progress.begin(&self.table, &place, self.segments);
        let write = self.write;
        self.walk(&store, Walk::Entries { write }, progress).await?;
        self.walk(&store, Walk::Lines, progress).await
    }

    /// All parts of the table at the same time.
    async fn walk(&self, store: &Store, walk: Walk, progress: &Progress) -> Result<(), Trouble> {
        let of = self.segments;
        let mut parts = JoinSet::new();
        for number in 0..of {
            let (store, progress) = (store.clone(), progress.clone());
            let segment = Segment { number, of };
            parts.spawn(async move { part(&store, walk, (segment, &progress)).await });
        }
        while let Some(done) = parts.join_next().await {
            done??;
        }
        Ok(())
    }
}

/// No caller waits for a function here: a page may take longer than an invocation could.
fn patient(config: &SdkConfig) -> SdkConfig {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(5))
        .operation_attempt_timeout(Duration::from_mins(1))
        .build();
    config.to_builder().timeout_config(timeouts).build()
}

/// One part, page by page.
async fn part(
    store: &Store,
    walk: Walk,
    (segment, progress): (Segment, &Progress),
) -> Result<(), StoreError> {
    let mut after: Option<String> = None;
    loop {
        let from = after.as_deref();
        let page: Restored = match walk {
            Walk::Entries { write } => {
                let page = store.restore_lines(from, segment, write).await?;
                progress.entries(&page);
                page
            }
            Walk::Lines => {
                let page = store.lines_without_entry(from, segment).await?;
                progress.lines(&page);
                page
            }
        };
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

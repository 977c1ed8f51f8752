//! What is kept between two starts: a directory with the table's file and a few others.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use crate::clock::Clock;
use crate::keeping;
use crate::options::Options;
use crate::table::Storage;

/// The files that stacks keep; the table's own are a database with its journal.
const KEPT: [&str; 7] = [
    CLOCK,
    keeping::MAIL,
    keeping::STRIPE,
    keeping::HOST,
    "table.db",
    "table.db-shm",
    "table.db-wal",
];

/// What the clock showed when the last stack stopped.
const CLOCK: &str = "clock";

/// The state directory, held by one stack at a time.
pub(crate) struct State {
    directory: Option<PathBuf>,
    /// Locked as long as this stack runs.
    _lock: Option<File>,
}

impl State {
    /// Takes the state directory, or nothing for a stack that keeps everything in memory.
    pub(crate) fn open(options: &Options) -> Result<Self> {
        if options.ephemeral {
            return Ok(Self {
                directory: None,
                _lock: None,
            });
        }
        let directory = options.state_dir.clone();
        let at = directory.display();
        fs::create_dir_all(&directory).with_context(|| format!("cannot make {at}"))?;
        let lock =
            File::create(directory.join("lock")).with_context(|| format!("cannot use {at}"))?;
        match lock.try_lock() {
            Ok(()) => {
                if options.fresh {
                    forget(&directory)?;
                }
                Ok(Self {
                    directory: Some(directory),
                    _lock: Some(lock),
                })
            }
            Err(TryLockError::WouldBlock) => {
                bail!("another stack uses {at}: stop it, or use --ephemeral or --state-dir")
            }
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("cannot lock {at}"))
            }
        }
    }

    /// A file of the state directory, where there is one.
    pub(crate) fn file(&self, name: &str) -> Option<PathBuf> {
        self.directory
            .as_ref()
            .map(|directory| directory.join(name))
    }

    /// Whether anything outlives this stack.
    pub(crate) fn is_kept(&self) -> bool {
        self.directory.is_some()
    }

    /// What was written under `name`, now or before an earlier start.
    pub(crate) fn read(&self, name: &str) -> Result<Option<String>> {
        let Some(file) = self.file(name) else {
            return Ok(None);
        };
        match fs::read_to_string(&file) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", file.display())),
        }
    }

    /// Writes `text` under `name`, whole or not at all.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<()> {
        let Some(file) = self.file(name) else {
            return Ok(());
        };
        let half_written = file.with_extension("new");
        fs::write(&half_written, text)
            .and_then(|()| fs::rename(&half_written, &file))
            .with_context(|| format!("cannot write {}", file.display()))
    }

    /// Where the table's items live.
    pub(crate) fn storage(&self, options: &Options) -> Storage {
        match (&options.dynamodb_endpoint, &self.directory) {
            (Some(endpoint), _) => Storage::Endpoint(endpoint.clone()),
            (None, Some(directory)) => Storage::Directory(directory.clone()),
            (None, None) => Storage::Memory,
        }
    }

    /// Where state lives, in words.
    pub(crate) fn describe(&self, options: &Options) -> String {
        match self.storage(options) {
            Storage::Memory => "in memory".to_owned(),
            Storage::Directory(directory) => format!("in {}", directory.display()),
            Storage::Endpoint(endpoint) => format!("at {endpoint}"),
        }
    }

    /// Where the clock starts: never before the instant at which the last stack stopped.
    pub(crate) fn start_at(&self, options: &Options) -> Result<Timestamp> {
        let Some(text) = self.read(CLOCK)? else {
            return Ok(options.at);
        };
        let stopped_at: Timestamp = text.trim().parse().context("the kept clock")?;
        Ok(stopped_at.max(options.at))
    }

    /// Keeps what the clock shows for the next start.
    pub(crate) fn keep_clock(&self, clock: &Clock) -> Result<()> {
        self.write(CLOCK, &clock.now().to_string())
    }
}

/// Removes what stacks keep, and nothing else that may lie beside it.
fn forget(directory: &Path) -> Result<()> {
    for entry in fs::read_dir(directory).context("the state directory")? {
        let path = entry.context("the state directory")?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        if name.is_some_and(|name| KEPT.contains(&name)) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

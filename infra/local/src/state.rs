//! What is kept between two starts: the table's file and the virtual clock.

use std::fs::{self, File, TryLockError};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use crate::clock::Clock;
use crate::options::Options;
use crate::table::Storage;

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
            Ok(()) => Ok(Self {
                directory: Some(directory),
                _lock: Some(lock),
            }),
            Err(TryLockError::WouldBlock) => {
                bail!("another stack uses {at}: stop it, or use --ephemeral or --state-dir")
            }
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("cannot lock {at}"))
            }
        }
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
        let Some(directory) = &self.directory else {
            return Ok(options.at);
        };
        match fs::read_to_string(directory.join("clock")) {
            Ok(text) => {
                let stopped_at: Timestamp = text.trim().parse().context("the kept clock")?;
                Ok(stopped_at.max(options.at))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(options.at),
            Err(error) => Err(error).context("the kept clock cannot be read"),
        }
    }

    /// Keeps what the clock shows for the next start.
    pub(crate) fn keep_clock(&self, clock: &Clock) -> Result<()> {
        let Some(directory) = &self.directory else {
            return Ok(());
        };
        fs::write(directory.join("clock"), clock.now().to_string())
            .context("the clock cannot be kept")
    }
}

//! Restores statement lines, and with them balances, from the journal (F52): after a partial
//! restore of the table, or whatever else damaged lines.
//!
//! It looks, and changes nothing, unless `--write` says so. Doing it twice, or while the stack is
//! at work, is safe: a line is written as its entry says, and a journal entry never changes. So is
//! stopping it: a line is written whole or not at all.

mod command;
mod progress;
mod trouble;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    command::Command::parse().run().await
}

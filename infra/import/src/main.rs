//! Brings the customers that a host has and had from a file: CSV or JSON lines, of any length.
//!
//! The file goes in parts to `POST /v1/admin/imports/accounts`, which reads every row and decides.
//! With `--dry-run` nothing is stored, and what is told is what the import would do. A part that
//! fails is sent again under the same key; the whole may be run again at any time, and changes
//! nothing that is there.

mod api;
mod parts;
mod report;
mod rows;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;
use url::Url;

use api::{Api, Failure};
use report::Report;
use rows::{File, Format};

/// Rows that are wrong are told one by one, by their line in the file; the others are imported.
///
/// Ends with 0 if every row was taken, 1 if rows were refused, 2 if the file or a column cannot be
/// read, 3 if the key is not allowed, and 4 if Goodword cannot be reached.
#[derive(Debug, Parser)]
#[command(name = "import", version)]
struct Command {
    /// The file: `.csv`, or `.jsonl` with a JSON object a line.
    file: PathBuf,
    /// Where Goodword is.
    #[arg(long, env = "GOODWORD")]
    url: Url,
    /// An API key with the scope `admin`.
    #[arg(long, env = "GOODWORD_KEY", hide_env_values = true)]
    key: String,
    /// Tell what the import would do, and store nothing.
    #[arg(long)]
    dry_run: bool,
    /// What the file is, where its name does not say so.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// What the audit trail calls the import; the file's name, where it is left out.
    #[arg(long)]
    name: Option<String>,
    /// Whom it is done for: an id of your staff list, for the audit trail.
    #[arg(long)]
    actor: Option<String>,
    /// Tell the end as JSON.
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let command = Command::parse();
    match run(&command).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(Failure::of(&error).map_or(2, Failure::code))
        }
    }
}

async fn run(command: &Command) -> Result<ExitCode> {
    let path = command.file.display();
    let text = std::fs::read(&command.file).with_context(|| format!("{path} cannot be read"))?;
    let format = command.format.or_else(|| Format::of(&command.file));
    let format = format.with_context(|| {
        format!("{path} is neither .csv nor .jsonl: say --format csv or --format json-lines")
    })?;
    let file = File::read(&text, format).with_context(|| format!("{path}"))?;
    let api = Api::connect(command, format)?;
    let mut report = Report::begin(command, &file);
    for part in parts::of(&file) {
        report.add(api.send(&part).await?);
    }
    Ok(report.end())
}

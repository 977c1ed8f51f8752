//! How far it is, what became of the rows, and how the command ends.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::Command;
use crate::rows::File;

/// Between two lines of progress.
const EVERY: Duration = Duration::from_secs(2);

/// What the API answers for one part.
#[derive(Debug, Deserialize)]
pub(crate) struct Part {
    created: u64,
    changed: u64,
    known: u64,
    duplicate: u64,
    refused: u64,
    rows: Vec<Row>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Row {
    line: u64,
    account_id: Option<String>,
    #[serde(skip_serializing)]
    result: String,
    #[serde(skip_serializing)]
    same_as_line: Option<u64>,
    faults: Vec<Fault>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Fault {
    field: String,
    detail: String,
}

impl Row {
    fn broken((line, detail): &(u64, String)) -> Self {
        Self {
            line: *line,
            account_id: None,
            result: "refused".to_owned(),
            same_as_line: None,
            faults: vec![Fault {
                field: "row".to_owned(),
                detail: detail.clone(),
            }],
        }
    }
}

pub(crate) struct Report {
    dry_run: bool,
    json: bool,
    rows: usize,
    told: Instant,
    sum: Part,
}

impl Report {
    pub(crate) fn begin(command: &Command, file: &File) -> Self {
        let rows = file.rows.len().saturating_add(file.broken.len());
        let url = &command.url;
        let what = if command.dry_run {
            "Trying"
        } else {
            "Importing"
        };
        eprintln!("{what} {rows} rows, at {url}");
        Self {
            dry_run: command.dry_run,
            json: command.json,
            rows,
            told: Instant::now(),
            sum: Part {
                created: 0,
                changed: 0,
                known: 0,
                duplicate: 0,
                refused: u64::try_from(file.broken.len()).unwrap_or(u64::MAX),
                rows: file.broken.iter().map(Row::broken).collect(),
            },
        }
    }

    pub(crate) fn add(&mut self, part: Part) {
        let sum = &mut self.sum;
        sum.created = sum.created.saturating_add(part.created);
        sum.changed = sum.changed.saturating_add(part.changed);
        sum.known = sum.known.saturating_add(part.known);
        sum.duplicate = sum.duplicate.saturating_add(part.duplicate);
        sum.refused = sum.refused.saturating_add(part.refused);
        let worth_telling = |row: &Row| matches!(row.result.as_str(), "refused" | "duplicate");
        sum.rows.extend(part.rows.into_iter().filter(worth_telling));
        if EVERY <= self.told.elapsed() {
            self.told = Instant::now();
            eprintln!("{} of {} rows", self.done(), self.rows);
        }
    }

    fn done(&self) -> u64 {
        let sum = &self.sum;
        let counts = [
            sum.created,
            sum.changed,
            sum.known,
            sum.duplicate,
            sum.refused,
        ];
        counts.into_iter().sum()
    }

    /// Tells what it all came to.
    pub(crate) fn end(mut self) -> ExitCode {
        self.sum.rows.sort_by_key(|row| row.line);
        if self.json {
            println!("{}", self.as_json());
        } else {
            self.tell();
        }
        ExitCode::from(u8::from(0 < self.sum.refused))
    }

    fn as_json(&self) -> serde_json::Value {
        let sum = &self.sum;
        let refused = sum.rows.iter().filter(|row| row.result == "refused");
        json!({
            "dry_run": self.dry_run,
            "created": sum.created,
            "changed": sum.changed,
            "known": sum.known,
            "duplicate": sum.duplicate,
            "refused": sum.refused,
            "refused_rows": refused.collect::<Vec<_>>(),
        })
    }

    fn tell(&self) {
        for row in &self.sum.rows {
            let line = row.line;
            if let Some(first) = row.same_as_line {
                println!("line {line}: the same as line {first}");
            }
            for Fault { field, detail } in &row.faults {
                println!("line {line}, {field}: {detail}");
            }
        }
        let sum = &self.sum;
        println!(
            "{} rows: {} new, {} changed, {} known already, {} doubled, {} refused",
            self.done(),
            sum.created,
            sum.changed,
            sum.known,
            sum.duplicate,
            sum.refused,
        );
        match (self.dry_run, sum.refused) {
            (true, _) => println!("Nothing was stored. Leave out --dry-run to import."),
            (false, 0) => println!("Everything is stored."),
            (false, _) => println!("Everything else is stored. Mend these lines and run it again."),
        }
    }
}

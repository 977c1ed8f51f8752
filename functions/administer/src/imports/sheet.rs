//! The body of an import as rows of texts: CSV or JSON lines, with where each row stands.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use csv::{ReaderBuilder, StringRecord, Trim};
use runtime::json::wording::not_known;
use runtime::problem::{FieldError, Problem};
use serde_json::{Map, Value};

use super::{Fault, columns};

/// Largest body, in bytes: what is read before a repeated call is known for one.
pub(crate) const LENGTH_AT_MOST: usize = 64 * 1024;

/// Rows of one call, so that it ends well within the function's time.
pub(crate) const ROWS_AT_MOST: usize = 200;

/// Wrong columns that are told of at once: where there are more, it is another file.
const WRONG_COLUMNS_AT_MOST: usize = 12;

/// What may stand between the cells of a CSV, the likeliest first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Where a row stands in the host's file.
pub(super) const LINE: &str = "line";

/// A row as it was sent: by column, without the cells that are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Raw {
    pub(super) line: u64,
    pub(super) cells: BTreeMap<&'static str, String>,
    /// What is wrong with the row as a row.
    pub(super) faults: Vec<Fault>,
}

impl Raw {
    pub(super) fn cell(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }

    fn put(&mut self, column: &'static str, text: &str) {
        let text = text.trim();
        if column == LINE {
            match text.parse() {
                Ok(line) => self.line = line,
                Err(_) => self.fault(LINE, "must be the number of a line"),
            }
        } else if !text.is_empty() {
            self.cells.insert(column, text.to_owned());
        }
    }

    fn fault(&mut self, field: &str, detail: impl Into<String>) {
        self.faults.push(Fault::of(field, detail));
    }
}

/// An import's body as it was sent: it is read once it is known who sends it.
#[derive(Debug)]
pub(crate) struct Sent {
    format: Result<Format, Problem>,
    body: Bytes,
}

/// What an import's body says.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(super) rows: Vec<Raw>,
}

#[derive(Debug, Clone, Copy)]
enum Format {
    Csv,
    JsonLines,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let format = format(request.headers());
        let body = Bytes::from_request(request, state).await;
        let body = body.map_err(|_| Problem::too_large(LENGTH_AT_MOST))?;
        Ok(Self { format, body })
    }
}

impl Sent {
    /// # Errors
    /// Where no row can be read.
    pub(super) fn sheet(self) -> Result<Sheet, Problem> {
        let format = self.format?;
        if self.body.len() > LENGTH_AT_MOST {
            return Err(Problem::too_large(LENGTH_AT_MOST));
        }
        let text = std::str::from_utf8(&self.body).map_err(|_| {
            Problem::invalid_request("the body is not UTF-8: save the file as \"CSV UTF-8\"")
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let rows = match format {
            Format::Csv => of_csv(text)?,
            Format::JsonLines => of_json_lines(text),
        };
        match rows.len() {
            0 => Err(Problem::invalid_request("the body has no rows")),
            1..=ROWS_AT_MOST => Ok(Sheet { rows }),
            more => Err(Problem::invalid_request(format!(
                "the body has {more} rows: send at most {ROWS_AT_MOST} at a time, each part of a \
                 CSV with the names of the columns"
            ))),
        }
    }
}

fn format(headers: &HeaderMap) -> Result<Format, Problem> {
    let kind = headers.get(CONTENT_TYPE);
    let kind = kind.and_then(|value| value.to_str().ok()).unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim();
    match kind.to_ascii_lowercase().as_str() {
        "text/csv" => Ok(Format::Csv),
        "application/x-ndjson" | "application/jsonl" => Ok(Format::JsonLines),
        _ => Err(Problem::unsupported_media_type().detail(
            "send the rows with Content-Type: text/csv, or application/x-ndjson for JSON lines",
        )),
    }
}

/// # Errors
/// What is wrong with the names of the columns: without them no row can be read.
fn of_csv(text: &str) -> Result<Vec<Raw>, Problem> {
    let first = text.lines().next().unwrap_or("");
    let separates = |delimiter: &&u8| first.contains(char::from(**delimiter));
    let mut reader = ReaderBuilder::new()
        .delimiter(*DELIMITERS.iter().find(separates).unwrap_or(&b','))
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let names = reader.headers().cloned().unwrap_or_default();
    let columns = named(&names)?;
    let mut rows = Vec::new();
    let mut lines = Lines {
        text,
        byte: 0,
        line: 1,
    };
    for record in reader.records() {
        let record = record.map_err(|error| Problem::invalid_request(error.to_string()))?;
        rows.push(of_record(lines.of(&record), &record, &columns));
    }
    Ok(rows)
}

/// Counts lines as an editor does. The reader's own count is of where the record before ended, and
/// passes over empty lines.
struct Lines<'a> {
    text: &'a str,
    byte: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, record: &StringRecord) -> u64 {
        let end = record.position().map_or(0, csv::Position::byte);
        let end = usize::try_from(end).unwrap_or(usize::MAX);
        let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let bytes = self.text.as_bytes();
        let breaks = bytes.iter().skip(end).take_while(|byte| is_break(byte));
        let begin = end.saturating_add(breaks.count());
        let passed = bytes.get(self.byte..begin).unwrap_or_default();
        for _ in passed.iter().filter(|byte| **byte == b'\n') {
            self.line = self.line.saturating_add(1);
        }
        self.byte = begin;
        self.line
    }
}

fn named(names: &StringRecord) -> Result<Vec<&'static str>, Problem> {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for name in names {
        if wrong.len() == WRONG_COLUMNS_AT_MOST {
            break;
        }
        let lower = name.to_ascii_lowercase();
        let known = columns::ALL.into_iter().find(|known| *known == lower);
        let detail = match known {
            Some(known) if !found.contains(&known) => {
                found.push(known);
                continue;
            }
            Some(_) => "is there twice".to_owned(),
            None => not_known(&lower, &columns::ALL),
        };
        wrong.push(FieldError {
            pointer: format!("/{}", Fault::of(name, "").field),
            detail: format!("as a column {detail}"),
        });
    }
    if !found.contains(&"account_id") {
        wrong.push(FieldError {
            pointer: "/account_id".to_owned(),
            detail: "is required as a column: the first line names the columns".to_owned(),
        });
    }
    if wrong.is_empty() {
        return Ok(found);
    }
    Err(Problem::invalid_fields(wrong))
}

fn of_record(line: u64, record: &StringRecord, columns: &[&'static str]) -> Raw {
    let mut raw = Raw {
        line,
        ..Raw::default()
    };
    if record.len() != columns.len() {
        let (cells, named) = (record.len(), columns.len());
        let detail = format!(
            "has {cells} cells and the first line {named}: put a cell with a comma in \"quotes\""
        );
        raw.fault("row", detail);
    }
    for (column, text) in columns.iter().zip(record) {
        raw.put(column, text);
    }
    raw
}

fn of_json_lines(text: &str) -> Vec<Raw> {
    let lines = (1..).zip(text.lines());
    let lines = lines.filter(|(_, text)| !text.trim().is_empty());
    lines.map(|(line, text)| of_line(line, text)).collect()
}

fn of_line(line: u64, text: &str) -> Raw {
    let mut raw = Raw {
        line,
        ..Raw::default()
    };
    let fields: Map<String, Value> = match serde_json::from_str(text) {
        Ok(fields) => fields,
        Err(error) => {
            raw.fault("row", format!("is no JSON object: {error}"));
            return raw;
        }
    };
    for (name, value) in fields {
        match (columns::ALL.into_iter().find(|it| *it == name), value) {
            (Some(_), Value::Null) => {}
            (Some(column), Value::String(text)) => raw.put(column, &text),
            // Many a host's ids are numbers.
            (Some(column), Value::Number(number)) => raw.put(column, &number.to_string()),
            (Some(column), Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
                raw.fault(column, "must be a text");
            }
            (None, _) => raw.fault(&name, not_known(&name, &columns::ALL)),
        }
    }
    raw
}

#[cfg(test)]
mod tests;

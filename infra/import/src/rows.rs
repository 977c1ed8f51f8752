//! The file as rows, each with its line: only as far as it takes to send it in parts.

use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use serde_json::{Map, Value};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Csv,
    JsonLines,
}

impl Format {
    /// By the end of the file's name.
    pub(crate) fn of(file: &Path) -> Option<Self> {
        match file.extension()?.to_ascii_lowercase().to_str()? {
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "jsonl" | "ndjson" | "json" => Some(Self::JsonLines),
            _ => None,
        }
    }

    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::JsonLines => "application/x-ndjson",
        }
    }
}

/// One row, as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) text: String,
    /// What binds it to other rows: rows that share a name are decided together.
    pub(crate) names: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// What every part begins with.
    pub(crate) head: String,
    pub(crate) rows: Vec<Row>,
    /// Lines that are no rows at all, and why: they cannot be sent.
    pub(crate) broken: Vec<(u64, String)>,
}

impl File {
    /// # Errors
    /// If it is not UTF-8, or has no rows. What is wrong with a column or a row, the API says.
    pub(crate) fn read(bytes: &[u8], format: Format) -> Result<Self> {
        let text = std::str::from_utf8(bytes).context("is not UTF-8: save it as \"CSV UTF-8\"")?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file = match format {
            Format::Csv => of_csv(text)?,
            Format::JsonLines => of_json_lines(text),
        };
        if file.rows.is_empty() && file.broken.is_empty() {
            bail!("has no rows");
        }
        Ok(file)
    }
}

fn of_csv(text: &str) -> Result<File> {
    let first = text.lines().next().unwrap_or("");
    let separates = |delimiter: &&u8| first.contains(char::from(**delimiter));
    let delimiter = [b',', b';', b'\t'].iter().find(separates).copied();
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .from_reader(text.as_bytes());
    let names = reader.headers()?.clone();
    // A file that tells its lines by itself is a part of another.
    let tells_lines = names.iter().any(|name| name.eq_ignore_ascii_case("line"));
    let place = |column: &str| {
        let is = |name: &str| name.trim().eq_ignore_ascii_case(column);
        names.iter().position(is)
    };
    let (account, customer) = (place("account_id"), place("stripe_customer_id"));
    let with_line = |line: &str, record: &StringRecord| {
        let line = (!tells_lines).then_some(line);
        written(line.into_iter().chain(record))
    };
    let mut rows = Vec::new();
    let mut lines = Lines {
        text,
        byte: 0,
        line: 1,
    };
    for record in reader.records() {
        let record = record?;
        let line = lines.of(&record);
        let cell = |place: Option<usize>| record.get(place?).map(str::trim);
        rows.push(Row {
            text: with_line(&line.to_string(), &record)?,
            names: named(cell(account), cell(customer)),
        });
    }
    let head = with_line("line", &names)?;
    Ok(File {
        head,
        rows,
        broken: Vec::new(),
    })
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

fn written<'a>(cells: impl Iterator<Item = &'a str>) -> Result<String> {
    let mut writer = WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(cells)?;
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn named(account: Option<&str>, customer: Option<&str>) -> Vec<String> {
    let told =
        |kind: &'static str| move |text: &str| (!text.is_empty()).then(|| format!("{kind}:{text}"));
    let account = account.and_then(told("account"));
    account
        .into_iter()
        .chain(customer.and_then(told("customer")))
        .collect()
}

fn of_json_lines(text: &str) -> File {
    let mut file = File {
        head: String::new(),
        rows: Vec::new(),
        broken: Vec::new(),
    };
    let lines = (1_u64..).zip(text.lines());
    for (line, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
        match serde_json::from_str(text) {
            Ok(fields) => file.rows.push(of_line(line, fields)),
            Err(error) => file
                .broken
                .push((line, format!("is no JSON object: {error}"))),
        }
    }
    file
}

fn of_line(line: u64, mut fields: Map<String, Value>) -> Row {
    let texts = |name: &str| match fields.get(name) {
        Some(Value::String(text)) => Some(text.trim().to_owned()),
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => None,
    };
    let names = named(
        texts("account_id").as_deref(),
        texts("stripe_customer_id").as_deref(),
    );
    fields.entry("line").or_insert_with(|| line.into());
    Row {
        text: format!("{}\n", Value::Object(fields)),
        names,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: &str) -> File {
        File::read(text.as_bytes(), Format::Csv).unwrap()
    }

    fn row(text: &str, names: &[&str]) -> Row {
        Row {
            text: text.to_owned(),
            names: names.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    #[test]
    fn every_row_goes_with_its_line_and_what_binds_it() {
        let file = csv("\u{feff}account_id;stripe_customer_id\nacme;cus_1\n\n\"bo;lt\";\n");
        assert_eq!(file.head, "line,account_id,stripe_customer_id\n");
        let acme = row("2,acme,cus_1\n", &["account:acme", "customer:cus_1"]);
        assert_eq!(file.rows, [acme, row("4,bo;lt,\n", &["account:bo;lt"])]);
    }

    #[test]
    fn a_row_of_another_length_is_left_for_the_api_to_refuse() {
        assert_eq!(csv("account_id,email\nacme\n").rows[0].text, "2,acme\n");
    }

    #[test]
    fn json_lines_go_with_their_lines_too() {
        let text = "{\"account_id\": 42}\n\nno json\n";
        let file = File::read(text.as_bytes(), Format::JsonLines).unwrap();
        let first = row("{\"account_id\":42,\"line\":1}\n", &["account:42"]);
        assert_eq!(file.rows, [first]);
        assert_eq!(file.broken[0].0, 3);
    }

    #[test]
    fn a_file_without_rows_or_in_another_encoding_is_refused() {
        assert!(File::read(b"account_id\n", Format::Csv).is_err());
        assert!(File::read(b"account_id\nM\xfcller\n", Format::Csv).is_err());
    }
}

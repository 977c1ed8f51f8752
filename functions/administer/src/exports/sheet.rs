//! Rows as JSON lines, and as CSV that no spreadsheet reads as a formula.

use serde::Serialize;
use serde_json::Value;

/// The columns of a row, in order: the names of its fields.
pub(crate) trait Columns {
    const COLUMNS: &'static [&'static str];
}

/// The media type of [`csv`].
pub(crate) const CSV: &str = "text/csv; charset=utf-8";

/// Spreadsheets take the text for UTF-8 by it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What a spreadsheet reads as the beginning of a formula (OWASP: CSV injection).
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

pub(super) fn json_lines<R: Serialize>(rows: &[R]) -> Vec<u8> {
    let mut lines = Vec::new();
    for row in rows {
        lines.extend(serde_json::to_vec(row).unwrap_or_default());
        lines.push(b'\n');
    }
    lines
}

/// With the names of the columns where this is the first page.
pub(crate) fn csv<R: Serialize + Columns>(rows: &[R], is_first: bool) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut written = Ok(());
    if is_first {
        written = writer.write_record(R::COLUMNS);
    }
    for row in rows {
        let row = serde_json::to_value(row).unwrap_or_default();
        let cells = R::COLUMNS.iter().map(|column| cell(&row[*column]));
        written = written.and_then(|()| writer.write_record(cells));
    }
    let text = written.ok().and_then(|()| writer.into_inner().ok());
    let mut file = Vec::new();
    if is_first {
        file.extend_from_slice(BYTE_ORDER_MARK);
    }
    file.extend(text.unwrap_or_default());
    file
}

fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text.clone(),
        other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            return other.to_string();
        }
    };
    if text.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Row {
        id: &'static str,
        amount_minor: i64,
        reason: Option<&'static str>,
    }

    impl Columns for Row {
        const COLUMNS: &'static [&'static str] = &["id", "amount_minor", "reason"];
    }

    fn row(id: &'static str) -> Row {
        Row {
            id,
            amount_minor: -5,
            reason: None,
        }
    }

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_calculate_is_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"] {
            let file = text(csv(&[row(formula)], false));
            assert!(file.contains(&format!("'{formula}")), "{file:?}");
        }
        // Our own numbers stay numbers.
        assert_eq!(text(csv(&[row("a")], false)), "a,-5,\r\n");
    }

    #[test]
    fn the_first_page_alone_has_the_names_of_the_columns() {
        let first = text(csv(&[row("a")], true));
        assert_eq!(first, "\u{feff}id,amount_minor,reason\r\na,-5,\r\n");
        let none: &[Row] = &[];
        assert_eq!(text(csv(none, true)), "\u{feff}id,amount_minor,reason\r\n");
        assert_eq!(text(csv(none, false)), "");
    }

    #[test]
    fn what_separates_cells_is_quoted() {
        assert_eq!(
            text(csv(&[row("a,\"b\"")], false)),
            "\"a,\"\"b\"\"\",-5,\r\n"
        );
    }

    #[test]
    fn json_is_an_object_a_line() {
        let lines = text(json_lines(&[row("a"), row("b")]));
        assert_eq!(lines.lines().count(), 2);
        assert!(lines.ends_with('\n'));
    }
}

//! What `docs/performance.md` says of a request or of a step, which these stories hold it to.

use std::fs;
use std::path::Path;

/// A row of a table of the document.
#[derive(Debug)]
pub(super) struct Row {
    cells: Vec<String>,
}

/// The rows of the table below `heading`, without its head.
#[track_caller]
pub(super) fn rows(heading: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/performance.md");
    let text = fs::read_to_string(path).unwrap();
    let (_, below) = text.split_once(&format!("{heading}\n")).expect(heading);
    let lines = below.lines().skip_while(|line| !line.starts_with('|'));
    let lines = lines.take_while(|line| line.starts_with('|')).skip(2);
    lines.map(Row::of).collect()
}

impl Row {
    fn of(line: &str) -> Self {
        let cells = line.trim_matches('|').split('|');
        Self {
            cells: cells.map(|cell| cell.trim().replace("**", "")).collect(),
        }
    }

    /// What the row is about.
    pub(super) fn name(&self) -> &str {
        &self.cells[0]
    }

    #[track_caller]
    pub(super) fn cell(&self, place: usize) -> &str {
        &self.cells[place]
    }
}

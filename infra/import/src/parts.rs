//! Parts of a file that one call takes. Rows of one account, or of one Stripe customer, go
//! together, so that a dry run sees all that they may contradict each other in.

use std::collections::{BTreeMap, HashMap};

use crate::rows::{File, Row};

/// What the API takes at once.
const ROWS_AT_MOST: usize = 200;
const LENGTH_AT_MOST: usize = 64 * 1024;

/// The bodies to send, in the order of the file as far as bound rows allow.
pub(crate) fn of(file: &File) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut part, mut rows) = (file.head.clone(), 0_usize);
    for group in groups(&file.rows) {
        let length: usize = group.iter().map(|row| row.text.len()).sum();
        let fits = rows.saturating_add(group.len()) <= ROWS_AT_MOST
            && part.len().saturating_add(length) <= LENGTH_AT_MOST;
        if !fits && 0 < rows {
            parts.push(std::mem::replace(&mut part, file.head.clone()));
            rows = 0;
        }
        for row in group {
            // A group that is larger than a call must be parted all the same.
            let fits =
                rows < ROWS_AT_MOST && part.len().saturating_add(row.text.len()) <= LENGTH_AT_MOST;
            if !fits && 0 < rows {
                parts.push(std::mem::replace(&mut part, file.head.clone()));
                rows = 0;
            }
            part.push_str(&row.text);
            rows = rows.saturating_add(1);
        }
    }
    if 0 < rows {
        parts.push(part);
    }
    parts
}

/// Rows that are bound to each other, through others too, in the order of their first ones.
fn groups(rows: &[Row]) -> Vec<Vec<&Row>> {
    let mut sets = Sets::default();
    let mut first_with: HashMap<&str, usize> = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        sets.add(place);
        for name in &row.names {
            let first = *first_with.entry(name).or_insert(place);
            sets.join(first, place);
        }
    }
    let mut groups: BTreeMap<usize, Vec<&Row>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        groups.entry(sets.first(place)).or_default().push(row);
    }
    groups.into_values().collect()
}

/// Disjoint sets of places, each known by its first.
#[derive(Default)]
struct Sets {
    earlier: Vec<usize>,
}

impl Sets {
    fn add(&mut self, place: usize) {
        self.earlier.push(place);
    }

    fn first(&mut self, place: usize) -> usize {
        let mut here = place;
        while let Some(&earlier) = self.earlier.get(here)
            && earlier != here
        {
            // Halves the way for whoever asks next.
            let before = self.earlier.get(earlier).copied().unwrap_or(earlier);
            if let Some(step) = self.earlier.get_mut(here) {
                *step = before;
            }
            here = before;
        }
        here
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        if let Some(later) = self.earlier.get_mut(one.max(other)) {
            *later = one.min(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, names: &[&str]) -> Row {
        Row {
            text: format!("{text}\n"),
            names: names.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    fn file(rows: Vec<Row>) -> File {
        File {
            head: "head\n".to_owned(),
            rows,
            broken: Vec::new(),
        }
    }

    #[test]
    fn rows_that_are_bound_go_together_through_others_too() {
        let rows = file(vec![
            row("1", &["account:a", "customer:x"]),
            row("2", &["account:b"]),
            row("3", &["account:c", "customer:x"]),
            row("4", &["account:c", "customer:y"]),
            row("5", &["account:b", "customer:y"]),
            row("6", &[]),
        ]);
        assert_eq!(of(&rows), ["head\n1\n2\n3\n4\n5\n6\n"]);
        let groups: Vec<usize> = groups(&rows.rows).iter().map(Vec::len).collect();
        assert_eq!(groups, [5, 1]);
    }

    #[test]
    fn a_group_is_not_parted_where_it_fits_the_next_part() {
        let mut rows: Vec<Row> = (0..199).map(|n| row(&n.to_string(), &[])).collect();
        rows.push(row("a", &["account:a"]));
        rows.push(row("b", &["account:a"]));
        let parts = of(&file(rows));
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[1], "head\na\nb\n");
    }

    #[test]
    fn no_part_is_larger_than_a_call_takes() {
        let long = "x".repeat(1_000);
        let rows = (0..1_000).map(|_| row(&long, &["account:a"])).collect();
        let parts = of(&file(rows));
        let sent: usize = parts.iter().map(|part| part.lines().count() - 1).sum();
        assert_eq!(sent, 1_000);
        assert!(parts.iter().all(|part| part.len() <= LENGTH_AT_MOST));
        let many = (0..1_000).map(|n| row(&n.to_string(), &[])).collect();
        let parts = of(&file(many));
        assert!(
            parts
                .iter()
                .all(|part| part.lines().count() <= ROWS_AT_MOST + 1)
        );
    }
}

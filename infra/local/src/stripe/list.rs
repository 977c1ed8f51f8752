//! Lists: newest first, cut into pages by `limit`, `starting_after` and `ending_before`.

use serde_json::{Value, json};

use super::form::Form;
use super::refusal::{Answer, Refusal};

/// The fields every list takes beside its own filters.
pub(super) const FIELDS: [&str; 4] = ["limit", "starting_after", "ending_before", "created"];

const DEFAULT_LIMIT: i64 = 10;
const MAX_LIMIT: i64 = 100;

/// Refuses fields other than those of every list and `filters`.
pub(super) fn only(form: &Form, filters: &[&str]) -> Result<(), Refusal> {
    form.only(&[&FIELDS, filters].concat())
}

/// The page of `rows` (newest first) that the call asks for.
pub(super) fn page(url: &str, form: &Form, rows: Vec<Value>) -> Answer {
    let limit = form.integer("limit")?.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(Refusal::invalid(
            "limit",
            format!("Limit is not from 1 to {MAX_LIMIT}"),
        ));
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let created = Created::of(form)?;
    let (after, before) = (form.filled("starting_after"), form.filled("ending_before"));
    let mut rows = rows;
    if let Some(after) = after {
        rows = rows.split_off(position(&rows, &after, "starting_after")?.saturating_add(1));
    }
    if let Some(before) = &before {
        rows.truncate(position(&rows, before, "ending_before")?);
    }
    rows.retain(|row| created.includes(row));
    let has_more = rows.len() > limit;
    if before.is_some() {
        rows = rows.split_off(rows.len().saturating_sub(limit));
    }
    rows.truncate(limit);
    Ok(json!({ "object": "list", "data": rows, "has_more": has_more, "url": url }))
}

fn position(rows: &[Value], id: &str, param: &str) -> Result<usize, Refusal> {
    rows.iter()
        .position(|row| row.get("id").and_then(Value::as_str) == Some(id))
        .ok_or_else(|| Refusal::no_such("object", id).in_field(param))
}

/// Bounds on the second a row was created in, both inclusive.
struct Created {
    first: i64,
    last: i64,
}

impl Created {
    /// Reads `created=…`, or `created[gte]`, `[gt]`, `[lte]`, `[lt]`.
    fn of(form: &Form) -> Result<Self, Refusal> {
        if let Some(second) = form.integer("created")? {
            return Ok(Self {
                first: second,
                last: second,
            });
        }
        let bounds = form.group("created");
        bounds.only(&["gte", "gt", "lte", "lt"])?;
        let gt = bounds.integer("gt")?.map(|second| second.saturating_add(1));
        let lt = bounds.integer("lt")?.map(|second| second.saturating_sub(1));
        let first = bounds.integer("gte")?.max(gt).unwrap_or(i64::MIN);
        let lte = bounds.integer("lte")?.unwrap_or(i64::MAX);
        Ok(Self {
            first,
            last: lte.min(lt.unwrap_or(i64::MAX)),
        })
    }

    fn includes(&self, row: &Value) -> bool {
        let second = row.get("created").and_then(Value::as_i64);
        second.is_none_or(|second| (self.first..=self.last).contains(&second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page_of(encoded: &str) -> (Vec<i64>, bool) {
        let rows = (1..=5)
            .rev()
            .map(|n| json!({ "id": format!("id_{n}"), "created": n }));
        let form = Form::parse(encoded.as_bytes()).unwrap();
        let page = page("/v1/things", &form, rows.collect()).unwrap();
        let seconds = page["data"].as_array().unwrap().iter();
        let seconds = seconds
            .map(|row| row["created"].as_i64().unwrap())
            .collect();
        (seconds, page["has_more"] == true)
    }

    #[test]
    fn pages_follow_each_other() {
        assert_eq!(page_of("limit=2"), (vec![5, 4], true));
        assert_eq!(page_of("limit=2&starting_after=id_4"), (vec![3, 2], true));
        assert_eq!(page_of("limit=2&starting_after=id_2"), (vec![1], false));
        assert_eq!(page_of("limit=2&ending_before=id_2"), (vec![4, 3], true));
    }

    #[test]
    fn the_created_filter_bounds_both_sides() {
        assert_eq!(page_of("created[gte]=3"), (vec![5, 4, 3], false));
        assert_eq!(page_of("created[gt]=3&created[lt]=5"), (vec![4], false));
        assert_eq!(page_of("created=2"), (vec![2], false));
    }

    #[test]
    fn an_unknown_cursor_and_a_wrong_limit_are_refused() {
        for encoded in [
            "starting_after=id_9",
            "limit=0",
            "limit=101",
            "created[since]=3",
        ] {
            let form = Form::parse(encoded.as_bytes()).unwrap();
            assert!(page("/v1/things", &form, Vec::new()).is_err(), "{encoded}");
        }
    }
}

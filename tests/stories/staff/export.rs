//! Records taken away as JSON lines and CSV.

use reqwest::Method;
use serde_json::Value;

use super::office::Office;
use crate::contactually::{joins_and_pays, with_paying_ana};
use crate::harness::answer::{Answer, send};

/// All pages of an export, put after each other.
fn exported(jo: &Office<'_>, what: &str, format: &str) -> (String, Answer) {
    let (mut file, mut after) = (String::new(), String::new());
    loop {
        let path = format!("/exports/{what}?format={format}{after}");
        let page = send(jo.request(Method::GET, &path)).expect(200);
        file.push_str(&page.text);
        let next = page.headers.get("goodword-next-cursor");
        let Some(next) = next.map(|next| next.to_str().unwrap().to_owned()) else {
            return (file, page);
        };
        after = format!("&starting_after={next}");
    }
}

#[test]
fn everything_is_exported_as_json_lines_and_nobody_s_address_with_it() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    let jo = Office::of(&stack, "jo");
    let mut all = String::new();
    let rows = |what: &str, all: &mut String| -> Vec<Value> {
        let (file, page) = exported(&jo, what, "jsonl");
        assert_eq!(page.header("content-type"), "application/x-ndjson");
        all.push_str(&file);
        let lines = file.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    let referrals = rows("referrals", &mut all);
    assert_eq!(referrals.len(), 1);
    assert_eq!(referrals[0]["referral_id"], "ref_bo-co");
    assert_eq!(referrals[0]["attributed_by"], "accept");
    let rewards = rows("rewards", &mut all);
    assert_eq!(rewards[0]["amount_minor"], 1_000);
    assert_eq!(rewards[0]["state"], "posted");
    let mut movements: Vec<Value> = rows("journal", &mut all)
        .iter()
        .map(|entry| entry["movement"].clone())
        .collect();
    movements.sort_by_key(Value::to_string);
    assert_eq!(movements, ["grant", "post"]);
    assert_eq!(rows("invites", &mut all).len(), 1);
    assert!(!all.contains(".example"), "{all}");
}

#[test]
fn a_spreadsheet_opens_the_csv_with_its_columns() {
    let stack = with_paying_ana();
    joins_and_pays(&stack, "bo");
    let (file, page) = exported(&Office::of(&stack, "jo"), "rewards", "csv");
    assert_eq!(page.header("content-type"), "text/csv; charset=utf-8");
    let mut lines = file.lines();
    let columns = lines.next().unwrap();
    // Spreadsheets read UTF-8 only behind a byte order mark.
    let columns = columns.strip_prefix('\u{feff}').unwrap();
    assert!(columns.starts_with("reward_id,referral_id,"), "{columns}");
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("rwd_bo-co.referrer,ref_bo-co,")
    );
    assert_eq!(lines.next(), None);
}

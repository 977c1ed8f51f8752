//! The customers that a host has and had, brought from a file (K11, C34).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use reqwest::Method;
use serde_json::{Value, json};

use super::office::Office;
use crate::contactually::with_paying_ana;
use crate::harness::answer::{Answer, send};
use crate::harness::binary;
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Bo's account is closed, Cy has one, and Dee's mail is wrong.
const ROWS: &str = "account_id,signed_up_at,status,participant_id,email\n\
                    bo-old,2020-01-01,closed,bo,bo@bo-co.example\n\
                    cy-co,2020-01-01,open,cy,cy@cy-co.example\n\
                    dee-co,2020-01-01,open,dee,dee\n";

/// The rows as one call's body.
fn imports(jo: &Office<'_>, query: &str, rows: &str) -> Answer {
    let path = format!("/imports/accounts{query}");
    let request = jo.request(Method::POST, &path).body(rows.to_owned());
    send(request.header("content-type", "text/csv"))
}

fn results(answer: &Answer) -> Vec<&str> {
    let rows = answer["rows"].as_array().unwrap();
    let results = rows.iter().map(|row| row["result"].as_str().unwrap());
    results.collect()
}

/// Guard: `imported` stores nothing where the query says `dry_run`.
#[test]
fn a_dry_run_says_what_the_import_does_and_stores_nothing() {
    let stack = with_paying_ana();
    let jo = Office::of(&stack, "jo");
    let before = stack.table();

    let mut tried = imports(&jo, "?dry_run=true", ROWS)
        .expect(200)
        .json()
        .clone();

    assert_eq!(stack.table(), before);
    let done = imports(&jo, "", ROWS).expect(200);
    assert_eq!(results(&done), ["created", "created", "refused"]);
    tried["dry_run"] = false.into();
    assert_eq!(*done.json(), tried);
}

#[test]
fn an_import_that_is_run_again_changes_nothing_and_leaves_one_record() {
    let stack = with_paying_ana();
    let jo = Office::of(&stack, "jo");
    imports(&jo, "?name=customers", ROWS).expect(200);
    stack.settle();
    let before = stack.table();

    let again = imports(&jo, "?name=customers", ROWS).expect(200);

    assert_eq!(results(&again), ["known", "known", "refused"]);
    assert_eq!(stack.table(), before);
    let records = jo.audit("target=import:customers");
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["action"], "accounts_imported");
    assert_eq!(records[0]["staff"], "jo");
    assert_eq!(records[0]["after"]["created"], 2);
}

#[test]
fn f51_an_import_that_is_sent_again_gets_the_same_answer() {
    let stack = with_paying_ana();
    let jo = Office::of(&stack, "jo");
    let sends = || {
        let request = jo.request(Method::POST, "/imports/accounts");
        let request = request.header("content-type", "text/csv").body(ROWS);
        send(request.header("idempotency-key", "customers")).expect(200)
    };
    assert_eq!(results(&sends()), ["created", "created", "refused"]);
    assert_eq!(results(&sends()), ["created", "created", "refused"]);
}

#[test]
fn k11_nobody_who_was_imported_is_invited() {
    let stack = with_paying_ana();
    imports(&Office::of(&stack, "jo"), "", ROWS).expect(200);
    let friends = ["bo@bo-co.example", "cy@cy-co.example", "gil@gil-co.example"];
    stack.participant("ana").invites(&friends).sent();
    stack.settle();
    let told = stack.mailbox().all();
    let told: Vec<&String> = told.iter().flat_map(|mail| &mail.recipients).collect();
    assert_eq!(told, ["gil@gil-co.example"]);
}

#[test]
fn c34_nobody_earns_for_the_signup_of_one_who_was_imported() {
    let stack = Stack::of(&Program::clientjoy());
    stack.host().keeps("ana").told();
    imports(&Office::of(&stack, "jo"), "", ROWS).expect(200);
    let reason_for = |name: &str| {
        let friend = stack.participant(name);
        let answer = stack.participant("ana").makes_link();
        let code = answer["code"].clone();
        let body = json!({
            "account_id": friend.person.account_id,
            "member": friend.person.member(),
            "signed_up_at": stack.clock().now().to_string(),
            "code": code,
        });
        let host = stack.host();
        let answer = host.sends(Method::POST, "/v1/signups", &body).expect(200);
        answer["reason"].as_str().map(ToOwned::to_owned)
    };
    assert_eq!(reason_for("bo").as_deref(), Some("former_account"));
    assert_eq!(reason_for("cy").as_deref(), Some("existing_account"));
}

#[test]
fn of_a_former_customer_no_address_and_no_name_is_kept() {
    let stack = with_paying_ana();
    imports(&Office::of(&stack, "jo"), "", ROWS).expect(200);
    let table = stack.table().to_string();
    assert!(!table.contains("bo@bo-co.example"));
    assert!(table.contains("cy@cy-co.example"));
}

#[test]
fn f64_somebody_who_was_erased_is_not_brought_back() {
    let stack = with_paying_ana();
    let jo = Office::of(&stack, "jo");
    imports(&jo, "", ROWS).expect(200);
    let cy = json!({ "account_id": "cy-co", "participant_id": "cy", "reason": "asked" });
    jo.posts("/erasures", &cy).expect(200);

    let again = imports(&jo, "", ROWS).expect(200);

    assert_eq!(results(&again), ["known", "refused", "refused"]);
    assert_eq!(again["rows"][1]["faults"][0]["field"], "participant_id");
    assert!(!stack.table().to_string().contains("cy@cy-co.example"));
}

#[test]
fn a_customer_of_stripes_is_linked_and_stays_with_its_account() {
    let stack = with_paying_ana();
    let jo = Office::of(&stack, "jo");
    let customer = stack.stripe().customer("bo");
    let rows = |account: &str| {
        format!("account_id,signed_up_at,stripe_customer_id\n{account},2020-01-01,{customer}\n")
    };
    let first = imports(&jo, "", &rows("bo-co")).expect(200);
    assert_eq!(results(&first), ["created"]);
    let other = imports(&jo, "?dry_run=true", &rows("cy-co")).expect(200);
    assert_eq!(other["rows"][0]["faults"][0]["field"], "stripe_customer_id");
    stack.stripe().subscribes("bo").monthly("29 USD");
    stack.settle();
    let item = stack.table_items("ACCOUNT#bo-co");
    assert!(item.iter().any(|item| item["sk"] == "X#PAYING"), "{item:?}");
}

#[test]
fn a_column_that_is_not_known_refuses_the_whole_call_with_the_one_that_was_meant() {
    let stack = with_paying_ana();
    let wrong = imports(&Office::of(&stack, "jo"), "", "acount_id\nacme\n");
    assert_eq!(wrong.problem(400), "invalid_request");
    assert_eq!(wrong.pointers(), ["/acount_id", "/account_id"]);
}

/// The guide's blocks of this language, in their order.
fn blocks(guide: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let blocks = guide.split(&fence).skip(1);
    let block = |rest: &str| rest.split("```").next().unwrap().to_owned();
    blocks.map(block).collect()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs the command as a person would, in a folder with their file.
fn runs(stack: &Stack, folder: &Path, arguments: &str) -> Output {
    let mut command = Command::new(binary::import());
    command
        .args(arguments.split_whitespace())
        .current_dir(folder);
    command.env("GOODWORD", stack.origin());
    command.env("GOODWORD_KEY", stack.secret("admin-api-key"));
    command.output().unwrap()
}

#[test]
fn the_worked_example_of_the_guide_comes_out_as_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/importing.md");
    let guide = fs::read_to_string(path).unwrap();
    let folder = folder("worked-example");
    fs::write(folder.join("customers.csv"), &blocks(&guide, "csv")[0]).unwrap();
    let stack = with_paying_ana();
    let commands = blocks(&guide, "sh");
    let commands = commands
        .iter()
        .filter_map(|text| text.strip_prefix("import "));
    let told = blocks(&guide, "text");
    assert_eq!(told.len(), 3);
    for (arguments, told) in commands.zip(&told) {
        let output = runs(&stack, &folder, arguments);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), *told);
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_long_file_goes_in_parts_and_a_wrong_one_says_why_by_its_exit_code() {
    let stack = with_paying_ana();
    let folder = folder("long-file");
    let row = |n: u32| format!("{{\"account_id\":\"a{n}\",\"signed_up_at\":\"2020-01-01\"}}\n");
    fs::write(
        folder.join("long.jsonl"),
        (0..450).map(row).collect::<String>(),
    )
    .unwrap();
    fs::write(folder.join("wrong.csv"), "acount_id\nacme\n").unwrap();

    let output = runs(&stack, &folder, "long.jsonl --json");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["created"], 450);
    assert_eq!(
        Office::of(&stack, "jo").audit("target=import:long").len(),
        3
    );

    let wrong = runs(&stack, &folder, "wrong.csv");
    assert_eq!(wrong.status.code(), Some(2));
    let told = String::from_utf8(wrong.stderr).unwrap();
    assert!(told.contains("did you mean account_id?"), "{told}");
    let denied = runs(&stack, &folder, "wrong.csv --key gw_test_nobody");
    assert_eq!(denied.status.code(), Some(3));
    let nowhere = runs(&stack, &folder, "nothing.csv");
    assert_eq!(nowhere.status.code(), Some(2));
}

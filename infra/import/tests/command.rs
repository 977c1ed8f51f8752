//! The command as somebody types it who has never seen it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::{Command, Output};

fn import(arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_import"));
    let output = command.env_clear().args(arguments).output().unwrap();
    (output.status.code(), said(&output))
}

/// What it said, in both of its voices.
fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn without_an_address_and_a_key_it_says_that_both_are_missing() {
    let (code, said) = import(&["customers.csv"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("--url") && said.contains("--key"), "{said}");
}

#[test]
fn a_file_that_is_not_there_is_named_and_nothing_is_sent() {
    let goodword = ["--url", "http://127.0.0.1:9", "--key", "k"];
    let (code, said) = import(&[&["no-such.csv"][..], &goodword].concat());
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("no-such.csv cannot be read"), "{said}");
}

//! The reconciliation, as staff ask for it and read it; and what makes the books disagree.

use std::process::{Command, Output};

use reqwest::Method;
use serde_json::Value;

use super::answer::send;
use super::binary;
use super::stack::Stack;

const PATH: &str = "/v1/admin/reconciliations";

/// What the sort key of a statement line has.
const LINE: &str = "#LINE#";

pub(crate) struct Books<'a> {
    stack: &'a Stack,
}

impl<'a> Books<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        Self { stack }
    }

    /// Staff ask for a run, and wait for its report: longer than a run takes that dies once.
    #[track_caller]
    pub(crate) fn reconciled(&self) -> Value {
        let asked = self.stack.host().request(Method::POST, PATH);
        let id = send(asked).expect(202)["id"].as_str().unwrap().to_owned();
        self.stack.clock().advance("PT11M");
        let run = self.read(&format!("{PATH}/{id}"));
        assert_eq!(run["status"], "done", "{run}");
        run
    }

    /// The latest run, whoever asked for it.
    #[track_caller]
    pub(crate) fn latest(&self) -> Value {
        self.read(PATH)["data"][0].clone()
    }

    /// What a run found.
    #[track_caller]
    pub(crate) fn findings(&self, run: &Value) -> Vec<Value> {
        let id = run["id"].as_str().unwrap();
        let listed = self.read(&format!("{PATH}/{id}/findings?limit=100"));
        listed["data"].as_array().unwrap().clone()
    }

    #[track_caller]
    fn read(&self, path: &str) -> Value {
        self.stack.settle();
        let answer = send(self.stack.host().request(Method::GET, path)).expect(200);
        answer.json().clone()
    }

    /// Somebody changes a customer's balance at Stripe, past us.
    #[track_caller]
    pub(crate) fn changes_balance(&self, name: &str, amount: i64, metadata: &[(&str, &str)]) {
        let customer = self.stack.stripe().customer(name);
        let amount = amount.to_string();
        let mut form = vec![("amount", amount.as_str()), ("currency", "usd")];
        form.extend_from_slice(metadata);
        let path = format!("/v1/customers/{customer}/balance_transactions");
        self.stack.stripe().post(&path, &form);
    }

    /// Stripe has the credit that a friend brought once more than it should.
    #[track_caller]
    pub(crate) fn doubles(&self, referrer: &str, friend: &str) {
        let reward = format!("rwd_{friend}-co.referrer");
        let ours = [
            ("metadata[reward_id]", reward.as_str()),
            ("metadata[posting]", "1"),
        ];
        self.changes_balance(referrer, -1_000, &ours);
    }

    /// The statement lines that stand in the table, by key and content.
    #[track_caller]
    pub(crate) fn lines(&self) -> Vec<Value> {
        let mut items = self.stack.table_items("ACCOUNT%23");
        items.retain(|item| item["sk"].as_str().unwrap().contains(LINE));
        items
    }

    /// A statement line is lost, as by a restore that was stopped half-way.
    #[track_caller]
    pub(crate) fn loses(&self, line: &Value) {
        let key = ["pk", "sk"].map(|name| (name, line[name].as_str().unwrap()));
        self.stack.removes_item(&key);
    }

    /// The command that restores lines, as somebody types it.
    pub(crate) fn rebuilds(&self, arguments: &[&str]) -> Output {
        let table = self.stack.table_address();
        Command::new(binary::rebuild())
            .args(["--table", &table.name])
            .args(arguments)
            .env("AWS_REGION", "us-east-1")
            .env("AWS_ACCESS_KEY_ID", "local")
            .env("AWS_SECRET_ACCESS_KEY", "local")
            .env("AWS_ENDPOINT_URL", &table.url)
            .output()
            .unwrap()
    }
}

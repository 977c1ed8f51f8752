//! One running stack; it ends with the test.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

use super::answer::{attempt, client, send};
use super::binary;
use super::books::Books;
use super::bus::Bus;
use super::calls::Calls;
use super::clock::Clock;
use super::events;
use super::faults::Faults;
use super::friend::Friend;
use super::host::Host;
use super::identity::Identity;
use super::letters::Letters;
use super::mailbox::Mailbox;
use super::participant::Participant;
use super::program::Program;
use super::queue::Queue;
use super::stripe::Stripe;
use super::webhook::Webhook;

/// Where every stack's clock starts: a week before $50 becomes $25 (C4).
pub(crate) const START: &str = "2022-05-25T09:00:00Z";

/// Where friends sign up.
pub(crate) const SIGNUP_URL: &str = "https://app.example.com/signup";

/// Where DynamoDB itself answers, and what the table is called there.
pub(crate) struct TableAddress {
    pub(crate) url: String,
    pub(crate) name: String,
}

/// A stack of its own ports, table, mailbox, clock and Stripe.
pub(crate) struct Stack {
    program: Child,
    client: Client,
    url: String,
    stripe_url: String,
    table: TableAddress,
    secrets: HashMap<String, String>,
    /// Stripe customers by the account they pay for.
    pub(super) customers: Mutex<HashMap<String, String>>,
}

impl Stack {
    /// A stack with this program and nobody in it.
    pub(crate) fn of(program: &Program) -> Self {
        Self::at(START, program)
    }

    /// The same, from another instant on.
    pub(crate) fn at(start: &str, program: &Program) -> Self {
        let stack = Self::empty(start);
        stack.host().puts(program);
        stack
    }

    /// A stack without any program.
    pub(crate) fn empty(start: &str) -> Self {
        let mut program = Command::new(binary::local())
            .current_dir(binary::root())
            .args([
                "--ephemeral",
                "--port",
                "0",
                "--quiet",
                "--print-ready",
                "--at",
                start,
            ])
            .args(["--parameter", &format!("SignupUrl={SIGNUP_URL}")])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        let stdout = program.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut ready).unwrap();
        let ready: Value = serde_json::from_str(&ready).expect("the stack tells its addresses");
        let text = |field: &str| ready[field].as_str().unwrap().to_owned();
        let mut stack = Self {
            program,
            client: client(),
            url: text("url"),
            stripe_url: text("stripe_url"),
            table: TableAddress {
                url: text("table_url"),
                name: text("table"),
            },
            secrets: HashMap::new(),
            customers: Mutex::default(),
        };
        let secrets = stack.control(Method::GET, "/secrets", None)["secrets"].take();
        stack.secrets = serde_json::from_value(secrets).unwrap();
        stack
    }

    /// The host's server.
    pub(crate) fn host(&self) -> Host<'_> {
        Host::operator(self)
    }

    /// Somebody who has an account at the host, by a short name.
    pub(crate) fn participant(&self, name: &str) -> Participant<'_> {
        Participant::named(self, name)
    }

    /// Somebody who has none yet.
    pub(crate) fn friend(&self) -> Friend<'_> {
        Friend::of(self)
    }

    /// Where the host's customers sign in.
    pub(crate) fn identity(&self) -> Identity<'_> {
        Identity::of(self)
    }

    pub(crate) fn stripe(&self) -> Stripe<'_> {
        Stripe::of(self)
    }

    /// Stripe's own hand on the webhook.
    pub(crate) fn webhook(&self) -> Webhook<'_> {
        Webhook::of(self)
    }

    pub(crate) fn bus(&self) -> Bus<'_> {
        Bus::of(self)
    }

    pub(crate) fn mailbox(&self) -> Mailbox<'_> {
        Mailbox::of(self)
    }

    /// Whether the books agree, and what makes them disagree.
    pub(crate) fn books(&self) -> Books<'_> {
        Books::of(self)
    }

    pub(crate) fn clock(&self) -> Clock<'_> {
        Clock::of(self)
    }

    /// What was given up, as staff see it.
    pub(crate) fn letters(&self) -> Letters<'_> {
        Letters::of(self)
    }

    pub(crate) fn queue(&self, logical: &str) -> Queue<'_> {
        Queue::named(self, logical)
    }

    /// What the functions ask the table.
    pub(crate) fn calls(&self) -> Calls<'_> {
        Calls::of(self)
    }

    pub(crate) fn faults(&self) -> Faults<'_> {
        Faults::of(self)
    }

    /// Waits until nothing is on its way any more.
    #[track_caller]
    pub(crate) fn settle(&self) {
        // Long enough for a machine that has much else to do.
        let patience = json!({ "timeout_seconds": 600 });
        self.control(Method::POST, "/settle", Some(patience));
    }

    /// All that is stored, to tell whether anything was.
    #[track_caller]
    pub(crate) fn table(&self) -> Value {
        self.control(Method::GET, "/table", None)
    }

    /// Whether a function wrote this down.
    #[track_caller]
    pub(crate) fn has_logged(&self, words: &str) -> bool {
        let logs = self.control(Method::GET, "/logs", None);
        let lines = logs["lines"].as_array().unwrap();
        lines.iter().any(|line| {
            line["text"]
                .as_str()
                .is_some_and(|text| text.contains(words))
        })
    }

    /// For whoever works on the table beside the stack.
    pub(crate) fn table_address(&self) -> &TableAddress {
        &self.table
    }

    /// The items whose partition begins so; `#` is written `%23`.
    #[track_caller]
    pub(crate) fn table_items(&self, prefix: &str) -> Vec<Value> {
        let shown = self.control(Method::GET, &format!("/table?pk={prefix}"), None);
        shown["items"].as_array().unwrap().clone()
    }

    /// Puts an item of texts into the table, as no function would.
    #[track_caller]
    pub(crate) fn puts_item(&self, attributes: &[(&str, &str)]) {
        self.control(Method::POST, "/table", Some(texts(attributes)));
    }

    /// Takes the item of this key out of the table, as no function would.
    #[track_caller]
    pub(crate) fn removes_item(&self, key: &[(&str, &str)]) {
        self.control(Method::DELETE, "/table", Some(texts(key)));
    }

    /// A secret of this stack, by its short name.
    pub(crate) fn secret(&self, name: &str) -> &str {
        &self.secrets[name]
    }

    /// Changes a secret; functions keep the old one for five minutes at most.
    pub(crate) fn change_secret(&self, name: &str, value: &str) {
        self.control(
            Method::PUT,
            &format!("/secrets/{name}"),
            Some(json!({ "value": value })),
        );
    }

    /// A request to the API, or to any address of the stack.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.url)
        };
        self.client.request(method, url)
    }

    /// Where pages of the stack say that they come from.
    pub(crate) fn origin(&self) -> &str {
        &self.url
    }

    /// A request to the local Stripe.
    pub(super) fn stripe_request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("{}{path}", self.stripe_url))
            .bearer_auth(self.secret("stripe-secret-key"))
    }

    /// A call of the stack's own control API.
    #[track_caller]
    pub(crate) fn control(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let mut request = self.request(method, &format!("/_local{path}"));
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = send(request);
        assert!(answer.status < 300, "/_local{path}: {answer:?}");
        answer.json().clone()
    }

    /// What was published on the bus, oldest first.
    #[track_caller]
    pub(crate) fn events(&self) -> Vec<Value> {
        let shown = self.control(Method::GET, "/events", None);
        let events = shown["events"].as_array().unwrap().iter();
        events.map(|published| published["event"].clone()).collect()
    }

    /// Lines of the log, of all functions or of one by a query.
    pub(super) fn log_texts(&self, query: &str) -> Vec<String> {
        let logs = attempt(self.request(Method::GET, &format!("/_local/logs{query}")));
        let lines = logs.and_then(|logs| logs["lines"].as_array().cloned());
        let text = |line: Value| line["text"].as_str().map(str::to_owned);
        lines
            .unwrap_or_default()
            .into_iter()
            .filter_map(text)
            .collect()
    }

    /// Every message that was sent, as the stack keeps it.
    pub(super) fn mail_texts(&self) -> Vec<String> {
        let mail = attempt(self.request(Method::GET, "/_local/mail"));
        let mail = mail.and_then(|mail| mail["mail"].as_array().cloned());
        let text = |mail: Value| mail["text"].as_str().map(str::to_owned);
        mail.unwrap_or_default()
            .into_iter()
            .filter_map(text)
            .collect()
    }

    /// The secrets that nobody may see; everybody knows the address of the API.
    pub(super) fn secrets_to_keep(&self) -> Vec<String> {
        let kept = self
            .secrets
            .iter()
            .filter(|(name, _)| *name != "public-url");
        kept.map(|(_, value)| value.clone()).collect()
    }

    /// Messages that were given up for good: by a queue, or by the function that read them.
    fn lost(&self) -> Vec<Value> {
        let read = |path: &str, field: &str| {
            let answer = attempt(self.request(Method::GET, &format!("/_local{path}")));
            let listed = answer.and_then(|answer| answer[field].as_array().cloned());
            listed.unwrap_or_default()
        };
        let mut lost = read("/dead-letters", "messages");
        lost.extend(read("/table?pk=DEADLETTER%23", "items"));
        lost.retain(|letter| letter["status"].as_str().unwrap_or("open") == "open");
        lost
    }

    /// Events of ours that are not as `docs/events` promises.
    fn broken_promises(&self) -> Vec<String> {
        let answer = attempt(self.request(Method::GET, "/_local/events"));
        let published = answer.and_then(|answer| answer["events"].as_array().cloned());
        events::wrong(&published.unwrap_or_default())
    }

    /// What the functions wrote down as errors.
    fn complaints(&self) -> String {
        let logs = attempt(self.request(Method::GET, "/_local/logs"));
        let lines = logs.and_then(|logs| logs["lines"].as_array().cloned());
        let mut complaints = String::new();
        for line in lines.unwrap_or_default() {
            let text = line["text"].as_str().unwrap_or_default();
            if text.contains("ERROR") || text.contains("panicked") {
                let function = line["function"].as_str().unwrap_or_default();
                let _ = writeln!(complaints, "{function}: {text}");
            }
        }
        complaints
    }
}

/// Attributes as DynamoDB writes texts.
fn texts(attributes: &[(&str, &str)]) -> Value {
    let typed = attributes.iter().map(|(name, text)| {
        let value = json!({ "S": text });
        ((*name).to_owned(), value)
    });
    Value::Object(typed.collect())
}

impl Drop for Stack {
    /// Whatever befell a stack, nothing was lost in it, all that it told was as promised, and its
    /// logs gave nothing away.
    fn drop(&mut self) {
        let lost = self.lost();
        let broken = self.broken_promises();
        let indiscretions = self.indiscretions();
        if std::thread::panicking() {
            eprintln!("{}given up: {lost:?}", self.complaints());
        }
        // It may have ended by itself; then the test has failed already.
        let _ = self.program.kill();
        let _ = self.program.wait();
        assert!(
            lost.is_empty() || std::thread::panicking(),
            "messages were given up: {lost:#?}"
        );
        assert!(
            broken.is_empty() || std::thread::panicking(),
            "events are not as docs/events promises: {broken:#?}"
        );
        assert!(
            indiscretions.is_empty() || std::thread::panicking(),
            "the logs tell what they must not: {indiscretions:#?}"
        );
    }
}

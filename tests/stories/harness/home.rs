//! What a participant sees: `GET /v1/home`.

use serde_json::Value;

/// The page's contents at one instant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Home(pub(crate) Value);

impl Home {
    pub(super) fn read(json: &Value) -> Self {
        Self(json.clone())
    }

    /// The personal link, if it was made (C10).
    pub(crate) fn link(&self) -> Option<&str> {
        self.0["link"]["url"].as_str()
    }

    /// Subject and message of the invite that may be edited (C12).
    #[track_caller]
    pub(crate) fn draft(&self) -> (String, String) {
        let text = |field: &str| self.0["draft"][field].as_str().unwrap().to_owned();
        (text("subject"), text("message"))
    }

    /// Credit that may be used, in cents (C20).
    pub(crate) fn available(&self) -> i64 {
        self.balance("available")
    }

    /// Credit that waits for something, in cents.
    pub(crate) fn pending(&self) -> i64 {
        self.balance("pending")
    }

    /// Credit that is on the Stripe balance, in cents.
    pub(crate) fn posted(&self) -> i64 {
        self.balance("at_stripe")
    }

    fn balance(&self, position: &str) -> i64 {
        let balances = self.0["balance"].as_array().unwrap();
        let amount = |balance: &Value| balance[position]["amount_minor"].as_i64().unwrap();
        balances.iter().map(amount).sum()
    }

    /// Newest first.
    pub(crate) fn referrals(&self) -> Vec<Value> {
        self.0["referrals"].as_array().unwrap().clone()
    }

    /// The account's credits, the newest change first.
    pub(crate) fn credits(&self) -> Vec<Value> {
        self.0["credits"].as_array().unwrap().clone()
    }

    /// The kinds of what the participant was told, newest first.
    pub(crate) fn notifications(&self) -> Vec<&str> {
        let listed = self.0["notifications"].as_array().unwrap();
        listed
            .iter()
            .map(|each| each["kind"].as_str().unwrap())
            .collect()
    }

    pub(crate) fn unread(&self) -> u64 {
        self.0["unread_count"].as_u64().unwrap()
    }

    /// The answers to what people ask, with their questions.
    pub(crate) fn faq(&self) -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let listed = self.0["faq"].as_array().unwrap();
        listed
            .iter()
            .map(|each| format!("{} {}", text(&each["question"]), text(&each["answer"])))
            .collect()
    }

    /// All that anybody could read in it.
    pub(crate) fn everything(&self) -> String {
        self.0.to_string()
    }
}

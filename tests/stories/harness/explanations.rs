//! "Why?": asked by a participant, and by staff.

use reqwest::Method;
use serde_json::Value;

use super::answer::{Answer, send};
use super::host::Host;
use super::participant::Participant;

impl Participant<'_> {
    /// Asks why, of one thing or of all: `referral_id=ref_bo-co`, or nothing.
    pub(crate) fn tries_why(&self, query: &str) -> Answer {
        send(self.request(Method::GET, &format!("/v1/explanations?{query}")))
    }

    /// All that is told.
    #[track_caller]
    pub(crate) fn asks_all(&self, query: &str) -> Vec<Value> {
        listed(&self.tries_why(query).expect(200))
    }

    /// The one thing that is told.
    #[track_caller]
    pub(crate) fn asks_why(&self, query: &str) -> Value {
        only_one(self.asks_all(query))
    }
}

impl Host<'_> {
    /// Staff ask why, by whatever is at hand.
    pub(crate) fn tries_why(&self, query: &str) -> Answer {
        send(self.request(Method::GET, &format!("/v1/admin/explanations?{query}")))
    }

    /// All that staff see.
    #[track_caller]
    pub(crate) fn asks_all(&self, query: &str) -> Vec<Value> {
        listed(&self.tries_why(query).expect(200))
    }

    /// The one thing that staff see.
    #[track_caller]
    pub(crate) fn asks_why(&self, query: &str) -> Value {
        only_one(self.asks_all(query))
    }
}

fn listed(answer: &Answer) -> Vec<Value> {
    answer["data"].as_array().unwrap().clone()
}

#[track_caller]
fn only_one(mut told: Vec<Value>) -> Value {
    assert_eq!(told.len(), 1, "{told:#?}");
    told.remove(0)
}

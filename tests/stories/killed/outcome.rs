//! What came of the people of one run, without their names.

use std::collections::BTreeMap;

use crate::harness::stack::Stack;

/// All that anybody can see of somebody in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    available: i64,
    pending: i64,
    posted: i64,
    unread: u64,
    told: Vec<String>,
    referrals: Vec<String>,
    /// How many mails of each subject.
    mail: BTreeMap<String, usize>,
    credits: Vec<i64>,
    balance: i64,
}

impl Outcome {
    /// What came of the person `name`.
    pub(super) fn of(stack: &Stack, name: &str) -> Self {
        let home = stack.participant(name).home();
        let mut mail = BTreeMap::new();
        for subject in stack.mailbox().subjects_to(name) {
            let count: &mut usize = mail.entry(subject).or_default();
            *count = count.saturating_add(1);
        }
        let credits = stack.stripe().credits(name);
        let referral = |each: &serde_json::Value| format!("{} {}", each["status"], each["reason"]);
        let mut told: Vec<String> = home
            .notifications()
            .into_iter()
            .map(str::to_owned)
            .collect();
        told.sort();
        Self {
            available: home.available(),
            pending: home.pending(),
            posted: home.posted(),
            unread: home.unread(),
            told,
            referrals: home.referrals().iter().map(referral).collect(),
            mail,
            credits: credits.iter().map(|credit| credit.amount).collect(),
            balance: stack.stripe().balance(name),
        }
    }

    /// The same, but for mail that came more than once: a participant is told at least once.
    pub(super) fn with_each_mail_once(mut self) -> Self {
        self.mail.values_mut().for_each(|count| *count = 1);
        self
    }
}

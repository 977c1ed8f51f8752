//! The rules that a credit goes through, each with the facts it was asked with: how staff see why.

mod facts;

use jiff::Timestamp;
use serde::Serialize;

use super::code::{self, Outlook, Rule};
use super::{Known, Standing};
use crate::reason::Reason;
use crate::reward::Side;

/// What a rule came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    Passed,
    /// It decides, and may still pass.
    Waiting,
    /// It decides, and will not pass.
    Failed,
    /// It is not asked yet, or does not matter any more.
    Open,
}

/// Something that is known, by its name: an instant in RFC 3339, an amount such as `10 USD`, an id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fact {
    pub name: &'static str,
    pub value: String,
}

/// One rule with what it was asked with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "ExplanationCheck")
)]
pub struct Check {
    pub rule: Rule,
    pub result: CheckResult,
    pub facts: Vec<Fact>,
}

/// Every rule that one side of a referral goes through, in their order.
pub fn of_referral(known: &Known<'_>, standing: Standing) -> Vec<Check> {
    let deciding = code::rule(standing.code);
    let asked = Rule::ALL.into_iter().filter(|rule| {
        let applies = match rule {
            Rule::Invite => false,
            Rule::Cap => standing.code == Reason::CapReached,
            Rule::Staff => standing.code == Reason::AdminDecision,
            Rule::Eligibility => known.side == Side::Referrer,
            Rule::Attribution
            | Rule::Qualification
            | Rule::Amount
            | Rule::Hold
            | Rule::Payment
            | Rule::Redemption
            | Rule::Posting
            | Rule::Invoice => true,
        };
        applies || *rule == deciding
    });
    asked
        .map(|rule| Check {
            rule,
            result: result(rule, deciding, standing.code),
            facts: facts::of_rule(rule, known),
        })
        .collect()
}

/// The one rule that decides where nothing else is known: of a signup that nobody was credited
/// with, or of an invite.
pub fn alone(standing: Standing, facts: Vec<Fact>) -> Vec<Check> {
    let rule = code::rule(standing.code);
    vec![Check {
        rule,
        result: result(rule, rule, standing.code),
        facts,
    }]
}

fn result(rule: Rule, deciding: Rule, code: Reason) -> CheckResult {
    match rule.cmp(&deciding) {
        std::cmp::Ordering::Less => CheckResult::Passed,
        std::cmp::Ordering::Greater => CheckResult::Open,
        std::cmp::Ordering::Equal => match code::outlook(code) {
            // Credit that nobody has asked for yet, or that is on its way, has not arrived.
            Outlook::Credited if code == Reason::AppliedOnInvoice => CheckResult::Passed,
            Outlook::Credited | Outlook::Waiting => CheckResult::Waiting,
            Outlook::NoCredit => CheckResult::Failed,
        },
    }
}

/// Facts in the making.
#[derive(Debug, Default)]
pub struct Facts(Vec<Fact>);

impl Facts {
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        let value = value.to_string();
        self.0.push(Fact { name, value });
        self
    }

    /// Where it is known.
    #[must_use]
    pub fn maybe(self, name: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// A word of the API: a setting, a state, a reason.
    #[must_use]
    pub fn word(self, name: &'static str, value: &impl Serialize) -> Self {
        let word = serde_json::to_value(value).ok();
        let word = word.and_then(|word| word.as_str().map(ToOwned::to_owned));
        self.maybe(name, word)
    }

    /// The same, where it is known.
    #[must_use]
    pub fn maybe_word(self, name: &'static str, value: Option<impl Serialize>) -> Self {
        match value {
            Some(value) => self.word(name, &value),
            None => self,
        }
    }

    pub fn list(self) -> Vec<Fact> {
        self.0
    }
}

/// Whether an account paid at an instant, as a word.
fn yes_or_no(at: Option<Timestamp>, paying: impl Fn(Timestamp) -> bool) -> Option<&'static str> {
    at.map(|at| if paying(at) { "yes" } else { "no" })
}

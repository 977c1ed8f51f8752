//! What differs between two versions of terms, in words.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::money::Currency;
use crate::terms::Rules;
use crate::wording;
use crate::words::Words;

/// One sentence for each rule that differs, in no order that means anything; none where the two
/// promise and ask the same.
///
/// A rule without words of its own is told by its name, so that none is left out.
pub fn sentences(before: &Rules, after: &Rules, currency: Currency) -> Vec<String> {
    let (old, new) = (fields(before), fields(after));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differs = |name: &&&String| old.get(**name) != new.get(**name);
    let sentence = |name: &String| {
        if name == "schedule" {
            let (was, is) = (offers(before, currency), offers(after, currency));
            return format!("What is earned: {is}. Before: {was}.");
        }
        let said = |fields: &Map<String, Value>| {
            let value = fields.get(name).unwrap_or(&Value::Null);
            if is_name(name) {
                names_of(value)
            } else {
                plain(value)
            }
        };
        format!("{}: {}; before: {}.", label(name), said(&new), said(&old))
    };
    names
        .iter()
        .filter(differs)
        .map(|name| sentence(name))
        .collect()
}

/// All that the schedule promises, period by period: `until 31 May 2022 you get $50; then you get
/// $25`.
pub fn offers(rules: &Rules, currency: Currency) -> String {
    let zone = rules.zone();
    let mut at = Timestamp::UNIX_EPOCH;
    let mut periods = Vec::new();
    loop {
        let offer = wording::offer(Words::english(), &rules.offer_at(at), currency);
        let then = if periods.is_empty() { "" } else { "then " };
        let Some(end) = rules.offer_ends(at) else {
            periods.push(format!("{then}{offer}"));
            return periods.join("; ");
        };
        let last = wording::last_day(Words::english(), end, &zone);
        periods.push(format!("{then}until {last} {offer}"));
        at = end;
    }
}

fn fields(rules: &Rules) -> Map<String, Value> {
    match serde_json::to_value(rules) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

fn label(name: &str) -> String {
    let known = match name {
        "trigger" => "A referral counts at",
        "signup_requires" => "A sign-up must bring",
        "time_zone" => "Days begin and end in",
        "amount_instant" => "The amount is that of",
        "minimum_payment" => "A first payment is above",
        "prices" => "A first payment is for one of",
        "eligibility" => "Referrers who earn",
        "eligibility_instant" => "They must be so at",
        "on_ineligible" => "Where the referrer is not eligible",
        "methods" => "A sign-up is tied to its referrer by",
        "model" => "Of several visits counts",
        "attribution_window_days" => "Days from the visit to the sign-up",
        "qualification_window_days" => "Days from the sign-up until it must count",
        "hold_days" => "Days that credit is held",
        "require_retention_days" => "Days that a friend has to stay subscribed",
        "void_on_cancel" => "Unused credit ends with the referrer's subscription",
        "expiry_days" => "Days until unused credit expires",
        "reversal_window_days" => "Days in which a refund takes credit back",
        "friend_release" => "The friend's own credit comes",
        "application" => "Credit reaches the bill",
        other => return wording::capitalized(&other.replace('_', " ")),
    };
    known.to_owned()
}

/// Whether a rule's value is a name that stands as it is: of a zone, of plans.
fn is_name(rule: &str) -> bool {
    matches!(rule, "time_zone" | "prices")
}

fn names_of(value: &Value) -> String {
    match value {
        Value::String(name) => name.clone(),
        Value::Array(names) => names.iter().map(names_of).collect::<Vec<_>>().join(", "),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => plain(value),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.replace('_', " "),
        Value::Array(values) if values.is_empty() => "none".to_owned(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) if fields.is_empty() => "none".to_owned(),
        Value::Object(fields) => {
            let pair = |(name, value): (&String, &Value)| {
                let name = name.replace('_', " ");
                if value.is_null() {
                    return name;
                }
                format!("{name} {}", plain(value))
            };
            fields.iter().map(pair).collect::<Vec<_>>().join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preset::{CLIENTJOY, CONTACTUALLY, Preset};
    use crate::program_file;

    fn rules(preset: Preset, change: impl Fn(&mut Rules)) -> Rules {
        let (_, mut rules) = program_file::parse(preset.toml).unwrap();
        change(&mut rules);
        rules
    }

    fn usd() -> Currency {
        "USD".parse().unwrap()
    }

    #[test]
    fn versions_that_promise_the_same_do_not_differ() {
        let same = rules(CLIENTJOY, |_| {});
        assert!(sentences(&same, &same, usd()).is_empty());
    }

    #[test]
    fn each_rule_that_differs_is_a_sentence() {
        let before = rules(CLIENTJOY, |_| {});
        let after = rules(CLIENTJOY, |rules| {
            rules.hold_days = 14;
            rules.expiry_days = Some(365);
        });
        assert_eq!(
            sentences(&before, &after, usd()),
            [
                "Days until unused credit expires: 365; before: none.",
                "Days that credit is held: 14; before: 0.",
            ]
        );
    }

    #[test]
    fn what_a_program_asks_beside_a_payment_is_told_in_words() {
        let before = rules(CONTACTUALLY, |_| {});
        let after = rules(CONTACTUALLY, |rules| {
            rules.prices = ["price_team".parse().unwrap(), "prod_1".parse().unwrap()].into();
            rules.require_retention_days = Some(30);
            rules.void_on_cancel = true;
        });
        assert_eq!(
            sentences(&before, &after, usd()),
            [
                "A first payment is for one of: price_team, prod_1; before: none.",
                "Days that a friend has to stay subscribed: 30; before: none.",
                "Unused credit ends with the referrer's subscription: yes; before: none.",
            ]
        );
    }

    #[test]
    fn c4_what_is_earned_is_told_period_by_period() {
        let before = rules(CLIENTJOY, |_| {});
        assert_eq!(
            offers(&before, usd()),
            "until 31 May 2022 you get $50 and your friend gets $50; then you get $25 and your \
             friend gets $25"
        );
        let after = rules(CLIENTJOY, |rules| {
            rules.schedule = rules_of_contactually().schedule;
        });
        let told = sentences(&before, &after, usd());
        assert!(
            told[0].starts_with("What is earned: you get $10. Before: until 31 May"),
            "{told:?}"
        );
    }

    fn rules_of_contactually() -> Rules {
        rules(CONTACTUALLY, |_| {})
    }

    #[test]
    fn no_rule_is_left_out() {
        let (one, other) = (rules(CLIENTJOY, |_| {}), rules_of_contactually());
        let (a, b) = (fields(&one), fields(&other));
        let differing = a.iter().filter(|(name, value)| b.get(*name) != Some(value));
        assert!(sentences(&one, &other, usd()).len() >= differing.count());
    }
}

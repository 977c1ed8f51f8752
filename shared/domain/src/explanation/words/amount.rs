//! Why it is this amount (C4, C30, E26, E29).

use super::case::Case;
use crate::terms::{AmountInstant, Trigger};

/// What it is for (C26, K20), and which day decided it where the program's amount depends on a day.
pub(crate) fn why(case: &Case<'_>) -> Option<String> {
    let sentences: Vec<String> = [once(case), promised(case)].into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn once(case: &Case<'_>) -> Option<String> {
    let rules = case.rules().filter(|_| case.is_referrers())?;
    case.amount()?;
    let what = match rules.trigger {
        Trigger::Signup => "It is for the sign-up: nothing more comes when they pay or upgrade.",
        Trigger::FirstPayment => "It is for their first payment, and comes once.",
    };
    Some(what.to_owned())
}

fn promised(case: &Case<'_>) -> Option<String> {
    let (referral, rules, amount) = (case.referral()?, case.rules()?, case.amount()?);
    let by_signup = rules.amount_instant == AmountInstant::Attribution;
    let at = if by_signup {
        referral.signed_up_at
    } else {
        case.reward()?.qualified_at
    };
    if rules.schedule.periods().len() < 2 {
        return None;
    }
    let happened = if by_signup {
        case.signed_up()
    } else {
        case.qualified()
    };
    let until = rules.offer_ends(at).map(|end| case.last_day(end));
    let until = until.map_or_else(String::new, |day| format!(", and did so until {day}"));
    Some(format!(
        "The program promised {amount} when {}{until}. A later change does not touch it.",
        decapitalized(&happened)
    ))
}

/// `You` becomes `you`; a name stays as it is.
fn decapitalized(sentence: &str) -> String {
    for word in ["You ", "Your friend "] {
        if let Some(rest) = sentence.strip_prefix(word) {
            return format!("{}{rest}", word.to_lowercase());
        }
    }
    sentence.to_owned()
}

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
    Some(case.say(match rules.trigger {
        Trigger::Signup => "once-signup",
        Trigger::FirstPayment => "once-paid",
    }))
}

fn promised(case: &Case<'_>) -> Option<String> {
    let (referral, rules) = (case.referral()?, case.rules()?);
    case.amount()?;
    let by_signup = rules.amount_instant == AmountInstant::Attribution;
    let at = if by_signup {
        referral.signed_up_at
    } else {
        case.reward()?.qualified_at
    };
    if rules.schedule.periods().len() < 2 {
        return None;
    }
    let mut values = vec![("ended", case.last_day(rules.offer_ends(at)))];
    if by_signup {
        values.push(("event", "signup".to_owned()));
    }
    Some(case.say_with("promised", &values))
}

//! The offer in a sentence (C1, C2, C4, K1).

use domain::program::ProgramStatus;
use domain::schedule::Offer;
use domain::terms::{AmountInstant, Trigger};
use domain::wording::{self, capitalized};

use crate::shown::Shown;

/// What is earned, by what, until when, and what is earned afterwards.
///
/// A program that takes nothing new offers nothing, whatever its schedule says (E4).
pub(crate) fn offer(shown: &Shown<'_>) -> String {
    match shown.program.settings.status {
        ProgramStatus::Active => promise(shown),
        ProgramStatus::Draft => shown.words.say("program-draft"),
        ProgramStatus::Paused => shown.words.say("program-paused"),
        ProgramStatus::Ended => shown.words.say(match shown.rules.trigger {
            Trigger::Signup => "program-ended",
            Trigger::FirstPayment => "program-ended-paid",
        }),
    }
}

fn promise(shown: &Shown<'_>) -> String {
    let rules = shown.rules;
    let now = sides(shown, &rules.offer_at(shown.now));
    let Some(end) = rules.offer_ends(shown.now) else {
        let cause = cause(shown, "");
        let values = [("offer", now.as_str()), ("cause", &cause)];
        return capitalized(&shown.words.fill("promise", &values));
    };
    let day = wording::last_day(shown.words, end, &rules.zone());
    let (cause, then) = (cause(shown, &day), sides(shown, &rules.offer_at(end)));
    let values = [("offer", now.as_str()), ("cause", &cause), ("then", &then)];
    capitalized(&shown.words.fill("promise-until", &values))
}

/// `day` is the last one on which the amount holds; which day of the friend's it is compared with
/// is the program's setting (C30).
fn cause(shown: &Shown<'_>, day: &str) -> String {
    let key = match (shown.rules.trigger, shown.rules.amount_instant) {
        (Trigger::Signup, _) => "cause-signup",
        (Trigger::FirstPayment, AmountInstant::Attribution) if !day.is_empty() => {
            "cause-paid-after-signup"
        }
        (Trigger::FirstPayment, _) => "cause-paid",
    };
    shown.words.part(key, &[("day", day)])
}

fn sides(shown: &Shown<'_>, offer: &Offer) -> String {
    wording::offer(shown.words, offer, shown.currency)
}

#[cfg(test)]
mod tests {
    use domain::preset::{CLIENTJOY, CONTACTUALLY};
    use domain::program::Program;

    use super::*;
    use crate::testing::{edited, program, shown, shown_at};

    #[test]
    fn c4_the_offer_names_its_last_day_and_what_follows() {
        let clientjoy = program(CLIENTJOY);
        assert_eq!(
            offer(&shown(&clientjoy)),
            "You get $50 and your friend gets $50 when your friend signs up by 31 May 2022; \
             afterwards you get $25 and your friend gets $25."
        );
        assert_eq!(
            offer(&shown_at(&clientjoy, "2022-05-31T18:30:00Z")),
            "You get $25 and your friend gets $25 when your friend signs up."
        );
    }

    #[test]
    fn k1_one_side_alone_earns() {
        assert_eq!(
            offer(&shown(&program(CONTACTUALLY))),
            "You get $10 when your friend makes a first payment."
        );
    }

    #[test]
    fn c30_the_day_that_decides_is_told() {
        let by_signup = edited(CLIENTJOY, r#""signup""#, r#""first_payment""#);
        let words = offer(&shown(&by_signup));
        assert!(
            words.contains("when a friend who signs up by 31 May 2022 makes a first payment;"),
            "{words}"
        );
        let mut by_payment = by_signup;
        by_payment.terms[0].rules.amount_instant = AmountInstant::Qualification;
        let words = offer(&shown(&by_payment));
        assert!(
            words.contains("when your friend makes a first payment by 31 May 2022;"),
            "{words}"
        );
    }

    #[test]
    fn e4_a_program_that_takes_nothing_new_offers_nothing() {
        let words = |preset, status| {
            let mut program: Program = program(preset);
            program.settings.status = status;
            offer(&shown(&program))
        };
        for status in [
            ProgramStatus::Draft,
            ProgramStatus::Paused,
            ProgramStatus::Ended,
        ] {
            assert!(!words(CLIENTJOY, status).contains('$'), "{status:?}");
        }
        assert!(words(CONTACTUALLY, ProgramStatus::Ended).contains("can still earn"));
    }
}

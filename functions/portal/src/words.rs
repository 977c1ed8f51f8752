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
        ProgramStatus::Draft => "The program has not begun yet.".to_owned(),
        ProgramStatus::Paused => {
            "The program is paused: a sign-up earns no credit at the moment.".to_owned()
        }
        ProgramStatus::Ended => match shown.rules.trigger {
            Trigger::Signup => "The program has ended: a sign-up earns no credit anymore.",
            Trigger::FirstPayment => {
                "The program has ended: only friends who have signed up already can still earn \
                 you credit."
            }
        }
        .to_owned(),
    }
}

fn promise(shown: &Shown<'_>) -> String {
    let rules = shown.rules;
    let now = sides(shown, &rules.offer_at(shown.now));
    let Some(end) = rules.offer_ends(shown.now) else {
        return capitalized(&format!("{now} {}.", cause(shown, None)));
    };
    let cause = cause(shown, Some(&wording::last_day(end, &rules.zone())));
    let then = sides(shown, &rules.offer_at(end));
    capitalized(&format!("{now} {cause}; afterwards {then}."))
}

/// `by` is the last day on which the amount holds; which day of the friend's it is compared with
/// is the program's setting (C30).
fn cause(shown: &Shown<'_>, by: Option<&str>) -> String {
    let by = by.map(|day| format!(" by {day}")).unwrap_or_default();
    match (shown.rules.trigger, shown.rules.amount_instant) {
        (Trigger::Signup, _) => format!("when your friend signs up{by}"),
        (Trigger::FirstPayment, AmountInstant::Attribution) if !by.is_empty() => {
            format!("when a friend who signs up{by} makes a first payment")
        }
        (Trigger::FirstPayment, _) => format!("when your friend makes a first payment{by}"),
    }
}

fn sides(shown: &Shown<'_>, offer: &Offer) -> String {
    wording::offer(offer, shown.currency)
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

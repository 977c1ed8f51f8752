//! Questions and answers, made from the program's own settings and terms, so that they cannot
//! contradict them.

mod earning;
mod inviting;
mod using;

use serde::Serialize;

use crate::shown::Shown;

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct Faq {
    pub(crate) question: String,
    pub(crate) answer: String,
}

/// Those that the program gives rise to, in the order in which they come up.
pub(crate) fn faq(shown: &Shown<'_>) -> Vec<Faq> {
    let invites =
        |answer: fn(&Shown<'_>) -> String| inviting::is_done_by_us(shown).then(|| answer(shown));
    let asked = [
        ("faq-amount", Some(earning::amount(shown))),
        ("faq-cash", Some(earning::cash(shown))),
        ("faq-instant", Some(earning::instant(shown))),
        ("faq-who", Some(earning::eligibility(shown))),
        ("faq-after", Some(earning::evidence(shown))),
        ("faq-use", Some(using::instant(shown))),
        ("faq-redeem", Some(using::redemption(shown))),
        ("faq-team", Some(shown.words.say("faq-team-text"))),
        ("faq-several", Some(inviting::several(shown))),
        ("faq-privacy", invites(inviting::privacy)),
        ("faq-missing", invites(inviting::missing)),
    ];
    let entry = |(question, answer): (&str, Option<String>)| {
        Some(Faq {
            question: shown.words.say(question),
            answer: answer?,
        })
    };
    asked.into_iter().filter_map(entry).collect()
}

/// Sentences, one after the other.
fn sentences(parts: &[Option<String>]) -> String {
    let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use domain::preset::{CLIENTJOY, CONTACTUALLY};
    use domain::program::{InviteMode, Program};

    use super::*;
    use crate::testing::{edited, program, shown};

    #[track_caller]
    fn answer(program: &Program, question: &str) -> String {
        let mut faq = faq(&shown(program)).into_iter();
        let found = faq.find(|entry| entry.question.contains(question));
        found.unwrap().answer
    }

    #[test]
    fn c24_to_c28_clientjoys_questions_are_answered() {
        insta::assert_json_snapshot!(faq(&shown(&program(CLIENTJOY))));
    }

    #[test]
    fn k1_to_k19_contactuallys_questions_are_answered() {
        insta::assert_json_snapshot!(faq(&shown(&program(CONTACTUALLY))));
    }

    #[test]
    fn k24_what_becomes_of_an_early_reward_is_the_programs_setting() {
        let forfeits = program(CONTACTUALLY);
        assert!(answer(&forfeits, "Who can earn").contains("earns you nothing"));
        let waits = edited(CONTACTUALLY, r#""forfeit""#, r#""wait""#);
        assert!(answer(&waits, "Who can earn").contains("we keep the credit for"));
    }

    #[test]
    fn k15_the_instant_that_counts_is_told() {
        for (instant, words) in [
            ("signup", "when your friend signs up;"),
            ("qualification", "when your friend makes a first payment;"),
            (
                "both",
                "when your friend signs up and when your friend makes a first payment;",
            ),
        ] {
            let edit = format!("eligibility_instant = \"{instant}\"");
            let program = edited(
                CONTACTUALLY,
                r#"eligibility_instant = "qualification""#,
                &edit,
            );
            let answer = answer(&program, "Who can earn");
            assert!(answer.contains(words), "{answer}");
        }
    }

    #[test]
    fn c32_an_address_to_confirm_and_a_hold_are_told() {
        let verified = edited(
            CLIENTJOY,
            r#"signup_requires = "none""#,
            r#"signup_requires = "email_verified""#,
        );
        assert!(answer(&verified, "When does").contains("confirmed their mail address"));
        let held = edited(CLIENTJOY, "hold_days = 0", "hold_days = 14");
        assert!(answer(&held, "When does").contains("on hold for 14 days"));
        assert!(!answer(&program(CLIENTJOY), "When does").contains("on hold"));
    }

    #[test]
    fn that_only_some_plans_count_is_told() {
        let edit = "hold_days = 0\nprices = [\"price_team\"]";
        let chosen = edited(CONTACTUALLY, "hold_days = 0", edit);
        let words = "It has to be for a plan that the program includes.";
        assert!(answer(&chosen, "When does").contains(words));
        assert!(!answer(&program(CONTACTUALLY), "When does").contains(words));
    }

    #[test]
    fn e33_e55_what_ends_with_a_subscription_is_told() {
        let asks = "hold_days = 14\nrequire_retention_days = 10";
        let stays = edited(CONTACTUALLY, "hold_days = 0", asks);
        let words = "Your friend has to stay subscribed for 10 days from then on";
        assert!(answer(&stays, "When does").contains(words));
        let void = "[referrer]\nvoid_on_cancel = true";
        let voids = edited(CONTACTUALLY, "[referrer]", void);
        let words = "If your own subscription ends, so does the credit";
        assert!(answer(&voids, "When can I use").contains(words));
        let keeps = program(CONTACTUALLY);
        assert!(!answer(&keeps, "When does").contains("stay subscribed"));
        assert!(!answer(&keeps, "When can I use").contains("own subscription"));
    }

    #[test]
    fn c31_a_friends_credit_may_come_later() {
        let later = edited(CLIENTJOY, r#""at_signup""#, r#""after_first_payment""#);
        let words = "Your friend’s own credit comes with their first payment.";
        assert!(answer(&later, "When does").contains(words));
    }

    #[test]
    fn a_program_that_does_not_send_invites_says_nothing_of_them() {
        let mut program = program(CLIENTJOY);
        program.settings.invites.mode = InviteMode::Off;
        let faq = faq(&shown(&program));
        assert!(faq.iter().all(|entry| !entry.answer.contains("spam")));
        assert!(answer(&program, "several").contains("Share your link"));
    }
}

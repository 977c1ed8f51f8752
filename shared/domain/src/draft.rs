//! Texts that a program gives its participants to send, with today's offer filled in (C12).

use jiff::Timestamp;

use crate::invite_message::{InviteMessage, Placeholders};
use crate::program::Program;
use crate::wording;
use crate::words::Words;

/// What the friend is offered at `now`, in words: `$50`. Nothing where only the referrer earns.
pub fn friend_reward(words: &Words, program: &Program, now: Timestamp) -> Option<String> {
    let offer = program.terms_at(now)?.rules.offer_at(now);
    wording::amounts(words, &offer.friend, program.settings.currency)
}

/// The sentence to share beside a link; empty where the program has none.
pub fn share_text(words: &Words, program: &Program, product: &str, now: Timestamp) -> String {
    let reward = reward(words, program, now);
    let values = Placeholders {
        friend_name: None,
        unnamed: &words.part("friend-name-unknown", &[]),
        product,
        reward: &reward,
    };
    InviteMessage::parse(&program.settings.share_text)
        .map(|text| text.render(&values))
        .unwrap_or_default()
}

/// The subject of an invite in the name of `referrer`. One that names a reward gives way where
/// the friend is offered none.
pub fn subject(
    words: &Words,
    program: &Program,
    (product, referrer): (&str, &str),
    now: Timestamp,
) -> String {
    let own = &program.settings.invites.subject;
    if own.contains("{reward}") && friend_reward(words, program, now).is_none() {
        let values = [("referrer", referrer), ("product", product)];
        return words.fill("invite-subject-plain", &values);
    }
    // Names and products go in last, so that nothing in them is taken for a placeholder.
    own.replace("{reward}", &reward(words, program, now))
        .replace("{product}", product)
        .replace("{referrer}", referrer)
}

/// The message of an invite as its sender may edit it: `{friend_name}` is left to fill in.
pub fn message(words: &Words, program: &Program, product: &str, now: Timestamp) -> String {
    let own = &program.settings.invites.message;
    own.replace("{reward}", &reward(words, program, now))
        .replace("{product}", product)
}

/// What stands for `{reward}`: a plain word where the friend is offered nothing.
pub fn reward(words: &Words, program: &Program, now: Timestamp) -> String {
    friend_reward(words, program, now).unwrap_or_else(|| words.part("credit-word", &[]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preset::{CLIENTJOY, CONTACTUALLY, Preset};
    use crate::program_file::parse;
    use crate::terms::TermsVersion;

    fn program(preset: Preset) -> Program {
        let (settings, rules) = parse(preset.toml).unwrap();
        let first = TermsVersion {
            version: 1,
            effective_from: Timestamp::UNIX_EPOCH,
            rules,
        };
        Program {
            id: preset.name.parse().unwrap(),
            settings,
            terms: vec![first],
        }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn c4_texts_name_the_amount_of_their_day() {
        let program = program(CLIENTJOY);
        let share = |now| share_text(Words::english(), &program, "Clientjoy", at(now));
        assert!(share("2022-05-31T18:29:59Z").contains("you get $50 in credit"));
        assert!(share("2022-05-31T18:30:00Z").contains("you get $25 in credit"));
        let subject = subject(
            Words::english(),
            &program,
            ("Clientjoy", "Ana Ruiz"),
            at("2022-05-25T10:00:00Z"),
        );
        assert_eq!(subject, "Ana Ruiz gives you $50 for Clientjoy");
    }

    #[test]
    fn c12_the_draft_lacks_the_friends_name_and_nothing_else() {
        let draft = message(
            Words::english(),
            &program(CLIENTJOY),
            "Clientjoy",
            at("2022-05-25T10:00:00Z"),
        );
        assert!(draft.starts_with("Hi {friend_name},"), "{draft}");
        assert!(draft.contains("you get $50 in credit"), "{draft}");
        assert!(!draft.contains("{product}"), "{draft}");
    }

    #[test]
    fn k1_a_subject_promises_no_reward_that_there_is_not() {
        let mut program = program(CONTACTUALLY);
        program.settings.invites.subject = "{referrer} gives you {reward}".to_owned();
        let subject = subject(
            Words::english(),
            &program,
            ("Acme", "Ana Ruiz"),
            at("2022-05-25T10:00:00Z"),
        );
        assert_eq!(subject, "Ana Ruiz invites you to Acme");
    }

    #[test]
    fn k1_where_only_the_referrer_earns_the_friend_is_offered_nothing() {
        let program = program(CONTACTUALLY);
        assert_eq!(
            friend_reward(Words::english(), &program, at("2022-05-25T10:00:00Z")),
            None
        );
        assert_eq!(
            share_text(
                Words::english(),
                &program,
                "Contactually",
                at("2022-05-25T10:00:00Z")
            ),
            ""
        );
    }
}

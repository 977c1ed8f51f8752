use proptest::prelude::*;

use super::{InvalidInviteMessage as Invalid, InviteMessage, Placeholders};
use crate::person_name::PersonName;
use crate::plain_text::contact::first_contact;

const VALUES: Placeholders<'static> = Placeholders {
    friend_name: None,
    unnamed: "there",
    product: "Acme",
    reward: "$50 credit",
};

fn refused(text: &str) -> Invalid {
    InviteMessage::parse(text).unwrap_err()
}

#[test]
fn the_message_is_kept_as_typed_but_for_line_ends_and_outer_space() {
    let message = InviteMessage::parse("\r\n Hi!\r\n\r\n\tLook\rhere \n").unwrap();
    assert_eq!(message.as_str(), "Hi!\n\n Look\nhere");
    let composed = InviteMessage::parse("Zoe\u{308}").unwrap();
    assert_eq!(composed.as_str(), "Zoë");
}

#[test]
fn placeholders_are_filled_in_once() {
    let message = InviteMessage::parse("Hi {friend_name}, {product} gives you {reward}!").unwrap();
    let bo = PersonName::parse("Bo Kim").unwrap();
    let values = Placeholders {
        friend_name: Some(&bo),
        unnamed: "there",
        product: "{reward}",
        reward: "$50",
    };
    assert_eq!(message.render(&values), "Hi Bo, {reward} gives you $50!");
    assert_eq!(
        message.render(&VALUES),
        "Hi there, Acme gives you $50 credit!"
    );
}

#[test]
fn f54_length_is_counted_in_characters() {
    assert!(InviteMessage::parse(&"é".repeat(1_000)).is_ok());
    assert!(InviteMessage::parse(&"e\u{301}".repeat(1_000)).is_ok());
    assert_eq!(refused(&"é".repeat(1_001)), Invalid::TooLong);
    assert_eq!(refused(&"x".repeat(1 << 20)), Invalid::TooLong);
    assert_eq!(refused(" \n "), Invalid::Empty);
}

#[test]
fn f54_each_refusal_says_what_was_found_and_what_to_do() {
    let table = [
        (
            "Look at evil.com",
            "holds a link or web address, “evil.com”: take it out, since the invite has its own \
             link (or, if it is none, put a space after the dot)",
        ),
        (
            "Write me: bo@acme.example",
            "holds a link or web address, “bo@acme.example”: take it out, since the invite has \
             its own link (or, if it is none, put a space after the dot)",
        ),
        (
            "I am @bo there",
            "holds an e-mail address or handle, “@bo”: take it out, or write “at” for “@”",
        ),
        (
            "Call +1 555 123 4567",
            "holds a phone number, “+1 555 123 4567”: take it out",
        ),
        (
            "Hi\nyou\u{202e}",
            "holds a hidden character (U+202E) in line 2: type that part again instead of \
             pasting it",
        ),
        (
            "Hi {freind_name}",
            "has {freind_name}, which stands for nothing: did you mean {friend_name}?",
        ),
        (
            "Hi {friend_name",
            "opens a brace that is not closed, “{friend_name”: close it or take it out",
        ),
    ];
    for (text, reason) in table {
        assert_eq!(refused(text).to_string(), reason);
    }
}

#[test]
fn the_nearest_placeholder_is_offered() {
    let table = [
        ("name", Some("friend_name")),
        ("Friend Name", Some("friend_name")),
        ("freind", None),
        ("products", Some("product")),
        ("prodcut", Some("product")),
        ("rewrad", Some("reward")),
        ("your reward", Some("reward")),
        ("company", None),
        ("", None),
    ];
    for (name, nearest) in table {
        let found = name.to_owned();
        let text = format!("Hi {{{name}}}");
        assert_eq!(
            refused(&text),
            Invalid::UnknownPlaceholder { found, nearest },
            "{name}"
        );
    }
    assert_eq!(
        refused("Hi {company}").to_string(),
        "has {company}, which stands for nothing: there are {friend_name}, {product} and {reward}"
    );
}

#[test]
fn f54_a_placeholder_cannot_complete_a_link_or_a_number() {
    for text in [
        "{friend_name}.com",
        "evil.{friend_name}",
        "{product}.io/x",
        "http://{product}",
    ] {
        assert!(matches!(refused(text), Invalid::Link { .. }), "{text}");
    }
    assert!(matches!(
        refused("55512{friend_name}"),
        Invalid::PhoneNumber { .. }
    ));
    assert!(matches!(
        refused("bo@{product}"),
        Invalid::EmailAddress { .. }
    ));
}

#[test]
fn braces_that_are_no_placeholders_are_refused() {
    assert!(matches!(
        refused("{{7*7}}"),
        Invalid::OpenPlaceholder { .. }
    ));
    assert!(matches!(
        refused("{\nproduct}"),
        Invalid::OpenPlaceholder { .. }
    ));
    assert!(InviteMessage::parse("closing } alone :}").is_ok());
}

#[test]
fn f54_markup_is_only_text() {
    assert!(InviteMessage::parse("<b>You & me</b> <script>alert(1)</script>").is_ok());
}

#[test]
fn messages_in_other_scripts_pass() {
    for text in [
        "Salut {friend_name} ! J’utilise {product} chaque jour — essaie donc…",
        "{friend_name}さん、{product}はとても良いです。ぜひ試してください。",
        "سلام {friend_name}، می‌خواهم {product} را معرفی کنم.",
        "Привет, {friend_name}! Попробуй {product}. Очень удобно.",
        "👩‍💻 ❤️ {product} 🎉 1️⃣",
    ] {
        assert_eq!(InviteMessage::parse(text).unwrap().as_str(), text);
    }
}

#[test]
fn f54_a_name_that_ends_in_a_dot_makes_no_link_with_a_lone_mark_after_it() {
    let message = InviteMessage::parse("{friend_name}\u{bcd}{friend_name}").unwrap();
    let name = PersonName::parse("aa.\u{1980}");
    let rendered = message.render(&Placeholders {
        friend_name: name.as_ref(),
        ..VALUES
    });
    assert_eq!(first_contact(&rendered), None, "{rendered}");
}

#[test]
fn logs_see_the_length_only() {
    let message = InviteMessage::parse("Hi Bo").unwrap();
    assert_eq!(format!("{message:?}"), "InviteMessage(5 characters)");
}

proptest! {
    #[test]
    fn f54_nothing_that_is_accepted_reads_as_a_link_for_any_friend(
        text in "(\\PC|[a-z.@/: 0-9\r\n]|\\{friend_name\\}|\\{product\\}|http|://|www|com|\u{ad}|\u{200d}){0,40}",
        name in "(\\PC|[a-z0-9.]|\\.){1,20}",
    ) {
        if let Ok(message) = InviteMessage::parse(&text) {
            let name = PersonName::parse(&name);
            let rendered = message.render(&Placeholders { friend_name: name.as_ref(), ..VALUES });
            prop_assert_eq!(first_contact(&rendered), None, "{}", rendered);
            prop_assert!(!rendered.contains(|c: char| c.is_control() && c != '\n'));
            prop_assert_eq!(InviteMessage::parse(message.as_str()), Ok(message.clone()));
        }
    }

    #[test]
    fn any_text_is_answered_without_a_panic(text in "(?s).{0,300}") {
        let _ = InviteMessage::parse(&text).map_err(|refusal| refusal.to_string());
    }
}

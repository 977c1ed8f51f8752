use proptest::prelude::*;

use super::PersonName;
use crate::plain_text::contact::first_contact;

fn shown(text: &str) -> Option<String> {
    PersonName::parse(text).map(String::from)
}

#[test]
fn names_of_the_world_stay_as_they_are() {
    for name in [
        "Bo Kim",
        "Zoë O'Neil-Łuczak",
        "Nguyễn Thị Minh Khai",
        "山田 太郎",
        "علی‌رضا رضایی",
        "Agent 47",
        "Ann & Joe (Acme)",
        "Sammy Davis, Jr",
        "Ria 👩‍🚀",
    ] {
        assert_eq!(shown(name).as_deref(), Some(name));
    }
}

#[test]
fn f55_what_could_carry_a_message_is_taken_out() {
    let table = [
        ("Bo\r\nBcc: x@y.com Kim", "Bo Bcc Kim"),
        ("Bo%0d%0aKim", "Bo 0d 0aKim"),
        ("Bo\u{202e}miK\u{200b}", "BomiK"),
        ("B\u{200d}o", "Bo"),
        ("Win $1000 at http://evil.com/x", "Win at"),
        ("WIN www.evil.museum", "WIN"),
        ("Free iPhone evil.com", "Free iPhone"),
        ("evil.museum Bo", "evil. museum Bo"),
        ("Bo 0176-1234567", "Bo"),
        ("<script>alert(1)</script>", "script alert(1) script"),
        ("{{7*7}} Bo", "7 7 Bo"),
        ("Bo_Kim", "Bo Kim"),
        ("J.R.R. Tolkien", "J. R. R. Tolkien"),
        ("  Bo \t Kim.  ", "Bo Kim"),
        ("𝗕𝗼 Ｋｉｍ", "Bo Kim"),
        ("\"Bo\" K", "Bo K"),
    ];
    for (text, name) in table {
        assert_eq!(shown(text).as_deref(), Some(name), "{text:?}");
    }
}

#[test]
fn nothing_is_left_of_a_text_without_letters() {
    for text in [
        "",
        "   ",
        "007",
        "https://evil.com",
        "bo@example.com",
        "🎉",
        "\u{202e}",
    ] {
        assert_eq!(shown(text), None, "{text:?}");
    }
}

#[test]
fn f55_ten_kilobytes_become_fifty_characters() {
    let name = shown(&"Ana ".repeat(2_500)).unwrap();
    assert_eq!(name.chars().count(), 50);
}

#[test]
fn a_tower_of_marks_stays_low() {
    let name = shown(&format!("Z{}oe", "\u{338}".repeat(40))).unwrap();
    assert_eq!(name.chars().count(), 6);
}

#[test]
fn friends_are_shown_by_first_name_and_initial() {
    let table = [
        ("Bo Kim", "Bo", "Bo K."),
        ("Bo van der Kamp", "Bo", "Bo K."),
        ("Bo", "Bo", "Bo"),
        ("Ria 👩‍🚀", "Ria", "Ria"),
        ("Ann & Joe (Acme)", "Ann", "Ann J."),
        ("山田太郎", "山田太郎", "山田太郎"),
    ];
    for (text, first, with_initial) in table {
        let name = PersonName::parse(text).unwrap();
        assert_eq!(
            (name.first_name(), name.with_initial().as_str()),
            (first, with_initial)
        );
    }
}

#[test]
fn logs_see_the_initial_only() {
    assert_eq!(
        format!("{:?}", PersonName::parse("Bo Kim").unwrap()),
        "PersonName(B•••)"
    );
}

proptest! {
    #[test]
    fn f55_no_text_lets_a_link_or_a_second_line_through(
        text in "(\\PC|[a-z.@/: 0-9\r\n]|http://|www\\.|\\.com|。|．|evil\\.com|\u{202e}|\u{200d}){0,60}",
    ) {
        if let Some(name) = PersonName::parse(&text) {
            prop_assert_eq!(first_contact(name.as_str()), None);
            prop_assert!(name.as_str().chars().count() <= 50);
            prop_assert!(!name.as_str().contains(char::is_control));
            prop_assert_eq!(PersonName::parse(name.as_str()), Some(name.clone()));
            let _ = (name.first_name(), name.with_initial());
        }
    }
}

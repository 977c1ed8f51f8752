use super::{Contact, first_contact};

#[test]
fn f54_links_are_found_in_every_dress() {
    for text in [
        "see http://evil.example/x",
        "HTTPS://EVIL.EXAMPLE",
        "hxxp://evil[.]com",
        "hxxps evil",
        "go to evil.com now",
        "evil.com",
        "(evil.com)",
        "evil.com.",
        "evil.com/path?x=1",
        "“evil.com”",
        "<a href=evil.com>",
        "www.evil.museum",
        "evil[.]com",
        "evil(dot)com",
        "evil [dot] com",
        "evil dot com",
        "evil . com",
        "evil .com!",
        "ｅｖｉｌ．ｃｏｍ",
        "evil。com",
        "ev\u{200d}il.com",
        "evil.c\u{301}om",
        "𝐞𝐯𝐢𝐥.𝐜𝐨𝐦",
        "пример.рф",
        "xn--e1afmkfd.xn--p1ai",
        "192.168.0.1",
        "javascript:alert(1)",
        "mailto:bo",
        "tel:5551234",
        "\\\\server\\share",
        "//evil/x",
        "a_b.evil-site.io:8080",
    ] {
        let found = first_contact(text);
        assert!(matches!(found, Some(Contact::Link(_))), "{text}: {found:?}");
    }
}

#[test]
fn addresses_and_handles_are_found() {
    for text in [
        "bo@acme",
        "write to @bo",
        "bo＠acme",
        "bo (at) acme",
        "bo[at]acme",
    ] {
        let found = first_contact(text);
        assert!(
            matches!(found, Some(Contact::EmailAddress(_))),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn phone_numbers_are_found_however_they_are_grouped() {
    for text in [
        "call 5551234",
        "+1 (555) 123-4567",
        "0176 / 12 34 56 78",
        "555.123.4567",
        "５５５１２３４",
        "١٢٣٤٥٦٧٨",
        "5️⃣5️⃣5️⃣1️⃣2️⃣3️⃣4️⃣",
        "5 5 5 1 2 3 4",
        "555–1234",
        "2026-05-31 555 12 34",
    ] {
        let found = first_contact(text);
        assert!(
            matches!(found, Some(Contact::PhoneNumber(_))),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn ordinary_sentences_pass() {
    for text in [
        "Hi Bo! I use it daily, e.g. for invoices. It saves me 3.5 hours a week…",
        "We met on 2026-05-31, from 10:00-11:30. Until 31.05.2022 - 01.06.2022!",
        "In 2019-2024 we grew to 10,000,000 users; version 1.2.3 cost $1,200.50.",
        "Wait...what? Yes :-) and/or no; the U.S. team, i.e. Ann-Marie & Jr., at 9.30am",
        "Room 12, seat 34. Ratio 4:3. 100 % sure.",
        "很好。我喜欢它。",
        "polka dot companies and a dot.",
        "HTTP is a protocol; the web is wide",
    ] {
        assert_eq!(first_contact(text), None, "{text}");
    }
}

#[test]
fn what_was_found_is_shown_in_short() {
    let text = format!("evil.com/{}", "x".repeat(100));
    let Some(Contact::Link(found)) = first_contact(&text) else {
        unreachable!()
    };
    assert_eq!(found.chars().count(), 41);
}

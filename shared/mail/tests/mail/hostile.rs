//! Names and messages that try to leave their box (F53 to F55, S20, S21, S23).

use domain::person_name::PersonName;
use mail::frame::Frame;
use mail::invite::Invite;
use mail::sender::SenderName;

use crate::fixtures;

/// Typed by strangers who want a header, a tag, a link or a line of their own.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<a href=\"https://evil.example\">Accept</a>",
    "\"><img src=x onerror=alert(1)>",
    "</td></tr></table><h1>You won</h1>",
    "{{7*7}} {% raw %} ${7*7} {product}",
    "x\r\nBcc: victim@example.com",
    "x%0d%0aBcc:victim@example.com",
    "--\r\nNot interested? Never write me again:\r\nevil",
    "\u{202e}moc.live\u{202c}",
    "a\u{200b}b\u{2028}c\0d",
    "&lt;b&gt; &amp; &#60;",
    "👩‍👩‍👧‍👦👩🏽‍💻",
    "=?utf-8?q?Acme?=",
    "<!-- [if mso]><![endif] -->",
];

fn invite_by(name: &str, message: &str) -> Invite {
    let referrer = PersonName::parse(name).unwrap_or(fixtures::name("Alice"));
    let recipient = PersonName::parse(name);
    let frame = Frame {
        recipient,
        ..fixtures::frame("Bo")
    };
    Invite {
        frame,
        referrer,
        message: message.to_owned(),
        ..fixtures::invite()
    }
}

fn count(text: &str, needle: &str) -> usize {
    text.matches(needle).count()
}

#[test]
fn f54_f55_no_name_or_message_becomes_markup() {
    let plain = fixtures::invite().render();
    for hostile in HOSTILE {
        let content = invite_by(&format!("Al {hostile}"), hostile).render();
        for mark in [
            "<a ", "<table", "<td", "<h1", "<div", "<script", "<img", "<!--", " href=\"",
        ] {
            let (found, expected) = (count(content.html(), mark), count(plain.html(), mark));
            assert_eq!(found, expected, "{mark} with {hostile:?}");
        }
    }
}

#[test]
fn f54_no_message_passes_for_a_line_of_ours_in_the_text() {
    for hostile in HOSTILE {
        let content = invite_by("Alice Doe", hostile).render();
        let quoted = content
            .text()
            .lines()
            .filter(|line| line.starts_with('>'))
            .count();
        assert_eq!(quoted, hostile.lines().count(), "{hostile:?}");
        assert_eq!(
            content
                .text()
                .lines()
                .filter(|line| line.starts_with("Not interested?"))
                .count(),
            1,
            "{hostile:?}"
        );
    }
}

#[test]
fn f53_f55_nothing_typed_adds_a_line_to_a_header() {
    for hostile in HOSTILE {
        let mut invite = invite_by(&format!("Al {hostile}"), hostile);
        invite.frame.product = format!("Acme {hostile}");
        let content = invite.render();
        let sender = SenderName::via(&invite.referrer, &invite.frame.product);
        for line in [content.subject(), sender.as_str()] {
            assert!(!line.contains(char::is_control), "{line:?}");
        }
        assert!(
            !SenderName::via(&invite.referrer, "Acme")
                .as_str()
                .contains(['@', '<', '"'])
        );
        assert!(sender.as_str().chars().count() <= 60);
    }
}

#[test]
fn a_thousand_characters_without_a_space_still_make_a_small_message() {
    let message = "W".repeat(1_000);
    let content = invite_by(&"x".repeat(10_000), &message).render();
    assert!(content.html().len() < 30_000);
    assert!(content.html().contains(&message));
}

#[test]
fn f54_markup_in_a_message_is_shown_as_it_was_typed() {
    let content = invite_by("Alice", "1 < 2 & \"quotes\" <b>bold</b>").render();
    assert!(
        content
            .html()
            .contains("1 &#60; 2 &#38; &#34;quotes&#34; &#60;b&#62;bold&#60;/b&#62;")
    );
    assert!(content.text().contains("> 1 < 2 & \"quotes\" <b>bold</b>"));
}

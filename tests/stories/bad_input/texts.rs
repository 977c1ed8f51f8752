//! What people type: addresses, names and messages that try to be something else.

use reqwest::Method;
use serde_json::json;

use super::with_ana_and_eve;
use crate::harness::answer::send;

/// Nothing in it is run, loaded, or leads anywhere of a stranger's choice.
#[track_caller]
fn harmless(html: &str) {
    for mark in [
        "<script",
        "<img",
        "<svg",
        "<iframe",
        "<h1>You won",
        "=\"javascript:",
        "\u{202e}",
    ] {
        assert!(!html.contains(mark), "{mark} in {html}");
    }
    assert!(!html.contains("href=\"https://evil"), "{html}");
}

#[test]
fn f53_a_hostile_address_is_refused_and_no_header_comes_of_it() {
    let stack = with_ana_and_eve();
    let addresses = [
        "bo@bo-co.example\r\nBcc: eve@eve-co.example",
        "\"x\r\n\"@b.example",
        "bo@bo-co.example,eve@eve-co.example",
        "Bo <bo@bo-co.example>",
        "bo@",
        "@bo-co.example",
        "bo",
        "",
        &format!("{}@bo-co.example", "x".repeat(320)),
    ];
    for address in addresses {
        let answer = stack.participant("ana").invites(&[address]).tried();
        assert_eq!(answer.problem(400), "invalid_request", "{address}");
        assert_eq!(answer.pointers(), ["/recipients/0/email"], "{address}");
    }
    assert!(stack.mailbox().all().is_empty());
}

#[test]
fn f55_a_hostile_name_is_shown_as_text_or_not_at_all() {
    let stack = with_ana_and_eve();
    for (number, name) in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "{{7*7}}",
        "${7*7}",
        "a\r\nBcc: x@y.example",
        "a%0d%0aBcc:x@y.example",
        "https://evil.example",
        "\u{202e}elpmaxe.live",
        "👩\u{200d}👩\u{200d}👧 Zoë",
        &"x".repeat(10_000),
    ]
    .iter()
    .enumerate()
    {
        let address = format!("bo{number}@bo-co.example");
        stack
            .participant("ana")
            .invites(&[&address])
            .named(&[name])
            .sent();
        let mail = stack.mailbox().only_one_to(&address);
        harmless(&mail.html);
        assert!(mail.everything().len() < 40_000, "{mail:?}");
        assert!(!mail.everything().contains("evil.example"), "{mail:?}");
        assert_eq!(mail.recipients, [address]);
        assert!(!mail.subject.contains('\n'), "{mail:?}");
    }
}

/// The member's own name, as the host tells it, on every page and in every mail that shows it.
#[test]
fn f55_a_hostile_name_of_the_referrer_is_text_in_mail_on_the_page_and_at_home() {
    let stack = with_ana_and_eve();
    for (number, name) in [
        "<script>alert(1)</script>",
        "\"><svg onload=alert(1)>",
        "</title><h1>You won",
        "{{7*7}}${7*7}<%= 7*7 %>",
        "Ana\r\nBcc: x@y.example",
        "Ana%0d%0aSet-Cookie:x=1",
        "\u{202e}anA",
        "👩\u{1f3fd}\u{200d}💻 Ana",
        "javascript:alert(1)",
    ]
    .iter()
    .enumerate()
    {
        let member = json!({ "id": "ana", "email": "ana@ana-co.example", "name": name });
        stack
            .host()
            .keeps("ana")
            .with("members", json!([member]))
            .told();
        let address = format!("bo{number}@bo-co.example");
        stack.participant("ana").invites(&[&address]).sent();
        let mail = stack.mailbox().only_one_to(&address);
        harmless(&mail.html);
        assert!(!mail.subject.contains(char::is_control), "{mail:?}");
        assert!(!mail.subject.contains("49"), "{mail:?}");
        let link = mail.personal_link();
        let landing = stack.friend().gets(&link);
        assert_eq!(landing.header("set-cookie"), "", "{landing:?}");
    }
    let long = json!({ "id": "ana", "email": "ana@ana-co.example", "name": "x".repeat(10_000) });
    let account = stack.host().keeps("ana").with("members", json!([long]));
    send(account.request()).expect(200);
    let home = stack.participant("ana").home();
    assert!(!home.everything().contains(&"x".repeat(51)), "{home:?}");
}

/// What a message may not hold is refused with the reason; what is left is shown as it was typed.
#[test]
fn f54_e69_a_hostile_message_is_refused_or_shown_as_text() {
    let stack = with_ana_and_eve();
    let ana = stack.participant("ana");
    let refused = [
        "see https://evil.example",
        "see hxxps://evil[.]example",
        "see evil.example/win",
        "see www.evil.example",
        "see evil dot com, or evil．com",
        "ask bo@evil.example",
        "call +1 555 123 4567",
        "\u{202e}moc.live\u{202c}",
        "e\u{200b}vil",
        "a\0b",
        "{{7*7}}",
        "{evil}",
        "",
        &"x".repeat(1_001),
        &"x".repeat(60_000),
    ];
    for message in refused {
        let answer = ana.invites(&["bo@bo-co.example"]).saying(message).tried();
        assert_eq!(answer.problem(400), "invalid_request", "{message:.40}");
        assert_eq!(answer.pointers(), ["/message"], "{message:.40}");
    }
    let large = "x".repeat(1 << 20);
    let answer = ana.invites(&["bo@bo-co.example"]).saying(&large).tried();
    assert_eq!(answer.problem(413), "too_large");
    assert!(stack.mailbox().all().is_empty());

    for (number, message) in [
        "<script>alert(1)</script>",
        "<h1>You won</h1> <img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">here</a>",
        "&lt;script&gt; &#60;svg onload=alert(1)&#62;",
        "Bye\r\n--\r\nBcc: you",
    ]
    .iter()
    .enumerate()
    {
        let address = format!("cy{number}@cy-co.example");
        let answer = stack
            .participant("ana")
            .invites(&[&address])
            .saying(message)
            .tried();
        if answer.status == 400 {
            assert_eq!(answer.pointers(), ["/message"], "{message}");
            continue;
        }
        let mail = stack.mailbox().only_one_to(&address);
        harmless(&mail.html);
        assert_eq!(mail.recipients, [address]);
        let first = message.lines().next().unwrap();
        assert!(mail.text.contains(first), "{mail:?}");
    }
}

#[test]
fn f53_the_host_cannot_tell_of_a_hostile_address_either() {
    let stack = with_ana_and_eve();
    for address in [
        "bo@bo-co.example\r\nBcc: x@y.example",
        "\"x\r\n\"@b.example",
        "bo@gοogle.com",
    ] {
        let member = json!({ "id": "bo", "email": address });
        let account = stack.host().keeps("bo").with("members", json!([member]));
        let answer = send(account.request());
        assert_eq!(answer.problem(400), "invalid_request", "{address}");
        assert_eq!(answer.pointers(), ["/members/0/email"], "{address}");
        let answer = stack.host().sends(
            Method::POST,
            "/v1/signups",
            &json!({ "account_id": "bo-co", "member": member, "signed_up_at": "2022-05-25T09:00:00Z" }),
        );
        assert_eq!(answer.problem(400), "invalid_request", "{address}");
        assert_eq!(answer.pointers(), ["/member/email"], "{address}");
    }
}

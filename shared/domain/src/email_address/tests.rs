mod table;

use proptest::prelude::*;

use super::{EmailAddress, InvalidEmailAddress as Invalid};

fn parsed(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

#[test]
fn ordinary_and_odd_but_legal_addresses_are_accepted() {
    for text in [
        "bo@example.com",
        "Bo.Kim@Example.COM",
        "bo+acme@example.co.uk",
        "o'neil@example.ie",
        "x@a.io",
        "_@example.com",
        "a-b_c=d{e}f/g@sub.domain.example.com",
        "1234567890@123.example",
        "bo@bücher.example",
        "bo@xn--bcher-kva.example",
        "bo@例え.jp",
        "bo@r3---sn.example",
    ] {
        assert_eq!(parsed(text).as_str(), text);
    }
}

#[test]
fn what_cannot_be_delivered_is_refused_with_its_reason() {
    let long_local = format!("{}@example.com", "a".repeat(65));
    let too_long = format!("{}@{}.com", "a".repeat(60), "b".repeat(60).repeat(4));
    let over_limit = format!("abc@{0}.{0}.{0}.{0}.com", "b".repeat(61));
    let megabyte = format!("{}@example.com", "a".repeat(1 << 20));
    let table: &[(&str, Invalid)] = &[
        ("", Invalid::Empty),
        (" \t\r\n", Invalid::Empty),
        ("bo", Invalid::MissingAt),
        ("@example.com", Invalid::LocalPartLength),
        (&long_local, Invalid::LocalPartLength),
        (&too_long, Invalid::InvalidDomain),
        (&over_limit, Invalid::TooLong),
        (&megabyte, Invalid::TooLong),
        ("bo@", Invalid::IncompleteDomain),
        ("bo@gmail", Invalid::IncompleteDomain),
        ("bo@example.c", Invalid::IncompleteDomain),
        ("bo@localhost", Invalid::IncompleteDomain),
        ("bo@.example.com", Invalid::InvalidDomain),
        ("bo@example..com", Invalid::InvalidDomain),
        ("bo@example.com.", Invalid::InvalidDomain),
        ("bo@-example.com", Invalid::InvalidDomain),
        ("bo@exam_ple.com", Invalid::InvalidDomain),
        ("bo@xn--zzzzzz!.com", Invalid::InvalidDomain),
        ("bo@127.0.0.1", Invalid::IpLiteral),
        ("bo@[127.0.0.1]", Invalid::IpLiteral),
        ("bo@[IPv6:::1]", Invalid::IpLiteral),
        (".bo@example.com", Invalid::LocalPartCharacter),
        ("bo.@example.com", Invalid::LocalPartCharacter),
        ("b..o@example.com", Invalid::LocalPartCharacter),
        ("victim%other.com@example.com", Invalid::LocalPartCharacter),
        ("host!bo@example.com", Invalid::LocalPartCharacter),
        (
            "=?utf-8?q?bo=40evil.com?=@example.com",
            Invalid::LocalPartCharacter,
        ),
        ("bö@example.com", Invalid::LocalPartNotAscii),
        ("bо@example.com", Invalid::LocalPartNotAscii), // Cyrillic о
        ("a@b.com\r\nBcc:x@y.com", Invalid::SeveralAddresses),
        ("a@b.com\r\nBcc:x", Invalid::SpaceOrControl),
        ("a\0b@example.com", Invalid::SpaceOrControl),
        ("a b@example.com", Invalid::SpaceOrControl),
        ("\"x\r\n\"@b.com", Invalid::NotBare),
        ("\"bo\"@example.com", Invalid::NotBare),
        ("Bo <bo@example.com>", Invalid::NotBare),
        ("bo(at home)@example.com", Invalid::NotBare),
        ("bo@example.com,al@example.com", Invalid::SeveralAddresses),
        ("bo@example.com;al@example.com", Invalid::SeveralAddresses),
        ("bo@al@example.com", Invalid::SeveralAddresses),
        ("bo@pаypal.com", Invalid::MixedAlphabets), // Cyrillic а
        ("bo@xn--pypal-4ve.com", Invalid::MixedAlphabets),
        ("bo@gооgle.com", Invalid::MixedAlphabets), // Cyrillic оо
    ];
    for (text, reason) in table {
        let shown: String = text.chars().take(60).collect();
        assert_eq!(EmailAddress::parse(text).unwrap_err(), *reason, "{shown:?}");
    }
}

#[test]
fn white_space_around_the_address_is_left_out() {
    assert_eq!(parsed(" \tbo@example.com\r\n").as_str(), "bo@example.com");
}

#[test]
fn the_exact_key_folds_case_and_spelling_of_the_domain_only() {
    assert_eq!(parsed("Bo.K+x@Gmail.COM").exact_key(), "bo.k+x@gmail.com");
    assert_eq!(
        parsed("bo@BÜCHER.example").exact_key(),
        parsed("bo@xn--bcher-kva.example").exact_key()
    );
}

#[test]
fn the_canonical_key_finds_the_mailbox_behind_tags_and_dots() {
    let table = [
        ("b.o.k+acme@googlemail.com", "bok@gmail.com"),
        ("B.O.K@GMAIL.com", "bok@gmail.com"),
        ("b.o.k+acme@example.com", "b.o.k@example.com"),
        ("+acme@example.com", "+acme@example.com"),
        ("bo@bücher.example", "bo@xn--bcher-kva.example"),
    ];
    for (text, key) in table {
        assert_eq!(parsed(text).canonical_key(), key);
    }
}

#[test]
fn the_domain_is_sent_in_ascii_and_the_local_part_as_typed() {
    assert_eq!(
        parsed("Bo@Bücher.example").deliverable(),
        "Bo@xn--bcher-kva.example"
    );
}

#[test]
fn role_addresses_are_told_from_people() {
    for text in [
        "info@a.com",
        "No-Reply@a.com",
        "no_reply@a.com",
        "postmaster+x@a.com",
        "mailer-daemon@a.com",
        "rust-dev-request@a.com",
        "owner-users@a.com",
    ] {
        assert!(parsed(text).is_role_address(), "{text}");
    }
    for text in [
        "bo@a.com",
        "infosys@a.com",
        "hello@a.com",
        "saleh@a.com",
        "adminah@a.com",
    ] {
        assert!(!parsed(text).is_role_address(), "{text}");
    }
}

#[test]
fn disposable_domains_and_those_below_them_are_known() {
    for text in [
        "bo@mailinator.com",
        "bo@sub.mailinator.com",
        "o'neil@guerrillamail.com",
    ] {
        assert!(parsed(text).is_disposable(), "{text}");
    }
    for text in ["bo@gmail.com", "bo@bücher.example", "o'neil@example.ie"] {
        assert!(!parsed(text).is_disposable(), "{text}");
    }
}

#[test]
fn other_eyes_see_the_first_letter_and_the_domain() {
    assert_eq!(parsed("bo.kim@gmail.com").masked(), "b•••@gmail.com");
    assert_eq!(
        format!("{:?}", parsed("bo.kim@gmail.com")),
        "EmailAddress(b•••@gmail.com)"
    );
}

#[test]
fn stored_as_text_and_checked_when_read() {
    let address: EmailAddress = serde_json::from_str("\"bo@example.com\"").unwrap();
    assert_eq!(
        serde_json::to_string(&address).unwrap(),
        "\"bo@example.com\""
    );
    let error = serde_json::from_str::<EmailAddress>("\"bo\"")
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("has no @"), "{error}");
}

proptest! {
    #[test]
    fn any_text_is_answered_without_a_panic(text in "\\PC{0,80}") {
        let _ = EmailAddress::parse(&text);
    }

    #[test]
    fn f53_what_is_accepted_is_one_bare_ascii_line_for_the_mail_system(
        text in "[a-zA-Z0-9.+%!'\"<>,;:=?(){}\\[\\]\r\n é-]{0,20}@[a-zA-Z0-9.\\-üа\r\n ]{0,20}",
    ) {
        if let Ok(address) = EmailAddress::parse(&text) {
            let wire = address.deliverable();
            prop_assert!(wire.chars().all(|c| c.is_ascii_graphic()));
            prop_assert!(!wire.contains(['"', '<', '>', ',', ';', '(', ')', '%', '!']));
            prop_assert_eq!(wire.matches('@').count(), 1);
            prop_assert!(wire.len() <= 254);
            let again = EmailAddress::parse(address.as_str()).unwrap();
            prop_assert_eq!(again.exact_key(), address.exact_key());
            let _ = (address.is_role_address(), address.is_disposable(), address.masked());
        }
    }
}

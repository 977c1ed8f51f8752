//! Which addresses are accepted, one by one, by the rules of RFC 5321 and RFC 5322 that they keep or
//! break (F53). The tables are ours; the kinds of cases follow the grammar, rule by rule.

use super::{EmailAddress, Invalid};

/// Kept as typed, and sent to the address on the right.
#[rustfmt::skip]
const ACCEPTED: &[(&str, &str)] = &[
    // RFC 5321 §4.1.2: Atom, and every character of atext but those that once were routes.
    ("bo@example.com", "bo@example.com"),
    ("b@example.com", "b@example.com"),
    ("BO@example.com", "BO@example.com"),
    ("007@example.com", "007@example.com"),
    ("bo#1@example.com", "bo#1@example.com"),
    ("bo$@example.com", "bo$@example.com"),
    ("bo&al@example.com", "bo&al@example.com"),
    ("o'neil@example.com", "o'neil@example.com"),
    ("bo*@example.com", "bo*@example.com"),
    ("bo+al@example.com", "bo+al@example.com"),
    ("+@example.com", "+@example.com"),
    ("-bo-@example.com", "-bo-@example.com"),
    ("bo/al@example.com", "bo/al@example.com"),
    ("bo=al@example.com", "bo=al@example.com"),
    ("bo?@example.com", "bo?@example.com"),
    ("bo^@example.com", "bo^@example.com"),
    ("_bo_@example.com", "_bo_@example.com"),
    ("bo`@example.com", "bo`@example.com"),
    ("{bo}@example.com", "{bo}@example.com"),
    ("bo|al@example.com", "bo|al@example.com"),
    ("~bo@example.com", "~bo@example.com"),
    // Dot-string.
    ("bo.kim@example.com", "bo.kim@example.com"),
    ("b.o.k.i.m@example.com", "b.o.k.i.m@example.com"),
    // §4.1.2 Domain: labels of letters, digits and inner hyphens.
    ("bo@a.example", "bo@a.example"),
    ("bo@1.example", "bo@1.example"),
    ("bo@1a.example", "bo@1a.example"),
    ("bo@a1.example", "bo@a1.example"),
    ("bo@a-b.example", "bo@a-b.example"),
    ("bo@a--b.example", "bo@a--b.example"),
    ("bo@a.b.c.d.example", "bo@a.b.c.d.example"),
    ("bo@EXAMPLE.Com", "bo@example.com"),
    ("bo@example.museum", "bo@example.museum"),
    // IDNA, in either spelling; some characters are another way to write the same domain.
    ("bo@bücher.example", "bo@xn--bcher-kva.example"),
    ("bo@BÜCHER.example", "bo@xn--bcher-kva.example"),
    ("bo@xn--bcher-kva.example", "bo@xn--bcher-kva.example"),
    ("bo@例え.jp", "bo@xn--r8jz45g.jp"),
    ("bo@пример.рф", "bo@xn--e1afmkfd.xn--p1ai"),
    ("bo@example。com", "bo@example.com"),
    ("bo@ｅｘａｍｐｌｅ.com", "bo@example.com"),
    // A whole word in one other alphabet is somebody's name: it is sent in ASCII.
    ("bo@аррӏе.com", "bo@xn--80ak6aa92e.com"),
    // White space around the address is the form's, not the address's.
    (" bo@example.com", "bo@example.com"),
    ("bo@example.com\r\n", "bo@example.com"),
    ("\tbo@example.com \u{a0}", "bo@example.com"),
];

/// Refused, for this reason.
#[rustfmt::skip]
const REFUSED: &[(&str, Invalid)] = &[
    // Nothing, or not both halves.
    ("", Invalid::Empty),
    ("   ", Invalid::Empty),
    ("@", Invalid::LocalPartLength),
    ("bo", Invalid::MissingAt),
    ("example.com", Invalid::MissingAt),
    ("bo at example.com", Invalid::SpaceOrControl),
    ("bo＠example.com", Invalid::MissingAt),
    ("@example.com", Invalid::LocalPartLength),
    ("bo@", Invalid::IncompleteDomain),
    // Dot-string: no dot at an end, none beside another.
    (".@example.com", Invalid::LocalPartCharacter),
    (".bo@example.com", Invalid::LocalPartCharacter),
    ("bo.@example.com", Invalid::LocalPartCharacter),
    ("bo..kim@example.com", Invalid::LocalPartCharacter),
    ("...@example.com", Invalid::LocalPartCharacter),
    // RFC 5322 §3.2.3: specials stand for themselves only in quotes, and quotes are not taken.
    ("\"\"@example.com", Invalid::NotBare),
    ("\"bo\"@example.com", Invalid::NotBare),
    ("\"bo kim\"@example.com", Invalid::NotBare),
    ("\"bo@al\"@example.com", Invalid::NotBare),
    ("\"bo\\\"kim\"@example.com", Invalid::NotBare),
    ("\"bo\\\\kim\"@example.com", Invalid::NotBare),
    ("\"bo\".kim@example.com", Invalid::NotBare),
    ("bo.\"kim\"@example.com", Invalid::NotBare),
    ("\"bo@example.com", Invalid::NotBare),
    ("bo\"@example.com", Invalid::NotBare),
    ("bo\\@example.com", Invalid::NotBare),
    ("bo\\ kim@example.com", Invalid::NotBare),
    ("bo kim@example.com", Invalid::SpaceOrControl),
    ("bo,kim@example.com", Invalid::SeveralAddresses),
    ("bo:kim@example.com", Invalid::LocalPartCharacter),
    ("bo;kim@example.com", Invalid::SeveralAddresses),
    ("bo[kim@example.com", Invalid::LocalPartCharacter),
    ("bo]kim@example.com", Invalid::LocalPartCharacter),
    ("bo(kim@example.com", Invalid::NotBare),
    ("bo)kim@example.com", Invalid::NotBare),
    ("bo<kim@example.com", Invalid::NotBare),
    ("bo>kim@example.com", Invalid::NotBare),
    ("bo@kim@example.com", Invalid::SeveralAddresses),
    ("bo@@example.com", Invalid::SeveralAddresses),
    // §3.2.2: comments and folded white space.
    ("(note)bo@example.com", Invalid::NotBare),
    ("bo(note)@example.com", Invalid::NotBare),
    ("bo@(note)example.com", Invalid::NotBare),
    ("bo@example.com(note)", Invalid::NotBare),
    ("bo@example(a(b)c).com", Invalid::NotBare),
    ("bo @example.com", Invalid::SpaceOrControl),
    ("bo@ example.com", Invalid::SpaceOrControl),
    ("bo\r\n @example.com", Invalid::SpaceOrControl),
    ("bo@\r\n example.com", Invalid::SpaceOrControl),
    ("bo @ example . com", Invalid::SpaceOrControl),
    // §3.4: a mailbox with a name, a group, a list, a route.
    ("Bo <bo@example.com>", Invalid::NotBare),
    ("<bo@example.com>", Invalid::NotBare),
    ("bo@example.com, al@example.com", Invalid::SeveralAddresses),
    ("bo@example.com;al@example.com", Invalid::SeveralAddresses),
    ("friends: bo@example.com", Invalid::SpaceOrControl),
    ("friends:bo@example.com", Invalid::LocalPartCharacter),
    ("@a.example,@b.example:bo@example.com", Invalid::SeveralAddresses),
    ("mailto:bo@example.com", Invalid::LocalPartCharacter),
    // Routes of old, and what some mail programs read as another address.
    ("bo%example.com@relay.example", Invalid::LocalPartCharacter),
    ("relay!bo@example.com", Invalid::LocalPartCharacter),
    ("=?utf-8?q?bo?=@example.com", Invalid::LocalPartCharacter),
    // Domain: labels, and how the last one must look.
    ("bo@.", Invalid::InvalidDomain),
    ("bo@.com", Invalid::InvalidDomain),
    ("bo@.example.com", Invalid::InvalidDomain),
    ("bo@example..com", Invalid::InvalidDomain),
    ("bo@example.com.", Invalid::InvalidDomain),
    ("bo@-example.com", Invalid::InvalidDomain),
    ("bo@example-.com", Invalid::InvalidDomain),
    ("bo@-.com", Invalid::InvalidDomain),
    ("bo@exam_ple.com", Invalid::InvalidDomain),
    ("bo@exam!ple.com", Invalid::InvalidDomain),
    ("bo@exam$ple.com", Invalid::InvalidDomain),
    ("bo@exam%ple.com", Invalid::InvalidDomain),
    ("bo@exam&ple.com", Invalid::InvalidDomain),
    ("bo@exam'ple.com", Invalid::InvalidDomain),
    ("bo@exam*ple.com", Invalid::InvalidDomain),
    ("bo@exam+ple.com", Invalid::InvalidDomain),
    ("bo@exam=ple.com", Invalid::InvalidDomain),
    ("bo@exam/ple.com", Invalid::InvalidDomain),
    ("bo@{example}.com", Invalid::InvalidDomain),
    ("bo@~example.com", Invalid::InvalidDomain),
    ("bo@example.com:25", Invalid::InvalidDomain),
    ("bo@example.com/path", Invalid::InvalidDomain),
    ("bo@example.com?subject=x", Invalid::InvalidDomain),
    ("bo@example.com#bo", Invalid::InvalidDomain),
    ("bo@https://example.com", Invalid::InvalidDomain),
    ("bo@localhost", Invalid::IncompleteDomain),
    ("bo@com", Invalid::IncompleteDomain),
    ("bo@example.c", Invalid::IncompleteDomain),
    ("bo@example.1", Invalid::IpLiteral),
    ("bo@127.0.0.1", Invalid::IpLiteral),
    ("bo@127.1", Invalid::IpLiteral),
    // §4.1.3: address literals.
    ("bo@[127.0.0.1]", Invalid::IpLiteral),
    ("bo@[256.256.256.256]", Invalid::IpLiteral),
    ("bo@[IPv6:::1]", Invalid::IpLiteral),
    ("bo@[IPv6:2001:db8::1]", Invalid::IpLiteral),
    ("bo@[example.com]", Invalid::IpLiteral),
    ("bo@[]", Invalid::IpLiteral),
    ("bo@[tag:content]", Invalid::IpLiteral),
    // IDNA that cannot be, and one word of two alphabets.
    ("bo@xn--.com", Invalid::InvalidDomain),
    ("bo@xn--a.com", Invalid::InvalidDomain),
    ("bo@exa\u{ad}mple\u{378}.com", Invalid::InvalidDomain),
    ("bo@\u{200d}.com", Invalid::InvalidDomain),
    ("bo@exam\u{202e}ple.com", Invalid::InvalidDomain),
    ("bo@pаypal.com", Invalid::MixedAlphabets), // Cyrillic а
    ("bo@gοοgle.com", Invalid::MixedAlphabets), // Greek οο
    ("bo@xn--pypal-4ve.com", Invalid::MixedAlphabets),
    ("bo@exampIe.сom", Invalid::MixedAlphabets), // Cyrillic с
    // SES has no SMTPUTF8.
    ("bö@example.com", Invalid::LocalPartNotAscii),
    ("bо@example.com", Invalid::LocalPartNotAscii), // Cyrillic о
    ("用户@example.com", Invalid::LocalPartNotAscii),
    ("b\u{200b}o@example.com", Invalid::LocalPartNotAscii),
    ("b\u{202e}o@example.com", Invalid::LocalPartNotAscii),
    ("\u{feff}bo@example.com", Invalid::LocalPartNotAscii),
    ("👩‍💻@example.com", Invalid::LocalPartNotAscii),
    // Control characters, and whoever hopes for a header of their own.
    ("b\0o@example.com", Invalid::SpaceOrControl),
    ("b\to@example.com", Invalid::SpaceOrControl),
    ("b\u{7f}o@example.com", Invalid::SpaceOrControl),
    ("b\u{85}o@example.com", Invalid::SpaceOrControl),
    ("b\u{2028}o@example.com", Invalid::SpaceOrControl),
    ("bo@example.com\0", Invalid::SpaceOrControl),
    ("bo@example\u{a0}.com", Invalid::SpaceOrControl),
    ("bo@example.com\r\nBcc: al", Invalid::SpaceOrControl),
    ("bo@example.com\nBcc: al@example.com", Invalid::SeveralAddresses),
    ("bo@example.com\rBcc: al", Invalid::SpaceOrControl),
    ("bo@example.com\r\n\r\nBuy", Invalid::SpaceOrControl),
    ("\"x\r\n\"@example.com", Invalid::NotBare),
    ("bo%0d%0aBcc:al@example.com", Invalid::LocalPartCharacter),
    ("bo@example.com%0d%0aBcc:al", Invalid::InvalidDomain),
    ("bo@example.com\u{560a}\u{560d}Bcc:al", Invalid::InvalidDomain),
    // Whoever hopes for a page or a query of their own.
    ("<script>alert(1)</script>@example.com", Invalid::NotBare),
    ("bo@<img src=x>.com", Invalid::NotBare),
    ("' OR 1=1--@example.com", Invalid::SpaceOrControl),
    ("${7*7}@{{7*7}}.com", Invalid::InvalidDomain),
];

/// The longest that is, and one more: RFC 5321 §4.5.3.1, RFC 1035 §2.3.4.
fn by_length() -> [(String, Option<Invalid>); 8] {
    let label = |length: usize| "b".repeat(length);
    let of_four = |last: usize| format!("{0}.{0}.{0}.{1}.com", label(61), label(last));
    [
        (format!("{}@example.com", "a".repeat(64)), None),
        (
            format!("{}@example.com", "a".repeat(65)),
            Some(Invalid::LocalPartLength),
        ),
        (format!("bo@{}.com", label(63)), None),
        (
            format!("bo@{}.com", label(64)),
            Some(Invalid::InvalidDomain),
        ),
        // 254 in all, of which 251 are the domain; then 255.
        (format!("bo@{}", of_four(61)), None),
        (format!("boo@{}", of_four(61)), Some(Invalid::TooLong)),
        (
            format!("{}@{}", "a".repeat(64), of_four(61)),
            Some(Invalid::TooLong),
        ),
        (
            format!("{}@example.com", "a".repeat(308)),
            Some(Invalid::LocalPartLength),
        ),
    ]
}

#[test]
fn f53_the_table_says_which_addresses_are_accepted() {
    for (text, sent_to) in ACCEPTED {
        let address = EmailAddress::parse(text);
        let address = address.unwrap_or_else(|refusal| panic!("{text:?} {refusal}"));
        assert_eq!(address.deliverable(), *sent_to, "{text:?}");
        assert_eq!(address.as_str(), text.trim(), "{text:?}");
    }
}

#[test]
fn f53_the_table_says_which_addresses_are_refused_and_why() {
    for (text, reason) in REFUSED {
        let found = EmailAddress::parse(text).map(|address| address.deliverable());
        assert_eq!(found, Err(*reason), "{text:?}");
    }
    assert!(ACCEPTED.len() + REFUSED.len() > 170);
}

#[test]
fn f53_an_address_may_be_as_long_as_mail_systems_take_it() {
    for (text, refused) in by_length() {
        let found = EmailAddress::parse(&text).err();
        assert_eq!(found, refused, "{} characters", text.len());
    }
    let longest = "a".repeat(320 - "@example.com".len()) + "@example.com";
    assert_eq!(longest.len(), 320);
    assert!(EmailAddress::parse(&longest).is_err());
}

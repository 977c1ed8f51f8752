use domain::preset::{CLIENTJOY, CONTACTUALLY, Preset};
use domain::program_file::parse;
use domain::terms::TermsVersion;

use super::*;

fn program(preset: Preset) -> Program {
    let (settings, rules) = parse(preset.toml).unwrap();
    Program {
        id: preset.name.parse().unwrap(),
        settings,
        terms: vec![TermsVersion {
            version: 1,
            effective_from: Timestamp::UNIX_EPOCH,
            rules,
        }],
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn may() -> Timestamp {
    at("2022-05-25T10:00:00Z")
}

fn html(page: &Page) -> String {
    page.render("abc", "https://app.example.com/signup")
        .unwrap()
}

fn reader<'a>(product: &'a str, inviter: Option<&'a str>) -> Reader<'a> {
    Reader {
        words: Words::english(),
        product,
        inviter,
    }
}

fn open(preset: Preset, product: &str, inviter: Option<&str>, now: Timestamp) -> String {
    html(&Page::open(reader(product, inviter), &program(preset), now))
}

#[test]
fn a_two_sided_offer_until_a_date() {
    insta::assert_snapshot!(open(CLIENTJOY, "Clientjoy", Some("Ana"), may()));
}

#[test]
fn an_invite_to_a_program_that_gives_friends_nothing() {
    insta::assert_snapshot!(open(CONTACTUALLY, "Contactually", None, may()));
}

#[test]
fn an_expired_invite() {
    insta::assert_snapshot!(html(&Page::notice(
        reader("Clientjoy", Some("Ana")),
        Notice::Expired
    )));
}

#[test]
fn c4_the_page_shows_the_offer_of_the_day() {
    let june = open(
        CLIENTJOY,
        "Clientjoy",
        Some("Ana"),
        at("2022-05-31T18:30:00Z"),
    );
    assert!(
        june.contains("$25 credit for you") && !june.contains("until"),
        "{june}"
    );
}

#[test]
fn every_answer_has_the_way_to_sign_up() {
    for notice in Notice::ALL {
        let page = Page::notice(reader("Acme", None), notice);
        let html = html(&page);
        assert!(
            html.contains(r#"href="https://app.example.com/signup""#),
            "{html}"
        );
        assert!(!html.contains("<form"), "{html}");
    }
}

#[test]
fn f55_names_and_products_are_text_and_nothing_else() {
    let html = open(CLIENTJOY, "<img src=x>", Some("<script>"), may());
    assert!(
        !html.contains("<script") && !html.contains("<img"),
        "{html}"
    );
}

#[test]
fn what_previews_show_names_nobody() {
    let html = open(CLIENTJOY, "Clientjoy", Some("Ana"), may());
    let head = html.split_once("</head>").unwrap().0;
    assert!(head.contains("og:title") && !head.contains("Ana"), "{head}");
}

#[test]
fn a_page_is_small_and_asks_nobody_else_for_anything() {
    let html = open(CLIENTJOY, "Clientjoy", Some("Ana"), may());
    assert!(html.len() < 15 * 1024, "{}", html.len());
    for outside in ["<script", "src=", "<link", "@import", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn c34_who_has_an_account_is_told_whom_to_thank() {
    let page = |inviter| html(&Page::notice(reader("Acme", inviter), Notice::Customer));
    assert!(page(Some("Ana")).contains("Thank Ana anyway"));
    assert!(page(None).contains("Thank your friend anyway"));
}

#[test]
fn every_answer_is_whole_in_every_language() {
    for locale in domain::locale::Locale::ALL {
        let reader = Reader {
            words: Words::of(locale),
            ..reader("Acme", Some("Ana"))
        };
        domain::words::take_missed();
        for notice in Notice::ALL {
            let html = html(&Page::notice(reader, notice));
            let head = format!(r#"<html lang="{}" dir="{}">"#, locale, reader.words.dir);
            assert!(html.contains(&head), "{html}");
            assert!(html.len() < 15_000);
        }
        let html = html(&Page::open(reader, &program(CLIENTJOY), may()));
        assert!(html.len() < 15_000, "{locale}: {}", html.len());
        assert!(!html.contains("landing-"), "{locale}: {html}");
    }
}

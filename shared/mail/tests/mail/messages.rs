//! Every message as text and HTML.

use crate::fixtures;
use domain::locale::Locale;
use domain::reason::Reason;
use domain::wording;
use domain::words::Words;
use mail::content::Look;
use mail::reason::{Outlook, outlook};

#[test]
fn every_message_reads_as_recorded() {
    for (name, content) in fixtures::all() {
        let text = format!("Subject: {}\n\n{}", content.subject(), content.text());
        insta::assert_snapshot!(format!("{name}.txt"), text);
        insta::assert_snapshot!(format!("{name}.html"), content.html());
    }
}

/// One record a language: subjects and texts, and the HTML of the invite, whose form all share.
#[test]
fn every_message_reads_as_recorded_in_every_language() {
    for locale in Locale::ALL.into_iter().skip(1) {
        let all = fixtures::all_in(locale);
        let texts = all.iter().map(|(name, content)| {
            let rule = "=".repeat(72);
            format!(
                "{rule}\n{name}\n\nSubject: {}\n\n{}\n",
                content.subject(),
                content.text()
            )
        });
        let texts: String = texts.collect();
        insta::assert_snapshot!(format!("in_{locale}.txt"), texts);
        insta::assert_snapshot!(format!("in_{locale}.html"), all[0].1.html());
    }
}

#[test]
fn every_message_says_its_language_and_direction_and_lacks_no_word() {
    for locale in Locale::ALL {
        let head = format!(
            r#"<html lang="{locale}" dir="{}""#,
            locale.direction().as_str()
        );
        for (name, content) in fixtures::all_in(locale) {
            assert!(content.html().contains(&head), "{name}");
            for form in [content.text(), content.html(), content.subject()] {
                let mut words =
                    form.split(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)));
                let key = words.find(|word| word.contains('-') && Words::english().has(word));
                assert_eq!(key, None, "{locale} {name}");
            }
        }
    }
}

#[test]
fn c14_a_preview_is_dark_or_light_whatever_the_reader_is() {
    for (name, content) in fixtures::all() {
        let (light, dark) = (content.html_in(Look::Light), content.html_in(Look::Dark));
        assert!(light.contains(":root{color-scheme:light}"), "{name}");
        assert!(light.contains("@media not all{"), "{name}");
        assert!(dark.contains(":root{color-scheme:dark}"), "{name}");
        assert!(dark.contains("@media all{"), "{name}");
        for html in [light, dark] {
            assert!(!html.contains("prefers-color-scheme"), "{name}");
        }
    }
}

#[test]
fn every_message_is_small_and_loads_nothing() {
    for (name, content) in Locale::ALL.into_iter().flat_map(fixtures::all_in) {
        assert!(
            content.html().len() < 30_000,
            "{name}: {} bytes",
            content.html().len()
        );
        assert!(content.text().len() < 5_000, "{name}");
        for forbidden in [
            "<img",
            "<script",
            "<link",
            "@import",
            "url(",
            "src=",
            "background=",
        ] {
            assert!(
                !content.html().contains(forbidden),
                "{name} has {forbidden}"
            );
        }
    }
}

#[test]
fn every_message_names_product_reason_address_and_a_way_out_in_both_forms() {
    for (name, content) in fixtures::all() {
        for form in [content.text(), content.html()] {
            for needed in [
                "Acme",
                "Why did I get this?",
                "1 Example Street, Example City",
                content.unsubscribe_url().as_str(),
            ] {
                assert!(form.contains(needed), "{name} lacks {needed}");
            }
        }
    }
}

#[test]
fn every_link_of_the_html_is_written_out_in_the_text() {
    for (name, content) in fixtures::all() {
        for link in content.html().split("href=\"").skip(1) {
            let link = link.split('"').next().unwrap();
            assert!(content.text().contains(link), "{name} lacks {link}");
        }
    }
}

#[test]
fn the_invite_names_the_referrer_in_full_and_says_what_they_may_earn() {
    let content = fixtures::invite().render();
    assert!(
        content
            .text()
            .contains("Alice Doe entered your address at Acme")
    );
    assert!(
        content
            .text()
            .contains("Alice may earn $50 credit if you join.")
    );
    assert!(
        content
            .text()
            .contains("Not interested? Never write me again")
    );
    assert_eq!(content.subject(), "Alice Doe gives you $50 credit for Acme");
}

#[test]
fn a_subject_with_a_reward_that_nobody_gets_falls_back() {
    let content = fixtures::invite_without_offer().render();
    assert_eq!(content.subject(), "Alice Doe invites you to Acme");
}

#[test]
fn only_what_the_referrer_can_mend_has_an_upgrade_button() {
    let mut message = fixtures::no_credit();
    assert!(message.render().html().contains("Upgrade my plan"));
    message.reason = Reason::CapReached;
    assert!(!message.render().html().contains("Upgrade my plan"));
}

#[test]
fn credit_that_is_held_cannot_be_redeemed_yet() {
    let mut message = fixtures::credit_earned_on_request();
    assert!(message.render().text().contains("Redeem my credit"));
    message.held_until = Some("14 June 2022".to_owned());
    assert!(!message.render().text().contains("Redeem my credit"));
}

#[test]
fn the_words_do_not_tell_whether_a_friend_had_an_account() {
    assert_eq!(
        wording::reason(Words::english(), Reason::ExistingAccount),
        wording::reason(Words::english(), Reason::FormerAccount)
    );
    assert_eq!(
        wording::reason(Words::english(), Reason::InviteOptedOut),
        wording::reason(Words::english(), Reason::InviteNotSent)
    );
}

#[test]
fn what_can_be_mended_names_the_paid_plan() {
    assert_eq!(outlook(Reason::WaitingForReferrerToPay), Outlook::Waiting);
    assert_eq!(outlook(Reason::ReferrerNotPayingAtInstant), Outlook::Lost);
    for reason in [
        Reason::WaitingForReferrerToPay,
        Reason::ReferrerNotPayingAtInstant,
    ] {
        assert!(
            wording::mend(Words::english(), reason)
                .unwrap()
                .starts_with("Upgrade to a paid plan")
        );
    }
}

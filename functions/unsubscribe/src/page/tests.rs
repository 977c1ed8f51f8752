//! What the page says and offers.

use domain::reason::Reason;
use domain::suppression::Suppression;
use domain::token::Signer;
use jiff::Timestamp;

use super::*;

fn stopped(kinds: &[MailKind], may_be_undone: bool) -> Suppressions {
    let signer = Signer::from_secret("a secret that is long enough for anyone").unwrap();
    let stop = |kind: &MailKind| Suppression {
        address_hash: signer.address_hash(&"bo@example.com".parse().unwrap()),
        kind: *kind,
        reason: Reason::InviteOptedOut,
        since: Timestamp::UNIX_EPOCH,
        apart_from_reminders: true,
        may_be_undone,
    };
    Suppressions::of(kinds.iter().map(stop).collect())
}

fn asked(kind: MailKind, suppressions: &Suppressions) -> String {
    let page = Page::asking((Words::english(), "Acme"), Standing::of(kind, suppressions));
    page.render().unwrap()
}

fn done(kind: MailKind, suppressions: &Suppressions) -> String {
    let page = Page::done((Words::english(), "Acme"), Standing::of(kind, suppressions));
    page.render().unwrap()
}

#[test]
fn a_stranger_stops_invites_or_all_mail_and_switches_nothing_on() {
    let page = asked(MailKind::Invites, &Suppressions::default());
    assert!(page.contains("Never write me again"), "{page}");
    assert!(page.contains("Stop all of it"), "{page}");
    assert!(!page.contains("checkbox"), "{page}");
    let page = done(MailKind::Invites, &stopped(&[MailKind::Invites], true));
    assert!(page.contains("will not invite this address"), "{page}");
    assert!(!page.contains("checkbox"), "{page}");
}

#[test]
fn a_participant_stops_the_kind_at_hand_or_chooses() {
    for kind in [MailKind::Notifications, MailKind::Reminders] {
        let page = asked(kind, &Suppressions::default());
        assert_eq!(page.matches("<form method=\"post\">").count(), 3, "{page}");
        assert_eq!(page.matches(" checked").count(), 2, "{page}");
    }
}

#[test]
fn what_was_stopped_is_shown_so_and_can_be_switched_on_again() {
    let stops = stopped(&[MailKind::Reminders], true);
    let reminders = MailKind::Reminders;
    for page in [asked(reminders, &stops), done(reminders, &stops)] {
        assert_eq!(page.matches("\"checkbox\"").count(), 2, "{page}");
        assert_eq!(page.matches(" checked").count(), 1, "{page}");
        assert!(!page.contains("value=\"stop\""), "{page}");
    }
}

#[test]
fn where_mail_came_back_there_is_nothing_to_choose() {
    let page = asked(MailKind::Notifications, &stopped(&MailKind::ALL, false));
    assert!(page.contains("No mail comes to this address"), "{page}");
    assert!(!page.contains("<form"), "{page}");
}

#[test]
fn afterwards_a_stranger_has_nothing_left_to_press() {
    let all = stopped(&MailKind::ALL, true);
    assert!(!done(MailKind::Invites, &all).contains("<button"));
    let not_ours = Page::not_ours((Words::english(), "Acme")).render().unwrap();
    assert!(!not_ours.contains("<button"));
}

#[test]
fn every_page_is_small_and_loads_nothing() {
    for kind in MailKind::ALL {
        for stops in [Suppressions::default(), stopped(&[kind], true)] {
            for page in [asked(kind, &stops), done(kind, &stops)] {
                assert!(page.len() < 15_000, "{}", page.len());
                for word in ["<script", "http:", "https:", "src=", "url("] {
                    assert!(!page.contains(word), "{word}: {page}");
                }
            }
        }
    }
}

#[test]
fn a_hostile_name_of_a_product_stays_text() {
    let standing = Standing::of(MailKind::Notifications, &Suppressions::default());
    let page = Page::asking((Words::english(), "<script>alert(1)</script>"), standing);
    assert!(!page.render().unwrap().contains("<script>"));
}

#[test]
fn f55_a_hostile_name_of_a_product_stays_text() {
    let standing = Standing::of(MailKind::Notifications, &Suppressions::default());
    let page = Page::asking((Words::english(), "<script>alert(1)</script>"), standing).render();
    let page = page.unwrap();
    assert!(!page.contains("<script>"), "{page}");
}

#[test]
fn the_page_is_whole_in_every_language() {
    for locale in domain::locale::Locale::ALL {
        let words = Words::of(locale);
        for kind in MailKind::ALL {
            for stops in [
                Suppressions::default(),
                stopped(&[kind], true),
                stopped(&[kind], false),
            ] {
                let standing = Standing::of(kind, &stops);
                for page in [
                    Page::asking((words, "Acme"), standing),
                    Page::done((words, "Acme"), standing),
                ] {
                    let html = page.render().unwrap();
                    assert!(
                        html.contains(&format!(r#"<html lang="{locale}" dir="{}">"#, words.dir))
                    );
                    assert!(!html.contains("stop-"), "{locale}: {html}");
                }
            }
        }
    }
}

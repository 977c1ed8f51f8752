use proptest::prelude::*;
use url::Url;

use super::{ShareNetwork, cut, share_intents, x_weight};

fn link() -> Url {
    Url::parse("https://refer.acme.example/r/k7Xq2").unwrap()
}

fn intent(network: ShareNetwork, text: &str) -> String {
    share_intents(&link(), text, "Try Acme & save", &[network])
        .remove(0)
        .url
}

#[test]
fn each_network_gets_the_link_with_its_channel_mark() {
    let url = |mark| format!("https%3A%2F%2Frefer.acme.example%2Fr%2Fk7Xq2%3Fc%3D{mark}");
    let table = [
        (
            ShareNetwork::Whatsapp,
            format!("https://wa.me/?text=Get%20%2450%0A{}", url("wa")),
        ),
        (
            ShareNetwork::X,
            format!(
                "https://x.com/intent/tweet?text=Get%20%2450&url={}",
                url("x")
            ),
        ),
        (
            ShareNetwork::Linkedin,
            format!(
                "https://www.linkedin.com/sharing/share-offsite/?url={}",
                url("li")
            ),
        ),
        (
            ShareNetwork::Facebook,
            format!("https://www.facebook.com/sharer/sharer.php?u={}", url("fb")),
        ),
        (
            ShareNetwork::Email,
            format!(
                "mailto:?subject=Try%20Acme%20%26%20save&body=Get%20%2450%0D%0A%0D%0A{}",
                url("em")
            ),
        ),
        (
            ShareNetwork::Telegram,
            format!("https://t.me/share/url?url={}&text=Get%20%2450", url("tg")),
        ),
        (
            ShareNetwork::Bluesky,
            format!(
                "https://bsky.app/intent/compose?text=Get%20%2450%0A{}",
                url("bs")
            ),
        ),
        (
            ShareNetwork::Threads,
            format!(
                "https://www.threads.net/intent/post?url={}&text=Get%20%2450",
                url("th")
            ),
        ),
        (
            ShareNetwork::Reddit,
            format!(
                "https://www.reddit.com/submit?url={}&title=Try%20Acme%20%26%20save",
                url("rd")
            ),
        ),
        (
            ShareNetwork::Sms,
            format!("sms:?&body=Get%20%2450%0A{}", url("sms")),
        ),
    ];
    assert_eq!(table.len(), ShareNetwork::ALL.len());
    for (network, expected) in table {
        assert_eq!(intent(network, "Get $50"), expected);
    }
}

#[test]
fn buttons_keep_the_programs_order_and_names() {
    let networks = [ShareNetwork::Linkedin, ShareNetwork::Whatsapp];
    let intents = share_intents(&link(), "Hi", "Acme", &networks);
    assert_eq!(
        serde_json::to_value(&intents).unwrap()[0]["network"],
        "linkedin"
    );
    let labels: Vec<&str> = intents.iter().map(|intent| intent.label.as_str()).collect();
    assert_eq!(labels, ["LinkedIn", "WhatsApp"]);
}

#[test]
fn a_link_that_has_a_query_keeps_it() {
    let link = Url::parse("https://acme.example/r/k7?a=1").unwrap();
    let url = share_intents(&link, "", "", &[ShareNetwork::Facebook])
        .remove(0)
        .url;
    assert!(url.ends_with("k7%3Fa%3D1%26c%3Dfb"), "{url}");
}

#[test]
fn a_post_on_x_leaves_room_for_its_link() {
    let fits = "a".repeat(256);
    assert_eq!(cut(&fits, 256, x_weight), fits);
    let words = "seven77 ".repeat(40);
    let post = cut(&words, 256, x_weight);
    assert!(post.ends_with("seven77…"), "{post}");
    assert!(post.chars().map(x_weight).sum::<usize>() <= 256);
    assert_eq!(cut(&"山".repeat(200), 256, x_weight).chars().count(), 128);
}

#[test]
fn without_words_the_link_goes_alone() {
    let url = intent(ShareNetwork::Whatsapp, " ");
    assert!(
        url.starts_with("https://wa.me/?text=https%3A%2F%2F"),
        "{url}"
    );
}

proptest! {
    #[test]
    fn every_button_is_one_legal_url(text in "\\PC{0,400}|[ -~\r\n]{0,3000}", subject in "\\PC{0,80}") {
        for intent in share_intents(&link(), &text, &subject, &ShareNetwork::ALL) {
            prop_assert!(intent.url.bytes().all(|b| b.is_ascii_graphic()));
            prop_assert!(!intent.url.contains(['"', '\'', '<', '>', '+']));
            prop_assert!(intent.url.contains("k7Xq2"));
            prop_assert!(Url::parse(&intent.url).is_ok());
            if intent.network == ShareNetwork::Email {
                prop_assert!(intent.url.len() <= 2_000, "{}", intent.url.len());
            }
        }
    }
}

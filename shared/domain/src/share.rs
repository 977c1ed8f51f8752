//! Ready-made links that open another network with the participant's link and words filled in.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use url::Url;

/// Everything but the unreserved characters of RFC 3986 §2.3, so that a space is `%20`.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A post on X, with its link counted as [`X_LINK`] and the space before it as one.
const X_POST: usize = 280;
const X_LINK: usize = 23;

/// A post on Bluesky, link and all.
const BLUESKY_POST: usize = 300;

/// The longest `mailto:` that common mail programs open.
const MAILTO_LENGTH: usize = 2_000;

/// Where a participant can share the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShareNetwork {
    Whatsapp,
    X,
    Linkedin,
    Facebook,
    /// The participant's own mail program.
    Email,
    Telegram,
    Bluesky,
    Threads,
    Reddit,
    /// The participant's own phone.
    Sms,
}

impl ShareNetwork {
    pub const ALL: [Self; 10] = [
        Self::Whatsapp,
        Self::X,
        Self::Linkedin,
        Self::Facebook,
        Self::Email,
        Self::Telegram,
        Self::Bluesky,
        Self::Threads,
        Self::Reddit,
        Self::Sms,
    ];

    /// The network's own name, for a button.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Whatsapp => "WhatsApp",
            Self::X => "X",
            Self::Linkedin => "LinkedIn",
            Self::Facebook => "Facebook",
            Self::Email => "Email",
            Self::Telegram => "Telegram",
            Self::Bluesky => "Bluesky",
            Self::Threads => "Threads",
            Self::Reddit => "Reddit",
            Self::Sms => "SMS",
        }
    }

    /// The value of `c` on the shared link, by which visits are told apart.
    pub const fn channel_mark(self) -> &'static str {
        match self {
            Self::Whatsapp => "wa",
            Self::X => "x",
            Self::Linkedin => "li",
            Self::Facebook => "fb",
            Self::Email => "em",
            Self::Telegram => "tg",
            Self::Bluesky => "bs",
            Self::Threads => "th",
            Self::Reddit => "rd",
            Self::Sms => "sms",
        }
    }
}

/// One share button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShareIntent {
    pub network: ShareNetwork,
    pub label: String,
    /// Opens in a new tab, or in the mail or message program.
    pub url: String,
}

/// A button for each of `networks`, in their order.
///
/// `text` is the sentence before the link and holds no link itself; it is cut where a network
/// allows less. `subject` is the title of a mail or post.
pub fn share_intents(
    link: &Url,
    text: &str,
    subject: &str,
    networks: &[ShareNetwork],
) -> Vec<ShareIntent> {
    networks
        .iter()
        .map(|&network| ShareIntent {
            network,
            label: network.label().to_owned(),
            url: intent_url(network, &marked(link, network), text.trim(), subject),
        })
        .collect()
}

/// `link` with the network's channel mark.
fn marked(link: &Url, network: ShareNetwork) -> String {
    let mut link = link.clone();
    link.query_pairs_mut()
        .append_pair("c", network.channel_mark());
    link.into()
}

fn intent_url(network: ShareNetwork, link: &str, text: &str, subject: &str) -> String {
    let url = encoded(link);
    match network {
        // The link stands on a line of its own, which makes the preview come up.
        ShareNetwork::Whatsapp => {
            format!("https://wa.me/?text={}", encoded(&on_own_line(text, link)))
        }
        ShareNetwork::X => {
            let text = cut(
                text,
                X_POST.saturating_sub(X_LINK).saturating_sub(1),
                x_weight,
            );
            format!(
                "https://x.com/intent/tweet?text={}&url={url}",
                encoded(&text)
            )
        }
        ShareNetwork::Linkedin => {
            format!("https://www.linkedin.com/sharing/share-offsite/?url={url}")
        }
        ShareNetwork::Facebook => format!("https://www.facebook.com/sharer/sharer.php?u={url}"),
        ShareNetwork::Email => mailto(link, text, subject),
        ShareNetwork::Telegram => {
            format!("https://t.me/share/url?url={url}&text={}", encoded(text))
        }
        ShareNetwork::Bluesky => {
            let room = BLUESKY_POST
                .saturating_sub(link.chars().count())
                .saturating_sub(1);
            let post = on_own_line(&cut(text, room, |_| 1), link);
            format!("https://bsky.app/intent/compose?text={}", encoded(&post))
        }
        ShareNetwork::Threads => {
            format!(
                "https://www.threads.net/intent/post?url={url}&text={}",
                encoded(text)
            )
        }
        ShareNetwork::Reddit => {
            format!(
                "https://www.reddit.com/submit?url={url}&title={}",
                encoded(subject)
            )
        }
        // The odd `?&` is what both iOS and Android understand.
        ShareNetwork::Sms => format!("sms:?&body={}", encoded(&on_own_line(text, link))),
    }
}

fn mailto(link: &str, text: &str, subject: &str) -> String {
    let head = format!("mailto:?subject={}&body=", encoded(subject));
    let tail = encoded(&format!("\r\n\r\n{link}"));
    let room = MAILTO_LENGTH
        .saturating_sub(head.len())
        .saturating_sub(tail.len());
    // Line breaks are CRLF in a mailto URL (RFC 6068 §5).
    let body = text.replace("\r\n", "\n").replace('\n', "\r\n");
    let body = cut(&body, room, |c| encoded(c.encode_utf8(&mut [0; 4])).len());
    format!("{head}{}{tail}", encoded(&body))
}

fn on_own_line(text: &str, link: &str) -> String {
    if text.is_empty() {
        link.to_owned()
    } else {
        format!("{text}\n{link}")
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// `text` if its weight is within `limit`, else its first words and an ellipsis.
fn cut(text: &str, limit: usize, weight: impl Fn(char) -> usize) -> String {
    let total = |text: &str| text.chars().map(&weight).fold(0, usize::saturating_add);
    if total(text) <= limit {
        return text.to_owned();
    }
    let room = limit.saturating_sub(weight('…'));
    let mut used = 0_usize;
    let fitting = text.char_indices().find(|(_, c)| {
        used = used.saturating_add(weight(*c));
        used > room
    });
    let fitting = &text[..fitting.map_or(text.len(), |(end, _)| end)];
    let whole_words = fitting
        .rsplit_once(char::is_whitespace)
        .map_or(fitting, |(words, _)| words);
    format!("{}…", whole_words.trim_end())
}

/// How much of the 280 a character takes (twitter-text configuration v3).
fn x_weight(c: char) -> usize {
    match c {
        '\0'..='\u{10ff}'
        | '\u{2000}'..='\u{200d}'
        | '\u{2010}'..='\u{201f}'
        | '\u{2032}'..='\u{2037}' => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests;

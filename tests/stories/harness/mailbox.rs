//! The mail that was sent.

use reqwest::Method;
use serde_json::Value;

use super::people::Person;
use super::stack::Stack;

pub(crate) struct Mailbox<'a> {
    stack: &'a Stack,
}

/// One message.
#[derive(Debug, Clone)]
pub(crate) struct Mail {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
    /// Everybody it was addressed to, openly or not.
    pub(crate) recipients: Vec<String>,
    id: String,
    whole: Value,
}

impl<'a> Mailbox<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        Self { stack }
    }

    /// Every message, oldest first.
    #[track_caller]
    pub(crate) fn all(&self) -> Vec<Mail> {
        self.read("/mail")
    }

    /// The messages to one person: an address, or a short name.
    #[track_caller]
    pub(crate) fn of_person(&self, who: &str) -> Vec<Mail> {
        let address = if who.contains('.') {
            who.to_owned()
        } else {
            Person::named(who).email()
        };
        self.read(&format!("/mail?to={address}"))
    }

    #[track_caller]
    fn read(&self, path: &str) -> Vec<Mail> {
        self.stack.settle();
        let shown = self.stack.control(Method::GET, path, None);
        let mail = shown["mail"].as_array().unwrap();
        mail.iter().map(Mail::read).collect()
    }

    /// The only message to one person.
    #[track_caller]
    pub(crate) fn only_one_to(&self, who: &str) -> Mail {
        let mut mail = self.of_person(who);
        assert_eq!(mail.len(), 1, "{mail:?}");
        mail.remove(0)
    }

    /// The subjects of all messages to one person.
    #[track_caller]
    pub(crate) fn subjects_to(&self, who: &str) -> Vec<String> {
        self.of_person(who)
            .into_iter()
            .map(|mail| mail.subject)
            .collect()
    }

    /// The message could not be delivered.
    pub(crate) fn bounces(&self, mail: &Mail) {
        self.tells(mail, "bounce");
        self.stack.settle();
    }

    /// SES tells what became of a message: `deliver`, `delay`, `bounce`, `soft-bounce`,
    /// `known-to-bounce`, `complain` or `reject`.
    pub(crate) fn tells(&self, mail: &Mail, fate: &str) {
        let path = format!("/mail/{}/{fate}", mail.id);
        self.stack.control(Method::POST, &path, None);
    }
}

impl Mail {
    fn read(mail: &Value) -> Self {
        let text = |field: &str| mail[field].as_str().unwrap_or_default().to_owned();
        let addresses = |field: &str| -> Vec<String> {
            let listed = mail[field].as_array().into_iter().flatten();
            listed
                .map(|address| address.as_str().unwrap().to_owned())
                .collect()
        };
        Self {
            subject: text("subject"),
            text: text("text"),
            html: text("html"),
            recipients: ["to", "cc", "bcc"].map(addresses).concat(),
            id: text("id"),
            whole: mail.clone(),
        }
    }

    /// The day on which it was sent, in a time zone: `2022-05-25`.
    #[track_caller]
    pub(crate) fn day_in(&self, zone: &str) -> String {
        let sent_at: jiff::Timestamp = self.whole["sent_at"].as_str().unwrap().parse().unwrap();
        let local = sent_at.in_tz(zone).unwrap();
        local.date().to_string()
    }

    /// A header's value; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let headers = self.whole["headers"].as_array().unwrap();
        let found = headers.iter().find(|header| {
            header["name"]
                .as_str()
                .is_some_and(|found| found.eq_ignore_ascii_case(name))
        });
        found.map_or("", |header| header["value"].as_str().unwrap())
    }

    /// Where one click stops these messages (RFC 8058).
    #[track_caller]
    pub(crate) fn unsubscribe_url(&self) -> String {
        assert_eq!(
            self.header("List-Unsubscribe-Post"),
            "List-Unsubscribe=One-Click"
        );
        let header = self.header("List-Unsubscribe");
        let (_, from) = header.split_once("<http").unwrap();
        format!("http{}", from.split_once('>').unwrap().0)
    }

    /// The invite's own Accept link (K10).
    #[track_caller]
    pub(crate) fn accept_url(&self) -> String {
        let mut words = self.text.split_whitespace();
        let link = words
            .find(|word| word.contains("/i/"))
            .expect("an Accept link");
        link.trim_matches(['<', '>', '(', ')']).to_owned()
    }

    /// The referrer's personal link, where the program counts links (C9).
    #[track_caller]
    pub(crate) fn personal_link(&self) -> String {
        let mut words = self.text.split_whitespace();
        let link = words
            .find(|word| word.contains("/r/"))
            .expect("a personal link");
        link.trim_matches(['<', '>', '(', ')']).to_owned()
    }

    /// All that anybody could read in it: headers, text and HTML.
    pub(crate) fn everything(&self) -> String {
        self.whole.to_string()
    }
}

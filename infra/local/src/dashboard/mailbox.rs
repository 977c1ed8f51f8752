//! The mailbox: what was sent to whom, and what its recipient can do.

use anyhow::Context as _;
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::frame::{Frame, Said, Tab};
use super::links::Links;
use super::time::PATIENCE;
use crate::control::Stack;
use crate::html::{Page, Trouble, back_to, instant, page};
use crate::mailbox::{Feedback, Header, Mail};

/// A message opens no window of its own but by a click, runs nothing and loads nothing.
const MESSAGE_POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; \
                              default-src 'none'; style-src 'unsafe-inline'; img-src data:";

#[derive(Template)]
#[template(path = "dashboard/mailbox.html")]
struct MailboxPage {
    frame: Frame,
    messages: Vec<Summary>,
    opened: Option<Opened>,
    /// Whether the message was asked for, rather than being the latest.
    is_chosen: bool,
    /// The only address whose messages are shown, if there is one.
    to: String,
    /// What keeps it so from page to page.
    query: String,
}

struct Summary {
    id: String,
    to: String,
    from: String,
    subject: String,
    sent_at: String,
    fate: &'static str,
    is_current: bool,
}

struct Opened {
    id: String,
    subject: String,
    sent_at: String,
    headers: Vec<Header>,
    text: String,
    has_html: bool,
    as_text: bool,
    fate: &'static str,
    links: Links,
}

/// How a message is looked at.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct View {
    #[serde(rename = "as")]
    form: String,
    /// Shows only messages to this address.
    to: String,
    notice: String,
}

pub(super) async fn list(State(stack): State<Stack>, Query(view): Query<View>) -> Page {
    show_one(&stack, None, view)
}

pub(super) async fn show(
    State(stack): State<Stack>,
    Path(id): Path<String>,
    Query(view): Query<View>,
) -> Page {
    find(&stack, &id)?;
    show_one(&stack, Some(id), view)
}

fn show_one(stack: &Stack, chosen: Option<String>, view: View) -> Page {
    let mut mails = stack.mailbox.all();
    mails.reverse();
    mails.retain(|mail| view.to.is_empty() || mail.to.contains(&view.to));
    let opened = match &chosen {
        Some(id) => mails.iter().find(|mail| mail.id == *id),
        None => mails.first(),
    };
    let as_text = view.form == "text";
    let notice = view.notice;
    let opened = opened.map(|mail| Opened::of(mail, as_text, &stack.addresses.url));
    let is_current = |mail: &Mail| opened.as_ref().is_some_and(|opened| opened.id == mail.id);
    let messages = mails
        .iter()
        .map(|mail| Summary::of(mail, is_current(mail)))
        .collect();
    let query = query(&view.to);
    let back = match &chosen {
        Some(id) => format!("{}/{id}{query}", Tab::Mailbox.path()),
        None => format!("{}{query}", Tab::Mailbox.path()),
    };
    page(&MailboxPage {
        frame: Frame::of(stack, Tab::Mailbox, back, Said { notice }),
        messages,
        opened,
        is_chosen: chosen.is_some(),
        to: view.to,
        query,
    })
}

fn query(to: &str) -> String {
    if to.is_empty() {
        return String::new();
    }
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("to", to)
        .finish();
    format!("?{query}")
}

/// The message itself, as a mail program would show it.
pub(super) async fn html(
    State(stack): State<Stack>,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let mail = find(&stack, &id)?;
    // Links open beside the dashboard, not within the frame.
    let html = mail.html.unwrap_or_default();
    let html = html.replacen("<head>", "<head><base target=\"_blank\">", 1);
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, MESSAGE_POLICY),
    ];
    Ok((headers, html).into_response())
}

#[derive(Deserialize)]
pub(super) struct Back {
    back: String,
}

/// Does what the recipient, or the recipient's provider, does with a message.
pub(super) async fn act(
    State(stack): State<Stack>,
    Path((id, deed)): Path<(String, String)>,
    Form(Back { back }): Form<Back>,
) -> Result<Response, Trouble> {
    let mail = find(&stack, &id)?;
    let notice = match deed.as_str() {
        "bounce" => {
            stack.mailbox.tell(&id, Feedback::Bounce)?;
            "SES was told that the message bounced."
        }
        "complain" => {
            stack.mailbox.tell(&id, Feedback::Complaint)?;
            "SES was told that the recipient calls it spam."
        }
        "unsubscribe" => {
            let links = Links::of(&mail, &stack.addresses.url);
            unsubscribe(
                &links
                    .unsubscribe
                    .context("the message names no such link")?,
            )
            .await?;
            "Unsubscribed by one click: nothing more is sent to this address."
        }
        _ => return Err(Trouble::not_found(format!("nobody can {deed} a message"))),
    };
    let notice = match stack.timekeeper.settle(PATIENCE).await {
        Ok(()) => notice.to_owned(),
        Err(still_busy) => format!("{notice} The stack is {still_busy}"),
    };
    Ok(back_to(&back, &notice))
}

/// Posts what a mail program posts when its owner says stop (RFC 8058 §3.2).
async fn unsubscribe(url: &str) -> anyhow::Result<()> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let form = [("List-Unsubscribe", "One-Click")];
    let answer = client.post(url).form(&form).send().await?;
    answer.error_for_status()?;
    Ok(())
}

fn find(stack: &Stack, id: &str) -> Result<Mail, Trouble> {
    stack
        .mailbox
        .get(id)
        .ok_or_else(|| Trouble::not_found(format!("there is no message {id}")))
}

/// The name before an address, if there is one.
fn sender(from: &str) -> String {
    let name = from.split('<').next().unwrap_or_default();
    let name = name.trim().trim_matches('"');
    if name.is_empty() { from } else { name }.to_owned()
}

/// What SES told last.
fn fate(mail: &Mail) -> &'static str {
    let told = |event: &str| mail.events.iter().any(|known| known == event);
    if told("Complaint") {
        "spam"
    } else if told("Bounce") {
        "bounced"
    } else if told("Delivery") {
        "delivered"
    } else {
        "sent"
    }
}

impl Summary {
    fn of(mail: &Mail, is_current: bool) -> Self {
        Self {
            id: mail.id.clone(),
            to: mail.to.join(", "),
            from: sender(&mail.from),
            subject: mail.subject.clone(),
            sent_at: instant(mail.sent_at),
            fate: fate(mail),
            is_current,
        }
    }
}

impl Opened {
    fn of(mail: &Mail, as_text: bool, url: &str) -> Self {
        let own = |name: &str, value: &str| Header {
            name: name.to_owned(),
            value: value.to_owned(),
        };
        let mut headers = vec![
            own("From", &mail.from),
            own("To", &mail.to.join(", ")),
            own("Reply-To", &mail.reply_to.join(", ")),
        ];
        headers.retain(|header| !header.value.is_empty());
        headers.extend(mail.headers.iter().cloned());
        let text = mail.text.clone().or_else(|| mail.raw.clone());
        Self {
            id: mail.id.clone(),
            subject: mail.subject.clone(),
            sent_at: instant(mail.sent_at),
            headers,
            text: text.unwrap_or_default(),
            has_html: mail.html.is_some(),
            as_text: as_text || mail.html.is_none(),
            fate: fate(mail),
            links: Links::of(mail, url),
        }
    }
}

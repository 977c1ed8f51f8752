//! SES v2's `SendEmail`: the request is read and refused as SES would.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::Deserialize;

use super::{Header, Mail};

/// SES takes this many recipients in one message.
const MOST_RECIPIENTS: usize = 50;
/// And this many headers beside those it makes.
const MOST_HEADERS: usize = 15;
/// Headers SES makes itself.
const OWN_HEADERS: &[&str] = &[
    "bcc",
    "cc",
    "content-type",
    "date",
    "from",
    "message-id",
    "mime-version",
    "reply-to",
    "return-path",
    "sender",
    "subject",
    "to",
];

/// Tags of SES's own, which end up in the `Feedback-ID` header.
const FEEDBACK_TAGS: [&str; 2] = ["ses:feedback-id-a", "ses:feedback-id-b"];

/// Why SES refuses a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Request {
    from_email_address: Option<String>,
    #[serde(default)]
    destination: Destination,
    #[serde(default)]
    reply_to_addresses: Vec<String>,
    content: Content,
    #[serde(default)]
    email_tags: Vec<Tag>,
    configuration_set_name: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[expect(clippy::struct_field_names, reason = "the names are those of SES")]
struct Destination {
    to_addresses: Vec<String>,
    cc_addresses: Vec<String>,
    bcc_addresses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    simple: Option<Simple>,
    raw: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Simple {
    subject: Text,
    body: Body,
    #[serde(default)]
    headers: Vec<Tag>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Body {
    text: Option<Text>,
    html: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Text {
    data: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Tag {
    name: String,
    value: String,
}

/// The message a `SendEmail` of `function` asks for.
pub(crate) fn read(
    body: &[u8],
    function: &str,
    configuration_sets: &[String],
) -> Result<Mail, Refusal> {
    let request: Request =
        serde_json::from_slice(body).map_err(|error| bad_request(error.to_string()))?;
    if let Some(name) = &request.configuration_set_name
        && !configuration_sets.contains(name)
    {
        return Err(Refusal {
            code: "NotFoundException",
            message: format!("Configuration set <{name}> does not exist."),
        });
    }
    let mail = match (request.content.simple, request.content.raw) {
        (Some(simple), None) => simple_mail(simple)?,
        (None, Some(raw)) => raw_mail(&raw.data)?,
        _ => {
            return Err(bad_request(
                "Content: exactly one of Simple and Raw is needed here",
            ));
        }
    };
    let mail = Mail {
        function: function.to_owned(),
        from: request.from_email_address.unwrap_or(mail.from),
        to: request.destination.to_addresses,
        cc: request.destination.cc_addresses,
        bcc: request.destination.bcc_addresses,
        reply_to: request.reply_to_addresses,
        tags: checked_tags(request.email_tags)?,
        configuration_set: request.configuration_set_name,
        ..mail
    };
    check_addresses(&mail)?;
    Ok(mail)
}

fn empty_mail() -> Mail {
    Mail {
        id: String::new(),
        sent_at: Timestamp::UNIX_EPOCH,
        function: String::new(),
        from: String::new(),
        to: Vec::new(),
        cc: Vec::new(),
        bcc: Vec::new(),
        reply_to: Vec::new(),
        subject: String::new(),
        text: None,
        html: None,
        raw: None,
        headers: Vec::new(),
        tags: Vec::new(),
        configuration_set: None,
        events: Vec::new(),
    }
}

fn simple_mail(simple: Simple) -> Result<Mail, Refusal> {
    if simple.body.text.is_none() && simple.body.html.is_none() {
        return Err(bad_request("Body: Text or Html is needed"));
    }
    if simple.subject.data.contains(['\r', '\n']) {
        return Err(bad_request("Subject holds a line break"));
    }
    if simple.headers.len() > MOST_HEADERS {
        return Err(bad_request(format!(
            "at most {MOST_HEADERS} headers are allowed"
        )));
    }
    for header in &simple.headers {
        let name = header.name.to_ascii_lowercase();
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic() && b != b':');
        if !is_name || OWN_HEADERS.contains(&name.as_str()) {
            return Err(bad_request(format!(
                "the header <{}> is not allowed",
                header.name
            )));
        }
        if header
            .value
            .chars()
            .any(|c| c.is_control() || !c.is_ascii())
        {
            return Err(bad_request(format!(
                "the value of <{}> is not allowed",
                header.name
            )));
        }
    }
    Ok(Mail {
        subject: simple.subject.data,
        text: simple.body.text.map(|text| text.data),
        html: simple.body.html.map(|html| html.data),
        headers: simple.headers.into_iter().map(into_header).collect(),
        ..empty_mail()
    })
}

/// Header lines up to the first empty line; the rest is shown as it is.
fn raw_mail(encoded: &str) -> Result<Mail, Refusal> {
    let bytes = STANDARD
        .decode(encoded)
        .map_err(|_| bad_request("Raw.Data is not base64"))?;
    let raw = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    let head = raw
        .split("\n\n")
        .next()
        .unwrap_or_default()
        .replace("\n ", " ")
        .replace("\n\t", " ");
    let line = |line: &str| {
        let (name, value) = line.split_once(':')?;
        Some(Header {
            name: name.to_owned(),
            value: value.trim().to_owned(),
        })
    };
    let headers: Vec<Header> = head.lines().filter_map(line).collect();
    let of = |wanted: &str| {
        let found = headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(wanted));
        found.map(|header| header.value.clone()).unwrap_or_default()
    };
    Ok(Mail {
        subject: of("subject"),
        from: of("from"),
        raw: Some(raw),
        headers,
        ..empty_mail()
    })
}

fn check_addresses(mail: &Mail) -> Result<(), Refusal> {
    let recipients = [&mail.to, &mail.cc, &mail.bcc].map(Vec::as_slice).concat();
    if recipients.is_empty() {
        return Err(bad_request("Destination: at least one recipient is needed"));
    }
    if recipients.len() > MOST_RECIPIENTS {
        return Err(bad_request("Recipient count exceeds 50."));
    }
    for address in recipients.iter().chain(&mail.reply_to).chain([&mail.from]) {
        let bare = match address.rsplit_once('<') {
            Some((_, rest)) => rest.strip_suffix('>').unwrap_or_default(),
            None => address,
        };
        let (local, domain) = bare.split_once('@').unwrap_or((bare, ""));
        let is_ascii_word = |text: &str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|b| b.is_ascii_graphic() && !b",;<>@".contains(&b))
        };
        if !is_ascii_word(local) || !is_ascii_word(domain) || address.contains(['\r', '\n']) {
            return Err(bad_request(format!("the address <{address}> is not valid")));
        }
    }
    Ok(())
}

fn checked_tags(tags: Vec<Tag>) -> Result<Vec<Header>, Refusal> {
    let allowed = |text: &str| {
        let is_word = |b: u8| b.is_ascii_alphanumeric() || b"_-.@".contains(&b);
        !text.is_empty() && text.len() <= 256 && text.bytes().all(is_word)
    };
    for tag in &tags {
        let is_allowed = allowed(&tag.name) || FEEDBACK_TAGS.contains(&tag.name.as_str());
        if !is_allowed || !allowed(&tag.value) {
            return Err(bad_request(format!(
                "the tag <{}> = <{}> is not valid",
                tag.name, tag.value
            )));
        }
    }
    Ok(tags.into_iter().map(into_header).collect())
}

fn into_header(tag: Tag) -> Header {
    Header {
        name: tag.name,
        value: tag.value,
    }
}

fn bad_request(message: impl Into<String>) -> Refusal {
    Refusal {
        code: "BadRequestException",
        message: message.into(),
    }
}

#[cfg(test)]
mod tests;

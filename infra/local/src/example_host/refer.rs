//! A member's Refer and Earn page, made from `GET /v1/home`.

use anyhow::Result;
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::accounts::{Account, Member};
use super::entry::Words;
use super::frame::{Frame, Section, path};
use super::{Answer, Home, Host};
use crate::html::{Page, Trouble, back_to, page};

#[derive(Template)]
#[template(path = "host/refer.html")]
struct ReferPage {
    frame: Frame,
    base: String,
    home: Home,
    counts_links: bool,
    redeems: bool,
    has_available: bool,
    /// A friend to invite, for those who have none at hand.
    friend: String,
}

#[derive(Deserialize)]
pub(super) struct Invites {
    /// Addresses, with commas or new lines between them.
    recipients: String,
    #[serde(default)]
    message: String,
}

pub(super) async fn show(
    State(host): State<Host>,
    Path(member): Path<String>,
    Query(words): Words,
) -> Page {
    let who = host.signed_in(&member)?;
    let home = host.home(&who).await?;
    let notice = words.get("notice").cloned().unwrap_or_default();
    let is_available = |balance: &super::home::Balance| balance.available.amount_minor > 0;
    page(&ReferPage {
        frame: Frame::of(&host, &who, Section::Refer, notice),
        base: format!("{}/people/{member}", super::PATH),
        counts_links: home.program.methods.iter().any(|method| method == "link"),
        redeems: home.program.application == "on_request",
        friend: host
            .suggestion()
            .map_or_else(String::new, |(name, email, _)| format!("{name} <{email}>")),
        has_available: home.balance.iter().any(is_available),
        home,
    })
}

/// "Alright, generate my link!"
pub(super) async fn make_link(
    State(host): State<Host>,
    Path(member): Path<String>,
) -> Result<Response, Trouble> {
    let who = host.signed_in(&member)?;
    let body = json!({ "program_id": who.0.program_id });
    let answer = host
        .call_as(&who, (Method::POST, "/v1/links"), &body)
        .await?;
    Ok(done(
        &member,
        &answer,
        "This is your link. Share it as you like.",
    ))
}

pub(super) async fn send_invites(
    State(host): State<Host>,
    Path(member): Path<String>,
    Form(invites): Form<Invites>,
) -> Result<Response, Trouble> {
    let who = host.signed_in(&member)?;
    let recipients = recipients(&invites.recipients);
    let mut body = json!({ "program_id": who.0.program_id, "recipients": recipients });
    // Browsers send lines as a mail would have them.
    let message = invites.message.replace("\r\n", "\n");
    if !message.trim().is_empty() {
        body["message"] = json!(message.trim());
    }
    let answer = host
        .call_as(&who, (Method::POST, "/v1/invites"), &body)
        .await?;
    let notice = match recipients.len() {
        1 => "Sent, unless they know us already.".to_owned(),
        count => format!("{count} invites are sent, but to those who know us already."),
    };
    Ok(done(&member, &answer, &notice))
}

pub(super) async fn redeem(
    State(host): State<Host>,
    Path(member): Path<String>,
) -> Result<Response, Trouble> {
    let who = host.signed_in(&member)?;
    let call = (Method::POST, "/v1/redemptions");
    let answer = host.call_as(&who, call, &json!({})).await?;
    Ok(done(
        &member,
        &answer,
        "Redeemed: it comes off your next bill.",
    ))
}

pub(super) async fn seen(
    State(host): State<Host>,
    Path(member): Path<String>,
) -> Result<Response, Trouble> {
    let who = host.signed_in(&member)?;
    let call = (Method::POST, "/v1/home/seen");
    let answer = host.call_as(&who, call, &Value::Null).await?;
    Ok(done(&member, &answer, ""))
}

impl Host {
    /// What a member sees of the referral program.
    pub(crate) async fn home(&self, who: &(Account, Member)) -> Result<Home> {
        let path = format!("/v1/home?program_id={}", who.0.program_id);
        let call = (Method::GET, path.as_str());
        self.call_as(who, call, &Value::Null).await?.read()
    }

    /// A call of Goodword in the name of a member.
    pub(crate) async fn call_as(
        &self,
        (account, member): &(Account, Member),
        call: (Method, &str),
        body: &Value,
    ) -> Result<Answer> {
        self.goodword().call_as((account, member), call, body).await
    }
}

fn done(member: &str, answer: &Answer, notice: &str) -> Response {
    let page = path(member, Section::Refer);
    if answer.is_success() {
        back_to(&page, notice)
    } else {
        back_to(&page, &answer.in_words())
    }
}

/// `Bo <bo@example.com>, cy@example.com` as recipients with and without a name.
fn recipients(text: &str) -> Vec<Value> {
    let entries = text.split([',', ';', '\n']).map(str::trim);
    let entries = entries.filter(|entry| !entry.is_empty());
    entries
        .map(|entry| match entry.split_once('<') {
            Some((name, rest)) => {
                let email = rest.trim_end_matches('>').trim();
                json!({ "name": name.trim(), "email": email })
            }
            None => json!({ "email": entry }),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_paste_them() {
        assert_eq!(
            recipients("Bo K <bo@a.example>, cy@b.example;\r\n\r\ndi@c.example\n"),
            [
                json!({ "name": "Bo K", "email": "bo@a.example" }),
                json!({ "email": "cy@b.example" }),
                json!({ "email": "di@c.example" }),
            ]
        );
    }
}

//! The story a newcomer finds: a host with two programs, a few customers, and steps to click.
//!
//! It is told through the public API as a host, its customers and their friends would tell it,
//! and by reading the mailbox. It knows nothing that they could not know.

mod cast;
mod chapters;
mod programs;

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use reqwest::header::LOCATION;
use serde_json::{Value, json};

pub(crate) use chapters::{Action, Chapter, Story};

use crate::example_host::{Host, Newcomer, Plan};
use crate::progress::Progress;
use cast::{CONTACTUALLY, CUSTOMERS, DANA, EVE};

/// When the first customers came: long before anybody was referred.
const BEFORE: &str = "2021-03-01T08:00:00Z";
/// How long Dana's trial lasts when the newcomer takes over.
const TRIAL_LEFT: SignedDuration = SignedDuration::from_hours(3 * 24);

/// Tells the story up to where the newcomer takes over; what was told before is not told again.
///
/// # Errors
/// If a call is refused: then a function, or its template, is broken.
pub(crate) async fn tell(host: &Host, now: Timestamp, progress: &Progress) -> Result<()> {
    programs::put(host).await.context("the programs")?;
    progress.step("story: Acme and its two programs");
    let mut is_new = false;
    for customer in &CUSTOMERS {
        let who = customer.who();
        if host.find(who).is_none() {
            host.tell_of(customer.account(), BEFORE).await?;
            host.begin_plan(who, customer.plan, None).await?;
            is_new = true;
        }
    }
    if is_new {
        progress.step("story: Ana pays monthly, Cy yearly, Eve’s team monthly");
        settle(host).await?;
    }
    let (name, email, business) = DANA;
    if host.has_address(email) {
        progress.step("story: goes on where it was left");
        return Ok(());
    }
    let newcomer = Newcomer {
        name: name.to_owned(),
        email: email.to_owned(),
        business: business.to_owned(),
        accept_token: accept_eves_invite(host).await?,
        ..Newcomer::default()
    };
    let (_, dana, _) = host.sign_up(&newcomer).await?;
    let trial_end = now.saturating_add(TRIAL_LEFT)?;
    host.begin_plan(&dana.id, Plan::Monthly, Some(trial_end))
        .await?;
    settle(host).await?;
    progress.step("story: Dana, whom Eve invited, is on a trial for three more days");
    Ok(())
}

/// Eve invites Dana, who opens the message and presses Accept: the token she comes with.
async fn accept_eves_invite(host: &Host) -> Result<String> {
    let eve = host.find(EVE).context("Eve has no account")?;
    let (name, email, _) = DANA;
    let invite = json!({
        "program_id": CONTACTUALLY,
        "recipients": [{ "email": email, "name": name }],
    });
    let sent = host
        .call_as(&eve, (Method::POST, "/v1/invites"), &invite)
        .await?;
    sent.success().context("Eve’s invite")?;
    settle(host).await?;
    let mail = read(host, Method::GET, "/_local/mail").await?;
    let to_dana = |mail: &&Value| mail["to"][0] == email;
    let mails = mail["mail"].as_array().into_iter().flatten();
    let text = mails.filter(to_dana).find_map(|mail| mail["text"].as_str());
    let text = text.context("no invite came to Dana")?;
    let accept = format!("{}/i/", host.goodword().url());
    let link = text
        .split_whitespace()
        .find(|word| word.starts_with(&accept));
    let link = link.context("Dana’s invite has no Accept link")?;
    let path = link.trim_start_matches(host.goodword().url());
    let pressed = host.goodword().request(Method::POST, path).send().await?;
    let leads_to = pressed.headers().get(LOCATION);
    let leads_to = leads_to.and_then(|location| location.to_str().ok());
    let leads_to: reqwest::Url = leads_to.context("Accept leads nowhere")?.parse()?;
    let token = leads_to
        .query_pairs()
        .find_map(|(name, value)| (name == "accept_token").then(|| value.into_owned()));
    token.context("Accept brings no token")
}

/// Waits until nothing is on its way any more.
async fn settle(host: &Host) -> Result<()> {
    read(host, Method::POST, "/_local/settle").await.map(drop)
}

async fn read(host: &Host, method: Method, path: &str) -> Result<Value> {
    let answer = host.goodword().request(method, path).send().await?;
    Ok(answer.error_for_status()?.json().await?)
}

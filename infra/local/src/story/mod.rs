//! The story a newcomer finds: a host with two programs, a few customers, and steps to click.
//!
//! It is told through the public API as a host, its customers and their friends would tell it,
//! and by reading the mailbox. It knows nothing that they could not know.

mod cast;
mod chapters;
mod programs;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
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

/// How long a message may take to come, and how often one looks for it.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(20);

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
    progress.step("story: Dana, whom Eve invited, is on a trial; Ana makes her link next");
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
    let link = accept_link(host, email).await?;
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

/// The link in the first message to `address`, as soon as that is there.
async fn accept_link(host: &Host, address: &str) -> Result<String> {
    let accept = format!("{}/i/", host.goodword().url());
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        let request = host.goodword().request(Method::GET, "/_local/mail");
        let mail: Value = request.send().await?.error_for_status()?.json().await?;
        let mails = mail["mail"].as_array().into_iter().flatten();
        let mut to_address = mails.filter(|mail| mail["to"][0] == address);
        if let Some(text) = to_address.find_map(|mail| mail["text"].as_str()) {
            let link = text
                .split_whitespace()
                .find(|word| word.starts_with(&accept));
            return link
                .map(str::to_owned)
                .context("the invite has no Accept link");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    bail!("no invite came to {address}")
}

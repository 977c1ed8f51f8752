//! A member's plan: what the account pays, monthly or yearly, with or without a trial.

use anyhow::{Context, Result};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::Host;
use super::accounts::{Account, Member};
use super::billing::Subscription;
use super::entry::Words;
use super::frame::{Frame, Section, path};
use crate::html::{Page, Trouble, back_to, day, dollars, page};

/// How long a trial lasts.
const TRIAL: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How often an account pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Plan {
    Monthly,
    Yearly,
}

impl Plan {
    pub(super) fn interval(self) -> &'static str {
        match self {
            Self::Monthly => "month",
            Self::Yearly => "year",
        }
    }

    pub(super) fn amount_minor(self) -> i64 {
        match self {
            Self::Monthly => 7_900,
            Self::Yearly => 79_000,
        }
    }
}

#[derive(Template)]
#[template(path = "host/plan.html")]
struct PlanPage {
    frame: Frame,
    account: Account,
    member: Member,
    current: Option<Current>,
    /// What can be chosen: its name, its price, and how often that is due.
    offers: [(&'static str, String, &'static str); 2],
}

/// What the account pays now.
struct Current {
    price: String,
    standing: String,
    is_trial: bool,
}

#[derive(Deserialize)]
pub(super) struct Choice {
    plan: Plan,
    /// Whether it begins with a trial.
    #[serde(default)]
    trial: bool,
}

pub(super) async fn show(
    State(host): State<Host>,
    Path(member): Path<String>,
    Query(words): Words,
) -> Page {
    let who = host.signed_in(&member)?;
    let current = match &who.0.stripe_customer_id {
        Some(customer) => host.shared.billing.subscription(customer).await?,
        None => None,
    };
    let notice = words.get("notice").cloned().unwrap_or_default();
    page(&PlanPage {
        frame: Frame::of(&host, &who, Section::Plan, notice),
        current: current.map(|subscription| Current::of(&subscription)),
        offers: [("monthly", Plan::Monthly), ("yearly", Plan::Yearly)]
            .map(|(name, plan)| (name, dollars(plan.amount_minor()), plan.interval())),
        account: who.0,
        member: who.1,
    })
}

pub(super) async fn subscribe(
    State(host): State<Host>,
    Path(member): Path<String>,
    Form(choice): Form<Choice>,
) -> Result<Response, Trouble> {
    host.signed_in(&member)?;
    let now = host.shared.clock.now();
    let trial_end = choice
        .trial
        .then(|| now.saturating_add(TRIAL))
        .transpose()?;
    host.begin_plan(&member, choice.plan, trial_end).await?;
    let notice = match trial_end {
        Some(end) => format!(
            "Your trial has begun. The first payment is due on {}.",
            day(end)
        ),
        None => "Thank you. You pay for Acme now.".to_owned(),
    };
    Ok(back_to(&path(&member, Section::Plan), &notice))
}

/// Ends the plan at once.
pub(super) async fn end(
    State(host): State<Host>,
    Path(member): Path<String>,
) -> Result<Response, Trouble> {
    let (account, _) = host.signed_in(&member)?;
    let customer = account.stripe_customer_id.context("there is no plan")?;
    let billing = &host.shared.billing;
    let current = billing.subscription(&customer).await?;
    let current = current.context("there is no plan")?;
    billing.cancel(&current.id).await?;
    Ok(back_to(
        &path(&member, Section::Plan),
        "Your plan has ended.",
    ))
}

impl Host {
    /// A member whose pages are looked at.
    pub(super) fn signed_in(&self, member: &str) -> Result<(Account, Member), Trouble> {
        self.find(member)
            .ok_or_else(|| Trouble::not_found(format!("Acme has no member {member}")))
    }

    /// Lets a member's account pay from now on, or from `trial_end` on.
    pub(crate) async fn begin_plan(
        &self,
        member: &str,
        plan: Plan,
        trial_end: Option<Timestamp>,
    ) -> Result<()> {
        let (mut account, member) = self.find(member).context("there is no such member")?;
        let billing = &self.shared.billing;
        let customer = if let Some(customer) = account.stripe_customer_id.clone() {
            customer
        } else {
            let customer = billing.create_customer(&account, &member).await?;
            account.stripe_customer_id = Some(customer.clone());
            self.shared.accounts.put(account);
            customer
        };
        let trial_end = trial_end.map(Timestamp::as_second);
        billing.subscribe(&customer, plan, trial_end).await
    }
}

impl Current {
    fn of(subscription: &Subscription) -> Self {
        let second = |second| Timestamp::from_second(second).map(day).unwrap_or_default();
        let every = if subscription.is_yearly() {
            "year"
        } else {
            "month"
        };
        let is_trial = subscription.status == "trialing";
        let standing = match (is_trial, subscription.status.as_str()) {
            (true, _) => {
                let end = subscription.trial_end.unwrap_or_default();
                format!(
                    "On trial until {}; then the first payment is due.",
                    second(end)
                )
            }
            (false, "active") => {
                format!("Next bill on {}.", second(subscription.period_end()))
            }
            (false, status) => format!("It is {}.", status.replace('_', " ")),
        };
        Self {
            price: format!("{} a {every}", dollars(subscription.amount_minor())),
            standing,
            is_trial,
        }
    }
}

//! A member's bills, with the referral credit on them.

use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::Timestamp;

use super::Host;
use super::billing::Invoice;
use super::entry::Words;
use super::frame::{Frame, Section};
use crate::html::{Page, day, dollars, page};

#[derive(Template)]
#[template(path = "host/bills.html")]
struct BillsPage {
    frame: Frame,
    bills: Vec<Bill>,
    /// What the next bills take, if there is any.
    credit: Option<String>,
}

struct Bill {
    number: String,
    date: String,
    lines: Vec<(String, String)>,
    total: String,
    applied: Option<String>,
    due: String,
    status: String,
}

pub(super) async fn show(
    State(host): State<Host>,
    Path(member): Path<String>,
    Query(words): Words,
) -> Page {
    let who = host.signed_in(&member)?;
    let (mut bills, mut credit) = (Vec::new(), None);
    if let Some(customer) = &who.0.stripe_customer_id {
        let billing = &host.shared.billing;
        bills = billing.invoices(customer).await?;
        let balance = billing.balance(customer).await?;
        credit = (balance < 0).then(|| dollars(balance.saturating_neg()));
    }
    let notice = words.get("notice").cloned().unwrap_or_default();
    page(&BillsPage {
        frame: Frame::of(&host, &who, Section::Bills, notice),
        bills: bills.iter().map(Bill::of).collect(),
        credit,
    })
}

impl Host {
    /// Whether a bill of the member's account has credit on it.
    pub(crate) async fn has_credited_bill(&self, member: &str) -> anyhow::Result<bool> {
        let found = self.find(member);
        let Some(customer) = found.and_then(|(account, _)| account.stripe_customer_id) else {
            return Ok(false);
        };
        let bills = self.shared.billing.invoices(&customer).await?;
        Ok(bills.iter().any(|bill| bill.applied_minor() > 0))
    }
}

impl Bill {
    fn of(invoice: &Invoice) -> Self {
        let applied = invoice.applied_minor();
        let line = |line: &super::billing::Line| {
            let words = line
                .description
                .clone()
                .unwrap_or_else(|| "Acme".to_owned());
            (words, dollars(line.amount))
        };
        let (due, status) = match invoice.status.as_str() {
            "paid" => (invoice.amount_paid, "paid"),
            "draft" => (invoice.amount_due, "is charged within the hour"),
            "open" => (invoice.amount_due, "not paid yet"),
            other => (invoice.amount_due, other),
        };
        Self {
            number: invoice.number.clone().unwrap_or_else(|| "Draft".to_owned()),
            date: Timestamp::from_second(invoice.created)
                .map(day)
                .unwrap_or_default(),
            lines: invoice.lines.data.iter().map(line).collect(),
            total: dollars(invoice.total),
            applied: (applied > 0).then(|| dollars(applied.saturating_neg())),
            due: dollars(due),
            status: status.to_owned(),
        }
    }
}

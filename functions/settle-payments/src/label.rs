//! The word *referral* on the invoice that uses the credit (K8), where the program asks for it.
//!
//! Stripe's own totals show the balance that was applied; what they do not say is where it came
//! from. While an invoice is a draft, about an hour for a renewal, a field of it can. This is done
//! after everything else and stops nothing: an invoice that was finalized meanwhile, or that Stripe
//! will not have changed, goes out without it.

use std::collections::BTreeSet;

use domain::id::RewardId;
use domain::invoice_label::{self, Field, Labeled};
use domain::ledger::Position;
use domain::money::Currency;
use jiff::Timestamp;
use runtime::telemetry::chain;
use stripe::client::Session;
use stripe::invoice::{CustomField, InvoiceStatus};

use crate::customer::Known;
use crate::{App, SettleError};

/// Labels the invoice, if it is one to be labelled. Whatever is in the way is only noted.
pub(crate) async fn try_label(
    app: &App,
    stripe: &Session<'_>,
    (known, invoice): (&Known, &str),
    now: Timestamp,
) {
    match label(app, stripe, (known, invoice), now).await {
        Ok(true) => tracing::info!(invoice, "the invoice says where its credit comes from"),
        Ok(false) => {}
        Err(error) => {
            tracing::info!(invoice, error = chain(&error), "an invoice has no label");
        }
    }
}

async fn label(
    app: &App,
    stripe: &Session<'_>,
    (known, invoice_id): (&Known, &str),
    now: Timestamp,
) -> Result<bool, SettleError> {
    let programs = app.store.programs(now).await?;
    if programs
        .iter()
        .all(|it| it.settings.invoice_label.is_none())
    {
        return Ok(false);
    }
    let lines = app.store.feed(&known.account_id).await?.lines;
    let on_balance = lines.iter().filter(|it| it.to == Some(Position::AtStripe));
    let ids: BTreeSet<RewardId> = on_balance.map(|line| line.reward_id.clone()).collect();
    let ids: Vec<RewardId> = ids.into_iter().collect();
    let rewards = app.store.rewards(&ids).await?;
    let invoice = stripe.get_invoice(invoice_id).await?;
    let Ok(currency) = invoice.currency.parse::<Currency>() else {
        return Ok(false);
    };
    if invoice.status != Some(InvoiceStatus::Draft) {
        return Ok(false);
    }
    let present: Vec<Field> = invoice.custom_fields().map(field).collect();
    let labeled = Labeled {
        currency,
        total_minor: invoice.total,
        present: &present,
    };
    match invoice_label::fields(&rewards, &programs, &labeled) {
        Some(fields) => {
            let fields = fields.into_iter().map(|it| (it.name, it.value));
            let fields: Vec<(String, String)> = fields.collect();
            stripe.set_custom_fields(invoice_id, &fields).await?;
            Ok(true)
        }
        None => Ok(false),
    }
}

fn field(of: &CustomField) -> Field {
    Field {
        name: of.name.clone(),
        value: of.value.clone(),
    }
}

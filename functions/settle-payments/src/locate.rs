//! Which customer an event of Stripe's is about (requirements 3.5).

use domain::id::{AccountId, InvoiceId, StripeCustomerId};
use stripe::client::Session;
use stripe::error::StripeError;

/// What is known of an event before its object is read.
pub(crate) struct About<'a> {
    pub(crate) kind: &'a str,
    pub(crate) object_id: &'a str,
    pub(crate) customer_id: Option<StripeCustomerId>,
}

/// Where an event leads.
pub(crate) struct Located {
    pub(crate) customer_id: StripeCustomerId,
    /// The account that a checkout or a customer's metadata names.
    pub(crate) account_id: Option<AccountId>,
    /// The paid invoice it is about, to be parked while the customer is not known.
    pub(crate) paid_invoice: Option<InvoiceId>,
}

/// The customer to look at, or nothing where the event moves no credit.
pub(crate) async fn customer(
    stripe: &Session<'_>,
    about: &About<'_>,
) -> Result<Option<Located>, StripeError> {
    let kind = about.kind;
    let found = match kind {
        "checkout.session.completed" | "checkout.session.async_payment_succeeded" => {
            of_checkout(stripe, about.object_id).await
        }
        "customer.created" | "customer.updated" => of_customer(stripe, about.object_id).await,
        _ if kind.starts_with("refund.") => of_refund(stripe, about.object_id).await,
        _ if kind.starts_with("charge.dispute.") => of_dispute(stripe, about.object_id).await,
        "radar.early_fraud_warning.created" | "radar.early_fraud_warning.updated" => {
            of_warning(stripe, about.object_id).await
        }
        _ if kind.starts_with("invoice.")
            || kind.starts_with("customer.subscription.")
            || kind == "charge.refunded"
            || kind == "credit_note.created" =>
        {
            let paid = (kind == "invoice.paid")
                .then(|| about.object_id.parse().ok())
                .flatten();
            return Ok(about.customer_id.clone().map(|customer_id| Located {
                customer_id,
                account_id: None,
                paid_invoice: paid,
            }));
        }
        _ => Ok(None),
    };
    match found {
        // The object is gone, and so is what it would have changed.
        Err(StripeError::Refused { status: 404, .. }) => Ok(None),
        found => found,
    }
}

/// Only links the account to the customer: what was paid is told by the invoice, so that a
/// checkout and its invoice are never both credited.
async fn of_checkout(stripe: &Session<'_>, id: &str) -> Result<Option<Located>, StripeError> {
    let session = stripe.get_checkout_session(id).await?;
    let named = session.client_reference_id.as_deref();
    let named = named.or(session
        .metadata
        .get("goodword_account_id")
        .map(String::as_str));
    Ok(located(session.customer.as_deref(), named))
}

async fn of_customer(stripe: &Session<'_>, id: &str) -> Result<Option<Located>, StripeError> {
    let customer = stripe.get_customer(id).await?;
    let named = customer
        .metadata
        .get("goodword_account_id")
        .map(String::as_str);
    Ok(located(Some(&customer.id), named))
}

/// A refund does not name its invoice since the version basil; the payment's invoices do.
async fn of_refund(stripe: &Session<'_>, id: &str) -> Result<Option<Located>, StripeError> {
    let refund = stripe.get_refund(id).await?;
    of_payment(stripe, refund.payment_intent).await
}

/// Nor does a dispute.
async fn of_dispute(stripe: &Session<'_>, id: &str) -> Result<Option<Located>, StripeError> {
    let dispute = stripe.get_dispute(id).await?;
    of_payment(stripe, dispute.payment_intent).await
}

/// Nor does a warning.
async fn of_warning(stripe: &Session<'_>, id: &str) -> Result<Option<Located>, StripeError> {
    let warning = stripe.get_early_fraud_warning(id).await?;
    of_payment(stripe, warning.payment_intent).await
}

async fn of_payment(
    stripe: &Session<'_>,
    payment_intent: Option<String>,
) -> Result<Option<Located>, StripeError> {
    let Some(payment_intent) = payment_intent else {
        return Ok(None);
    };
    let paid = stripe
        .list_invoice_payments_of_payment(&payment_intent)
        .await?;
    let Some(paid) = paid.first() else {
        return Ok(None);
    };
    let invoice = stripe.get_invoice(&paid.invoice).await?;
    Ok(located(invoice.customer.as_deref(), None))
}

fn located(customer: Option<&str>, account: Option<&str>) -> Option<Located> {
    Some(Located {
        customer_id: customer?.parse().ok()?,
        account_id: account.and_then(|account| account.parse().ok()),
        paid_invoice: None,
    })
}

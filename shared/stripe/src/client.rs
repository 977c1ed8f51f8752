//! The calls that are made to Stripe. None is tried twice: who calls knows what a repeat means.

use bytes::Bytes;
use form_urlencoded::Serializer;
use http::header::{AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method, Request, Uri};
use http_body_util::Full;
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use crate::customer::{BalanceTransaction, Customer};
use crate::error::StripeError;
use crate::invoice::{CreditNote, Invoice, InvoicePayment};
use crate::line_item::LineItem;
use crate::list::{List, Listed};
use crate::metadata::Metadata;
use crate::payment::{Charge, CheckoutSession, Dispute, EarlyFraudWarning, PaymentMethod, Refund};
use crate::subscription::Subscription;
use crate::wire::{Connections, connections, exchange};

/// The version of the API that this crate reads; events may come in any other.
pub const API_VERSION: &str = "2025-12-15.clover";

/// Most objects read of one list. More is an error, never a list that is silently cut off.
pub const MAX_LISTED: usize = 2_000;

const PAGE_LENGTH: &str = "100";

/// Why an address cannot be Stripe's.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    #[error("the address of Stripe's API must be http:// or https:// and a host")]
    InvalidAddress,
    #[error("TLS cannot be set up")]
    Tls(#[source] rustls::Error),
}

/// Connections to Stripe's API, shared by all calls.
#[derive(Debug, Clone)]
pub struct Stripe {
    connections: Connections,
    base_url: String,
}

/// Calls with one secret key, which is why it has no `Debug`.
#[derive(Clone, Copy)]
pub struct Session<'a> {
    stripe: &'a Stripe,
    key: &'a str,
}

/// Credit, or with a positive amount debit, to be put on a customer's balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBalanceTransaction {
    /// Negative adds credit.
    pub amount_minor: i64,
    /// Lower case, and the customer's own, where it has one already.
    pub currency: String,
    /// Shown to the customer; at most 350 characters.
    pub description: String,
    /// How it is found again.
    pub metadata: Metadata,
}

impl Stripe {
    /// Prepares connections to `base_url`, such as `https://api.stripe.com`, with or without a
    /// path. Opens none yet.
    ///
    /// # Errors
    /// [`ConnectError`] if that is no address, or TLS is not available.
    pub fn connect(base_url: &str) -> Result<Self, ConnectError> {
        let base_url = base_url.trim_end_matches('/');
        let uri: Uri = base_url.parse().map_err(|_| ConnectError::InvalidAddress)?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.query().is_some() {
            return Err(ConnectError::InvalidAddress);
        }
        let connections = connections().map_err(ConnectError::Tls)?;
        Ok(Self {
            connections,
            base_url: base_url.to_owned(),
        })
    }

    /// Calls with this secret key, which is read anew for each invocation.
    pub fn with_key<'a>(&'a self, key: &'a str) -> Session<'a> {
        Session { stripe: self, key }
    }
}

impl Session<'_> {
    pub async fn get_invoice(&self, id: &str) -> Result<Invoice, StripeError> {
        self.get("invoices", id).await
    }

    /// Sets what is printed on a draft beside its lines: all of it, at most four.
    ///
    /// # Errors
    /// [`StripeError::Refused`] once the invoice is final.
    pub async fn set_custom_fields(
        &self,
        invoice: &str,
        fields: &[(String, String)],
    ) -> Result<Invoice, StripeError> {
        let path = format!("/v1/invoices/{}", checked(invoice)?);
        let mut form = Serializer::new(String::new());
        for (place, (name, value)) in fields.iter().enumerate() {
            form.append_pair(&format!("custom_fields[{place}][name]"), name);
            form.append_pair(&format!("custom_fields[{place}][value]"), value);
        }
        let mut request = self.request(Method::POST, &path, form.finish())?;
        let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().insert(CONTENT_TYPE, form_type);
        exchange(&self.stripe.connections, request).await
    }

    /// Every paid invoice of the customer, newest first, `$0` ones included.
    pub async fn list_paid_invoices(&self, customer: &str) -> Result<Vec<Invoice>, StripeError> {
        let query = [("customer", customer), ("status", "paid")];
        self.list("/v1/invoices", &query, Timestamp::MIN).await
    }

    /// Every line of the invoice, which itself carries the first ten.
    pub async fn list_invoice_lines(&self, invoice: &str) -> Result<Vec<LineItem>, StripeError> {
        let path = format!("/v1/invoices/{}/lines", checked(invoice)?);
        self.list(&path, &[], Timestamp::MIN).await
    }

    /// A deleted customer is given too, with `deleted` set.
    pub async fn get_customer(&self, id: &str) -> Result<Customer, StripeError> {
        self.get("customers", id).await
    }

    pub async fn get_subscription(&self, id: &str) -> Result<Subscription, StripeError> {
        self.get("subscriptions", id).await
    }

    /// Every subscription the customer has or had, newest first.
    pub async fn list_subscriptions(
        &self,
        customer: &str,
    ) -> Result<Vec<Subscription>, StripeError> {
        let query = [("customer", customer), ("status", "all")];
        self.list("/v1/subscriptions", &query, Timestamp::MIN).await
    }

    pub async fn get_charge(&self, id: &str) -> Result<Charge, StripeError> {
        self.get("charges", id).await
    }

    pub async fn get_refund(&self, id: &str) -> Result<Refund, StripeError> {
        self.get("refunds", id).await
    }

    /// Every refund of the payment, of any status.
    pub async fn list_refunds(&self, payment_intent: &str) -> Result<Vec<Refund>, StripeError> {
        let query = [("payment_intent", payment_intent)];
        self.list("/v1/refunds", &query, Timestamp::MIN).await
    }

    pub async fn get_dispute(&self, id: &str) -> Result<Dispute, StripeError> {
        self.get("disputes", id).await
    }

    /// Every dispute of the payment, inquiries included.
    pub async fn list_disputes(&self, payment_intent: &str) -> Result<Vec<Dispute>, StripeError> {
        let query = [("payment_intent", payment_intent)];
        self.list("/v1/disputes", &query, Timestamp::MIN).await
    }

    /// Every credit note of the invoice, void ones included.
    pub async fn list_credit_notes(&self, invoice: &str) -> Result<Vec<CreditNote>, StripeError> {
        self.list("/v1/credit_notes", &[("invoice", invoice)], Timestamp::MIN)
            .await
    }

    pub async fn get_credit_note(&self, id: &str) -> Result<CreditNote, StripeError> {
        self.get("credit_notes", id).await
    }

    pub async fn get_early_fraud_warning(
        &self,
        id: &str,
    ) -> Result<EarlyFraudWarning, StripeError> {
        self.get("radar/early_fraud_warnings", id).await
    }

    /// Every early fraud warning of the payment.
    pub async fn list_early_fraud_warnings(
        &self,
        payment_intent: &str,
    ) -> Result<Vec<EarlyFraudWarning>, StripeError> {
        let query = [("payment_intent", payment_intent)];
        let path = "/v1/radar/early_fraud_warnings";
        self.list(path, &query, Timestamp::MIN).await
    }

    /// Every card that is kept for the customer.
    pub async fn list_cards(&self, customer: &str) -> Result<Vec<PaymentMethod>, StripeError> {
        let path = format!("/v1/customers/{}/payment_methods", checked(customer)?);
        self.list(&path, &[("type", "card")], Timestamp::MIN).await
    }

    pub async fn get_checkout_session(&self, id: &str) -> Result<CheckoutSession, StripeError> {
        self.get("checkout/sessions", id).await
    }

    /// Which invoices a payment paid: the way from a refund or a dispute to its invoice.
    pub async fn list_invoice_payments_of_payment(
        &self,
        payment_intent: &str,
    ) -> Result<Vec<InvoicePayment>, StripeError> {
        let query = [
            ("payment[type]", "payment_intent"),
            ("payment[payment_intent]", payment_intent),
        ];
        self.list("/v1/invoice_payments", &query, Timestamp::MIN)
            .await
    }

    /// Which payments paid an invoice.
    pub async fn list_invoice_payments_of_invoice(
        &self,
        invoice: &str,
    ) -> Result<Vec<InvoicePayment>, StripeError> {
        self.list(
            "/v1/invoice_payments",
            &[("invoice", invoice)],
            Timestamp::MIN,
        )
        .await
    }

    /// Puts credit on a customer's balance, once per idempotency key for as long as Stripe keeps
    /// the key: 24 hours at least.
    ///
    /// # Errors
    /// Each variant of [`StripeError`] says what to do next.
    pub async fn create_balance_transaction(
        &self,
        customer: &str,
        new: &NewBalanceTransaction,
        idempotency_key: &str,
    ) -> Result<BalanceTransaction, StripeError> {
        let path = balance_transactions_of(customer)?;
        let mut form = Serializer::new(String::new());
        form.append_pair("amount", &new.amount_minor.to_string());
        form.append_pair("currency", &new.currency);
        form.append_pair("description", &new.description);
        for (name, value) in &new.metadata {
            form.append_pair(&format!("metadata[{name}]"), value);
        }
        let mut request = self.request(Method::POST, &path, form.finish())?;
        let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().insert(CONTENT_TYPE, form_type);
        let key = HeaderValue::from_str(idempotency_key)
            .map_err(|error| StripeError::unreadable("not an idempotency key", error))?;
        request.headers_mut().insert("idempotency-key", key);
        exchange(&self.stripe.connections, request).await
    }

    /// What changed the customer's balance at `since` or later, newest first.
    pub async fn list_balance_transactions(
        &self,
        customer: &str,
        since: Timestamp,
    ) -> Result<Vec<BalanceTransaction>, StripeError> {
        self.list(&balance_transactions_of(customer)?, &[], since)
            .await
    }

    async fn get<T: DeserializeOwned>(&self, of: &str, id: &str) -> Result<T, StripeError> {
        let path = format!("/v1/{of}/{}", checked(id)?);
        let request = self.request(Method::GET, &path, String::new())?;
        exchange(&self.stripe.connections, request).await
    }

    /// Reads page after page until one is created before `since`.
    async fn list<T: DeserializeOwned + Listed>(
        &self,
        path: &str,
        query: &[(&str, &str)],
        since: Timestamp,
    ) -> Result<Vec<T>, StripeError> {
        let mut all: Vec<T> = Vec::new();
        loop {
            let address = format!("{path}?");
            let query_start = address.len();
            let mut form = Serializer::for_suffix(address, query_start);
            form.extend_pairs(query).append_pair("limit", PAGE_LENGTH);
            if let Some(last) = all.last() {
                form.append_pair("starting_after", last.id());
            }
            let request = self.request(Method::GET, &form.finish(), String::new())?;
            let page: List<T> = exchange(&self.stripe.connections, request).await?;
            let reaches_back = page
                .data
                .last()
                .is_none_or(|oldest| oldest.created() < since);
            all.extend(
                page.data
                    .into_iter()
                    .take_while(|listed| since <= listed.created()),
            );
            if !page.has_more || reaches_back {
                return Ok(all);
            }
            if all.len() >= MAX_LISTED {
                let reason = format!("more than {MAX_LISTED} objects in {path}");
                return Err(StripeError::Unreadable {
                    reason,
                    source: None,
                });
            }
        }
    }

    fn request(
        &self,
        method: Method,
        path_and_query: &str,
        body: String,
    ) -> Result<Request<Full<Bytes>>, StripeError> {
        let mut bearer = HeaderValue::from_str(&format!("Bearer {}", self.key))
            .map_err(|_| StripeError::NotAllowed { status: 401 })?;
        bearer.set_sensitive(true);
        Request::builder()
            .method(method)
            .uri(format!("{}{path_and_query}", self.stripe.base_url))
            .header(AUTHORIZATION, bearer)
            .header("stripe-version", API_VERSION)
            .header(USER_AGENT, concat!("goodword/", env!("CARGO_PKG_VERSION")))
            .body(Full::from(body))
            .map_err(|error| StripeError::unreadable("not an address", error))
    }
}

fn balance_transactions_of(customer: &str) -> Result<String, StripeError> {
    Ok(format!(
        "/v1/customers/{}/balance_transactions",
        checked(customer)?
    ))
}

/// An id that would leave its place in the address names nothing at Stripe.
fn checked(id: &str) -> Result<&str, StripeError> {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    if !id.is_empty() && id.len() <= 255 && id.bytes().all(allowed) {
        return Ok(id);
    }
    Err(StripeError::Refused {
        status: 404,
        code: Some("resource_missing".to_owned()),
        message: "not an id of Stripe's".to_owned(),
    })
}

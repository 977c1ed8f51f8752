//! What a completed Checkout page leaves behind: a customer, a subscription or a payment.

use serde::{Deserialize, Serialize};

use super::billing::NewInvoice;
use super::books::Books;
use super::calendar::Period;
use super::checkout::{Mode, Session};
use super::form::Form;
use super::invoice_lines::{Line, Source};
use super::invoice_payments::{Payment, PaymentStatus};
use super::invoices::{Funding, Invoice, Labels, Reason};
use super::payments::{Asked, IntentStatus, PaymentIntent};
use super::refusal::Refusal;
use super::subscription_routes::{Terms, open_subscription};
use super::subscriptions::Subscription;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Outcome {
    pub(super) payment: PaymentState,
    pub(super) invoice: Option<String>,
    pub(super) payment_intent: Option<String>,
    pub(super) subscription: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum PaymentState {
    /// A debit of several days is on its way, or has failed.
    #[default]
    Unpaid,
    Paid,
    /// Nothing was due, as in a trial.
    NotNeeded,
}

impl PaymentState {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::Paid => "paid",
            Self::NotNeeded => "no_payment_required",
        }
    }
}

impl Books {
    /// Somebody fills the page in and pays; `delayed` by a debit that takes days, and whose end
    /// [`settle_checkout`](Self::settle_checkout) tells.
    pub(super) fn complete_checkout(
        &mut self,
        id: &str,
        email: Option<String>,
        delayed: bool,
    ) -> Result<(), Refusal> {
        let session = self.get::<Session>(id)?.clone();
        if session.outcome.is_some() {
            return Err(Refusal::not_now("The session is complete already."));
        }
        let email = email.or_else(|| session.customer_email.clone());
        let customer = self.buyer(&session, email.as_deref())?;
        let declines = |id: &String| self.customers.get(id).is_some_and(|it| it.bank.declines);
        if session.amount > 0 && customer.as_ref().is_some_and(declines) {
            // The page says so and stays open; nothing else happens.
            return Err(Refusal::declined());
        }
        let outcome = match &session.mode {
            Mode::Subscription { .. } => self.buy_subscription(&session, customer.clone())?,
            Mode::Payment { .. } => self.buy_once(&session, customer.clone(), delayed),
        };
        self.change::<Session>(id, |session| {
            session.customer = customer;
            session.customer_email = email;
            session.outcome = Some(outcome);
        });
        self.tell::<Session>("checkout.session.completed", id);
        Ok(())
    }

    /// The delayed payment of a session arrived, or failed.
    pub(super) fn settle_checkout(&mut self, id: &str, succeeded: bool) -> Result<(), Refusal> {
        let outcome = self.get::<Session>(id)?.outcome.clone().unwrap_or_default();
        let intent = outcome
            .payment_intent
            .filter(|_| outcome.payment == PaymentState::Unpaid);
        let waits = |intent: &String| {
            let intent = self.payment_intents.get(intent);
            intent.is_some_and(|intent| intent.status == IntentStatus::Processing)
        };
        let intent = intent.filter(waits);
        let intent = intent.ok_or_else(|| Refusal::not_now("No payment is on its way."))?;
        let paid = succeeded && self.charge(&intent);
        if !succeeded {
            self.change_and_tell::<PaymentIntent>("payment_intent.payment_failed", &intent, |it| {
                it.status = IntentStatus::RequiresPaymentMethod;
            });
        }
        if paid {
            self.change::<Session>(id, |session| {
                if let Some(outcome) = &mut session.outcome {
                    outcome.payment = PaymentState::Paid;
                }
            });
            self.invoice_purchase(id, &intent);
        }
        let end = if paid { "succeeded" } else { "failed" };
        self.tell::<Session>(&format!("checkout.session.async_payment_{end}"), id);
        Ok(())
    }

    /// The session's customer, or a new one where Checkout makes one.
    fn buyer(&mut self, session: &Session, email: Option<&str>) -> Result<Option<String>, Refusal> {
        let needs_one = match &session.mode {
            Mode::Subscription { .. } => true,
            Mode::Payment {
                invoices,
                creates_customer,
                ..
            } => *invoices || *creates_customer,
        };
        if session.customer.is_some() || !needs_one {
            return Ok(session.customer.clone());
        }
        self.open_customer(&Form::of_text("email", email)).map(Some)
    }

    fn buy_subscription(
        &mut self,
        session: &Session,
        customer: Option<String>,
    ) -> Result<Outcome, Refusal> {
        let Mode::Subscription {
            trial_end,
            metadata,
        } = &session.mode
        else {
            return Ok(Outcome::default());
        };
        let terms = Terms {
            customer: customer.unwrap_or_default(),
            items: session.items.clone(),
            trial_end: *trial_end,
            coupon: None,
            days_until_due: None,
            metadata: metadata.clone(),
        };
        let subscription = open_subscription(self, terms, Funding::Checkout(session.id.clone()))?;
        let invoice = self
            .get::<Subscription>(&subscription)?
            .latest_invoice
            .clone();
        let paid = invoice.as_ref().is_some_and(|invoice| {
            self.get::<Invoice>(invoice)
                .is_ok_and(|invoice| invoice.amount_paid > 0)
        });
        Ok(Outcome {
            payment: if paid {
                PaymentState::Paid
            } else {
                PaymentState::NotNeeded
            },
            invoice,
            payment_intent: None,
            subscription: Some(subscription),
        })
    }

    fn buy_once(&mut self, session: &Session, customer: Option<String>, delayed: bool) -> Outcome {
        let Mode::Payment { metadata, .. } = &session.mode else {
            return Outcome::default();
        };
        if session.amount == 0 {
            return Outcome {
                payment: PaymentState::NotNeeded,
                ..Outcome::default()
            };
        }
        let intent = self.open_intent(Asked {
            customer: customer.clone(),
            amount: session.amount,
            currency: session.currency.clone(),
            metadata: metadata.clone(),
        });
        let mut outcome = Outcome {
            payment_intent: Some(intent.clone()),
            ..Outcome::default()
        };
        if delayed {
            self.change::<PaymentIntent>(&intent, |it| it.status = IntentStatus::Processing);
            return outcome;
        }
        if self.charge(&intent) {
            outcome.payment = PaymentState::Paid;
            self.change::<Session>(&session.id, |session| session.customer = customer);
            outcome.invoice = self.invoice_purchase(&session.id, &intent);
        }
        outcome
    }

    /// Makes the invoice of a one-off purchase that asked for one: a receipt, paid already.
    fn invoice_purchase(&mut self, session: &str, intent: &str) -> Option<String> {
        let session = self.sessions.get(session)?.clone();
        let Mode::Payment { invoices: true, .. } = session.mode else {
            return None;
        };
        let customer = session.customer?;
        self.settle_currency(&customer, &session.currency).ok()?;
        let now = Period::at(self.now);
        let lines = self.purchase_lines(session.items, now);
        let invoice = self.draft_invoice(NewInvoice {
            customer,
            currency: session.currency,
            reason: Reason::Manual,
            subscription: None,
            period: now,
            lines,
            discount: None,
            days_until_due: None,
            auto_advance: false,
            funding: Funding::NoBalance,
            labels: Labels::default(),
            takes_waiting_items: false,
        });
        self.finalize(&invoice);
        let at = self.now;
        self.close_payment(&invoice, PaymentStatus::Canceled { at });
        let payment = Payment::Intent(intent.to_owned());
        self.link_payment(&invoice, payment, PaymentStatus::Paid { at });
        self.settle(&invoice);
        self.change::<Session>(&session.id, |session| {
            if let Some(outcome) = &mut session.outcome {
                outcome.invoice = Some(invoice.clone());
            }
        });
        Some(invoice)
    }

    fn purchase_lines(&mut self, items: Vec<(String, i64)>, period: Period) -> Vec<Line> {
        let mut lines = Vec::new();
        for (price, quantity) in items {
            let unit_amount = self.prices.get(&price).map_or(0, |price| price.unit_amount);
            lines.push(Line {
                id: self.next_id("il"),
                amount: unit_amount.saturating_mul(quantity),
                description: None,
                period,
                quantity,
                price: Some(price),
                subscription: None,
                proration: false,
                source: Source::InvoiceItem(self.next_id("ii")),
            });
        }
        lines
    }
}

//! Disputes: the bank takes a charge back, and gives it to one side or the other in the end.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::calendar::later;
use super::call::{Call, Verb};
use super::list;
use super::payments::Charge;
use super::refusal::{Answer, Refusal};

/// How long the merchant has to answer.
const ANSWER_TIME: SignedDuration = SignedDuration::from_hours(21 * 24);

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Dispute {
    pub(super) id: String,
    pub(super) charge: String,
    pub(super) status: Status,
    amount: i64,
    currency: String,
    payment_intent: String,
    reason: String,
    created: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    /// An inquiry: no money has moved.
    WarningNeedsResponse,
    WarningClosed,
    NeedsResponse,
    Won,
    Lost,
}

impl Record for Dispute {
    const NAME: &'static str = "dispute";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        json!({
            "id": self.id,
            "object": "dispute",
            "amount": self.amount,
            "balance_transactions": [],
            "charge": self.charge,
            "created": self.created.as_second(),
            "currency": self.currency,
            "evidence": {},
            "evidence_details": {
                "due_by": later(self.created, ANSWER_TIME).as_second(),
                "has_evidence": false,
                "past_due": false,
                "submission_count": 0,
            },
            "is_charge_refundable": self.status == Status::WarningNeedsResponse,
            "livemode": books.livemode,
            "metadata": {},
            "payment_intent": self.payment_intent,
            "reason": self.reason,
            "status": self.status,
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.disputes
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.disputes
    }
}

/// A charge whose money the bank holds, or has given to the cardholder, cannot be refunded.
pub(super) fn keeps_from_refund(books: &Books, charge: &str) -> bool {
    books.disputes.values().any(|dispute| {
        dispute.charge == charge && matches!(dispute.status, Status::NeedsResponse | Status::Lost)
    })
}

/// A dispute that is about to be opened.
pub(super) struct Opened {
    pub(super) charge: String,
    pub(super) amount: Option<i64>,
    pub(super) reason: String,
    pub(super) inquiry: bool,
}

impl Books {
    /// The cardholder disputes the charge, or the bank asks about it first; returns its id.
    pub(super) fn open_dispute(&mut self, opened: Opened) -> Result<String, Refusal> {
        let charge = self.get::<Charge>(&opened.charge)?.clone();
        if charge.disputed || charge.declined {
            return Err(Refusal::not_now("The charge cannot be disputed (again)."));
        }
        let dispute = Dispute {
            id: self.next_id("du"),
            charge: charge.id.clone(),
            status: if opened.inquiry {
                Status::WarningNeedsResponse
            } else {
                Status::NeedsResponse
            },
            amount: opened.amount.unwrap_or(charge.amount),
            currency: charge.currency,
            payment_intent: charge.payment_intent,
            reason: opened.reason,
            created: self.now,
        };
        let id = dispute.id.clone();
        self.put(dispute);
        self.change::<Charge>(&charge.id, |charge| charge.disputed = true);
        self.tell::<Dispute>("charge.dispute.created", &id);
        if !opened.inquiry {
            self.tell::<Dispute>("charge.dispute.funds_withdrawn", &id);
        }
        Ok(id)
    }

    /// An inquiry becomes a dispute: now the money moves.
    pub(super) fn escalate_dispute(&mut self, id: &str) -> Result<(), Refusal> {
        if self.get::<Dispute>(id)?.status != Status::WarningNeedsResponse {
            return Err(Refusal::not_now(
                "Only an open inquiry can become a dispute.",
            ));
        }
        self.change_and_tell::<Dispute>("charge.dispute.updated", id, |dispute| {
            dispute.status = Status::NeedsResponse;
        });
        self.tell::<Dispute>("charge.dispute.funds_withdrawn", id);
        Ok(())
    }

    /// The bank decides: an inquiry is closed, a dispute is won or lost.
    pub(super) fn close_dispute(&mut self, id: &str, outcome: Status) -> Result<(), Refusal> {
        let dispute = self.get::<Dispute>(id)?;
        let fits = match dispute.status {
            Status::WarningNeedsResponse => outcome == Status::WarningClosed,
            Status::NeedsResponse => matches!(outcome, Status::Won | Status::Lost),
            Status::WarningClosed | Status::Won | Status::Lost => false,
        };
        if !fits {
            return Err(Refusal::not_now("The dispute cannot end in that way."));
        }
        let charge = dispute.charge.clone();
        self.change::<Dispute>(id, |dispute| dispute.status = outcome);
        if outcome == Status::WarningClosed {
            self.change::<Charge>(&charge, |charge| charge.disputed = false);
        }
        self.tell::<Dispute>("charge.dispute.closed", id);
        if outcome == Status::Won {
            self.tell::<Dispute>("charge.dispute.funds_reinstated", id);
        }
        Ok(())
    }
}

pub(super) fn route(books: &Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Get, []) => {
            list::only(&call.form, &["charge", "payment_intent"])?;
            let charge = call.form.filled("charge");
            let intent = call.form.filled("payment_intent");
            books.list::<Dispute>(&call.path, &call.form, |dispute| {
                charge
                    .as_ref()
                    .is_none_or(|charge| dispute.charge == *charge)
                    && intent
                        .as_ref()
                        .is_none_or(|intent| dispute.payment_intent == *intent)
            })
        }
        (Verb::Get, [id]) => books.show::<Dispute>(id),
        _ => Err(call.unrecognized()),
    }
}

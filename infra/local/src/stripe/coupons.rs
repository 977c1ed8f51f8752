//! Coupons: a discount on every invoice of a subscription, or on its first only.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::call::{Call, Verb};
use super::form::Form;
use super::metadata::Metadata;
use super::refusal::{Answer, Refusal};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Coupon {
    pub(super) id: String,
    pub(super) off: Off,
    pub(super) once: bool,
    created: Timestamp,
    name: Option<String>,
    metadata: Metadata,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Off {
    /// From 1 to 100.
    Percent(i64),
    Amount {
        amount: i64,
        currency: String,
    },
}

impl Coupon {
    /// What it takes off `subtotal`, rounded down and never more than all of it.
    pub(super) fn discount_rounded_down(&self, subtotal: i64) -> i64 {
        let discount = match &self.off {
            Off::Percent(percent) => subtotal.saturating_mul(*percent).div_euclid(100),
            Off::Amount { amount, .. } => *amount,
        };
        discount.clamp(0, subtotal.max(0))
    }
}

impl Record for Coupon {
    const NAME: &'static str = "coupon";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        let (percent, amount, currency) = match &self.off {
            Off::Percent(percent) => (Some(percent), None, None),
            Off::Amount { amount, currency } => (None, Some(amount), Some(currency)),
        };
        json!({
            "id": self.id,
            "object": "coupon",
            "amount_off": amount,
            "created": self.created.as_second(),
            "currency": currency,
            "duration": if self.once { "once" } else { "forever" },
            "duration_in_months": null,
            "livemode": books.livemode,
            "max_redemptions": null,
            "metadata": self.metadata,
            "name": self.name,
            "percent_off": percent,
            "redeem_by": null,
            "times_redeemed": 0,
            "valid": true,
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.coupons
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.coupons
    }
}

pub(super) fn route(books: &mut Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Post, []) => create_coupon(books, &call.form),
        (Verb::Get, [id]) => books.show::<Coupon>(id),
        _ => Err(call.unrecognized()),
    }
}

const FIELDS: [&str; 7] = [
    "id",
    "percent_off",
    "amount_off",
    "currency",
    "duration",
    "name",
    "metadata",
];

fn create_coupon(books: &mut Books, form: &Form) -> Answer {
    form.only(&FIELDS)?;
    let off = match (form.integer("percent_off")?, form.amount("amount_off")?) {
        (Some(percent), None) if (1..=100).contains(&percent) => Off::Percent(percent),
        (None, Some(amount)) if amount > 0 => Off::Amount {
            amount,
            currency: form.currency("currency")?,
        },
        _ => {
            return Err(Refusal::invalid(
                "percent_off",
                "One of percent_off and amount_off",
            ));
        }
    };
    let once = match form.text("duration") {
        None | Some("once") => true,
        Some("forever") => false,
        Some(_) => {
            return Err(Refusal::invalid(
                "duration",
                "Not a duration of this Stripe",
            ));
        }
    };
    let coupon = Coupon {
        metadata: form.metadata()?,
        id: form.filled("id").unwrap_or_else(|| books.next_id("coupon")),
        off,
        once,
        created: books.now,
        name: form.filled("name"),
    };
    let id = coupon.id.clone();
    books.put(coupon);
    books.show::<Coupon>(&id)
}

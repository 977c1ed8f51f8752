//! Subscriptions: begun, upgraded, ended.

use reqwest::Method;

use super::answer::send;
use super::stack::Stack;

/// A subscription in the making; it begins with its price.
#[must_use]
pub(crate) struct Subscribing<'a> {
    stack: &'a Stack,
    form: Vec<(String, String)>,
    /// Made for this subscription where it is none.
    product: Option<String>,
}

/// One that has begun.
pub(crate) struct Subscription<'a> {
    stack: &'a Stack,
    id: String,
    item: String,
}

impl<'a> Subscribing<'a> {
    pub(super) fn of(stack: &'a Stack, customer: String) -> Self {
        Self {
            stack,
            form: vec![("customer".to_owned(), customer)],
            product: None,
        }
    }

    /// To the product of this id.
    #[track_caller]
    pub(crate) fn to(self, product: &str) -> Self {
        let form = [("id", product), ("name", "A plan of its own")];
        self.stack.stripe().post("/v1/products", &form);
        Self {
            product: Some(product.to_owned()),
            ..self
        }
    }

    /// And, before it, to so many other products of a dollar a month.
    #[track_caller]
    pub(crate) fn after_others(mut self, others: usize) -> Self {
        for nth in 0..others {
            let price = self.stack.stripe().price("1 USD", Some("month"));
            self = self.with(&format!("items[{nth}][price]"), &price);
        }
        self
    }

    /// Nothing is due for so many days.
    pub(crate) fn on_trial(self, days: u32) -> Self {
        self.with("trial_period_days", &days.to_string())
    }

    /// The first invoice is covered by a coupon.
    #[track_caller]
    pub(crate) fn free_at_first(self) -> Self {
        let form = [("percent_off", "100"), ("duration", "once")];
        let coupon = self.stack.stripe().post("/v1/coupons", &form);
        let id = coupon["id"].as_str().unwrap().to_owned();
        self.with("discounts[0][coupon]", &id)
    }

    #[track_caller]
    pub(crate) fn monthly(self, amount: &str) -> Subscription<'a> {
        self.begin(amount, "month")
    }

    #[track_caller]
    pub(crate) fn yearly(self, amount: &str) -> Subscription<'a> {
        self.begin(amount, "year")
    }

    fn with(mut self, field: &str, value: &str) -> Self {
        self.form.push((field.to_owned(), value.to_owned()));
        self
    }

    #[track_caller]
    fn begin(self, amount: &str, interval: &str) -> Subscription<'a> {
        let stack = self.stack;
        let price = match &self.product {
            Some(product) => stack.stripe().price_of(product, amount, Some(interval)),
            None => stack.stripe().price(amount, Some(interval)),
        };
        let is_item = |(field, _): &&(String, String)| field.starts_with("items[");
        let nth = self.form.iter().filter(is_item).count();
        let this = self.with(&format!("items[{nth}][price]"), &price);
        let form: Vec<_> = this
            .form
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        let begun = stack.stripe().post("/v1/subscriptions", &form);
        Subscription {
            stack,
            id: begun["id"].as_str().unwrap().to_owned(),
            item: begun["items"]["data"][0]["id"].as_str().unwrap().to_owned(),
        }
    }
}

impl Subscription<'_> {
    /// A dearer price per month from now on, invoiced at once (C21).
    #[track_caller]
    pub(crate) fn upgrades_at_once_to(&self, amount: &str) {
        let price = self.stack.stripe().price(amount, Some("month"));
        self.changes(&[
            ("items[0][id]", &self.item),
            ("items[0][price]", &price),
            ("proration_behavior", "always_invoice"),
        ]);
    }

    /// The trial ends now, and the first period is paid.
    #[track_caller]
    pub(crate) fn ends_its_trial(&self) {
        self.changes(&[("trial_end", "now")]);
    }

    /// Nothing is paid any more.
    #[track_caller]
    pub(crate) fn is_canceled(&self) {
        let path = format!("/v1/subscriptions/{}", self.id);
        send(self.stack.stripe_request(Method::DELETE, &path)).expect(200);
    }

    #[track_caller]
    fn changes(&self, form: &[(&str, &str)]) {
        self.stack
            .stripe()
            .post(&format!("/v1/subscriptions/{}", self.id), form);
    }
}

//! The calls on subscriptions, but for changing one.

use jiff::{SignedDuration, Timestamp};

use super::books::Books;
use super::calendar::{Period, later};
use super::call::{Call, Verb};
use super::catalog::Price;
use super::coupons::Coupon;
use super::form::Form;
use super::invoice_routes::days_until_due;
use super::invoices::Funding;
use super::list;
use super::metadata::Metadata;
use super::refusal::{Answer, Refusal};
use super::subscription_changes;
use super::subscriptions::{Discount, Item, Status, Subscription};

/// What is agreed when a subscription begins, by API or in Checkout.
pub(super) struct Terms {
    pub(super) customer: String,
    pub(super) items: Vec<(String, i64)>,
    pub(super) trial_end: Option<Timestamp>,
    pub(super) coupon: Option<String>,
    pub(super) days_until_due: Option<i64>,
    pub(super) metadata: Metadata,
}

pub(super) fn route(books: &mut Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Post, []) => create(books, &call.form),
        (Verb::Get, []) => index(books, call),
        (Verb::Get, [id]) => books.show::<Subscription>(id),
        (Verb::Post, [id]) => subscription_changes::update(books, id, &call.form),
        (Verb::Delete, [id]) => cancel(books, id, &call.form),
        _ => Err(call.unrecognized()),
    }
}

/// Without a `status`, the ended ones are left out; with `all`, nothing is.
fn index(books: &Books, call: &Call) -> Answer {
    list::only(&call.form, &["customer", "price", "status"])?;
    let customer = call.form.filled("customer");
    let price = call.form.filled("price");
    let status = call.form.filled("status");
    books.list::<Subscription>(&call.path, &call.form, |subscription| {
        let in_status = match status.as_deref() {
            None => !subscription.has_ended(),
            Some("all") => true,
            Some("ended") => subscription.has_ended(),
            Some(status) => subscription.status.name() == status,
        };
        let has_price = |price: &String| subscription.items.iter().any(|it| it.price == *price);
        in_status
            && customer
                .as_ref()
                .is_none_or(|customer| subscription.customer == *customer)
            && price.as_ref().is_none_or(has_price)
    })
}

const FIELDS: [&str; 11] = [
    "customer",
    "items",
    "trial_end",
    "trial_period_days",
    "discounts",
    "collection_method",
    "days_until_due",
    "default_payment_method",
    "payment_behavior",
    "proration_behavior",
    "metadata",
];

fn create(books: &mut Books, form: &Form) -> Answer {
    form.only(&FIELDS)?;
    let terms = Terms {
        customer: form.required("customer")?.to_owned(),
        items: priced_items(books, form, "items")?,
        trial_end: trial_end(form, books.now)?,
        coupon: coupon(books, form)?,
        days_until_due: days_until_due(form)?,
        metadata: form.metadata()?,
    };
    let id = open_subscription(books, terms, Funding::Balance)?;
    books.show::<Subscription>(&id)
}

/// The prices and quantities of `items[0]`, `items[1]`, …: recurring, of one interval and one
/// currency.
pub(super) fn priced_items(
    books: &Books,
    form: &Form,
    field: &str,
) -> Result<Vec<(String, i64)>, Refusal> {
    let mut items = Vec::new();
    let mut first: Option<&Price> = None;
    for item in form.groups(field) {
        item.only(&["price", "quantity", "metadata"])?;
        let id = item.required("price")?;
        let price = books
            .get::<Price>(id)
            .map_err(|refusal| refusal.in_field(field))?;
        let quantity = item.integer("quantity")?.unwrap_or(1);
        let fits = first.is_none_or(|first| {
            first.interval == price.interval && first.currency == price.currency
        });
        if price.interval.is_none() || !fits || quantity < 0 {
            return Err(Refusal::invalid(
                field,
                format!("The price {id} cannot be used here"),
            ));
        }
        first = first.or(Some(price));
        items.push((id.to_owned(), quantity));
    }
    if items.is_empty() {
        Err(Refusal::missing(field))
    } else {
        Ok(items)
    }
}

/// The end of the trial the call asks for, as an instant or in days.
pub(super) fn trial_end(form: &Form, now: Timestamp) -> Result<Option<Timestamp>, Refusal> {
    if form.text("trial_end") == Some("now") {
        return Ok(None);
    }
    let days = form.integer("trial_period_days")?.filter(|days| *days > 0);
    let by_days = days.map(|days| later(now, SignedDuration::from_hours(days.saturating_mul(24))));
    match form.instant("trial_end")?.or(by_days) {
        Some(end) if end <= now => Err(Refusal::invalid("trial_end", "The trial ends in the past")),
        end => Ok(end),
    }
}

pub(super) fn coupon(books: &Books, form: &Form) -> Result<Option<String>, Refusal> {
    let discounts = form.groups("discounts");
    let Some(discount) = discounts.first() else {
        return Ok(None);
    };
    discount.only(&["coupon"])?;
    let id = discount.required("coupon")?;
    books
        .get::<Coupon>(id)
        .map_err(|refusal| refusal.in_field("discounts"))?;
    Ok(Some(id.to_owned()))
}

/// Begins the subscription and bills it; returns its id.
pub(super) fn open_subscription(
    books: &mut Books,
    terms: Terms,
    funding: Funding,
) -> Result<String, Refusal> {
    let now = books.now;
    let price = match terms.items.first() {
        Some((price, _)) => books.get::<Price>(price)?.clone(),
        None => return Err(Refusal::missing("items")),
    };
    let interval = price.interval.ok_or_else(|| Refusal::missing("items"))?;
    books
        .settle_currency(&terms.customer, &price.currency)
        .map_err(|refusal| refusal.in_field("customer"))?;
    let trial = terms.trial_end.map(|end| Period { start: now, end });
    let discount_of = |coupon| Discount {
        id: books.next_id("di"),
        coupon,
    };
    let discount = terms.coupon.map(discount_of);
    let items = new_items(books, terms.items);
    let first_period = Period {
        start: now,
        end: interval.end_of(now, 1),
    };
    let subscription = Subscription {
        id: books.next_id("sub"),
        created: now,
        customer: terms.customer,
        currency: price.currency,
        status: Status::Active,
        items,
        trial,
        anchor: trial.map_or(now, |trial| trial.end),
        cycle: i64::from(trial.is_none()),
        period: trial.unwrap_or(first_period),
        cancels_at_period_end: false,
        canceled_at: None,
        days_until_due: terms.days_until_due,
        discount,
        latest_invoice: None,
        metadata: terms.metadata,
    };
    let id = subscription.id.clone();
    books.begin_subscription(subscription, funding);
    Ok(id)
}

fn new_items(books: &mut Books, priced: Vec<(String, i64)>) -> Vec<Item> {
    let created = books.now;
    let mut items = Vec::new();
    for (price, quantity) in priced {
        items.push(Item {
            id: books.next_id("si"),
            price,
            quantity,
            created,
        });
    }
    items
}

fn cancel(books: &mut Books, id: &str, form: &Form) -> Answer {
    form.only(&["cancellation_details", "invoice_now", "prorate"])?;
    let billed = form.flag("invoice_now")?.unwrap_or(false);
    if billed || form.flag("prorate")?.unwrap_or(false) {
        return Err(Refusal::invalid(
            "prorate",
            "This Stripe cancels without a last invoice",
        ));
    }
    if books.get::<Subscription>(id)?.has_ended() {
        return Err(Refusal::no_such("subscription", id));
    }
    books.end_subscription(id);
    books.show::<Subscription>(id)
}

//! Changing a subscription: another price or quantity, another end of the trial, a cancellation
//! at the end of the period.

use super::agenda::Due;
use super::books::Books;
use super::calendar::Period;
use super::catalog::Price;
use super::form::Form;
use super::proration::{Proration, bill_change};
use super::refusal::{Answer, Refusal};
use super::subscription_routes::trial_end;
use super::subscriptions::{Item, Status, Subscription};

const FIELDS: [&str; 7] = [
    "items",
    "proration_behavior",
    "trial_end",
    "cancel_at_period_end",
    "metadata",
    "default_payment_method",
    "payment_behavior",
];

pub(super) fn update(books: &mut Books, id: &str, form: &Form) -> Answer {
    form.only(&FIELDS)?;
    let before = books.get::<Subscription>(id)?.clone();
    let mut after = before.clone();
    form.merge_metadata(&mut after.metadata)?;
    if before.has_ended() && (form.has("items") || form.has("trial_end")) {
        return Err(Refusal::not_now(
            "A canceled subscription cannot be changed.",
        ));
    }
    let proration = Proration::of(form)?;
    if let Some(cancels) = form.flag("cancel_at_period_end")? {
        after.cancels_at_period_end = cancels;
        after.canceled_at = cancels.then_some(books.now);
    }
    after.items = changed_items(books, &before, form)?;
    let ends_trial = form.text("trial_end") == Some("now") && before.status == Status::Trialing;
    let trial_end = trial_end(form, books.now)?;
    let restarts = ends_trial || restarts(books, &before, &after);
    if let Some(end) = trial_end {
        let start = books.now;
        set_trial(&mut after, Period { start, end });
    } else if restarts {
        restart(books, &mut after);
    }
    books.change_and_tell::<Subscription>("customer.subscription.updated", id, |each| {
        *each = after.clone();
    });
    if after.period.end != before.period.end {
        let subscription = id.to_owned();
        books.plan(after.period.end, Due::PeriodEnd { subscription });
    }
    bill_change(books, &before, restarts, proration);
    books.show::<Subscription>(id)
}

/// The items after the change. As at Stripe, an entry without an `id` **adds** an item.
fn changed_items(
    books: &mut Books,
    before: &Subscription,
    form: &Form,
) -> Result<Vec<Item>, Refusal> {
    let mut items = before.items.clone();
    for entry in form.groups("items") {
        entry.only(&["id", "price", "quantity", "deleted", "metadata"])?;
        check_price(books, before, &entry)?;
        match entry.filled("id") {
            Some(id) => change_item(&mut items, &id, &entry)?,
            None => add_item(books, &mut items, &entry)?,
        }
    }
    if items.is_empty() {
        Err(Refusal::missing("items"))
    } else {
        Ok(items)
    }
}

fn check_price(books: &Books, before: &Subscription, entry: &Form) -> Result<(), Refusal> {
    if entry.filled("price").is_none() {
        return Ok(());
    }
    let price = books.named::<Price>(entry, "price")?;
    if price.interval.is_none() || price.currency != before.currency {
        return Err(Refusal::invalid("items", "The price cannot be used here"));
    }
    Ok(())
}

fn add_item(books: &mut Books, items: &mut Vec<Item>, entry: &Form) -> Result<(), Refusal> {
    let price = entry.required("price")?.to_owned();
    if items.iter().any(|item| item.price == price) {
        return Err(Refusal::invalid(
            "items",
            "The subscription has that price already",
        ));
    }
    let quantity = entry.integer("quantity")?.unwrap_or(1);
    items.push(Item {
        id: books.next_id("si"),
        price,
        quantity,
        created: books.now,
    });
    Ok(())
}

fn change_item(items: &mut Vec<Item>, id: &str, entry: &Form) -> Result<(), Refusal> {
    let Some(item) = items.iter_mut().find(|item| item.id == id) else {
        return Err(Refusal::no_such("subscription_item", id).in_field("items"));
    };
    if let Some(price) = entry.filled("price") {
        item.price = price;
    }
    item.quantity = entry.integer("quantity")?.unwrap_or(item.quantity);
    if entry.flag("deleted")?.unwrap_or(false) {
        items.retain(|item| item.id != id);
    }
    Ok(())
}

/// Another interval, or the way from free to paid, begins a new billing cycle now.
fn restarts(books: &Books, before: &Subscription, after: &Subscription) -> bool {
    let becomes_paid = before.amount(books) == 0 && after.amount(books) > 0;
    let in_trial = before.status == Status::Trialing;
    !in_trial && (becomes_paid || before.interval(books) != after.interval(books))
}

fn set_trial(subscription: &mut Subscription, trial: Period) {
    subscription.status = Status::Trialing;
    subscription.trial = Some(trial);
    subscription.period = trial;
    subscription.anchor = trial.end;
    subscription.cycle = 0;
}

fn restart(books: &Books, subscription: &mut Subscription) {
    let Some(interval) = subscription.interval(books) else {
        return;
    };
    if subscription.status == Status::Trialing {
        subscription.status = Status::Active;
        subscription.trial = subscription.trial.map(|trial| Period {
            end: books.now,
            ..trial
        });
    }
    subscription.anchor = books.now;
    subscription.cycle = 1;
    subscription.period = Period {
        start: books.now,
        end: interval.end_of(books.now, 1),
    };
}

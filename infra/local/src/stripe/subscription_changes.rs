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

pub(super) fn update(books: &mut Books, id: &str, form: &Form) -> Answer {
    form.only(&[
        "items",
        "proration_behavior",
        "trial_end",
        "cancel_at_period_end",
        "metadata",
        "default_payment_method",
        "payment_behavior",
    ])?;
    let before = books.get::<Subscription>(id)?.clone();
    let mut after = before.clone();
    form.merge_metadata(&mut after.metadata)?;
    if before.has_ended() && (form.has("items") || form.has("trial_end")) {
        return Err(Refusal::not_now(
            "A canceled subscription cannot be changed.",
        ));
    }
    let proration = match form.text("proration_behavior") {
        None | Some("create_prorations") => Proration::Waits,
        Some("always_invoice") => Proration::AtOnce,
        Some("none") => Proration::Never,
        Some(_) => return Err(Refusal::invalid("proration_behavior", "Not a behavior")),
    };
    if let Some(cancels) = form.flag("cancel_at_period_end")? {
        after.cancels_at_period_end = cancels;
        after.canceled_at = cancels.then_some(books.now);
    }
    after.items = changed_items(books, &before, form)?;
    let ends_trial = form.text("trial_end") == Some("now") && before.status == Status::Trialing;
    let trial_end = trial_end(form, books.now)?;
    let restarts = ends_trial || restarts(books, &before, &after);
    if let Some(end) = trial_end {
        set_trial(
            &mut after,
            Period {
                start: books.now,
                end,
            },
        );
    } else if restarts {
        restart(books, &mut after);
    }
    let ended_period = before.period;
    books.change_and_tell::<Subscription>("customer.subscription.updated", id, |each| {
        *each = after.clone();
    });
    if after.period.end != ended_period.end {
        books.plan(
            after.period.end,
            Due::PeriodEnd {
                subscription: id.to_owned(),
            },
        );
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
        let price = entry.filled("price");
        if let Some(price) = &price {
            let price = books
                .get::<Price>(price)
                .map_err(|refusal| refusal.in_field("items"))?;
            if price.interval.is_none() || price.currency != before.currency {
                return Err(Refusal::invalid("items", "The price cannot be used here"));
            }
        }
        let quantity = entry.integer("quantity")?;
        let Some(id) = entry.filled("id") else {
            let price = price.ok_or_else(|| Refusal::missing("items[price]"))?;
            if items.iter().any(|item| item.price == price) {
                return Err(Refusal::invalid(
                    "items",
                    "The subscription has that price already",
                ));
            }
            let quantity = quantity.unwrap_or(1);
            items.push(Item {
                id: books.next_id("si"),
                price,
                quantity,
                created: books.now,
            });
            continue;
        };
        if !items.iter().any(|item| item.id == id) {
            return Err(Refusal::no_such("subscription_item", &id).in_field("items"));
        }
        if entry.flag("deleted")?.unwrap_or(false) {
            items.retain(|item| item.id != id);
        }
        for item in items.iter_mut().filter(|item| item.id == id) {
            item.price = price.clone().unwrap_or_else(|| item.price.clone());
            item.quantity = quantity.unwrap_or(item.quantity);
        }
    }
    if items.is_empty() {
        Err(Refusal::missing("items"))
    } else {
        Ok(items)
    }
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

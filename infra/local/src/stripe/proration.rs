//! What a changed subscription costs for the time that is left of the period.

use super::books::Books;
use super::calendar::Period;
use super::form::Form;
use super::invoice_items::InvoiceItem;
use super::invoice_lines::{Line, Source};
use super::metadata::Metadata;
use super::refusal::Refusal;
use super::subscriptions::{Item, Status, Subscription};

/// What happens to the difference in price for the rest of the period.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Proration {
    /// It waits for the next invoice.
    Waits,
    /// It is invoiced at once.
    AtOnce,
    Never,
}

impl Proration {
    pub(super) fn of(form: &Form) -> Result<Self, Refusal> {
        match form.text("proration_behavior") {
            None | Some("create_prorations") => Ok(Self::Waits),
            Some("always_invoice") => Ok(Self::AtOnce),
            Some("none") => Ok(Self::Never),
            Some(_) => Err(Refusal::invalid("proration_behavior", "Not a behavior")),
        }
    }
}

/// Bills what the change from `before` costs; a restart bills a whole new period.
pub(super) fn bill_change(
    books: &mut Books,
    before: &Subscription,
    restarts: bool,
    proration: Proration,
) {
    let Some(after) = books.subscriptions.get(&before.id).cloned() else {
        return;
    };
    if after.status == Status::Trialing || after.has_ended() {
        return;
    }
    let was_paid_for = before.status != Status::Trialing && proration != Proration::Never;
    let mut shares = Vec::new();
    if was_paid_for && before.items != after.items {
        shares = shares_left(books, before, &after, restarts);
    }
    if restarts {
        let mut lines = prorated_lines(books, &after, shares);
        lines.extend(books.period_lines(&after.id, false));
        books.bill_now(&after.id, lines);
    } else if proration == Proration::AtOnce && !shares.is_empty() {
        let lines = prorated_lines(books, &after, shares);
        books.bill_now(&after.id, lines);
    } else {
        for share in shares {
            wait(books, &after, share);
        }
    }
}

/// What the time that is left is worth on one item.
struct Share {
    item: Item,
    amount: i64,
    description: &'static str,
    period: Period,
}

/// A credit for the time left on what was changed and, unless a whole new period is billed, a
/// charge for the same time on what it became.
fn shares_left(
    books: &Books,
    before: &Subscription,
    after: &Subscription,
    restarts: bool,
) -> Vec<Share> {
    let now = books.now;
    let left = Period {
        start: now,
        end: before.period.end,
    };
    let share = |item: &Item| before.period.share_left_rounded(item.amount(books), now);
    let unused = before
        .items
        .iter()
        .filter(|item| restarts || !after.items.contains(item));
    let mut shares: Vec<Share> = unused
        .map(|item| Share {
            item: item.clone(),
            amount: share(item).saturating_neg(),
            description: "Unused time",
            period: left,
        })
        .collect();
    if !restarts {
        let new = after
            .items
            .iter()
            .filter(|item| !before.items.contains(item));
        shares.extend(new.map(|item| Share {
            item: item.clone(),
            amount: share(item),
            description: "Remaining time",
            period: left,
        }));
    }
    shares.retain(|share| share.amount != 0);
    shares
}

fn prorated_lines(books: &mut Books, subscription: &Subscription, shares: Vec<Share>) -> Vec<Line> {
    let line = |share: Share| Line {
        id: books.next_id("il"),
        amount: share.amount,
        description: Some(share.description.to_owned()),
        period: share.period,
        quantity: share.item.quantity,
        price: Some(share.item.price),
        subscription: Some(subscription.id.clone()),
        proration: true,
        source: Source::SubscriptionItem(share.item.id),
    };
    shares.into_iter().map(line).collect()
}

fn wait(books: &mut Books, subscription: &Subscription, share: Share) {
    let item = InvoiceItem {
        id: books.next_id("ii"),
        customer: subscription.customer.clone(),
        currency: subscription.currency.clone(),
        amount: share.amount,
        description: Some(share.description.to_owned()),
        invoice: None,
        subscription: Some(subscription.id.clone()),
        proration: true,
        period: share.period,
        price: Some(share.item.price),
        quantity: share.item.quantity,
        created: books.now,
        metadata: Metadata::new(),
    };
    books.put(item);
}

use stripe::list::List;
use stripe::subscription::{CancellationDetails, Price};

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const NOW: &str = "2022-06-20T09:00:00Z";

/// Billed by the year since January, and with an add-on by the month since 1 June.
fn subscription(status: SubscriptionStatus) -> Subscription {
    let item = |id: &str, since: &str| SubscriptionItem {
        id: id.to_owned(),
        price: Price {
            id: format!("price_{id}"),
            unit_amount: Some(4_900),
            recurring: None,
        },
        quantity: Some(1),
        current_period_start: Some(at(since)),
        current_period_end: None,
    };
    Subscription {
        id: "sub_1".to_owned(),
        customer: "cus_1".to_owned(),
        status,
        currency: "usd".to_owned(),
        created: at("2022-01-01T00:00:00Z"),
        start_date: at("2022-01-01T00:00:00Z"),
        trial_end: None,
        ended_at: None,
        cancel_at: None,
        items: List {
            data: vec![
                item("plan", "2022-01-01T00:00:00Z"),
                item("add_on", "2022-06-01T00:00:00Z"),
            ],
            has_more: false,
        },
        cancellation_details: None,
        livemode: false,
    }
}

fn ended(reason: CancellationReason) -> Standing {
    let subscription = Subscription {
        ended_at: Some(at("2022-06-19T00:00:00Z")),
        cancellation_details: Some(CancellationDetails {
            reason: Some(reason),
        }),
        ..subscription(SubscriptionStatus::Canceled)
    };
    standing(&subscription, at(NOW))
}

#[test]
fn e32_a_payment_is_overdue_since_the_last_bill() {
    assert_eq!(
        standing(&subscription(SubscriptionStatus::PastDue), at(NOW)),
        Standing::PastDueSince(at("2022-06-01T00:00:00Z"))
    );
}

#[test]
fn e32_who_is_given_up_stopped_paying_when_the_payment_was_due_and_who_leaves_when_they_leave() {
    let due_at = at("2022-06-01T00:00:00Z");
    let left_at = at("2022-06-19T00:00:00Z");
    assert_eq!(
        ended(CancellationReason::PaymentFailed),
        Standing::EndedAt(due_at)
    );
    for reason in [
        CancellationReason::CancellationRequested,
        CancellationReason::PaymentDisputed,
        CancellationReason::Unknown,
    ] {
        assert_eq!(ended(reason), Standing::EndedAt(left_at), "{reason:?}");
    }
}

use domain::ledger::JournalEntry;

use super::*;
use crate::testing::{later, notification, now, reward};

fn feed(entries: &[JournalEntry], notifications: Vec<Notification>) -> Feed {
    Feed {
        lines: entries.iter().map(JournalEntry::statement_line).collect(),
        notifications,
        ..Feed::default()
    }
}

fn states(feed: &Feed) -> Vec<(String, CreditState)> {
    let state = |credit: CreditView| (credit.reward_id.as_str().to_owned(), credit.state);
    credits(Words::english(), feed, &[])
        .into_iter()
        .map(state)
        .collect()
}

#[test]
fn a_credit_is_where_its_last_line_took_it() {
    let (bolt, cyan, dune) = (
        reward("bolt", "50 USD"),
        reward("cyan", "50 USD"),
        reward("dune", "50 USD"),
    );
    let entries = [
        JournalEntry::cancel(&dune, true, later(3)),
        JournalEntry::post(&bolt, later(2)),
        JournalEntry::release(&cyan, later(1)),
        JournalEntry::grant(&dune, true, now()),
        JournalEntry::grant(&cyan, true, now()),
        JournalEntry::grant(&bolt, false, now()),
    ];
    let expected = [
        ("rwd_dune.referrer", CreditState::Canceled),
        ("rwd_bolt.referrer", CreditState::Posted),
        ("rwd_cyan.referrer", CreditState::Available),
    ];
    assert_eq!(
        states(&feed(&entries, Vec::new())),
        expected.map(|(id, state)| (id.to_owned(), state))
    );
}

#[test]
fn lines_of_one_instant_are_told_apart() {
    let bolt = reward("bolt", "50 USD");
    let mut entries = [
        JournalEntry::grant(&bolt, true, now()),
        JournalEntry::release(&bolt, now()),
    ];
    for _ in 0..2 {
        let states = states(&feed(&entries, Vec::new()));
        assert_eq!(
            states,
            [("rwd_bolt.referrer".to_owned(), CreditState::Available)]
        );
        entries.reverse();
    }
}

#[test]
fn a_pending_credit_says_what_it_waits_for() {
    let bolt = reward("bolt", "50 USD");
    let held = Telling::CreditEarned {
        reward_id: bolt.id.clone(),
        amount: bolt.amount,
        release_at: Some(later(14)),
    };
    let waiting = Telling::NoCredit {
        reason: Reason::WaitingForReferrerToPay,
    };
    for (telling, reason, release_at) in [
        (held, Reason::InHoldUntil, Some(later(14))),
        (waiting, Reason::WaitingForReferrerToPay, None),
    ] {
        let told = vec![notification("bolt", telling, 0)];
        let credits = credits(
            Words::english(),
            &feed(&[JournalEntry::grant(&bolt, true, now())], told),
            &[],
        );
        assert_eq!(credits[0].state, CreditState::Pending);
        assert_eq!(credits[0].reason, Some(reason));
        assert_eq!(credits[0].release_at, release_at);
    }
}

#[test]
fn c31_a_friends_own_credit_waits_for_their_own_payment() {
    let own = Reward {
        id: RewardId::of(&"acme".parse().unwrap(), Side::Friend),
        side: Side::Friend,
        state: RewardState::AwaitingFirstPayment,
        ..reward("acme", "50 USD")
    };
    let mut feed = feed(&[JournalEntry::grant(&own, true, now())], Vec::new());
    feed.household.rewards.push(own);
    let credits = credits(Words::english(), &feed, &[]);
    assert_eq!(credits[0].reason, Some(Reason::AwaitingFirstPayment));
    let explanation = credits[0].explanation.as_ref().unwrap();
    assert!(explanation.contains("your own first payment"));
}

#[test]
fn a_canceled_credit_says_why() {
    let bolt = reward("bolt", "50 USD");
    let told = Telling::CreditCanceled {
        reward_id: bolt.id.clone(),
        amount: bolt.amount,
        reason: Reason::Refunded,
    };
    let entries = [
        JournalEntry::cancel(&bolt, false, later(1)),
        JournalEntry::grant(&bolt, false, now()),
    ];
    let credits = credits(
        Words::english(),
        &feed(&entries, vec![notification("bolt", told, 1)]),
        &[],
    );
    assert_eq!(credits[0].reason, Some(Reason::Refunded));
}

#[test]
fn f38_an_available_credit_says_what_keeps_it_from_the_bill() {
    let blocked = |redeemed_at, blocked| Reward {
        state: RewardState::Available {
            redeemed_at,
            blocked,
        },
        ..reward("bolt", "50 USD")
    };
    for (reward, reason) in [
        (blocked(None, None), None),
        (
            blocked(Some(now()), None),
            Some(Reason::WaitingForStripeCustomer),
        ),
        (
            blocked(Some(now()), Some(Reason::CurrencyMismatch)),
            Some(Reason::CurrencyMismatch),
        ),
        (
            blocked(None, Some(Reason::PostingRefused)),
            Some(Reason::PostingRefused),
        ),
    ] {
        let feed = feed(&[JournalEntry::grant(&reward, false, now())], Vec::new());
        let credits = credits(Words::english(), &feed, std::slice::from_ref(&reward));
        assert_eq!(credits[0].state, CreditState::Available);
        assert_eq!(credits[0].reason, reason);
        assert_eq!(credits[0].explanation.is_some(), reason.is_some());
    }
}

//! When an account was a paying customer (K3, K15, K16, K23).

use super::*;
use crate::time::after;

fn at(day: i64) -> Timestamp {
    Timestamp::from_second(day.checked_mul(86_400).unwrap()).unwrap()
}

fn subscription(started: i64, standing: Standing) -> SubscriptionFacts {
    SubscriptionFacts {
        priced: true,
        started_at: at(started),
        standing,
        next_invoice: None,
        trial_ends_at: None,
    }
}

fn paying(subscriptions: &[SubscriptionFacts], paid: &[i64]) -> Paying {
    let paid: Vec<_> = paid.iter().map(|day| at(*day)).collect();
    let mut paying = Paying::never("acme".parse().unwrap());
    paying.spells = spells(subscriptions, &paid);
    paying
}

#[test]
fn k3_an_account_pays_from_its_first_paid_invoice_on() {
    let acme = paying(&[subscription(1, Standing::Active)], &[15]);
    assert!(!acme.at(at(14)), "still on trial");
    assert!(acme.at(at(15)));
    assert!(acme.at(at(400)));
}

#[test]
fn a_trial_a_free_plan_and_an_unpaid_plan_do_not_pay() {
    assert!(!paying(&[subscription(1, Standing::NotYet)], &[]).at(at(5)));
    let free = SubscriptionFacts {
        priced: false,
        ..subscription(1, Standing::Active)
    };
    assert!(!paying(&[free], &[2]).at(at(5)));
    assert!(!paying(&[subscription(1, Standing::Active)], &[]).at(at(5)));
}

#[test]
fn an_account_that_left_paid_until_then_and_again_after_it_came_back() {
    let acme = paying(
        &[
            subscription(1, Standing::EndedAt(at(60))),
            subscription(100, Standing::Active),
        ],
        &[1, 31, 100],
    );
    assert!(acme.at(at(59)) && !acme.at(at(60)) && !acme.at(at(99)) && acme.at(at(100)));
}

#[test]
fn a_spell_begins_with_its_first_instant_and_ends_before_its_last() {
    let acme = paying(&[subscription(1, Standing::EndedAt(at(60)))], &[1]);
    assert!(!acme.at(after(at(1), SignedDuration::from_secs(-1))));
    assert!(acme.at(at(1)));
    assert!(acme.at(after(at(60), SignedDuration::from_secs(-1))));
    assert!(!acme.at(at(60)));
}

#[test]
fn within_asks_for_any_instant_of_a_half_open_stretch() {
    let acme = paying(&[subscription(10, Standing::EndedAt(at(20)))], &[10]);
    for (from, until, pays) in [
        (1, 10, false),
        (1, 11, true),
        (12, 13, true),
        (19, 30, true),
        (20, 30, false),
        (1, 30, true),
    ] {
        assert_eq!(acme.within(at(from), at(until)), pays, "{from} to {until}");
    }
}

#[test]
fn k3_what_was_paid_before_a_subscription_began_does_not_make_it_pay() {
    // A one-off purchase on day 1, a trial from day 10 on.
    let acme = paying(&[subscription(10, Standing::Active)], &[1]);
    assert!(!acme.at(at(12)));
}

#[test]
fn the_first_invoice_may_be_paid_moments_before_the_subscription_says_it_began() {
    let facts = subscription(10, Standing::Active);
    let moments_before = after(at(10), SignedDuration::from_secs(-60));
    assert_eq!(spells(&[facts], &[moments_before]).len(), 1);
    let minutes_before = after(at(10), SignedDuration::from_secs(-61));
    assert!(spells(&[facts], &[minutes_before]).is_empty());
}

#[test]
fn a_subscription_that_ended_on_trial_never_paid() {
    assert!(spells(&[subscription(1, Standing::EndedAt(at(15)))], &[]).is_empty());
    assert!(spells(&[subscription(1, Standing::EndedAt(at(15)))], &[at(15)]).is_empty());
}

#[test]
fn the_order_in_which_stripe_lists_things_does_not_matter() {
    let old = subscription(1, Standing::EndedAt(at(60)));
    let new = subscription(100, Standing::Active);
    let told = spells(&[old, new], &[at(1), at(31), at(100)]);
    assert_eq!(spells(&[new, old], &[at(100), at(31), at(1)]), told);
}

#[test]
fn what_is_new_of_the_spells_asks_for_a_review_and_what_is_not_does_not() {
    let never = Paying::never("acme".parse().unwrap());
    assert!(!never.observed(&[], Billing::default()).review_due);
    let told = spells(&[subscription(1, Standing::Active)], &[at(1)]);
    let seen = never.observed(&told, Billing::default());
    assert!(seen.review_due);
    let reviewed = Paying {
        review_due: false,
        ..seen.clone()
    };
    assert_eq!(reviewed.observed(&told, Billing::default()), reviewed);
    assert!(
        seen.observed(&told, Billing::default()).review_due,
        "still due until it was done"
    );
}

#[test]
fn a_stop_that_stripe_keeps_no_time_of_is_as_early_as_it_was_first_seen() {
    let stopped = |seen| spells(&[subscription(1, Standing::StoppedAt(at(seen)))], &[at(1)]);
    let first = Paying::never("acme".parse().unwrap()).observed(&stopped(30), Billing::default());
    let later = first.observed(&stopped(45), Billing::default());
    assert_eq!(later.spells, stopped(30));
    let ended = spells(&[subscription(1, Standing::EndedAt(at(50)))], &[at(1)]);
    assert_eq!(
        later.observed(&ended, Billing::default()).spells,
        stopped(30)
    );
}

#[test]
fn an_account_of_which_nothing_is_known_never_paid() {
    let never = Paying::never("acme".parse().unwrap());
    assert!(!never.at(at(1)) && !never.within(Timestamp::MIN, Timestamp::MAX));
}

#[test]
fn e32_from_when_a_payment_is_overdue_it_is_in_doubt_whether_the_account_pays() {
    let acme = paying(&[subscription(1, Standing::PastDueSince(at(31)))], &[1]);
    for (day, paid) in [(0, Paid::No), (30, Paid::Yes), (31, Paid::InDoubt)] {
        assert_eq!(acme.paid_at(at(day)), paid, "day {day}");
    }
    assert!(!acme.at(at(40)) && !acme.within(at(31), at(90)));
    let beside = subscription(20, Standing::Active);
    let both = [subscription(1, Standing::PastDueSince(at(31))), beside];
    assert_eq!(paying(&both, &[1, 20]).paid_at(at(40)), Paid::Yes);
}

#[test]
fn e32_the_outcome_of_an_overdue_payment_decides_from_when_it_was_due() {
    let told = |standing| spells(&[subscription(1, standing)], &[at(1)]);
    let seen = |before: &Paying, standing| before.observed(&told(standing), Billing::default());
    let never = Paying::never("acme".parse().unwrap());
    let overdue = seen(&never, Standing::PastDueSince(at(31)));
    let settled = seen(&overdue, Standing::Active);
    assert_eq!(settled.paid_at(at(40)), Paid::Yes);
    assert!(settled.review_due);
    for given_up in [Standing::EndedAt(at(52)), Standing::StoppedAt(at(52))] {
        let ended = seen(&overdue, given_up);
        assert_eq!(
            (ended.paid_at(at(30)), ended.paid_at(at(31))),
            (Paid::Yes, Paid::No)
        );
    }
    // The next period begins while the first is still owed.
    let longer = seen(&overdue, Standing::PastDueSince(at(61)));
    assert_eq!(longer.paid_at(at(40)), Paid::InDoubt);
    let later = seen(&settled, Standing::EndedAt(at(90)));
    assert_eq!(
        later.paid_at(at(80)),
        Paid::Yes,
        "what was settled stays so"
    );
}

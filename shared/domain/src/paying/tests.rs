//! When an account was a paying customer (K3, K15, K16, K23).

use super::*;

fn at(day: i64) -> Timestamp {
    Timestamp::from_second(day.checked_mul(86_400).unwrap()).unwrap()
}

fn subscription(started: i64, standing: Standing) -> SubscriptionFacts {
    SubscriptionFacts {
        priced: true,
        started_at: at(started),
        standing,
        next_invoice: None,
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

//! When a review opens and who hears of it, of its opening and of its end.

use super::*;

#[test]
fn a_review_keeps_what_was_seen_before_and_since_when_it_is_open() {
    let before = joined(None, &[Signal::DisposableAddress].into(), at("2022-05-25"));
    let after = joined(
        before.as_ref(),
        &[Signal::SameCard].into(),
        at("2022-06-25"),
    );
    let after = after.unwrap();
    let both = [Signal::DisposableAddress, Signal::SameCard];
    assert_eq!(after.signals, both.into());
    assert_eq!(after.opened_at, at("2022-05-25"));
}

#[test]
fn a_review_is_announced_when_it_opens_and_not_while_it_stays_open() {
    let referral = suspected().settles("2022-06-25").referral();
    let review = referral.review.clone().unwrap();
    assert_eq!(opened(Some(&review), &referral), None);
    assert!(opened(None, &referral).is_some());
    // Even where it was decided in the instant it was opened in.
    let decided = Review {
        verdict: Verdict::Approved(by_staff()),
        ..review
    };
    assert!(opened(Some(&decided), &referral).is_some());
}

#[test]
fn approving_tells_of_no_credit_while_the_referrer_has_to_pay_first() {
    let friend = suspected()
        .referrer_pays(&[])
        .with_rules(|rules| rules.on_ineligible = crate::terms::OnIneligible::Wait { days: 90 })
        .settles("2022-06-25")
        .then_under_review()
        .friend_household();
    let changes = approve(&friend, &by_staff(), at("2022-06-26")).unwrap();
    let tells = |write: &Write| matches!(write, Write::Notification(_) | Write::Summary(_));
    assert!(!changes.writes.iter().any(tells), "{changes:?}");
}

#[test]
fn what_is_approved_is_announced_as_available_once() {
    let available = |story: &Story| {
        let is_one = |event: &&Event| matches!(event, Event::CreditAvailable { .. });
        story.world.events.iter().filter(is_one).count()
    };
    let automatic = suspected().settles("2022-06-25");
    assert_eq!(available(&automatic), 0);
    assert_eq!(available(&automatic.approved("2022-06-26")), 1);
}

//! Signals hold, people decide.

mod opening;

use super::*;
use crate::payment::Dispute;
use crate::preset::{CLIENTJOY, CONTACTUALLY};
use crate::testing::outcome::{AVAILABLE, held_until};
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, at};

const ALWAYS: [(&str, Option<&str>); 1] = [("2021-01-01", None)];

fn by_staff() -> Decided {
    Decided {
        actor: crate::audit::Actor {
            key_id: "admin".to_owned(),
            staff: None,
        },
        reason: "looked at".parse().unwrap(),
        decided_at: at("2022-07-01"),
    }
}

/// Bo paid $30 on 25 June, and somebody should look at it; nothing is decided yet.
fn suspected() -> Story {
    paid().with_payment("in_1", |paid| {
        paid.signals.insert(Signal::EarlyFraudWarning);
    })
}

fn paid() -> Story {
    Story::of(CONTACTUALLY)
        .referrer_pays(&ALWAYS)
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
}

impl Story {
    #[track_caller]
    fn approved(mut self, now: &str) -> Self {
        let friend = self.friend_household();
        let changes = approve(&friend, &by_staff(), at(now)).unwrap();
        self.world.apply(changes);
        let again = approve(&self.friend_household(), &by_staff(), at(now));
        assert_eq!(again, Err(Rejection::NotOpen));
        self
    }

    #[track_caller]
    fn denied(mut self, now: &str) -> Self {
        let friend = self.friend_household();
        let reason = (&by_staff(), Reason::Fraud);
        let changes = deny(&friend, reason, &self.rules(), at(now)).unwrap();
        self.world.apply(changes);
        self
    }

    #[track_caller]
    fn then_under_review(self) -> Self {
        assert!(self.referral().is_under_review());
        for reward in self.friend_household().rewards {
            assert!(reward.is_pending(), "{reward:?}");
            assert_eq!(reward.frozen, Some(Reason::UnderReview));
            assert!(!reward.may_be_posted() && reward.look().is_none());
        }
        self
    }

    fn opened(&self) -> usize {
        let opened = |event: &&Event| matches!(event, Event::ReferralUnderReview { .. });
        self.world.events.iter().filter(opened).count()
    }
}

#[test]
fn what_is_suspected_is_pending_until_it_is_approved_and_then_available_at_once() {
    let story = suspected()
        .settles("2022-06-25")
        .then_under_review()
        .then_reason(Some(Reason::UnderReview))
        .then_balance(REFERRER, [1000, 0, 0])
        .time_passes("2022-08-01")
        .then_under_review();
    assert_eq!(story.opened(), 1);
    story
        .approved("2022-08-01")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE)
        .then_reason(None)
        .then_balance(REFERRER, [0, 1000, 0]);
}

#[test]
fn the_hold_runs_on_while_somebody_looks() {
    suspected()
        .with_rules(|rules| rules.hold_days = 14)
        .settles("2022-06-25")
        .then_under_review()
        .approved("2022-06-27")
        .then_earned(Side::Referrer, "10 USD", held_until("2022-07-09"))
        .time_passes("2022-07-09")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn a_warning_in_the_hold_stops_what_was_earned_before() {
    paid()
        .with_rules(|rules| rules.hold_days = 14)
        .settles("2022-06-25")
        .with_payment("in_1", |paid| {
            paid.signals.insert(Signal::EarlyFraudWarning);
        })
        .settles("2022-06-26")
        .then_under_review()
        .then_reason(Some(Reason::UnderReview))
        .time_passes("2022-07-09")
        .then_under_review();
}

#[test]
fn what_is_at_stripe_is_not_held_by_a_warning() {
    let story = paid()
        .settles("2022-06-25")
        .posts(Side::Referrer, "2022-06-25")
        .with_payment("in_1", |paid| {
            paid.signals.insert(Signal::EarlyFraudWarning);
        })
        .settles("2022-06-26")
        .then_balance(REFERRER, [0, 0, 1000]);
    assert_eq!(story.reward(Side::Referrer).frozen, None);
    assert!(!story.referral().is_under_review());
}

#[test]
fn a_signal_that_was_looked_at_opens_nothing_again_and_a_new_one_does() {
    let story = suspected()
        .with_rules(|rules| rules.hold_days = 30)
        .settles("2022-06-25")
        .approved("2022-06-26")
        .settles("2022-06-27")
        .then_earned(Side::Referrer, "10 USD", held_until("2022-07-25"));
    assert_eq!(story.reward(Side::Referrer).frozen, None);
    let story = story
        .with_payment("in_1", |paid| {
            paid.signals.insert(Signal::SameCard);
        })
        .settles("2022-06-28")
        .then_under_review();
    assert_eq!(story.opened(), 2);
    let both = [Signal::EarlyFraudWarning, Signal::SameCard];
    assert_eq!(story.referral().review.unwrap().signals, both.into());
}

#[test]
fn what_was_denied_ends_for_good() {
    let denied = suspected()
        .settles("2022-06-25")
        .denied("2022-06-26")
        .then_disqualified(Reason::Fraud)
        .then_canceled(Side::Referrer, Reason::Fraud)
        .then_balance(REFERRER, [0, 0, 0]);
    let verdict = denied.referral().review.unwrap().verdict;
    assert_eq!(verdict, Verdict::Denied(by_staff()));
    denied
        .with_payment("in_1", |paid| {
            paid.signals.insert(Signal::SameCard);
        })
        .settles("2022-06-27")
        .learns_of_referrer("2022-06-27")
        .then_disqualified(Reason::Fraud)
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn a_refund_ends_what_is_under_review_and_its_failing_brings_the_review_back() {
    suspected()
        .settles("2022-06-25")
        .refunded("in_1", "0 USD")
        .settles("2022-06-26")
        .then_refunded()
        .refunded("in_1", "30 USD")
        .settles("2022-06-27")
        .then_under_review()
        .then_balance(REFERRER, [1000, 0, 0])
        .approved("2022-06-28")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn a_dispute_while_somebody_looks_is_waited_for_as_well() {
    suspected()
        .settles("2022-06-25")
        .disputed("in_1", Dispute::Open)
        .settles("2022-06-26")
        .approved("2022-06-27")
        .then_balance(REFERRER, [1000, 0, 0])
        .disputed("in_1", Dispute::None)
        .settles("2022-06-28")
        .time_passes("2022-06-28")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn a_referrer_who_begins_to_pay_while_somebody_looks_gets_nothing_before_that_is_done() {
    suspected()
        .referrer_pays(&[])
        .with_rules(|rules| rules.on_ineligible = crate::terms::OnIneligible::Wait { days: 90 })
        .settles("2022-06-25")
        .then_under_review()
        .referrer_pays(&[("2022-07-01", None)])
        .learns_of_referrer("2022-07-01")
        .then_under_review()
        .then_balance(REFERRER, [1000, 0, 0])
        .approved("2022-07-02")
        .then_balance(REFERRER, [0, 1000, 0]);
}

#[test]
fn a_program_has_both_sides_approved_by_hand() {
    let mut story = Story::of(CLIENTJOY).clicked("2022-05-20");
    story.program.settings.review.approval = Approval::Manual;
    let story = story
        .signs_up("2022-05-25")
        .then_under_review()
        .then_balance(REFERRER, [5000, 0, 0])
        .then_balance(FRIEND, [5000, 0, 0]);
    assert!(story.told(FRIEND).is_empty(), "told when it is there");
    let story = story
        .approved("2022-05-26")
        .then_balance(REFERRER, [0, 5000, 0])
        .then_balance(FRIEND, [0, 5000, 0]);
    assert_eq!(story.told(FRIEND).len(), 1);
    assert_eq!(story.told(REFERRER).len(), 2);
}

#[test]
fn s14_a_throw_away_address_is_looked_at_unless_the_program_does_not_mind() {
    let signed_up = |minds: bool| {
        let mut story = Story::of(CLIENTJOY)
            .clicked("2022-05-20")
            .with_friend(|_, bo| bo.email = "bo@mailinator.com".parse().unwrap());
        story.program.settings.review.disposable_address = minds;
        story.signs_up("2022-05-25")
    };
    let held = signed_up(true).then_under_review().referral();
    let signals = held.review.unwrap().signals;
    assert_eq!(signals, [Signal::DisposableAddress].into());
    signed_up(false).then_earned(Side::Referrer, "50 USD", AVAILABLE);
}

#[test]
fn a_referral_that_is_denied_before_it_counts_never_does() {
    let story = Story::of(CONTACTUALLY)
        .referrer_pays(&ALWAYS)
        .accepted("2022-05-20")
        .with_friend(|_, bo| bo.email = "bo@mailinator.com".parse().unwrap())
        .signs_up("2022-05-25");
    assert!(story.referral().is_under_review());
    story
        .denied("2022-05-26")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
        .then_disqualified(Reason::Fraud)
        .then_nothing_earned(Side::Referrer);
}

#[test]
fn a_referral_without_a_review_has_nothing_to_decide() {
    let story = paid().settles("2022-06-25");
    let friend = story.friend_household();
    let approved = approve(&friend, &by_staff(), at("2022-07-01"));
    assert_eq!(approved, Err(Rejection::Unknown));
}

#[test]
fn a_denied_review_is_not_opened_again_by_a_signal_that_is_new() {
    let review = |verdict| Review {
        opened_at: at("2022-06-25"),
        signals: [Signal::EarlyFraudWarning].into(),
        verdict,
    };
    let seen = [Signal::EarlyFraudWarning, Signal::SameCard].into();
    let denied = review(Verdict::Denied(by_staff()));
    assert_eq!(
        joined(Some(&denied), &seen, at("2022-07-02")),
        Some(denied),
        "whoever comes to ask again"
    );
    let approved = review(Verdict::Approved(by_staff()));
    let again = joined(Some(&approved), &seen, at("2022-07-02")).unwrap();
    assert!(again.is_open() && again.opened_at == at("2022-07-02"));
}

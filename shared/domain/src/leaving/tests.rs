//! Who leaves, and what goes with them.

use super::*;
use crate::preset::CONTACTUALLY;
use crate::testing::outcome::{AVAILABLE, held_until, waiting_until};
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, at, invoiced, posted};

fn subscribed(from: &str, until: Option<&str>) -> Subscribed {
    Subscribed {
        from: at(from),
        until: until.map(at),
    }
}

#[test]
fn an_account_leaves_when_its_last_subscription_ends() {
    let first = subscribed("2022-01-01", Some("2022-03-01"));
    assert_eq!(leaves(&[first]), [at("2022-03-01")]);
    assert!(leaves(&[subscribed("2022-01-01", None)]).is_empty());
    // One that takes over in the same instant, or runs beside it, keeps the account.
    for other in ["2022-02-01", "2022-03-01"] {
        assert!(leaves(&[first, subscribed(other, None)]).is_empty());
    }
    let again = subscribed("2022-03-01T00:00:01Z", Some("2022-05-01"));
    assert_eq!(
        leaves(&[again, first]),
        [at("2022-03-01"), at("2022-05-01")]
    );
    assert_eq!(leaves(&[first, first]), [at("2022-03-01")]);
}

/// Bo paid on 25 June and has to stay until 5 July; the credit is held until 9 July.
fn has_to_stay() -> Story {
    earned(|rules| {
        rules.hold_days = 14;
        rules.require_retention_days = Some(10);
    })
}

/// Bo paid $30 on 25 June; Ana pays since 2021.
fn earned(change: impl Fn(&mut Rules)) -> Story {
    Story::of(CONTACTUALLY)
        .with_rules(change)
        .referrer_pays(&[("2021-01-01", None)])
        .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .settles("2022-06-25")
}

#[test]
fn e55_a_friend_who_leaves_in_time_earns_nobody_anything_where_the_program_asks_to_stay() {
    let left = has_to_stay()
        .then_earned(Side::Referrer, "10 USD", held_until("2022-07-09"))
        .leaves(FRIEND, &["2022-06-26"])
        .settles("2022-06-26")
        .then_disqualified(Reason::FriendCanceled)
        .then_canceled(Side::Referrer, Reason::FriendCanceled)
        .then_reason(Some(Reason::FriendCanceled))
        .then_balance(REFERRER, [0, 0, 0]);
    // Who comes back left all the same.
    left.leaves(FRIEND, &["2022-06-26", "2022-12-01"])
        .settles("2022-12-01")
        .time_passes("2022-12-01")
        .then_canceled(Side::Referrer, Reason::FriendCanceled);
    earned(|rules| rules.hold_days = 14)
        .leaves(FRIEND, &["2022-06-26"])
        .settles("2022-06-26")
        .time_passes("2022-07-09")
        .then_earned(Side::Referrer, "10 USD", AVAILABLE);
}

#[test]
fn e55_who_stayed_for_as_long_as_was_asked_may_leave() {
    for left in ["2022-07-05", "2022-07-06"] {
        has_to_stay()
            .leaves(FRIEND, &["2022-06-01", left])
            .settles("2022-07-06")
            .time_passes("2022-07-09")
            .then_earned(Side::Referrer, "10 USD", AVAILABLE);
    }
    has_to_stay()
        .leaves(FRIEND, &["2022-07-04T23:59:59Z"])
        .settles("2022-07-06")
        .then_disqualified(Reason::FriendCanceled);
}

#[test]
fn e55_e56_when_the_friend_left_counts_and_not_when_that_is_heard_of() {
    has_to_stay()
        .time_passes("2022-07-09")
        .posts(Side::Referrer, "2022-07-09")
        .leaves(FRIEND, &["2022-06-26"])
        .settles("2022-07-20")
        .takes_back(
            Side::Referrer,
            &[posted(Side::Referrer, 1_000)],
            "2022-07-20",
        )
        .then_reversed(Side::Referrer, Reason::FriendCanceled, false)
        .then_balance(REFERRER, [0, 0, 0]);
    Story::of(CONTACTUALLY)
        .with_rules(|rules| {
            rules.hold_days = 14;
            rules.require_retention_days = Some(10);
        })
        .referrer_pays(&[("2021-01-01", None)])
        .accepted("2022-05-20")
        .signs_up("2022-05-25")
        .pays("in_1", "30 USD", "2022-06-25")
        .leaves(FRIEND, &["2022-06-26"])
        .settles("2022-07-20")
        .then_disqualified(Reason::FriendCanceled)
        .then_nothing_earned(Side::Referrer);
}

#[test]
fn e50_e55_a_refund_that_fails_gives_nothing_to_whose_friend_left() {
    let refunded = |story: Story| story.refunded("in_1", "0 USD").settles("2022-06-28");
    let left = |story: Story| story.leaves(FRIEND, &["2022-06-26"]).settles("2022-06-28");
    for both in [refunded(left(has_to_stay())), left(refunded(has_to_stay()))] {
        both.then_canceled(Side::Referrer, Reason::Refunded)
            .then_disqualified(Reason::Refunded)
            .refunded("in_1", "30 USD")
            .settles("2022-06-29")
            .then_canceled(Side::Referrer, Reason::FriendCanceled)
            .then_disqualified(Reason::FriendCanceled)
            .then_balance(REFERRER, [0, 0, 0]);
    }
}

/// The same as [`earned`], and what no invoice used ends with Ana's subscription.
fn void() -> Story {
    earned(|rules| rules.void_on_cancel = true)
}

fn ana_leaves(story: Story, instants: &[&str], now: &str) -> Story {
    story.leaves(REFERRER, instants).learns_of_referrer(now)
}

fn on_the_balance(story: Story) -> Story {
    story.posts(Side::Referrer, "2022-06-25")
}

const POSTED: i64 = 1_000;

#[test]
fn e33_credit_of_a_referrer_who_leaves_is_kept_unless_the_program_says_otherwise() {
    let kept = ana_leaves(earned(|_| {}), &["2022-07-01"], "2022-07-01");
    let kept = kept.then_earned(Side::Referrer, "10 USD", AVAILABLE);
    let kept = ana_leaves(on_the_balance(kept), &["2022-07-01"], "2022-07-01");
    let state = kept.reward(Side::Referrer).state;
    assert!(matches!(state, RewardState::Posted { .. }), "{state:?}");

    let waiting = earned(|rules| {
        rules.hold_days = 14;
        rules.void_on_cancel = true;
    });
    for story in [void(), waiting] {
        ana_leaves(story, &["2022-07-01"], "2022-07-01")
            .then_canceled(Side::Referrer, Reason::ReferrerCanceled)
            .then_reason(Some(Reason::ReferrerCanceled))
            .then_balance(REFERRER, [0, 0, 0])
            .settles("2022-07-20")
            .time_passes("2022-07-20")
            .then_canceled(Side::Referrer, Reason::ReferrerCanceled);
    }
}

#[test]
fn e33_what_an_invoice_used_stays_used_and_the_rest_is_taken_back_once() {
    for used in [0, 400] {
        let mut moves = vec![posted(Side::Referrer, POSTED)];
        moves.extend((used > 0).then(|| invoiced("in_9", -used)));
        let story = on_the_balance(void()).applies(Side::Referrer, &moves, "2022-06-30");
        ana_leaves(story, &["2022-07-01"], "2022-07-01")
            .then_reason((used == 0).then_some(Reason::ReferrerCanceled))
            .takes_back(Side::Referrer, &moves, "2022-07-01")
            // What was rightly used is nothing that staff decide about.
            .then_reversed(Side::Referrer, Reason::ReferrerCanceled, false)
            .then_balance(REFERRER, [0, 0, 0])
            .learns_of_referrer("2022-07-02")
            .settles("2022-07-02")
            .then_reversed(Side::Referrer, Reason::ReferrerCanceled, false);
    }
}

#[test]
fn e33_credit_that_invoices_used_in_whole_is_left_alone_until_one_is_voided() {
    let moves = [posted(Side::Referrer, POSTED), invoiced("in_9", -POSTED)];
    let story = on_the_balance(void()).applies(Side::Referrer, &moves, "2022-06-30");
    let story = ana_leaves(story, &["2022-07-01"], "2022-07-01").then_reason(None);
    let is_posted = |story: &Story| {
        let state = story.reward(Side::Referrer).state;
        matches!(state, RewardState::Posted { .. })
    };
    assert!(is_posted(&story));
    // Heard of only when it is to be taken back.
    let unheard = ana_leaves(on_the_balance(void()), &["2022-07-01"], "2022-07-01");
    let unheard = unheard.takes_back(Side::Referrer, &moves, "2022-07-01");
    assert!(is_posted(&unheard));
    let unheard = unheard.learns_of_referrer("2022-07-02");
    assert!(is_posted(&unheard));

    let [credit, bill] = moves;
    let moves = [credit, bill, invoiced("in_9", POSTED)];
    story
        .applies(Side::Referrer, &moves, "2022-07-03")
        .learns_of_referrer("2022-07-03")
        .takes_back(Side::Referrer, &moves, "2022-07-03")
        .then_reversed(Side::Referrer, Reason::ReferrerCanceled, false)
        .then_balance(REFERRER, [0, 0, 0]);
}

#[test]
fn e33_whoever_subscribes_again_left_all_the_same_and_earns_anew() {
    let again = [("2021-01-01", Some("2022-07-01")), ("2022-08-01", None)];
    let story = ana_leaves(void(), &["2022-07-01"], "2022-07-01").referrer_pays(&again);
    ana_leaves(story, &["2022-07-01"], "2022-08-01")
        .then_canceled(Side::Referrer, Reason::ReferrerCanceled);
    // What was earned after leaving is no older than that.
    ana_leaves(void(), &["2022-06-01"], "2022-08-01").then_earned(
        Side::Referrer,
        "10 USD",
        AVAILABLE,
    );
}

#[test]
fn k24_e33_what_waits_for_the_referrer_is_earned_by_the_payment_and_lost_by_leaving_after_it() {
    let waits = || {
        Story::of(CONTACTUALLY)
            .with_rules(|rules| {
                rules.void_on_cancel = true;
                rules.on_ineligible = crate::terms::OnIneligible::Wait { days: 90 };
            })
            .accepted("2022-05-20")
            .signs_up("2022-05-25")
            .pays("in_1", "30 USD", "2022-06-25")
            .settles("2022-06-25")
            .referrer_pays(&[])
    };
    // A trial that ended is no end of what is not earned yet.
    let story = ana_leaves(waits(), &["2022-07-01"], "2022-07-01").then_earned(
        Side::Referrer,
        "10 USD",
        waiting_until("2022-09-23"),
    );
    let story = story.referrer_pays(&[("2022-07-10", Some("2022-08-01"))]);
    let story = ana_leaves(story, &["2022-07-01"], "2022-07-10");
    let story = story.then_earned(Side::Referrer, "10 USD", AVAILABLE);
    ana_leaves(story, &["2022-07-01", "2022-08-01"], "2022-08-01")
        .then_canceled(Side::Referrer, Reason::ReferrerCanceled);
}

#[test]
fn e33_e50_a_refund_tells_before_that_the_referrer_left_and_one_that_fails_gives_nothing() {
    let refunded = |story: Story| {
        let story = story.refunded("in_1", "0 USD").settles("2022-07-02");
        story.takes_back(Side::Referrer, &moves(), "2022-07-02")
    };
    let left = |story: Story| {
        let story = ana_leaves(story, &["2022-07-01"], "2022-07-02");
        story.takes_back(Side::Referrer, &moves(), "2022-07-02")
    };
    let story = || on_the_balance(void()).applies(Side::Referrer, &moves(), "2022-06-30");
    for both in [refunded(left(story())), left(refunded(story()))] {
        both.then_disqualified(Reason::Refunded)
            .then_reversed(Side::Referrer, Reason::Refunded, true)
            .refunded("in_1", "30 USD")
            .settles("2022-07-03")
            .learns_of_referrer("2022-07-03")
            .then_qualified_by("in_1", "2022-06-25")
            .then_reversed(Side::Referrer, Reason::ReferrerCanceled, false)
            .then_balance(REFERRER, [0, 0, 0]);
    }
}

/// Of the $10, an invoice used $4.
fn moves() -> [crate::application::BalanceMove; 2] {
    [posted(Side::Referrer, POSTED), invoiced("in_9", -400)]
}

#[test]
fn e33_e50_a_refund_that_fails_gives_a_friend_their_own_credit_although_the_referrer_left() {
    let both = crate::preset::CONTACTUALLY.toml.replace(
        "referrer = [\"10 USD\"]",
        "referrer = [\"10 USD\"]\nfriend = [\"10 USD\"]",
    );
    let both = crate::program_file::parse(&both).unwrap().1.schedule;
    let story = earned(|rules| {
        rules.void_on_cancel = true;
        rules.schedule = both.clone();
    });
    let story = story.refunded("in_1", "0 USD").settles("2022-06-28");
    ana_leaves(story, &["2022-07-01"], "2022-07-01")
        .refunded("in_1", "30 USD")
        .settles("2022-07-02")
        .then_canceled(Side::Referrer, Reason::ReferrerCanceled)
        .then_earned(Side::Friend, "10 USD", AVAILABLE);
}

#[test]
fn e33_what_staff_gave_back_stays_and_a_friends_own_credit_is_not_the_referrers() {
    let mut story = ana_leaves(void(), &["2022-07-01"], "2022-07-01");
    let rules = story.rules();
    let restored = crate::by_hand::restore(
        &story.friend_household(),
        &story.reward(Side::Referrer),
        &rules,
        at("2022-07-02"),
    );
    story.world.apply(restored.unwrap());
    story
        .learns_of_referrer("2022-07-03")
        .settles("2022-07-03")
        .then_balance(REFERRER, [0, 1_000, 0]);

    let both = Story::of(crate::preset::CLIENTJOY)
        .with_rules(|rules| rules.void_on_cancel = true)
        .clicked("2022-05-20")
        .signs_up("2022-05-25")
        .referrer_pays(&[]);
    ana_leaves(both, &["2022-07-01"], "2022-07-01")
        .then_canceled(Side::Referrer, Reason::ReferrerCanceled)
        .leaves(FRIEND, &["2022-07-01"])
        .settles("2022-07-01")
        .then_earned(Side::Friend, "50 USD", AVAILABLE);
}

use jiff::{SignedDuration, Timestamp};

use super::condition::Scene;
use super::turn::{Turn, trial_known};
use super::{Enrolment, ReminderId, moments};
use crate::account::Household;
use crate::change::Write;
use crate::preset::{CLIENTJOY, CONTACTUALLY, Preset};
use crate::referral::ReferralSummary;
use crate::reward::Side;
use crate::testing::story::Story;
use crate::testing::{FRIEND, REFERRER, account_id, at, paying};
use crate::time::after;

/// Ana's life with a program, as the schedule sees it.
struct Life {
    story: Story,
    enrolment: Option<Enrolment>,
}

impl Life {
    fn of(story: Story) -> Self {
        Self {
            story,
            enrolment: None,
        }
    }

    /// Ana makes her link.
    fn with_link(mut self, created_at: &str) -> Self {
        let enrolment = Enrolment {
            program_id: self.story.program.id.clone(),
            account_id: account_id(REFERRER),
            participant_id: "ana".parse().unwrap(),
            enrolled_at: at(created_at),
            code: Some("k7xq2mnpqr".parse().unwrap()),
        };
        let first = moments::first_look(&enrolment, &self.story.program);
        self.story.world.looks.insert(enrolment.subject(), first);
        self.enrolment = Some(enrolment);
        self
    }

    /// Stripe tells that Bolt is on a trial until then.
    fn with_trial(mut self, ends_at: &str, now: &str) -> Self {
        let mut known = paying(FRIEND, &[]);
        known.trial_ends_at = Some(at(ends_at));
        self.story.world.paying.insert(account_id(FRIEND), known);
        let friend = self.story.friend_household();
        if let Some(earlier) = trial_known(&friend, at(now)) {
            self.story.world.apply(only(Write::Referral(earlier)));
        }
        self
    }

    /// Everything that is due at `now`, as one run of the schedule does it.
    fn run(&mut self, now: Timestamp) {
        let friend = self.story.friend_household();
        if let Some(referral) = &friend.referral {
            self.take(Turn::Referral(referral), Some(&friend), now);
        }
        for reward in &friend.rewards {
            self.take(Turn::Reward(reward), Some(&friend), now);
        }
        if let Some(enrolment) = self.enrolment.clone()
            && self.story.world.looks[&enrolment.subject()].is_some_and(|look| look <= now)
        {
            self.take(Turn::Enrolment(&enrolment), None, now);
        }
    }

    fn take(&mut self, turn: Turn<'_>, friend: Option<&Household>, now: Timestamp) {
        if !turn.is_due(now) {
            return;
        }
        let world = &self.story.world;
        let home = world.household(&account_id(REFERRER));
        let referrals: Vec<ReferralSummary> = world.summaries.values().cloned().collect();
        let scene = Scene {
            program: &self.story.program,
            home: &home,
            referrals: &referrals,
            lines: &world.lines(&account_id(REFERRER)),
            friend,
        };
        let decision = turn.decide(&scene, now);
        let reminder = decision.reminder.as_ref();
        let said = reminder.is_some_and(|it| world.reminders.contains_key(&it.id));
        let changes = turn.changes(&decision, (&scene, said), now);
        self.story.world.apply(changes);
    }

    /// The schedule comes round every half hour; what time alone changes happens too.
    fn lives(mut self, from: &str, until: &str) -> Self {
        let mut now = at(from);
        while now < at(until) {
            self.story.pass_time(now);
            self.run(now);
            now = after(now, SignedDuration::from_mins(30));
        }
        self
    }

    /// The days on which Ana was reminded, and of what.
    #[track_caller]
    fn then_reminded(&self, expected: &[(&str, &str)]) {
        let mut told: Vec<(Timestamp, &str)> = self
            .story
            .world
            .reminders
            .values()
            .map(|it| (it.decided_at, it.kind.as_str()))
            .collect();
        told.sort_unstable();
        let days: Vec<(String, &str)> = told
            .iter()
            .map(|(at, kind)| (at.strftime("%Y-%m-%d").to_string(), *kind))
            .collect();
        let found: Vec<(&str, &str)> = days
            .iter()
            .map(|(day, kind)| (day.as_str(), *kind))
            .collect();
        assert_eq!(found, expected);
    }
}

fn only(write: Write) -> crate::change::ChangeSet {
    let mut changes = crate::change::ChangeSet::default();
    changes.write(write);
    changes
}

/// Without digests, which would come beside what is looked for.
fn story(preset: Preset) -> Story {
    let mut story = Story::of(preset);
    story.program.settings.reminders.monthly_digest = false;
    story
}

/// Bo accepts Ana's invite and signs up, in the afternoon of New York.
fn bo_joins(story: Story) -> Story {
    story
        .accepted("2022-05-25T15:00")
        .signs_up("2022-05-25T16:00")
}

#[test]
fn r1_a_link_that_nobody_used_in_a_week_is_mentioned_once() {
    let life = Life::of(story(CLIENTJOY)).with_link("2022-06-02T10:00");
    life.lives("2022-06-02T10:00", "2022-08-20")
        .then_reminded(&[("2022-06-09", "unused_link")]);
}

#[test]
fn r1_a_link_that_a_friend_used_is_not_mentioned() {
    let used = story(CLIENTJOY)
        .clicked("2022-06-03T10:00")
        .signs_up("2022-06-03T11:00");
    let life = Life::of(used).with_link("2022-06-02T10:00");
    life.lives("2022-06-02T10:00", "2022-08-20")
        .then_reminded(&[]);
}

#[test]
fn r2_a_referrer_who_does_not_pay_is_told_at_once_and_before_the_friends_trial_ends() {
    let life = Life::of(bo_joins(story(CONTACTUALLY)));
    life.with_trial("2022-06-08T16:00", "2022-05-25T16:00")
        .lives("2022-05-25T16:00", "2022-06-08T16:00")
        .then_reminded(&[
            ("2022-05-25", "eligibility_at_risk"),
            ("2022-06-05", "eligibility_at_risk"),
        ]);
}

#[test]
fn r2_a_trial_that_becomes_known_later_is_warned_of_too() {
    let life = Life::of(bo_joins(story(CONTACTUALLY))).lives("2022-05-25T16:00", "2022-05-26");
    life.with_trial("2022-06-08T16:00", "2022-05-26")
        .lives("2022-05-26", "2022-06-08T16:00")
        .then_reminded(&[
            ("2022-05-25", "eligibility_at_risk"),
            ("2022-06-05", "eligibility_at_risk"),
        ]);
}

#[test]
fn r2_one_who_pays_is_not_warned() {
    let pays = story(CONTACTUALLY).referrer_pays(&[("2022-05-01", None)]);
    Life::of(bo_joins(pays))
        .with_trial("2022-06-04T16:00", "2022-05-25T16:00")
        .lives("2022-05-25T16:00", "2022-06-05")
        .then_reminded(&[]);
}

#[test]
fn r2_one_who_stops_paying_during_the_friends_trial_is_warned() {
    let stops = story(CONTACTUALLY).referrer_pays(&[("2022-05-01", Some("2022-05-28"))]);
    Life::of(bo_joins(stops))
        .with_trial("2022-06-08T16:00", "2022-05-25T16:00")
        .lives("2022-05-25T16:00", "2022-06-08T16:00")
        .then_reminded(&[("2022-06-05", "eligibility_at_risk")]);
}

#[test]
fn r2_k15_no_warning_where_an_upgrade_comes_too_late_anyway() {
    let at_signup = story(CONTACTUALLY).with_rules(|rules| {
        rules.eligibility_instant = crate::terms::EligibilityInstant::Signup;
    });
    Life::of(bo_joins(at_signup))
        .lives("2022-05-25T16:00", "2022-06-07")
        .then_reminded(&[]);
}

#[test]
fn r2_the_warning_waits_for_the_morning() {
    let late = story(CONTACTUALLY)
        .accepted("2022-05-26T01:00")
        .signs_up("2022-05-26T01:30");
    // Half past nine in the evening in New York.
    let life = Life::of(late).lives("2022-05-26T01:30", "2022-05-27");
    let told: Vec<Timestamp> = life
        .story
        .world
        .reminders
        .values()
        .map(|it| it.decided_at)
        .collect();
    assert_eq!(told.len(), 1);
    let morning = at("2022-05-26T12:00");
    assert!(morning <= told[0] && told[0] <= after(morning, SignedDuration::from_hours(1)));
}

/// Both earned 50 dollars on 25 May; Ana's expire on 22 November, 180 days after.
fn expiring() -> Story {
    story(CLIENTJOY)
        .with_rules(|rules| rules.expiry_days = Some(180))
        .clicked("2022-05-25T09:00")
        .signs_up("2022-05-25T10:00")
}

#[test]
fn r3_credit_that_expires_is_warned_of_thirty_and_seven_days_before() {
    let life = Life::of(expiring()).lives("2022-05-25T10:00", "2022-12-24");
    // Half past three in the afternoon in Kolkata, each time.
    life.then_reminded(&[
        ("2022-10-22", "credit_expiring"),
        ("2022-11-14", "credit_expiring"),
    ]);
    let state = life.story.reward(Side::Referrer).state;
    assert!(matches!(state, crate::reward::RewardState::Expired { .. }));
}

#[test]
fn r3_credit_that_was_redeemed_neither_expires_nor_is_warned_of() {
    let redeemed = expiring().redeems(REFERRER, "2022-06-01");
    Life::of(redeemed)
        .lives("2022-06-01", "2022-12-24")
        .then_reminded(&[]);
}

#[test]
fn r3_credit_that_lives_shorter_than_a_month_is_warned_of_once() {
    let short = story(CLIENTJOY)
        .with_rules(|rules| rules.expiry_days = Some(14))
        .clicked("2022-05-25T09:00")
        .signs_up("2022-05-25T10:00");
    Life::of(short)
        .lives("2022-05-25T10:00", "2022-07-01")
        .then_reminded(&[("2022-06-01", "credit_expiring")]);
}

#[test]
fn r4_a_change_of_what_is_promised_is_announced_to_those_who_take_part() {
    let used = story(CLIENTJOY)
        .clicked("2022-05-20T10:00")
        .signs_up("2022-05-20T11:00");
    // In Kolkata; on the last day it would be too soon for another.
    Life::of(used)
        .with_link("2022-05-19T10:00")
        .lives("2022-05-19T10:00", "2022-07-01")
        .then_reminded(&[("2022-05-25", "terms_change")]);
}

#[test]
fn r4_those_who_came_after_the_week_before_hear_on_the_last_day() {
    Life::of(story(CLIENTJOY))
        .with_link("2022-05-26T10:00")
        .lives("2022-05-26T10:00", "2022-06-01T03:00")
        .then_reminded(&[("2022-05-31", "terms_change")]);
}

#[test]
fn r4_those_who_did_nothing_for_half_a_year_are_left_alone() {
    let mut asleep = story(CLIENTJOY);
    asleep.program.settings.reminders.unused_link = false;
    Life::of(asleep)
        .with_link("2021-11-01T10:00")
        .lives("2022-05-20", "2022-06-02")
        .then_reminded(&[]);
}

#[test]
fn r5_the_referrer_hears_once_of_a_friend_who_has_not_paid_yet() {
    let pays = story(CONTACTUALLY).referrer_pays(&[("2022-05-01", None)]);
    Life::of(bo_joins(pays))
        .lives("2022-05-25T16:00", "2022-09-01")
        .then_reminded(&[("2022-06-08", "friend_not_qualified")]);
}

#[test]
fn r5_not_of_one_who_has_paid() {
    let paid = story(CONTACTUALLY).referrer_pays(&[("2022-05-01", None)]);
    let paid = bo_joins(paid)
        .pays("in_1", "29 USD", "2022-06-01")
        .settles("2022-06-01");
    Life::of(paid)
        .lives("2022-06-01", "2022-07-01")
        .then_reminded(&[]);
}

#[test]
fn r6_the_digest_comes_on_the_first_of_a_month_in_which_something_changed() {
    let mut story = Story::of(CLIENTJOY);
    story.program.settings.reminders.unused_link = false;
    story.program.settings.reminders.terms_change = false;
    let story = story
        .clicked("2022-06-10T10:00")
        .signs_up("2022-06-10T11:00");
    Life::of(story)
        .with_link("2022-06-05T10:00")
        .lives("2022-06-05T10:00", "2022-10-01")
        .then_reminded(&[("2022-07-01", "monthly_digest")]);
}

#[test]
fn every_reminder_can_be_switched_off() {
    let mut off = bo_joins(Story::of(CONTACTUALLY));
    off.program.settings.reminders = super::ReminderSettings {
        unused_link: false,
        eligibility_at_risk: false,
        credit_expiring: false,
        terms_change: false,
        friend_not_qualified: false,
        monthly_digest: false,
    };
    Life::of(off)
        .with_link("2022-05-25T16:00")
        .lives("2022-05-25T16:00", "2022-08-01")
        .then_reminded(&[]);
}

#[test]
fn after_an_outage_only_the_newest_is_said() {
    let mut life =
        Life::of(bo_joins(story(CONTACTUALLY))).with_trial("2022-06-08T16:00", "2022-05-25T16:00");
    // Nothing ran for ten days after Bo's signup: the warning of then is not sent any more.
    life.run(at("2022-06-05T16:05"));
    life.then_reminded(&[("2022-06-05", "eligibility_at_risk")]);
    let trial = life.story.world.reminders.keys().next().unwrap();
    assert_eq!(
        *trial,
        ReminderId("rem#eligibility_at_risk#ref_bolt#trial".to_owned())
    );
}

#[test]
fn one_who_left_is_not_written_to() {
    let mut gone = bo_joins(story(CONTACTUALLY));
    for member in gone.world.participants.values_mut() {
        member.left_at = Some(at("2022-05-25T16:30"));
    }
    Life::of(gone)
        .lives("2022-05-25T16:30", "2022-06-20")
        .then_reminded(&[]);
}

/// What is said from Bo's signup on, where the clock is ahead and behind by so much now and then.
fn said_by_a_clock_that_jumps(minutes: i64) -> Vec<ReminderId> {
    let mut life =
        Life::of(bo_joins(story(CONTACTUALLY))).with_trial("2022-06-08T16:00", "2022-05-25T16:00");
    let mut now = at("2022-05-25T16:00");
    while now < at("2022-06-20") {
        for skew in [0, minutes, minutes.saturating_neg(), 0] {
            life.run(after(now, SignedDuration::from_mins(skew)));
        }
        now = after(now, SignedDuration::from_hours(1));
    }
    life.story.world.reminders.into_keys().collect()
}

#[test]
fn f44_a_clock_that_jumps_by_an_hour_or_a_day_reminds_nobody_twice() {
    let steady = said_by_a_clock_that_jumps(0);
    assert_eq!(steady.len(), 2, "{steady:?}");
    // An hour and a day, and then some: no run of the jumping clock is one of the steady one.
    for jump in [67, 24 * 60 + 7] {
        assert_eq!(
            said_by_a_clock_that_jumps(jump),
            steady,
            "by {jump} minutes"
        );
    }
}

//! A new referral: what is written down of it, and what it earns at once.

use std::collections::BTreeSet;

use crate::allowance::caps::RewardCount;
use crate::allowance::{Limits, signups_counter};
use crate::attribution::{Found, Signup, State};
use crate::change::{ChangeSet, Write};
use crate::earning::Qualifying;
use crate::event::Event;
use crate::id::ReferralId;
use crate::money::Currency;
use crate::program::Program;
use crate::reason::Reason;
use crate::referral::{Qualification, Referral, ReferralStatus, ReferralSummary, SignupOutcome};
use crate::registration;
use crate::reminder;
use crate::review::{self, Signal};
use crate::terms::{SignupRequires, TermsVersion, Trigger};
use crate::time::days_after;

/// The outcome of the signup and its referral, with both sides' rewards where it qualifies by
/// the signup itself.
pub(super) fn record(
    (found, program, terms): (&Found, &Program, &TermsVersion),
    state: &State<'_>,
    signup: &Signup,
) -> ChangeSet {
    let referral = referral((found, program, terms), state, signup);
    let mut changes = ChangeSet::default();
    changes.announce(Event::ReferralAttributed {
        referral_id: referral.id.clone(),
        referrer_account_id: referral.referrer_account_id.clone(),
        friend_account_id: referral.friend_account_id.clone(),
    });
    changes.write(Write::Outcome(SignupOutcome {
        account_id: signup.account_id().clone(),
        referral_id: Some(referral.id.clone()),
        reason: None,
        decided_at: signup.now,
    }));
    let counter = signups_counter(program, signup.signed_up_at, &terms.rules.zone());
    if let Some((name, _)) = counter {
        let account = referral.referrer_account_id.clone();
        let count = RewardCount::of_signup(program.id.clone(), account, name);
        changes.write(Write::CountReward(count));
    }
    changes.events.extend(review::opened(None, &referral));
    if qualifies_at_signup(state, terms, signup) {
        changes.append(earn_at_signup(state, program, terms, (&referral, signup)));
    } else {
        let reason = match terms.rules.trigger {
            Trigger::Signup => Reason::AwaitingEmailVerification,
            Trigger::FirstPayment => Reason::AwaitingFirstPayment,
        };
        changes
            .write(Write::Summary(ReferralSummary::of(&referral, Some(reason))))
            .write(Write::Referral(referral));
    }
    changes
}

fn referral(
    (found, program, terms): (&Found, &Program, &TermsVersion),
    state: &State<'_>,
    signup: &Signup,
) -> Referral {
    let window = terms.rules.qualification_window_days;
    let referral = Referral {
        id: ReferralId::of(signup.account_id()),
        program_id: program.id.clone(),
        terms_version: terms.version,
        friend_account_id: signup.account_id().clone(),
        friend_participant_id: signup.member.id.clone(),
        referrer_account_id: found.account_id.clone(),
        referrer_participant_id: found.participant_id.clone(),
        evidence: found.evidence.clone(),
        signed_up_at: signup.signed_up_at,
        promised: terms.rules.offer_at(signup.signed_up_at),
        status: ReferralStatus::Attributed {
            expires_at: days_after(signup.signed_up_at, window),
        },
        remind_at: None,
        review: review::joined(None, &signals(program, terms, state, signup), signup.now),
        recorded_at: signup.now,
        version: 1,
    };
    let reminders = program.settings.reminders;
    let households = (state.referrer, &state.friend.household);
    let remind_at = reminder::turn::first_look(&referral, (&terms.rules, reminders), households);
    Referral {
        remind_at,
        ..referral
    }
}

/// What speaks at the signup for a look at the referral by a person.
fn signals(
    program: &Program,
    terms: &TermsVersion,
    state: &State<'_>,
    signup: &Signup,
) -> BTreeSet<Signal> {
    let settings = program.settings.review;
    let mut signals = BTreeSet::new();
    if settings.disposable_address && signup.member.email.is_disposable() {
        signals.insert(Signal::DisposableAddress);
    }
    let counter = signups_counter(program, signup.signed_up_at, &terms.rules.zone());
    let is_full = |(name, expected): &(String, u32)| {
        *expected <= state.tally.rewards.get(name).copied().unwrap_or(0)
    };
    if counter.is_some_and(|counter| is_full(&counter)) {
        signals.insert(Signal::ManySignups);
    }
    signals
}

fn qualifies_at_signup(state: &State<'_>, terms: &TermsVersion, signup: &Signup) -> bool {
    let before = state.friend.household.participant(&signup.member.id);
    let member = registration::participant(&signup.member, signup.account_id(), before);
    terms.rules.trigger == Trigger::Signup
        && match terms.rules.signup_requires {
            SignupRequires::None => true,
            SignupRequires::EmailVerified => member.email_verified_at.is_some(),
        }
}

fn friend_currency(state: &State<'_>, signup: &Signup) -> Option<Currency> {
    let before = state.friend.household.account.as_ref();
    signup
        .update
        .currency
        .or_else(|| before.and_then(|account| account.currency))
}

fn earn_at_signup(
    state: &State<'_>,
    program: &Program,
    terms: &TermsVersion,
    (referral, signup): (&Referral, &Signup),
) -> ChangeSet {
    let qualified = Referral {
        remind_at: None,
        status: ReferralStatus::Qualified {
            qualified_at: signup.signed_up_at,
            qualification: Qualification::Signup,
        },
        ..referral.clone()
    };
    Qualifying {
        referral,
        rules: &terms.rules,
        limits: Limits {
            program,
            tally: state.tally,
        },
        referrer: state.referrer,
        friend_currency: friend_currency(state, signup),
        qualified_at: signup.signed_up_at,
        qualification: Qualification::Signup,
        signals: BTreeSet::new(),
        now: signup.now,
    }
    .decide_as(qualified)
}

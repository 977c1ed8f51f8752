//! A program and records to build homes from.

use domain::account::Participant;
use domain::id::{ReferralId, RewardId};
use domain::notification::{Notification, Telling};
use domain::preset::Preset;
use domain::program::Program;
use domain::program_file::parse;
use domain::reason::Reason;
use domain::referral::{ReferralStatus, ReferralSummary};
use domain::reward::{Reward, RewardState, Side};
use domain::terms::{Application, TermsVersion};
use domain::time::days_after;
use domain::words::Words;
use jiff::Timestamp;
use runtime::auth::on_behalf::ActingFor;
use store::Feed;

use crate::loaded::Loaded;
use crate::shown::Shown;

pub(crate) fn now() -> Timestamp {
    "2022-05-25T10:00:00Z".parse().unwrap()
}

pub(crate) fn later(days: u32) -> Timestamp {
    days_after(now(), days)
}

pub(crate) fn program(preset: Preset) -> Program {
    read(preset.name, preset.toml)
}

/// The preset with one passage of its file replaced.
#[track_caller]
pub(crate) fn edited(preset: Preset, from: &str, to: &str) -> Program {
    assert!(preset.toml.contains(from), "{from}");
    read(preset.name, &preset.toml.replacen(from, to, 1))
}

fn read(id: &str, toml: &str) -> Program {
    let (settings, rules) = parse(toml).unwrap();
    let first = TermsVersion {
        version: 1,
        effective_from: Timestamp::UNIX_EPOCH,
        rules,
    };
    Program {
        id: id.parse().unwrap(),
        settings,
        terms: vec![first],
    }
}

pub(crate) fn shown(program: &Program) -> Shown<'_> {
    shown_at(program, "2022-05-25T10:00:00Z")
}

pub(crate) fn shown_at<'a>(program: &'a Program, now: &str) -> Shown<'a> {
    let now = now.parse().unwrap();
    Shown::of(
        program,
        "Goodwill CRM",
        (Words::english(), program.settings.currency, now),
    )
    .unwrap()
}

/// A participant of the account `acme`.
pub(crate) fn who(participant: &str) -> ActingFor {
    ActingFor {
        account_id: "acme".parse().unwrap(),
        participant_id: participant.parse().unwrap(),
        email_verified: false,
        name: None,
        locale: None,
    }
}

/// Nothing yet.
pub(crate) fn loaded() -> Loaded {
    Loaded {
        feed: Feed::default(),
        link: None,
        friends: Vec::new(),
        rewards: Vec::new(),
    }
}

/// The one person of a friend's account.
pub(crate) fn person(account: &str, name: &str) -> Participant {
    Participant {
        id: format!("{account}-owner").parse().unwrap(),
        account_id: account.parse().unwrap(),
        email: format!("owner@{account}.example").parse().unwrap(),
        email_verified_at: None,
        name: Some(name.to_owned().try_into().unwrap()),
        locale: None,
        time_zone: None,
        seen_at: None,
        left_at: None,
        name_index: domain::name_words::VERSION,
        version: 1,
    }
}

/// Ana's referral of `friend`.
pub(crate) fn summary(
    friend: &str,
    program: &str,
    (status, reason): (ReferralStatus, Option<Reason>),
) -> ReferralSummary {
    let friend_account_id = friend.parse().unwrap();
    ReferralSummary {
        referral_id: ReferralId::of(&friend_account_id),
        program_id: program.parse().unwrap(),
        account_id: "acme".parse().unwrap(),
        participant_id: "ana".parse().unwrap(),
        friend_account_id,
        friend_participant_id: format!("{friend}-owner").parse().unwrap(),
        status,
        invite_id: None,
        reason,
        signed_up_at: now(),
        recorded_at: now(),
    }
}

/// Told to Ana some days after `now`.
pub(crate) fn notification(friend: &str, telling: Telling, days: u32) -> Notification {
    Notification {
        id: format!("ntf_test.{friend}.{days}").parse().unwrap(),
        account_id: "acme".parse().unwrap(),
        participant_id: "ana".parse().unwrap(),
        referral_id: ReferralId::of(&friend.parse().unwrap()),
        created_at: later(days),
        telling,
    }
}

/// What Ana earns by referring `friend`.
pub(crate) fn reward(friend: &str, amount: &str) -> Reward {
    let friend = friend.parse().unwrap();
    Reward {
        id: RewardId::of(&friend, Side::Referrer),
        referral_id: ReferralId::of(&friend),
        side: Side::Referrer,
        program_id: "clientjoy".parse().unwrap(),
        account_id: "acme".parse().unwrap(),
        participant_id: "ana".parse().unwrap(),
        amount: amount.parse().unwrap(),
        application: Application::OnRequest,
        qualified_at: now(),
        state: RewardState::Available {
            redeemed_at: None,
            blocked: None,
        },
        expires_at: None,
        remind_at: None,
        attempts: 0,
        frozen: None,
        kept_by_staff: false,
        round: 0,
        used_minor: 0,
        given_back: None,
        remainder: None,
        debit: None,
        counted: domain::allowance::Counted::default(),
        version: 1,
    }
}

//! What the account's page shows.

use std::collections::BTreeSet;

use domain::account::{AccountStatus, Participant};
use domain::email_address::EmailAddress;
use domain::id::{AccountId, ReferralId, RewardId};
use domain::invite::Invite;
use domain::referral::{ReferralStatus, ReferralSummary};
use domain::reward::Reward;
use domain::statement::sheet::{Period, Statement};
use domain::words::Words;
use jiff::Timestamp;
use store::Feed;

use crate::console::credit::Plan;
use crate::console::shown::{self, Sums, day, sums};

/// Rows of a list.
pub(super) const ROWS: usize = 15;

pub(super) struct Model {
    pub(super) id: String,
    pub(super) title: String,
    /// Names and values, from top to bottom.
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) customer_id: Option<String>,
    pub(super) people: Vec<Person>,
    /// The referral that it came by, if it was one.
    pub(super) came_by: Option<ReferralId>,
    pub(super) sums: Vec<Sums>,
    pub(super) credits: Vec<Credit>,
    pub(super) plan: Option<Result<Plan, String>>,
    pub(super) currency: String,
    pub(super) lines: Vec<Line>,
    pub(super) friends: Vec<Friend>,
    pub(super) invites: Vec<InviteRow>,
}

pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: String,
    /// Masked: who asked by the address knows it, and nobody else needs it here.
    pub(super) address: String,
    pub(super) detail: String,
}

pub(super) struct Credit {
    pub(super) id: String,
    pub(super) amount: String,
    pub(super) used: String,
    pub(super) state: String,
    /// Its referral; none of credit that staff gave.
    pub(super) referral_id: Option<ReferralId>,
}

pub(super) struct Line {
    pub(super) day: String,
    pub(super) text: String,
    pub(super) amount: String,
    pub(super) entry_id: String,
}

pub(super) struct Friend {
    pub(super) referral_id: ReferralId,
    pub(super) name: String,
    pub(super) since: String,
    pub(super) status: &'static str,
}

pub(super) struct InviteRow {
    pub(super) id: String,
    pub(super) by: String,
    pub(super) to: String,
    pub(super) day: String,
    pub(super) state: &'static str,
}

/// The newest credits of which the account's lines tell.
pub(super) fn rewards_of(feed: &Feed) -> Vec<RewardId> {
    let mut seen = BTreeSet::new();
    let ids = feed.lines.iter().map(|line| &line.reward_id);
    let new = ids.filter(|id| seen.insert((*id).clone()));
    new.take(100).cloned().collect()
}

impl Model {
    pub(super) fn of(
        (id, feed): (&AccountId, &Feed),
        (rewards, friends, invites): (&[Reward], Vec<Friend>, Vec<InviteRow>),
        (plan, now): (Option<Result<Plan, String>>, Timestamp),
    ) -> Self {
        let household = &feed.household;
        let account = household.account.as_ref();
        let name = account.and_then(|it| it.name.as_ref());
        let title = name.map_or_else(|| id.to_string(), |name| name.as_str().to_owned());
        let own_currency = account.and_then(|it| it.currency);
        let known = feed.lines.first().map(|line| line.amount.currency());
        let currency = own_currency.or(known);
        Self {
            id: id.to_string(),
            title,
            facts: facts(feed, now),
            customer_id: account
                .and_then(|it| it.stripe_customer_id.as_ref())
                .map(ToString::to_string),
            people: household.participants.iter().map(Person::of).collect(),
            came_by: household.referral.as_ref().map(|it| it.id.clone()),
            sums: sums(&feed.lines),
            credits: rewards.iter().take(ROWS).map(Credit::of).collect(),
            plan,
            currency: currency.map_or_else(|| "USD".to_owned(), |it| it.to_string()),
            lines: lines(id, feed),
            friends,
            invites,
        }
    }
}

fn facts(feed: &Feed, now: Timestamp) -> Vec<(&'static str, String)> {
    let household = &feed.household;
    let mut facts = Vec::new();
    if let Some(account) = &household.account {
        facts.push(("Signed up", day(account.signed_up_at)));
        facts.push(match account.status {
            AccountStatus::Open => ("Status", "open".to_owned()),
            AccountStatus::Closed { closed_at } => {
                ("Status", format!("closed on {}", day(closed_at)))
            }
        });
    }
    let pays = if household.paying_at(now) {
        "yes"
    } else {
        "no"
    };
    facts.push(("Pays now", pays.to_owned()));
    let next = household.paying.as_ref().and_then(|it| it.next_invoice);
    if let Some(next) = next {
        facts.push(("Next bill expected", day(next.at)));
    }
    let told = household
        .outcome
        .as_ref()
        .and_then(|outcome| outcome.reason);
    if let Some(reason) = told {
        let words = domain::wording::reason(Words::english(), reason);
        facts.push(("Nobody was credited with its signup", words));
    }
    facts
}

/// The newest lines of its statement, as the statement tells them.
fn lines(id: &AccountId, feed: &Feed) -> Vec<Line> {
    let newest: Vec<_> = feed.lines.iter().take(ROWS).cloned().collect();
    let statement = Statement::of(id, Period::default(), &newest, &feed.notifications);
    let sheets = statement.map(|it| it.sheets).unwrap_or_default();
    let lines = sheets.into_iter().flat_map(|sheet| sheet.lines);
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.recorded_at));
    let line = |line: domain::statement::sheet::SheetLine| Line {
        day: day(line.recorded_at),
        text: line.text,
        amount: match (line.from, line.to) {
            (_, Some(to)) => format!("{} {}", line.amount, shown::position(to)),
            (Some(from), None) => format!("{} no longer {}", line.amount, shown::position(from)),
            (None, None) => line.amount.to_string(),
        },
        entry_id: line.entry_id.to_string(),
    };
    lines.into_iter().map(line).collect()
}

impl Person {
    fn of(participant: &Participant) -> Self {
        let name = participant.name.as_ref();
        let verified = match participant.email_verified_at {
            Some(at) => format!("address verified on {}", day(at)),
            None => "address not verified".to_owned(),
        };
        Self {
            id: participant.id.to_string(),
            name: name.map_or_else(|| "without a name".to_owned(), |it| it.as_str().to_owned()),
            address: participant.email.masked(),
            detail: match participant.left_at {
                Some(at) => format!("{verified}; left on {}", day(at)),
                None => verified,
            },
        }
    }
}

impl Credit {
    fn of(reward: &Reward) -> Self {
        let friend = reward.id.parts().map(|(friend, _)| friend);
        Self {
            id: reward.id.to_string(),
            amount: reward.amount.to_string(),
            used: shown::sum(reward.used_minor, reward.amount.currency()),
            state: shown::state(reward),
            referral_id: friend.map(|friend| ReferralId::of(&friend)),
        }
    }
}

impl Friend {
    pub(super) fn of(summary: &ReferralSummary, people: &[Participant]) -> Self {
        let person = people.iter().find(|it| {
            it.account_id == summary.friend_account_id && it.id == summary.friend_participant_id
        });
        let name = person.and_then(|person| person.name.as_ref());
        let name = name.map(|name| name.as_str().to_owned());
        Self {
            referral_id: summary.referral_id.clone(),
            name: name.unwrap_or_else(|| summary.friend_account_id.to_string()),
            since: day(summary.signed_up_at),
            status: match (&summary.status, summary.reason) {
                (ReferralStatus::Attributed { .. }, _) => "signed up",
                (ReferralStatus::Qualified { .. }, None) => "rewarded",
                (ReferralStatus::Qualified { .. }, Some(_)) => "qualified, no credit",
                (ReferralStatus::Expired { .. }, _) => "expired",
                (ReferralStatus::Disqualified { .. }, _) => "ended",
            },
        }
    }
}

impl InviteRow {
    pub(super) fn of(invite: &Invite) -> Self {
        let to = invite.recipient.as_ref();
        Self {
            id: invite.id.to_string(),
            by: invite.participant_id.to_string(),
            to: to.map_or_else(|| "forgotten".to_owned(), EmailAddress::masked),
            day: day(invite.created_at),
            state: crate::console::invite::state(&invite.state),
        }
    }
}

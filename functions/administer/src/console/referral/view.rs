//! What the referral's page shows.

use domain::by_hand;
use domain::change::ChangeSet;
use domain::explanation::code::Outlook;
use domain::explanation::told::ForStaff;
use domain::id::AccountId;
use domain::person_name::PersonName;
use domain::referral::Referral;
use domain::reward::{Reward, Side};
use domain::terms::Rules;
use domain::timeline::{self, Moment, Records, SideTold};
use runtime::problem::Problem;
use store::Feed;

use super::Read;
use crate::console::credit::{Row, rows};
use crate::console::remainder::{Remainder, asked_for};
use crate::console::shown::{self, CheckView, instant};
use crate::explanations::{Asking, one};

pub(super) struct Model {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) friend_account_id: String,
    pub(super) referrer_account_id: String,
    /// The signals of an open review, in words; none where there is none.
    pub(super) signals: Option<Vec<&'static str>>,
    pub(super) sides: Vec<SideView>,
    pub(super) moments: Vec<MomentView>,
    pub(super) can_end: bool,
}

pub(super) struct SideView {
    pub(super) side: &'static str,
    /// Tells the two apart in the page's ids.
    pub(super) key: &'static str,
    pub(super) who: String,
    pub(super) outlook: &'static str,
    pub(super) is_good: bool,
    pub(super) summary: String,
    pub(super) next: Option<String>,
    pub(super) checks: Vec<CheckView>,
    pub(super) reply: String,
    pub(super) reward: Option<RewardView>,
}

pub(super) struct RewardView {
    pub(super) id: String,
    pub(super) amount: String,
    pub(super) state: String,
    /// Invoices had used this when it was taken back, and nobody has decided about that.
    pub(super) remainder: Option<Remainder>,
    /// What was decided about it, as far as it is not done.
    pub(super) asked_for: Option<String>,
    pub(super) reverse: Option<Move>,
    pub(super) restore: Option<Move>,
}

/// What a deed would do to the earner's credit.
pub(super) struct Move {
    pub(super) rows: Vec<Row>,
    pub(super) words: &'static str,
}

pub(super) struct MomentView {
    pub(super) at: String,
    pub(super) source: &'static str,
    pub(super) text: String,
    pub(super) id: Option<String>,
}

impl Model {
    pub(super) fn of(asking: Asking<'_>, read: &Read) -> Result<Self, Problem> {
        let referral = read.friend.household.referral.as_ref();
        let referral = referral.ok_or_else(Problem::not_found)?;
        let sides = [
            (Side::Referrer, &read.referrer),
            (Side::Friend, &read.friend),
        ];
        let views = sides.map(|(side, feed)| SideView::of(asking, read, (side, feed, referral)));
        let review = referral.review.as_ref().filter(|it| it.is_open());
        let ended = by_hand::disqualify(&read.friend.household, asking.now);
        Ok(Self {
            id: referral.id.to_string(),
            title: format!(
                "{} referred {}",
                account_name(&read.referrer, &referral.referrer_account_id),
                account_name(&read.friend, &referral.friend_account_id)
            ),
            facts: facts(referral, asking),
            friend_account_id: referral.friend_account_id.to_string(),
            referrer_account_id: referral.referrer_account_id.to_string(),
            signals: review.map(|it| it.signals.iter().map(|one| one.words()).collect()),
            sides: views.into_iter().collect::<Result<_, _>>()?,
            moments: moments(read).into_iter().map(MomentView::of).collect(),
            can_end: ended.is_ok(),
        })
    }
}

fn account_name(feed: &Feed, id: &AccountId) -> String {
    let account = feed.household.account.as_ref();
    let name = account.and_then(|account| account.name.as_ref());
    name.map_or_else(|| id.to_string(), |name| name.as_str().to_owned())
}

fn facts(referral: &Referral, asking: Asking<'_>) -> Vec<(&'static str, String)> {
    vec![
        ("Status", shown::status(&referral.status, asking.now)),
        ("Came", shown::way(&referral.evidence).to_owned()),
        (
            "Program",
            format!("{}, terms {}", referral.program_id, referral.terms_version),
        ),
        ("Signed up", instant(referral.signed_up_at)),
    ]
}

fn moments(read: &Read) -> Vec<Moment> {
    let side = |side, feed| {
        let feed: &Feed = feed;
        SideTold {
            side,
            lines: &feed.lines,
            notifications: &feed.notifications,
        }
    };
    timeline::of_referral(&Records {
        friend: &read.friend.household,
        invite: read.invite.as_ref(),
        sides: [
            side(Side::Referrer, &read.referrer),
            side(Side::Friend, &read.friend),
        ],
        audit: &read.audit,
    })
}

impl SideView {
    fn of(
        asking: Asking<'_>,
        read: &Read,
        (side, feed, referral): (Side, &Feed, &Referral),
    ) -> Result<Self, Problem> {
        let both = (&read.friend.household, &read.referrer.household);
        let why: ForStaff = one::side_of(asking, both, (feed, side))?;
        let person = match side {
            Side::Referrer => &referral.referrer_participant_id,
            Side::Friend => &referral.friend_participant_id,
        };
        let name = feed.household.participant(person);
        let name = name.and_then(|it| it.name.as_ref()).map(PersonName::as_str);
        let rules = asking.program(&referral.program_id)?;
        let rules = rules.terms_version(referral.terms_version);
        let reward = read.friend.household.reward(side).zip(rules);
        let reward = reward
            .map(|(reward, terms)| RewardView::of(reward, (asking, read), (feed, &terms.rules)));
        let check = |check| CheckView::of(check, check.rule == why.rule);
        Ok(Self {
            side: shown::side(side),
            key: match side {
                Side::Referrer => "referrer",
                Side::Friend => "friend",
            },
            who: name.unwrap_or(person.as_str()).to_owned(),
            outlook: shown::outlook(why.outlook),
            is_good: why.outlook == Outlook::Credited,
            next: why.next_date.map(instant),
            checks: why.checks.iter().map(check).collect(),
            summary: why.summary,
            reply: why.reply,
            reward,
        })
    }
}

impl RewardView {
    fn of(
        reward: &Reward,
        (asking, read): (Asking<'_>, &Read),
        (feed, rules): (&Feed, &Rules),
    ) -> Self {
        let friend = &read.friend.household;
        let moved = |changes: &ChangeSet, words| Move {
            rows: rows(&feed.lines, changes, &reward.account_id),
            words,
        };
        let reverse = by_hand::reverse(reward, asking.now).ok();
        let restore = by_hand::restore(friend, reward, rules, asking.now).ok();
        Self {
            id: reward.id.to_string(),
            amount: reward.amount.to_string(),
            state: shown::state(reward),
            remainder: Remainder::of(reward, Some(&feed.lines)),
            asked_for: asked_for(reward),
            reverse: reverse.map(|changes| moved(&changes, on_reversing(reward))),
            restore: restore.map(|changes| {
                moved(
                    &changes,
                    "It is given again under what is left of its hold, and no payment that comes \
                     back takes it away.",
                )
            }),
        }
    }
}

fn on_reversing(reward: &Reward) -> &'static str {
    if reward.is_cancelable() {
        "The credit ends before it reaches a bill, and its earner is told."
    } else {
        "What no invoice has used comes off the Stripe balance within minutes, and its earner is \
         told; what invoices used stays used."
    }
}

impl MomentView {
    fn of(moment: Moment) -> Self {
        Self {
            at: instant(moment.at),
            source: shown::source(moment.source),
            text: moment.text,
            id: moment.id,
        }
    }
}

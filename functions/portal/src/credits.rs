//! The account's credits, one by one, as its statement lines tell them.

use std::collections::BTreeMap;

use domain::id::{ReferralId, RewardId};
use domain::ledger::{Movement, Position, StatementLine};
use domain::money::Money;
use domain::notification::{Notification, Telling};
use domain::reason::Reason;
use domain::reward::{Reward, RewardState, Side};
use domain::wording;
use domain::words::Words;
use jiff::Timestamp;
use serde::Serialize;
use store::Feed;

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Credit")
)]
pub(crate) struct CreditView {
    pub(crate) reward_id: RewardId,
    pub(crate) amount: Money,
    /// What invoices have used of it.
    pub(crate) used: Money,
    /// Whether the account referred, or was referred.
    pub(crate) side: Option<Side>,
    pub(crate) state: CreditState,
    /// When it came into this state.
    pub(crate) since: Timestamp,
    /// Why it is pending, not on the bill yet, or was canceled, where that is known.
    pub(crate) reason: Option<Reason>,
    pub(crate) explanation: Option<String>,
    /// When its hold ends.
    pub(crate) release_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum CreditState {
    Pending,
    Available,
    Posted,
    /// Invoices have used all of it.
    Applied,
    /// Taken back after it had been posted.
    Reversed,
    Canceled,
    Expired,
}

/// Why a credit is where it is, and until when.
type Cause = (Reason, Option<Timestamp>);

/// Newest change first. `rewards` are those whose credit is available.
pub(crate) fn credits(words: &Words, feed: &Feed, rewards: &[Reward]) -> Vec<CreditView> {
    let mut lines: BTreeMap<&RewardId, Vec<&StatementLine>> = BTreeMap::new();
    for line in &feed.lines {
        lines.entry(&line.reward_id).or_default().push(line);
    }
    let mut credits: Vec<CreditView> = lines
        .into_iter()
        .filter_map(|(reward_id, lines)| credit(words, reward_id, &lines, (feed, rewards)))
        .collect();
    credits.sort_by_key(|credit| std::cmp::Reverse(credit.since));
    credits
}

fn credit(
    words: &Words,
    reward_id: &RewardId,
    lines: &[&StatementLine],
    (feed, rewards): (&Feed, &[Reward]),
) -> Option<CreditView> {
    let (position, used_minor) = standing(lines);
    let arrivals = lines.iter().filter(|line| line.to == position);
    let since = arrivals.map(|line| line.recorded_at).max()?;
    let amount = lines
        .iter()
        .map(|line| line.amount)
        .max_by_key(|it| it.amount_minor())?
        .less_minor(taken_by_staff(lines));
    let side = reward_id.parts().map(|(_, side)| side);
    let (state, cause) = match position {
        Some(Position::Pending) => (CreditState::Pending, pending(reward_id, feed)),
        Some(Position::Available) => {
            let reward = rewards.iter().find(|reward| reward.id == *reward_id);
            let cause = reward.and_then(|reward| available(reward, feed));
            (CreditState::Available, cause)
        }
        Some(Position::AtStripe) => (CreditState::Posted, None),
        None if lines.iter().any(|line| line.movement == Movement::Expire) => {
            (CreditState::Expired, None)
        }
        None if used_minor >= amount.amount_minor() => (CreditState::Applied, None),
        None => {
            let state = if lines.iter().any(|line| line.movement == Movement::Reverse) {
                CreditState::Reversed
            } else {
                CreditState::Canceled
            };
            (state, ended(reward_id, &feed.notifications))
        }
    };
    Some(CreditView {
        reward_id: reward_id.clone(),
        amount,
        used: Money::from_minor(used_minor, amount.currency()).ok()?,
        side,
        state,
        since,
        reason: cause.map(|(reason, _)| reason),
        explanation: cause.map(|(reason, _)| explanation(words, reason, side)),
        release_at: cause.and_then(|(_, release_at)| release_at),
    })
}

/// Where what is left of the credit stands, nowhere once nothing is; and what invoices have used.
///
/// Summed, since lines of one instant are in no order.
fn standing(lines: &[&StatementLine]) -> (Option<Position>, i64) {
    let sum = |of: &dyn Fn(&StatementLine) -> bool| {
        let own = lines.iter().filter(|line| of(line));
        own.fold(0_i64, |sum, line| {
            sum.saturating_add(line.amount.amount_minor())
        })
    };
    let position = [Position::Pending, Position::Available, Position::AtStripe]
        .into_iter()
        .find(|position| {
            let arrived = sum(&|line| line.to == Some(*position));
            arrived > sum(&|line| line.from == Some(*position))
        });
    let used = sum(&|line| line.movement == Movement::Apply);
    let given_back = sum(&|line| line.movement == Movement::Unapply);
    (position, used.saturating_sub(given_back))
}

/// The part of the credit that staff took: it belongs to its amount no more.
fn taken_by_staff(lines: &[&StatementLine]) -> i64 {
    let taken = lines
        .iter()
        .filter(|line| line.movement == Movement::Adjust && line.to.is_none());
    taken.fold(0, |sum, line| {
        sum.saturating_add(line.amount.amount_minor())
    })
}

fn pending(reward_id: &RewardId, feed: &Feed) -> Option<Cause> {
    let (friend, side) = reward_id.parts()?;
    match side {
        // The account's own record as a friend.
        Side::Friend => of_friend(feed.household.reward(Side::Friend)?),
        // The record is in the friend's account; the referrer was told what it waits for.
        Side::Referrer => feed
            .notifications
            .iter()
            .find_map(|told| of_referrer(told, reward_id, &ReferralId::of(&friend))),
    }
}

/// Why available credit is not on the bill: Stripe does not take it, or there is no bill (F38).
fn available(reward: &Reward, feed: &Feed) -> Option<Cause> {
    let RewardState::Available { blocked, .. } = &reward.state else {
        return None;
    };
    let account = feed.household.account.as_ref();
    let has_customer = account.is_some_and(|account| account.stripe_customer_id.is_some());
    let waits = reward.may_be_posted() && !has_customer;
    let waits = waits.then_some(Reason::WaitingForStripeCustomer);
    blocked.or(waits).map(|reason| (reason, None))
}

fn of_friend(reward: &Reward) -> Option<Cause> {
    match &reward.state {
        RewardState::Held { release_at } => Some((Reason::InHoldUntil, Some(*release_at))),
        RewardState::AwaitingFirstPayment => Some((Reason::AwaitingFirstPayment, None)),
        RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Reversed { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => None,
    }
}

fn of_referrer(told: &Notification, reward: &RewardId, referral: &ReferralId) -> Option<Cause> {
    match &told.telling {
        Telling::CreditEarned {
            reward_id,
            release_at: Some(release_at),
            ..
        } if reward_id == reward => Some((Reason::InHoldUntil, Some(*release_at))),
        Telling::NoCredit { reason } if told.referral_id == *referral => Some((*reason, None)),
        Telling::CreditEarned { .. }
        | Telling::NoCredit { .. }
        | Telling::FriendCredit { .. }
        | Telling::CreditPosted { .. }
        | Telling::CreditCanceled { .. }
        | Telling::CreditExpired { .. }
        | Telling::CreditReversed { .. }
        | Telling::CreditReinstated { .. }
        | Telling::CreditGiven { .. }
        | Telling::CreditTaken { .. }
        | Telling::CreditApplied { .. } => None,
    }
}

fn ended(reward: &RewardId, notifications: &[Notification]) -> Option<Cause> {
    let mut ends = notifications.iter();
    let reason = ends.find_map(|told| told.telling.end_of(reward))?;
    Some((reason, None))
}

fn explanation(words: &Words, reason: Reason, side: Option<Side>) -> String {
    if reason == Reason::AwaitingFirstPayment && side == Some(Side::Friend) {
        return words.say("reason-awaiting_own_payment");
    }
    wording::reason(words, reason)
}

#[cfg(test)]
mod tests;

//! The account's credits, one by one, as its statement lines tell them.

use std::collections::BTreeMap;

use domain::id::{ReferralId, RewardId};
use domain::ledger::{Position, StatementLine};
use domain::money::Money;
use domain::notification::{Notification, Telling};
use domain::reason::Reason;
use domain::reward::{Reward, RewardState, Side};
use domain::wording;
use jiff::Timestamp;
use serde::Serialize;
use store::Feed;

#[derive(Serialize)]
pub(crate) struct CreditView {
    reward_id: RewardId,
    amount: Money,
    /// Whether the account referred, or was referred.
    side: Option<Side>,
    state: CreditState,
    /// When it came into this state.
    since: Timestamp,
    /// Why it is pending, or was canceled, where that is known.
    reason: Option<Reason>,
    explanation: Option<&'static str>,
    /// When its hold ends.
    release_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum CreditState {
    Pending,
    Available,
    Posted,
    Canceled,
}

/// Why a credit is where it is, and until when.
type Cause = (Reason, Option<Timestamp>);

/// Newest change first.
pub(crate) fn credits(feed: &Feed) -> Vec<CreditView> {
    let mut lines: BTreeMap<&RewardId, Vec<&StatementLine>> = BTreeMap::new();
    for line in &feed.lines {
        lines.entry(&line.reward_id).or_default().push(line);
    }
    let mut credits: Vec<CreditView> = lines
        .into_iter()
        .filter_map(|(reward_id, lines)| credit(reward_id, &lines, feed))
        .collect();
    credits.sort_by_key(|credit| std::cmp::Reverse(credit.since));
    credits
}

fn credit(reward_id: &RewardId, lines: &[&StatementLine], feed: &Feed) -> Option<CreditView> {
    let position = position(lines);
    let arrivals = lines.iter().filter(|line| line.to == position);
    let since = arrivals.map(|line| line.recorded_at).max()?;
    let side = reward_id.parts().map(|(_, side)| side);
    let (state, cause) = match position {
        Some(Position::Pending) => (CreditState::Pending, pending(reward_id, feed)),
        Some(Position::Available) => (CreditState::Available, None),
        Some(Position::AtStripe) => (CreditState::Posted, None),
        None => (
            CreditState::Canceled,
            canceled(reward_id, &feed.notifications),
        ),
    };
    Some(CreditView {
        reward_id: reward_id.clone(),
        amount: lines.first()?.amount,
        side,
        state,
        since,
        reason: cause.map(|(reason, _)| reason),
        explanation: cause.map(|(reason, _)| explanation(reason, side)),
        release_at: cause.and_then(|(_, release_at)| release_at),
    })
}

/// Where the credit is; nowhere once it was canceled.
///
/// Counted, since lines of one instant are in no order.
fn position(lines: &[&StatementLine]) -> Option<Position> {
    [Position::Pending, Position::Available, Position::AtStripe]
        .into_iter()
        .find(|position| {
            let arrivals = lines.iter().filter(|line| line.to == Some(*position));
            let departures = lines.iter().filter(|line| line.from == Some(*position));
            arrivals.count() > departures.count()
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

fn of_friend(reward: &Reward) -> Option<Cause> {
    match &reward.state {
        RewardState::Held { release_at } => Some((Reason::InHoldUntil, Some(*release_at))),
        RewardState::AwaitingFirstPayment => Some((Reason::AwaitingFirstPayment, None)),
        RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Canceled { .. }
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
        | Telling::CreditCanceled { .. } => None,
    }
}

fn canceled(reward: &RewardId, notifications: &[Notification]) -> Option<Cause> {
    notifications.iter().find_map(|told| match &told.telling {
        Telling::CreditCanceled {
            reward_id, reason, ..
        } if reward_id == reward => Some((*reason, None)),
        Telling::CreditEarned { .. }
        | Telling::NoCredit { .. }
        | Telling::FriendCredit { .. }
        | Telling::CreditPosted { .. }
        | Telling::CreditCanceled { .. } => None,
    })
}

fn explanation(reason: Reason, side: Option<Side>) -> &'static str {
    if reason == Reason::AwaitingFirstPayment && side == Some(Side::Friend) {
        return "The credit comes with your own first payment; a trial does not count.";
    }
    wording::reason(reason)
}

#[cfg(test)]
mod tests {
    use domain::ledger::JournalEntry;

    use super::*;
    use crate::testing::{later, notification, now, reward};

    fn feed(entries: &[JournalEntry], notifications: Vec<Notification>) -> Feed {
        Feed {
            lines: entries.iter().map(JournalEntry::statement_line).collect(),
            notifications,
            ..Feed::default()
        }
    }

    fn states(feed: &Feed) -> Vec<(String, CreditState)> {
        let state = |credit: CreditView| (credit.reward_id.as_str().to_owned(), credit.state);
        credits(feed).into_iter().map(state).collect()
    }

    #[test]
    fn a_credit_is_where_its_last_line_took_it() {
        let (bolt, cyan, dune) = (
            reward("bolt", "50 USD"),
            reward("cyan", "50 USD"),
            reward("dune", "50 USD"),
        );
        let entries = [
            JournalEntry::cancel(&dune, true, later(3)),
            JournalEntry::post(&bolt, later(2)),
            JournalEntry::release(&cyan, later(1)),
            JournalEntry::grant(&dune, true, now()),
            JournalEntry::grant(&cyan, true, now()),
            JournalEntry::grant(&bolt, false, now()),
        ];
        let expected = [
            ("rwd_dune.referrer", CreditState::Canceled),
            ("rwd_bolt.referrer", CreditState::Posted),
            ("rwd_cyan.referrer", CreditState::Available),
        ];
        assert_eq!(
            states(&feed(&entries, Vec::new())),
            expected.map(|(id, state)| (id.to_owned(), state))
        );
    }

    #[test]
    fn lines_of_one_instant_are_told_apart() {
        let bolt = reward("bolt", "50 USD");
        let mut entries = [
            JournalEntry::grant(&bolt, true, now()),
            JournalEntry::release(&bolt, now()),
        ];
        for _ in 0..2 {
            let states = states(&feed(&entries, Vec::new()));
            assert_eq!(
                states,
                [("rwd_bolt.referrer".to_owned(), CreditState::Available)]
            );
            entries.reverse();
        }
    }

    #[test]
    fn a_pending_credit_says_what_it_waits_for() {
        let bolt = reward("bolt", "50 USD");
        let held = Telling::CreditEarned {
            reward_id: bolt.id.clone(),
            amount: bolt.amount,
            release_at: Some(later(14)),
        };
        let waiting = Telling::NoCredit {
            reason: Reason::WaitingForReferrerToPay,
        };
        for (telling, reason, release_at) in [
            (held, Reason::InHoldUntil, Some(later(14))),
            (waiting, Reason::WaitingForReferrerToPay, None),
        ] {
            let told = vec![notification("bolt", telling, 0)];
            let credits = credits(&feed(&[JournalEntry::grant(&bolt, true, now())], told));
            assert_eq!(credits[0].state, CreditState::Pending);
            assert_eq!(credits[0].reason, Some(reason));
            assert_eq!(credits[0].release_at, release_at);
        }
    }

    #[test]
    fn c31_a_friends_own_credit_waits_for_their_own_payment() {
        let own = Reward {
            id: RewardId::of(&"acme".parse().unwrap(), Side::Friend),
            side: Side::Friend,
            state: RewardState::AwaitingFirstPayment,
            ..reward("acme", "50 USD")
        };
        let mut feed = feed(&[JournalEntry::grant(&own, true, now())], Vec::new());
        feed.household.rewards.push(own);
        let credits = credits(&feed);
        assert_eq!(credits[0].reason, Some(Reason::AwaitingFirstPayment));
        let explanation = credits[0].explanation.unwrap();
        assert!(explanation.contains("your own first payment"));
    }

    #[test]
    fn a_canceled_credit_says_why() {
        let bolt = reward("bolt", "50 USD");
        let told = Telling::CreditCanceled {
            reward_id: bolt.id.clone(),
            amount: bolt.amount,
            reason: Reason::Refunded,
        };
        let entries = [
            JournalEntry::cancel(&bolt, false, later(1)),
            JournalEntry::grant(&bolt, false, now()),
        ];
        let credits = credits(&feed(&entries, vec![notification("bolt", told, 1)]));
        assert_eq!(credits[0].reason, Some(Reason::Refunded));
    }
}

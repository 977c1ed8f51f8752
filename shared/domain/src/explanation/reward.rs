//! Where a reward's credit stands.

use jiff::Timestamp;

use super::{Known, Standing, referral};
use crate::ledger::{Movement, Position};
use crate::reason::Reason;
use crate::reward::{Reward, RewardState};

pub(super) fn standing(known: &Known<'_>, reward: &Reward) -> Standing {
    if let Some(reason) = reward.frozen {
        return Standing::at(reason, None);
    }
    match &reward.state {
        RewardState::Held { release_at } => {
            Standing::at(Reason::InHoldUntil, Some(reward.qualified_at)).until(Some(*release_at))
        }
        RewardState::AwaitingFirstPayment => {
            let trial = referral::trial_end(known.friend.paying.as_ref(), known.now);
            let code = referral::first_payment(known);
            Standing::at(code, Some(reward.qualified_at)).until(trial)
        }
        RewardState::WaitingForReferrer { until } => {
            Standing::at(Reason::WaitingForReferrerToPay, Some(reward.qualified_at))
                .until(Some(*until))
        }
        RewardState::Available { blocked, .. } => available(known, reward, *blocked),
        RewardState::Posting {
            ended: Some(reason),
            ..
        } => Standing::at(*reason, None),
        RewardState::Posting { first_call_at, .. } => {
            Standing::at(Reason::BeingPosted, Some(*first_call_at))
        }
        RewardState::Posted { posted_at, .. } => posted(known, reward, *posted_at),
        RewardState::Reversing { reason, .. } => Standing::at(Reason::Reversed, None).by(*reason),
        RewardState::Reversed {
            reason,
            reversed_at,
            ..
        } => Standing::at(Reason::Reversed, Some(*reversed_at)).by(*reason),
        RewardState::Canceled {
            reason,
            canceled_at,
            ..
        } => Standing::at(*reason, Some(*canceled_at)),
        RewardState::Expired { expired_at } => Standing::at(Reason::Expired, Some(*expired_at)),
        RewardState::Forfeited { reason, decided_at } => Standing::at(*reason, Some(*decided_at)),
    }
}

/// Available credit waits for somebody, or for a bill; else it is about to be posted.
fn available(known: &Known<'_>, reward: &Reward, blocked: Option<Reason>) -> Standing {
    let account = known.earner().account.as_ref();
    let has_customer = account.is_some_and(|account| account.stripe_customer_id.is_some());
    let code = match blocked {
        Some(reason) => reason,
        None if !reward.may_be_posted() => Reason::AwaitingRedemption,
        None if !has_customer => Reason::WaitingForStripeCustomer,
        None => Reason::BeingPosted,
    };
    let since = arrived(known, reward, Position::Available);
    Standing::at(code, since.or(Some(reward.qualified_at))).until(reward.lapses_at())
}

fn posted(known: &Known<'_>, reward: &Reward, posted_at: Timestamp) -> Standing {
    let used_at = moved(known, reward, Movement::Apply).or(Some(posted_at));
    if reward.open_minor() == 0 {
        return Standing::at(Reason::AppliedOnInvoice, used_at);
    }
    let next = known.earner().paying.as_ref();
    let next = next.and_then(|paying| paying.next_invoice);
    let next = next.map(|next| next.at).filter(|at| known.now <= *at);
    if reward.used_minor == 0 {
        Standing::at(Reason::PostedWaitingNextInvoice, Some(posted_at)).until(next)
    } else {
        Standing::at(Reason::PartlyApplied, used_at).until(next)
    }
}

/// When the credit came to a position last.
fn arrived(known: &Known<'_>, reward: &Reward, position: Position) -> Option<Timestamp> {
    let own = known
        .lines
        .iter()
        .filter(|line| line.reward_id == reward.id);
    own.filter(|line| line.to == Some(position))
        .map(|line| line.recorded_at)
        .max()
}

/// When the credit moved this way last.
fn moved(known: &Known<'_>, reward: &Reward, movement: Movement) -> Option<Timestamp> {
    let own = known
        .lines
        .iter()
        .filter(|line| line.reward_id == reward.id);
    own.filter(|line| line.movement == movement)
        .map(|line| line.recorded_at)
        .max()
}

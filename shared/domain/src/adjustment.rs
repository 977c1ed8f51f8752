//! Credit that staff give or take by hand: with a reason, in the ledger like any other.

pub mod moving;

use jiff::Timestamp;

use crate::allowance::Counted;
use crate::change::{ChangeSet, Write};
use crate::earning::available;
use crate::id::{AccountId, ParticipantId, ProgramId, ReferralId, RewardId};
use crate::ledger::JournalEntry;
use crate::money::Money;
use crate::notification::{Notification, Telling};
use crate::reason::Reason;
use crate::release;
use crate::reward::{Reward, RewardState, Side};
use crate::terms::Application;

/// Rewards that one taking may touch: each is up to eight of a table transaction's hundred actions.
const REWARDS_AT_ONCE: usize = 10;

/// Credit to be given to an account.
#[derive(Debug, Clone)]
pub struct Giving {
    /// [`RewardId::adjustment`]: named after the call, so that deciding again gives it once.
    pub id: RewardId,
    /// The program in whose name it is given.
    pub program_id: ProgramId,
    pub account_id: AccountId,
    /// Who of the account is told.
    pub participant_id: ParticipantId,
    pub amount: Money,
    /// As that program applies credit.
    pub application: Application,
    /// None: it does not.
    pub expires_at: Option<Timestamp>,
}

/// Why credit cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    #[error(
        "the account has {has_minor} minor units of {currency} that are not on the Stripe balance \
         yet, and more cannot be taken by hand: what was posted is taken back by reversing its \
         reward"
    )]
    TooLittle { has_minor: i64, currency: String },
    #[error(
        "it would take credit of more than {REWARDS_AT_ONCE} rewards: take it in several calls, \
         at most {at_most_minor} minor units now"
    )]
    TooMany { at_most_minor: i64 },
}

/// Gives the credit: available at once, and posted as the program posts any other.
pub fn give(giving: &Giving, now: Timestamp) -> ChangeSet {
    let reward = Reward {
        referral_id: ReferralId::of_adjustment(&giving.id),
        id: giving.id.clone(),
        side: Side::Referrer,
        program_id: giving.program_id.clone(),
        account_id: giving.account_id.clone(),
        participant_id: giving.participant_id.clone(),
        amount: giving.amount,
        application: giving.application,
        qualified_at: now,
        state: RewardState::Available {
            redeemed_at: None,
            blocked: None,
        },
        expires_at: giving.expires_at,
        remind_at: None,
        attempts: 0,
        frozen: None,
        kept_by_staff: false,
        round: 0,
        used_minor: 0,
        given_back: None,
        remainder: None,
        debit: None,
        counted: Counted::default(),
        version: 1,
    };
    let telling = Telling::CreditGiven {
        reward_id: reward.id.clone(),
        amount: reward.amount,
    };
    let mut changes = ChangeSet::default();
    changes
        .write(Write::Journal(JournalEntry::give(&reward, now)))
        .notify(Notification::about_reward(&reward, telling, now))
        .announce(available(&reward))
        .write(Write::Reward(reward));
    changes
}

/// Takes `amount` of what the account has not had posted: from the newest credit first, so that
/// what was earned long ago stays; a part of the last.
///
/// `name` tells this taking from others.
///
/// # Errors
/// [`Rejection`]; then nothing is taken.
pub fn take(
    rewards: &[Reward],
    amount: Money,
    (name, now): (&str, Timestamp),
) -> Result<ChangeSet, Rejection> {
    let mut takeable: Vec<&Reward> = rewards
        .iter()
        .filter(|reward| reward.is_cancelable() && reward.amount.currency() == amount.currency())
        .collect();
    takeable.sort_by_key(|reward| (std::cmp::Reverse(reward.qualified_at), reward.id.clone()));
    let has = takeable.iter().map(|reward| reward.open_minor());
    let has_minor = has.fold(0_i64, i64::saturating_add);
    let mut left = amount.amount_minor();
    if has_minor < left {
        return Err(Rejection::TooLittle {
            has_minor,
            currency: amount.currency().to_string(),
        });
    }
    let first = takeable.iter().take(REWARDS_AT_ONCE);
    let at_most_minor = first.map(|it| it.open_minor()).fold(0, i64::saturating_add);
    if at_most_minor < left {
        return Err(Rejection::TooMany { at_most_minor });
    }
    let mut changes = ChangeSet::default();
    for reward in takeable {
        let part = left.min(reward.open_minor());
        if part <= 0 {
            continue;
        }
        left = left.saturating_sub(part);
        if part == reward.open_minor() {
            changes.append(release::cancel(reward, Reason::AdminDecision, now));
        } else {
            changes.append(reduced(reward, part, (name, now)));
        }
    }
    Ok(changes)
}

/// The reward with a part of its credit taken.
fn reduced(reward: &Reward, part_minor: i64, (name, now): (&str, Timestamp)) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let left = reward.amount.less_minor(part_minor);
    let part = reward.amount.less_minor(left.amount_minor());
    let telling = Telling::CreditTaken {
        reward_id: reward.id.clone(),
        amount: part,
        left,
        at: now,
    };
    changes
        .write(Write::Journal(JournalEntry::take(
            reward,
            part,
            (name, now),
        )))
        .notify(Notification::about_reward(reward, telling, now))
        .write(Write::Reward(Reward {
            amount: left,
            ..reward.in_state(reward.state.clone())
        }));
    changes
}

#[cfg(test)]
mod tests;

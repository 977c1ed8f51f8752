//! Two accounts become one: credit that no bill has seen goes to the one that stays (E39).
//!
//! Each credit moves by a pair of entries in one table transaction: it ends here and is given
//! there, under a name made of it, so that moving it again finds nothing to move. Referrals,
//! statements and what is on a Stripe balance stay where they are: that is what happened.

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::adjustment::{Giving, give};
use crate::change::{ChangeSet, Write};
use crate::event::Event;
use crate::id::{AccountId, ParticipantId, RewardId};
use crate::ledger::JournalEntry;
use crate::money::Money;
use crate::notification::{Notification, Telling};
use crate::reason::Reason;
use crate::reward::{Reward, RewardState};

/// The account that stays, and who of it is told.
#[derive(Debug, Clone, Copy)]
pub struct Heir<'a> {
    pub account_id: &'a AccountId,
    pub participant_id: &'a ParticipantId,
}

/// The credit at its new account; nothing where it is held, waits, is looked at, or is on its way
/// to a bill. A program's caps and budget counted it once, and go on counting it.
pub fn moved(reward: &Reward, heir: Heir<'_>, now: Timestamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let is_free = matches!(reward.state, RewardState::Available { .. }) && reward.frozen.is_none();
    let open = Money::from_minor(reward.open_minor(), reward.amount.currency());
    let Some(amount) = open.ok().filter(|money| is_free && !money.is_zero()) else {
        return changes;
    };
    let reason = Reason::AdminDecision;
    let canceled = reward.in_state(RewardState::Canceled {
        reason,
        canceled_at: now,
        waited_until: None,
    });
    let telling = Telling::CreditCanceled {
        reward_id: reward.id.clone(),
        amount,
        reason,
    };
    changes
        .write(Write::Journal(JournalEntry::cancel(reward, false, now)))
        .announce(Event::RewardCanceled {
            reward_id: reward.id.clone(),
            account_id: reward.account_id.clone(),
            reason,
        })
        .notify(Notification::about_reward(reward, telling, now))
        .write(Write::Reward(canceled));
    let giving = Giving {
        id: RewardId::adjustment(heir.account_id, &name(reward)),
        program_id: reward.program_id.clone(),
        account_id: heir.account_id.clone(),
        participant_id: heir.participant_id.clone(),
        amount,
        application: reward.application,
        expires_at: reward.expires_at,
    };
    changes.append(give(&giving, now));
    changes
}

/// Of the credit and its round: one that is given again may move again.
fn name(reward: &Reward) -> String {
    let hash = HEXLOWER.encode(&Sha256::digest(format!("{}\n{}", reward.id, reward.round)));
    format!("moved-{}", hash.get(..32).unwrap_or(&hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preset::CLIENTJOY;
    use crate::reward::Side;
    use crate::testing::story::Story;
    use crate::testing::{REFERRER, account, account_id, at, member};

    /// Ana of Acme earned $50, and so did Bo; Acme becomes a part of Birch.
    fn story() -> Story {
        let mut story = Story::of(CLIENTJOY)
            .clicked("2022-05-20")
            .signs_up("2022-05-25");
        let birch = account_id("birch");
        story.world.accounts.insert(birch.clone(), account("birch"));
        let cy = member("cy", "birch");
        story.world.participants.insert((birch, cy.id.clone()), cy);
        story
    }

    fn moved_of(story: &Story) -> ChangeSet {
        let (birch, cy) = (account_id("birch"), "cy".parse().unwrap());
        let heir = Heir {
            account_id: &birch,
            participant_id: &cy,
        };
        let friend = story.friend_household();
        moved(
            friend.reward(Side::Referrer).unwrap(),
            heir,
            at("2022-06-01"),
        )
    }

    #[test]
    fn e39_credit_moves_whole_and_once() {
        let mut story = story();
        story.world.apply(moved_of(&story));
        let story = story
            .then_balance(REFERRER, [0, 0, 0])
            .then_balance("birch", [0, 5000, 0]);
        assert_eq!(moved_of(&story), ChangeSet::default());
    }

    #[test]
    fn e39_what_is_held_or_looked_at_or_at_stripe_stays() {
        for change in [
            |reward: &mut Reward| {
                reward.state = RewardState::Held {
                    release_at: at("2022-07-01"),
                };
            },
            |reward: &mut Reward| reward.frozen = Some(Reason::UnderReview),
            |reward: &mut Reward| reward.used_minor = 5_000,
        ] {
            let mut story = story();
            let id = RewardId::of(&account_id("bolt"), Side::Referrer);
            change(story.world.rewards.get_mut(&id).unwrap());
            assert_eq!(moved_of(&story), ChangeSet::default());
        }
    }

    #[test]
    fn e39_credit_that_expires_keeps_its_day() {
        let mut story = story();
        let id = RewardId::of(&account_id("bolt"), Side::Referrer);
        let day = Some(at("2023-01-01"));
        story.world.rewards.get_mut(&id).unwrap().expires_at = day;
        let given = moved_of(&story).writes.into_iter().find_map(|write| {
            if let Write::Reward(reward) = write
                && reward.id.adjusted().is_some()
            {
                return Some(reward);
            }
            None
        });
        assert_eq!(given.unwrap().expires_at, day);
    }
}

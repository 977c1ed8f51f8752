//! What became of the payment that earned it, and of those who have to stay.

use crate::explanation::Known;
use crate::explanation::check::Facts;
use crate::leaving;
use crate::referral::Referral;
use crate::reward::{Reward, RewardState};
use crate::terms::Rules;
use crate::time::days_after;

pub(super) fn facts(
    known: &Known<'_>,
    (referral, rules): (&Referral, &Rules),
    reward: Option<&Reward>,
) -> Facts {
    let days = rules.reversal_window_days.max(rules.hold_days);
    let facts = Facts::default().with("reversal_window_days", days).maybe(
        "may_come_back_until",
        reward.map(|it| days_after(it.qualified_at, days)),
    );
    let Some(reward) = reward else {
        return facts;
    };
    let facts = stays(known, (referral, rules), reward, facts);
    let facts = facts.maybe("frozen", reward.frozen.map(crate::reason::Reason::code));
    match &reward.state {
        RewardState::Reversed {
            reason,
            reversed_at,
            review_required,
            ..
        } => facts
            .word("came_back_by", reason)
            .with("reversed_at", reversed_at)
            .with("taken_back", reward.open())
            .with("review_required", review_required)
            .maybe_word("remainder", reward.remainder.as_ref().map(|it| it.choice)),
        RewardState::Reversing { reason, .. } => facts.word("came_back_by", reason),
        RewardState::Canceled {
            reason,
            canceled_at,
            ..
        } => facts
            .word("came_back_by", reason)
            .with("canceled_at", canceled_at),
        RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => facts,
    }
}

/// E33, E55.
fn stays(
    known: &Known<'_>,
    (referral, rules): (&Referral, &Rules),
    reward: &Reward,
    facts: Facts,
) -> Facts {
    let paid_at = reward.qualified_at;
    let friend = known.friend.paying.as_ref();
    let days = rules.require_retention_days;
    let asked = days.and(friend).and_then(|it| it.left_since(paid_at));
    let referrer = known.referrer.paying.as_ref();
    let void = leaving::referrer_left_at(reward, referral.signed_up_at, rules, referrer);
    facts
        .maybe("friend_must_stay_days", days)
        .maybe(
            "friend_must_stay_until",
            days.map(|days| days_after(paid_at, days)),
        )
        .maybe("friend_left_at", asked)
        .maybe("ends_with_referrer", rules.void_on_cancel.then_some("yes"))
        .maybe("referrer_left_at", void)
}

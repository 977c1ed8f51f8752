//! Credits that Stripe has twice: how much of each can be taken off again, and what was.

use crate::application::Allotment;
use crate::id::RewardId;
use crate::money::Currency;
use crate::reconciliation::at_stripe::Ours;
use crate::reconciliation::finding::{Finding, FindingKind};
use crate::reconciliation::shown::{Shown, ShownKind, doubles, moves};
use crate::reward::RewardState;

/// A second posting of the same credit, and how much of it can be taken off again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surplus {
    pub finding: Finding,
    pub reward_id: RewardId,
    pub balance_transaction_id: String,
    pub currency: Currency,
    /// In minor units; nothing where an invoice used it, or it is taken off already.
    pub amount_minor: i64,
    /// What was taken off of it before, in minor units.
    pub taken_minor: i64,
}

impl Surplus {
    /// Names one taking off: the same for every repetition of it, by whichever run. Another
    /// follows only where an invoice gives back what it had used of the surplus.
    pub fn idempotency_key(&self) -> String {
        format!(
            "goodword-compensate-{}-{}",
            self.balance_transaction_id, self.taken_minor
        )
    }
}

/// A surplus that was taken off again, wholly or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOff {
    /// As it was told of before Stripe was asked.
    pub finding: Finding,
    /// Stripe's id of what took it off; the last of them where there are several.
    pub balance_transaction_id: String,
    /// All of them together, in minor units.
    pub amount_minor: i64,
}

/// Every surplus that was taken off: by this run before it died, or by one long ago.
pub fn taken_off(ours: Ours<'_>, shown: &[Shown]) -> Vec<TakenOff> {
    let mut found: Vec<TakenOff> = Vec::new();
    for one in shown {
        let ShownKind::Compensation { of } = &one.kind else {
            continue;
        };
        let Some(double) = shown.iter().find(|it| it.id == *of) else {
            continue;
        };
        let amount_minor = one.credit_minor.saturating_neg();
        if let Some(known) = found.iter_mut().find(|it| it.finding.subject == *of) {
            known.amount_minor = known.amount_minor.saturating_add(amount_minor);
            known.balance_transaction_id.clone_from(&one.id);
        } else if let ShownKind::Posting { reward_id, .. } = &double.kind {
            found.push(TakenOff {
                finding: told(ours, (double, reward_id), double.credit_minor),
                balance_transaction_id: one.id.clone(),
                amount_minor,
            });
        }
    }
    found
}

fn told(ours: Ours<'_>, (double, reward_id): (&Shown, &RewardId), open_minor: i64) -> Finding {
    Finding::new(FindingKind::PostedTwice, double.id.as_str())
        .of_account(ours.account_id)
        .of_reward(reward_id)
        .amounts(double.currency, (0, open_minor))
        .since(double.created_at)
}

/// Every credit that Stripe has more than once. `balance_minor` is all the credit on the
/// customer's balance: never more than that is taken off (requirements 3.4).
pub fn surpluses(ours: Ours<'_>, shown: &[Shown], balance_minor: i64) -> Vec<Surplus> {
    let doubles = doubles(shown);
    let mut left_minor = balance_minor.max(0);
    let mut found = Vec::new();
    for one in shown.iter().filter(|one| doubles.contains(&*one.id)) {
        let ShownKind::Posting { reward_id, .. } = &one.kind else {
            continue;
        };
        let moves = moves(shown, one.currency);
        let taken_off = moves.iter().find(|it| it.id == one.id);
        let open = taken_off.map_or(0, |it| it.credit_minor);
        if open <= 0 {
            continue;
        }
        // A posting that is not settled yet may still choose which of the two is its own.
        let settled = ours.rewards.iter().any(|reward| {
            reward.id == *reward_id && !matches!(reward.state, RewardState::Posting { .. })
        });
        let unused = Allotment::of(&moves).left_of_minor(&one.id);
        let amount_minor = if settled { unused.min(left_minor) } else { 0 };
        let taken_minor = one.credit_minor.saturating_sub(open);
        if amount_minor == 0 && taken_minor > 0 {
            // As much as could be taken off was: what an invoice used was told of then.
            continue;
        }
        left_minor = left_minor.saturating_sub(amount_minor);
        found.push(Surplus {
            finding: told(ours, (one, reward_id), open),
            reward_id: reward_id.clone(),
            balance_transaction_id: one.id.clone(),
            currency: one.currency,
            amount_minor,
            taken_minor,
        });
    }
    found
}

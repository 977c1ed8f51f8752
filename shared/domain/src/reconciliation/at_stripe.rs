//! An account's statement lines against what Stripe shows of its customer's balance.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::application::{Allotment, BalanceMove, MoveKind, usage_of};
use crate::change::Write;
use crate::id::{AccountId, InvoiceId, RewardId};
use crate::ledger::{Movement, StatementLine};
use crate::money::Currency;
use crate::reconciliation::finding::{Finding, FindingKind};
use crate::reward::{Reward, RewardState};

/// One change of a customer's balance, as Stripe shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Stripe's id of it.
    pub id: String,
    pub kind: ShownKind,
    pub currency: Currency,
    /// In minor units. Above zero is credit put on the balance; below zero, credit that left it.
    pub credit_minor: i64,
    pub created_at: Timestamp,
}

/// What it is, by the metadata that we gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownKind {
    /// Ours: the credit of a reward, in the posting of this number.
    Posting {
        reward_id: RewardId,
        number: String,
    },
    /// Ours: taken back from the posting of this number.
    TakingBack {
        reward_id: RewardId,
        number: String,
    },
    /// Ours: the surplus of this transaction, which was a second posting of the same.
    Compensation {
        of: String,
    },
    Invoice(InvoiceId),
    /// Somebody's adjustment, who is not us.
    ByHand,
    /// Stripe's own: a credit note, an overpaid invoice.
    Other,
}

/// A second posting of the same credit, and how much of it can be taken off again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surplus {
    pub finding: Finding,
    pub reward_id: RewardId,
    pub balance_transaction_id: String,
    pub currency: Currency,
    /// In minor units; nothing where an invoice used it, or it is taken off already.
    pub amount_minor: i64,
}

/// What the ledger has of an account, to be held against Stripe's.
#[derive(Debug, Clone, Copy)]
pub struct Ours<'a> {
    pub account_id: &'a AccountId,
    pub lines: &'a [StatementLine],
    /// All rewards that the lines or Stripe name.
    pub rewards: &'a [Reward],
}

/// From when to when things are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// What staff did by hand before was told of by an earlier run.
    pub edits_since: Timestamp,
    /// What happened since may still be on its way into the ledger.
    pub until: Timestamp,
}

/// The movements of one currency for allotting, oldest first.
///
/// A second posting of the same credit is nobody's, so that the ledger never says that more of a
/// credit was used than there is; what was taken off it again is left out of account.
pub fn moves(shown: &[Shown], currency: Currency) -> Vec<BalanceMove> {
    let mut taken_off: BTreeMap<&str, i64> = BTreeMap::new();
    for one in shown {
        if let ShownKind::Compensation { of } = &one.kind {
            let sum = taken_off.entry(of).or_default();
            *sum = sum.saturating_add(one.credit_minor);
        }
    }
    let doubles = doubles(shown);
    let own = shown.iter().filter(|one| one.currency == currency);
    own.filter(|one| !matches!(one.kind, ShownKind::Compensation { .. }))
        .map(|one| BalanceMove {
            id: one.id.clone(),
            kind: match &one.kind {
                _ if doubles.contains(&*one.id) => MoveKind::Other,
                ShownKind::Posting { reward_id, .. } | ShownKind::TakingBack { reward_id, .. } => {
                    MoveKind::Ours(reward_id.clone())
                }
                ShownKind::Invoice(invoice) => MoveKind::Invoice(invoice.clone()),
                ShownKind::Compensation { .. } | ShownKind::ByHand | ShownKind::Other => {
                    MoveKind::Other
                }
            },
            credit_minor: one
                .credit_minor
                .saturating_add(taken_off.get(&*one.id).copied().unwrap_or(0)),
        })
        .collect()
}

/// The second and further postings of the same credit.
fn doubles(shown: &[Shown]) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    let postings = shown.iter().filter_map(|one| match &one.kind {
        ShownKind::Posting { reward_id, number } => Some((one, reward_id, number)),
        ShownKind::TakingBack { .. }
        | ShownKind::Compensation { .. }
        | ShownKind::Invoice(_)
        | ShownKind::ByHand
        | ShownKind::Other => None,
    });
    postings
        .filter(|(_, reward_id, number)| !seen.insert((*reward_id, *number)))
        .map(|(one, ..)| &*one.id)
        .collect()
}

/// What disagrees but for surpluses; nothing is mended.
pub fn compare(ours: Ours<'_>, shown: &[Shown], span: Span) -> Vec<Finding> {
    let mut findings = by_hand(ours, shown, span);
    findings.extend(postings(ours, shown, span));
    findings.extend(takings_back(ours, shown));
    findings.extend(usage(ours, shown, span));
    findings
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
        let had_before = one.credit_minor.saturating_sub(open);
        if amount_minor == 0 && had_before > 0 {
            // As much as could be taken off was: what an invoice used was told of then.
            continue;
        }
        left_minor = left_minor.saturating_sub(amount_minor);
        found.push(Surplus {
            finding: Finding::new(FindingKind::PostedTwice, one.id.as_str())
                .of_account(ours.account_id)
                .of_reward(reward_id)
                .amounts(one.currency, (0, open))
                .since(one.created_at),
            reward_id: reward_id.clone(),
            balance_transaction_id: one.id.clone(),
            currency: one.currency,
            amount_minor,
        });
    }
    found
}

/// What staff put on the balance, or took off it, by hand (E43).
fn by_hand(ours: Ours<'_>, shown: &[Shown], span: Span) -> Vec<Finding> {
    let edits = shown
        .iter()
        .filter(|one| one.kind == ShownKind::ByHand && span.edits_since <= one.created_at);
    let finding = |one: &Shown| {
        Finding::new(FindingKind::EditedByHand, one.id.as_str())
            .of_account(ours.account_id)
            .amounts(one.currency, (0, one.credit_minor))
            .since(one.created_at)
    };
    edits.map(finding).collect()
}

/// Each posting of the ledger with Stripe's, and the other way round.
fn postings(ours: Ours<'_>, shown: &[Shown], span: Span) -> Vec<Finding> {
    let mut at_stripe: BTreeMap<(&RewardId, &str), &Shown> = BTreeMap::new();
    for one in shown {
        if let ShownKind::Posting { reward_id, number } = &one.kind {
            at_stripe.entry((reward_id, number)).or_insert(one);
        }
    }
    let lines = ours.lines.iter();
    let posts = lines.filter(|line| line.movement == Movement::Post);
    let mut findings = Vec::new();
    for line in posts.filter(|line| line.recorded_at < span.until) {
        let number = line.entry_id.as_str().rsplit('#').next().unwrap_or("1");
        let (currency, amount) = (line.amount.currency(), line.amount.amount_minor());
        let finding = |kind, found| {
            Finding::new(kind, line.entry_id.as_str())
                .of_account(ours.account_id)
                .of_reward(&line.reward_id)
                .amounts(currency, (amount, found))
                .since(line.recorded_at)
        };
        match at_stripe.remove(&(&line.reward_id, number)) {
            None => findings.push(finding(FindingKind::NotAtStripe, 0)),
            Some(one) if one.credit_minor != amount || one.currency != currency => {
                findings.push(finding(FindingKind::AmountDiffers, one.credit_minor));
            }
            Some(_) => {}
        }
    }
    let known = |one: &Shown, reward: &RewardId, number: &str| {
        let name = format!("post#{reward}#{number}");
        span.until <= one.created_at || ours.lines.iter().any(|it| it.entry_id.as_str() == name)
    };
    let unknown = at_stripe
        .iter()
        .filter(|((reward, number), one)| !known(one, reward, number));
    findings.extend(unknown.map(|((reward, _), one)| {
        Finding::new(FindingKind::NotInTheLedger, one.id.as_str())
            .of_account(ours.account_id)
            .of_reward(reward)
            .amounts(one.currency, (0, one.credit_minor))
            .since(one.created_at)
    }));
    findings
}

/// A credit that was taken back more than once from the same posting.
fn takings_back(ours: Ours<'_>, shown: &[Shown]) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for one in shown {
        if let ShownKind::TakingBack { reward_id, number } = &one.kind
            && !seen.insert((reward_id, number))
        {
            let finding = Finding::new(FindingKind::TakenBackTwice, one.id.as_str())
                .of_account(ours.account_id)
                .of_reward(reward_id)
                .amounts(one.currency, (0, one.credit_minor))
                .since(one.created_at);
            findings.push(finding);
        }
    }
    findings
}

/// What invoices did with each credit, and the ledger has not.
fn usage(ours: Ours<'_>, shown: &[Shown], span: Span) -> Vec<Finding> {
    let settled: Vec<Shown> = shown
        .iter()
        .filter(|one| one.created_at < span.until)
        .cloned()
        .collect();
    let mut findings = Vec::new();
    for reward in ours.rewards {
        let currency = reward.amount.currency();
        let moves = moves(&settled, currency);
        let allotment = Allotment::of(&moves);
        let (known, changes) = usage_of(reward, &allotment, ours.lines, span.until);
        let entries = changes.writes.iter();
        if entries.filter(|it| matches!(it, Write::Journal(_))).count() > 0 {
            let sums = (known.used_minor, reward.used_minor);
            let finding = Finding::new(FindingKind::UsageNotRecorded, reward.id.as_str())
                .of_account(ours.account_id)
                .of_reward(&reward.id)
                .amounts(currency, sums);
            findings.push(finding);
        }
    }
    findings
}

#[cfg(test)]
mod tests;

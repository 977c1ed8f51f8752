//! An account's statement lines against what Stripe shows of its customer's balance.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::application::{Allotment, usage_of};
use crate::change::Write;
use crate::id::{AccountId, RewardId};
use crate::ledger::{Movement, StatementLine};
use crate::reconciliation::finding::{Finding, FindingKind};
use crate::reconciliation::shown::{Shown, ShownKind, moves};
use crate::reward::Reward;

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

/// What disagrees but for surpluses; nothing is mended.
pub fn compare(ours: Ours<'_>, shown: &[Shown], span: Span) -> Vec<Finding> {
    let mut findings = by_hand(ours, shown, span);
    findings.extend(postings(ours, shown, span));
    findings.extend(takings_back(ours, shown));
    findings.extend(usage(ours, shown, span));
    findings
}

/// What staff put on the balance, or took off it, by hand (E43). What they did before there was
/// any credit of ours on it cannot have touched any.
fn by_hand(ours: Ours<'_>, shown: &[Shown], span: Span) -> Vec<Finding> {
    let posts = ours.lines.iter().filter(|it| it.movement == Movement::Post);
    let Some(first) = posts.map(|line| line.recorded_at).min() else {
        return Vec::new();
    };
    let since = span.edits_since.max(first);
    let edits = shown
        .iter()
        .filter(|one| one.kind == ShownKind::ByHand && since <= one.created_at);
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

/// What invoices did with each credit, and the ledger has not. What an edit by hand used of it is
/// no news once the edit was told of.
fn usage(ours: Ours<'_>, shown: &[Shown], span: Span) -> Vec<Finding> {
    let settled: Vec<Shown> = shown
        .iter()
        .filter(|one| one.created_at < span.until)
        .cloned()
        .collect();
    let told: BTreeSet<&str> = settled
        .iter()
        .filter(|one| one.kind == ShownKind::ByHand && one.created_at < span.edits_since)
        .map(|one| &*one.id)
        .collect();
    let mut findings = Vec::new();
    for reward in ours.rewards {
        let currency = reward.amount.currency();
        let moves = moves(&settled, currency);
        let allotment = Allotment::of(&moves);
        let (known, changes) = usage_of(reward, &allotment, ours.lines, span.until);
        let is_news = |write: &Write| {
            let Write::Journal(entry) = write else {
                return false;
            };
            let line = entry.statement_line();
            line.caused_by().is_none_or(|by| !told.contains(by))
        };
        if changes.writes.iter().any(is_news) {
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

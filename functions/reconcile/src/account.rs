//! One account: its lines against its rewards.

use std::collections::BTreeMap;

use domain::account::Account;
use domain::id::{AccountId, RewardId};
use domain::ledger::{EntryId, StatementLine};
use domain::money::Currency;
use domain::reconciliation::Reconciliation;
use domain::reconciliation::books::Books;
use domain::reconciliation::finding::{Finding, FindingKind};
use domain::reconciliation::prints::Prints;
use domain::reward::Reward;
use domain::statement::Balance;
use jiff::Timestamp;
use store::StoreError;

use crate::ReconcileError;
use crate::slice::Slices;

/// Lines of one account that are kept in memory: more than Stripe lists movements of a customer.
const LINES_AT_MOST: usize = 20_000;

/// What was read of an account.
pub(crate) struct Work {
    pub(crate) id: AccountId,
    pub(crate) books: Books,
    /// None where there are too many.
    pub(crate) lines: Option<Vec<StatementLine>>,
    /// Where its last line stands.
    pub(crate) last: Option<(Timestamp, EntryId)>,
    /// Of the lines that were recorded long enough ago.
    prints: Prints,
    count: u64,
    sums: BTreeMap<Currency, Balance>,
}

impl Work {
    pub(crate) fn of(id: &AccountId) -> Self {
        Self {
            id: id.clone(),
            books: Books::default(),
            lines: Some(Vec::new()),
            last: None,
            prints: Prints::default(),
            count: 0,
            sums: BTreeMap::new(),
        }
    }

    pub(crate) fn take(&mut self, line: &StatementLine, is_settled: bool) {
        self.books.take(line);
        self.last = Some((line.recorded_at, line.entry_id.clone()));
        if is_settled {
            self.prints.add(line);
            self.count = self.count.saturating_add(1);
            let sum = self.sums.entry(line.amount.currency()).or_default();
            sum.take(line);
        }
        match &mut self.lines {
            Some(lines) if lines.len() < LINES_AT_MOST => lines.push(line.clone()),
            lines => *lines = None,
        }
    }
}

impl Slices<'_> {
    /// Adds the account to the run, and answers what disagrees.
    ///
    /// Table round trips: one a hundred rewards, and as many more as the account takes to be read
    /// again where something disagrees.
    pub(crate) async fn account(
        &self,
        run: &mut Reconciliation,
        (work, account): (&Work, Option<&Account>),
    ) -> Result<Vec<Finding>, ReconcileError> {
        run.tally.accounts = run.tally.accounts.saturating_add(1);
        if work.books.is_empty() {
            return Ok(Vec::new());
        }
        run.of_lines.merge(&work.prints);
        run.tally.add_lines(work.count, &work.sums);
        let rewards = self.rewards(&work.books).await?;
        let counted = u64::try_from(rewards.len()).unwrap_or(u64::MAX);
        run.tally.rewards = run.tally.rewards.saturating_add(counted);
        let mut findings = disagreeing(&work.id, &work.books, &rewards);
        if !findings.is_empty() {
            // Something may have moved while it was read.
            findings = self.again(work).await?;
        }
        if let Some(account) = account {
            let stuck = |reward| work.books.stuck(reward, account, self.now);
            findings.extend(rewards.iter().filter_map(stuck));
            findings.extend(self.at_stripe(run, (work, account), rewards).await?);
        }
        Ok(findings)
    }

    /// The same once more, by consistent reads; only rewards that did not change meanwhile count.
    async fn again(&self, work: &Work) -> Result<Vec<Finding>, StoreError> {
        if work.lines.is_none() {
            return Ok(vec![
                Finding::new(FindingKind::NotCompared, work.id.as_str()).of_account(&work.id),
            ]);
        }
        let before = self.rewards(&work.books).await?;
        let books = Books::of(&self.store.feed(&work.id).await?.lines);
        let mut rewards = self.rewards(&books).await?;
        rewards.retain(|reward| before.contains(reward));
        Ok(disagreeing(&work.id, &books, &rewards))
    }

    async fn rewards(&self, books: &Books) -> Result<Vec<Reward>, StoreError> {
        let ids: Vec<RewardId> = books.rewards().cloned().collect();
        self.store.rewards(&ids).await
    }
}

fn disagreeing(id: &AccountId, books: &Books, rewards: &[Reward]) -> Vec<Finding> {
    let mut findings = books.overdrawn(id);
    findings.extend(rewards.iter().filter_map(|reward| books.against(reward)));
    findings
}

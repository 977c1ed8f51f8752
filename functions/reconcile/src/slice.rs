//! One page of the table after the other; how far the run is, is noted where no account is open.

use std::collections::BTreeMap;

use domain::account::Account;
use domain::id::AccountId;
use domain::ledger::{JournalEntry, StatementLine};
use domain::reconciliation::finding::{Finding, FindingKind};
use domain::reconciliation::{FINDINGS_AT_MOST, Phase, Reconciliation, noted, told};
use jiff::Timestamp;
use store::{Store, StoreError, Walked, after_account, after_entry, after_line};
use stripe::client::Session;

use crate::ReconcileError;
use crate::account::Work;
use crate::entries;

/// Findings that one table transaction takes beside the run.
const FINDINGS_AT_ONCE: usize = 90;

/// Items that a page goes through at most: so a page of accounts, each with a call to Stripe, is
/// over before its function must end, even where Stripe takes its time.
const PAGE_LENGTH: i32 = 250;

/// Goes through the table for one run.
pub(crate) struct Slices<'a> {
    pub(crate) store: &'a Store,
    pub(crate) stripe: Session<'a>,
    pub(crate) now: Timestamp,
    /// Where the table is read on: beyond the place that is noted, while an account is open.
    place: Option<String>,
    /// The account whose lines are being read: nothing of it is in the run yet.
    open: Option<Work>,
}

/// What one page came to.
#[derive(Default)]
struct Page {
    /// Accounts whose lines are all read.
    accounts: Vec<(Work, Option<Account>)>,
    entries: Vec<JournalEntry>,
    lines: Vec<StatementLine>,
    /// What cannot be read, by its key.
    unreadable: Vec<String>,
    /// The last place at which no account was open.
    boundary: Option<String>,
}

impl<'a> Slices<'a> {
    pub(crate) fn new(store: &'a Store, stripe: Session<'a>, now: Timestamp) -> Self {
        Self {
            store,
            stripe,
            now,
            place: None,
            open: None,
        }
    }

    /// The run after one more page. What was read since the place that is noted is read again if
    /// this fails, and adds up to the same.
    pub(crate) async fn next(
        &mut self,
        mut run: Reconciliation,
    ) -> Result<Reconciliation, ReconcileError> {
        let noted_place = run.place().map(ToOwned::to_owned);
        let place = self.place.take().or(noted_place);
        let read = self.store.walk(place.as_deref(), PAGE_LENGTH).await?;
        let mut page = Page::default();
        for item in read.items {
            self.sort(item, &mut page, run.recorded_before);
        }
        let is_last = read.next.is_none();
        if is_last {
            self.close(None, &mut page);
        }
        if self.open.is_none() {
            page.boundary.clone_from(&read.next);
        }
        let boundary = page.boundary.clone();
        let findings = self.examined(&mut run, page).await?;
        // Without a boundary the page is the middle of one account: its place is not noted.
        let is_boundary = is_last || boundary.is_some();
        if is_boundary {
            run.advanced(boundary, self.now);
        }
        if is_boundary || !findings.is_empty() {
            self.note(&mut run, findings).await?;
        }
        self.place = read.next;
        Ok(run)
    }

    fn sort(&mut self, item: Walked, page: &mut Page, recorded_before: Timestamp) {
        match item {
            Walked::Entry(entry) => {
                self.close(None, page);
                page.boundary = Some(after_entry(entry.id()));
                page.entries.push(entry);
            }
            Walked::Line(line) => {
                self.close_unless(&line.account_id, page);
                let open = self.open.get_or_insert_with(|| Work::of(&line.account_id));
                open.take(&line, line.recorded_at < recorded_before);
                page.lines.push(line);
            }
            Walked::Account(account) => {
                self.close_unless(&account.id, page);
                self.open.get_or_insert_with(|| Work::of(&account.id));
                page.boundary = Some(after_account(&account.id));
                self.close(Some(account), page);
            }
            Walked::Unreadable(key) => page.unreadable.push(key),
        }
    }

    fn close_unless(&mut self, account: &AccountId, page: &mut Page) {
        if self.open.as_ref().is_some_and(|open| open.id != *account) {
            self.close(None, page);
        }
    }

    fn close(&mut self, account: Option<Account>, page: &mut Page) {
        if let Some(open) = self.open.take() {
            if let (None, Some((at, entry))) = (&account, &open.last) {
                page.boundary = Some(after_line(&open.id, *at, entry));
            }
            page.accounts.push((open, account));
        }
    }

    /// Adds the page to the run, and answers what disagrees.
    async fn examined(
        &self,
        run: &mut Reconciliation,
        page: Page,
    ) -> Result<Vec<Finding>, ReconcileError> {
        match &run.phase {
            Phase::Comparing { .. } => {
                entries::add(run, &page.entries);
                let mut findings: Vec<Finding> =
                    page.unreadable.iter().map(|key| unreadable(key)).collect();
                for (work, account) in page.accounts {
                    match self.account(run, (&work, account.as_ref())).await {
                        // One that nobody can read must not keep all others from being compared.
                        Err(ReconcileError::Store(StoreError::Malformed { key, .. })) => {
                            findings.push(unreadable(&key).of_account(&work.id));
                        }
                        examined => findings.extend(examined?),
                    }
                }
                Ok(findings)
            }
            Phase::Locating { .. } => {
                Ok(entries::located(self.store, run, (&page.entries, &page.lines)).await?)
            }
            Phase::Done { .. } => Ok(Vec::new()),
        }
    }

    /// Stores how far the run is, with what was found.
    async fn note(
        &self,
        run: &mut Reconciliation,
        findings: Vec<Finding>,
    ) -> Result<(), StoreError> {
        let findings = each_once(findings);
        let room = FINDINGS_AT_MOST.saturating_sub(run.tally.findings);
        let found = u64::try_from(findings.len()).unwrap_or(u64::MAX);
        run.tally.findings = run.tally.findings.saturating_add(found);
        run.version = run.version.saturating_add(1);
        let room = usize::try_from(room).unwrap_or(usize::MAX);
        let kept = findings.get(..room).unwrap_or(&findings);
        for finding in kept {
            tracing::warn!(
                reconciliation.id = run.id.as_str(),
                kind = finding.kind.code(),
                subject = finding.subject,
                "found"
            );
        }
        // The run is not further before all of them are stored.
        let mut chunks: Vec<&[Finding]> = kept.chunks(FINDINGS_AT_ONCE).collect();
        let last = chunks.pop().unwrap_or_default();
        for some in chunks {
            self.store.commit(&told(run, some), self.now).await?;
        }
        self.store.commit(&noted(run, last), self.now).await
    }
}

fn unreadable(key: &str) -> Finding {
    Finding::new(FindingKind::Unreadable, key.replace(' ', "/"))
}

/// One transaction takes one item once.
fn each_once(findings: Vec<Finding>) -> Vec<Finding> {
    let named = findings.into_iter().map(|it| (it.name(), it));
    let named: BTreeMap<String, Finding> = named.collect();
    named.into_values().collect()
}

//! Journal entries and statement lines: first by their fingerprints, then by name.

use std::collections::HashMap;

use domain::ledger::{EntryId, JournalEntry, StatementLine};
use domain::reconciliation::Reconciliation;
use domain::reconciliation::finding::{Finding, FindingKind};
use store::{Store, StoreError};

/// Adds entries to the run's fingerprints and sums.
pub(crate) fn add(run: &mut Reconciliation, entries: &[JournalEntry]) {
    for entry in entries {
        let line = entry.statement_line();
        if run.looks_at(line.recorded_at) {
            run.of_journal.add(&line);
            run.tally.entries = run.tally.entries.saturating_add(1);
            let sums = run.tally.journal.entry(line.amount.currency());
            sums.or_default().take(&line);
        }
    }
}

/// Names the entries and lines that have no counterpart. Table round trips: one a hundred of
/// those whose fingerprints differ.
pub(crate) async fn located(
    store: &Store,
    run: &Reconciliation,
    (entries, lines): (&[JournalEntry], &[StatementLine]),
) -> Result<Vec<Finding>, StoreError> {
    let differs = |entry: &EntryId| !run.of_journal.agree_on(&run.of_lines, entry);
    let entries: Vec<JournalEntry> = entries
        .iter()
        .filter(|entry| run.looks_at(entry.statement_line().recorded_at) && differs(entry.id()))
        .cloned()
        .collect();
    let lines: Vec<&StatementLine> = lines
        .iter()
        .filter(|line| run.looks_at(line.recorded_at) && differs(&line.entry_id))
        .collect();
    let mut findings = Vec::new();
    let copies = store.lines_of(&entries).await?;
    for entry in &entries {
        let expected = entry.statement_line();
        match copies.get(entry.id()) {
            None => findings.push(about(FindingKind::LineMissing, &expected)),
            Some(Some(copy)) if *copy == expected => {}
            Some(copy) => findings.push(Finding {
                found_minor: copy.as_ref().map(|it| it.amount.amount_minor()),
                ..about(FindingKind::LineDiffers, &expected)
            }),
        }
    }
    let names: Vec<EntryId> = lines.iter().map(|line| line.entry_id.clone()).collect();
    let known = store.entries(&names).await?;
    let known: HashMap<&EntryId, StatementLine> = known
        .iter()
        .map(|entry| (entry.id(), entry.statement_line()))
        .collect();
    let without = lines.iter().filter(|line| {
        known.get(&line.entry_id).is_none_or(|own| {
            // The same place is the entry's own line, which was looked at above.
            (&own.account_id, own.recorded_at) != (&line.account_id, line.recorded_at)
        })
    });
    findings.extend(without.map(|line| Finding {
        expected_minor: Some(0),
        found_minor: Some(line.amount.amount_minor()),
        ..about(FindingKind::EntryMissing, line)
    }));
    Ok(findings)
}

fn about(kind: FindingKind, line: &StatementLine) -> Finding {
    Finding::new(kind, line.entry_id.as_str())
        .of_account(&line.account_id)
        .of_reward(&line.reward_id)
        .amounts(line.amount.currency(), (line.amount.amount_minor(), 0))
        .since(line.recorded_at)
}

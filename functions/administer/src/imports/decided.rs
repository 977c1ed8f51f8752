//! Rows decided over what is stored, account by account, and then stored as they were decided.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::account_import::{self, Person, Row};
use domain::change::ChangeSet;
use domain::id::AccountId;
use domain::registration::State;
use domain::token::Signer;
use jiff::Timestamp;
use store::StoreError;
use tokio::sync::Semaphore;
use tokio::task::{JoinError, JoinSet};

use super::agreement::{Before, Place};
use super::columns::Reader;
use super::sheet::{Raw, Sheet};
use super::{FAULTS_AT_MOST, Fault, ImportedRow, RowResult};
use crate::App;

/// Accounts at a time.
const AT_A_TIME: usize = 16;

/// What came of every row, and what is to be stored of which accounts.
#[derive(Default)]
pub(super) struct Decided {
    rows: BTreeMap<usize, ImportedRow>,
    accounts: Vec<Vec<Change>>,
}

/// A row that tells something new.
pub(super) struct Change {
    row: Row,
    changes: ChangeSet,
}

/// A row that can be decided, and where it was sent.
struct Ready {
    place: usize,
    line: u64,
    row: Row,
}

/// One call.
#[derive(Clone)]
pub(super) struct Deciding {
    app: Arc<App>,
    signer: Arc<Signer>,
    turns: Arc<Semaphore>,
    now: Timestamp,
}

impl Decided {
    /// The rows as they were sent, and the accounts of which something is to be stored.
    pub(super) fn into_parts(self) -> (Vec<ImportedRow>, Vec<Vec<Change>>) {
        let told = self.accounts.into_iter().filter(|it| !it.is_empty());
        (self.rows.into_values().collect(), told.collect())
    }

    fn refuse(&mut self, (place, raw): (usize, &Raw), mut faults: Vec<Fault>) {
        faults.truncate(FAULTS_AT_MOST);
        let row = ImportedRow {
            faults,
            ..row(raw, RowResult::Refused)
        };
        self.rows.insert(place, row);
    }
}

fn row(raw: &Raw, result: RowResult) -> ImportedRow {
    ImportedRow {
        line: raw.line,
        account_id: raw.cell("account_id").and_then(|id| id.parse().ok()),
        result,
        same_as_line: None,
        faults: Vec::new(),
    }
}

impl Deciding {
    pub(super) fn of(app: &Arc<App>, signer: Signer, now: Timestamp) -> Self {
        Self {
            app: Arc::clone(app),
            signer: Arc::new(signer),
            turns: Arc::new(Semaphore::new(AT_A_TIME)),
            now,
        }
    }

    /// Stores nothing.
    pub(super) async fn decided(&self, sheet: &Sheet) -> Result<Decided, StoreError> {
        let mut decided = Decided::default();
        let mut accounts = JoinSet::new();
        for rows in self.ready(sheet, &mut decided).into_values() {
            let deciding = self.clone();
            accounts.spawn(async move { deciding.account(rows).await });
        }
        while let Some(account) = accounts.join_next().await {
            let (rows, changes) = account.map_err(broken)??;
            decided.rows.extend(rows);
            decided.accounts.push(changes);
        }
        Ok(decided)
    }

    /// The rows that can be decided, by account, in their order.
    fn ready(&self, sheet: &Sheet, decided: &mut Decided) -> BTreeMap<AccountId, Vec<Ready>> {
        let reader = Reader {
            signer: &self.signer,
            now: self.now,
        };
        let mut before = Before::default();
        let mut accounts: BTreeMap<AccountId, Vec<Ready>> = BTreeMap::new();
        for (place, raw) in sheet.rows.iter().enumerate() {
            let read = match before.place(raw) {
                Place::New => reader.row(raw),
                Place::Contradicts(faults) => Err(faults),
                Place::SameAs(line) => {
                    let same = ImportedRow {
                        same_as_line: Some(line),
                        ..row(raw, RowResult::Duplicate)
                    };
                    decided.rows.insert(place, same);
                    continue;
                }
            };
            match read {
                Ok(row) => accounts
                    .entry(row.account_id.clone())
                    .or_default()
                    .push(Ready {
                        place,
                        line: raw.line,
                        row,
                    }),
                Err(faults) => decided.refuse((place, raw), faults),
            }
        }
        accounts
    }

    async fn account(
        &self,
        rows: Vec<Ready>,
    ) -> Result<(Vec<(usize, ImportedRow)>, Vec<Change>), StoreError> {
        let _turn = self.turns.acquire().await;
        let (mut told, mut news) = (Vec::new(), Vec::new());
        let mut pretended = ChangeSet::default();
        for Ready { place, line, row } in rows {
            let stored = self.load(&row).await?;
            let state = account_import::applied(stored, &pretended);
            let decided = account_import::decide(&state, &row, self.now);
            let result = match &decided {
                Err(_) => RowResult::Refused,
                Ok(changes) if changes.is_empty() => RowResult::Known,
                Ok(_) if state.household.account.is_none() => RowResult::Created,
                Ok(_) => RowResult::Changed,
            };
            let fault = decided.as_ref().err();
            let fault = fault.map(|error| Fault::of(error.column(), error.to_string()));
            let imported = ImportedRow {
                line,
                account_id: Some(row.account_id.clone()),
                result,
                same_as_line: None,
                faults: fault.into_iter().collect(),
            };
            told.push((place, imported));
            if let Ok(changes) = decided
                && !changes.is_empty()
            {
                pretended.append(changes.clone());
                news.push(Change { row, changes });
            }
        }
        Ok((told, news))
    }

    async fn load(&self, row: &Row) -> Result<State, StoreError> {
        let store = &self.app.store;
        let household = store.household(&row.account_id).await?;
        let customer_of = match &row.stripe_customer_id {
            Some(customer) => store.account_of_customer(customer).await?,
            None => None,
        };
        let told = match &row.person {
            None => None,
            Some(Person::Member(member)) => Some(member.address_hash.clone()),
            Some(Person::Address(hash)) => Some(hash.clone()),
        };
        let people = household.participants.iter();
        let known = people.map(|person| self.signer.address_hash(&person.email));
        let hashes: std::collections::BTreeSet<_> = known.chain(told).collect();
        let mut addresses = Vec::new();
        for hash in hashes {
            let uses = store.address_uses(&hash).await?;
            let own = uses.into_iter();
            addresses.extend(own.filter(|it| it.account_id == row.account_id));
        }
        Ok(State {
            household,
            customer_of,
            addresses,
        })
    }

    /// Stores what was decided; what was changed by somebody else meanwhile is decided again.
    pub(super) async fn stored(&self, accounts: Vec<Vec<Change>>) -> Result<(), StoreError> {
        let mut storing = JoinSet::new();
        for changes in accounts {
            let deciding = self.clone();
            storing.spawn(async move { deciding.store(changes).await });
        }
        while let Some(stored) = storing.join_next().await {
            stored.map_err(broken)??;
        }
        Ok(())
    }

    async fn store(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        let _turn = self.turns.acquire().await;
        for Change { row, changes } in changes {
            match self.app.store.commit(&changes, self.now).await {
                Err(StoreError::Stale) => self.store_again(&row).await?,
                done => done?,
            }
        }
        Ok(())
    }

    async fn store_again(&self, row: &Row) -> Result<(), StoreError> {
        let load = || self.load(row);
        let decide = |state: &State| account_import::decide(state, row, self.now);
        let changed = self.app.store.change(self.now, load, decide).await?;
        // The answer would say what is not so: the call that comes again decides all rows anew.
        let overtaken = |_| StoreError::Contended("a row that was fine is refused now");
        changed.map(drop).map_err(overtaken)
    }
}

fn broken(error: JoinError) -> StoreError {
    StoreError::Unavailable("a row was not decided".to_owned(), Box::new(error))
}

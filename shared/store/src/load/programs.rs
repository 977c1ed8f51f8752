//! Programs with all their versions of terms, kept for a minute between invocations.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::id::ProgramId;
use domain::program::{Program, Settings};
use domain::terms::TermsVersion;
use jiff::{SignedDuration, Timestamp};

use crate::connect::{CachedPrograms, Store};
use crate::error::StoreError;
use crate::item::{self, Item, attribute};
use crate::key::{self, PROGRAMS};
use crate::write::refused;

/// How long an edit of a program may take to be seen by every function.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

impl Store {
    /// Every program, at most 60 seconds old by the invocations' time. No round trip where they
    /// were read within that; else one.
    pub async fn programs(&self, now: Timestamp) -> Result<Arc<[Program]>, StoreError> {
        if let Some(programs) = self.fresh_programs(now) {
            return Ok(programs);
        }
        let programs: Arc<[Program]> = self.read_programs().await?.into();
        let cached = CachedPrograms {
            read_at: now,
            programs: Arc::clone(&programs),
        };
        *self.programs.lock().unwrap_or_else(PoisonError::into_inner) = Some(cached);
        Ok(programs)
    }

    /// Every program as it is stored now. One round trip.
    pub async fn read_programs(&self) -> Result<Vec<Program>, StoreError> {
        let mut settings: BTreeMap<ProgramId, Settings> = BTreeMap::new();
        let mut terms: BTreeMap<ProgramId, Vec<TermsVersion>> = BTreeMap::new();
        for item in self.partition(PROGRAMS, " ").await? {
            let (id, is_terms) = name_of(&item)?;
            if is_terms {
                terms.entry(id).or_default().push(item::record(item)?);
            } else {
                settings.insert(id, item::record(item)?);
            }
        }
        let program = |(id, settings)| {
            let mut terms = terms.remove(&id).unwrap_or_default();
            terms.sort_by_key(|terms| terms.version);
            Program {
                id,
                settings,
                terms,
            }
        };
        Ok(settings.into_iter().map(program).collect())
    }

    fn fresh_programs(&self, now: Timestamp) -> Option<Arc<[Program]>> {
        let cached = self.programs.lock().unwrap_or_else(PoisonError::into_inner);
        let cached = cached.as_ref()?;
        let age = now.duration_since(cached.read_at);
        (!age.is_negative() && age < FRESH).then(|| Arc::clone(&cached.programs))
    }
}

/// A program's settings, and its latest version of terms if that is new.
pub(crate) fn actions(
    table: &str,
    program: &Program,
    new_terms: bool,
) -> Result<Vec<TransactWriteItem>, StoreError> {
    let item = item::of(&key::program(&program.id), &program.settings)?;
    let mut actions = vec![put(table, item, false)?];
    if let Some(terms) = program.terms.last().filter(|_| new_terms) {
        let item = item::of(&key::terms(&program.id, terms.version), terms)?;
        actions.push(put(table, item, true)?);
    }
    Ok(actions)
}

fn put(table: &str, item: Item, new: bool) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder().table_name(table).set_item(Some(item));
    let put = if new {
        put.condition_expression("attribute_not_exists(pk)")
    } else {
        put
    };
    let put = put.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().put(put).build())
}

fn name_of(item: &Item) -> Result<(ProgramId, bool), StoreError> {
    let sort_key = attribute(item, "sk");
    let (id, kind) = sort_key.split_once('#').unwrap_or((sort_key, ""));
    let id = id
        .parse()
        .map_err(|_| StoreError::Refused(format!("{sort_key} is no program's key")))?;
    Ok((id, kind.starts_with(key::TERMS)))
}

//! The customers a host has and had: `POST /v1/admin/imports/accounts` (K11, C34).
//!
//! A call takes up to 200 rows. All of them are read and decided first, each over what those
//! before it would store; a dry run ends there, and the other goes on to store exactly that.

mod agreement;
mod columns;
mod decided;
#[cfg(feature = "describe")]
pub(crate) mod describe;
mod sheet;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use domain::audit::{Action, Target};
use domain::change::{ChangeSet, Write};
use domain::id::{AccountId, ImportName};
use runtime::json::Query;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::App;
use crate::staff::Staff;
use decided::Deciding;
use sheet::Sent;

/// Faults that a row is answered with: more of them help nobody.
const FAULTS_AT_MOST: usize = 4;

/// Of a field's name, as it was sent, in characters.
const FIELD_LENGTH_AT_MOST: usize = 40;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/v1/admin/imports/accounts", post(import))
}

/// The query of an import.
#[derive(Debug, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ImportQuery")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mode {
    /// Says what the import would do, and stores nothing.
    #[serde(default)]
    dry_run: bool,
    /// What the import is called in the audit trail, where `import:<name>` asks for it; `accounts`
    /// where it is left out.
    name: Option<ImportName>,
}

impl Mode {
    fn name(&self) -> Result<ImportName, Problem> {
        let unnamed = || "accounts".parse().map_err(|_| Problem::internal());
        self.name.clone().map_or_else(unnamed, Ok)
    }
}

/// What is wrong with a row, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ImportFault")
)]
pub(crate) struct Fault {
    /// The column, or `row` for the row as a whole.
    field: String,
    detail: String,
}

impl Fault {
    fn of(field: &str, detail: impl Into<String>) -> Self {
        Self {
            field: field.chars().take(FIELD_LENGTH_AT_MOST).collect(),
            detail: detail.into(),
        }
    }
}

/// What becomes of a row; in a dry run, what would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ImportResult")
)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RowResult {
    /// The account was not known.
    Created,
    /// The account was known, and something of it or of the person is new.
    Changed,
    /// Nothing in it is new.
    Known,
    /// The same row came before in this body.
    Duplicate,
    /// Nothing of it is stored.
    Refused,
}

/// One row, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct ImportedRow {
    /// As the row says, or else where it stands in the body.
    line: u64,
    account_id: Option<AccountId>,
    result: RowResult,
    /// The line that a duplicate repeats.
    same_as_line: Option<u64>,
    /// Why it is refused.
    faults: Vec<Fault>,
}

/// What an import did, or would do.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct AccountImport {
    dry_run: bool,
    created: u32,
    changed: u32,
    known: u32,
    duplicate: u32,
    refused: u32,
    /// In the order in which they were sent.
    rows: Vec<ImportedRow>,
}

impl AccountImport {
    fn of(dry_run: bool, rows: Vec<ImportedRow>) -> Self {
        let count = |result| {
            let alike = rows.iter().filter(|row| row.result == result);
            u32::try_from(alike.count()).unwrap_or(u32::MAX)
        };
        Self {
            dry_run,
            created: count(RowResult::Created),
            changed: count(RowResult::Changed),
            known: count(RowResult::Known),
            duplicate: count(RowResult::Duplicate),
            refused: count(RowResult::Refused),
            rows,
        }
    }

    /// Counts alone: nothing of a person.
    fn audited(&self) -> Value {
        json!({
            "created": self.created,
            "changed": self.changed,
            "known": self.known,
            "duplicate": self.duplicate,
            "refused": self.refused,
            "first_line": self.rows.first().map(|row| row.line),
            "last_line": self.rows.last().map(|row| row.line),
        })
    }
}

/// A row costs two to four table round trips to decide, and one more to store where it tells
/// something new: 16 accounts at a time.
pub(crate) async fn import(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(mode): Query<Mode>,
    Repeatable { body, call }: Repeatable<Sent>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let imported = imported(&app, (body, &mode), (&once, &staff)).await;
    app.settled(once, imported).await
}

async fn imported(
    app: &Arc<App>,
    (sent, mode): (Sent, &Mode),
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    let now = staff.call.now;
    let sheet = sent.sheet()?;
    let signer = app.signer(now).await?;
    let deciding = Deciding::of(app, signer, now);
    let decided = deciding.decided(&sheet).await.map_err(Unanswered::of)?;
    let (rows, accounts) = decided.into_parts();
    let import = AccountImport::of(mode.dry_run, rows);
    let answer = Answer::json(StatusCode::OK, &import);
    if !mode.dry_run && !accounts.is_empty() {
        // It goes row by row: a repeated call must meet the first, and there must be no row
        // without the record of who brought it.
        let record = staff
            .call
            .did(Action::AccountsImported, Target::import(&mode.name()?))
            .changing(Value::Null, import.audited());
        let mut begun = ChangeSet::default();
        once.begin(&mut begun);
        begun.write(Write::Audit(Box::new(record)));
        let stored = app.store.commit(&begun, now).await;
        stored.map_err(Unanswered::of)?;
        deciding.stored(accounts).await.map_err(Unanswered::of)?;
    }
    if let Some(kept) = once.kept(&answer) {
        let stored = app.store.keep_answer(&kept).await;
        stored.map_err(Unanswered::of)?;
    }
    let AccountImport {
        dry_run,
        created,
        refused,
        ..
    } = import;
    tracing::info!(dry_run, created, refused, "imported accounts");
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_counts_once() {
        let row = |result| ImportedRow {
            line: 2,
            account_id: None,
            result,
            same_as_line: None,
            faults: Vec::new(),
        };
        let results = [
            RowResult::Created,
            RowResult::Created,
            RowResult::Changed,
            RowResult::Known,
            RowResult::Duplicate,
            RowResult::Refused,
        ];
        let import = AccountImport::of(true, results.into_iter().map(row).collect());
        let expected = json!({
            "created": 2, "changed": 1, "known": 1, "duplicate": 1, "refused": 1,
            "first_line": 2, "last_line": 2,
        });
        assert_eq!(import.audited(), expected);
    }

    #[test]
    fn a_field_is_named_by_its_beginning() {
        let long = "x".repeat(1_000);
        assert_eq!(
            Fault::of(&long, "is long").field.len(),
            FIELD_LENGTH_AT_MOST
        );
    }
}

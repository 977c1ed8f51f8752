//! Programs: the file that states one, and every version of its terms.

#[cfg(feature = "describe")]
pub(crate) mod describe;
mod simulate;
mod trial;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use domain::audit::{Action, Target};
use domain::change::{ChangeSet, Write};
use domain::id::ProgramId;
use domain::program::{Program, Settings};
use domain::program_file::{self, ProgramFileError};
use domain::terms::{Rules, TermsVersion};
use jiff::Timestamp;
use runtime::json::{Json, Path, Query};
use runtime::limit::Class;
use runtime::paging::{Cursor, Limit, Page};
use runtime::problem::Problem;
use runtime::time::Now;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::StoreError;

use crate::{App, EDITED_MEANWHILE, INVALID_PROGRAM};

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/admin/programs", get(list))
        .route("/v1/admin/programs/{program_id}", get(read).put(put))
        .route(
            "/v1/admin/programs/{program_id}/validate",
            post(trial::validate),
        )
        .route(
            "/v1/admin/programs/{program_id}/simulate",
            post(simulate::simulate),
        )
        .route(
            "/v1/admin/programs/{program_id}/difference",
            get(trial::difference),
        )
}

/// Largest program file, in bytes.
pub(crate) const FILE_LENGTH_AT_MOST: usize = 64 * 1024;

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Program")
)]
pub(crate) struct ProgramResponse {
    id: ProgramId,
    settings: Settings,
    /// Oldest first. A referral keeps the version it was attributed under.
    terms: Vec<TermsVersion>,
}

/// The query of `GET /v1/admin/programs`.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Paging {
    /// 1 to 100; 20 where it is left out.
    #[serde(default)]
    #[cfg_attr(
        feature = "describe",
        schemars(with = "Option<u32>", range(min = 1, max = 100))
    )]
    pub(crate) limit: Limit,
    /// The `next_cursor` of the page before.
    #[cfg_attr(feature = "describe", schemars(with = "Option<String>"))]
    pub(crate) starting_after: Option<Cursor>,
}

impl From<Program> for ProgramResponse {
    fn from(program: Program) -> Self {
        Self {
            id: program.id,
            settings: program.settings,
            terms: program.terms,
        }
    }
}

/// `GET /v1/admin/programs`, by id. One table round trip.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<ProgramResponse>>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let programs = app
        .store
        .read_programs()
        .await
        .map_err(Problem::unavailable)?;
    let programs = programs.into_iter().map(ProgramResponse::from);
    let after = (paging.starting_after.as_ref(), paging.limit);
    let place = |program: &ProgramResponse| program.id.to_string();
    Ok(Json(Page::of_all(programs, place, after)))
}

/// `GET /v1/admin/programs/{program_id}`. One table round trip.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<ProgramId>,
) -> Result<Json<ProgramResponse>, Problem> {
    app.staff(&headers, Class::Read, now).await?;
    let programs = app
        .store
        .read_programs()
        .await
        .map_err(Problem::unavailable)?;
    let program = programs.into_iter().find(|program| program.id == id);
    program
        .map(|program| Json(program.into()))
        .ok_or_else(Problem::not_found)
}

/// `PUT /v1/admin/programs/{program_id}` with a program file as the body. Two table round trips.
///
/// Settings are replaced. Rules that differ from the latest version become a new one, effective
/// from now on; referrals that exist keep theirs. Other functions see the edit within a minute.
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    Now(now): Now,
    Path(id): Path<ProgramId>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<ProgramResponse>), Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let (settings, rules) = program_file::parse(text(&headers, &body)?).map_err(invalid)?;
    let programs = app.store.read_programs().await;
    let programs = programs.map_err(Problem::unavailable)?;
    refuse_second_default(&id, &settings, &programs)?;
    let before = programs.into_iter().find(|program| program.id == id);
    let status = match before {
        Some(_) => StatusCode::OK,
        None => StatusCode::CREATED,
    };
    let after = edited(before.as_ref(), &id, (settings, rules), now);
    let mut changes = ChangeSet::default();
    if before.as_ref() != Some(&after) {
        let record = staff
            .call
            .did(Action::ProgramStored, Target::program(&after.id))
            .changing(
                before.as_ref().map_or(Value::Null, audited),
                audited(&after),
            );
        let versions = before.as_ref().map_or(0, |before| before.terms.len());
        changes
            .write(Write::Program {
                program: Box::new(after.clone()),
                new_terms: after.terms.len() > versions,
            })
            .write(Write::Audit(Box::new(record)));
    }
    match app.store.commit(&changes, now).await {
        Ok(()) => Ok((status, Json(after.into()))),
        Err(StoreError::Stale) => {
            Err(Problem::of(EDITED_MEANWHILE).detail("read the program again, then send your edit"))
        }
        Err(error) => Err(Problem::unavailable(error)),
    }
}

/// The program after the edit; a new one, where there was none.
fn edited(
    before: Option<&Program>,
    id: &ProgramId,
    (settings, rules): (Settings, Rules),
    now: Timestamp,
) -> Program {
    let program = before.cloned().unwrap_or_else(|| Program {
        id: id.clone(),
        settings: settings.clone(),
        terms: Vec::new(),
    });
    program.edited(settings, rules, now)
}

fn refuse_second_default(
    id: &ProgramId,
    settings: &Settings,
    programs: &[Program],
) -> Result<(), Problem> {
    let other = |other: &Program| other.id != *id && other.settings.default;
    if settings.default && programs.iter().any(other) {
        let detail = "another program is the default; take `default` from that one first";
        return Err(Problem::of(INVALID_PROGRAM).detail(detail));
    }
    Ok(())
}

/// What the audit trail keeps: the terms are kept by their versions, for ever.
fn audited(program: &Program) -> Value {
    json!({
        "status": program.settings.status,
        "default": program.settings.default,
        "terms_version": program.terms.last().map(|terms| terms.version),
    })
}

fn text<'a>(headers: &HeaderMap, body: &'a Bytes) -> Result<&'a str, Problem> {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    if !kind.to_ascii_lowercase().starts_with("application/toml") {
        return Err(Problem::unsupported_media_type()
            .detail("send the program file with Content-Type: application/toml"));
    }
    if body.len() > FILE_LENGTH_AT_MOST {
        return Err(Problem::too_large(FILE_LENGTH_AT_MOST));
    }
    std::str::from_utf8(body).map_err(|_| Problem::invalid_request("the body is not UTF-8"))
}

fn invalid(error: ProgramFileError) -> Problem {
    let pointer = format!("/{}", error.key.replace('.', "/"));
    let detail = format!("line {}: {}", error.line, error.message);
    Problem::of(INVALID_PROGRAM)
        .detail(error.to_string())
        .pointer(pointer, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_named_with_line_and_key() {
        let text = domain::preset::CLIENTJOY
            .toml
            .replace("trigger =", "triger =");
        let problem = invalid(program_file::parse(&text).unwrap_err());
        assert_eq!(problem.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }

    #[test]
    fn a_file_that_does_not_say_it_is_toml_is_refused() {
        let body = Bytes::from_static(b"name = 'x'");
        assert!(text(&HeaderMap::new(), &body).is_err());
        let mut headers = HeaderMap::new();
        headers.insert(
            CONTENT_TYPE,
            "application/toml; charset=utf-8".parse().unwrap(),
        );
        assert_eq!(text(&headers, &body), Ok("name = 'x'"));
    }
}

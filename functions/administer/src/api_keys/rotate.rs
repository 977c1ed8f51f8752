//! Another secret for a key: `POST /v1/admin/api-keys/{key_id}/rotate`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::api_key::new_key::NewKey;
use domain::api_key::{ApiKey, ApiKeyId};
use domain::audit::{Action, Target};
use domain::change::{ChangeSet, Write};
use domain::time::after;
use jiff::SignedDuration;
use runtime::json::{Json, Path};
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::call::Repeatable;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;
use serde::Deserialize;
use store::StoreError;

use super::{KeyView, NewApiKey, audited, drawn};
use crate::App;
use crate::staff::Staff;

/// Longest overlap of two secrets, in hours: 30 days.
const OVERLAP_HOURS_AT_MOST: u32 = 720;

#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "ApiKeyRotationRequest")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct RotationRequest {
    /// For how many hours the old secret works beside the new one: 0 to 720; 24 where it is left
    /// out. With 0 it is refused everywhere within a minute.
    #[serde(default = "one_day")]
    #[cfg_attr(feature = "describe", schemars(range(max = 720)))]
    overlap_hours: u32,
}

fn one_day() -> u32 {
    24
}

/// Two table round trips. The secret before the old one is refused at once.
pub(crate) async fn handle(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    Path(id): Path<ApiKeyId>,
    Repeatable { body, call }: Repeatable<Json<RotationRequest>>,
) -> Result<Answer, Problem> {
    let staff = app.staff(&headers, Class::Write, now).await?;
    let once = call.by(&staff.caller, app.signer(now), now).await?;
    let rotated = rotated(&app, (&id, &body.0), (&once, &staff)).await;
    app.settled(once, rotated).await
}

async fn rotated(
    app: &App,
    (id, request): (&ApiKeyId, &RotationRequest),
    (once, staff): (&Once, &Staff),
) -> Result<Answer, Unanswered> {
    if request.overlap_hours > OVERLAP_HOURS_AT_MOST {
        let detail = "must be 0 to 720 hours";
        return Err(Problem::wrong("/overlap_hours", detail).into());
    }
    let now = staff.call.now;
    let until = after(
        now,
        SignedDuration::from_hours(request.overlap_hours.into()),
    );
    let new = NewKey::next_for(id, app.stage, &drawn()?);
    let answer = |rotated: &ApiKey| {
        let shown = NewApiKey {
            key: new.text.clone(),
            view: KeyView::of(rotated, now),
        };
        Answer::json(StatusCode::OK, &shown)
    };
    let decide = |key: &Option<ApiKey>| {
        let key = key.as_ref().filter(|key| !key.is_expired(now));
        let key = key.ok_or_else(Problem::not_found)?;
        let rotated = key.rotated(&new, until);
        let record = staff.call.did(Action::ApiKeyRotated, Target::api_key(id));
        let record = record.changing(audited(key), audited(&rotated));
        let mut changes = ChangeSet::default();
        once.keep(|_| answer(&rotated), &mut changes);
        changes
            .write(Write::Audit(Box::new(record)))
            .write(Write::ApiKey {
                key: rotated,
                read_hash: key.hash,
            });
        Ok::<_, Problem>(changes)
    };
    let changed = app
        .store
        .change(now, || app.store.api_key(id), decide)
        .await;
    let changed = changed.map_err(Unanswered::of::<StoreError>)??;
    let key = changed.state.ok_or_else(Problem::not_found)?;
    tracing::info!(key.id = id.as_str(), "rotated an API key");
    Ok(answer(&key.rotated(&new, until)))
}

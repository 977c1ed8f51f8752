//! `GET /r/{code}`: on to the signup page, with a signed touch.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::link::{Code, Link};
use domain::program::{Program, TouchParameter};
use domain::terms::Method;
use domain::token::{Signer, Touch};
use jiff::Timestamp;
use runtime::telemetry::chain;
use runtime::time::Now;
use store::StoreError;
use url::Url;

use crate::app::App;
use crate::destination::{Carried, lead};

/// Redirects with 302, `HEAD` as `GET`, whatever the code: a link never ends at a blank page.
///
/// No table round trip for a link that was followed here before, else one. The programs are read
/// at most once a minute.
pub(crate) async fn follow(
    State(app): State<Arc<App>>,
    Now(now): Now,
    code: Result<Path<String>, PathRejection>,
    RawQuery(visit): RawQuery,
    headers: HeaderMap,
) -> Response {
    let code = code.map(|Path(code)| code).unwrap_or_default();
    let (to, touch) = target(&app, &code, now).await;
    let touch = touch.filter(|_| is_navigation(&headers));
    redirect(
        StatusCode::FOUND,
        &lead(&to, visit.as_deref(), touch.as_ref()),
    )
}

pub(crate) fn redirect(status: StatusCode, to: &Url) -> Response {
    (status, [(LOCATION, to.as_str())]).into_response()
}

/// Where the link leads, and the touch that goes along.
async fn target(app: &App, code: &str, now: Timestamp) -> (Url, Option<Carried>) {
    let fallback = app.signup_url.clone();
    let Ok(code) = code.parse::<Code>() else {
        return (fallback, None);
    };
    let signer = match app.secrets.signer(now).await {
        Ok(signer) => signer,
        Err(error) => {
            tracing::error!(error = chain(&error), "a link was followed without a touch");
            return (fallback, None);
        }
    };
    match followed(app, &code, now).await {
        Ok(Some((link, program))) if counts(&program, now) => {
            let parameter = program.settings.touch_parameter;
            let touch = Carried::Touch(parameter, touch(&signer, &link, now));
            (app.signup_page(&program), Some(touch))
        }
        Ok(Some(_) | None) => (fallback, None),
        // A signup looks the code up again; until then the friend's visit is worth keeping.
        Err(error) => {
            tracing::error!(error = chain(&error), "a link was followed unseen");
            let unseen = Touch {
                code,
                at: now,
                referrer: None,
            };
            let touch = signer.touch(&unseen);
            (fallback, Some(Carried::Touch(TouchParameter::Ref, touch)))
        }
    }
}

async fn followed(
    app: &App,
    code: &Code,
    now: Timestamp,
) -> Result<Option<(Link, Program)>, StoreError> {
    let Some(link) = app.links.get(code, &app.store).await? else {
        return Ok(None);
    };
    let program = app.program(&link.program_id, now).await?;
    Ok(program.map(|program| (link, program)))
}

/// Whether a touch may come to count.
pub(crate) fn counts(program: &Program, now: Timestamp) -> bool {
    program.keeps_touches() && program.allows(Method::Link, now)
}

/// That this link was followed, with whose it is: so a signup need not look it up.
pub(crate) fn touch(signer: &Signer, link: &Link, at: Timestamp) -> String {
    signer.touch(&Touch {
        code: link.code.clone(),
        at,
        referrer: Some(link.into()),
    })
}

/// Whether a person follows the link, as far as the browser tells: an image or a frame of another
/// site brings no touch (S16).
fn is_navigation(headers: &HeaderMap) -> bool {
    let destination = headers.get("sec-fetch-dest");
    destination.is_none_or(|value| value == "document")
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use domain::preset::{CLIENTJOY, CONTACTUALLY, Preset};
    use domain::program::ProgramStatus;
    use domain::program_file::parse;
    use domain::terms::TermsVersion;

    use super::*;

    fn program(preset: Preset, status: ProgramStatus) -> Program {
        let (mut settings, rules) = parse(preset.toml).unwrap();
        settings.status = status;
        Program {
            id: preset.name.parse().unwrap(),
            settings,
            terms: vec![TermsVersion {
                version: 1,
                effective_from: Timestamp::UNIX_EPOCH,
                rules,
            }],
        }
    }

    fn now() -> Timestamp {
        "2022-05-25T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn e4_touches_are_kept_while_a_program_pauses_and_end_with_it() {
        for (status, counted) in [
            (ProgramStatus::Draft, false),
            (ProgramStatus::Active, true),
            (ProgramStatus::Paused, true),
            (ProgramStatus::Ended, false),
        ] {
            assert_eq!(
                counts(&program(CLIENTJOY, status), now()),
                counted,
                "{status:?}"
            );
        }
    }

    #[test]
    fn k9_where_only_accepts_count_a_link_brings_no_touch() {
        assert!(!counts(
            &program(CONTACTUALLY, ProgramStatus::Active),
            now()
        ));
    }

    #[test]
    fn s16_what_nobody_clicked_brings_no_touch() {
        let from = |value: &'static str| {
            HeaderMap::from_iter([(
                axum::http::HeaderName::from_static("sec-fetch-dest"),
                HeaderValue::from_static(value),
            )])
        };
        assert!(is_navigation(&HeaderMap::new()));
        assert!(is_navigation(&from("document")));
        for value in ["image", "iframe", "script", "empty"] {
            assert!(!is_navigation(&from(value)), "{value}");
        }
    }

    #[test]
    fn a_redirect_names_its_target_and_nothing_else() {
        let url = "https://acme.com/join?ref=k7.1.mac#top".parse().unwrap();
        let response = redirect(StatusCode::FOUND, &url);
        assert_eq!(response.status(), 302);
        assert_eq!(response.headers()[LOCATION], url.as_str());
    }
}

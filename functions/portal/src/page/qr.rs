//! The link as a QR code, drawn here: for talks, invoices and phones.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};
use jiff::Timestamp;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::time::Now;

use super::trouble::{Trouble, told};
use super::visit::Visit;
use crate::app::App;
use crate::link;
use crate::program;

/// Modules of white around the code that readers need (ISO/IEC 18004 §6.3.8).
const QUIET_ZONE: usize = 4;

/// `GET /portal/qr.svg`: the participant's own link. One table round trip.
pub(super) async fn qr(State(app): State<Arc<App>>, Now(now): Now, headers: HeaderMap) -> Response {
    told(&app.product, drawn(&app, &headers, now).await)
}

async fn drawn(app: &App, headers: &HeaderMap, now: Timestamp) -> Result<Response, Trouble> {
    let visit = Visit::read(app, headers, (Class::Read, now)).await?;
    let programs = app.store.programs(now).await;
    let programs = programs.map_err(Problem::unavailable)?;
    let program = program::chosen(&programs, visit.session.program_id.as_ref())?;
    let shared = link::find(app, (program, &visit.who), now).await?;
    let shared = shared.ok_or_else(Problem::not_found)?;
    // Visits by it are told apart by this channel.
    let svg = svg(&format!("{}?c=qr", shared.url))?;
    let mut response = svg.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("image/svg+xml");
    headers.insert(CONTENT_TYPE, kind);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// # Errors
/// 500 for a link too long to be drawn, which none of ours is.
fn svg(text: &str) -> Result<String, Problem> {
    let code = QRBuilder::new(text).ecl(ECL::M).build();
    let code = code.map_err(|_| Problem::internal())?;
    Ok(SvgBuilder::default().margin(QUIET_ZONE).to_str(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_small_and_runs_nothing() {
        let svg = svg("https://refer.example.com/r/k7xq2mnpqr?c=qr").unwrap();
        assert!(svg.starts_with("<svg"), "{svg}");
        assert!(svg.len() < 20_000, "{} bytes", svg.len());
        assert!(!svg.contains("script"), "{svg}");
    }
}

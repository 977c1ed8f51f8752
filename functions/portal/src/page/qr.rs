//! The link as a QR code, drawn here: for talks, invoices and phones.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::link::Code;
use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};
use jiff::Timestamp;
use runtime::json::Path;
use runtime::problem::Problem;
use runtime::time::Now;

use super::trouble::{Trouble, told};
use crate::app::App;

/// Modules of white around the code that readers need (ISO/IEC 18004 §6.3.8).
const QUIET_ZONE: usize = 4;

/// `GET /portal/qr/{code}`: where a link leads, as a picture. No table round trip: it tells nothing
/// but the code that was asked for, so that it is drawn for anybody, also in a frame, where no
/// picture could bring a token.
pub(super) async fn qr(
    State(app): State<Arc<App>>,
    Now(now): Now,
    Path(code): Path<Code>,
) -> Response {
    told(&app.product, drawn(&app, &code, now).await)
}

async fn drawn(app: &App, code: &Code, now: Timestamp) -> Result<Response, Trouble> {
    // Visits by it are told apart by this channel.
    let url = app.below(&format!("/r/{code}?c=qr"), now).await?;
    let mut response = svg(url.as_str())?.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("image/svg+xml");
    headers.insert(CONTENT_TYPE, kind);
    let kept = HeaderValue::from_static("public, max-age=86400");
    headers.insert(CACHE_CONTROL, kept);
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

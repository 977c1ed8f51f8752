//! What a request brings to say who is calling.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::problem::Problem;

const HOW_TO: &str = "send an API key or a participant's token as Authorization: Bearer …";

/// The one bearer of a request (RFC 6750).
///
/// # Errors
/// 401 where there is none, or more than one.
pub fn bearer(headers: &HeaderMap) -> Result<&str, Problem> {
    let how_to = || Problem::unauthorized(HOW_TO);
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return Err(how_to());
    };
    let value = value.to_str().map_err(|_| how_to())?;
    let (scheme, bearer) = value.split_once(' ').ok_or_else(how_to)?;
    if scheme.eq_ignore_ascii_case("bearer") {
        Ok(bearer.trim())
    } else {
        Err(how_to())
    }
}

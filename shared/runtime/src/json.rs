//! JSON in and out: a body, a query or a path that does not fit becomes a problem that says which
//! field is wrong and what it has to be.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::body::{MAX_JSON_LENGTH, read};
use crate::problem::Problem;

pub mod wording;

pub(crate) use wording::fault;

/// A JSON object of at most [`MAX_JSON_LENGTH`] bytes; as a response, any JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Json<T>(pub T);

/// What follows the `?`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query<T>(pub T);

/// The parts of the path in braces. One that cannot be right names nothing: 404.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        if !says_json(request.headers()) {
            return Err(Problem::unsupported_media_type());
        }
        let body = read(request.into_body(), MAX_JSON_LENGTH).await?;
        parse(&body).map(Self)
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = form_urlencoded::parse(query.as_bytes());
        serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs))
            .map(Self)
            .map_err(|error| {
                let fault = fault(error.path(), &error.inner().to_string());
                Problem::invalid_fields(vec![fault])
            })
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(path)) => Ok(Self(path)),
            Err(_) => Err(Problem::not_found()),
        }
    }
}

fn says_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    let (media_type, parameters) = value.split_once(';').unwrap_or((value, ""));
    let parameters = parameters.trim().to_ascii_lowercase();
    let is_utf8 = matches!(&*parameters, "" | "charset=utf-8" | "charset=\"utf-8\"");
    media_type.trim().eq_ignore_ascii_case("application/json") && is_utf8
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let text =
        std::str::from_utf8(body).map_err(|_| Problem::invalid_request("the body is not UTF-8"))?;
    // Serde would read a struct from an array too, by position.
    if !text.trim_start().starts_with('{') {
        return Err(Problem::invalid_request("the body is not a JSON object"));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let (path, cause) = (error.path().clone(), error.into_inner());
        // Serde calls it a fault of syntax where a number stands for a name.
        if cause.is_data() || serde_json::from_str::<IgnoredAny>(text).is_ok() {
            Problem::invalid_fields(vec![wording::fault_in(text, &path, &cause.to_string())])
        } else {
            not_json(&cause)
        }
    })?;
    json.end().map_err(|error| not_json(&error))?;
    Ok(value)
}

fn not_json(error: &serde_json::Error) -> Problem {
    Problem::invalid_request(format!("the body is not JSON: {error}"))
}

#[cfg(test)]
mod tests;

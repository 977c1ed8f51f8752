//! What went wrong, as a body (RFC 9457).

use std::error::Error;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::telemetry::chain;

/// A sort of problem: its name never changes, and `docs/problems.md` lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// In the problem's `type` after `/problems/`, and with underscores its `code`.
    pub slug: &'static str,
    pub status: u16,
    /// The same for every problem of this kind.
    pub title: &'static str,
}

pub(crate) const INVALID_REQUEST: Kind = Kind {
    slug: "invalid-request",
    status: 400,
    title: "The request cannot be understood",
};
pub(crate) const UNAUTHORIZED: Kind = Kind {
    slug: "unauthorized",
    status: 401,
    title: "It is not known who is calling",
};
pub(crate) const FORBIDDEN: Kind = Kind {
    slug: "forbidden",
    status: 403,
    title: "The caller may not do this",
};
pub(crate) const NOT_FOUND: Kind = Kind {
    slug: "not-found",
    status: 404,
    title: "There is no such thing",
};
const METHOD_NOT_ALLOWED: Kind = Kind {
    slug: "method-not-allowed",
    status: 405,
    title: "This cannot be done here",
};
pub(crate) const TOO_LARGE: Kind = Kind {
    slug: "too-large",
    status: 413,
    title: "The body is too large",
};
pub(crate) const UNSUPPORTED_MEDIA_TYPE: Kind = Kind {
    slug: "unsupported-media-type",
    status: 415,
    title: "The body is not JSON",
};
pub(crate) const TOO_MANY_REQUESTS: Kind = Kind {
    slug: "too-many-requests",
    status: 429,
    title: "This caller calls too often",
};
pub(crate) const INTERNAL_ERROR: Kind = Kind {
    slug: "internal-error",
    status: 500,
    title: "Something is broken here",
};
pub(crate) const UNAVAILABLE: Kind = Kind {
    slug: "unavailable",
    status: 503,
    title: "This cannot be done right now",
};

/// Every kind that any route may answer with. A function adds its own.
pub const KINDS: [Kind; 10] = [
    INVALID_REQUEST,
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    TOO_MANY_REQUESTS,
    INTERNAL_ERROR,
    UNAVAILABLE,
];

/// What went wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// Where in the body (RFC 6901), or the name of a query parameter after a slash.
    pub pointer: String,
    /// What it has to be.
    pub detail: String,
}

/// A problem, safe to be shown to strangers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    kind: Kind,
    detail: Option<String>,
    errors: Vec<FieldError>,
    /// When to try again, in seconds, where that may help.
    retry_after: Option<u32>,
}

impl Problem {
    /// `slug` is the stable name; `title` says in words what `slug` stands for.
    pub fn new(slug: &'static str, title: &'static str, status: StatusCode) -> Self {
        Self::of(Kind {
            slug,
            status: status.as_u16(),
            title,
        })
    }

    pub fn of(kind: Kind) -> Self {
        Self {
            kind,
            detail: None,
            errors: Vec::new(),
            retry_after: None,
        }
    }

    /// What is particular to this case, and what to do about it.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// When to try again, in seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Names a field at fault, by its pointer, and what it has to be.
    #[must_use]
    pub fn pointer(mut self, pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        self.errors.push(FieldError {
            pointer: pointer.into(),
            detail: detail.into(),
        });
        self
    }

    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// What its kind says in words, the same for every problem of the kind.
    pub fn title(&self) -> &'static str {
        self.kind.title
    }

    /// What is particular to this case, for a page that tells it.
    pub fn told(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// 400: the request as a whole makes no sense.
    pub fn invalid_request(detail: impl Into<String>) -> Self {
        Self::of(INVALID_REQUEST).detail(detail)
    }

    /// 400 for one field: `pointer` names it, `detail` says what it has to be.
    pub fn wrong(pointer: &str, detail: &str) -> Self {
        Self::invalid_request(format!("{pointer} {detail}")).pointer(pointer, detail)
    }

    /// 400: these fields are at fault.
    pub fn invalid_fields(errors: Vec<FieldError>) -> Self {
        let detail = errors
            .first()
            .map(|error| format!("{} {}", error.pointer, error.detail));
        Self {
            kind: INVALID_REQUEST,
            detail,
            errors,
            retry_after: None,
        }
    }

    /// 401: no key or token, or none that is good here.
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Self::of(UNAUTHORIZED).detail(detail)
    }

    /// 403: known who, and may not.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::of(FORBIDDEN).detail(detail)
    }

    /// 404, for what does not exist and for what is another's: nobody can tell them apart (F61).
    pub fn not_found() -> Self {
        Self::of(NOT_FOUND)
    }

    /// 405; the response says which methods there are.
    pub fn method_not_allowed() -> Self {
        Self::of(METHOD_NOT_ALLOWED)
    }

    /// 413: a body of more than `limit` bytes.
    pub fn too_large(limit: usize) -> Self {
        Self::of(TOO_LARGE).detail(format!("send at most {limit} bytes"))
    }

    /// 415: a body that does not say it is JSON.
    pub fn unsupported_media_type() -> Self {
        Self::of(UNSUPPORTED_MEDIA_TYPE).detail("send the body with Content-Type: application/json")
    }

    /// 429: this caller is let through again after so many seconds.
    pub fn too_many_requests(seconds: u32) -> Self {
        Self::of(TOO_MANY_REQUESTS).retry_after(seconds)
    }

    /// 500: an error of ours that trying again does not mend.
    pub fn internal() -> Self {
        Self::of(INTERNAL_ERROR)
    }

    /// 503: a failure, logged here with its causes; the caller only learns that it will pass.
    pub fn unavailable(failure: impl Error) -> Self {
        tracing::error!(error = chain(&failure), "unavailable");
        let problem = Self::of(UNAVAILABLE).retry_after(2);
        problem.detail("nothing was done; try again in a moment")
    }

    fn body(&self, request_id: Option<&str>) -> Body {
        let body = Rendered {
            r#type: format!("/problems/{}", self.kind.slug),
            title: self.kind.title,
            status: self.kind.status,
            detail: self.detail.as_deref(),
            code: self.kind.slug.replace('-', "_"),
            request_id,
            errors: &self.errors,
        };
        Body::from(serde_json::to_vec(&body).unwrap_or_default())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status(), self.body(None)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.kind.status == UNAUTHORIZED.status {
            let how = HeaderValue::from_static("Bearer realm=\"goodword\"");
            headers.insert(WWW_AUTHENTICATE, how);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// The same response; where it is a problem, its body tells the id by which its log line is found.
pub(crate) fn with_request_id(mut response: Response, request_id: &str) -> Response {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        *response.body_mut() = problem.body(Some(request_id));
    }
    response
}

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Problem")
)]
pub(crate) struct Rendered<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "<[FieldError]>::is_empty")]
    errors: &'a [FieldError],
}

#[cfg(test)]
mod tests;

//! A POST as it came, and what tells it from others.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, MatchedPath, Request};
use domain::repeat::{KEY_LENGTH_AT_MOST, NamedCall};
use domain::token::Signer;
use http::request::Parts;
use http::{HeaderMap, HeaderName};
use jiff::Timestamp;

use crate::auth::Caller;
use crate::body::{MAX_JSON_LENGTH, read};
use crate::problem::Problem;
use crate::repeat::seal::Seal;
use crate::repeat::{Named, Once};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The body of a POST as `B` reads it, and what tells this call from others.
#[derive(Debug)]
pub struct Repeatable<B> {
    pub body: B,
    pub call: Call,
}

/// What tells a call from others, if it has an `Idempotency-Key`.
#[derive(Debug)]
pub struct Call(Option<Keyed>);

#[derive(Debug)]
struct Keyed {
    key: String,
    came: Came,
}

/// A request as it came.
#[derive(Debug)]
pub(crate) struct Came {
    /// Method and route: `POST /v1/links`.
    operation: String,
    /// Method, path, query and body, as they came.
    request: Vec<u8>,
}

/// The body of a POST that needs none: whatever comes is passed over.
#[derive(Debug, Clone, Copy)]
pub struct NoBody;

impl<S: Sync> FromRequest<S> for NoBody {
    type Rejection = Problem;

    async fn from_request(_: Request, _: &S) -> Result<Self, Problem> {
        Ok(Self)
    }
}

impl<B, S> FromRequest<S> for Repeatable<B>
where
    B: FromRequest<S, Rejection = Problem>,
    S: Sync,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let Some(key) = key(request.headers())? else {
            let body = B::from_request(request, state).await?;
            return Ok(Self {
                body,
                call: Call(None),
            });
        };
        let (parts, body) = request.into_parts();
        let bytes = read(body, MAX_JSON_LENGTH).await?;
        let came = Came::of(&parts, &bytes);
        let request = Request::from_parts(parts, Body::from(bytes));
        Ok(Self {
            body: B::from_request(request, state).await?,
            call: Call::named(key, came),
        })
    }
}

/// The key of a call: 1 to 255 printable characters of ASCII.
fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let mut values = headers.get_all(KEY).iter();
    let (Some(value), more) = (values.next(), values.next()) else {
        return Ok(None);
    };
    let wrong = |detail: &str| {
        let detail = format!("the header Idempotency-Key {detail}");
        Err(Problem::invalid_request(detail))
    };
    if more.is_some() {
        return wrong("is given twice");
    }
    match value.to_str() {
        Ok("") => wrong("is empty: send 1 to 255 characters, such as a UUID, or leave it out"),
        Ok(key) if key.len() > KEY_LENGTH_AT_MOST => wrong("has more than 255 characters"),
        Ok(key) if key.bytes().all(|byte| (b' '..=b'~').contains(&byte)) => {
            Ok(Some(key.to_owned()))
        }
        _ => wrong("has characters that are not printable ASCII"),
    }
}

fn operation(parts: &Parts) -> String {
    let route = parts.extensions.get::<MatchedPath>();
    let route = route.map_or(parts.uri.path(), MatchedPath::as_str);
    format!("{} {route}", parts.method)
}

/// Length before each part, so that no two requests are written alike.
fn whole(parts: &Parts, body: &Bytes) -> Vec<u8> {
    let query = parts.uri.query().unwrap_or_default();
    let parts = [parts.method.as_str(), parts.uri.path(), query];
    let mut whole = Vec::new();
    for part in parts.map(str::as_bytes).into_iter().chain([&body[..]]) {
        whole.extend_from_slice(&part.len().to_be_bytes());
        whole.extend_from_slice(part);
    }
    whole
}

impl Came {
    pub(crate) fn of(parts: &Parts, body: &Bytes) -> Self {
        Self {
            operation: operation(parts),
            request: whole(parts, body),
        }
    }
}

impl Call {
    pub(crate) fn named(key: String, came: Came) -> Self {
        Self(Some(Keyed { key, came }))
    }

    /// The call as this caller's. The signer is made only where the call has a key.
    ///
    /// # Errors
    /// The signer's.
    pub async fn by(
        self,
        caller: &Caller,
        signer: impl Future<Output = Result<Signer, Problem>>,
        now: Timestamp,
    ) -> Result<Once, Problem> {
        let Some(keyed) = self.0 else {
            return Ok(Once(None));
        };
        let signer = signer.await?;
        let caller = name_of(caller);
        let named = NamedCall {
            caller: &caller,
            operation: &keyed.came.operation,
            key: &keyed.key,
        };
        Ok(Once(Some(Named {
            call: signer.call_id(&named),
            request: signer.fingerprint(&keyed.came.request),
            seal: Seal::new(&signer.answer_key(&named)),
            now,
        })))
    }
}

/// All keys of the host are one caller: a call may be repeated across their rotation.
fn name_of(caller: &Caller) -> String {
    match caller {
        Caller::Host(_) => "host".to_owned(),
        Caller::Participant(own) => format!("{}\n{}", own.account_id, own.participant_id),
    }
}

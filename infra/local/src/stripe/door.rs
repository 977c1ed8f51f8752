//! The door of the API: keys, faults and idempotency, before and after a call has its effect.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, body};
use hyper::body::Frame;

use super::call::{Call, Verb};
use super::events::{API_VERSION, Origin};
use super::faults::Kind;
use super::form::Form;
use super::idempotency::{Known, Reply};
use super::refusal::{Answer, Refusal};
use super::{Desk, Stripe, routes};

const MAX_BODY_BYTES: usize = 1 << 20;
const MAX_KEY_CHARS: usize = 255;

/// What goes back over the connection, and after how long.
struct Departure {
    wait: Duration,
    /// Absent if the connection is closed without an answer.
    reply: Option<Reply>,
    request_id: String,
    replayed: bool,
}

/// Answers one call to `/v1`.
pub(super) async fn enter(State(stripe): State<Stripe>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(bytes) = body::to_bytes(body, MAX_BODY_BYTES).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let departure = stripe.with(|desk| receive(desk, &parts, &bytes));
    if !departure.wait.is_zero() {
        tokio::time::sleep(departure.wait).await;
    }
    let Some(reply) = departure.reply else {
        return severed();
    };
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(reply.body)).into_response();
    let headers = response.headers_mut();
    headers.insert("request-id", text(&departure.request_id));
    headers.insert("stripe-version", text(API_VERSION));
    if let Some(key) = parts.headers.get("idempotency-key") {
        headers.insert("idempotency-key", key.clone());
    }
    if departure.replayed {
        headers.insert("idempotent-replayed", HeaderValue::from_static("true"));
    }
    response
}

fn text(value: &str) -> HeaderValue {
    HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static(""))
}

fn receive(desk: &mut Desk, parts: &Parts, bytes: &[u8]) -> Departure {
    let request_id = desk.books.next_id("req");
    let mut departure = match admit(desk, parts, bytes) {
        Ok((call, key)) => serve(desk, &call, key.as_deref(), &request_id),
        Err(refusal) => Departure::at_once(Err(refusal)),
    };
    departure.request_id = request_id;
    departure
}

/// Checks the secret key and reads the call.
fn admit(desk: &mut Desk, parts: &Parts, bytes: &[u8]) -> Result<(Call, Option<String>), Refusal> {
    if desk.faults.down {
        return Err(Refusal::unavailable());
    }
    desk.books.livemode = mode_of_key(&parts.headers).ok_or_else(Refusal::unauthorized)?;
    let path = parts.uri.path().to_owned();
    let verb = Verb::parse(parts.method.as_str())
        .ok_or_else(|| Refusal::unrecognized(parts.method.as_str(), &path))?;
    let mut encoded = parts.uri.query().unwrap_or_default().as_bytes().to_vec();
    if !encoded.is_empty() && !bytes.is_empty() {
        encoded.push(b'&');
    }
    encoded.extend_from_slice(bytes);
    let call = Call {
        verb,
        path,
        form: Form::parse(&encoded)?,
    };
    let key = header_text(&parts.headers, &HeaderName::from_static("idempotency-key"));
    if key.is_some_and(|key| key.is_empty() || key.len() > MAX_KEY_CHARS) {
        return Err(Refusal::invalid(
            "Idempotency-Key",
            "Keys have 1 to 255 characters",
        ));
    }
    // Only a POST has an effect that a key could protect.
    let key = key.filter(|_| verb == Verb::Post).map(str::to_owned);
    Ok((call, key))
}

/// Whether the call is of live mode; nothing if it carries no secret key.
fn mode_of_key(headers: &HeaderMap) -> Option<bool> {
    let key = header_text(headers, &header::AUTHORIZATION)?.strip_prefix("Bearer ")?;
    let (kind, rest) = key.split_once('_')?;
    let (mode, secret) = rest.split_once('_')?;
    if !matches!(kind, "sk" | "rk") || secret.is_empty() {
        return None;
    }
    match mode {
        "live" => Some(true),
        "test" => Some(false),
        _ => None,
    }
}

fn header_text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn serve(desk: &mut Desk, call: &Call, key: Option<&str>, request_id: &str) -> Departure {
    let fault = desk.faults.waiting_for(call);
    if let Some(kind) = fault.filter(|kind| kind.is_at_the_door()) {
        desk.faults.spend(call);
        return Departure::of(desk, fault, Err(turned_away(kind)));
    }
    let now = desk.books.now;
    let known = key.map_or(Known::Nothing, |key| desk.keys.look_up(key, call, now));
    if let Some(departure) = answered_before(desk, known, key.unwrap_or_default()) {
        return departure;
    }
    desk.books.origin = Origin {
        request: Some(request_id.to_owned()),
        idempotency_key: key.map(str::to_owned),
    };
    let answer = perform(desk, call, fault);
    desk.books.origin = Origin::default();
    if fault.is_some() {
        desk.faults.spend(call);
    }
    let wait = desk.faults.wait_before(fault);
    let kept = answer.as_ref().map_or_else(Refusal::is_kept, |_| true);
    let reply = reply(answer);
    if let Some(key) = key.filter(|_| kept) {
        desk.keys
            .keep(key, (call.clone(), reply.clone()), now, wait);
    }
    let reply = (!fault.is_some_and(Kind::severs)).then_some(reply);
    Departure {
        wait,
        reply,
        ..Departure::default()
    }
}

/// The answer to a call whose key is known already.
fn answered_before(desk: &Desk, known: Known, key: &str) -> Option<Departure> {
    match known {
        Known::Nothing => None,
        Known::Answered(reply) => {
            let wait = desk.faults.wait_before(None);
            Some(Departure {
                wait,
                reply: Some(reply),
                replayed: true,
                ..Departure::default()
            })
        }
        Known::InUse => Some(Departure::at_once(Err(Refusal::key_in_use(key)))),
        Known::OtherCall => Some(Departure::at_once(Err(Refusal::key_reused(key)))),
    }
}

/// The call's effect and answer, with the fault it meets inside.
fn perform(desk: &mut Desk, call: &Call, fault: Option<Kind>) -> Answer {
    match fault {
        Some(Kind::ErrorBefore) => Err(Refusal::internal()),
        Some(Kind::Declined) => Err(Refusal::declined()),
        Some(Kind::Gone) => Err(Refusal::gone(&call.path)),
        Some(Kind::ErrorAfter) => {
            routes::answer(&mut desk.books, call)?;
            Err(Refusal::internal())
        }
        Some(
            Kind::TimeoutBefore
            | Kind::TimeoutAfter
            | Kind::RateLimited
            | Kind::Conflict
            | Kind::Unauthorized,
        )
        | None => routes::answer(&mut desk.books, call),
    }
}

fn turned_away(kind: Kind) -> Refusal {
    match kind {
        Kind::RateLimited => Refusal::rate_limited(),
        Kind::Conflict => Refusal::conflict(),
        Kind::Unauthorized => Refusal::unauthorized(),
        Kind::TimeoutBefore
        | Kind::TimeoutAfter
        | Kind::ErrorBefore
        | Kind::ErrorAfter
        | Kind::Declined
        | Kind::Gone => Refusal::internal(),
    }
}

fn reply(answer: Answer) -> Reply {
    match answer {
        Ok(body) => Reply { status: 200, body },
        Err(refusal) => Reply {
            status: refusal.status,
            body: refusal.json(),
        },
    }
}

impl Default for Departure {
    fn default() -> Self {
        Self {
            wait: Duration::ZERO,
            reply: None,
            request_id: String::new(),
            replayed: false,
        }
    }
}

impl Departure {
    fn at_once(answer: Answer) -> Self {
        Self {
            reply: Some(reply(answer)),
            ..Self::default()
        }
    }

    fn of(desk: &Desk, fault: Option<Kind>, answer: Answer) -> Self {
        let severed = fault.is_some_and(Kind::severs);
        let reply = (!severed).then(|| reply(answer));
        Self {
            wait: desk.faults.wait_before(fault),
            reply,
            ..Self::default()
        }
    }
}

/// A response that closes the connection before a byte of it is sent: its body fails at the
/// first look, when the head is still in the server's buffer.
fn severed() -> Response {
    Response::new(Body::new(Severed))
}

struct Severed;

impl HttpBody for Severed {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Ready(Some(Err(std::io::Error::other("severed by a fault"))))
    }
}

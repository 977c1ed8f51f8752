//! Checks, stores and acknowledges Stripe's events: `POST /webhooks/stripe`.
//!
//! The event is stored, and is its own announcement; only then Stripe hears 200. What an event comes
//! to is decided later, from the object as Stripe has it then. One table round trip.

#[cfg(feature = "describe")]
pub mod describe;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use domain::api_key::Stage;
use runtime::body::WebhookBody;
use runtime::config;
use runtime::metrics::{Metric, count};
use runtime::problem::{Kind, Problem};
use runtime::secrets::Secrets;
use runtime::time::Now;
use store::{Acceptance, AcceptedStripeEvent, Store};
use stripe::event::StripeEvent;
use stripe::signature::{SignatureError, verify};

/// The problems that only this function answers with.
pub const KINDS: [Kind; 2] = [INVALID_SIGNATURE, INVALID_EVENT];

const INVALID_SIGNATURE: Kind = Kind {
    slug: "invalid-signature",
    status: 400,
    title: "The webhook is not signed as Stripe signs",
};
const INVALID_EVENT: Kind = Kind {
    slug: "invalid-event",
    status: 400,
    title: "The webhook is not an event of Stripe's",
};

struct App {
    store: Store,
    secrets: Secrets,
    stage: Stage,
}

/// Serves the route until the platform stops asking.
///
/// # Errors
/// If the environment lacks something, or the Lambda Runtime API cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    let stage = config::stage()?;
    let table = config::required("TABLE_NAME")?;
    let store = Store::connect(&runtime::aws::sdk_config()?, table, stage.livemode())
        .caused_by(runtime::cause::request_id);
    let app = Arc::new(App {
        store,
        secrets: Secrets::from_env()?,
        stage,
    });
    runtime::http::serve(
        Router::new()
            .route("/webhooks/stripe", post(receive))
            .with_state(app),
    )
    .await
}

async fn receive(
    state: State<Arc<App>>,
    now: Now,
    headers: HeaderMap,
    body: WebhookBody,
) -> Result<StatusCode, Problem> {
    accept(state, now, headers, body)
        .await
        .inspect_err(|_| count(Metric::WebhookFailed))
}

async fn accept(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    WebhookBody(body): WebhookBody,
) -> Result<StatusCode, Problem> {
    let secrets = app.secrets.get("stripe-webhook-secrets", now).await;
    let secrets = secrets.map_err(Problem::unavailable)?;
    let live: Vec<&str> = secrets.expose().split(',').map(str::trim).collect();
    let header = headers
        .get("stripe-signature")
        .and_then(|value| value.to_str().ok());
    verify(&body, header, &live, now).map_err(not_signed)?;
    let event = StripeEvent::parse(&body)
        .map_err(|error| Problem::of(INVALID_EVENT).detail(error.to_string()))?;
    // A 4xx would make Stripe repeat the event for days and then disable the endpoint (E58).
    if let Some(whose) = of_others(&event, app.stage) {
        count(Metric::StripeRejected);
        tracing::error!(
            stripe_event.id = event.id,
            whose,
            "an event that is not ours was left alone"
        );
        return Ok(StatusCode::OK);
    }
    let Some(event) = acceptable(event) else {
        return Ok(StatusCode::OK);
    };
    let acceptance = app.store.accept_stripe_event(&event, now).await;
    let acceptance = acceptance.map_err(Problem::unavailable)?;
    tracing::info!(
        stripe_event.id = event.id.as_str(),
        stripe_event.kind = event.kind,
        duplicate = acceptance == Acceptance::Duplicate,
        "accepted"
    );
    Ok(StatusCode::OK)
}

/// Whose the event is, if not this stage's and its Stripe account's (F33).
///
/// What it is about could not be read again: our key is of the one mode and the one account.
fn of_others(event: &StripeEvent, stage: Stage) -> Option<&'static str> {
    if event.livemode != stage.livemode() {
        Some("the other mode")
    } else if event.account.is_some() {
        Some("a connected account")
    } else {
        None
    }
}

/// What is kept of the event; nothing, where it is about no object that can be read again.
fn acceptable(event: StripeEvent) -> Option<AcceptedStripeEvent> {
    Some(AcceptedStripeEvent {
        id: event.id.parse().ok()?,
        kind: event.r#type,
        object_id: event.object_id?,
        customer_id: event.customer.and_then(|customer| customer.parse().ok()),
        created_at: event.created,
    })
}

fn not_signed(error: SignatureError) -> Problem {
    match error {
        SignatureError::NoUsableSecret => Problem::unavailable(error),
        SignatureError::MissingHeader
        | SignatureError::TimeNotOnce
        | SignatureError::InvalidTime
        | SignatureError::NoSignature
        | SignatureError::Mismatch
        | SignatureError::TooOld
        | SignatureError::TooFarAhead => Problem::of(INVALID_SIGNATURE).detail(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: &str, object_id: Option<&str>) -> StripeEvent {
        StripeEvent {
            id: id.to_owned(),
            r#type: "invoice.paid".to_owned(),
            created: jiff::Timestamp::UNIX_EPOCH,
            livemode: false,
            api_version: None,
            account: None,
            object_id: object_id.map(ToOwned::to_owned),
            customer: Some("cus_1".to_owned()),
        }
    }

    #[test]
    fn f33_an_event_of_the_other_mode_or_of_a_connected_account_is_not_ours() {
        let test = event("evt_1", Some("in_1"));
        let live = StripeEvent {
            livemode: true,
            ..test.clone()
        };
        let connected = StripeEvent {
            account: Some("acct_1".to_owned()),
            ..test.clone()
        };
        assert_eq!(of_others(&test, Stage::Test), None);
        assert_eq!(of_others(&live, Stage::Live), None);
        assert_eq!(of_others(&test, Stage::Live), Some("the other mode"));
        assert_eq!(of_others(&live, Stage::Test), Some("the other mode"));
        assert_eq!(
            of_others(&connected, Stage::Test),
            Some("a connected account")
        );
    }

    #[test]
    fn an_event_about_no_object_is_acknowledged_and_left_alone() {
        assert_eq!(acceptable(event("evt_1", None)), None);
        assert!(acceptable(event("evt_1", Some("in_1"))).is_some());
    }

    #[test]
    fn f11_f28_a_wrong_signature_is_the_senders_fault_and_a_missing_secret_is_ours() {
        assert_eq!(
            not_signed(SignatureError::Mismatch).status(),
            StatusCode::BAD_REQUEST
        );
        let ours = not_signed(SignatureError::NoUsableSecret);
        assert_eq!(ours.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}

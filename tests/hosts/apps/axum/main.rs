//! A host in Axum, as docs/hosts describes it.

#[path = "../../../../docs/hosts/axum/capture.rs"]
#[expect(unreachable_pub, reason = "a host has them where it likes")]
mod capture;
#[path = "../../../../docs/hosts/axum/signup.rs"]
#[expect(unreachable_pub, reason = "a host has them where it likes")]
mod signup;

use std::env;
use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::{HeaderMap, Uri};
use axum::middleware::from_fn_with_state;
use axum::response::{AppendHeaders, IntoResponse};
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use capture::Capture;
use signup::{Brought, referral, tell};

#[derive(Deserialize)]
struct Newcomer {
    account_id: String,
    member_id: String,
    email: String,
    signed_up_at: String,
    #[serde(flatten)]
    brought: Brought,
}

/// Where Goodword is, and the key for it.
type Goodword = Arc<(String, String)>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let days = env::var("CAPTURE_DAYS")
        .ok()
        .map(|days| days.parse())
        .transpose()?;
    let kept = Capture {
        name: env::var("CAPTURE_NAME").unwrap_or_else(|_| "ref".to_owned()),
        days: days.unwrap_or(90),
        domain: env::var("CAPTURE_DOMAIN").ok(),
        consents: if env::var_os("ON_CONSENT").is_some() {
            consents
        } else {
            |_| true
        },
    };
    let goodword = Arc::new((env::var("GOODWORD")?, env::var("GOODWORD_KEY")?));
    let pages = Router::new()
        .route("/signup", post(sign_up))
        .fallback(page)
        .layer(from_fn_with_state(kept, capture::capture))
        .with_state(goodword);
    let address = format!("127.0.0.1:{}", env::var("PORT")?);
    let listener = tokio::net::TcpListener::bind(address).await?;
    Ok(axum::serve(listener, pages).await?)
}

fn consents(headers: &HeaderMap) -> bool {
    let cookies = headers.get("cookie").and_then(|it| it.to_str().ok());
    cookies.is_some_and(|it| it.split("; ").any(|cookie| cookie == "consent=yes"))
}

async fn page(uri: Uri) -> Json<Value> {
    Json(json!({ "path": uri.path(), "query": uri.query().unwrap_or_default() }))
}

async fn sign_up(
    State(goodword): State<Goodword>,
    headers: HeaderMap,
    Form(newcomer): Form<Newcomer>,
) -> impl IntoResponse {
    let mut account = referral(&headers, &newcomer.brought);
    account["account_id"] = json!(newcomer.account_id);
    account["member"] = json!({ "id": newcomer.member_id, "email": newcomer.email });
    account["signed_up_at"] = json!(newcomer.signed_up_at);
    let answer = match tell((&goodword.0, &goodword.1), &account).await {
        Ok(outcome) => json!({ "told": true, "outcome": outcome }),
        Err(error) => json!({ "told": false, "error": error.to_string() }),
    };
    let forgotten = AppendHeaders([("set-cookie", "gw_ref=; Path=/; Max-Age=0")]);
    (forgotten, Json(answer))
}

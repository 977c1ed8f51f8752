//! The Lambda Runtime API and the secrets extension, for one process at a time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{Mutex, mpsc};

/// How long a process may take to start, or to answer; valgrind makes it fifty times slower.
const PATIENCE: Duration = Duration::from_mins(2);

/// What the process tells.
#[derive(Debug)]
enum Told {
    Waits,
    Answered(Bytes),
    Failed(String),
}

pub(crate) struct Platform {
    pub(crate) port: u16,
    events: mpsc::UnboundedSender<Bytes>,
    told: Mutex<mpsc::UnboundedReceiver<Told>>,
}

struct Desk {
    events: Mutex<mpsc::UnboundedReceiver<Bytes>>,
    told: mpsc::UnboundedSender<Told>,
    secrets: BTreeMap<String, String>,
}

impl Platform {
    pub(crate) async fn start(secrets: BTreeMap<String, String>) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let (events, events_taken) = mpsc::unbounded_channel();
        let (tell, told) = mpsc::unbounded_channel();
        let desk = Arc::new(Desk {
            events: Mutex::new(events_taken),
            told: tell,
            secrets,
        });
        let base = "/2018-06-01/runtime";
        let router = Router::new()
            .route(&format!("{base}/invocation/next"), get(next))
            .route(&format!("{base}/invocation/{{id}}/response"), post(answer))
            .route(&format!("{base}/invocation/{{id}}/error"), post(error))
            .route(&format!("{base}/init/error"), post(error))
            .route("/systemsmanager/parameters/get", get(parameter))
            .with_state(desk);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self {
            port,
            events,
            told: Mutex::new(told),
        })
    }

    /// Waits until the process asks for an event.
    pub(crate) async fn asked(&self) -> Result<()> {
        match self.hear().await? {
            Told::Waits => Ok(()),
            Told::Answered(_) => bail!("the function answered twice"),
            Told::Failed(error) => bail!("the process does not start: {error}"),
        }
    }

    /// Gives the process `event`, and waits for the answer and until it asks for another.
    pub(crate) async fn invoke(&self, event: &Value) -> Result<Value> {
        self.events.send(event.to_string().into())?;
        let answer = match self.hear().await? {
            Told::Answered(answer) => answer,
            Told::Waits => bail!("the function asked for another event without an answer"),
            Told::Failed(error) => bail!("the function failed: {error}"),
        };
        self.asked().await?;
        Ok(serde_json::from_slice(&answer).unwrap_or(Value::Null))
    }

    async fn hear(&self) -> Result<Told> {
        let mut told = self.told.lock().await;
        let heard = tokio::time::timeout(PATIENCE, told.recv()).await;
        heard
            .with_context(|| format!("the process said nothing for {PATIENCE:?}"))?
            .context("the platform stopped")
    }

    /// Forgets what a process said that is gone.
    pub(crate) async fn forget(&self) {
        let mut told = self.told.lock().await;
        while told.try_recv().is_ok() {}
    }
}

async fn next(State(desk): State<Arc<Desk>>) -> Response {
    let _gone = desk.told.send(Told::Waits);
    let Some(event) = desk.events.lock().await.recv().await else {
        return StatusCode::GONE.into_response();
    };
    let deadline = jiff::Timestamp::now()
        .as_millisecond()
        .saturating_add(45_000);
    let headers = [
        (
            "Lambda-Runtime-Aws-Request-Id",
            "00000000-0000-4000-8000-000000000000".to_owned(),
        ),
        ("Lambda-Runtime-Deadline-Ms", deadline.to_string()),
        (
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:123456789012:function:bench".to_owned(),
        ),
        ("Content-Type", "application/json".to_owned()),
    ];
    (headers, event).into_response()
}

async fn answer(State(desk): State<Arc<Desk>>, body: Bytes) -> StatusCode {
    let _gone = desk.told.send(Told::Answered(body));
    StatusCode::ACCEPTED
}

async fn error(State(desk): State<Arc<Desk>>, body: Bytes) -> StatusCode {
    let _gone = desk
        .told
        .send(Told::Failed(String::from_utf8_lossy(&body).into_owned()));
    StatusCode::ACCEPTED
}

async fn parameter(
    State(desk): State<Arc<Desk>>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let name = query.get("name").map_or("", String::as_str);
    let short = name.rsplit('/').next().unwrap_or_default();
    match desk.secrets.get(short) {
        Some(value) => {
            axum::Json(json!({ "Parameter": { "Name": name, "Value": value } })).into_response()
        }
        None => (StatusCode::BAD_REQUEST, "ParameterNotFound").into_response(),
    }
}

//! Between the store and DynamoDB: remembers every request, and loses or refuses those it is told
//! to. The SDK's retries are above it, as they are above a real network.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use aws_smithy_http_client::Builder;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use serde_json::{Value, json};

/// What befalls one request.
#[derive(Debug, Clone)]
pub(crate) enum Fault {
    /// It never reaches DynamoDB.
    RequestLost,
    /// DynamoDB does it, and nobody hears.
    ReplyLost,
    /// DynamoDB answers this, and does nothing.
    Answered(u16, Value),
}

impl Fault {
    /// Another transaction is at the same item.
    pub(crate) fn conflict() -> Self {
        Self::canceled(&["TransactionConflict"])
    }

    /// A transaction is at the item of a put.
    pub(crate) fn put_conflict() -> Self {
        Self::Answered(
            400,
            json!({
                "__type": "com.amazonaws.dynamodb.v20120810#TransactionConflictException",
                "message": "Transaction is ongoing for the item",
            }),
        )
    }

    /// A transaction that DynamoDB cancels for these reasons, one an action after the first.
    pub(crate) fn canceled(reasons: &[&str]) -> Self {
        let reasons = ["None"].iter().chain(reasons);
        let reasons: Vec<_> = reasons.map(|code| json!({ "Code": code })).collect();
        Self::Answered(
            400,
            json!({
                "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
                "Message": "Transaction cancelled",
                "CancellationReasons": reasons,
            }),
        )
    }

    /// The request token came before, with another transaction.
    pub(crate) fn token_of_another() -> Self {
        Self::Answered(
            400,
            json!({
                "__type": "com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException",
                "Message": "the token was used for another request",
            }),
        )
    }

    /// More requests than the table takes.
    pub(crate) fn throttled() -> Self {
        Self::Answered(
            400,
            json!({
                "__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException",
                "message": "Rate exceeded",
            }),
        )
    }
}

/// One request that the store made.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// `TransactWriteItems`, `Query` and so on.
    pub(crate) operation: String,
    pub(crate) body: Value,
}

#[derive(Debug, Default)]
struct State {
    asked: Vec<Asked>,
    faults: VecDeque<Fault>,
}

/// The way to DynamoDB. Clones share what they remember and what is to go wrong.
#[derive(Debug, Clone)]
pub(crate) struct Wire {
    beyond: SharedHttpClient,
    state: Arc<Mutex<State>>,
}

impl Wire {
    /// One that nothing befalls yet.
    pub(crate) fn open() -> Self {
        Self {
            beyond: Builder::new().build_http(),
            state: Arc::default(),
        }
    }

    /// What the SDK is given to send requests with.
    pub(crate) fn client(&self) -> SharedHttpClient {
        SharedHttpClient::new(self.clone())
    }

    /// The next requests meet these faults, one each.
    pub(crate) fn faults(&self, faults: impl IntoIterator<Item = Fault>) {
        self.state().faults.extend(faults);
    }

    /// Every request since the last [`Self::forget`].
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.state().asked.clone()
    }

    /// How many requests there were of one operation.
    pub(crate) fn count(&self, operation: &str) -> usize {
        self.state()
            .asked
            .iter()
            .filter(|asked| asked.operation == operation)
            .count()
    }

    pub(crate) fn forget(&self) {
        self.state().asked.clear();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let beyond = self.beyond.http_connector(settings, components);
        SharedHttpConnector::new(Connector {
            beyond,
            state: Arc::clone(&self.state),
        })
    }
}

#[derive(Debug)]
struct Connector {
    beyond: SharedHttpConnector,
    state: Arc<Mutex<State>>,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let body = serde_json::from_slice(request.body().bytes().unwrap_or_default());
        let fault = {
            let mut state = self.state.lock().unwrap();
            state.asked.push(Asked {
                operation,
                body: body.unwrap_or_default(),
            });
            state.faults.pop_front()
        };
        let beyond = self.beyond.clone();
        HttpConnectorFuture::new(async move {
            match fault {
                None => beyond.call(request).await,
                Some(Fault::RequestLost) => Err(lost()),
                Some(Fault::ReplyLost) => {
                    beyond.call(request).await?;
                    Err(lost())
                }
                Some(Fault::Answered(status, body)) => Ok(answer(status, &body)),
            }
        })
    }
}

fn lost() -> ConnectorError {
    ConnectorError::io("connection reset by peer".into())
}

fn answer(status: u16, body: &Value) -> HttpResponse {
    let mut response = HttpResponse::new(status.try_into().unwrap(), body.to_string().into());
    response
        .headers_mut()
        .insert("content-type", "application/x-amz-json-1.0");
    response
}

//! A server in Stripe's place that remembers what it was asked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use stripe::client::Stripe;

/// What the server was asked: method, path with query, headers, body.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

pub(crate) struct Server {
    base_url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Answers every request by `answer`, which is given the path with its query.
    pub(crate) async fn that(
        answer: impl Fn(&str) -> (u16, Body) + Clone + Send + Sync + 'static,
    ) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        let app = Router::new().fallback(move |request: Request| async move {
            let (parts, body) = request.into_parts();
            let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
            let uri = parts.uri.to_string();
            let text = |value: &axum::http::HeaderValue| value.to_str().unwrap().to_owned();
            seen.lock().unwrap().push(Asked {
                method: parts.method.to_string(),
                uri: uri.clone(),
                headers: parts
                    .headers
                    .iter()
                    .map(|(k, v)| (k.to_string(), text(v)))
                    .collect(),
                body: String::from_utf8(body.to_vec()).unwrap(),
            });
            let (status, body) = answer(&uri);
            Response::builder().status(status).body(body).unwrap()
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!(
            "http://{}/stripe/post-credits",
            listener.local_addr().unwrap()
        );
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { base_url, asked }
    }

    pub(crate) async fn that_answers(status: u16, body: impl Into<String>) -> Self {
        let body = body.into();
        Self::that(move |_| (status, Body::from(body.clone()))).await
    }

    pub(crate) fn stripe(&self) -> Stripe {
        Stripe::connect(&self.base_url).unwrap()
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

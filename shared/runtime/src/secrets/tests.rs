use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};

use super::*;

/// A `Secrets` whose extension answers by `answer`, which is given the number of the call.
async fn secrets_by(answer: fn(usize) -> Response) -> (Secrets, Arc<Mutex<Vec<Request>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = asked.clone();
    let calls = Arc::new(AtomicUsize::new(0));
    let app = Router::new().fallback(move |request: Request| async move {
        seen.lock().unwrap().push(request);
        answer(calls.fetch_add(1, Ordering::Relaxed))
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let extension = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move { axum::serve(listener, app).await });
    (
        Secrets::below("/goodword/my-stack/", extension, "token".to_owned()),
        asked,
    )
}

/// A `Secrets` with these parameters and no others.
pub(crate) async fn secrets_of(values: &[(&'static str, &str)]) -> Secrets {
    let values: Vec<_> = values
        .iter()
        .map(|(name, text)| (*name, (*text).to_owned()))
        .collect();
    let app = Router::new().fallback(move |request: Request| async move {
        let query = request.uri().query().unwrap_or_default().to_owned();
        match values
            .iter()
            .find(|(name, _)| query.contains(&format!("%2F{name}&")))
        {
            Some((_, text)) => value(text),
            None => (StatusCode::BAD_REQUEST, "ParameterNotFound").into_response(),
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let extension = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move { axum::serve(listener, app).await });
    Secrets::below("/goodword", extension, "token".to_owned())
}

/// A `Secrets` that can read nothing.
pub(crate) fn unreachable_secrets() -> Secrets {
    Secrets::below("/p", "127.0.0.1:1".to_owned(), "token".to_owned())
}

fn value(text: &str) -> Response {
    serde_json::json!({"Parameter": {"Value": text, "Type": "SecureString"}})
        .to_string()
        .into_response()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_parameter_is_asked_for_by_its_full_name() {
    let (secrets, asked) = secrets_by(|_| value(" s3cret\n")).await;
    let secret = secrets
        .get("signing-key", at("2022-05-25T10:00:00Z"))
        .await
        .unwrap();
    assert_eq!(secret.expose(), "s3cret");
    let request = &asked.lock().unwrap()[0];
    assert_eq!(
        request.uri(),
        "/systemsmanager/parameters/get?name=%2Fgoodword%2Fmy-stack%2Fsigning-key&withDecryption=true"
    );
    assert_eq!(request.headers()["x-aws-parameters-secrets-token"], "token");
}

#[tokio::test]
async fn a_value_is_kept_for_five_minutes_of_the_invocations_time() {
    let (secrets, _) = secrets_by(|call| value(&call.to_string())).await;
    for (now, expected) in [
        ("2022-05-25T10:00:00Z", "0"),
        ("2022-05-25T10:05:00Z", "0"),
        ("2022-05-25T10:05:01Z", "1"),
        ("2022-05-25T10:05:00Z", "2"),
    ] {
        assert_eq!(
            secrets.get("signing-key", at(now)).await.unwrap().expose(),
            expected,
            "{now}"
        );
    }
}

#[tokio::test]
async fn f11_a_failure_is_not_kept() {
    let (secrets, _) = secrets_by(|call| match call {
        0 => (
            StatusCode::BAD_REQUEST,
            "not ready to serve traffic, please wait",
        )
            .into_response(),
        _ => value("s3cret"),
    })
    .await;
    let now = at("2022-05-25T10:00:00Z");
    let error = secrets.get("signing-key", now).await.unwrap_err();
    assert!(matches!(error, SecretsError::Unavailable { .. }), "{error}");
    assert_eq!(
        secrets.get("signing-key", now).await.unwrap().expose(),
        "s3cret"
    );
}

#[tokio::test]
async fn what_the_operator_has_to_create_is_named() {
    let not_found = |_| {
        let text =
            "an unexpected error occurred: operation error SSM: GetParameter, ParameterNotFound";
        (StatusCode::BAD_REQUEST, text).into_response()
    };
    for answer in [not_found, |_| value(" ")] {
        let (secrets, _) = secrets_by(answer).await;
        let error = secrets
            .get("signing-key", at("2022-05-25T10:00:00Z"))
            .await
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the parameter /goodword/my-stack/signing-key must be created in Parameter Store: \
             it is missing or empty"
        );
    }
}

#[tokio::test]
async fn that_there_is_none_is_kept_for_half_a_minute() {
    let (secrets, _) = secrets_by(|call| value(if call == 0 { "" } else { "s3cret" })).await;
    for (now, is_there) in [
        ("2022-05-25T10:00:00Z", false),
        ("2022-05-25T10:00:30Z", false),
        ("2022-05-25T10:00:31Z", true),
    ] {
        assert_eq!(
            secrets.get("signing-key", at(now)).await.is_ok(),
            is_there,
            "{now}"
        );
    }
}

#[tokio::test]
async fn f11_nobody_there_is_a_failure() {
    let now = at("2022-05-25T10:00:00Z");
    let error = unreachable_secrets()
        .get("signing-key", now)
        .await
        .unwrap_err();
    assert!(matches!(error, SecretsError::Unavailable { .. }), "{error}");
}

#[test]
fn a_secret_is_not_printed() {
    assert_eq!(format!("{:?}", Secret::new("s3cret")), "Secret(…)");
}

#[tokio::test]
async fn without_a_usable_key_nothing_is_signed() {
    let now = at("2022-05-25T10:00:00Z");
    let cause = async |parameters: &[(&'static str, &str)]| {
        let error = secrets_of(parameters).await.signer(now).await.err()?;
        Some(error.source()?.to_string())
    };
    let long_enough = "a secret that is long enough for anyone";
    assert_eq!(cause(&[("signing-key", long_enough)]).await, None);
    let too_short = cause(&[("signing-key", "too short")]).await.unwrap();
    assert!(too_short.contains("at least 32"), "{too_short}");
    let missing = cause(&[]).await.unwrap();
    assert!(missing.contains("/goodword/signing-key"), "{missing}");
}

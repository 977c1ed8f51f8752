//! A function's answer as the HTTP response it stands for.

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

/// The response; `None` when the answer is not one, which the platform turns into a 500.
pub(super) fn response(answer: &Bytes, request_id: &str) -> Option<Response> {
    let parsed: Value = serde_json::from_slice(answer).ok()?;
    let explicit_answer = parsed
        .as_object()
        .filter(|object| object.contains_key("statusCode"));
    let mut response = if let Some(object) = explicit_answer {
        explicit(object)?
    } else {
        let mut response = Response::new(Body::from(answer.clone()));
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        response
    };
    let request_id = HeaderValue::from_str(request_id).ok()?;
    response.headers_mut().insert("apigw-requestid", request_id);
    Some(response)
}

fn explicit(answer: &Map<String, Value>) -> Option<Response> {
    let status = match answer.get("statusCode")? {
        Value::Number(number) => u16::try_from(number.as_u64()?).ok()?,
        Value::String(text) => text.parse().ok()?,
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let mut response = Response::new(body(answer)?);
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    let headers = response.headers_mut();
    for (name, value) in header_pairs(answer) {
        headers.append(
            HeaderName::try_from(name).ok()?,
            HeaderValue::try_from(value).ok()?,
        );
    }
    for cookie in answer
        .get("cookies")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        headers.append(
            header::SET_COOKIE,
            HeaderValue::try_from(cookie.as_str()?).ok()?,
        );
    }
    if !headers.contains_key(header::CONTENT_TYPE) {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    }
    Some(response)
}

fn body(answer: &Map<String, Value>) -> Option<Body> {
    let text = match answer.get("body") {
        None | Some(Value::Null) => return Some(Body::empty()),
        Some(Value::String(text)) => text,
        Some(_) => return None,
    };
    match answer.get("isBase64Encoded").and_then(Value::as_bool) {
        Some(true) => Some(Body::from(STANDARD.decode(text).ok()?)),
        _ => Some(Body::from(text.clone())),
    }
}

/// `multiValueHeaders` wins over `headers` for the names it has.
fn header_pairs(answer: &Map<String, Value>) -> Vec<(String, String)> {
    let empty = Map::new();
    let object = |key: &str| answer.get(key).and_then(Value::as_object).unwrap_or(&empty);
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let multiple = object("multiValueHeaders");
    let mut pairs = Vec::new();
    for (name, values) in multiple {
        let values = values.as_array().into_iter().flatten();
        pairs.extend(values.map(|value| (name.clone(), text(value))));
    }
    let single = object("headers")
        .iter()
        .filter(|(name, _)| !multiple.contains_key(*name));
    pairs.extend(single.map(|(name, value)| (name.clone(), text(value))));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(json: &str) -> Option<Response> {
        response(&Bytes::from(json.to_owned()), "r1")
    }

    #[test]
    fn an_answer_sets_status_headers_and_cookies() {
        let response = answered(
            r#"{"statusCode":302,"headers":{"location":"/x"},"multiValueHeaders":{"vary":["a","b"]},"cookies":["c=1","d=2"]}"#,
        )
        .unwrap();
        assert_eq!(response.status(), 302);
        assert_eq!(response.headers()["location"], "/x");
        assert_eq!(response.headers().get_all("vary").iter().count(), 2);
        assert_eq!(response.headers().get_all("set-cookie").iter().count(), 2);
    }

    #[test]
    fn an_answer_without_a_status_is_the_body() {
        let response = answered(r#"{"hello":"world"}"#).unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "application/json");
    }

    #[test]
    fn what_is_not_an_answer_is_none() {
        for json in [
            "not json",
            r#"{"statusCode":"x"}"#,
            r#"{"statusCode":200,"body":{}}"#,
        ] {
            assert!(answered(json).is_none(), "{json}");
        }
    }
}

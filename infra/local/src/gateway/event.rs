//! A request as the function gets it: API Gateway's payload format 2.0.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, USER_AGENT};
use axum::http::request::Parts;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::net::SocketAddr;

use super::routes::Found;
use crate::template::{ACCOUNT, API_ID};

/// What the request does not say itself.
pub(super) struct Caller<'a> {
    pub(super) domain_name: &'a str,
    pub(super) request_id: &'a str,
    pub(super) now: Timestamp,
}

/// The event of a request that took the route `found`.
pub(super) fn event(parts: &Parts, body: &Bytes, found: &Found, caller: &Caller<'_>) -> Value {
    let mut event = json!({
        "version": "2.0",
        "routeKey": found.key,
        "rawPath": parts.uri.path(),
        "rawQueryString": parts.uri.query().unwrap_or_default(),
        "headers": headers(parts),
        "requestContext": context(parts, found, caller),
        "isBase64Encoded": false,
    });
    let cookies = values(parts, COOKIE.as_str());
    if !cookies.is_empty() {
        event["cookies"] = cookies
            .iter()
            .flat_map(|cookie| cookie.split("; "))
            .collect();
    }
    let query = query(parts.uri.query().unwrap_or_default());
    if !query.is_empty() {
        event["queryStringParameters"] = json!(query);
    }
    if !found.parameters.is_empty() {
        event["pathParameters"] = json!(found.parameters);
    }
    if !body.is_empty() {
        match std::str::from_utf8(body) {
            Ok(text) if is_text(parts) => event["body"] = json!(text),
            _ => {
                event["body"] = json!(STANDARD.encode(body));
                event["isBase64Encoded"] = json!(true);
            }
        }
    }
    event
}

fn context(parts: &Parts, found: &Found, caller: &Caller<'_>) -> Value {
    let source_ip = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let source_ip = source_ip.map_or_else(|| "127.0.0.1".to_owned(), |info| info.ip().to_string());
    json!({
        "accountId": ACCOUNT,
        "apiId": API_ID,
        "domainName": caller.domain_name,
        "domainPrefix": API_ID,
        "http": {
            "method": parts.method.as_str(),
            "path": parts.uri.path(),
            "protocol": "HTTP/1.1",
            "sourceIp": source_ip,
            "userAgent": values(parts, USER_AGENT.as_str()).join(","),
        },
        "requestId": caller.request_id,
        "routeKey": found.key,
        "stage": "$default",
        "time": caller.now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
        "timeEpoch": caller.now.as_millisecond(),
    })
}

/// Lower-case names; several values of one name are joined with commas; cookies stand apart.
fn headers(parts: &Parts) -> Map<String, Value> {
    let names = parts.headers.keys().filter(|name| **name != COOKIE);
    names
        .map(|name| {
            (
                name.to_string(),
                json!(values(parts, name.as_str()).join(",")),
            )
        })
        .collect()
}

fn values(parts: &Parts, name: &str) -> Vec<String> {
    let values = parts.headers.get_all(name).iter();
    values
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .collect()
}

fn query(raw: &str) -> BTreeMap<String, String> {
    let mut parameters: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(raw.as_bytes()) {
        let joined = parameters.entry(name.into_owned()).or_default();
        if !joined.is_empty() {
            joined.push(',');
        }
        joined.push_str(&value);
    }
    parameters
}

/// The content types an HTTP API passes on as text; forms are not among them.
fn is_text(parts: &Parts) -> bool {
    let kind = values(parts, CONTENT_TYPE.as_str()).join(",");
    let kind = kind
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    kind.is_empty()
        || kind.starts_with("text/")
        || matches!(
            kind.as_str(),
            "application/json" | "application/javascript" | "application/xml"
        )
        || kind.ends_with("+json")
        || kind.ends_with("+xml")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn event_of(request: Request<()>, body: &str) -> Value {
        let (parts, ()) = request.into_parts();
        let found = Found {
            function: "follow-link".to_owned(),
            key: "GET /r/{code}".to_owned(),
            parameters: [("code".to_owned(), "ana".to_owned())].into(),
        };
        let caller = Caller {
            domain_name: "127.0.0.1:8787",
            request_id: "r1",
            now: "2022-05-25T09:00:00.5Z".parse().unwrap(),
        };
        event(&parts, &Bytes::from(body.to_owned()), &found, &caller)
    }

    #[test]
    fn a_request_keeps_its_path_query_headers_and_cookies() {
        let request = Request::get("/r/ana?utm=a&utm=b&x=%20y")
            .header("Accept", "text/html")
            .header("Accept", "text/plain")
            .header("Cookie", "a=1; b=2")
            .header("User-Agent", "test")
            .body(())
            .unwrap();
        let event = event_of(request, "");
        assert_eq!(event["rawQueryString"], "utm=a&utm=b&x=%20y");
        assert_eq!(
            event["queryStringParameters"],
            json!({ "utm": "a,b", "x": " y" })
        );
        assert_eq!(event["headers"]["accept"], "text/html,text/plain");
        assert_eq!(event["headers"].get("cookie"), None);
        assert_eq!(event["cookies"], json!(["a=1", "b=2"]));
        assert_eq!(event["pathParameters"], json!({ "code": "ana" }));
        assert_eq!(event["requestContext"]["timeEpoch"], 1_653_469_200_500_i64);
        assert_eq!(event["requestContext"]["http"]["userAgent"], "test");
        assert_eq!(
            event["requestContext"]["time"],
            "25/May/2022:09:00:00 +0000"
        );
        assert_eq!(event.get("body"), None);
    }

    #[test]
    fn json_is_text_and_a_form_is_base64() {
        let typed = |kind: &str| {
            Request::post("/")
                .header("Content-Type", kind)
                .body(())
                .unwrap()
        };
        let json = event_of(typed("application/json; charset=utf-8"), "{}");
        assert_eq!(
            (&json["body"], &json["isBase64Encoded"]),
            (&json!("{}"), &json!(false))
        );
        let form = event_of(typed("application/x-www-form-urlencoded"), "a=1");
        assert_eq!(
            (&form["body"], &form["isBase64Encoded"]),
            (&json!("YT0x"), &json!(true))
        );
    }
}

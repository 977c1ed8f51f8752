use axum::body::Body;
use domain::id::AccountId;
use domain::money::Money;
use jiff::Timestamp;
use serde::Deserialize;

use super::*;
use crate::problem::FieldError;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signup {
    account_id: AccountId,
    #[serde(default)]
    members: Vec<Member>,
    signed_up_at: Option<Timestamp>,
    price: Option<Money>,
    seats: Option<u16>,
    trial: Option<bool>,
    method: Option<Method>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    email: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Method {
    Link,
    Invite,
}

fn field(pointer: &str, detail: &str) -> Problem {
    let (pointer, detail) = (pointer.to_owned(), detail.to_owned());
    Problem::invalid_fields(vec![FieldError { pointer, detail }])
}

#[test]
fn each_wrong_field_is_named_with_what_it_has_to_be() {
    for (body, pointer, detail) in [
        (r"{}", "/account_id", "is required"),
        (r#"{"account_id":7}"#, "/account_id", "must be a string"),
        (r#"{"account_id":null}"#, "/account_id", "must be a string"),
        (
            r#"{"account_id":"a","method":7}"#,
            "/method",
            "must be a string",
        ),
        (
            r#"{"acount_id":"a"}"#,
            "/acount_id",
            "is not known here; did you mean account_id?",
        ),
        (
            r#"{"account_id":"a","account_id":"b"}"#,
            "/account_id",
            "is given twice",
        ),
        (
            r#"{"account_id":"a","members":{}}"#,
            "/members",
            "must be a list",
        ),
        (
            r#"{"account_id":"a","members":[1]}"#,
            "/members/0",
            "must be an object",
        ),
        (
            r#"{"account_id":"a","members":[{"email":"b"},{}]}"#,
            "/members/1/email",
            "is required",
        ),
        (
            r#"{"account_id":"a","trial":"yes"}"#,
            "/trial",
            "must be true or false",
        ),
        (
            r#"{"account_id":"a","seats":-1}"#,
            "/seats",
            "must be a whole number from 0 to 65535",
        ),
        (
            r#"{"account_id":"a","seats":1.5}"#,
            "/seats",
            "must be a whole number from 0 to 65535",
        ),
        (
            r#"{"account_id":"a","seats":"2"}"#,
            "/seats",
            "must be a whole number from 0 to 65535",
        ),
        (
            r#"{"account_id":"a","method":"mail"}"#,
            "/method",
            "must be one of link, invite",
        ),
        (
            r#"{"account_id":"a b"}"#,
            "/account_id",
            "must be 1 to 96 characters of A-Z, a-z, 0-9, '_', '-', '.', ':' or '@'",
        ),
        (
            r#"{"account_id":"a","signed_up_at":"yesterday"}"#,
            "/signed_up_at",
            wording_of_instants(),
        ),
        (
            r#"{"account_id":"a","signed_up_at":1653472800}"#,
            "/signed_up_at",
            wording_of_instants(),
        ),
        (
            r#"{"account_id":"a","price":{"amount_minor":1e3,"currency":"USD"}}"#,
            "/price/amount_minor",
            "must be a whole number",
        ),
        (
            r#"{"account_id":"a","price":{"amount_minor":1,"currency":"USD","rate":2}}"#,
            "/price/rate",
            "is not known here; what is known: amount_minor, currency",
        ),
    ] {
        assert_eq!(
            parse::<Signup>(body.as_bytes()),
            Err(field(pointer, detail)),
            "{body}"
        );
    }
}

fn wording_of_instants() -> &'static str {
    "must be an instant such as 2022-05-25T10:00:00Z (RFC 3339)"
}

#[test]
fn f62_fields_that_nobody_may_set_are_refused_by_name() {
    for name in ["balance", "state", "account", "role"] {
        let body = format!(r#"{{"account_id":"a","{name}":"x"}}"#);
        let problem = parse::<Signup>(body.as_bytes()).unwrap_err();
        assert!(
            format!("{problem:?}").contains(&format!("pointer: \"/{name}\"")),
            "{problem:?}"
        );
    }
}

#[test]
fn a_key_with_slashes_is_escaped_in_the_pointer() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Slashed {
        #[serde(rename = "x/y~z")]
        number: u64,
    }
    let refused = parse::<Slashed>(br#"{"x/y~z":-1}"#);
    assert_eq!(
        refused,
        Err(field("/x~1y~0z", "must be a whole number, 0 or more"))
    );
}

#[test]
fn what_is_not_a_json_object_is_said_to_be_none() {
    for (body, expected) in [
        (&b""[..], "the body is not a JSON object"),
        (b"null", "the body is not a JSON object"),
        (b"[\"a\"]", "the body is not a JSON object"),
        (b"\xef\xbb\xbf{}", "the body is not a JSON object"),
        (b"{\"account_id\":\"\xff\"}", "the body is not UTF-8"),
        (
            b"{\"account_id\":\"a\"} x",
            "the body is not JSON: trailing characters at line 1 column 20",
        ),
        (
            b"{\"account_id\":",
            "the body is not JSON: EOF while parsing a value at line 1 column 14",
        ),
        (
            b"{'account_id':1}",
            "the body is not JSON: key must be a string at line 1 column 2",
        ),
    ] {
        let refused = parse::<Signup>(body);
        assert_eq!(
            refused,
            Err(Problem::invalid_request(expected)),
            "{}",
            body.escape_ascii()
        );
    }
}

#[test]
fn f34_a_deep_body_is_refused_without_harm() {
    let body = format!("{{\"members\":{}", "[".repeat(60_000));
    assert!(parse::<Signup>(body.as_bytes()).is_err());
    let body = format!("{{\"x\":{}", "{\"x\":".repeat(12_000));
    assert!(parse::<serde_json::Value>(body.as_bytes()).is_err());
}

#[test]
fn no_name_of_a_type_is_told() {
    #[derive(Debug, Deserialize)]
    struct Shapes {
        #[expect(dead_code, reason = "only its error is of interest")]
        shape: Shape,
    }
    #[derive(Debug, Deserialize)]
    #[serde(untagged)]
    enum Shape {
        #[expect(dead_code, reason = "only its error is of interest")]
        Pair(u8, u8),
    }
    for body in [
        r#"{"shape":"x"}"#,
        r#"{"shape":[1]}"#,
        r#"{"shape":{}}"#,
        "{}",
    ] {
        let problem = parse::<Shapes>(body.as_bytes()).unwrap_err();
        assert!(!format!("{problem:?}").contains("Shape"), "{problem:?}");
    }
}

#[tokio::test]
async fn a_body_must_say_that_it_is_json() {
    for (content_type, is_json) in [
        ("application/json", true),
        ("Application/JSON; charset=UTF-8", true),
        ("application/json;charset=\"utf-8\"", true),
        ("application/json; charset=latin1", false),
        ("application/x-www-form-urlencoded", false),
        ("text/plain", false),
        ("", false),
    ] {
        let request = Request::post("/")
            .header(CONTENT_TYPE, content_type)
            .body(Body::from(r#"{"account_id":"a"}"#))
            .unwrap();
        let read = Json::<Signup>::from_request(request, &()).await;
        assert_eq!(read.is_ok(), is_json, "{content_type:?}");
    }
}

#[tokio::test]
async fn a_query_is_held_to_the_same_rules() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the errors are of interest")]
    struct Page {
        limit: Option<u8>,
        starting_after: Option<AccountId>,
    }
    for (query, expected) in [
        ("limit=10&starting_after=a", None),
        ("", None),
        ("limit=ten", Some(field("/limit", "must be a whole number"))),
        ("limit=999", Some(field("/limit", "must be a whole number"))),
        (
            "limt=10",
            Some(field("/limt", "is not known here; did you mean limit?")),
        ),
        ("limit=1&limit=2", Some(field("/limit", "is given twice"))),
    ] {
        let request = Request::get(format!("/?{query}"))
            .body(Body::empty())
            .unwrap();
        let (mut parts, _) = request.into_parts();
        let read = Query::<Page>::from_request_parts(&mut parts, &()).await;
        assert_eq!(read.err(), expected, "{query}");
    }
}

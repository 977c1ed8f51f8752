use axum::body::Body;
use axum::http::StatusCode;
use runtime::problem::Problem;

use super::*;

async fn sent(kind: &str, body: impl Into<Body>) -> Result<Sheet, Problem> {
    let request = Request::post("/").header(CONTENT_TYPE, kind);
    let sent = Sent::from_request(request.body(body.into()).unwrap(), &()).await;
    sent?.sheet()
}

async fn csv(text: &str) -> Vec<Raw> {
    sent("text/csv", text.to_owned()).await.unwrap().rows
}

fn raw(line: u64, cells: &[(&'static str, &str)]) -> Raw {
    let cells = cells.iter().map(|(name, text)| (*name, (*text).to_owned()));
    Raw {
        line,
        cells: cells.collect(),
        faults: Vec::new(),
    }
}

#[tokio::test]
async fn a_row_has_its_line_and_the_cells_that_say_something() {
    let rows = csv("account_id,email\r\nacme, ana@acme.example \r\n\r\nbolt,\r\n").await;
    let acme = raw(2, &[("account_id", "acme"), ("email", "ana@acme.example")]);
    assert_eq!(rows, [acme, raw(4, &[("account_id", "bolt")])]);
}

#[tokio::test]
async fn spreadsheets_of_every_country_are_read() {
    let acme = raw(2, &[("account_id", "acme"), ("account_name", "Acme, Ltd")]);
    for text in [
        "\u{feff}account_id,account_name\nacme,\"Acme, Ltd\"",
        "Account_ID;Account_Name\nacme;Acme, Ltd",
        "account_id\taccount_name\nacme\tAcme, Ltd",
    ] {
        assert_eq!(csv(text).await, std::slice::from_ref(&acme), "{text}");
    }
}

#[tokio::test]
async fn a_part_of_a_file_says_where_its_rows_stand() {
    let rows = csv("line,account_id\n4711,acme").await;
    assert_eq!(rows, [raw(4711, &[("account_id", "acme")])]);
    let wrong = csv("line,account_id\nfour,acme").await;
    assert_eq!(wrong[0].faults[0].field, "line");
}

#[tokio::test]
async fn f35_a_row_of_another_length_is_refused_alone() {
    let rows = csv("account_id,email\nacme\nbolt,bo@bolt.example").await;
    assert_eq!(rows[0].faults[0].field, "row");
    assert!(rows[1].faults.is_empty());
}

#[tokio::test]
async fn a_column_that_is_not_known_is_named_with_the_one_that_was_meant() {
    let problem = sent("text/csv", "account_id,emial\nacme,x")
        .await
        .unwrap_err();
    let field = "as a column is not known here; did you mean email?";
    let expected = FieldError {
        pointer: "/emial".to_owned(),
        detail: field.to_owned(),
    };
    assert_eq!(problem, Problem::invalid_fields(vec![expected]));
}

#[tokio::test]
async fn the_first_line_must_name_the_columns_once() {
    for text in [
        "acme,ana@acme.example\n",
        "account_id,account_id\na,b",
        "email\na@b.example",
    ] {
        let problem = sent("text/csv", text.to_owned()).await.unwrap_err();
        assert_eq!(problem.status(), StatusCode::BAD_REQUEST, "{text}");
    }
}

#[tokio::test]
async fn json_lines_are_rows_too() {
    let text =
        "{\"account_id\": 42, \"email\": null}\n\n{\"account_id\": \"acme\", \"emial\": 1}\nx";
    let rows = sent("application/x-ndjson", text).await.unwrap().rows;
    assert_eq!(rows[0], raw(1, &[("account_id", "42")]));
    let expected = Fault::of("emial", "is not known here; did you mean email?");
    assert_eq!((rows[1].line, &rows[1].faults), (3, &vec![expected]));
    assert_eq!(rows[2].faults[0].field, "row");
}

#[tokio::test]
async fn f34_a_call_has_a_largest_body_and_a_most_of_rows() {
    let rows = |count: usize| format!("account_id\n{}", "acme\n".repeat(count));
    assert!(sent("text/csv", rows(ROWS_AT_MOST)).await.is_ok());
    let many = sent("text/csv", rows(ROWS_AT_MOST + 1)).await.unwrap_err();
    assert_eq!(many.status(), StatusCode::BAD_REQUEST);
    let large = sent("text/csv", "x".repeat(LENGTH_AT_MOST + 1)).await;
    assert_eq!(large.unwrap_err().status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(sent("text/csv", "account_id\n").await.is_err());
}

#[tokio::test]
async fn a_body_must_say_what_it_is_and_be_utf_8() {
    let other = sent("application/json", "{}").await.unwrap_err();
    assert_eq!(other.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let latin = sent("text/csv", b"account_id\nM\xfcller".to_vec()).await;
    assert_eq!(latin.unwrap_err().status(), StatusCode::BAD_REQUEST);
}

//! The description of the API as a page to read: every call with its examples, every schema.

mod reference;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;
use serde_json::Value;

use super::frame::{Frame, Said, Tab};
use crate::control::Stack;
use crate::html::{Page, page};
use reference::{Group, Named};

const DESCRIPTION: &str = include_str!("../../../../docs/openapi.json");

#[derive(Template)]
#[template(path = "dashboard/api.html")]
struct ApiPage {
    frame: Frame,
    groups: Vec<Group>,
    schemas: Vec<Named>,
}

/// The document itself.
pub(super) async fn document() -> ([(HeaderName, &'static str); 1], &'static str) {
    ([(CONTENT_TYPE, "application/json")], DESCRIPTION)
}

pub(super) async fn show(State(stack): State<Stack>, Query(said): Query<Said>) -> Page {
    let description: Value = serde_json::from_str(DESCRIPTION)?;
    page(&ApiPage {
        frame: Frame::of(&stack, Tab::Api, Tab::Api.path(), said),
        groups: reference::groups(&description),
        schemas: reference::schemas(&description),
    })
}

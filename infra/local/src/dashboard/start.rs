//! The first screen: what to click to see a referral from link to invoice.

use askama::Template;
use axum::extract::{Query, State};

use super::frame::{Frame, Said, Tab};
use crate::control::Stack;
use crate::html::{Page, page};
use crate::story::{Action, Chapter, Story};

#[derive(Template)]
#[template(path = "dashboard/start.html")]
struct StartPage {
    frame: Frame,
    chapters: Vec<Chapter>,
    trouble: Option<String>,
    tries: Vec<(&'static str, String)>,
    url: String,
    stripe_url: String,
    api_key: String,
}

pub(super) async fn show(State(stack): State<Stack>, Query(said): Query<Said>) -> Page {
    let story = if stack.tells_story {
        Story::of(&stack.host).await
    } else {
        Story::untold()
    };
    page(&StartPage {
        frame: Frame::of(&stack, Tab::Start, Tab::Start.path(), said),
        chapters: story.chapters,
        trouble: story.trouble,
        tries: story.tries,
        url: stack.addresses.url.clone(),
        stripe_url: stack.addresses.stripe_url.clone(),
        api_key: stack.secrets.get("admin-api-key"),
    })
}

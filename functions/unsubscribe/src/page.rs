//! The one small page, in its three states.

use askama::Template;
use axum::response::Response;
use domain::suppression::MailKind;
use runtime::page::{Forms, Nonce, respond};
use runtime::problem::Problem;

/// What the page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A button, and what it does.
    Ask(MailKind),
    Done(MailKind),
    /// The address was altered or cut off.
    NotOurs,
}

#[derive(Template)]
#[template(path = "unsubscribe.html")]
struct Page<'a> {
    product: &'a str,
    nonce: &'a str,
    answer: Answer,
}

pub(crate) fn answer(product: &str, answer: Answer) -> Result<Response, Problem> {
    let nonce = Nonce::draw().map_err(Problem::unavailable)?;
    let page = Page {
        product,
        nonce: nonce.as_str(),
        answer,
    };
    let html = page.render().map_err(Problem::unavailable)?;
    Ok(respond(answer.status(), html, &nonce, Forms::Here))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(product: &str, answer: Answer) -> String {
        Page {
            product,
            nonce: "n",
            answer,
        }
        .render()
        .unwrap()
    }

    #[test]
    fn a_get_asks_with_one_button_that_posts() {
        let page = html("Acme", Answer::Ask(MailKind::Invites));
        assert!(page.contains(r#"<form method="post">"#), "{page}");
        assert_eq!(page.matches("<button").count(), 1);
    }

    #[test]
    fn afterwards_there_is_nothing_left_to_press() {
        assert!(!html("Acme", Answer::Done(MailKind::Invites)).contains("<button"));
        assert!(!html("Acme", Answer::NotOurs).contains("<button"));
    }

    #[test]
    fn f55_a_hostile_name_of_a_product_stays_text() {
        let page = html(
            "<script>alert(1)</script>",
            Answer::Ask(MailKind::Notifications),
        );
        assert!(!page.contains("<script>"), "{page}");
    }
}

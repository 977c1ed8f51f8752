//! Pages for people: a template in, an answer out.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A page, or what went wrong on the way to it.
pub(crate) type Page = Result<Response, Trouble>;

/// Why there is no page, told on a page of its own.
pub(crate) struct Trouble {
    status: StatusCode,
    message: String,
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage<'a> {
    message: &'a str,
}

impl Trouble {
    /// There is nothing with this name.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            status: StatusCode::NOT_FOUND,
            message,
        }
    }
}

impl<E: Into<anyhow::Error>> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            message: format!("{:#}", error.into()),
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let message = &self.message;
        match (TroublePage { message }).render() {
            Ok(text) => (self.status, Html(text)).into_response(),
            Err(_) => (self.status, self.message).into_response(),
        }
    }
}

/// The page that `template` makes; browsers keep no copy, since the next look may differ.
pub(crate) fn page(template: &impl Template) -> Page {
    let text = template.render()?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(text)).into_response())
}

/// Leads back to `path` after something was done, with a sentence about it.
pub(crate) fn back_to(path: &str, notice: &str) -> Response {
    // Only to pages of this stack, whatever a form says.
    let path = if path.starts_with("/_local") {
        path
    } else {
        "/_local"
    };
    if notice.is_empty() {
        return Redirect::to(path).into_response();
    }
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("notice", notice)
        .finish();
    let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
    let joint = if path.contains('?') { '&' } else { '?' };
    let fragment = if fragment.is_empty() {
        String::new()
    } else {
        format!("#{fragment}")
    };
    Redirect::to(&format!("{path}{joint}{query}{fragment}")).into_response()
}

/// `Wed 25 May 2022, 09:00:12`, in UTC.
pub(crate) fn instant(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC);
    at.strftime("%a %-d %b %Y, %H:%M:%S").to_string()
}

/// `25 May 2022`, in UTC.
pub(crate) fn day(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC);
    at.strftime("%-d %B %Y").to_string()
}

/// Cents as dollars: `$12.50`; `-$12.50` below zero.
pub(crate) fn dollars(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!(
        "{sign}${}.{:02}",
        cents.div_euclid(100),
        cents.rem_euclid(100)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_instants_read_well() {
        let at: Timestamp = "2022-05-25T09:00:12.5Z".parse().unwrap();
        assert_eq!(instant(at), "Wed 25 May 2022, 09:00:12");
        assert_eq!(day(at), "25 May 2022");
        assert_eq!(dollars(2905), "$29.05");
        assert_eq!(dollars(-5000), "-$50.00");
    }

    #[test]
    fn a_notice_travels_in_the_query() {
        let location = |path| {
            let answer = back_to(path, "a & b");
            let location = answer.headers()[header::LOCATION].to_str().unwrap();
            location.to_owned()
        };
        assert_eq!(location("/_local/x?y=1"), "/_local/x?y=1&notice=a+%26+b");
        assert_eq!(location("/_local#s"), "/_local?notice=a+%26+b#s");
        assert_eq!(
            location("https://elsewhere.example"),
            "/_local?notice=a+%26+b"
        );
    }
}

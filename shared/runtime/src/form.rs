//! A form that a page of ours sent.

use axum::extract::{FromRequest, Request};

use crate::body::{MAX_JSON_LENGTH, read};
use crate::problem::Problem;
use crate::repeat::call::{Call, Came};

/// The fields of a form of at most [`MAX_JSON_LENGTH`] bytes, in their order.
#[derive(Debug)]
pub struct Form {
    fields: Vec<(String, String)>,
    came: Came,
}

impl<S: Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let bytes = read(body, MAX_JSON_LENGTH).await?;
        let fields = form_urlencoded::parse(&bytes).into_owned().collect();
        Ok(Self {
            fields,
            came: Came::of(&parts, &bytes),
        })
    }
}

impl Form {
    /// The first field of this name, without the spaces around it; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|(known, _)| known == name);
        field.map_or("", |(_, value)| value.trim())
    }

    /// The call that this form is: pressing its button again, with the same `press` in it, is the
    /// same call. `press` is a text that the page drew, of at most 255 characters of ASCII.
    pub fn pressed(self, press: &str) -> Call {
        Call::named(press.to_owned(), self.came)
    }
}

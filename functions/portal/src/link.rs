//! The participant's link, with its share buttons (C10, C15).

use domain::draft;
use domain::link::{Code, Link};
use domain::program::Program;
use domain::share::{ShareIntent, share_intents};
use domain::terms::Method;
use jiff::Timestamp;
use runtime::auth::on_behalf::ActingFor;
use runtime::problem::Problem;
use serde::Serialize;
use url::Url;

use crate::app::App;
use crate::shown::Shown;

#[derive(Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "HomeLink")
)]
pub(crate) struct LinkView {
    code: Code,
    /// To be shared as it is (C11).
    url: String,
    created_at: Timestamp,
}

/// A link, and where it can be followed.
pub(crate) struct Shared {
    pub(crate) link: Link,
    pub(crate) url: Url,
}

/// The link, if it was made and the program counts links. One table round trip.
pub(crate) async fn find(
    app: &App,
    (program, who): (&Program, &ActingFor),
    now: Timestamp,
) -> Result<Option<Shared>, Problem> {
    if !program.allows(Method::Link, now) {
        return Ok(None);
    }
    let signer = app.signer(now).await?;
    let owner = (&who.account_id, &who.participant_id);
    let link = app.store.link_of(&signer, &program.id, owner).await;
    let Some(link) = link.map_err(Problem::unavailable)? else {
        return Ok(None);
    };
    let url = app.url_of(&link, now).await?;
    Ok(Some(Shared { link, url }))
}

impl From<&Shared> for LinkView {
    fn from(shared: &Shared) -> Self {
        Self {
            code: shared.link.shown().clone(),
            url: shared.url.as_str().to_owned(),
            created_at: shared.link.created_at,
        }
    }
}

/// A button for each of the program's networks, in its order.
pub(crate) fn share(shown: &Shown<'_>, url: &Url) -> Vec<ShareIntent> {
    let text = draft::share_text(shown.words, shown.program, shown.product, shown.now);
    let product = [("product", shown.product)];
    let subject = shown.words.fill("share-subject", &product);
    share_intents(url, &text, &subject, &shown.program.settings.networks)
}

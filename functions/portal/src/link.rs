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

/// How many codes are tried when a link is made: others may own the first ones (E2).
const CODES_TRIED: u8 = 3;

#[derive(Serialize)]
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
    for n in 0..CODES_TRIED {
        let code = signer.code(&program.id, &who.account_id, &who.participant_id, n);
        let link = app.store.link(&code).await.map_err(Problem::unavailable)?;
        match link {
            Some(link) if link.belongs_to(&program.id, &who.participant_id, &who.account_id) => {
                let url = app.url_of(&link, now).await?;
                return Ok(Some(Shared { link, url }));
            }
            Some(_) => {}
            None => return Ok(None),
        }
    }
    Ok(None)
}

impl From<&Shared> for LinkView {
    fn from(shared: &Shared) -> Self {
        Self {
            code: shared.link.code.clone(),
            url: shared.url.as_str().to_owned(),
            created_at: shared.link.created_at,
        }
    }
}

/// A button for each of the program's networks, in its order.
pub(crate) fn share(shown: &Shown<'_>, url: &Url) -> Vec<ShareIntent> {
    let text = draft::share_text(shown.program, shown.product, shown.now);
    let subject = format!("Try {}", shown.product);
    share_intents(url, &text, &subject, &shown.program.settings.networks)
}

//! A link as it is shown, with a button for each network of its program (C10, C15).

use domain::draft;
use domain::id::ProgramId;
use domain::link::{Code, Link};
use domain::program::Program;
use domain::share::{ShareIntent, share_intents};
use domain::words::Words;
use jiff::Timestamp;
use serde::Serialize;
use url::Url;

/// The body of an answer.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Link")
)]
pub(crate) struct LinkView {
    code: Code,
    /// To be shared as it is (C11).
    url: String,
    program_id: ProgramId,
    /// In the program's order.
    share: Vec<ShareIntent>,
    created_at: Timestamp,
}

impl LinkView {
    /// # Errors
    /// If `public_url` is not a URL: the stack sets it.
    pub(crate) fn of(
        program: &Program,
        link: &Link,
        product: &str,
        (public_url, now): (&str, Timestamp),
    ) -> Result<Self, url::ParseError> {
        let url = Url::parse(&format!("{public_url}/r/{}", link.shown()))?;
        let words = Words::of(program.settings.locale);
        let text = draft::share_text(words, program, product, now);
        let subject = words.fill("share-subject", &[("product", product)]);
        Ok(Self {
            share: share_intents(&url, &text, &subject, &program.settings.networks),
            code: link.shown().clone(),
            url: url.into(),
            program_id: link.program_id.clone(),
            created_at: link.created_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::preset::CLIENTJOY;
    use domain::program_file::parse;
    use domain::terms::TermsVersion;

    use super::*;

    #[test]
    fn c15_a_link_comes_with_its_buttons() {
        let (settings, rules) = parse(CLIENTJOY.toml).unwrap();
        let first = TermsVersion {
            version: 1,
            effective_from: Timestamp::UNIX_EPOCH,
            rules,
        };
        let program = Program {
            id: "clientjoy".parse().unwrap(),
            settings,
            terms: vec![first],
        };
        let now: Timestamp = "2022-05-25T10:00:00Z".parse().unwrap();
        let link = Link {
            code: "k7xq2mnpqr".parse().unwrap(),
            program_id: program.id.clone(),
            account_id: "acme".parse().unwrap(),
            participant_id: "ana".parse().unwrap(),
            created_at: now,
            chosen: Vec::new(),
        };
        let view = LinkView::of(
            &program,
            &link,
            "Clientjoy",
            ("https://refer.example.com", now),
        );
        insta::assert_json_snapshot!(view.unwrap());
    }
}

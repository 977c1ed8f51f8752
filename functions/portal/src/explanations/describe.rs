//! What the route is, for the description of the API.

use domain::explanation::told::Told;
use runtime::describe::Operation;
use runtime::paging::Page;

use super::Request;
use crate::describe::{ACCESS, TAG};

pub(crate) fn explain() -> Operation {
    let answer = include_str!("../describe/explanations.json");
    let answer = serde_json::from_str(answer).unwrap_or_default();
    Operation::new("GET /v1/explanations", "explain", TAG, ACCESS)
        .says(
            "Explain why a credit came, or did not",
            "Of one referral, reward or invite, or of all that the account has: how it came itself, \
             then whom the participant referred, newest first. Each has a stable code, since when, \
             what would change it and the next date, in plain words. Nothing in it tells what a \
             friend did not tell: of an invite that was not sent it says the same as of one that \
             was.",
        )
        .query::<Request>(&[
            ("referral_id", "ref_bo-co".into()),
            ("account_id", "ana-co".into()),
            ("participant_id", "ana".into()),
        ])
        .answers::<Page<Told>>(200, "One explanation, or a page of the account’s.")
        .may_not_find("")
        .example(
            ("referral", "Ana’s, after Bo signed up by her link"),
            None,
            (200, Some(answer)),
        )
}

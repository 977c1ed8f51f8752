//! What the route is, for the description of the API.

use domain::explanation::told::ForStaff;
use runtime::describe::Operation;
use runtime::paging::Page;

use super::Request;
use crate::describe::{ACCESS, TAG};

/// Every route.
pub(crate) fn operations() -> Vec<Operation> {
    vec![explain()]
}

fn explain() -> Operation {
    let answer = serde_json::from_str(include_str!("example.json")).unwrap_or_default();
    Operation::new(
        "GET /v1/admin/explanations",
        "explainToStaff",
        TAG,
        ACCESS,
    )
    .says(
        "Explain why a credit came, or did not",
        "By whatever is at hand: a referral, reward, invite or account, a link's code, a Stripe \
         customer, or a friend's address. Every rule that the credit goes through is listed with \
         what it was asked with and what it came to; `customer_sees` is what the participant is \
         told, and `reply` is an answer that can be sent as it is. Invites that were not sent are \
         told with their cause: that is for staff alone, and is in neither of the two.",
    )
    .query::<Request>(&[("referral_id", "ref_bo-co".into())])
    .answers::<Page<ForStaff>>(
        200,
        "Both sides of a referral, one reward or invite, or a page of an account’s.",
    )
    .may_not_find("no account has, or had, this address")
    .example(
        ("referral", "Ana’s, after Bo signed up by her link"),
        None,
        (200, Some(answer)),
    )
}

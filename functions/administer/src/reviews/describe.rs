//! What the routes of reviews are, for the description of the API.

use domain::id::{ReferralId, RewardId};
use runtime::describe::Operation;
use runtime::paging::Page;
use serde_json::{Value, json};

use super::ruling::Outcome;
use super::view::ReviewView;
use super::{Decision, Denial};
use crate::REVIEW_DECIDED;
use crate::describe::{ACCESS, TAG};
use crate::programs::Paging;

const REASON_RULE: &str = "/reason must have 1 to 500 characters: say why, for whoever looks later";

/// Every route.
pub(crate) fn operations() -> Vec<Operation> {
    vec![list(), approve(), deny(), waive(), net(), debit()]
}

fn list() -> Operation {
    Operation::new("GET /v1/admin/reviews", "listReviews", TAG, ACCESS)
        .says(
            "List what somebody is to look at",
            "The oldest first: referrals whose credit is not released before staff approve or deny \
             them, with what was seen, and credit of which invoices had used a part before it was \
             taken back. A signal is no proof, and none refuses anything by itself.",
        )
        .query::<Paging>(&[("limit", 20.into())])
        .answers::<Page<ReviewView>>(
            200,
            "A page; where `has_more`, `next_cursor` begins the one that follows.",
        )
        .example(("all", "By the operator"), None, (200, Some(queue())))
}

fn approve() -> Operation {
    of_referral(
        "POST /v1/admin/reviews/{id}/approve",
        "approveReview",
        "ref_wes-co",
    )
    .says(
        "Approve a referral",
        "What both sides earned goes on, and is released where its hold has ended. They are \
             told now.",
    )
    .takes::<Decision>("Why.")
    .answers::<Outcome<'_>>(200, "What was decided, by whom and why.")
    .may_not_understand(REASON_RULE)
    .example(
        ("approve", "Two people of one firm"),
        json!({ "reason": "two teams of one firm, checked by phone" }),
        (
            200,
            Some(outcome(
                ("ref_wes-co", "approved"),
                "two teams of one firm, checked by phone",
            )),
        ),
    )
}

fn deny() -> Operation {
    of_referral(
        "POST /v1/admin/reviews/{id}/deny",
        "denyReview",
        "ref_hal-co",
    )
    .says(
        "Deny a referral",
        "It ends, and so does what both sides have of it that no invoice used.",
    )
    .takes::<Denial>("Why, and what the referrer is told.")
    .answers::<Outcome<'_>>(200, "What was decided, by whom and why.")
    .may_not_understand(REASON_RULE)
    .example(
        ("deny", "One person with two accounts"),
        json!({ "reason": "one person with two accounts", "code": "fraud" }),
        (
            200,
            Some(outcome(
                ("ref_hal-co", "denied"),
                "one person with two accounts",
            )),
        ),
    )
}

fn waive() -> Operation {
    of_remainder(
        "POST /v1/admin/reviews/{id}/waive",
        "waiveRemainder",
        ("rwd_lee-co.referrer", "waived", "not worth a letter"),
    )
    .says(
        "Waive what invoices had used",
        "Credit was taken back as far as no invoice had used it; the rest is let go.",
    )
}

fn net() -> Operation {
    of_remainder(
        "POST /v1/admin/reviews/{id}/net",
        "netRemainder",
        ("rwd_may-co.referrer", "netted", "earns every month"),
    )
    .says(
        "Net what invoices had used",
        "It is taken off whatever other referral credit the account has on its Stripe balance, \
         now or when it comes there. The customer never owes it.",
    )
}

fn debit() -> Operation {
    of_remainder(
        "POST /v1/admin/reviews/{id}/debit",
        "debitRemainder",
        ("rwd_ned-co.referrer", "debited", "agreed by phone"),
    )
    .says(
        "Debit what invoices had used",
        "It is put on the Stripe balance as a debit, so that the next invoice is higher by what \
         no credit covers. Do this only where the customer was told.",
    )
}

fn of_remainder(
    what: &'static str,
    id: &'static str,
    (reward, verdict, reason): (&'static str, &str, &str),
) -> Operation {
    Operation::new(what, id, TAG, ACCESS)
        .path::<RewardId>("id", "The reward's id.", reward)
        .takes::<Decision>("Why.")
        .answers::<Outcome<'_>>(200, "What was decided, by whom and why.")
        .refuses(REVIEW_DECIDED, "the review was decided before")
        .may_not_understand(REASON_RULE)
        .may_not_find("")
        .example(
            ("decide", "By the operator"),
            json!({ "reason": reason }),
            (200, Some(outcome((reward, verdict), reason))),
        )
}

fn of_referral(what: &'static str, id: &'static str, referral: &'static str) -> Operation {
    Operation::new(what, id, TAG, ACCESS)
        .path::<ReferralId>("id", "The referral's id.", referral)
        .refuses(REVIEW_DECIDED, "the review was decided before")
        .may_not_find("")
}

fn outcome((id, verdict): (&str, &str), reason: &str) -> Value {
    json!({
        "id": id,
        "verdict": verdict,
        "key_id": "admin",
        "staff": null,
        "reason": reason,
        "decided_at": "2022-05-25T09:00:00Z",
    })
}

fn queue() -> Value {
    json!({
        "data": [{
            "kind": "referral",
            "id": "ref_wes-co",
            "since": "2022-05-25T09:00:00Z",
            "program_id": "clientjoy",
            "referrer_account_id": "ana-co",
            "friend_account_id": "wes-co",
            "signed_up_at": "2022-05-25T09:00:00Z",
            "signals": [{
                "code": "disposable_address",
                "words": domain::review::Signal::DisposableAddress.words(),
            }],
            "rewards": [{
                "id": "rwd_wes-co.referrer",
                "side": "referrer",
                "account_id": "ana-co",
                "amount": { "amount_minor": 5000, "currency": "USD" },
            }],
        }],
        "has_more": false,
        "next_cursor": null,
    })
}

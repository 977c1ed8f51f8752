//! What the routes of rewards are, for the description of the API.

use domain::id::RewardId;
use runtime::describe::Operation;
use serde_json::{Value, json};

use super::{DecisionRequest, RewardView};
use crate::NOTHING_TO_DECIDE;
use crate::describe::{ACCESS, TAG};

const ID: &str = "rwd_bo-co.referrer";

pub(crate) fn operations() -> Vec<Operation> {
    vec![reverse(), restore()]
}

fn reverse() -> Operation {
    one(
        "POST /v1/admin/rewards/{reward_id}/reverse",
        "reverseReward",
    )
    .says(
        "Take a reward away",
        "Credit that is not on the Stripe balance is canceled; credit that is gets taken off \
             it within moments, as far as no invoice has used it. The participant is told. No \
             later payment gives it back: only `restore` does.",
    )
    .takes::<DecisionRequest>("Why.")
    .answers::<RewardView>(200, "The reward as it is now.")
    .may_not_find("")
    .refuses(
        NOTHING_TO_DECIDE,
        "the reward has ended already: there is no credit to take back",
    )
    .example(
        ("fraud", "Both accounts are one company's"),
        json!({ "reason": "ticket 4711: one company under two names" }),
        (200, Some(reward("canceled", false))),
    )
}

fn restore() -> Operation {
    one(
        "POST /v1/admin/rewards/{reward_id}/restore",
        "restoreReward",
    )
    .says(
        "Give a reward back",
        "One that was canceled, reversed, expired or never granted, under what is left of its \
             hold. The participant is told. From then on no payment that comes back takes it \
             away: only `reverse` does.",
    )
    .takes::<DecisionRequest>("Why.")
    .answers::<RewardView>(200, "The reward as it is now.")
    .may_not_find("")
    .refuses(
        NOTHING_TO_DECIDE,
        "the reward stands: there is nothing to give back",
    )
    .example(
        ("mistake", "It was taken by mistake"),
        json!({ "reason": "ticket 4711: the companies have nothing to do with each other" }),
        (200, Some(reward("available", true))),
    )
}

fn one(what: &'static str, id: &'static str) -> Operation {
    Operation::new(what, id, TAG, ACCESS).path::<RewardId>("reward_id", "The reward's id.", ID)
}

fn reward(state: &str, kept: bool) -> Value {
    json!({
        "reward_id": ID,
        "account_id": "ana-co",
        "amount": { "amount_minor": 5000, "currency": "USD" },
        "state": state,
        "kept_by_staff": kept,
    })
}

//! What the routes of referrals are, for the description of the API.

use domain::id::ReferralId;
use runtime::describe::Operation;
use serde_json::{Value, json};

use super::ReferralView;
use super::claim::ClaimRequest;
use crate::describe::{ACCESS, TAG};
use crate::rewards::DecisionRequest;
use crate::{CLAIM_REFUSED, NOTHING_TO_DECIDE};

pub(crate) fn operations() -> Vec<Operation> {
    vec![claim(), disqualify()]
}

fn claim() -> Operation {
    Operation::new("POST /v1/admin/referrals", "claimReferral", TAG, ACCESS)
        .says(
            "Tie a signup to its referrer afterwards",
            "For a signup whose link or Accept was lost, with evidence and a reason, which the \
             audit trail keeps. The guards are those of a signup: an account is referred at most \
             once, nobody refers themselves, and who was a customer before `referred_at` is not \
             referred. It comes before the friend's first payment, or within 30 days of the \
             signup. What it earns is decided as if it had been known at the signup.",
        )
        .takes::<ClaimRequest>("Both sides, when the one told the other, and what shows it.")
        .answers::<ReferralView>(201, "The referral, with what it has earned.")
        .refuses(
            CLAIM_REFUSED,
            "an account is referred at most once, and this one was",
        )
        .example(
            (
                "lostLink",
                "The link was opened on a phone, the signup made elsewhere",
            ),
            json!({
                "friend_account_id": "gil-co",
                "referrer_account_id": "ana-co",
                "referrer_participant_id": "ana",
                "referred_at": "2022-05-20T09:00:00Z",
                "evidence": "ticket 4711: Ana's message of 20 May with her link",
                "reason": "opened on a phone, signed up at a desk",
            }),
            (201, Some(referral("gil-co", "qualified"))),
        )
}

fn disqualify() -> Operation {
    Operation::new(
        "POST /v1/admin/referrals/{referral_id}/disqualify",
        "disqualifyReferral",
        TAG,
        ACCESS,
    )
    .says(
        "End a referral without reward",
        "What it earned on either side is taken away as by `reverse`, and it earns nothing more: \
         no later payment brings it back. Its rewards can be restored one by one.",
    )
    .path::<ReferralId>("referral_id", "The referral's id.", "ref_bo-co")
    .takes::<DecisionRequest>("Why.")
    .answers::<ReferralView>(200, "The referral as it is now.")
    .may_not_find("")
    .refuses(NOTHING_TO_DECIDE, "staff ended this referral already")
    .example(
        ("fraud", "Both accounts are one company's"),
        json!({ "reason": "ticket 4711: one company under two names" }),
        (200, Some(referral("bo-co", "disqualified"))),
    )
}

fn referral(friend: &str, status: &str) -> Value {
    let reward = |side: &str, account: &str| {
        json!({
            "reward_id": format!("rwd_{friend}.{side}"),
            "account_id": account,
            "amount": { "amount_minor": 5000, "currency": "USD" },
            "state": if status == "qualified" { "available" } else { "canceled" },
            "kept_by_staff": false,
        })
    };
    let mut referral = json!({
        "referral_id": format!("ref_{friend}"),
        "program_id": "clientjoy",
        "friend_account_id": friend,
        "referrer_account_id": "ana-co",
        "referrer_participant_id": "ana",
        "signed_up_at": "2022-05-25T09:00:00Z",
        "status": status,
        "rewards": [reward("referrer", "ana-co"), reward("friend", friend)],
    });
    let at = "2022-05-25T09:00:00Z";
    if status == "qualified" {
        referral["qualified_at"] = at.into();
        referral["qualification"] = json!({ "cause": "signup" });
    } else {
        referral["reason"] = "admin_decision".into();
        referral["disqualified_at"] = at.into();
    }
    referral
}

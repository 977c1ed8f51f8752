//! One referral, reward or invite of the caller's.

use domain::account::{Household, Participant};
use domain::explanation::Known;
use domain::explanation::told::{self, Names, Told};
use domain::id::{AccountId, InviteId, ReferralId, RewardId};
use domain::referral::Referral;
use domain::reward::Side;
use runtime::problem::Problem;
use store::Feed;

use super::Asking;

/// The caller's side of a referral: whom they referred, or who referred their account.
pub(super) async fn referral(asking: Asking<'_>, id: &ReferralId) -> Result<Told, Problem> {
    let friend = id.friend().ok_or_else(Problem::not_found)?;
    let (friend, own) = load(asking, &friend).await?;
    let referral = friend.referral.as_ref().ok_or_else(Problem::not_found)?;
    let side = if is_by_caller(referral, asking) {
        Side::Referrer
    } else if referral.friend_account_id == asking.who.account_id {
        Side::Friend
    } else {
        return Err(Problem::not_found());
    };
    side_of(asking, (&friend, &own), side)
}

/// A reward of the caller's account, whoever of it earned it (K17).
pub(super) async fn reward(asking: Asking<'_>, id: &RewardId) -> Result<Told, Problem> {
    let (friend, side) = id.parts().ok_or_else(Problem::not_found)?;
    let (friend, own) = load(asking, &friend).await?;
    let reward = friend.reward(side).ok_or_else(Problem::not_found)?;
    if reward.account_id != asking.who.account_id {
        return Err(Problem::not_found());
    }
    side_of(asking, (&friend, &own), side)
}

/// An invite of the caller's, or the referral that came of it.
pub(super) async fn invite(asking: Asking<'_>, id: &InviteId) -> Result<Told, Problem> {
    let found = asking.app.store.invite(id).await;
    let found = found.map_err(Problem::unavailable)?;
    let is_own = |invite: &domain::invite::Invite| {
        invite.account_id == asking.who.account_id
            && invite.participant_id == asking.who.participant_id
    };
    let invite = found.filter(is_own).ok_or_else(Problem::not_found)?;
    if invite.accepted_at.is_some() {
        let own = feed(asking).await?;
        let of_invite = |it: &&domain::referral::ReferralSummary| it.invite_id.as_ref() == Some(id);
        if let Some(summary) = own.referrals.iter().find(of_invite) {
            return referral(asking, &summary.referral_id).await;
        }
    }
    let program = asking.program(&invite.program_id)?;
    let own = asking
        .app
        .store
        .participant(&invite.account_id, &invite.participant_id)
        .await;
    let own = own.map_err(Problem::unavailable)?;
    let words = asking.spoken(own.as_ref(), program);
    Ok(told::of_invite(words, &invite, program, asking.now))
}

/// One side, as the caller may see it.
pub(super) fn side_of(
    asking: Asking<'_>,
    (friend, own): (&Household, &Feed),
    side: Side,
) -> Result<Told, Problem> {
    let referral = friend.referral.as_ref().ok_or_else(Problem::not_found)?;
    let none = Household::default();
    let known = Known {
        program: asking.program(&referral.program_id)?,
        friend,
        referrer: match side {
            Side::Referrer => &own.household,
            Side::Friend => &none,
        },
        lines: &own.lines,
        side,
        now: asking.now,
    };
    let label = label(friend, referral, asking);
    let names = Names {
        words: asking.words(&own.household, known.program),
        friend: &label,
        reader: None,
    };
    told::of_referral(&known, names).ok_or_else(Problem::not_found)
}

/// Friends are named to those who referred them, not to the rest of the team; else empty.
fn label(friend: &Household, referral: &Referral, asking: Asking<'_>) -> String {
    let person = friend.participant(&referral.friend_participant_id);
    let person = person.filter(|_| is_by_caller(referral, asking));
    person.and_then(Participant::label).unwrap_or_default()
}

fn is_by_caller(referral: &Referral, asking: Asking<'_>) -> bool {
    referral.referrer_account_id == asking.who.account_id
        && referral.referrer_participant_id == asking.who.participant_id
}

/// The friend's account, and all of the caller's.
async fn load(asking: Asking<'_>, friend: &AccountId) -> Result<(Household, Feed), Problem> {
    let friend = async {
        let friend = asking.app.store.household(friend).await;
        friend.map_err(Problem::unavailable)
    };
    tokio::try_join!(friend, feed(asking))
}

pub(super) async fn feed(asking: Asking<'_>) -> Result<Feed, Problem> {
    let feed = asking.app.store.feed(&asking.who.account_id).await;
    feed.map_err(Problem::unavailable)
}

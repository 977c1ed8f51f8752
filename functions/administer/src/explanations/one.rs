//! One referral, reward or invite.

use domain::account::{Household, Participant};
use domain::explanation::Known;
use domain::explanation::told::{self, ForStaff, Names};
use domain::id::{AccountId, InviteId, ParticipantId, ReferralId, RewardId};
use domain::invite::Invite;
use domain::locale::Locale;
use domain::program::Program;
use domain::referral::ReferralSummary;
use domain::reward::Side;
use domain::words::Words;
use runtime::problem::Problem;
use store::Feed;

use super::Asking;

/// Both sides of a referral: the referrer's, then the friend's.
pub(crate) async fn referral(
    asking: Asking<'_>,
    id: &ReferralId,
) -> Result<Vec<ForStaff>, Problem> {
    let friend = id.friend().ok_or_else(Problem::not_found)?;
    let (friend, referrer) = load(asking, &friend).await?;
    let sides = [(Side::Referrer, &referrer), (Side::Friend, &friend)];
    let explained = sides.map(|(side, lines)| {
        let both = (&friend.household, &referrer.household);
        side_of(asking, both, (lines, side))
    });
    explained.into_iter().collect()
}

pub(crate) async fn reward(asking: Asking<'_>, id: &RewardId) -> Result<Vec<ForStaff>, Problem> {
    let (friend, side) = id.parts().ok_or_else(Problem::not_found)?;
    let (friend, referrer) = load(asking, &friend).await?;
    if friend.household.reward(side).is_none() {
        return Err(Problem::not_found());
    }
    let lines = match side {
        Side::Referrer => &referrer,
        Side::Friend => &friend,
    };
    let both = (&friend.household, &referrer.household);
    Ok(vec![side_of(asking, both, (lines, side))?])
}

/// The referral that came of an invite; where none did, the invite.
pub(crate) async fn invite(asking: Asking<'_>, id: &InviteId) -> Result<Vec<ForStaff>, Problem> {
    let found = asking.app.store.invite(id).await;
    let invite = found.map_err(Problem::unavailable)?;
    let invite = invite.ok_or_else(Problem::not_found)?;
    explained(asking, &invite).await
}

pub(crate) async fn explained(
    asking: Asking<'_>,
    invite: &Invite,
) -> Result<Vec<ForStaff>, Problem> {
    let sender = feed(asking, &invite.account_id).await?;
    let of_invite = |it: &&ReferralSummary| it.invite_id.as_ref() == Some(&invite.id);
    if let Some(summary) = sender.referrals.iter().find(of_invite) {
        return referral(asking, &summary.referral_id).await;
    }
    let program = asking.program(&invite.program_id)?;
    let reader = first_name(&sender.household, &invite.participant_id);
    let person = sender.household.participant(&invite.participant_id);
    let names = Names {
        words: words(person, program),
        friend: "",
        reader: reader.as_deref(),
    };
    Ok(vec![told::of_invite_for_staff(
        invite,
        program,
        (names, asking.now),
    )])
}

/// What the customer reads: their own language, else the program's.
pub(super) fn words(reader: Option<&Participant>, program: &Program) -> &'static Words {
    let own = reader.and_then(|reader| reader.locale.as_deref());
    Words::of(Locale::choose([own], program.settings.locale))
}

/// One side of a referral, with the statement of the account whose side it is.
pub(crate) fn side_of(
    asking: Asking<'_>,
    (friend, referrer): (&Household, &Household),
    (earner, side): (&Feed, Side),
) -> Result<ForStaff, Problem> {
    let referral = friend.referral.as_ref().ok_or_else(Problem::not_found)?;
    let known = Known {
        program: asking.program(&referral.program_id)?,
        friend,
        referrer,
        lines: &earner.lines,
        side,
        now: asking.now,
    };
    let person = friend.participant(&referral.friend_participant_id);
    let label = person.and_then(Participant::label).unwrap_or_default();
    let (household, reader) = match side {
        Side::Referrer => (referrer, &referral.referrer_participant_id),
        Side::Friend => (friend, &referral.friend_participant_id),
    };
    let words = words(household.participant(reader), known.program);
    let reader = first_name(household, reader);
    let names = Names {
        words,
        friend: &label,
        reader: reader.as_deref(),
    };
    told::of_referral_for_staff(&known, names).ok_or_else(Problem::not_found)
}

/// How a reply greets somebody.
pub(crate) fn first_name(household: &Household, id: &ParticipantId) -> Option<String> {
    let person = household.participant(id)?;
    let name = person.name.as_ref()?;
    Some(name.first_name().to_owned())
}

/// The friend's account, and that of whoever referred it.
pub(crate) async fn load(asking: Asking<'_>, friend: &AccountId) -> Result<(Feed, Feed), Problem> {
    let friend = feed(asking, friend).await?;
    let referral = friend.household.referral.as_ref();
    let referral = referral.ok_or_else(Problem::not_found)?;
    let referrer = feed(asking, &referral.referrer_account_id).await?;
    Ok((friend, referrer))
}

pub(crate) async fn feed(asking: Asking<'_>, id: &AccountId) -> Result<Feed, Problem> {
    let feed = asking.app.store.feed(id).await;
    feed.map_err(Problem::unavailable)
}

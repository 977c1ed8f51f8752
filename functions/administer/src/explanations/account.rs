//! All that there is to explain of an account: how it came, and whom it referred.

use domain::account::Household;
use domain::explanation::Known;
use domain::explanation::told::{self, ForStaff, Names};
use domain::id::{AccountId, ParticipantId};
use domain::program;
use domain::referral::ReferralSummary;
use domain::reward::Side;
use domain::time::sortable;
use runtime::paging::{Cursor, Limit, Page};
use runtime::problem::Problem;
use store::Feed;

use super::Asking;
use super::one::{self, feed, side_of};

/// How the account came, then whom it referred, the newest first.
pub(super) async fn page(
    asking: Asking<'_>,
    id: &AccountId,
    (after, limit): (Option<&Cursor>, Limit),
) -> Result<Page<ForStaff>, Problem> {
    let own = known(asking, id).await?;
    let mut data = Vec::new();
    if after.is_none() {
        data.extend(signup(asking, &own).await?);
    }
    let mut referrals: Vec<(String, &ReferralSummary)> = own
        .referrals
        .iter()
        .map(|summary| (place(summary), summary))
        .filter(|(place, _)| after.is_none_or(|after| place.as_str() < after.place()))
        .collect();
    referrals.sort_by(|(one, _), (other, _)| other.cmp(one));
    let room = usize::from(limit.get()).saturating_sub(data.len());
    let has_more = referrals.len() > room;
    referrals.truncate(room);
    let friends: Vec<(AccountId, ParticipantId)> = referrals
        .iter()
        .map(|(_, it)| {
            (
                it.friend_account_id.clone(),
                it.friend_participant_id.clone(),
            )
        })
        .collect();
    let friends = asking.app.store.referred(&friends).await;
    for friend in friends.map_err(Problem::unavailable)? {
        let both = (&friend, &own.household);
        data.extend(side_of(asking, both, (&own, Side::Referrer)).ok());
    }
    // Before every referral where only the signup had room.
    let last = referrals.last().map_or("~", |(place, _)| place);
    Ok(Page {
        data,
        has_more,
        next_cursor: has_more.then(|| Cursor::at(last)),
    })
}

/// # Errors
/// 404 for an account of which nothing is known.
async fn known(asking: Asking<'_>, id: &AccountId) -> Result<Feed, Problem> {
    let own = feed(asking, id).await?;
    let is_known = own.household.account.is_some() || !own.referrals.is_empty();
    is_known.then_some(own).ok_or_else(Problem::not_found)
}

fn place(summary: &ReferralSummary) -> String {
    format!("{}#{}", sortable(summary.recorded_at), summary.referral_id)
}

/// Who referred the account, or why nobody did. Nothing for one whose signup was never told.
pub(crate) async fn signup(asking: Asking<'_>, own: &Feed) -> Result<Option<ForStaff>, Problem> {
    let household = &own.household;
    if let Some(referral) = &household.referral {
        let referrer = asking.app.store.household(&referral.referrer_account_id);
        let referrer = referrer.await.map_err(Problem::unavailable)?;
        return side_of(asking, (household, &referrer), (own, Side::Friend)).map(Some);
    }
    let (Some(outcome), Some(program)) = (
        household.outcome.as_ref(),
        program::choose(asking.programs, None),
    ) else {
        return Ok(None);
    };
    let none = Household::default();
    let known = Known {
        program,
        friend: household,
        referrer: &none,
        lines: &own.lines,
        side: Side::Friend,
        now: asking.now,
    };
    let reader = household.members().next();
    let words = one::words(reader, program);
    let reader = reader.and_then(|member| member.name.as_ref());
    let names = Names {
        words,
        friend: "",
        reader: reader.map(domain::person_name::PersonName::first_name),
    };
    Ok(told::of_signup_for_staff(&known, outcome, names))
}

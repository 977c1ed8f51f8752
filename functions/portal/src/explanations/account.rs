//! All that there is to explain of the caller's account.

use domain::account::Household;
use domain::explanation::Known;
use domain::explanation::told::{self, Names, Told};
use domain::id::{AccountId, ParticipantId};
use domain::program;
use domain::referral::ReferralSummary;
use domain::reward::Side;
use domain::time::sortable;
use runtime::paging::{Cursor, Limit, Page};
use runtime::problem::Problem;
use store::Feed;

use super::Asking;
use super::one::{feed, side_of};

/// Where the account's own signup stands in the list: before every referral.
const OWN: &str = "~";

/// How the account itself came, then whom the participant referred, the newest first.
pub(super) async fn page(
    asking: Asking<'_>,
    (after, limit): (Option<&Cursor>, Limit),
) -> Result<Page<Told>, Problem> {
    let own = feed(asking).await?;
    let mut data = Vec::new();
    let room = usize::from(limit.get());
    let is_first = after.is_none();
    data.extend(signup(asking, &own)?.filter(|_| is_first));
    let mine = |it: &&ReferralSummary| it.participant_id == asking.who.participant_id;
    let mut referrals: Vec<(String, &ReferralSummary)> = own
        .referrals
        .iter()
        .filter(mine)
        .map(|summary| (place(summary), summary))
        .filter(|(place, _)| after.is_none_or(|after| place.as_str() < after.place()))
        .collect();
    referrals.sort_by(|(one, _), (other, _)| other.cmp(one));
    let has_more = referrals.len() > room.saturating_sub(data.len());
    referrals.truncate(room.saturating_sub(data.len()));
    let friends: Vec<(AccountId, ParticipantId)> = referrals
        .iter()
        .map(|(_, it)| {
            (
                it.friend_account_id.clone(),
                it.friend_participant_id.clone(),
            )
        })
        .collect();
    data.extend(of_friends(asking, &own, &friends).await?);
    let last = referrals.last().map_or(OWN, |(place, _)| place);
    Ok(Page {
        data,
        has_more,
        next_cursor: has_more.then(|| Cursor::at(last)),
    })
}

/// Whom the caller referred, each as it stands for the caller. One table round trip for every
/// sixteen.
pub(crate) async fn of_friends(
    asking: Asking<'_>,
    own: &Feed,
    friends: &[(AccountId, ParticipantId)],
) -> Result<Vec<Told>, Problem> {
    let friends = asking.app.store.referred(friends).await;
    let friends = friends.map_err(Problem::unavailable)?;
    let told = |friend| side_of(asking, (friend, own), Side::Referrer).ok();
    Ok(friends.iter().filter_map(told).collect())
}

fn place(summary: &ReferralSummary) -> String {
    format!("{}#{}", sortable(summary.recorded_at), summary.referral_id)
}

/// How the account itself came: who referred it, or why nobody did. Nothing for one whose signup
/// was never told.
pub(crate) fn signup(asking: Asking<'_>, own: &Feed) -> Result<Option<Told>, Problem> {
    let household = &own.household;
    if household.referral.is_some() {
        return side_of(asking, (household, own), Side::Friend).map(Some);
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
    let names = Names {
        words: asking.words(household, program),
        friend: "",
        reader: None,
    };
    Ok(told::of_signup(&known, outcome, names))
}

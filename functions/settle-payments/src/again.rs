//! Rewards of an account's referrals that hang on what the account itself pays, decided again.

use std::convert::Infallible;

use domain::account::Household;
use domain::allowance::{Limits, Tally};
use domain::change::{ChangeSet, Write};
use domain::id::{AccountId, RewardId};
use domain::leaving;
use domain::paying::Paying;
use domain::program::Program;
use domain::referral::Referral;
use domain::release;
use domain::reward::{Reward, Side};
use domain::terms::Rules;
use jiff::Timestamp;
use store::StoreError;

use crate::{App, SettleError};

/// Rewards that this account forfeited, or that wait for it, are decided again. The mark that
/// this is due goes last, so that whatever is lost before is done by the next delivery.
pub(crate) async fn review(app: &App, paying: &Paying, now: Timestamp) -> Result<(), SettleError> {
    let feed = app.store.feed(&paying.account_id).await?;
    for summary in feed
        .referrals
        .iter()
        .filter(|summary| summary.reason.is_some())
    {
        decide(app, &summary.friend_account_id, now).await?;
    }
    let mut changes = ChangeSet::default();
    let version = paying.version.saturating_add(1);
    changes.write(Write::Paying(Paying {
        review_due: false,
        version,
        ..paying.clone()
    }));
    match app.store.commit(&changes, now).await {
        // Somebody saw more of Stripe meanwhile, and reviews it in turn.
        Ok(()) | Err(StoreError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The referrer's reward of this friend's referral, by what is known of the referrer now.
pub(crate) async fn decide(
    app: &App,
    friend: &AccountId,
    now: Timestamp,
) -> Result<(), SettleError> {
    let Some(referral) = app.store.household(friend).await?.referral else {
        return Ok(());
    };
    let programs = app.store.programs(now).await?;
    let (rules, program) = rules_of(&programs, &referral)?;
    let load = async || {
        let friend = app.store.household(friend).await?;
        let referrer = app.store.household(&referral.referrer_account_id).await?;
        let qualified_at = friend.reward(Side::Referrer).map(|it| it.qualified_at);
        let instants: Vec<Timestamp> = qualified_at.into_iter().collect();
        let earner = (&referral.referrer_account_id, instants.as_slice());
        let tally = app.store.tally(program, rules, earner).await?;
        Ok((friend, referrer, tally))
    };
    let decide = |(friend, referrer, tally): &(Household, Household, Tally)| {
        let limits = Limits { program, tally };
        let changes = match (
            &friend.referral,
            friend.reward(Side::Referrer),
            &referrer.paying,
        ) {
            (Some(referral), Some(reward), Some(paying)) => {
                release::referrer_paid(referral, reward, (rules, limits), (paying, now))
            }
            _ => ChangeSet::default(),
        };
        Ok::<_, Infallible>(changes)
    };
    let Ok(_) = app.store.change(now, load, decide).await?;
    if rules.void_on_cancel {
        void(app, (&referral, rules), now).await?;
    }
    Ok(())
}

/// What ends with the referrer's subscription (E33).
async fn void(
    app: &App,
    (referral, rules): (&Referral, &Rules),
    now: Timestamp,
) -> Result<(), SettleError> {
    let load = async || {
        tokio::try_join!(
            app.store.household(&referral.friend_account_id),
            app.store.household(&referral.referrer_account_id),
        )
    };
    let decide = |(friend, referrer): &(Household, Household)| {
        let changes = match (
            &friend.referral,
            friend.reward(Side::Referrer),
            &referrer.paying,
        ) {
            (Some(referral), Some(reward), Some(paying)) => {
                leaving::referrer_left(referral, reward, rules, (paying, now))
            }
            _ => ChangeSet::default(),
        };
        Ok::<_, Infallible>(changes)
    };
    let Ok(_) = app.store.change(now, load, decide).await?;
    Ok(())
}

/// What an account that left had earned is decided again, where a program has credit end with that.
/// At each event: an invoice may be voided later, and give back what it had used.
pub(crate) async fn after_leaving(
    app: &App,
    account: &AccountId,
    now: Timestamp,
) -> Result<(), SettleError> {
    let programs = app.store.programs(now).await?;
    let mut terms = programs.iter().flat_map(|program| &program.terms);
    if !terms.any(|terms| terms.rules.void_on_cancel) {
        return Ok(());
    }
    let feed = app.store.feed(account).await?;
    let left = feed.household.paying.is_some_and(|it| !it.left.is_empty());
    if !left {
        return Ok(());
    }
    let friends = feed.referrals.iter().map(|it| &it.friend_account_id);
    let earned: Vec<RewardId> = friends
        .map(|friend| RewardId::of(friend, Side::Referrer))
        .collect();
    let earned = app.store.rewards(&earned).await?;
    let friend_of = |reward: &Reward| reward.id.parts().map(|(friend, _)| friend);
    let live = earned.iter().filter(|it| leaving::may_take(it));
    let friends: Vec<AccountId> = live.filter_map(friend_of).collect();
    for referral in app.store.referrals(&friends).await? {
        let (rules, _) = rules_of(&programs, &referral)?;
        if rules.void_on_cancel {
            void(app, (&referral, rules), now).await?;
        }
    }
    Ok(())
}

/// The rules that a referral is under, and their program.
pub(crate) fn rules_of<'a>(
    programs: &'a [Program],
    referral: &Referral,
) -> Result<(&'a Rules, &'a Program), SettleError> {
    let program = programs
        .iter()
        .find(|program| program.id == referral.program_id);
    let rules = program.and_then(|p| Some((&p.terms_version(referral.terms_version)?.rules, p)));
    rules.ok_or_else(|| SettleError::NoProgram(referral.program_id.to_string()))
}

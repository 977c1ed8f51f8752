//! Looking things up by their keys.

use domain::account::AddressUse;
use domain::id::{AccountId, ReferralId};
use domain::suppression::MailKind;
use domain::token::AddressHash;
use runtime::problem::Problem;

use super::{Hit, Named};
use crate::App;
use crate::console::shown::day;

/// What there is of this name.
pub(super) async fn up(app: &App, named: &Named) -> Result<Vec<Hit>, Problem> {
    match named {
        Named::Account(id) => Ok(account(app, id, "Account").await?.into_iter().collect()),
        Named::Address(hash) => address(app, hash).await,
        Named::Code(code) => {
            let link = app.store.link(code).await.map_err(Problem::unavailable)?;
            let hit = link.map(|link| Hit {
                kind: "Link",
                title: format!("{code}, the link of {}", link.participant_id),
                detail: format!(
                    "Account {}, program {}, made on {}",
                    link.account_id,
                    link.program_id,
                    day(link.created_at)
                ),
                path: Some(account_path(&link.account_id)),
            });
            Ok(hit.into_iter().collect())
        }
        Named::Customer(id) => {
            let account_id = app.store.account_of_customer(id).await;
            of_customer(app, account_id.map_err(Problem::unavailable)?).await
        }
        Named::Invite(id) => {
            let invite = app.store.invite(id).await.map_err(Problem::unavailable)?;
            let hit = invite.map(|invite| Hit {
                kind: "Invite",
                title: format!(
                    "{id}, by {} of {}",
                    invite.participant_id, invite.account_id
                ),
                detail: format!("Asked for on {}", day(invite.created_at)),
                path: Some(format!("/admin/invites/{id}")),
            });
            Ok(hit.into_iter().collect())
        }
        Named::Letter(id) => {
            let letter = app.store.dead_letter(id).await;
            let letter = letter.map_err(Problem::unavailable)?;
            let hit = letter.map(|letter| Hit {
                kind: "Dead letter",
                title: format!("{id}, of {}", letter.queue),
                detail: letter.reason,
                path: Some(format!("/admin/dead-letters/{id}")),
            });
            Ok(hit.into_iter().collect())
        }
        Named::Referral(id) => referral(app, id).await,
        Named::Reward(id) => match (id.parts(), id.adjusted()) {
            (Some((friend, _)), _) => referral(app, &ReferralId::of(&friend)).await,
            (None, Some((owner, _))) => Ok(account(app, &owner, "Credit of")
                .await?
                .into_iter()
                .collect()),
            (None, None) => Ok(Vec::new()),
        },
        Named::StripeEvent(id) => {
            let event = app.store.stripe_event(id).await;
            let event = event.map_err(Problem::unavailable)?;
            let Some(customer) = event.and_then(|event| event.customer_id) else {
                return Ok(Vec::new());
            };
            let account_id = app.store.account_of_customer(&customer).await;
            of_customer(app, account_id.map_err(Problem::unavailable)?).await
        }
    }
}

async fn of_customer(app: &App, account_id: Option<AccountId>) -> Result<Vec<Hit>, Problem> {
    let Some(account_id) = account_id else {
        return Ok(Vec::new());
    };
    let hit = account(app, &account_id, "Stripe customer of").await?;
    Ok(hit.into_iter().collect())
}

async fn account(app: &App, id: &AccountId, kind: &'static str) -> Result<Option<Hit>, Problem> {
    let household = app.store.household(id).await;
    let household = household.map_err(Problem::unavailable)?;
    let name = household.account.as_ref().and_then(|it| it.name.as_ref());
    let name = name.map_or_else(|| "without a name".to_owned(), |it| it.as_str().to_owned());
    let members = household.members().count();
    Ok(household.account.as_ref().map(|account| Hit {
        kind,
        title: format!("{name} ({id})"),
        detail: format!(
            "Since {}, {members} member{}",
            day(account.signed_up_at),
            if members == 1 { "" } else { "s" }
        ),
        path: Some(account_path(id)),
    }))
}

async fn referral(app: &App, id: &ReferralId) -> Result<Vec<Hit>, Problem> {
    let Some(friend) = id.friend() else {
        return Ok(Vec::new());
    };
    let found = app.store.referrals(&[friend]).await;
    let found = found.map_err(Problem::unavailable)?;
    let hit = |it: domain::referral::Referral| Hit {
        kind: "Referral",
        title: format!("{} by {}", it.friend_account_id, it.referrer_account_id),
        detail: format!("Signed up on {}", day(it.signed_up_at)),
        path: Some(format!("/admin/referrals/{id}")),
    };
    Ok(found.into_iter().map(hit).collect())
}

/// The accounts that have, or had, the address; and which mail it does not get.
async fn address(app: &App, hash: &AddressHash) -> Result<Vec<Hit>, Problem> {
    let uses = app.store.address_uses(hash).await;
    let uses: Vec<AddressUse> = uses.map_err(Problem::unavailable)?;
    let mut hits = Vec::new();
    for it in uses {
        let kind = match it.closed_at {
            Some(_) => "Had this address",
            None => "Has this address",
        };
        hits.extend(account(app, &it.account_id, kind).await?);
    }
    let suppressions = app.store.suppressions(hash).await;
    let suppressions = suppressions.map_err(Problem::unavailable)?;
    for kind in MailKind::ALL {
        let Some(stop) = suppressions.stopping(kind).filter(|it| it.kind == kind) else {
            continue;
        };
        hits.push(Hit {
            kind: "Suppressed",
            title: format!("This address gets no {kind}"),
            detail: format!(
                "Since {}: {}",
                day(stop.since),
                if stop.may_be_undone {
                    "its owner asked for that, and may take it back"
                } else {
                    "a message bounced, or its owner called it spam or asked for none"
                }
            ),
            path: None,
        });
    }
    Ok(hits)
}

pub(super) fn account_path(id: &AccountId) -> String {
    format!("/admin/accounts/{id}")
}

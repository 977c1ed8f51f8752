//! From what staff have at hand to what can be explained.

use domain::email_address::EmailAddress;
use domain::explanation::told::ForStaff;
use domain::id::{AccountId, StripeCustomerId};
use domain::link::Code;
use runtime::paging::LIMIT_AT_MOST;
use runtime::problem::Problem;

use super::one::{explained, feed};
use super::{Asking, account};

/// The account of whoever has this link.
pub(super) async fn owner(asking: Asking<'_>, code: &Code) -> Result<AccountId, Problem> {
    let link = asking.app.store.link(code).await;
    let link = link.map_err(Problem::unavailable)?;
    link.map(|link| link.account_id)
        .ok_or_else(Problem::not_found)
}

/// The account that a Stripe customer pays for.
pub(super) async fn payer(
    asking: Asking<'_>,
    customer: &StripeCustomerId,
) -> Result<AccountId, Problem> {
    let account = asking.app.store.account_of_customer(customer).await;
    let account = account.map_err(Problem::unavailable)?;
    account.ok_or_else(Problem::not_found)
}

/// How each account came that has, or had, this address.
pub(super) async fn accounts(
    asking: Asking<'_>,
    address: &EmailAddress,
) -> Result<Vec<ForStaff>, Problem> {
    let signer = asking.app.signer(asking.now).await?;
    let address = signer.address_hash(address);
    let uses = asking.app.store.address_uses(&address);
    let uses = uses.await.map_err(Problem::unavailable)?;
    if uses.is_empty() {
        return Err(Problem::not_found().detail(
            "no account has, or had, this address; for the invites to it, name the sender's \
             account_id beside it",
        ));
    }
    let mut all = Vec::new();
    for it in uses {
        let own = feed(asking, &it.account_id).await?;
        all.extend(account::signup(asking, &own).await?);
    }
    Ok(all)
}

/// The invites of an account to this address, of each member the newest.
pub(super) async fn invites(
    asking: Asking<'_>,
    address: &EmailAddress,
    sender: &AccountId,
) -> Result<Vec<ForStaff>, Problem> {
    let signer = asking.app.signer(asking.now).await?;
    let recipient = signer.address_hash(address);
    let household = asking.app.store.household(sender).await;
    let household = household.map_err(Problem::unavailable)?;
    let mut all = Vec::new();
    for member in &household.participants {
        let by = (sender, &member.id);
        let page = asking.app.store.invites_of(by, None, LIMIT_AT_MOST).await;
        let page = page.map_err(Problem::unavailable)?;
        for invite in page.invites {
            if invite.recipient_hash == recipient {
                all.extend(explained(asking, &invite).await?);
            }
        }
    }
    if all.is_empty() {
        return Err(Problem::not_found().detail(
            "nobody of this account invited that address; of each member the last hundred invites \
             were looked at",
        ));
    }
    Ok(all)
}

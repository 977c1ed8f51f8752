//! A sender's invites, page by page.

use domain::api_key::Scope;
use domain::email_address::EmailAddress;
use domain::id::{AccountId, InviteId, ParticipantId};
use domain::invite::Invite;
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::auth::on_behalf::ActingFor;
use runtime::problem::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use store::Store;

const LIMIT: u8 = 20;
const LIMIT_AT_MOST: u8 = 100;

/// The query of `GET /v1/invites`.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Paging {
    /// 1 to 100; 20 where it is left out.
    #[cfg_attr(feature = "describe", schemars(range(min = 1, max = 100)))]
    limit: Option<u32>,
    /// The last invite of the page before.
    starting_after: Option<InviteId>,
    /// Needed with an API key; a participant's own are known from the token.
    account_id: Option<AccountId>,
    participant_id: Option<ParticipantId>,
}

/// The body of the answer.
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "InviteList")
)]
pub(crate) struct Page {
    /// Newest first.
    data: Vec<Listed>,
    has_more: bool,
}

#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Invite")
)]
struct Listed {
    id: InviteId,
    /// None once it was purged: 30 days after the invite expired, or its recipient said stop.
    email: Option<EmailAddress>,
    /// `queued`, `sent`, `bounced` or `expired`: of what was not sent, the same as of what was
    /// (K25).
    #[cfg_attr(
        feature = "describe",
        schemars(extend("enum" = ["queued", "sent", "bounced", "expired"]))
    )]
    status: &'static str,
    created_at: Timestamp,
    accepted_at: Option<Timestamp>,
    expires_at: Timestamp,
}

impl Listed {
    fn of(invite: Invite, now: Timestamp) -> Self {
        Self {
            status: invite.status_for_referrer(now),
            id: invite.id,
            email: invite.recipient,
            created_at: invite.created_at,
            accepted_at: invite.accepted_at,
            expires_at: invite.expires_at,
        }
    }
}

impl Paging {
    /// Whose invites.
    ///
    /// # Errors
    /// As [`Caller::acting_for`].
    pub(crate) fn sender(&self, caller: &Caller) -> Result<ActingFor, Problem> {
        let (account_id, participant_id) = (self.account_id.as_ref(), self.participant_id.as_ref());
        caller.acting_for(Scope::Invites, account_id, participant_id)
    }

    fn limit(&self) -> Result<u8, Problem> {
        match self.limit.map(u8::try_from) {
            None => Ok(LIMIT),
            Some(Ok(limit @ 1..=LIMIT_AT_MOST)) => Ok(limit),
            Some(_) => Err(wrong(
                "/limit",
                format!("must be from 1 to {LIMIT_AT_MOST}"),
            )),
        }
    }
}

pub(crate) async fn page(
    store: &Store,
    sender: &ActingFor,
    (paging, now): (&Paging, Timestamp),
) -> Result<Page, Problem> {
    let limit = paging.limit()?;
    let before = match &paging.starting_after {
        None => None,
        Some(id) => Some(own(store, sender, id).await?),
    };
    let by = (&sender.account_id, &sender.participant_id);
    let page = store.invites_of(by, before.as_ref(), limit).await;
    let page = page.map_err(Problem::unavailable)?;
    Ok(Page {
        data: page
            .invites
            .into_iter()
            .map(|invite| Listed::of(invite, now))
            .collect(),
        has_more: page.has_more,
    })
}

/// The sender's own invite of this id; another's is none (F61).
async fn own(store: &Store, sender: &ActingFor, id: &InviteId) -> Result<Invite, Problem> {
    let invite = store.invite(id).await.map_err(Problem::unavailable)?;
    let is_own = |invite: &Invite| {
        invite.account_id == sender.account_id && invite.participant_id == sender.participant_id
    };
    let unknown = || wrong("/starting_after", "names none of these invites".to_owned());
    invite.filter(is_own).ok_or_else(unknown)
}

fn wrong(pointer: &str, detail: String) -> Problem {
    Problem::invalid_fields(vec![FieldError {
        pointer: pointer.to_owned(),
        detail,
    }])
}

#[cfg(test)]
mod tests {
    use domain::invite::{InviteState, Suppressed};
    use domain::token::Signer;

    use super::*;

    fn invite(state: InviteState) -> Invite {
        let signer = Signer::from_secret("a secret that is long enough for anyone").unwrap();
        let recipient: EmailAddress = "bo@example.com".parse().unwrap();
        let created_at: Timestamp = "2022-05-25T10:00:00Z".parse().unwrap();
        Invite {
            id: "inv_a".parse().unwrap(),
            program_id: "clientjoy".parse().unwrap(),
            account_id: "acme".parse().unwrap(),
            participant_id: "ana".parse().unwrap(),
            recipient_hash: signer.address_hash(&recipient),
            recipient: Some(recipient),
            friend_name: None,
            message: None,
            state,
            created_at,
            expires_at: domain::invite::expires_at(created_at),
            accepted_at: None,
            purge_at: None,
            version: 1,
        }
    }

    fn listed_at(now: &str, state: InviteState) -> serde_json::Value {
        let listed = Listed::of(invite(state), now.parse().unwrap());
        serde_json::to_value(listed).unwrap()
    }

    fn listed(state: InviteState) -> serde_json::Value {
        listed_at("2022-05-26T10:00:00Z", state)
    }

    #[test]
    fn k25_what_was_not_sent_looks_like_what_was() {
        let sent = listed(InviteState::Sent {
            message_id: "ses-1".to_owned(),
            sent_at: Timestamp::UNIX_EPOCH,
        });
        let reason = Suppressed::KnownAddress;
        assert_eq!(listed(InviteState::Suppressed { reason }), sent);
        assert_eq!(sent["status"], "sent");
        assert_eq!(sent["expires_at"], "2022-06-24T10:00:00Z");
        let later = listed_at("2022-06-24T10:00:00Z", InviteState::Suppressed { reason });
        assert_eq!(later["status"], "expired");
    }

    #[test]
    fn an_address_that_was_purged_is_not_shown() {
        let mut invite = invite(InviteState::Created);
        invite.recipient = None;
        let listed = Listed::of(invite, "2022-08-01T10:00:00Z".parse().unwrap());
        let listed = serde_json::to_value(listed).unwrap();
        assert_eq!(listed["email"], serde_json::Value::Null);
    }

    #[test]
    fn a_page_has_one_to_a_hundred_invites() {
        let limit = |limit| {
            Paging {
                limit,
                ..Paging::default()
            }
            .limit()
        };
        assert_eq!(limit(None), Ok(20));
        assert_eq!(limit(Some(100)), Ok(100));
        for wrong in [0, 101, 256, 257, 4_000_000] {
            assert_eq!(limit(Some(wrong)).unwrap_err().status(), 400, "{wrong}");
        }
    }
}

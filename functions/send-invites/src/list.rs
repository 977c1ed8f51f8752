//! A sender's invites, page by page.

use domain::api_key::Scope;
use domain::email_address::EmailAddress;
use domain::id::{AccountId, InviteId, ParticipantId};
use domain::invite::Invite;
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::auth::on_behalf::ActingFor;
use runtime::paging::{Cursor, InvalidCursor, Limit, Page};
use runtime::problem::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use store::{InvitePage, Store};

/// The query of `GET /v1/invites`.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Paging {
    /// 1 to 100; 20 where it is left out.
    #[serde(default)]
    #[cfg_attr(
        feature = "describe",
        schemars(with = "Option<u32>", range(min = 1, max = 100))
    )]
    limit: Limit,
    /// The `next_cursor` of the page before.
    #[cfg_attr(feature = "describe", schemars(with = "Option<String>"))]
    starting_after: Option<Cursor>,
    /// Needed with an API key; a participant's own are known from the token.
    account_id: Option<AccountId>,
    participant_id: Option<ParticipantId>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Invite")
)]
pub(crate) struct Listed {
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
}

/// Newest first.
pub(crate) async fn page(
    store: &Store,
    sender: &ActingFor,
    (paging, now): (&Paging, Timestamp),
) -> Result<Page<Listed>, Problem> {
    let by = (&sender.account_id, &sender.participant_id);
    let before = paging.starting_after.as_ref().map(place).transpose()?;
    let page = store.invites_of(by, before, paging.limit.get()).await;
    let page = page.map_err(Problem::unavailable)?;
    let last = page.invites.last().filter(|_| page.has_more);
    Ok(Page {
        next_cursor: last.map(|invite| Cursor::at(InvitePage::place_of(invite))),
        has_more: page.has_more,
        data: page
            .invites
            .into_iter()
            .map(|invite| Listed::of(invite, now))
            .collect(),
    })
}

/// Where an invite stands, or stood: a cursor of another list is none of this one.
fn place(cursor: &Cursor) -> Result<&str, Problem> {
    let place = cursor.place();
    let is_of_invites = place
        .split_once('#')
        .is_some_and(|(at, id)| at.parse::<Timestamp>().is_ok() && id.parse::<InviteId>().is_ok());
    let unknown = || {
        Problem::invalid_fields(vec![FieldError {
            pointer: "/starting_after".to_owned(),
            detail: InvalidCursor.to_string(),
        }])
    };
    is_of_invites.then_some(place).ok_or_else(unknown)
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
            locale: None,
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
}

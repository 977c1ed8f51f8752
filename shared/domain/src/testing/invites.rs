//! Ana's invite to Bo, asked for at ten on 25 May 2022.

use crate::email_address::EmailAddress;
use crate::invite::{Invite, InviteState, expires_at};
use crate::testing::{at, hash_of};

pub(crate) fn bo() -> Invite {
    invite_to("bo@bolt.com")
}

pub(crate) fn invite_to(recipient: &str) -> Invite {
    let recipient: EmailAddress = recipient.parse().unwrap();
    let created_at = at("2022-05-25T10:00");
    Invite {
        id: "inv_a".parse().unwrap(),
        program_id: "contactually".parse().unwrap(),
        account_id: "acme".parse().unwrap(),
        participant_id: "ana".parse().unwrap(),
        recipient_hash: hash_of(&recipient),
        recipient: Some(recipient),
        friend_name: None,
        locale: None,
        message: None,
        state: InviteState::Created,
        created_at,
        expires_at: expires_at(created_at),
        accepted_at: None,
        purge_at: None,
        version: 1,
    }
}

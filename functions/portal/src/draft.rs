//! The invite as it is before its sender edits it, with today's offer filled in (C12, C14).

use domain::draft;
use domain::program::InviteMode;
use domain::share::{ShareNetwork, share_intents};
use domain::words::Words;
use serde::Serialize;
use url::Url;

use crate::shown::Shown;

#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "InviteDraft")
)]
pub(crate) struct Draft {
    /// The program's own; nobody edits it.
    subject: String,
    /// `{friend_name}` is left in it, and filled in for each friend.
    message: String,
    /// Opens the participant's own mail program with all of it, where they send it themselves.
    pub(crate) mailto: Option<String>,
}

/// Nothing where the program does not invite.
pub(crate) fn draft(shown: &Shown<'_>, referrer: &str, link: Option<&Url>) -> Option<Draft> {
    let subject = draft::subject(
        shown.words,
        shown.program,
        (shown.product, referrer),
        shown.now,
    );
    let message = draft::message(shown.words, shown.program, shown.product, shown.now);
    let mailto = match shown.program.settings.invites.mode {
        InviteMode::Off => return None,
        InviteMode::Server => None,
        InviteMode::SelfSend => {
            link.and_then(|link| mailto(shown.words, link, (&message, &subject)))
        }
    };
    Some(Draft {
        subject,
        message,
        mailto,
    })
}

fn mailto(words: &Words, link: &Url, (message, subject): (&str, &str)) -> Option<String> {
    // Whom they write to is not known here.
    let message = message.replace("{friend_name}", &words.part("friend-name-unknown", &[]));
    let intents = share_intents(link, &message, subject, &[ShareNetwork::Email]);
    intents.into_iter().next().map(|intent| intent.url)
}

#[cfg(test)]
mod tests {
    use domain::preset::{CLIENTJOY, CONTACTUALLY};

    use super::*;
    use crate::testing::{program, shown};

    #[test]
    fn c12_the_draft_names_the_amount_and_leaves_the_friends_name_open() {
        let clientjoy = program(CLIENTJOY);
        let draft = draft(&shown(&clientjoy), "Ana Ruiz", None).unwrap();
        assert_eq!(draft.subject, "Ana Ruiz gives you $50 for Goodwill CRM");
        assert!(draft.message.starts_with("Hi {friend_name},"));
        assert!(draft.message.contains("you get $50 in credit"));
        assert_eq!(draft.mailto, None);
    }

    #[test]
    fn whoever_sends_it_themselves_gets_it_with_the_link() {
        let mut contactually = program(CONTACTUALLY);
        contactually.settings.invites.mode = InviteMode::SelfSend;
        let link = Url::parse("https://refer.example.com/r/k7xq2mnpqr").unwrap();
        let draft = draft(&shown(&contactually), "Ana", Some(&link)).unwrap();
        let mailto = draft.mailto.unwrap();
        assert!(mailto.contains("Hi%20there"), "{mailto}");
        assert!(mailto.contains("k7xq2mnpqr"), "{mailto}");
    }

    #[test]
    fn a_program_that_does_not_invite_has_no_draft() {
        let mut contactually = program(CONTACTUALLY);
        contactually.settings.invites.mode = InviteMode::Off;
        assert_eq!(draft(&shown(&contactually), "Ana", None), None);
    }
}

//! What a POST asks for.

use domain::suppression::{Choice, MailKind};

/// The buttons of the page. Whatever else is posted stops the kind of mail that the token stood
/// in: a mail program's one click (RFC 8058 §3.2), or something that this code does not know.
pub(crate) fn choice(body: &[u8], kind: MailKind) -> Choice {
    let fields: Vec<_> = url::form_urlencoded::parse(body).collect();
    let has = |name: &str, value: &str| fields.iter().any(|(n, v)| n == name && v == value);
    if has("do", "stop_all") {
        return Choice::StopAll;
    }
    match kind {
        MailKind::Notifications | MailKind::Reminders if has("do", "save") => Choice::Want {
            notifications: has("notifications", "on"),
            reminders: has("reminders", "on"),
        },
        MailKind::Invites | MailKind::Notifications | MailKind::Reminders => Choice::Stop(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_mail_program_posts_stops_the_kind_of_its_message() {
        let multipart: &[u8] = b"--b\r\nContent-Disposition: form-data; \
                                 name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--";
        for kind in MailKind::ALL {
            let bodies: [&[u8]; 5] = [
                b"List-Unsubscribe=One-Click",
                b"",
                multipart,
                b"do=dance",
                b"\xff",
            ];
            for body in bodies {
                assert_eq!(choice(body, kind), Choice::Stop(kind), "{body:?}");
            }
        }
    }

    #[test]
    fn a_participant_chooses_by_kind() {
        let want = |notifications, reminders| Choice::Want {
            notifications,
            reminders,
        };
        let saved = |body: &str| choice(body.as_bytes(), MailKind::Notifications);
        assert_eq!(
            saved("notifications=on&reminders=on&do=save"),
            want(true, true)
        );
        assert_eq!(saved("reminders=on&do=save"), want(false, true));
        assert_eq!(saved("do=save"), want(false, false));
        assert_eq!(saved("do=stop_all"), Choice::StopAll);
    }

    #[test]
    fn with_the_token_of_an_invite_nothing_is_switched_on() {
        let body = b"notifications=on&reminders=on&do=save";
        let chosen = choice(body, MailKind::Invites);
        assert_eq!(chosen, Choice::Stop(MailKind::Invites));
    }
}

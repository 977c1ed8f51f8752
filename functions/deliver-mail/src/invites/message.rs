//! An invite's message in words (C12, K10, requirements 3.6).

use domain::account::Household;
use domain::invite::Invite;
use domain::locale::Locale;
use domain::program::Program;
use domain::suppression::MailKind;
use jiff::Timestamp;
use mail::header::HeaderSafe;
use mail::invite_letter::InviteLetter;
use mail::message::Message;
use mail::sender::SenderName;

use crate::{App, DeliverError, places};

/// The message; nothing where there is no address left to send it to or for its button to lead to,
/// or no name to send it in.
pub(super) async fn message(
    app: &App,
    program: &Program,
    (invite, sender): (&Invite, &Household),
    now: Timestamp,
) -> Result<Option<Message>, DeliverError> {
    let Some(recipient) = &invite.recipient else {
        return Ok(None);
    };
    let keys = app.keys(now).await?;
    let Some(accept_url) = keys.accept_url(&app.store, program, invite, now).await? else {
        return Ok(None);
    };
    let Some(referrer) = InviteLetter::referrer(sender, &invite.participant_id) else {
        return Ok(None);
    };
    let locale = locale(program, (invite, sender));
    let letter = InviteLetter {
        locale,
        program,
        product: &app.product,
        referrer: referrer.clone(),
        friend_name: invite.friend_name.clone(),
        message: invite.message.as_ref(),
        accept_url,
        unsubscribe_url: keys.unsubscribe_url(MailKind::Invites, &invite.recipient_hash, locale)?,
        reference: places::reference(),
        now,
    };
    let content = letter.compose().map_err(|e| hopeless(&e))?.render();
    Ok(Some(Message {
        id: HeaderSafe::parse(invite.id.as_str()).map_err(|e| hopeless(&e))?,
        program_id: program.id.to_string(),
        to: recipient.clone(),
        from: SenderName::via(&referrer, &app.product),
        reply_to: None,
        content,
    }))
}

/// What the invite asks for, else the referrer's own language, else the program's.
fn locale(program: &Program, (invite, sender): (&Invite, &Household)) -> Locale {
    let referrer = sender.participant(&invite.participant_id);
    let own = referrer.and_then(|it| it.locale.as_deref());
    let spoken = Locale::choose([own], program.settings.locale);
    invite.locale.unwrap_or(spoken)
}

fn hopeless(error: &dyn std::error::Error) -> DeliverError {
    DeliverError::Hopeless(error.to_string())
}

//! An invite's message in words (C12, K10, requirements 3.6).

use domain::account::Household;
use domain::draft;
use domain::invite::Invite;
use domain::invite_message::{InviteMessage, Placeholders};
use domain::person_name::PersonName;
use domain::program::Program;
use domain::suppression::MailKind;
use domain::wording;
use jiff::Timestamp;
use mail::header::HeaderSafe;
use mail::invite::Offer;
use mail::message::Message;
use mail::sender::SenderName;

use crate::{App, DeliverError, Keys, letters, places};

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
    let Some(referrer) = referrer_name(sender, invite) else {
        return Ok(None);
    };
    let content = mail::invite::Invite {
        frame: frame(app, program, &keys, invite)?,
        subject: draft::subject(program, &app.product, referrer.as_str(), now),
        message: words(app, program, invite, now)?,
        offer: offer(program, now),
        referrer_reward: referrer_reward(program, now),
        accept_url,
        referrer: referrer.clone(),
    }
    .render();
    Ok(Some(Message {
        id: HeaderSafe::parse(invite.id.as_str()).map_err(|e| hopeless(&e))?,
        program_id: program.id.to_string(),
        to: recipient.clone(),
        from: SenderName::via(&referrer, &app.product),
        reply_to: None,
        content,
    }))
}

fn frame(
    app: &App,
    program: &Program,
    keys: &Keys,
    invite: &Invite,
) -> Result<mail::frame::Frame, DeliverError> {
    Ok(mail::frame::Frame {
        product: app.product.clone(),
        recipient: invite.friend_name.clone(),
        postal_address: program.settings.invites.postal_address.clone(),
        unsubscribe_url: keys.unsubscribe_url(MailKind::Invites, &invite.recipient_hash)?,
        terms_url: places::optional(program.settings.terms_url.as_ref())?,
        reference: places::reference(),
    })
}

/// The participant's name; else that of their business; a stranger must know who wrote (3.6).
fn referrer_name(sender: &Household, invite: &Invite) -> Option<PersonName> {
    let participant = sender.participant(&invite.participant_id);
    let name = participant.and_then(|participant| participant.name.clone());
    name.or_else(|| sender.account.as_ref()?.name.clone())
}

fn words(
    app: &App,
    program: &Program,
    invite: &Invite,
    now: Timestamp,
) -> Result<String, DeliverError> {
    let own = invite.message.clone();
    let message = match own {
        Some(message) => message,
        None => {
            InviteMessage::parse(&program.settings.invites.message).map_err(|e| hopeless(&e))?
        }
    };
    let reward = draft::friend_reward(program, now);
    Ok(message.render(&Placeholders {
        friend_name: invite.friend_name.as_ref(),
        product: &app.product,
        reward: reward.as_deref().unwrap_or("credit"),
    }))
}

fn offer(program: &Program, now: Timestamp) -> Option<Offer> {
    let rules = &program.terms_at(now)?.rules;
    Some(Offer {
        reward: format!("{} credit", draft::friend_reward(program, now)?),
        condition: wording::friend_condition(rules).to_owned(),
        until: rules
            .offer_ends(now)
            .map(|end| wording::until(end, &rules.zone())),
    })
}

fn referrer_reward(program: &Program, now: Timestamp) -> Option<String> {
    let offer = program.terms_at(now)?.rules.offer_at(now);
    let amount = wording::amounts(&offer.referrer, program.settings.currency)?;
    Some(letters::credit(&amount))
}

fn hopeless(error: &dyn std::error::Error) -> DeliverError {
    DeliverError::Hopeless(error.to_string())
}

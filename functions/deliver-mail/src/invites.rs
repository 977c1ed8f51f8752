//! An invite: whether it may be sent, and sending it at most once.

use std::convert::Infallible;

use domain::account::{Account, Household, Participant};
use domain::change::{ChangeSet, Write};
use domain::draft;
use domain::id::InviteId;
use domain::invite::{self, ClaimState, Invite, InviteState};
use domain::invite_delivery::{Report, reported};
use domain::invite_message::{InviteMessage, Placeholders};
use domain::person_name::PersonName;
use domain::program::{InviteMode, OPEN_INVITES_AT_MOST, Program};
use domain::suppression::MailKind;
use domain::wording;
use jiff::Timestamp;
use mail::header::HeaderSafe;
use mail::invite::Offer;
use mail::message::Message;
use mail::send_error::SendError;
use mail::sender::SenderName;
use runtime::metrics::{Metric, count};
use store::StoreError;

use crate::{App, DeliverError, Keys, letters, places};

/// All that speaks for or against sending.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Loaded {
    invite: Option<Invite>,
    sender: Household,
    known_address: bool,
    suppressed: bool,
    cap_reached: bool,
    recently_invited: bool,
}

pub(crate) async fn deliver(app: &App, id: &InviteId, now: Timestamp) -> Result<(), DeliverError> {
    let Some(invite) = app.store.invite(id).await? else {
        return Ok(());
    };
    let programs = app.store.programs(now).await?;
    let program = programs
        .iter()
        .find(|program| program.id == invite.program_id);
    let program = program.ok_or_else(|| DeliverError::Hopeless("no such program".to_owned()))?;
    let load = || load(app, program, id, now);
    let decide = |loaded: &Loaded| Ok::<_, Infallible>(claim(loaded, program, now));
    let Ok(changed) = app.store.change(now, load, decide).await?;
    match claimed(&changed.changes) {
        Some(claimed) => send(app, program, (claimed, &changed.state.sender), now).await,
        None => Ok(()),
    }
}

async fn load(
    app: &App,
    program: &Program,
    id: &InviteId,
    now: Timestamp,
) -> Result<Loaded, StoreError> {
    let store = &app.store;
    let Some(invite) = store.invite(id).await? else {
        return Ok(Loaded::default());
    };
    let who = (&invite.account_id, &invite.participant_id);
    let sender = store.household(&invite.account_id).await?;
    let known_address = !store.address_uses(&invite.recipient_hash).await?.is_empty();
    let suppressions = store.suppressions(&invite.recipient_hash).await?;
    let sent_today = store.sent_on_day(who, &invite::day_of(now)).await?;
    let pause = store.recipient_pause(&invite.recipient_hash).await?;
    let pause_over = domain::time::days_before(now, invite::RECIPIENT_PAUSE_DAYS);
    let open = store
        .invites_of(who, None, OPEN_INVITES_AT_MOST)
        .await?
        .invites;
    let open = open.iter().filter(|other| other.is_open(now)).count();
    let settings = &program.settings.invites;
    let open_at_most = usize::try_from(settings.open_at_most).unwrap_or(usize::MAX);
    Ok(Loaded {
        cap_reached: sent_today >= settings.per_day || open >= open_at_most,
        recently_invited: pause.is_some_and(|pause| pause.invited_at > pause_over),
        invite: Some(invite),
        sender,
        known_address,
        suppressed: suppressions.stop(MailKind::Invites),
    })
}

fn claim(loaded: &Loaded, program: &Program, now: Timestamp) -> ChangeSet {
    let Some(invite) = &loaded.invite else {
        return ChangeSet::default();
    };
    let recipient = invite.recipient.canonical_key();
    let state = ClaimState {
        invite,
        program_active: program.is_active() && program.settings.invites.mode == InviteMode::Server,
        sender_is_member: is_member(&loaded.sender, invite),
        suppress_known_addresses: program.settings.invites.suppress_known_addresses,
        per_day: program.settings.invites.per_day,
        known_address: loaded.known_address,
        own_address: loaded
            .sender
            .members()
            .any(|m| m.email.canonical_key() == recipient),
        suppressed: loaded.suppressed,
        cap_reached: loaded.cap_reached,
        recently_invited: loaded.recently_invited,
    };
    invite::claim(&state, now)
}

fn is_member(sender: &Household, invite: &Invite) -> bool {
    let open = sender.account.as_ref().is_some_and(Account::is_open);
    let member = sender
        .participant(&invite.participant_id)
        .is_some_and(Participant::is_member);
    open && member
}

/// The invite, if this change claimed it for sending.
fn claimed(changes: &ChangeSet) -> Option<&Invite> {
    changes.writes.iter().find_map(|write| {
        if let Write::Invite(invite) = write
            && matches!(invite.state, InviteState::Sending { .. })
        {
            return Some(&**invite);
        }
        None
    })
}

async fn send(
    app: &App,
    program: &Program,
    (invite, sender): (&Invite, &Household),
    now: Timestamp,
) -> Result<(), DeliverError> {
    // Everything that can fail is done before SES is called: a failure after would lose the
    // message, which is sent at most once.
    let message = match message(app, program, (invite, sender), now).await {
        Ok(Some(message)) => message,
        Ok(None) => return settle(app, &invite.id, &Report::Refused, now).await,
        Err(error) => {
            settle(app, &invite.id, &Report::NotTaken, now).await?;
            return Err(error);
        }
    };
    // An unsubscribe since the claim still counts (F42): the next delivery suppresses it.
    let suppressions = app.store.suppressions(&invite.recipient_hash).await?;
    if suppressions.stop(MailKind::Invites) {
        settle(app, &invite.id, &Report::NotTaken, now).await?;
        return Err(DeliverError::SuppressedMeanwhile);
    }
    match app.mailbox.send(&message).await {
        Ok(id) => {
            count(Metric::InviteSent);
            let sent = Report::Sent {
                message_id: id.as_str().to_owned(),
            };
            settle(app, &invite.id, &sent, now).await
        }
        Err(error @ (SendError::Throttled { .. } | SendError::Paused { .. })) => {
            settle(app, &invite.id, &Report::NotTaken, now).await?;
            Err(error.into())
        }
        Err(SendError::Refused { reason }) => {
            tracing::error!(
                invite.id = invite.id.as_str(),
                reason,
                "SES refused an invite"
            );
            settle(app, &invite.id, &Report::Refused, now).await
        }
        Err(SendError::Unknown { reason }) => {
            tracing::warn!(
                invite.id = invite.id.as_str(),
                reason,
                "an invite may not have gone out"
            );
            settle(app, &invite.id, &Report::Unanswered, now).await
        }
    }
}

async fn settle(
    app: &App,
    id: &InviteId,
    report: &Report,
    now: Timestamp,
) -> Result<(), DeliverError> {
    let decide = |invite: &Option<Invite>| {
        let changes = invite.as_ref().map(|invite| reported(invite, report, now));
        Ok::<_, Infallible>(changes.unwrap_or_default())
    };
    let Ok(_) = app
        .store
        .change(now, || app.store.invite(id), decide)
        .await?;
    Ok(())
}

/// The message; nothing where there is no address left for its button to lead to.
async fn message(
    app: &App,
    program: &Program,
    (invite, sender): (&Invite, &Household),
    now: Timestamp,
) -> Result<Option<Message>, DeliverError> {
    let keys = app.keys(now).await?;
    let Some(accept_url) = keys.accept_url(&app.store, program, invite, now).await? else {
        return Ok(None);
    };
    let referrer = referrer_name(sender, invite)?;
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
        to: invite.recipient.clone(),
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
fn referrer_name(sender: &Household, invite: &Invite) -> Result<PersonName, DeliverError> {
    let participant = sender.participant(&invite.participant_id);
    let name = participant.and_then(|participant: &Participant| participant.name.clone());
    name.or_else(|| {
        sender
            .account
            .as_ref()
            .and_then(|account| account.name.clone())
    })
    .or_else(|| PersonName::parse("Someone you know"))
    .ok_or_else(|| DeliverError::Hopeless("the referrer has no name".to_owned()))
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

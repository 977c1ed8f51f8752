//! Inviting by mail: the form, and what came of it (C12 to C14, K2, K19).

use data_encoding::BASE64URL_NOPAD;
use domain::draft;
use domain::email_address::EmailAddress;
use domain::invite::{Invite, InviteState};
use domain::invite_request::{Fault, Part, Refusal, check_program, check_sender};
use domain::program::InviteMode;
use domain::progress::Progress;
use domain::terms::Method;
use domain::wording;
use domain::words::Words;
use sha2::{Digest, Sha256};

use super::model::Seen;
use super::notice::Notice;
use crate::draft as own_draft;
use crate::home;

/// The part of the page that invites.
pub(super) enum Invites {
    /// The program, or this participant, sends none.
    Absent,
    /// What has to be there first, in a sentence.
    Waits(String),
    /// The participant's own mail program sends them.
    OwnMail(String),
    Open(Box<Form>),
}

/// What is typed in, and what it has come to.
pub(super) struct Form {
    pub(super) subject: String,
    pub(super) hint: String,
    pub(super) recipients: String,
    pub(super) message: String,
    /// The message before it was edited.
    pub(super) original: String,
    pub(super) may_edit: bool,
    /// How many more go out today.
    pub(super) left: String,
    pub(super) may_send: bool,
    pub(super) faults: Vec<String>,
    pub(super) is_wrong: Wrong,
    pub(super) sent: Option<String>,
    pub(super) results: Vec<String>,
    pub(super) list: Vec<Row>,
    /// Tells this participant's draft in this program from any other that a browser keeps.
    pub(super) draft: String,
}

/// Which fields have a fault.
#[derive(Default)]
pub(super) struct Wrong {
    pub(super) recipients: bool,
    pub(super) message: bool,
}

/// An invite that was sent before.
pub(super) struct Row {
    pub(super) address: String,
    pub(super) day: String,
    pub(super) word: String,
}

/// What became of the form that was just sent.
pub(super) enum Outcome {
    /// To these addresses.
    Sent(Vec<String>),
    Refused {
        typed: Typed,
        faults: Vec<Fault>,
    },
}

/// The fields as they came, to be shown again.
#[derive(Default, Clone)]
pub(super) struct Typed {
    pub(super) recipients: String,
    pub(super) message: Option<String>,
    /// Of the form that asks for a code.
    pub(super) code: Option<String>,
    /// What a preview is to look like.
    pub(super) look: String,
    /// What the page in a frame adds for its preview.
    pub(super) token: Option<String>,
    pub(super) program: String,
}

impl Typed {
    pub(super) fn of(body: &[u8]) -> Self {
        let mut typed = Self::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            match name.as_ref() {
                "recipients" => typed.recipients = value.into_owned(),
                // Browsers send lines as a mail would have them.
                "message" => typed.message = Some(value.replace("\r\n", "\n")),
                "code" => typed.code = Some(value.trim().to_owned()),
                "token" => typed.token = Some(value.into_owned()),
                "program_id" => typed.program = value.into_owned(),
                "look" => typed.look = value.into_owned(),
                _ => {}
            }
        }
        typed
    }
}

impl Invites {
    pub(super) fn of(seen: &Seen<'_>, notice: &Notice, words: &Words) -> Self {
        let (shown, who) = (&seen.shown, &seen.visit.who);
        let (program, household) = (shown.program, &seen.loaded.feed.household);
        match check_program(program) {
            Ok(()) => {}
            Err(Refusal::NotByServer(InviteMode::SelfSend)) => return own_mail(seen, words),
            Err(_) => return Self::Absent,
        }
        let may = |is_edited| {
            let sender = (household, &who.participant_id);
            check_sender(program, sender, (who.email_verified, is_edited), shown.now)
        };
        match may(false) {
            Ok(()) => {}
            Err(Refusal::SenderUnnamed) => {
                let product = [("product", shown.product)];
                return Self::Waits(words.fill("invites-need-name", &product));
            }
            Err(_) => return Self::Absent,
        }
        if !program.allows(Method::Accept, shown.now) && seen.loaded.link.is_none() {
            return Self::Waits(words.say("invites-need-link"));
        }
        Self::Open(Box::new(form(seen, (notice, may(true).is_ok()), words)))
    }
}

/// The participant's own mail program, where there is a link to send.
fn own_mail(seen: &Seen<'_>, words: &Words) -> Invites {
    let is_open = seen.shown.program.allows(Method::Link, seen.shown.now);
    if seen.loaded.link.is_none() && is_open {
        return Invites::Waits(words.say("invites-need-link"));
    }
    let referrer = home::name(words, &seen.loaded.feed.household, &seen.visit.who);
    let link = seen.loaded.link.as_ref().map(|link| &link.url);
    let draft = own_draft::draft(&seen.shown, &referrer, link);
    let mailto = draft.and_then(|draft| draft.mailto);
    mailto.map_or(Invites::Absent, Invites::OwnMail)
}

fn form(seen: &Seen<'_>, (notice, may_edit): (&Notice, bool), words: &Words) -> Form {
    let shown = &seen.shown;
    let settings = &shown.program.settings.invites;
    let referrer = home::name(words, &seen.loaded.feed.household, &seen.visit.who);
    let original = draft::message(words, shown.program, shown.product, shown.now);
    let left = left(seen, settings.per_day);
    let at_most = usize::try_from(settings.recipients_per_request).unwrap_or(1);
    let mut form = Form {
        subject: draft::subject(words, shown.program, (shown.product, &referrer), shown.now),
        hint: match at_most {
            1 => words.say("invites-to-hint-one"),
            _ => words.count("invites-to-hint", at_most),
        },
        recipients: String::new(),
        message: original.clone(),
        original,
        may_edit,
        left: words.count("invites-left", left),
        may_send: left > 0,
        faults: Vec::new(),
        is_wrong: Wrong::default(),
        sent: None,
        results: Vec::new(),
        list: seen.invites.iter().map(|it| row(it, seen, words)).collect(),
        draft: draft_key(seen),
    };
    match &notice.invites {
        None => {}
        Some(Outcome::Sent(addresses)) => {
            form.sent = Some(words.count("invites-sent", addresses.len()));
            form.results.clone_from(addresses);
        }
        Some(Outcome::Refused { typed, faults }) => form.refused(typed, faults, words),
    }
    form
}

/// No id, since it stays where the draft is kept.
fn draft_key(seen: &Seen<'_>) -> String {
    let who = &seen.visit.who;
    let whose = [
        seen.shown.program.id.as_str(),
        who.account_id.as_str(),
        who.participant_id.as_str(),
    ];
    BASE64URL_NOPAD.encode(&Sha256::digest(whose.join("#"))[..12])
}

/// What is on its way is counted by the function that sends, a moment later: here at once.
fn left(seen: &Seen<'_>, per_day: u32) -> usize {
    let left = per_day.saturating_sub(seen.sent_today);
    let is_new = |invite: &&Invite| matches!(invite.state, InviteState::Created);
    let new = seen.invites.iter().filter(is_new).count();
    usize::try_from(left)
        .unwrap_or(usize::MAX)
        .saturating_sub(new)
}

impl Form {
    fn refused(&mut self, typed: &Typed, faults: &[Fault], words: &Words) {
        self.recipients.clone_from(&typed.recipients);
        if let Some(message) = &typed.message {
            self.message.clone_from(message);
        }
        let addresses = domain::pasted::recipients(&typed.recipients);
        self.is_wrong.message = faults.iter().any(|fault| fault.part == Part::Message);
        self.is_wrong.recipients = faults.iter().any(|fault| fault.part != Part::Message);
        let in_words = |fault: &Fault| {
            let about = match fault.part {
                Part::Recipients => words.say("invites-to"),
                Part::Recipient(index) => addresses
                    .get(index)
                    .map_or_else(String::new, |it| it.email.clone()),
                Part::Message => words.say("invites-message"),
            };
            format!("{about}: {}", fault.detail)
        };
        self.faults = faults.iter().map(in_words).collect();
    }
}

fn row(invite: &Invite, seen: &Seen<'_>, words: &Words) -> Row {
    let recipient = invite.recipient.as_ref();
    Row {
        address: recipient.map_or_else(|| "•••".to_owned(), EmailAddress::masked),
        day: wording::day(words, invite.created_at, &seen.shown.rules.zone()),
        word: words.say(Progress::of_invite(invite, seen.shown.now).key()),
    }
}

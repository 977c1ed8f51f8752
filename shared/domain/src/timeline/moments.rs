//! Records, put into moments.

use jiff::Timestamp;

use super::{Moment, SideTold, Source, actor, did};
use crate::account::Household;
use crate::audit::AuditRecord;
use crate::audit::grounds::Grounds;
use crate::invite::{Invite, InviteState};
use crate::ledger::{Movement, StatementLine};
use crate::notification::{Notification, Telling};
use crate::referral::{Evidence, Qualification, Referral, ReferralStatus};
use crate::review::{Decided, Verdict};
use crate::reward::Side;
use crate::statement::sheet::{Period, Statement};
use crate::wording;
use crate::words::Words;

fn moment(at: Timestamp, source: Source, text: impl Into<String>) -> Moment {
    Moment {
        at,
        source,
        text: text.into(),
        id: None,
    }
}

impl Moment {
    fn with(self, id: impl ToString) -> Self {
        Self {
            id: Some(id.to_string()),
            ..self
        }
    }
}

/// What led to the signup.
pub(super) fn of_evidence(referral: &Referral, invite: Option<&Invite>) -> Vec<Moment> {
    let mut moments: Vec<Moment> = invite.map(of_invite).unwrap_or_default();
    moments.push(match &referral.evidence {
        Evidence::Link { code, at } => {
            moment(*at, Source::Browser, "The personal link was followed.").with(code)
        }
        Evidence::Accept { invite_id, at } => {
            moment(*at, Source::Browser, "Accept was pressed.").with(invite_id)
        }
        Evidence::Claim { at } => moment(
            *at,
            Source::Staff,
            "By the evidence of staff, the referrer told the friend.",
        ),
    });
    moments
}

fn of_invite(invite: &Invite) -> Vec<Moment> {
    let asked = moment(
        invite.created_at,
        Source::Browser,
        "The referrer asked for an invite.",
    );
    let (at, text) = match &invite.state {
        InviteState::Created | InviteState::Queued { .. } | InviteState::Suppressed { .. } => {
            return vec![asked.with(&invite.id)];
        }
        InviteState::Sending { claimed_at, .. } => (*claimed_at, "The invite is being sent."),
        InviteState::Sent { sent_at, .. } => (*sent_at, "The invite was sent."),
        InviteState::Delivered { delivered_at, .. } => (*delivered_at, "The invite was delivered."),
        InviteState::Undelivered { returned_at } => (*returned_at, "The invite came back."),
        InviteState::Unknown { since } => (*since, "It is not known whether the invite went out."),
        InviteState::Bounced { bounced_at } => (*bounced_at, "The invite bounced."),
        InviteState::Complained { complained_at } => {
            (*complained_at, "The invite was called spam.")
        }
        InviteState::Refused { refused_at } => (*refused_at, "The invite was refused for good."),
    };
    vec![
        asked.with(&invite.id),
        moment(at, Source::Mail, text).with(&invite.id),
    ]
}

/// What the host and Stripe told of the friend's account since.
pub(super) fn of_friend(friend: &Household, referral: &Referral) -> Vec<Moment> {
    let mut moments = vec![
        moment(
            referral.signed_up_at,
            Source::Host,
            "The friend’s account signed up.",
        )
        .with(&referral.friend_account_id),
        moment(
            referral.recorded_at,
            Source::Rules,
            "The signup was credited to the referrer: this referral began.",
        )
        .with(&referral.id),
    ];
    let person = friend.participant(&referral.friend_participant_id);
    if let Some(at) = person.and_then(|person| person.email_verified_at) {
        moments.push(moment(
            at,
            Source::Host,
            "The friend’s address was verified.",
        ));
    }
    let Some(paying) = &friend.paying else {
        return moments;
    };
    for spell in &paying.spells {
        moments.push(moment(
            spell.from,
            Source::Stripe,
            "The friend began to pay.",
        ));
        let ended = spell.until.map(|at| (at, "The friend stopped paying."));
        let overdue = spell
            .in_doubt_since
            .map(|at| (at, "A payment of the friend’s is overdue."));
        let ends = [ended, overdue].into_iter().flatten();
        moments.extend(ends.map(|(at, text)| moment(at, Source::Stripe, text)));
    }
    if let Some(last) = &paying.last_invoice {
        let text = format!("The friend’s latest invoice took {}.", last.paid);
        moments.push(moment(last.paid_at, Source::Stripe, text).with(&last.invoice_id));
    }
    moments
}

pub(super) fn of_status(referral: &Referral) -> Option<Moment> {
    match &referral.status {
        ReferralStatus::Attributed { .. } => None,
        ReferralStatus::Qualified {
            qualified_at,
            qualification,
        } => Some(match qualification {
            Qualification::Signup => moment(
                *qualified_at,
                Source::Rules,
                "It qualified by the signup: both sides’ rewards were decided.",
            ),
            Qualification::FirstPayment { invoice_id } => moment(
                *qualified_at,
                Source::Stripe,
                "It qualified by the friend’s first payment: both sides’ rewards were decided.",
            )
            .with(invoice_id),
        }),
        ReferralStatus::Expired { expired_at } => Some(moment(
            *expired_at,
            Source::Rules,
            "What the program asks for had not come in time.",
        )),
        ReferralStatus::Disqualified {
            reason,
            disqualified_at,
        } => {
            let told = wording::reason(Words::english(), *reason);
            let text = format!("It ended without reward. {told}");
            Some(moment(*disqualified_at, Source::Rules, text))
        }
    }
}

pub(super) fn of_review(referral: &Referral) -> Vec<Moment> {
    let Some(review) = &referral.review else {
        return Vec::new();
    };
    let signals = review.signals.iter().map(|signal| signal.words());
    let signals: Vec<&str> = signals.collect();
    let opened = format!("It came under review. {}", signals.join(" "));
    let opened = moment(review.opened_at, Source::Rules, opened);
    let by = |verb: &str, decided: &Decided| {
        let who = actor(&decided.actor);
        let text = format!("{verb} by {who}: {}", decided.reason.as_str());
        moment(decided.decided_at, Source::Staff, text)
    };
    match &review.verdict {
        Verdict::Open => vec![opened],
        Verdict::Approved(decided) => vec![opened, by("Approved", decided)],
        Verdict::Denied(decided) => vec![opened, by("Denied", decided)],
    }
}

/// Each movement of the side's credit, as the account's statement tells it.
pub(super) fn of_credit(friend: &Household, of: &SideTold<'_>) -> Vec<Moment> {
    let Some(reward) = friend.reward(of.side) else {
        return Vec::new();
    };
    let own = of.lines.iter().filter(|line| line.reward_id == reward.id);
    let own: Vec<StatementLine> = own.cloned().collect();
    let statement = Statement::of(
        &reward.account_id,
        Period::default(),
        &own,
        of.notifications,
    );
    let sheets = statement.map(|it| it.sheets).unwrap_or_default();
    let lines = sheets.iter().flat_map(|sheet| &sheet.lines);
    let told = lines.map(|line| {
        let text = format!("{}, {}: {}", whose(of.side), line.amount, line.text);
        moment(line.recorded_at, moved_by(line.movement), text).with(&line.entry_id)
    });
    told.collect()
}

fn whose(side: Side) -> &'static str {
    match side {
        Side::Referrer => "Referrer",
        Side::Friend => "Friend",
    }
}

fn moved_by(movement: Movement) -> Source {
    match movement {
        Movement::Post | Movement::Apply | Movement::Unapply | Movement::Reverse => Source::Stripe,
        Movement::Adjust => Source::Staff,
        Movement::Grant
        | Movement::Release
        | Movement::Cancel
        | Movement::Expire
        | Movement::Reinstate => Source::Rules,
    }
}

/// What each side was told of it, in the list and by mail.
pub(super) fn of_tellings(referral: &Referral, of: &SideTold<'_>) -> Vec<Moment> {
    let own = |it: &&Notification| it.referral_id == referral.id;
    let told = of.notifications.iter().filter(own).map(|told| {
        let text = format!("{} was told: {}.", whose(of.side), telling(&told.telling));
        moment(told.created_at, Source::Rules, text).with(&told.id)
    });
    told.collect()
}

fn telling(telling: &Telling) -> &'static str {
    match telling {
        Telling::CreditEarned { .. } => "credit was earned",
        Telling::NoCredit { .. } => "the friend is there, and why there is no credit",
        Telling::FriendCredit { .. } => "credit of their own",
        Telling::CreditPosted { .. } => "the credit is on the bill",
        Telling::CreditCanceled { .. } => "the credit ended",
        Telling::CreditExpired { .. } => "the credit expired",
        Telling::CreditReversed { .. } => "the credit was taken back",
        Telling::CreditReinstated { .. } => "the credit was given again",
        Telling::CreditGiven { .. } => "staff gave credit",
        Telling::CreditTaken { .. } => "staff took a part of the credit",
        Telling::CreditApplied { .. } => "an invoice used the credit",
    }
}

pub(super) fn of_audit(record: &AuditRecord) -> Moment {
    let who = actor(&record.actor);
    let reason = record.reason.as_ref().map(Grounds::as_str);
    let text = match reason {
        Some(reason) => format!("{} by {who}: {reason}", did(record.action)),
        None => format!("{} by {who}.", did(record.action)),
    };
    moment(record.at, Source::Staff, text).with(&record.id)
}

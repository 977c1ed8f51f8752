//! The explanation as it is read: what a participant is told, and what staff see beside it.

use jiff::Timestamp;
use serde::Serialize;

use super::check::{self, Check, Facts};
use super::code::{self, Outlook, Rule};
use super::words::{self, case::Case};
use super::{Known, Standing, Subject, invite, referral, signup};
use crate::id::{AccountId, ReferralId, RewardId};
use crate::invite::Invite;
use crate::money::Money;
use crate::program::Program;
use crate::reason::Reason;
use crate::referral::{Qualification, ReferralStatus, SignupOutcome};
use crate::reward::{Reward, Side};
use crate::words::Words;

/// What a participant is told: nothing that another did not tell them (K25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Explanation")
)]
pub struct Told {
    pub about: Subject,
    /// The stable code.
    pub code: Reason,
    /// What brought it there, where the code tells only where it stands.
    pub cause: Option<Reason>,
    pub outlook: Outlook,
    /// The rule that decides.
    pub rule: Rule,
    pub since: Option<Timestamp>,
    /// When time changes it, or something is expected that does.
    pub next_date: Option<Timestamp>,
    /// What is earned, or would be.
    pub amount: Option<Money>,
    /// What happened, in plain words.
    pub text: String,
    /// What would change it, in plain words; none where nothing would.
    pub what_would_change_it: Option<String>,
    /// Why it is this amount: which day decided it.
    pub why_this_amount: Option<String>,
    /// Ids by which staff find what is told here.
    pub evidence: Vec<String>,
}

/// What staff see: all causes, and an answer for the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "StaffExplanation")
)]
pub struct ForStaff {
    pub about: Subject,
    pub code: Reason,
    pub cause: Option<Reason>,
    pub outlook: Outlook,
    pub rule: Rule,
    pub since: Option<Timestamp>,
    pub next_date: Option<Timestamp>,
    /// The code in a sentence, for staff alone.
    pub summary: String,
    /// Every rule in its order, with what it was asked with.
    pub checks: Vec<Check>,
    pub evidence: Vec<String>,
    /// What the participant is told at this moment.
    pub customer_sees: Told,
    /// An answer that can be sent as it is.
    pub reply: String,
}

/// How people are called in an explanation.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// In the language of whom it concerns.
    pub words: &'a Words,
    /// The friend, as the referrer may see them: `Bo K.`; empty where there is no name.
    pub friend: &'a str,
    /// Whom the reply greets.
    pub reader: Option<&'a str>,
}

/// One side of a referral, to whom it belongs; none where there is no referral.
pub fn of_referral(known: &Known<'_>, names: Names<'_>) -> Option<Told> {
    let standing = referral::standing(known)?;
    let case = Case::new(known, standing, names);
    let evidence = own_evidence(known);
    Some(told(&case, evidence))
}

/// The same for staff.
pub fn of_referral_for_staff(known: &Known<'_>, names: Names<'_>) -> Option<ForStaff> {
    let standing = referral::standing(known)?;
    let checks = check::of_referral(known, standing);
    let mut evidence = own_evidence(known);
    evidence.extend(all_evidence(known));
    let told = of_referral(known, names)?;
    Some(for_staff(standing, (checks, evidence), told, names))
}

/// A signup that nobody was credited with, to whoever signed up; none where somebody was.
pub fn of_signup(known: &Known<'_>, outcome: &SignupOutcome, names: Names<'_>) -> Option<Told> {
    let standing = signup::to_participant(signup::standing(outcome)?);
    let case = Case::new(known, standing, names);
    Some(told(&case, vec![outcome.account_id.to_string()]))
}

/// The same for staff.
pub fn of_signup_for_staff(
    known: &Known<'_>,
    outcome: &SignupOutcome,
    names: Names<'_>,
) -> Option<ForStaff> {
    let standing = signup::standing(outcome)?;
    let told = of_signup(known, outcome, names)?;
    let account = known.friend.account.as_ref();
    let facts = Facts::default()
        .maybe("signed_up_at", account.map(|account| account.signed_up_at))
        .with("decided_at", outcome.decided_at)
        .with("program_id", &known.program.id)
        .maybe(
            "attribution_window_days",
            known.rules().map(|rules| rules.attribution_window_days),
        );
    let evidence = vec![outcome.account_id.to_string()];
    let checks = check::alone(standing, facts.list());
    Some(for_staff(standing, (checks, evidence), told, names))
}

/// An invite of which no referral has come, to its sender.
pub fn of_invite(words: &Words, invite: &Invite, program: &Program, now: Timestamp) -> Told {
    let standing = invite::to_participant(invite, window(program, now), now);
    let zone = words::zone(program, now);
    Told {
        about: Subject {
            account_id: Some(invite.account_id.clone()),
            side: Some(Side::Referrer),
            invite_id: Some(invite.id.clone()),
            ..Subject::default()
        },
        code: standing.code,
        cause: standing.cause,
        outlook: code::outlook(standing.code),
        rule: code::rule(standing.code),
        since: standing.since,
        next_date: standing.next_date,
        amount: None,
        text: words::invite::text(words, invite, (standing, &zone)),
        what_would_change_it: Some(words::invite::change(
            words,
            invite,
            (program, standing),
            (&zone, now),
        )),
        why_this_amount: None,
        evidence: vec![invite.id.to_string()],
    }
}

/// The same for staff, suppressed invites and their causes included.
pub fn of_invite_for_staff(
    invite: &Invite,
    program: &Program,
    (names, now): (Names<'_>, Timestamp),
) -> ForStaff {
    let standing = invite::standing(invite, window(program, now), now);
    let told = of_invite(names.words, invite, program, now);
    let checks = check::alone(standing, invite::facts(invite));
    let evidence = told.evidence.clone();
    for_staff(standing, (checks, evidence), told, names)
}

fn window(program: &Program, now: Timestamp) -> u32 {
    let terms = program.terms_at(now);
    terms.map_or(0, |terms| terms.rules.attribution_window_days)
}

fn told(case: &Case<'_>, evidence: Vec<String>) -> Told {
    let standing = case.standing;
    Told {
        about: about(case.known),
        code: standing.code,
        cause: standing.cause,
        outlook: code::outlook(standing.code),
        rule: code::rule(standing.code),
        since: standing.since,
        next_date: standing.next_date,
        amount: case.amount(),
        text: words::text::text(case),
        what_would_change_it: words::change::change(case),
        why_this_amount: words::amount::why(case),
        evidence,
    }
}

fn for_staff(
    standing: Standing,
    (checks, evidence): (Vec<Check>, Vec<String>),
    customer_sees: Told,
    names: Names<'_>,
) -> ForStaff {
    ForStaff {
        about: customer_sees.about.clone(),
        code: standing.code,
        cause: standing.cause,
        outlook: code::outlook(standing.code),
        rule: code::rule(standing.code),
        since: standing.since,
        next_date: standing.next_date,
        summary: words::summary::summary(standing),
        checks,
        evidence,
        reply: words::reply(&customer_sees, names),
        customer_sees,
    }
}

fn about(known: &Known<'_>) -> Subject {
    let referral = known.friend.referral.as_ref();
    let reward = known.friend.reward(known.side);
    Subject {
        account_id: owner(known),
        side: Some(known.side),
        referral_id: referral.map(|referral| referral.id.clone()),
        reward_id: reward.map(|reward| reward.id.clone()),
        invite_id: referral.and_then(|referral| referral.evidence.invite_id().cloned()),
    }
}

fn owner(known: &Known<'_>) -> Option<AccountId> {
    let referral = known.friend.referral.as_ref();
    match known.side {
        Side::Referrer => referral.map(|referral| referral.referrer_account_id.clone()),
        Side::Friend => known.friend.account.as_ref().map(|it| it.id.clone()),
    }
}

/// Ids that are the reader's own: the referral, the reward, and each movement of its credit.
fn own_evidence(known: &Known<'_>) -> Vec<String> {
    let referral = known.friend.referral.as_ref();
    let reward = known.friend.reward(known.side);
    let mut evidence: Vec<String> = referral
        .map(|referral| &referral.id)
        .map(ReferralId::to_string)
        .into_iter()
        .collect();
    evidence.extend(reward.map(|reward| &reward.id).map(RewardId::to_string));
    let own = |reward: &Reward| {
        let lines = known.lines.iter();
        let lines = lines.filter(|line| line.reward_id == reward.id);
        lines.map(|line| line.entry_id.to_string()).collect()
    };
    evidence.extend(reward.map_or_else(Vec::new, own));
    evidence
}

/// Ids that only staff may see: the friend's invoice, the terms.
fn all_evidence(known: &Known<'_>) -> Vec<String> {
    let Some(referral) = &known.friend.referral else {
        return Vec::new();
    };
    let terms = format!("{}#{}", referral.program_id, referral.terms_version);
    let invoice = match &referral.status {
        ReferralStatus::Qualified {
            qualification: Qualification::FirstPayment { invoice_id },
            ..
        } => Some(invoice_id.to_string()),
        ReferralStatus::Qualified {
            qualification: Qualification::Signup,
            ..
        }
        | ReferralStatus::Attributed { .. }
        | ReferralStatus::Expired { .. }
        | ReferralStatus::Disqualified { .. } => None,
    };
    [terms].into_iter().chain(invoice).collect()
}

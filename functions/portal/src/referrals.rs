//! The participant's referrals, each with where it stands and why.

use domain::id::{ProgramId, ReferralId};
use domain::program::Program;
use domain::reason::Reason;
use domain::referral::{ReferralStatus, ReferralSummary};
use domain::terms::Trigger;
use domain::wording;
use domain::words::Words;
use jiff::Timestamp;
use serde::Serialize;

use crate::friends::Friends;

#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "HomeReferral")
)]
pub(crate) struct ReferralView {
    pub(crate) referral_id: ReferralId,
    pub(crate) program_id: ProgramId,
    pub(crate) status: Status,
    /// What it still waits for, or why it earned nothing.
    pub(crate) reason: Option<Reason>,
    /// The reason in sentences, with what would help.
    pub(crate) explanation: Option<String>,
    pub(crate) friend: String,
    /// When the signup was told of.
    pub(crate) signed_up_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "HomeReferralStatus")
)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    SignedUp,
    Qualified,
    Expired,
    Disqualified,
}

/// In the order of `summaries`, which is newest first.
pub(crate) fn referrals<'a>(
    summaries: impl Iterator<Item = &'a ReferralSummary>,
    (friends, words): (&Friends<'_>, &Words),
    (programs, now): (&[Program], Timestamp),
) -> Vec<ReferralView> {
    let view = |summary: &ReferralSummary| {
        let (status, reason) = standing(summary, programs, now);
        ReferralView {
            referral_id: summary.referral_id.clone(),
            program_id: summary.program_id.clone(),
            status,
            reason,
            explanation: reason.map(|reason| explanation(words, reason)),
            friend: friends.label(words, summary),
            signed_up_at: summary.signed_up_at,
        }
    };
    summaries.map(view).collect()
}

fn standing(
    summary: &ReferralSummary,
    programs: &[Program],
    now: Timestamp,
) -> (Status, Option<Reason>) {
    let told = summary.reason;
    let too_late = Reason::QualificationWindowPassed;
    match &summary.status {
        ReferralStatus::Attributed { expires_at } if now < *expires_at => (
            Status::SignedUp,
            told.or_else(|| awaited(summary, programs)),
        ),
        // The window closes by the time, before a schedule writes it down (requirements 3.1).
        ReferralStatus::Attributed { .. } | ReferralStatus::Expired { .. } => {
            (Status::Expired, Some(told.unwrap_or(too_late)))
        }
        ReferralStatus::Qualified { .. } => (Status::Qualified, told),
        ReferralStatus::Disqualified { reason, .. } => {
            (Status::Disqualified, Some(told.unwrap_or(*reason)))
        }
    }
}

/// What the terms of its day still ask of a referral.
fn awaited(summary: &ReferralSummary, programs: &[Program]) -> Option<Reason> {
    let program = programs.iter().find(|it| it.id == summary.program_id)?;
    let terms = program.terms_at(summary.signed_up_at)?;
    Some(match terms.rules.trigger {
        Trigger::Signup => Reason::AwaitingEmailVerification,
        Trigger::FirstPayment => Reason::AwaitingFirstPayment,
    })
}

pub(crate) fn explanation(words: &Words, reason: Reason) -> String {
    let sentence = wording::reason(words, reason);
    match wording::mend(words, reason) {
        Some(mend) => format!("{sentence} {mend}"),
        None => sentence,
    }
}

#[cfg(test)]
mod tests {
    use domain::preset::{CLIENTJOY, CONTACTUALLY, Preset};
    use domain::referral::Qualification;

    use super::*;
    use crate::testing::{later, loaded, now, program, summary, who};

    fn view(preset: Preset, status: ReferralStatus, reason: Option<Reason>) -> ReferralView {
        let mut loaded = loaded();
        loaded.feed.referrals = vec![summary("bolt", preset.name, (status, reason))];
        let friends = Friends::of(&loaded, &who("ana"));
        let programs = [program(preset)];
        let summaries = loaded.feed.referrals.iter();
        referrals(summaries, (&friends, Words::english()), (&programs, now())).remove(0)
    }

    #[test]
    fn k13_a_friend_on_trial_is_explained() {
        let expires_at = later(365);
        let view = view(
            CONTACTUALLY,
            ReferralStatus::Attributed { expires_at },
            None,
        );
        assert_eq!(view.status, Status::SignedUp);
        assert_eq!(view.reason, Some(Reason::AwaitingFirstPayment));
        assert!(view.explanation.unwrap().contains("a trial does not count"));
    }

    #[test]
    fn c32_a_friend_who_has_yet_to_confirm_an_address_is_explained() {
        let expires_at = later(90);
        let view = view(CLIENTJOY, ReferralStatus::Attributed { expires_at }, None);
        assert_eq!(view.reason, Some(Reason::AwaitingEmailVerification));
    }

    #[test]
    fn a_window_that_has_passed_is_seen_before_it_is_written_down() {
        let expires_at = now();
        let view = view(
            CONTACTUALLY,
            ReferralStatus::Attributed { expires_at },
            None,
        );
        assert_eq!(view.status, Status::Expired);
        assert_eq!(view.reason, Some(Reason::QualificationWindowPassed));
    }

    #[test]
    fn k3_a_referrer_who_does_not_pay_reads_what_would_help() {
        let qualified = ReferralStatus::Qualified {
            qualified_at: now(),
            qualification: Qualification::Signup,
        };
        let reason = Reason::ReferrerNotPayingAtInstant;
        let view = view(CONTACTUALLY, qualified, Some(reason));
        assert_eq!(view.status, Status::Qualified);
        assert!(view.explanation.unwrap().contains("Upgrade to a paid plan"));
    }

    #[test]
    fn a_disqualified_referral_says_why() {
        let disqualified = ReferralStatus::Disqualified {
            reason: Reason::Refunded,
            disqualified_at: now(),
        };
        let view = view(CONTACTUALLY, disqualified, None);
        assert_eq!(view.status, Status::Disqualified);
        assert_eq!(view.reason, Some(Reason::Refunded));
    }
}

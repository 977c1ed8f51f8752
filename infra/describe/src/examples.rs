//! One example of every event, of the story that the documents tell: Bo signs up by Ana's link.

use anyhow::{Context, Result};
use domain::circuit::{Cause, MailStream};
use domain::event::Event;
use domain::id::{AccountId, ReferralId, RewardId};
use domain::reason::Reason;
use domain::remainder::Choice;
use domain::reward::Side;
use jiff::Timestamp;

/// When all of it happens.
pub(crate) const OCCURRED_AT: &str = "2022-05-25T09:00:00Z";

/// Whom and what the examples are about.
struct Cast {
    ana: AccountId,
    bo: AccountId,
    referral: ReferralId,
    reward: RewardId,
    at: Timestamp,
}

/// At least one of each name; a test holds that.
///
/// # Errors
/// If an id of the story is none.
pub(crate) fn events() -> Result<Vec<Event>> {
    let ana: AccountId = "ana-co".parse()?;
    let bo: AccountId = "bo-co".parse()?;
    let cast = Cast {
        referral: ReferralId::of(&bo),
        reward: RewardId::of(&bo, Side::Referrer),
        at: OCCURRED_AT.parse()?,
        ana,
        bo,
    };
    let mut events = of_people(&cast)?;
    events.extend(of_rewards(&cast));
    events.extend(of_reminders(&cast)?);
    events.extend(of_stripe(&cast)?);
    events.extend(of_mail(&cast));
    Ok(events)
}

fn of_people(cast: &Cast) -> Result<Vec<Event>> {
    let invite = "inv_4m1v0c2q9k7t3b8e5r6n0p1sdf".parse();
    Ok(vec![
        Event::InviteCreated {
            invite_id: invite.context("an invite's id")?,
        },
        Event::BudgetExhausted {
            program_id: "clientjoy".parse()?,
            budget: "10000 USD".parse()?,
        },
        Event::NotificationCreated {
            notification_id: "ntf_credit_earned.rwd_bo-co.referrer".parse()?,
            account_id: cast.ana.clone(),
            participant_id: "ana".parse()?,
            created_at: cast.at,
        },
        Event::ReferralAttributed {
            referral_id: cast.referral.clone(),
            referrer_account_id: cast.ana.clone(),
            friend_account_id: cast.bo.clone(),
        },
        Event::ReferralQualified {
            referral_id: cast.referral.clone(),
            qualified_at: cast.at,
        },
        Event::ReferralDisqualified {
            referral_id: cast.referral.clone(),
            reason: Reason::Refunded,
        },
        Event::ReferralUnderReview {
            referral_id: cast.referral.clone(),
            opened_at: cast.at,
        },
        Event::ReferralApproved {
            referral_id: cast.referral.clone(),
            opened_at: cast.at,
        },
        Event::ReferralRestored {
            referral_id: cast.referral.clone(),
        },
    ])
}

fn of_rewards(cast: &Cast) -> Vec<Event> {
    let (reward_id, account_id) = (cast.reward.clone(), cast.ana.clone());
    vec![
        Event::RewardGranted {
            reward_id: reward_id.clone(),
            account_id: account_id.clone(),
            side: Side::Referrer,
            pending: false,
        },
        Event::RewardForfeited {
            reward_id: reward_id.clone(),
            account_id: account_id.clone(),
            reason: Reason::ReferrerNotPayingAtInstant,
        },
        Event::RewardCanceled {
            reward_id: reward_id.clone(),
            account_id: account_id.clone(),
            reason: Reason::Refunded,
        },
        Event::RewardReversed {
            reward_id: reward_id.clone(),
            account_id: account_id.clone(),
            reason: Reason::DisputeLost,
        },
        Event::RemainderDecided {
            reward_id: reward_id.clone(),
            account_id: account_id.clone(),
            round: 0,
            choice: Choice::Net,
        },
        Event::RewardReinstated {
            reward_id: reward_id.clone(),
            account_id: account_id.clone(),
        },
        Event::CreditAvailable {
            reward_id: reward_id.clone(),
            account_id: account_id.clone(),
        },
        Event::CreditReversing {
            reward_id: reward_id.clone(),
            account_id: account_id.clone(),
        },
        Event::CreditRedeemed {
            reward_id: reward_id.clone(),
            account_id: account_id.clone(),
        },
        Event::CreditPosted {
            reward_id: reward_id.clone(),
            account_id: account_id.clone(),
        },
        Event::CreditBlocked {
            reward_id: reward_id.clone(),
            account_id: account_id.clone(),
            reason: Reason::PostingRefused,
        },
        Event::CreditExpired {
            reward_id,
            account_id,
        },
    ]
}

fn of_reminders(cast: &Cast) -> Result<Vec<Event>> {
    let name = format!("rem#friend_not_qualified#{}#once", cast.referral);
    Ok(vec![Event::ReminderDue {
        reminder_id: serde_json::from_value(name.into())?,
    }])
}

fn of_mail(cast: &Cast) -> [Event; 2] {
    let stream = MailStream::Invites;
    [
        Event::MailCircuitOpened {
            stream,
            cause: Cause::Bounces,
            opened_at: cast.at,
        },
        Event::MailCircuitClosed {
            stream,
            closed_at: cast.at,
        },
    ]
}

fn of_stripe(cast: &Cast) -> Result<Vec<Event>> {
    Ok(vec![
        Event::StripeEventAccepted {
            stripe_event_id: "evt_1L3aQ2".parse()?,
            stripe_type: "invoice.paid".to_owned(),
            object_id: "in_1L3aPz".to_owned(),
            customer_id: Some("cus_LmBo7".parse()?),
            created_at: cast.at,
        },
        Event::CustomerLinked {
            account_id: cast.bo.clone(),
            customer_id: "cus_LmBo7".parse()?,
        },
    ])
}

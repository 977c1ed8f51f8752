//! A notification in the words of its message.

use domain::account::{Household, Participant};
use domain::id::{AccountId, InvoiceId};
use domain::locale::Locale;
use domain::money::Money;
use domain::notification::{Notification, Telling};
use domain::paying::BillingInterval;
use domain::person_name::PersonName;
use domain::program::Program;
use domain::reason::Reason;
use domain::referral::Referral;
use domain::reward::{Reward, RewardState, Side};
use domain::terms::{Application as Applied, Rules, Trigger};
use domain::token::AddressHash;
use domain::wording;
use domain::words::Words;
use jiff::Timestamp;
use mail::content::Content;
use mail::credit_applied::CreditApplied;
use mail::credit_canceled::CreditCanceled;
use mail::credit_earned::{Cause, CreditEarned};
use mail::credit_expired::CreditExpired;
use mail::credit_given::CreditGiven;
use mail::credit_posted::CreditPosted;
use mail::credit_reinstated::CreditReinstated;
use mail::credit_reversed::CreditReversed;
use mail::frame::{Application, Bill, Frame};
use mail::friend_credit::{FriendCredit, Release};
use mail::no_credit::NoCredit;
use mail::web_address::WebAddress;

use crate::notifications::KIND;
use crate::{App, DeliverError, Keys, places};

/// Whom a notification is for.
pub(crate) struct About<'a> {
    pub(crate) notification: &'a Notification,
    pub(crate) household: &'a Household,
    pub(crate) participant: &'a Participant,
}

/// What is known when a letter is written.
struct Desk<'a> {
    frame: Frame,
    program: &'a Program,
    rules: &'a Rules,
    referral: &'a Referral,
    household: &'a Household,
    /// Until when the referrer's reward waits, if it does.
    waits_until: Option<Timestamp>,
    /// The other side's person, if still known.
    other: Option<Participant>,
    home_url: Option<WebAddress>,
}

/// The letter and the program it is about; nothing where the referral is gone.
pub(crate) async fn write(
    app: &App,
    about: &About<'_>,
    (keys, address): (&Keys, &AddressHash),
    now: Timestamp,
) -> Result<Option<(Content, String)>, DeliverError> {
    let Some(friend) = about.notification.referral_id.friend() else {
        return Ok(None);
    };
    let friend = app.store.household(&friend).await?;
    let Some(referral) = &friend.referral else {
        return Ok(None);
    };
    let programs = app.store.programs(now).await?;
    let program = programs
        .iter()
        .find(|program| program.id == referral.program_id);
    let terms = program.and_then(|program| program.terms_version(referral.terms_version));
    let (Some(program), Some(terms)) = (program, terms) else {
        return Ok(None);
    };
    let is_friend = about.participant.account_id == referral.friend_account_id;
    let other = if is_friend {
        let (account, id) = (
            &referral.referrer_account_id,
            &referral.referrer_participant_id,
        );
        app.store.participant(account, id).await?
    } else {
        friend.participant(&referral.friend_participant_id).cloned()
    };
    let settings = &program.settings;
    let locale = Locale::choose([about.participant.locale.as_deref()], settings.locale);
    let desk = Desk {
        frame: Frame {
            locale,
            product: app.product.clone(),
            recipient: about.participant.name.clone(),
            postal_address: settings.invites.postal_address.clone(),
            unsubscribe_url: keys.unsubscribe_url(KIND, address, locale)?,
            terms_url: places::optional(settings.terms_url.as_ref())?,
            reference: places::reference(),
        },
        program,
        rules: &terms.rules,
        referral,
        household: about.household,
        waits_until: friend.reward(Side::Referrer).and_then(waits_until),
        other,
        home_url: places::optional(settings.redeem_url.as_ref())?,
    };
    let content = desk.letter(&about.notification.telling)?;
    Ok(Some((content, program.id.to_string())))
}

/// How long a reward that waits for the referrer is kept.
fn waits_until(reward: &Reward) -> Option<Timestamp> {
    if let RewardState::WaitingForReferrer { until } = reward.state {
        return Some(until);
    }
    None
}

impl Desk<'_> {
    fn words(&self) -> &'static Words {
        Words::of(self.frame.locale)
    }

    fn money(&self, amount: Money) -> String {
        wording::money(self.words(), amount)
    }

    fn letter(&self, telling: &Telling) -> Result<Content, DeliverError> {
        Ok(match telling {
            Telling::CreditEarned {
                amount, release_at, ..
            } => self.earned(*amount, *release_at).render(),
            Telling::NoCredit { reason } => self.no_credit(*reason)?.render(),
            Telling::FriendCredit {
                amount,
                after_first_payment,
                ..
            } => self.friend_credit(*amount, *after_first_payment).render(),
            Telling::CreditPosted { amount, .. } => self.posted(*amount).render(),
            Telling::CreditCanceled { amount, reason, .. } => CreditCanceled {
                amount: self.money(*amount),
                friend: self.friend_label(),
                reason: *reason,
                home_url: self.home_url.clone(),
                frame: self.frame.clone(),
            }
            .render(),
            Telling::CreditExpired { amount, .. } => CreditExpired {
                amount: self.money(*amount),
                friend: self.friend_label(),
                home_url: self.home_url.clone(),
                frame: self.frame.clone(),
            }
            .render(),
            Telling::CreditReversed {
                amount,
                reason,
                was_used,
                ..
            } => CreditReversed {
                was_used: *was_used,
                ..self.reversed(*amount, *reason)
            }
            .render(),
            Telling::CreditReinstated { amount, .. } => self.reinstated(*amount).render(),
            Telling::CreditGiven { amount, .. } => self.given(*amount).render(),
            Telling::CreditTaken { amount, .. } => CreditCanceled {
                amount: self.money(*amount),
                friend: self.friend_label(),
                reason: Reason::AdminDecision,
                home_url: self.home_url.clone(),
                frame: self.frame.clone(),
            }
            .render(),
            Telling::CreditApplied {
                amount, invoice_id, ..
            } => self.applied(*amount, invoice_id).render(),
        })
    }

    fn reversed(&self, amount: Money, reason: Reason) -> CreditReversed {
        CreditReversed {
            amount: self.money(amount),
            friend: self.friend_label(),
            bill: self.bill(),
            was_used: false,
            reason,
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        }
    }

    fn reinstated(&self, amount: Money) -> CreditReinstated {
        CreditReinstated {
            amount: self.money(amount),
            friend: self.friend_label(),
            bill: self.bill(),
            application: self.application(),
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        }
    }

    fn given(&self, amount: Money) -> CreditGiven {
        CreditGiven {
            amount: self.money(amount),
            friend: self.friend_label(),
            bill: self.bill(),
            application: self.application(),
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        }
    }

    fn applied(&self, amount: Money, invoice_id: &InvoiceId) -> CreditApplied {
        CreditApplied {
            amount: self.money(amount),
            friend: self.friend_label(),
            bill: self.bill(),
            invoice: invoice_id.to_string(),
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        }
    }

    fn earned(&self, amount: Money, release_at: Option<Timestamp>) -> CreditEarned {
        CreditEarned {
            amount: self.money(amount),
            friend: self.friend_label(),
            cause: self.cause(),
            bill: self.bill(),
            held_until: release_at.map(|at| self.day(at)),
            application: self.application(),
            balance: None,
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        }
    }

    fn no_credit(&self, reason: Reason) -> Result<NoCredit, DeliverError> {
        let amount = wording::amounts(
            self.words(),
            &self.referral.promised.referrer,
            self.program.settings.currency,
        );
        Ok(NoCredit {
            friend: self.friend_label(),
            cause: self.cause(),
            reason,
            amount: amount.unwrap_or_default(),
            kept_until: self.waits_until.map(|until| self.day(until)),
            upgrade_url: places::optional(self.program.settings.upgrade_url.as_ref())?,
            frame: self.frame.clone(),
        })
    }

    fn friend_credit(&self, amount: Money, after_first_payment: bool) -> FriendCredit {
        FriendCredit {
            amount: self.money(amount),
            referrer: self.other_name(),
            release: if after_first_payment {
                Release::AfterFirstPayment
            } else {
                Release::Now
            },
            bill: self.bill(),
            application: self.application(),
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        }
    }

    fn posted(&self, amount: Money) -> CreditPosted {
        let next = self
            .household
            .paying
            .as_ref()
            .and_then(|paying| paying.next_invoice);
        CreditPosted {
            amount: self.money(amount),
            friend: self.friend_label(),
            bill: self.bill(),
            next_invoice_about: next.map(|next| self.day(next.at)),
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        }
    }

    /// How the credit comes to be used, with the date where it is known (K6, K7, C21).
    fn application(&self) -> Application {
        if self.rules.application == Applied::OnRequest {
            let redeem_url = self.home_url.clone();
            return Application::OnRequest { redeem_url };
        }
        let next = self
            .household
            .paying
            .as_ref()
            .and_then(|paying| paying.next_invoice);
        let about = next.map(|next| self.day(next.at));
        match next.map(|next| next.interval) {
            Some(BillingInterval::Year) => Application::AnnualInvoice { about },
            Some(BillingInterval::Day | BillingInterval::Week | BillingInterval::Month) | None => {
                Application::NextInvoice { about }
            }
        }
    }

    fn cause(&self) -> Cause {
        match self.rules.trigger {
            Trigger::Signup => Cause::SignedUp,
            Trigger::FirstPayment => Cause::PaidFirst,
        }
    }

    /// The credit is the team's where the account has several members (K17).
    fn bill(&self) -> Bill {
        if self.household.members().count() > 1 {
            Bill::Team
        } else {
            Bill::Own
        }
    }

    /// Whom the referrer's credit is for; none in a letter to the friend.
    fn friend_label(&self) -> Option<String> {
        let to_friend = self.account_id() == Some(&self.referral.friend_account_id);
        if to_friend {
            None
        } else {
            self.other_name().map(|name| name.with_initial())
        }
    }

    fn other_name(&self) -> Option<PersonName> {
        self.other.as_ref().and_then(|other| other.name.clone())
    }

    fn account_id(&self) -> Option<&AccountId> {
        self.household.account.as_ref().map(|account| &account.id)
    }

    fn day(&self, at: Timestamp) -> String {
        wording::day(self.words(), at, &self.rules.zone())
    }
}

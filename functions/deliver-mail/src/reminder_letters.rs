//! A reminder in the words of its message.

use domain::account::Participant;
use domain::ledger::Movement;
use domain::locale::Locale;
use domain::paying::BillingInterval;
use domain::person_name::PersonName;
use domain::referral::{Referral, ReferralStatus};
use domain::reminder::{About, Reminder, ReminderKind, policy};
use domain::reward::{Reward, Side};
use domain::statement;
use domain::terms::{Application as Applied, OnIneligible, Rules, Trigger};
use domain::wording;
use domain::words::Words;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail::content::Content;
use mail::credit_expiring::CreditExpiring;
use mail::eligibility_at_risk::{EligibilityAtRisk, IfTooLate};
use mail::frame::{Application, Bill, Frame};
use mail::friend_not_qualified::{FriendNotQualified, Missing};
use mail::monthly_digest::MonthlyDigest;
use mail::terms_change::TermsChange;
use mail::unused_link::UnusedLink;
use mail::web_address::WebAddress;

use crate::reminders::Loaded;
use crate::{App, DeliverError, Keys, places};

/// What is known when a letter is written.
pub(crate) struct Desk<'a> {
    frame: Frame,
    loaded: &'a Loaded,
    recipient: &'a Participant,
    /// Days are told as the recipient's calendar has them.
    zone: TimeZone,
    home_url: Option<WebAddress>,
    now: Timestamp,
}

impl<'a> Desk<'a> {
    pub(crate) fn of(
        app: &App,
        (loaded, recipient): (&'a Loaded, &'a Participant),
        unsubscribe_url: WebAddress,
        now: Timestamp,
    ) -> Result<Self, DeliverError> {
        let settings = &loaded.program.settings;
        Ok(Self {
            frame: Frame {
                locale: Locale::choose([recipient.locale.as_deref()], settings.locale),
                product: app.product.clone(),
                recipient: recipient.name.clone(),
                postal_address: settings.invites.postal_address.clone(),
                unsubscribe_url,
                reference: places::reference(),
                terms_url: places::optional(settings.terms_url.as_ref())?,
            },
            zone: policy::zone_of(recipient, &loaded.program, now),
            home_url: places::optional(settings.redeem_url.as_ref())?,
            loaded,
            recipient,
            now,
        })
    }

    pub(crate) fn letter(&self, reminder: &Reminder, keys: &Keys) -> Result<Content, DeliverError> {
        match (reminder.kind, &reminder.about) {
            (ReminderKind::UnusedLink, About::Link { code }) => {
                let link = keys.below(&format!("/r/{code}"))?;
                self.unused_link(link)
            }
            (ReminderKind::EligibilityAtRisk, About::Referral { .. }) => self.at_risk(),
            (ReminderKind::FriendNotQualified, About::Referral { .. }) => self.not_qualified(),
            (ReminderKind::CreditExpiring, About::Reward { reward_id }) => {
                let side = reward_id.parts().map(|(_, side)| side);
                self.expiring(side)
            }
            (ReminderKind::TermsChange, About::Change { changes_at }) => self.change(*changes_at),
            (ReminderKind::MonthlyDigest, About::Month { from, until }) => {
                Some(self.digest(*from, *until))
            }
            (
                ReminderKind::UnusedLink
                | ReminderKind::EligibilityAtRisk
                | ReminderKind::CreditExpiring
                | ReminderKind::TermsChange
                | ReminderKind::FriendNotQualified
                | ReminderKind::MonthlyDigest,
                _,
            ) => None,
        }
        .ok_or_else(|| DeliverError::Hopeless("a reminder about something else".to_owned()))
    }

    fn unused_link(&self, link: WebAddress) -> Option<Content> {
        let rules = &self.loaded.program.terms_at(self.now)?.rules;
        let message = UnusedLink {
            offer: wording::capitalized(&self.offer(rules, self.now)),
            link,
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        };
        Some(message.render())
    }

    fn at_risk(&self) -> Option<Content> {
        let (referral, rules) = self.referral()?;
        let friend = self.loaded.friend.as_ref()?;
        let trial = friend.paying.as_ref().and_then(|it| it.trial_ends_at);
        let settings = &self.loaded.program.settings;
        let message = EligibilityAtRisk {
            friend: self.friend_label(referral),
            amount: self.promised(referral),
            trial_ends: trial.filter(|end| self.now < *end).map(|end| self.day(end)),
            if_too_late: match rules.on_ineligible {
                OnIneligible::Forfeit => IfTooLate::Lost,
                OnIneligible::Wait { days } => IfTooLate::Waits { days },
            },
            upgrade_url: places::optional(settings.upgrade_url.as_ref()).ok()?,
            frame: self.frame.clone(),
        };
        Some(message.render())
    }

    fn not_qualified(&self) -> Option<Content> {
        let (referral, rules) = self.referral()?;
        let ReferralStatus::Attributed { expires_at } = &referral.status else {
            return None;
        };
        let message = FriendNotQualified {
            friend: self.friend_label(referral),
            amount: self.promised(referral),
            missing: match rules.trigger {
                Trigger::FirstPayment => Missing::FirstPayment,
                Trigger::Signup => Missing::EmailVerification,
            },
            until: wording::last_day(self.words(), *expires_at, &self.zone),
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        };
        Some(message.render())
    }

    fn expiring(&self, side: Option<Side>) -> Option<Content> {
        let friend = self.loaded.friend.as_ref()?;
        let reward = friend.reward(side?)?;
        let members = self.loaded.home.household.members().count();
        let message = CreditExpiring {
            amount: wording::money(self.words(), reward.amount),
            friend: match reward.side {
                Side::Referrer => self.friend_label(friend.referral.as_ref()?),
                Side::Friend => None,
            },
            expires_on: self.day(reward.lapses_at()?),
            bill: if members > 1 { Bill::Team } else { Bill::Own },
            application: self.application(reward),
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        };
        Some(message.render())
    }

    fn change(&self, changes_at: Timestamp) -> Option<Content> {
        let program = &self.loaded.program;
        let now = self.offer(&program.terms_at(self.now)?.rules, self.now);
        let then = self.offer(&program.terms_at(changes_at)?.rules, changes_at);
        let message = TermsChange {
            until: wording::until(
                self.words(),
                changes_at,
                &program.terms_at(self.now)?.rules.zone(),
            ),
            then: Some(then).filter(|then| *then != now),
            now,
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        };
        Some(message.render())
    }

    fn digest(&self, from: Timestamp, until: Timestamp) -> Content {
        let within = |at: Timestamp| (from..until).contains(&at);
        let lines = &self.loaded.home.lines;
        let moved = |movement| {
            let lines = lines.iter().filter(|line| within(line.recorded_at));
            statement::moved(self.words(), lines, movement)
        };
        let scene = self.loaded.scene();
        let own = scene.own_referrals(&self.recipient.id);
        MonthlyDigest {
            month: wording::month(self.words(), from, &self.zone),
            friends: own.filter(|it| within(it.recorded_at)).count(),
            earned: moved(Movement::Grant),
            on_the_bill: moved(Movement::Post),
            expired: moved(Movement::Expire),
            canceled: moved(Movement::Cancel),
            available: statement::available(self.words(), lines),
            home_url: self.home_url.clone(),
            frame: self.frame.clone(),
        }
        .render()
    }

    fn words(&self) -> &'static Words {
        Words::of(self.frame.locale)
    }

    fn referral(&self) -> Option<(&Referral, &Rules)> {
        let referral = self.loaded.friend.as_ref()?.referral.as_ref()?;
        let terms = self.loaded.program.terms_version(referral.terms_version)?;
        Some((referral, &terms.rules))
    }

    /// What the account's bills take: with its date where that is known (K6, K7, C21).
    fn application(&self, reward: &Reward) -> Application {
        let paying = self.loaded.home.household.paying.as_ref();
        let next = paying.and_then(|paying| paying.next_invoice);
        let about = next.map(|next| self.day(next.at));
        match (reward.application, next.map(|next| next.interval)) {
            (Applied::OnRequest, _) => Application::OnRequest {
                redeem_url: self.home_url.clone(),
            },
            (Applied::Automatic, Some(BillingInterval::Year)) => {
                Application::AnnualInvoice { about }
            }
            (Applied::Automatic, _) => Application::NextInvoice { about },
        }
    }

    fn friend_label(&self, referral: &Referral) -> Option<String> {
        let friend = self.loaded.friend.as_ref()?;
        let person = friend.participant(&referral.friend_participant_id)?;
        person.name.as_ref().map(PersonName::with_initial)
    }

    fn promised(&self, referral: &Referral) -> String {
        let currency = self.loaded.program.settings.currency;
        wording::amounts(self.words(), &referral.promised.referrer, currency).unwrap_or_default()
    }

    fn offer(&self, rules: &Rules, at: Timestamp) -> String {
        wording::offer(
            self.words(),
            &rules.offer_at(at),
            self.loaded.program.settings.currency,
        )
    }

    fn day(&self, at: Timestamp) -> String {
        wording::day(self.words(), at, &self.zone)
    }
}

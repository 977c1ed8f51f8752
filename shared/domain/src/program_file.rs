//! Reads a `program.toml` into settings and rules, with errors that name line, key and fix.

mod counting;
mod file;
mod limits;
mod position;

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use crate::invite_message::InviteMessage;
use crate::locale::Locale;
use crate::money::{Currency, Money};
use crate::program::{InviteMode, InviteSettings, OPEN_INVITES_AT_MOST, Settings};
use crate::schedule::{Amounts, InvalidSchedule, Offer, Period, Schedule};
use crate::terms::{OnIneligible, Rules};
use file::{File, Invites, OnIneligibleName};

/// What is wrong with a program file, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {key}: {message}")]
pub struct ProgramFileError {
    /// Counts from 1.
    pub line: usize,
    /// Dotted, as in `reward.trigger`.
    pub key: String,
    pub message: String,
}

/// Most recipients of one request: two items each fit in one table transaction.
const RECIPIENTS_AT_MOST: u32 = 45;

/// Longest window, hold or wait, in days: ten years, and one year for a wait.
const WINDOW_DAYS_AT_MOST: u32 = 3_650;
const WAIT_DAYS_AT_MOST: u32 = 365;

/// The settings and rules that a program file states.
///
/// # Errors
/// The first thing that is wrong.
pub fn parse(text: &str) -> Result<(Settings, Rules), ProgramFileError> {
    let file: File = toml::from_str(text).map_err(|error| position::of_toml(text, &error))?;
    let checks = Checks { text, nth: 0 };
    Ok((checks.settings(&file)?, checks.rules(&file)?))
}

/// The conversions that can fail, each naming the key it read.
struct Checks<'a> {
    text: &'a str,
    /// Which of several tables of one name is read, counted from 0.
    nth: usize,
}

impl Checks<'_> {
    fn settings(&self, file: &File) -> Result<Settings, ProgramFileError> {
        for (key, url) in [
            ("signup_url", &file.signup_url),
            ("terms_url", &file.terms_url),
            ("upgrade_url", &file.upgrade_url),
            ("redeem_url", &file.redeem_url),
        ] {
            if let Some(url) = url {
                self.url(key, url)?;
            }
        }
        if file.name.trim().is_empty() || file.name.chars().count() > 80 {
            return Err(self.error("name", "must have 1 to 80 characters"));
        }
        Ok(Settings {
            name: file.name.clone(),
            status: file.status,
            default: file.default,
            currency: self.currency("currency", &file.currency)?,
            locale: self.locale(&file.locale)?,
            budget: self.budget(file)?,
            signup_url: file.signup_url.clone(),
            touch_parameter: file.attribution.parameter,
            terms_url: file.terms_url.clone(),
            upgrade_url: file.upgrade_url.clone(),
            redeem_url: file.redeem_url.clone(),
            invoice_label: self.invoice_label(file)?,
            networks: file.sharing.networks.clone(),
            share_text: self.message("sharing.text", &file.sharing.text)?,
            invites: self.invites(&file.invites)?,
            reminders: file.reminders,
            review: self.review(file.review)?,
            page: self.page(&file.page)?,
        })
    }

    fn rules(&self, file: &File) -> Result<Rules, ProgramFileError> {
        let unknown_zone = "is not a time zone; write an IANA name such as \"Europe/Berlin\"";
        TimeZone::get(&file.time_zone).map_err(|_| self.error("time_zone", unknown_zone))?;
        let reward = &file.reward;
        let attribution = &file.attribution;
        let referrer = &file.referrer;
        self.windows(file)?;
        let methods: BTreeSet<_> = attribution.methods.iter().copied().collect();
        if methods.is_empty() {
            return Err(self.error("attribution.methods", "needs \"link\", \"accept\" or both"));
        }
        Ok(Rules {
            trigger: reward.trigger,
            signup_requires: reward.signup_requires,
            schedule: self.schedule(file)?,
            time_zone: file.time_zone.clone(),
            amount_instant: reward.amount_instant,
            minimum_payment: self.amounts("reward.minimum_payment", &reward.minimum_payment)?,
            allow_out_of_band: reward.allow_out_of_band,
            one_off_counts: reward.one_off_counts,
            prices: self.prices(&reward.prices)?,
            eligibility: referrer.eligibility,
            eligibility_instant: referrer.eligibility_instant,
            on_ineligible: match referrer.on_ineligible {
                OnIneligibleName::Forfeit => OnIneligible::Forfeit,
                OnIneligibleName::Wait => OnIneligible::Wait {
                    days: referrer.wait_days,
                },
            },
            methods,
            model: attribution.model,
            attribution_window_days: attribution.window_days,
            qualification_window_days: reward.qualification_window_days,
            hold_days: reward.hold_days,
            require_retention_days: self.retention(reward)?,
            void_on_cancel: referrer.void_on_cancel,
            expiry_days: reward.expiry_days,
            reversal_window_days: reward.reversal_window_days,
            friend_release: reward.friend_release,
            application: reward.application,
            caps: self.caps(&file.limits)?,
        })
    }

    fn schedule(&self, file: &File) -> Result<Schedule, ProgramFileError> {
        let mut periods = Vec::with_capacity(file.schedule.len());
        for (nth, period) in file.schedule.iter().enumerate() {
            let here = Checks { nth, ..*self };
            periods.push(Period {
                from: here.local_time("schedule.from", period.from.as_ref())?,
                until: here.local_time("schedule.until", period.until.as_ref())?,
                offer: Offer {
                    referrer: here.amounts("schedule.referrer", &period.referrer)?,
                    friend: here.amounts("schedule.friend", &period.friend)?,
                },
            });
        }
        Schedule::from_periods(periods).map_err(|error| {
            let nth = match error {
                InvalidSchedule::Backwards(period) | InvalidSchedule::Gap { next: period, .. } => {
                    period.saturating_sub(1)
                }
                InvalidSchedule::EndsEarly => file.schedule.len().saturating_sub(1),
                InvalidSchedule::Empty
                | InvalidSchedule::EarlyEnd
                | InvalidSchedule::LateStart
                | InvalidSchedule::StartsLate => 0,
            };
            Checks { nth, ..*self }.error("schedule", &error.to_string())
        })
    }

    fn invites(&self, invites: &Invites) -> Result<InviteSettings, ProgramFileError> {
        let recipients = invites.recipients_per_request;
        if recipients == 0 || recipients > RECIPIENTS_AT_MOST {
            let message = format!("must be from 1 to {RECIPIENTS_AT_MOST}");
            return Err(self.error("invites.recipients_per_request", &message));
        }
        if invites.open_at_most > u32::from(OPEN_INVITES_AT_MOST) {
            let message = format!("must be at most {OPEN_INVITES_AT_MOST}");
            return Err(self.error("invites.open_at_most", &message));
        }
        if invites.mode == InviteMode::Server && invites.message.trim().is_empty() {
            let message = "is needed where invites are sent by the server (mode = \"server\"): \
                           what is sent where a participant writes nothing of their own";
            return Err(self.error("invites.message", message));
        }
        if invites.mode == InviteMode::Server && invites.postal_address.trim().is_empty() {
            let message = "is needed where invites are sent by the server (mode = \"server\"): \
                           the law of many countries asks for it in every message";
            return Err(self.error("invites.postal_address", message));
        }
        if invites.program_per_day == 0 {
            let message = "must be at least 1; mode = \"off\" stops invites";
            return Err(self.error("invites.program_per_day", message));
        }
        Ok(InviteSettings {
            mode: invites.mode,
            recipients_per_request: recipients,
            per_day: invites.per_day,
            program_per_day: invites.program_per_day,
            open_at_most: invites.open_at_most,
            editing: invites.editing,
            suppress_known_addresses: invites.suppress_known_addresses,
            postal_address: invites.postal_address.clone(),
            subject: invites.subject.clone(),
            message: self.message("invites.message", &invites.message)?,
        })
    }

    fn message(&self, key: &str, text: &str) -> Result<String, ProgramFileError> {
        let text = text.trim();
        if !text.is_empty() {
            InviteMessage::parse(text).map_err(|error| self.error(key, &error.to_string()))?;
        }
        Ok(text.to_owned())
    }

    fn amounts(&self, key: &str, texts: &[String]) -> Result<Amounts, ProgramFileError> {
        let amounts: Result<Vec<Money>, _> = texts.iter().map(|text| text.parse()).collect();
        let amounts = amounts.map_err(|error| self.error(key, &error.to_string()))?;
        Amounts::from_list(amounts)
            .map_err(|currency| self.error(key, &format!("names {currency} twice")))
    }

    fn currency(&self, key: &str, text: &str) -> Result<Currency, ProgramFileError> {
        let parsed: Result<Currency, _> = text.parse();
        parsed.map_err(|error| self.error(key, &error.to_string()))
    }

    fn locale(&self, tag: &str) -> Result<Locale, ProgramFileError> {
        let parsed: Result<Locale, _> = tag.parse();
        parsed.map_err(|error| self.error("locale", &error.to_string()))
    }

    fn local_time(
        &self,
        key: &str,
        time: Option<&toml::value::Datetime>,
    ) -> Result<Option<jiff::civil::DateTime>, ProgramFileError> {
        let Some(time) = time else { return Ok(None) };
        let message = "must be a date and time of the program's own zone, such as \
                       2022-06-01T00:00:00: the first moment of the new period";
        if time.offset.is_some() || time.date.is_none() || time.time.is_none() {
            return Err(self.error(key, message));
        }
        time.to_string()
            .parse()
            .map(Some)
            .map_err(|_| self.error(key, message))
    }

    fn url(&self, key: &str, text: &str) -> Result<(), ProgramFileError> {
        let https = url::Url::parse(text).is_ok_and(|url| {
            let local = url
                .host_str()
                .is_some_and(|h| h == "localhost" || h == "127.0.0.1");
            url.scheme() == "https" || (url.scheme() == "http" && local)
        });
        let plain = !text.contains('@') && !text.contains('\\');
        if https && plain {
            return Ok(());
        }
        Err(self.error(
            key,
            "must be an https:// address without user name or backslash",
        ))
    }

    fn days(
        &self,
        key: &str,
        (days, least, most): (u32, u32, u32),
    ) -> Result<(), ProgramFileError> {
        if (least..=most).contains(&days) {
            return Ok(());
        }
        Err(self.error(key, &format!("must be from {least} to {most} days")))
    }

    fn error(&self, key: &str, message: &str) -> ProgramFileError {
        let line = position::line_of(self.text, key, self.nth);
        ProgramFileError {
            line,
            key: key.to_owned(),
            message: message.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;

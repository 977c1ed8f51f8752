//! What each column of an import means: a row of texts as a row of the domain.

use domain::account_import::{Person, Row, Standing};
use domain::email_address::EmailAddress;
use domain::person_name::PersonName;
use domain::registration::{self, Member};
use domain::token::Signer;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::Fault;
use super::sheet::Raw;

/// Every column, in the order of the documents.
pub(super) const ALL: [&str; 14] = [
    "account_id",
    "signed_up_at",
    "status",
    "closed_at",
    "account_name",
    "stripe_customer_id",
    "currency",
    "participant_id",
    "email",
    "email_verified_at",
    "name",
    "locale",
    "time_zone",
    "line",
];

/// Those that tell of the account, alike in every row of it.
pub(super) const OF_ACCOUNT: [&str; 6] = [
    "signed_up_at",
    "status",
    "closed_at",
    "account_name",
    "stripe_customer_id",
    "currency",
];

/// What belongs to a person whom the host names by an id.
const OF_MEMBER: [&str; 4] = ["email_verified_at", "name", "locale", "time_zone"];

/// How far the host's clock may be ahead.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// Reads the rows of one call.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) signer: &'a Signer,
    pub(super) now: Timestamp,
}

impl Reader<'_> {
    /// The row, or all that is wrong with it.
    pub(super) fn row(self, raw: &Raw) -> Result<Row, Vec<Fault>> {
        let mut cells = Cells {
            raw,
            now: self.now,
            faults: raw.faults.clone(),
        };
        let account_id = cells.required("account_id");
        let signed_up_at = cells.instant("signed_up_at");
        let standing = cells.standing();
        let account_name = cells.name("account_name");
        let stripe_customer_id = cells.parsed("stripe_customer_id");
        let currency = cells.parsed("currency");
        let is_closed = matches!(standing, Standing::Closed { .. });
        let person = self.person(&mut cells, is_closed);
        match account_id {
            Some(account_id) if cells.faults.is_empty() => Ok(Row {
                account_id,
                signed_up_at,
                standing,
                account_name,
                stripe_customer_id,
                currency,
                person,
            }),
            _ => Err(cells.faults),
        }
    }

    fn person(self, cells: &mut Cells<'_>, is_closed: bool) -> Option<Person> {
        let id = cells.parsed("participant_id");
        let email: Option<EmailAddress> = cells.parsed("email");
        let email_verified_at = cells.instant("email_verified_at");
        let name = cells.name("name");
        let locale = cells.checked("locale", registration::is_language_tag, LOCALE);
        let time_zone = cells.checked("time_zone", registration::is_time_zone, TIME_ZONE);
        let named = cells.raw.cell("participant_id").is_some();
        let told = OF_MEMBER
            .into_iter()
            .find(|it| cells.raw.cell(it).is_some());
        if !named
            && !is_closed
            && let Some(column) = told
        {
            cells.fault(column, "is kept of a member alone: give the participant_id");
        }
        if named && cells.raw.cell("email").is_none() {
            cells.fault("email", "is required beside participant_id");
        }
        let email = email?;
        let address_hash = self.signer.address_hash(&email);
        Some(match id {
            Some(id) => Person::Member(Member {
                id,
                email,
                address_hash,
                email_verified_at,
                name,
                locale,
                time_zone,
            }),
            None => Person::Address(address_hash),
        })
    }
}

const LOCALE: &str = "must be a language tag such as en or pt-BR";
const TIME_ZONE: &str = "must be an IANA time zone such as Europe/Berlin";
const INSTANT: &str =
    "must be a day such as 2021-03-01, or an instant such as 2021-03-01T08:00:00Z (RFC 3339)";

/// One row's cells, and what is found wrong with them.
struct Cells<'a> {
    raw: &'a Raw,
    now: Timestamp,
    faults: Vec<Fault>,
}

impl Cells<'_> {
    fn fault(&mut self, field: &str, detail: &str) {
        self.faults.push(Fault::of(field, detail));
    }

    fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(&mut self, column: &str) -> Option<T> {
        match self.raw.cell(column)?.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.fault(column, &error.to_string());
                None
            }
        }
    }

    fn required<T: std::str::FromStr<Err: std::fmt::Display>>(
        &mut self,
        column: &str,
    ) -> Option<T> {
        if self.raw.cell(column).is_none() && self.raw.faults.is_empty() {
            self.fault(column, "is required");
        }
        self.parsed(column)
    }

    /// A day is taken from its beginning, in UTC.
    fn instant(&mut self, column: &str) -> Option<Timestamp> {
        let text = self.raw.cell(column)?;
        let day = || {
            let day = text.parse::<Date>().ok().filter(|_| text.len() == 10)?;
            Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp())
        };
        let Some(at) = text.parse().ok().or_else(day) else {
            self.fault(column, INSTANT);
            return None;
        };
        if self
            .now
            .saturating_add(CLOCK_TOLERANCE)
            .is_ok_and(|most| most < at)
        {
            self.fault(column, "lies in the future");
        }
        Some(at)
    }

    fn standing(&mut self) -> Standing {
        let closed_at = self.instant("closed_at");
        let status = self.raw.cell("status").map(str::to_ascii_lowercase);
        let standing = match status.as_deref() {
            None if closed_at.is_none() => Standing::AsBefore,
            None | Some("closed") => return Standing::Closed { closed_at },
            Some("open") => Standing::Open,
            Some(_) => {
                self.fault("status", "must be open or closed");
                Standing::AsBefore
            }
        };
        if closed_at.is_some() {
            self.fault("closed_at", "goes with the status closed");
        }
        standing
    }

    /// What can be shown of a name.
    fn name(&self, column: &str) -> Option<PersonName> {
        PersonName::parse(self.raw.cell(column)?)
    }

    fn checked(&mut self, column: &str, is: fn(&str) -> bool, detail: &str) -> Option<String> {
        let text = self.raw.cell(column)?;
        if !is(text) {
            self.fault(column, detail);
        }
        Some(text.to_owned())
    }
}

#[cfg(test)]
mod tests;

//! E-mail addresses: what is accepted, the keys they are compared by, and how they are shown.

mod alphabet;
mod disposable;
mod role;

use std::fmt;
use std::str::FromStr;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use alphabet::mixes_alphabets;

/// The longest address that SMTP carries between its angle brackets (RFC 5321 §4.5.3.1.3).
const MAX_LENGTH: usize = 254;

/// Why a text is not an address we write to, and what to mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InvalidEmailAddress {
    #[error("is empty: write an address such as bo@example.com")]
    Empty,
    #[error("is longer than 254 characters: check that only one address was entered")]
    TooLong,
    #[error("has no @: write an address such as bo@example.com")]
    MissingAt,
    #[error("holds a space or a control character: take it out")]
    SpaceOrControl,
    #[error("is quoted, or carries a name, brackets or a comment: write the bare address")]
    NotBare,
    #[error("holds more than one address: enter them one by one")]
    SeveralAddresses,
    #[error("has nothing, or more than 64 characters, before the @")]
    LocalPartLength,
    #[error("has an accented or other non-English letter before the @, which cannot be delivered")]
    LocalPartNotAscii,
    #[error("has a character or a dot before the @ where none may stand")]
    LocalPartCharacter,
    #[error("names a machine by number: write a domain such as example.com")]
    IpLiteral,
    #[error("has no complete domain after the @: write for example gmail.com, not gmail")]
    IncompleteDomain,
    #[error("has a domain after the @ that cannot exist: check its spelling")]
    InvalidDomain,
    #[error("mixes alphabets in one word of the domain: type it again in one alphabet")]
    MixedAlphabets,
}

/// One deliverable e-mail address, kept as it was typed.
///
/// Plain `local@domain` only (RFC 5321 dot-string): no name, quotes, comments or IP literals, and
/// an ASCII local part, since SES has no SMTPUTF8. The domain may be international.
///
/// It has no `Display` and its `Debug` is masked, so that it does not reach a log by accident.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress {
    text: String,
    local_length: usize,
    ascii_domain: String,
}

impl EmailAddress {
    /// Accepts `text` without the white space around it.
    ///
    /// # Errors
    ///
    /// [`InvalidEmailAddress`] says what to mend.
    pub fn parse(text: &str) -> Result<Self, InvalidEmailAddress> {
        let text = text.trim();
        check_shape(text)?;
        let (local, domain) = text
            .rsplit_once('@')
            .ok_or(InvalidEmailAddress::MissingAt)?;
        check_local_part(local)?;
        let ascii_domain = ascii_domain(domain)?;
        let address = Self {
            text: text.to_owned(),
            local_length: local.len(),
            ascii_domain,
        };
        let wire = address.deliverable();
        if wire.len() > MAX_LENGTH {
            return Err(InvalidEmailAddress::TooLong);
        }
        let options = email_address::Options::default()
            .with_required_tld()
            .without_domain_literal()
            .without_display_text();
        email_address::EmailAddress::parse_with_options(&wire, options)
            .map_err(|_| InvalidEmailAddress::InvalidDomain)?;
        Ok(address)
    }

    /// The address as it was typed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The address as it goes to the mail system: the local part as typed, the domain in ASCII.
    pub fn deliverable(&self) -> String {
        format!("{}@{}", self.local_part(), self.ascii_domain)
    }

    /// The domain in lower-case ASCII (IDNA), for example `xn--bcher-kva.example`.
    pub fn domain(&self) -> &str {
        &self.ascii_domain
    }

    /// The exact address in lower case: what "has or had an account" and suppression compare.
    ///
    /// Tags and dots stay, so that knowing one spelling says nothing about another.
    pub fn exact_key(&self) -> String {
        format!(
            "{}@{}",
            self.local_part().to_ascii_lowercase(),
            self.ascii_domain
        )
    }

    /// The mailbox behind the address: without a `+tag`, and for Gmail without dots.
    ///
    /// Only to notice that someone refers themselves; providers other than Gmail tell dots apart.
    pub fn canonical_key(&self) -> String {
        let local = self.local_part_without_tag().to_ascii_lowercase();
        match self.ascii_domain.as_str() {
            "gmail.com" | "googlemail.com" => format!("{}@gmail.com", local.replace('.', "")),
            domain => format!("{local}@{domain}"),
        }
    }

    /// Whether the address names a duty, a list or a machine rather than a person (RFC 2142).
    pub fn is_role_address(&self) -> bool {
        role::is_role(&self.local_part_without_tag().to_ascii_lowercase())
    }

    /// Whether the domain, or one above it, is known to hand out throw-away addresses.
    pub fn is_disposable(&self) -> bool {
        disposable::is_disposable(&self.ascii_domain)
    }

    /// The address for other eyes: `b•••@gmail.com`.
    pub fn masked(&self) -> String {
        let first: String = self.text.chars().take(1).collect();
        let domain = self.text[self.local_length..].trim_start_matches('@');
        format!("{first}•••@{domain}")
    }

    fn local_part(&self) -> &str {
        &self.text[..self.local_length]
    }

    fn local_part_without_tag(&self) -> &str {
        match self.local_part().split_once('+') {
            Some((mailbox, _)) if !mailbox.is_empty() => mailbox,
            Some(_) | None => self.local_part(),
        }
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EmailAddress({})", self.masked())
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmailAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = InvalidEmailAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.text
    }
}

fn check_shape(text: &str) -> Result<(), InvalidEmailAddress> {
    if text.is_empty() {
        return Err(InvalidEmailAddress::Empty);
    }
    // A look at the bytes first, so that a megabyte of input costs nothing more.
    if text.len() > MAX_LENGTH.saturating_mul(2) {
        return Err(InvalidEmailAddress::TooLong);
    }
    if text.contains(['"', '(', ')', '<', '>', '\\']) {
        return Err(InvalidEmailAddress::NotBare);
    }
    if text.contains([',', ';']) || text.matches('@').count() > 1 {
        return Err(InvalidEmailAddress::SeveralAddresses);
    }
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(InvalidEmailAddress::SpaceOrControl);
    }
    Ok(())
}

fn check_local_part(local: &str) -> Result<(), InvalidEmailAddress> {
    if local.is_empty() || local.len() > 64 {
        return Err(InvalidEmailAddress::LocalPartLength);
    }
    if !local.is_ascii() {
        return Err(InvalidEmailAddress::LocalPartNotAscii);
    }
    // `%` and `!` once were routes to other machines, and `=?` opens an encoded word, behind
    // which some mail programs see another address.
    let is_misread = local.contains(['%', '!']) || local.contains("=?");
    if is_misread || !email_address::EmailAddress::is_valid_local_part(local) {
        return Err(InvalidEmailAddress::LocalPartCharacter);
    }
    Ok(())
}

fn ascii_domain(domain: &str) -> Result<String, InvalidEmailAddress> {
    if domain.starts_with('[') {
        return Err(InvalidEmailAddress::IpLiteral);
    }
    let uts46 = Uts46::new();
    let ascii = uts46
        .to_ascii(
            domain.as_bytes(),
            AsciiDenyList::STD3,
            Hyphens::CheckFirstLast,
            DnsLength::Verify,
        )
        .map_err(|_| match domain {
            "" => InvalidEmailAddress::IncompleteDomain,
            _ => InvalidEmailAddress::InvalidDomain,
        })?;
    match ascii.rsplit_once('.') {
        None => return Err(InvalidEmailAddress::IncompleteDomain),
        Some((_, last)) if last.chars().all(|c| c.is_ascii_digit()) => {
            return Err(InvalidEmailAddress::IpLiteral);
        }
        Some((_, last)) if last.len() < 2 => return Err(InvalidEmailAddress::IncompleteDomain),
        Some(_) => {}
    }
    let (unicode, _) = uts46.to_unicode(ascii.as_bytes(), AsciiDenyList::STD3, Hyphens::Allow);
    if unicode.split('.').any(mixes_alphabets) {
        return Err(InvalidEmailAddress::MixedAlphabets);
    }
    Ok(ascii.into_owned())
}

#[cfg(test)]
mod tests;

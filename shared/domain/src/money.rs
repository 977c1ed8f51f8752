//! Amounts of money: whole minor units of one currency, checked arithmetic, no floats.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An ISO 4217 currency: `USD`, `JPY`, `KWD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// Why a text is not a currency or an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMoney {
    #[error("{0:?} is not a currency of ISO 4217; write three letters, such as USD")]
    UnknownCurrency(String),
    #[error("{0:?} is not an amount; write a number and a currency, such as \"50 USD\"")]
    NotAnAmount(String),
    #[error("{currency} has {digits} decimal places at most")]
    TooManyDecimals { currency: Currency, digits: u16 },
    #[error("an amount is from 0 to {max} minor units", max = MAX_MINOR)]
    OutOfRange,
}

/// Largest amount accepted, in minor units: what Stripe takes in one balance transaction.
pub const MAX_MINOR: i64 = 99_999_999;

impl Currency {
    /// How many digits the minor unit has: 2 for USD, 0 for JPY, 3 for KWD.
    pub fn minor_digits(self) -> u16 {
        iso_currency::Currency::from_code(self.as_str())
            .and_then(iso_currency::Currency::exponent)
            .unwrap_or(2)
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// As Stripe writes it: lower case.
    pub fn to_stripe(self) -> String {
        self.as_str().to_ascii_lowercase()
    }
}

impl FromStr for Currency {
    type Err = InvalidMoney;

    /// Accepts either case, since Stripe writes `usd`.
    fn from_str(text: &str) -> Result<Self, InvalidMoney> {
        let unknown = || InvalidMoney::UnknownCurrency(text.chars().take(12).collect());
        let upper = text.to_ascii_uppercase();
        iso_currency::Currency::from_code(&upper).ok_or_else(unknown)?;
        upper.as_bytes().try_into().map(Self).map_err(|_| unknown())
    }
}

impl TryFrom<String> for Currency {
    type Error = InvalidMoney;

    fn try_from(text: String) -> Result<Self, InvalidMoney> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An amount in the currency's minor unit: cents for USD, yen for JPY.
///
/// From 0 to [`MAX_MINOR`]. Direction belongs to the ledger, not to the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawMoney")]
pub struct Money {
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = MAX_MINOR)))]
    amount_minor: i64,
    currency: Currency,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawMoney {
    amount_minor: i64,
    currency: Currency,
}

impl TryFrom<RawMoney> for Money {
    type Error = InvalidMoney;

    fn try_from(raw: RawMoney) -> Result<Self, InvalidMoney> {
        Self::from_minor(raw.amount_minor, raw.currency)
    }
}

impl Money {
    /// # Errors
    /// [`InvalidMoney::OutOfRange`] below 0 or above [`MAX_MINOR`].
    pub fn from_minor(amount_minor: i64, currency: Currency) -> Result<Self, InvalidMoney> {
        if (0..=MAX_MINOR).contains(&amount_minor) {
            Ok(Self {
                amount_minor,
                currency,
            })
        } else {
            Err(InvalidMoney::OutOfRange)
        }
    }

    /// In minor units.
    pub fn amount_minor(self) -> i64 {
        self.amount_minor
    }

    pub fn currency(self) -> Currency {
        self.currency
    }

    pub fn is_zero(self) -> bool {
        self.amount_minor == 0
    }

    /// What is left after `minor` units were taken away: nothing where that is all of it.
    #[must_use]
    pub fn less_minor(self, minor: i64) -> Self {
        let left = self.amount_minor.saturating_sub(minor);
        Self {
            amount_minor: left.clamp(0, self.amount_minor),
            ..self
        }
    }
}

impl FromStr for Money {
    type Err = InvalidMoney;

    /// Reads `50 USD`, `0.5 EUR` or `1500 JPY`: digits, at most the currency's decimals, a space,
    /// the currency.
    fn from_str(text: &str) -> Result<Self, InvalidMoney> {
        let wrong = || InvalidMoney::NotAnAmount(text.chars().take(40).collect());
        let (number, currency) = text.trim().rsplit_once(' ').ok_or_else(wrong)?;
        let currency: Currency = currency.parse()?;
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(decimals) || number.ends_with('.') {
            return Err(wrong());
        }
        let places = usize::from(currency.minor_digits());
        if decimals.len() > places {
            return Err(InvalidMoney::TooManyDecimals {
                currency,
                digits: currency.minor_digits(),
            });
        }
        let minor = format!("{whole}{decimals:0<places$}");
        Self::from_minor(
            minor.parse().map_err(|_| InvalidMoney::OutOfRange)?,
            currency,
        )
    }
}

impl fmt::Display for Money {
    /// `$50`, `$7.50`, `¥1,500`, `KWD 1.250`: what a person reads, whole amounts without decimals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = usize::from(self.currency.minor_digits());
        let digits = format!(
            "{:0>width$}",
            self.amount_minor,
            width = places.saturating_add(1)
        );
        let (whole, decimals) = digits.split_at(digits.len().saturating_sub(places));
        match self.currency.as_str() {
            "USD" => f.write_str("$")?,
            "EUR" => f.write_str("€")?,
            "GBP" => f.write_str("£")?,
            "JPY" => f.write_str("¥")?,
            "INR" => f.write_str("₹")?,
            code => write!(f, "{code} ")?,
        }
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len().saturating_sub(index);
            if index > 0 && left.is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if decimals.bytes().any(|b| b != b'0') {
            write!(f, ".{decimals}")
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn amounts_are_read_in_the_currencys_own_unit() {
        for (text, minor) in [
            ("50 USD", 5000),
            ("0.5 EUR", 50),
            ("7.50 usd", 750),
            ("1500 JPY", 1500),
            ("1.25 KWD", 1250),
        ] {
            assert_eq!(money(text).amount_minor(), minor, "{text}");
        }
    }

    #[test]
    fn f49_what_is_not_an_amount_is_refused() {
        for text in [
            "",
            "50",
            "USD",
            "-1 USD",
            "1e3 USD",
            "NaN USD",
            "1. USD",
            "1.5 JPY",
            "1.005 USD",
            "9223372036854775807 USD",
            "99999999999999999999 USD",
            "5 XXQ",
            "0x10 USD",
            "1,000 USD",
        ] {
            assert!(text.parse::<Money>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn f49_a_number_in_json_must_be_whole_and_in_range() {
        for json in [
            r#"{"amount_minor":-1,"currency":"USD"}"#,
            r#"{"amount_minor":9223372036854775807,"currency":"USD"}"#,
            r#"{"amount_minor":9007199254740993,"currency":"USD"}"#,
            r#"{"amount_minor":1e3,"currency":"USD"}"#,
            r#"{"amount_minor":"10","currency":"USD"}"#,
            r#"{"amount_minor":1,"currency":"???"}"#,
        ] {
            assert!(serde_json::from_str::<Money>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn people_read_amounts_without_needless_zeros() {
        for (text, shown) in [
            ("50 USD", "$50"),
            ("7.50 USD", "$7.50"),
            ("0 USD", "$0"),
            ("0.05 EUR", "€0.05"),
            ("1500 JPY", "¥1,500"),
            ("1.25 KWD", "KWD 1.250"),
            ("123456 USD", "$123,456"),
        ] {
            assert_eq!(money(text).to_string(), shown);
        }
    }
}

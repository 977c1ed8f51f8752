//! Links that stand in messages and headers.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use url::Url;

/// Leaves room for the header's name and brackets within SES's 995 characters.
const MAX_LENGTH: usize = 900;

/// Why a text is not a link that goes into a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InvalidWebAddress {
    #[error("is not a web address: write it in full, as in https://example.com/page")]
    NotAUrl,
    #[error("does not begin with https:// or http://")]
    OtherScheme,
    #[error("carries a user name or password before its host")]
    UserInfo,
    #[error("is longer than 900 characters")]
    TooLong,
}

/// An absolute `https` or `http` address in printable ASCII, safe in a header and in a link.
///
/// `http` is for the local stack; whoever configures a deployment refuses it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WebAddress(String);

impl WebAddress {
    /// # Errors
    ///
    /// [`InvalidWebAddress`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, InvalidWebAddress> {
        let url = Url::parse(text).map_err(|_| InvalidWebAddress::NotAUrl)?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(InvalidWebAddress::OtherScheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(InvalidWebAddress::UserInfo);
        }
        let text = String::from(url).replace(['\'', '<', '>'], "");
        if text.len() > MAX_LENGTH {
            return Err(InvalidWebAddress::TooLong);
        }
        Ok(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for WebAddress {
    type Err = InvalidWebAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{InvalidWebAddress, WebAddress};

    #[test]
    fn only_absolute_web_addresses_are_links() {
        let long = format!("https://a.example/{}", "x".repeat(900));
        let table = [
            ("javascript:alert(1)", InvalidWebAddress::OtherScheme),
            ("data:text/html,x", InvalidWebAddress::OtherScheme),
            ("mailto:bo@example.com", InvalidWebAddress::OtherScheme),
            ("//evil.example", InvalidWebAddress::NotAUrl),
            ("/u/token", InvalidWebAddress::NotAUrl),
            ("", InvalidWebAddress::NotAUrl),
            (
                "https://acme.com@evil.example/",
                InvalidWebAddress::UserInfo,
            ),
            (&long, InvalidWebAddress::TooLong),
        ];
        for (text, reason) in table {
            assert_eq!(WebAddress::parse(text).unwrap_err(), reason, "{text}");
        }
    }

    #[test]
    fn a_link_is_kept_as_it_is() {
        let text = "https://api.acme.example/i/inv_1.aB-_9?c=em&x=%20#top";
        assert_eq!(WebAddress::parse(text).unwrap().as_str(), text);
        assert!(WebAddress::parse("http://127.0.0.1:8787/u/t").is_ok());
    }

    proptest! {
        #[test]
        fn f55_no_link_breaks_out_of_a_header_or_an_attribute(tail in "(?s).{0,60}") {
            if let Ok(link) = WebAddress::parse(&format!("https://acme.example/{tail}")) {
                prop_assert!(link.as_str().bytes().all(|b| b.is_ascii_graphic()));
                prop_assert!(!link.as_str().contains(['"', '\'', '<', '>']));
            }
        }
    }
}

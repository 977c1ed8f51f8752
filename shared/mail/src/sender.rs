//! The name that a message comes from.

use domain::person_name::PersonName;

use crate::header::HeaderSafe;

const MAX_LENGTH: usize = 60;

/// The display name of the From header, at most 60 characters. The address is always ours: the
/// referrer's own would fail DMARC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderName(HeaderSafe);

impl SenderName {
    /// `Acme`: for messages to the product's own customers.
    pub fn product(product: &str) -> Self {
        Self(HeaderSafe::flattened(product, MAX_LENGTH))
    }

    /// `Alice Doe via Acme`: for invites. A long name gives way to the product's.
    pub fn via(referrer: &PersonName, product: &str) -> Self {
        let via = format!(" via {}", HeaderSafe::flattened(product, 30).as_str());
        let room = MAX_LENGTH.saturating_sub(via.chars().count());
        let name = HeaderSafe::flattened(referrer.as_str(), room);
        Self(HeaderSafe::flattened(
            &format!("{}{via}", name.as_str()),
            MAX_LENGTH,
        ))
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// `"Alice Doe via Acme" <referrals@acme.com>`.
    pub(crate) fn with_address(&self, address: &str) -> String {
        format!("{} <{address}>", self.0.as_display_name())
    }
}

#[cfg(test)]
mod tests {
    use domain::person_name::PersonName;

    use super::SenderName;

    fn via(referrer: &str, product: &str) -> SenderName {
        SenderName::via(&PersonName::parse(referrer).unwrap(), product)
    }

    #[test]
    fn an_invite_comes_from_the_referrer_via_the_product() {
        let sender = via("Alice Doe", "Acme");
        assert_eq!(
            sender.with_address("referrals@acme.com"),
            "\"Alice Doe via Acme\" <referrals@acme.com>"
        );
    }

    #[test]
    fn f55_no_name_adds_a_header_or_an_address() {
        let sender = via("Al\r\nBcc: x@y.com <evil@evil.com> \"", "Ac\r\nme\"");
        assert_eq!(
            sender.with_address("a@b.co"),
            "\"Al Bcc via Ac me\\\"\" <a@b.co>"
        );
    }

    #[test]
    fn sixty_characters_hold_the_product_in_any_case() {
        let sender = via(&"Ana ".repeat(30), &"Acme ".repeat(30));
        assert!((50..=60).contains(&sender.as_str().chars().count()));
        assert!(sender.as_str().contains("… via Acme Acme"), "{sender:?}");
    }
}

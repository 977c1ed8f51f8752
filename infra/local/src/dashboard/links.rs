//! Links in a message, for the buttons beside it.

use crate::mailbox::Mail;

/// The links that a recipient acts on.
pub(super) struct Links {
    /// The invite's Accept page, if the message has one of this stack.
    pub(super) accept: Option<String>,
    /// Where one click stops these messages (RFC 8058).
    pub(super) unsubscribe: Option<String>,
}

impl Links {
    /// The links of `mail` that lead to the stack at `url`.
    pub(super) fn of(mail: &Mail, url: &str) -> Self {
        let text = mail.text.as_deref().unwrap_or_default();
        let accept = format!("{url}/i/");
        let accept = text
            .split_whitespace()
            .map(|word| word.trim_matches(['<', '>', '(', ')', ',', '.']))
            .find(|word| word.starts_with(&accept));
        let header = mail
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case("List-Unsubscribe"));
        let unsubscribe = header.and_then(|header| {
            let mut links = header.value.split(',').map(str::trim);
            links
                .find_map(|link| link.strip_prefix('<')?.strip_suffix('>'))
                .filter(|link| link.starts_with(url))
        });
        Self {
            accept: accept.map(str::to_owned),
            unsubscribe: unsubscribe.map(str::to_owned),
        }
    }
}

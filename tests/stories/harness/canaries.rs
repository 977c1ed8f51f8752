//! What no line of the log may ever hold: addresses, tokens, keys. Looked for whenever a stack
//! ends, so in the logs of every story.

use serde_json::Value;

use super::stack::Stack;

impl Stack {
    /// The lines that a function wrote, as far as they are JSON.
    #[track_caller]
    pub(crate) fn log_lines(&self, function: &str) -> Vec<Value> {
        let lines = self.log_texts(&format!("?function={function}"));
        let json = lines
            .iter()
            .filter_map(|line| serde_json::from_str(line).ok());
        json.collect()
    }

    /// The lines that give something away.
    pub(super) fn indiscretions(&self) -> Vec<String> {
        let secrets: Vec<String> = self.canaries();
        let tells = |line: &String| {
            holds_address(line) || secrets.iter().any(|secret| line.contains(secret.as_str()))
        };
        self.log_texts("").into_iter().filter(tells).collect()
    }

    /// The stack's own secrets, and what goes out in mail to prove who somebody is.
    fn canaries(&self) -> Vec<String> {
        let own = self.secrets_to_keep();
        let mails = self.mail_texts();
        let tokens = mails.iter().flat_map(|mail| tokens_in(mail));
        let prefixes = ["gw_test_", "gw_live_", "eyJ"].map(str::to_owned);
        own.into_iter().chain(tokens).chain(prefixes).collect()
    }
}

/// The tokens in links such as `…/i/<token>` and `…/u/<token>`.
fn tokens_in(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for place in ["/i/", "/u/"] {
        for rest in text.split(place).skip(1) {
            let end = |c: char| !(c.is_ascii_alphanumeric() || "._-~".contains(c));
            let token = rest.split(end).next().unwrap_or_default();
            if token.len() >= 20 {
                found.push(token.to_owned());
            }
        }
    }
    found
}

/// `somebody@somewhere.tld`, wherever it stands.
fn holds_address(line: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    line.match_indices('@').any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(word);
        let domain: String = line[at.saturating_add(1)..]
            .chars()
            .take_while(|c| word(*c))
            .collect();
        before && domain.trim_matches('.').contains('.')
    })
}

#[test]
fn an_address_is_seen_wherever_it_stands() {
    for line in [
        "ana@acme.example",
        r#"{"to":"ana+x@acme.co.uk"}"#,
        "for ana@acme.example: no",
    ] {
        assert!(holds_address(line), "{line}");
    }
    for line in [
        "evt_a@b",
        "@acme.example",
        "2022-05-25T10:00:00Z",
        "a @ b.c",
    ] {
        assert!(!holds_address(line), "{line}");
    }
}

#[test]
fn a_token_is_found_in_a_link() {
    let token = "1.abcdefghijklmnopqrstuvwxyz";
    assert_eq!(
        tokens_in(&format!("see https://x.example/i/{token}\nbye")),
        [token]
    );
}

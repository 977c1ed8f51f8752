//! The page behind an invite's mail, in words.

use askama::Template;
use domain::program::Program;
use domain::wording;
use jiff::Timestamp;

/// Everything a page says.
#[derive(Debug, Default)]
pub(crate) struct Page {
    product: String,
    heading: String,
    offer: Option<Offer>,
    paragraphs: Vec<String>,
    /// What previews of the link show. No name stands in it: whoever holds the link sees it.
    description: String,
    is_open: bool,
    signup_label: &'static str,
}

/// The friend's own credit.
#[derive(Debug)]
struct Offer {
    /// `$50 credit for you`.
    large: String,
    lines: Vec<String>,
    terms_url: Option<String>,
}

#[derive(Template)]
#[template(path = "invite.html")]
struct Html<'a> {
    page: &'a Page,
    nonce: &'a str,
    signup_url: &'a str,
}

impl Page {
    /// The offer of today, by who sent the invite.
    pub(crate) fn open(
        product: &str,
        program: &Program,
        inviter: Option<&str>,
        now: Timestamp,
    ) -> Self {
        let who = inviter.unwrap_or("A friend");
        let mut page = Self::notice(product, format!("{who} invites you to {product}"), "");
        page.paragraphs = explanations(product, program, who, now);
        page.is_open = true;
        page.signup_label = "Sign up without the invite";
        page.offer = offer(program, now);
        if let Some(offer) = &page.offer {
            page.description = format!("{}. {}", offer.large, offer.lines.join(" "));
        }
        page
    }

    pub(crate) fn paused(product: &str) -> Self {
        let text = "Invites are paused at the moment. Come back in a few days, or sign up now \
                    without the offer.";
        Self::notice(product, "This offer is paused".to_owned(), text)
    }

    pub(crate) fn expired(product: &str, inviter: Option<&str>) -> Self {
        let who = inviter.unwrap_or("your friend");
        let text = format!("Ask {who} for a new one if you like, or sign up without it.");
        Self::notice(product, "This invite has expired".to_owned(), &text)
    }

    pub(crate) fn over(product: &str) -> Self {
        let text = "The referral program is over. You can sign up all the same.";
        Self::notice(product, "This offer has ended".to_owned(), text)
    }

    pub(crate) fn withdrawn(product: &str) -> Self {
        let text = "It no longer holds. You can sign up all the same.";
        Self::notice(product, "This invite was withdrawn".to_owned(), text)
    }

    pub(crate) fn unknown(product: &str) -> Self {
        let text = "Part of it is missing or was altered on the way. Open the invite again from \
                    its mail, or sign up without it.";
        Self::notice(product, "This link is not complete".to_owned(), text)
    }

    pub(crate) fn unavailable(product: &str) -> Self {
        let text = "Try again in a moment. Your invite is not lost.";
        Self::notice(
            product,
            "This page does not work right now".to_owned(),
            text,
        )
    }

    fn notice(product: &str, heading: String, text: &str) -> Self {
        Self {
            product: product.to_owned(),
            heading,
            offer: None,
            paragraphs: vec![text.to_owned()],
            description: format!("Sign up for {product}."),
            is_open: false,
            signup_label: "Sign up",
        }
    }

    /// The page as HTML, its one style sheet marked by `nonce`.
    pub(crate) fn render(&self, nonce: &str, signup_url: &str) -> askama::Result<String> {
        let html = Html {
            page: self,
            nonce,
            signup_url,
        };
        html.render()
    }
}

fn offer(program: &Program, now: Timestamp) -> Option<Offer> {
    let terms = program.terms_at(now)?;
    let offer = terms.rules.offer_at(now);
    let reward = wording::amounts(&offer.friend, program.settings.currency)?;
    let zone = terms.rules.zone();
    let until = terms
        .rules
        .offer_ends(now)
        .map(|end| wording::until(end, &zone));
    let condition = wording::friend_condition(&terms.rules);
    let mut lines = vec![format!("You get it {condition}, for your bills.")];
    lines.extend(until.map(|until| format!("The offer holds until {until}.")));
    Some(Offer {
        large: format!("{reward} credit for you"),
        lines,
        terms_url: program.settings.terms_url.clone(),
    })
}

/// What the button does, who earns, and what becomes of the friend's address.
fn explanations(product: &str, program: &Program, who: &str, now: Timestamp) -> Vec<String> {
    let earned = program.terms_at(now).and_then(|terms| {
        let offer = terms.rules.offer_at(now);
        wording::amounts(&offer.referrer, program.settings.currency)
    });
    let mut paragraphs = vec![format!(
        "The button takes you to the signup page of {product}. {who} can see that you accepted."
    )];
    paragraphs
        .extend(earned.map(|reward| format!("{who} may earn {reward} in credit if you join.")));
    paragraphs.push(format!(
        "{who} entered your address, so that this invite could be sent to you. It is not handed \
         on with this link, and you may sign up with another address."
    ));
    paragraphs
}

#[cfg(test)]
mod tests;

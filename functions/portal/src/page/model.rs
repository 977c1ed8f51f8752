//! What the page says, from top to bottom (experience 2.2).

use domain::invite::Invite;
use domain::program::{Program, ProgramStatus};
use domain::terms::{Application, Eligibility, Method, Trigger};
use domain::wording;
use domain::words::Words;

use super::invites::Invites;
use super::link_box::LinkBox;
use super::notice::Notice;
use super::parts::{Balance, Friend, News};
use super::visit::Visit;
use super::why::Whys;
use crate::faq::{Faq, faq};
use crate::loaded::Loaded;
use crate::shown::Shown;
use crate::words as sentences;

/// What was read for one page.
pub(super) struct Seen<'a> {
    pub(super) shown: Shown<'a>,
    pub(super) programs: &'a [Program],
    pub(super) visit: &'a Visit,
    pub(super) loaded: Loaded,
    /// Where the participant chooses which mail comes, if there is an address of theirs.
    pub(super) preferences: Option<String>,
    pub(super) sent_today: u32,
    /// The last of them, newest first.
    pub(super) invites: Vec<Invite>,
    pub(super) whys: Whys,
}

/// Rows of a list that are shown until all are asked for.
pub(super) const ROWS: usize = 8;

pub(super) struct Model {
    pub(super) headline: String,
    pub(super) offer: String,
    /// What a program that takes nothing new still does.
    pub(super) state: Option<String>,
    pub(super) eligibility: Option<Hint>,
    pub(super) steps: Vec<String>,
    pub(super) terms_url: Option<String>,
    pub(super) back: Option<(String, String)>,
    pub(super) link: LinkBox,
    pub(super) invites: Invites,
    pub(super) balance: Balance,
    pub(super) friends: Vec<Friend>,
    pub(super) all_friends: Option<String>,
    pub(super) news: News,
    pub(super) preferences: Option<String>,
    pub(super) zone: String,
    pub(super) faq: Vec<Faq>,
}

/// A sentence, and where to do something about it.
pub(super) struct Hint {
    pub(super) text: String,
    pub(super) url: Option<String>,
}

impl Model {
    pub(super) fn of(seen: &Seen<'_>, notice: &Notice) -> Self {
        let shown = &seen.shown;
        let words = shown.words;
        let rows = notice.rows();
        let mut friends = Friend::all(seen, words);
        let all_friends = more(words, friends.len(), rows);
        friends.truncate(rows);
        let back = |url: &domain::portal_session::ReturnUrl| {
            let label = words.fill("page-back", &[("product", shown.product)]);
            (url.as_str().to_owned(), label)
        };
        let zone = shown.rules.zone();
        let zone = zone.iana_name().unwrap_or("UTC");
        Self {
            headline: headline(shown, words),
            offer: sentences::offer(shown),
            state: state(shown, words),
            eligibility: eligibility(seen, words),
            steps: steps(shown, words),
            terms_url: shown.program.settings.terms_url.clone(),
            back: seen.visit.return_url().map(back),
            link: LinkBox::of(seen, notice, words),
            invites: Invites::of(seen, notice, words),
            balance: Balance::of(seen, words),
            friends,
            all_friends,
            news: News::of(seen, words, rows),
            preferences: seen.preferences.clone(),
            zone: words.fill("zone", &[("zone", zone)]),
            faq: faq(shown),
        }
    }
}

/// The words that lead to a whole list, where it is longer than what is shown.
pub(super) fn more(words: &Words, count: usize, rows: usize) -> Option<String> {
    (count > rows).then(|| words.count("more", count))
}

/// What both sides get, while the program gives anything.
fn headline(shown: &Shown<'_>, words: &Words) -> String {
    let offer = shown.rules.offer_at(shown.now);
    let is_active = shown.program.settings.status == ProgramStatus::Active;
    let amount = |amounts| wording::amounts(words, amounts, shown.currency).filter(|_| is_active);
    let (referrer, friend) = (amount(&offer.referrer), amount(&offer.friend));
    let key = match (&referrer, &friend) {
        (Some(_), Some(_)) => "headline-both",
        (Some(_), None) => "headline-referrer",
        (None, Some(_)) => "headline-friend",
        (None, None) => "headline-none",
    };
    words.fill(
        key,
        &[
            ("referrer", referrer.as_deref().unwrap_or_default()),
            ("friend", friend.as_deref().unwrap_or_default()),
            ("product", shown.product),
        ],
    )
}

fn state(shown: &Shown<'_>, words: &Words) -> Option<String> {
    match shown.program.settings.status {
        ProgramStatus::Active | ProgramStatus::Draft => None,
        ProgramStatus::Paused => Some(words.say("state-paused")),
        ProgramStatus::Ended => Some(words.say("state-ended")),
    }
}

/// What keeps the participant from earning, and the way out of it (K3).
fn eligibility(seen: &Seen<'_>, words: &Words) -> Option<Hint> {
    let (shown, household) = (&seen.shown, &seen.loaded.feed.household);
    if !shown.program.is_active() {
        return None;
    }
    if shown.rules.eligibility == Eligibility::Paying && !household.paying_at(shown.now) {
        return Some(Hint {
            text: words.say("eligible-needed"),
            url: shown.program.settings.upgrade_url.clone(),
        });
    }
    let is_unknown = household
        .participant(&seen.visit.who.participant_id)
        .is_none();
    is_unknown.then(|| Hint {
        text: words.fill("eligible-unknown", &[("product", shown.product)]),
        url: None,
    })
}

/// How it works, by the program's own rules.
fn steps(shown: &Shown<'_>, words: &Words) -> Vec<String> {
    let rules = shown.rules;
    let share = if rules.methods.contains(&Method::Link) {
        "link-step-share"
    } else {
        "link-step-accept"
    };
    let counts = match rules.trigger {
        Trigger::Signup => "link-step-signup",
        Trigger::FirstPayment => "link-step-paid",
    };
    let offer = rules.offer_at(shown.now);
    let own = wording::amounts(words, &offer.referrer, shown.currency);
    let (earns, amount) = match (own, wording::amounts(words, &offer.friend, shown.currency)) {
        (Some(own), _) => match rules.application {
            Application::Automatic => ("link-step-bill", own),
            Application::OnRequest => ("link-step-redeem", own),
        },
        (None, friends) => ("link-step-nothing", friends.unwrap_or_default()),
    };
    let earns = words.fill(earns, &[("amount", &amount)]);
    let earns = (!amount.is_empty()).then_some(earns);
    let share = words.fill(share, &[("product", shown.product)]);
    [share, words.say(counts)]
        .into_iter()
        .chain(earns)
        .collect()
}

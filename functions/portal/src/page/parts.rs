//! The page's parts: the balance, the friends, the news.

use std::collections::BTreeMap;

use domain::id::ReferralId;
use domain::money::Money;
use domain::progress::Progress;
use domain::redemption;
use domain::reward::Side;
use domain::suppression::MailKind;
use domain::terms::Application;
use domain::token::Signer;
use domain::wording;
use domain::words::Words;
use runtime::auth::on_behalf::ActingFor;

use super::model::{Seen, more};
use super::why::Why;
use crate::balance::{Sum, balance};
use crate::credits::{CreditState, CreditView, credits};
use crate::friends::Friends;
use crate::home;
use crate::loaded::Loaded;
use crate::referrals::referrals;

/// The account's credit (C20).
pub(super) struct Balance {
    pub(super) sums: Vec<Sums>,
    /// What is not on its way to a bill yet: the amount and until when, and why.
    pub(super) waiting: Vec<(String, Option<Why>)>,
    pub(super) notes: Vec<String>,
    pub(super) may_redeem: bool,
}

/// In one currency, in words.
pub(super) struct Sums {
    pub(super) available: String,
    pub(super) pending: String,
    pub(super) at_stripe: String,
    pub(super) used: String,
}

impl Balance {
    pub(super) fn of(seen: &Seen<'_>, words: &Words) -> Self {
        let (shown, loaded) = (&seen.shown, &seen.loaded);
        let credits = credits(words, &loaded.feed, &loaded.rewards);
        let zone = shown.rules.zone();
        let wait = |credit: &CreditView| {
            let amount = wording::money(words, credit.amount);
            let amount = match credit.release_at {
                Some(at) => words.fill(
                    "credit-pending-until",
                    &[
                        ("amount", &amount),
                        ("date", &wording::day(words, at, &zone)),
                    ],
                ),
                None => amount,
            };
            let told = seen.whys.of_reward(&credit.reward_id);
            let told = told.map(|told| Why::of(told, &zone, words));
            (
                amount,
                told.or_else(|| credit.explanation.as_deref().map(Why::short)),
            )
        };
        let is_waiting = |credit: &&CreditView| match credit.state {
            CreditState::Pending => true,
            CreditState::Available => credit.explanation.is_some(),
            CreditState::Posted
            | CreditState::Applied
            | CreditState::Reversed
            | CreditState::Canceled
            | CreditState::Expired => false,
        };
        let redeemed = redemption::decide(&loaded.rewards, None, shown.now);
        let is_on_request = shown.rules.application == Application::OnRequest;
        Self {
            sums: sums(words, loaded, &credits),
            waiting: credits.iter().filter(is_waiting).map(wait).collect(),
            notes: notes(seen, words),
            may_redeem: is_on_request && redeemed.is_ok_and(|changes| !changes.is_empty()),
        }
    }
}

fn sums(words: &Words, loaded: &Loaded, credits: &[CreditView]) -> Vec<Sums> {
    let mut used: BTreeMap<_, i64> = BTreeMap::new();
    for credit in credits {
        let sum = used.entry(credit.used.currency()).or_default();
        *sum = sum.saturating_add(credit.used.amount_minor());
    }
    let in_words = |sum: &Sum| {
        let money = Money::from_minor(sum.amount_minor, sum.currency);
        money.map_or_else(|_| "–".to_owned(), |money| wording::money(words, money))
    };
    let sums = balance(&loaded.feed.lines).into_iter().map(|sum| {
        let currency = sum.available.currency;
        let amount_minor = used.get(&currency).copied().unwrap_or_default();
        Sums {
            available: in_words(&sum.available),
            pending: in_words(&sum.pending),
            at_stripe: in_words(&sum.at_stripe),
            used: in_words(&Sum {
                amount_minor,
                currency,
            }),
        }
    });
    sums.collect()
}

/// How the credit comes off a bill, and whose bill that is (K6, K7, K17).
fn notes(seen: &Seen<'_>, words: &Words) -> Vec<String> {
    let (shown, household) = (&seen.shown, &seen.loaded.feed.household);
    let next = home::next_invoice(shown, household);
    let bill = match (shown.rules.application, next) {
        (Application::OnRequest, _) => None,
        (Application::Automatic, None) => Some(words.say("balance-soon")),
        (Application::Automatic, Some(next)) => {
            let date = wording::day(words, next.at, &shown.rules.zone());
            Some(words.fill("balance-next", &[("date", &date)]))
        }
    };
    let is_team = household.members().nth(1).is_some();
    let team = is_team.then(|| words.say("balance-team"));
    bill.into_iter().chain(team).collect()
}

/// A friend who signed up.
pub(super) struct Friend {
    pub(super) name: String,
    pub(super) since: String,
    pub(super) progress: Progress,
    pub(super) word: String,
    pub(super) why: Option<Why>,
}

impl Friend {
    /// The participant's own, newest first.
    pub(super) fn all(seen: &Seen<'_>, words: &Words) -> Vec<Self> {
        let (loaded, who, now) = (&seen.loaded, &seen.visit.who, seen.shown.now);
        let friends = Friends::of(loaded, who);
        let own = |it: &&domain::referral::ReferralSummary| it.participant_id == who.participant_id;
        let summaries = || loaded.feed.referrals.iter().filter(own);
        let views = referrals(summaries(), (&friends, words), (seen.programs, now));
        let credits = credits(words, &loaded.feed, &loaded.rewards);
        let zone = seen.shown.rules.zone();
        let friend = |(summary, view): (&domain::referral::ReferralSummary, _)| {
            let view: crate::referrals::ReferralView = view;
            let has_credit = credits.iter().any(|it| is_kept(it, &summary.referral_id));
            let has = (has_credit, view.reason.is_some());
            let progress = Progress::of_referral(&summary.status, has, now);
            Self {
                name: wording::capitalized(&view.friend),
                since: wording::day(words, view.signed_up_at, &zone),
                progress,
                word: words.say(progress.key()),
                why: seen
                    .whys
                    .of_referral(&summary.referral_id)
                    .map(|told| Why::of(told, &zone, words))
                    .or_else(|| view.explanation.as_deref().map(Why::short)),
            }
        };
        summaries().zip(views).map(friend).collect()
    }
}

/// Whether this is what the referrer got for the referral, and still has or has used.
fn is_kept(credit: &CreditView, referral: &ReferralId) -> bool {
    let is_of = credit.reward_id.parts().is_some_and(|(friend, side)| {
        side == Side::Referrer && ReferralId::of(&friend) == *referral
    });
    let is_kept = match credit.state {
        CreditState::Pending
        | CreditState::Available
        | CreditState::Posted
        | CreditState::Applied
        | CreditState::Expired => true,
        CreditState::Reversed | CreditState::Canceled => false,
    };
    is_of && is_kept
}

/// What the participant was told (C19).
pub(super) struct News {
    pub(super) items: Vec<NewsItem>,
    /// `2 new`; nothing where all was read.
    pub(super) unread: Option<String>,
    pub(super) all: Option<String>,
}

pub(super) struct NewsItem {
    pub(super) text: String,
    pub(super) day: String,
    pub(super) is_unread: bool,
}

impl News {
    pub(super) fn of(seen: &Seen<'_>, words: &Words, rows: usize) -> Self {
        let (shown, loaded, who) = (&seen.shown, &seen.loaded, &seen.visit.who);
        let friends = Friends::of(loaded, who);
        let told = home::notifications(shown, who, (loaded, &friends));
        let zone = shown.rules.zone();
        let unread = told.iter().filter(|it| it.unread).count();
        let item = |it: &crate::notifications::NotificationView| NewsItem {
            text: it.text.clone(),
            day: wording::day(words, it.created_at, &zone),
            is_unread: it.unread,
        };
        Self {
            unread: (unread > 0).then(|| words.count("news-unread", unread)),
            all: more(words, told.len(), rows),
            items: told.iter().take(rows).map(item).collect(),
        }
    }
}

/// Where the participant chooses which mail comes.
pub(super) fn preferences(
    signer: &Signer,
    (loaded, words): (&Loaded, &Words),
    who: &ActingFor,
) -> Option<String> {
    let participant = loaded.feed.household.participant(&who.participant_id)?;
    let address = signer.address_hash(&participant.email);
    Some(signer.unsubscribe_path(MailKind::Notifications, &address, words.locale))
}

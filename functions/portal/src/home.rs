//! The whole home, put together from what was read.

use domain::account::Household;
use domain::paying::NextInvoice;
use domain::program::Program;
use domain::share::ShareIntent;
use domain::terms::Eligibility;
use domain::words::Words;
use runtime::auth::on_behalf::ActingFor;
use serde::Serialize;

use crate::balance::{BalanceView, balance};
use crate::credits::{CreditView, credits};
use crate::draft::{Draft, draft};
use crate::faq::{Faq, faq};
use crate::friends::Friends;
use crate::link::{self, LinkView};
use crate::loaded::Loaded;
use crate::notifications::{self, NotificationView};
use crate::program::ProgramView;
use crate::referrals::{ReferralView, referrals};
use crate::shown::Shown;

/// The body of `GET /v1/home`.
///
/// Balance and credits are the account's, whoever of it earned them (K17); referrals and
/// notifications are the participant's own. All of them are of every program.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct Home {
    program: ProgramView,
    link: Option<LinkView>,
    share: Vec<ShareIntent>,
    draft: Option<Draft>,
    balance: Vec<BalanceView>,
    credits: Vec<CreditView>,
    referrals: Vec<ReferralView>,
    notifications: Vec<NotificationView>,
    unread_count: usize,
    next_invoice: Option<NextInvoice>,
    eligible: Eligible,
    faq: Vec<Faq>,
}

/// Whether the account pays, and whether it has to in order to earn (K3).
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct Eligible {
    paying: bool,
    needed: bool,
    upgrade_url: Option<String>,
}

impl Home {
    pub(crate) fn of(
        shown: &Shown<'_>,
        who: &ActingFor,
        loaded: &Loaded,
        programs: &[Program],
    ) -> Self {
        let feed = &loaded.feed;
        let friends = Friends::of(loaded, who);
        let link = loaded.link.as_ref();
        let url = link.map(|link| &link.url);
        let referrer = name(shown.words, &feed.household, who);
        let notifications = notifications(shown, who, (loaded, &friends));
        Self {
            program: ProgramView::of(shown),
            link: link.map(LinkView::from),
            share: url.map(|url| link::share(shown, url)).unwrap_or_default(),
            draft: draft(shown, &referrer, url),
            balance: balance(&feed.lines),
            credits: credits(shown.words, feed, &loaded.rewards),
            referrals: referrals(
                feed.referrals
                    .iter()
                    .filter(|it| it.participant_id == who.participant_id),
                (&friends, shown.words),
                (programs, shown.now),
            ),
            unread_count: notifications::unread_count(&notifications),
            notifications,
            next_invoice: next_invoice(shown, &feed.household),
            eligible: Eligible::of(shown, &feed.household),
            faq: faq(shown),
        }
    }
}

impl Eligible {
    fn of(shown: &Shown<'_>, household: &Household) -> Self {
        Self {
            paying: household.paying_at(shown.now),
            needed: shown.rules.eligibility == Eligibility::Paying,
            upgrade_url: shown.program.settings.upgrade_url.clone(),
        }
    }
}

/// As the host's records have it, else as the token does, else "A friend".
pub(crate) fn name(words: &Words, household: &Household, who: &ActingFor) -> String {
    let known = household.participant(&who.participant_id);
    known
        .and_then(|participant| participant.name.as_ref())
        .or(who.name.as_ref())
        .map_or_else(
            || words.part("no-name", &[]),
            |name| name.as_str().to_owned(),
        )
}

pub(crate) fn notifications(
    shown: &Shown<'_>,
    who: &ActingFor,
    (loaded, friends): (&Loaded, &Friends<'_>),
) -> Vec<NotificationView> {
    let participant = loaded.feed.household.participant(&who.participant_id);
    let seen_at = participant.and_then(|participant| participant.seen_at);
    let own = loaded.feed.notifications.iter();
    let own = own.filter(|it| it.participant_id == who.participant_id);
    let zone = shown.rules.zone();
    notifications::list(own, (friends, shown.words), (seen_at, &zone))
}

/// None once its day has passed: Stripe has not told of the one after it.
pub(crate) fn next_invoice(shown: &Shown<'_>, household: &Household) -> Option<NextInvoice> {
    let paying = household.paying.as_ref()?;
    paying.next_invoice.filter(|next| shown.now <= next.at)
}

#[cfg(test)]
mod tests {
    use domain::ledger::JournalEntry;
    use domain::link::Link;
    use domain::notification::Telling;
    use domain::paying::{BillingInterval, Paying, Spell};
    use domain::preset::{CLIENTJOY, CONTACTUALLY, Preset};
    use domain::reason::Reason;
    use domain::referral::{Qualification, ReferralStatus};
    use serde_json::{Value, json};

    use super::*;
    use crate::link::Shared;
    use crate::testing::{
        later, loaded, notification, now, person, program, reward, shown, summary, who,
    };

    fn home(preset: Preset, who: &ActingFor, loaded: &Loaded) -> Value {
        let programs = [program(preset)];
        let home = Home::of(&shown(&programs[0]), who, loaded, &programs);
        serde_json::to_value(home).unwrap()
    }

    /// Ana, with a link, referred Bo, whose signup earned her $50.
    fn of_ana() -> Loaded {
        let mut loaded = loaded();
        let reward = reward("bolt", "50 USD");
        let qualified = ReferralStatus::Qualified {
            qualified_at: now(),
            qualification: Qualification::Signup,
        };
        let earned = Telling::CreditEarned {
            reward_id: reward.id.clone(),
            amount: reward.amount,
            release_at: None,
        };
        loaded.feed.lines = vec![JournalEntry::grant(&reward, false, now()).statement_line()];
        loaded.feed.referrals = vec![summary("bolt", "clientjoy", (qualified, None))];
        loaded.feed.notifications = vec![notification("bolt", earned, 0)];
        loaded.friends = vec![person("bolt", "Bo Kim")];
        let link = Link {
            code: "k7xq2mnpqr".parse().unwrap(),
            program_id: "clientjoy".parse().unwrap(),
            account_id: "acme".parse().unwrap(),
            participant_id: "ana".parse().unwrap(),
            created_at: now(),
            chosen: Vec::new(),
        };
        let url = "https://refer.example.com/r/k7xq2mnpqr".parse().unwrap();
        loaded.link = Some(Shared { link, url });
        loaded
    }

    fn paying(next_in_days: u32) -> Paying {
        let mut paying = Paying::never("acme".parse().unwrap());
        paying.spells.push(Spell {
            from: now(),
            until: None,
            in_doubt_since: None,
        });
        paying.next_invoice = Some(NextInvoice {
            at: later(next_in_days),
            interval: BillingInterval::Year,
        });
        paying
    }

    #[test]
    fn c16_everything_is_on_one_page() {
        let mut home = home(CLIENTJOY, &who("ana"), &of_ana());
        let faq = home.as_object_mut().unwrap().remove("faq");
        assert!(faq.is_some(), "it has snapshots of its own");
        insta::assert_json_snapshot!(home);
    }

    #[test]
    fn k17_a_team_mate_sees_the_accounts_credit_and_not_anas_friends() {
        let home = home(CLIENTJOY, &who("cy"), &of_ana());
        assert_eq!(home["balance"][0]["available"]["amount_minor"], 5000);
        assert_eq!(home["credits"].as_array().unwrap().len(), 1);
        assert_eq!(home["referrals"], json!([]));
        assert_eq!(home["notifications"], json!([]));
        assert_eq!(home["unread_count"], 0);
        assert!(!home.to_string().contains("Bo K."));
    }

    #[test]
    fn whoever_is_not_known_yet_has_an_empty_home() {
        let home = home(CONTACTUALLY, &who("ana"), &loaded());
        for list in ["share", "balance", "credits", "referrals", "notifications"] {
            assert_eq!(home[list], json!([]), "{list}");
        }
        assert_eq!(home["link"], Value::Null);
        assert_eq!(home["next_invoice"], Value::Null);
        assert_eq!(
            home["draft"]["subject"],
            "A friend invites you to Goodwill CRM"
        );
    }

    #[test]
    fn what_was_seen_before_is_not_unread() {
        let mut loaded = of_ana();
        let mut ana = person("acme", "Ana Ruiz");
        ana.id = "ana".parse().unwrap();
        ana.seen_at = Some(now());
        loaded.feed.household.participants.push(ana);
        let home = home(CLIENTJOY, &who("ana"), &loaded);
        assert_eq!(home["unread_count"], 0);
        assert_eq!(
            home["draft"]["subject"],
            "Ana Ruiz gives you $50 for Goodwill CRM"
        );
    }

    #[test]
    fn k3_the_page_can_warn_who_does_not_pay() {
        let upgrade_url = "https://app.example.com/settings/plans";
        let mut loaded = loaded();
        assert_eq!(
            home(CONTACTUALLY, &who("ana"), &loaded)["eligible"],
            json!({"paying": false, "needed": true, "upgrade_url": upgrade_url})
        );
        loaded.feed.household.paying = Some(paying(30));
        let home = home(CONTACTUALLY, &who("ana"), &loaded);
        assert_eq!(home["eligible"]["paying"], true);
        assert_eq!(home["next_invoice"]["interval"], "year");
    }

    #[test]
    fn an_invoice_whose_day_has_passed_is_not_the_next() {
        let mut loaded = loaded();
        let mut past = paying(0);
        past.next_invoice = past.next_invoice.map(|next| NextInvoice {
            at: domain::time::days_before(now(), 1),
            ..next
        });
        loaded.feed.household.paying = Some(past);
        let home = home(CONTACTUALLY, &who("ana"), &loaded);
        assert_eq!(home["next_invoice"], Value::Null);
    }

    #[test]
    fn a_reward_that_waits_is_not_lost() {
        let mut loaded = of_ana();
        let waiting = Telling::NoCredit {
            reason: Reason::WaitingForReferrerToPay,
        };
        loaded.feed.notifications = vec![notification("bolt", waiting, 0)];
        let home = home(CONTACTUALLY, &who("ana"), &loaded);
        let text = home["notifications"][0]["text"].as_str().unwrap();
        assert!(text.starts_with("Your credit for referring Bo K. is waiting."));
    }
}

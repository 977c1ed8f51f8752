//! What the sentences of an explanation are made from.

use jiff::Timestamp;

use crate::earning::promised;
use crate::explanation::referral::trial_end;
use crate::explanation::told::Names;
use crate::explanation::{Known, Standing};
use crate::ledger::Movement;
use crate::money::Money;
use crate::paying::{BillingInterval, NextInvoice, Paid};
use crate::referral::{Qualification, Referral, ReferralStatus};
use crate::reward::{Reward, Side};
use crate::terms::{Rules, Trigger};
use crate::wording;

/// One side of a referral, or a signup, that is put into words.
pub(crate) struct Case<'a> {
    pub(crate) known: &'a Known<'a>,
    pub(crate) standing: Standing,
    names: Names<'a>,
}

/// Values by the names that sentences know them by; an empty one is not there.
pub(super) type Values = Vec<(&'static str, String)>;

impl<'a> Case<'a> {
    pub(crate) fn new(known: &'a Known<'a>, standing: Standing, names: Names<'a>) -> Self {
        Self {
            known,
            standing,
            names,
        }
    }

    /// A sentence, with whatever of the case it names.
    pub(super) fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The same, with values that only this sentence knows.
    pub(super) fn say_with(&self, key: &str, more: &[(&'static str, String)]) -> String {
        let mut values = more.to_vec();
        values.extend(self.values());
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.names.words.fill(key, &values)
    }

    fn values(&self) -> Values {
        let referral = self.referral();
        let settings = &self.known.program.settings;
        let signed_up_at = match (referral, &self.known.friend.account) {
            (Some(referral), _) => Some(referral.signed_up_at),
            (None, Some(account)) => Some(account.signed_up_at),
            (None, None) => None,
        };
        let day = |at: Option<Timestamp>| at.map_or_else(String::new, |at| self.day(at));
        let standing = self.standing;
        let (next, side) = (self.next_invoice(), self.known.side);
        vec![
            (
                "side",
                if side == Side::Referrer {
                    "referrer"
                } else {
                    "friend"
                }
                .to_owned(),
            ),
            ("friend", self.names.friend.to_owned()),
            (
                "event",
                if self.was_paid() { "paid" } else { "signup" }.to_owned(),
            ),
            (
                "amount",
                self.amount().map_or_else(String::new, |it| self.money(it)),
            ),
            ("signed", day(signed_up_at)),
            (
                "qualified",
                day(self.reward().map(|reward| reward.qualified_at)),
            ),
            ("since", day(standing.since)),
            ("next", day(standing.next_date)),
            ("last", self.last_day(standing.next_date)),
            ("ended", self.last_day(standing.since)),
            ("about", day(next.map(|next| next.at))),
            ("interval", interval(next).to_owned()),
            ("upgrade", settings.upgrade_url.clone().unwrap_or_default()),
            ("redeem", settings.redeem_url.clone().unwrap_or_default()),
        ]
    }

    pub(super) fn money(&self, money: Money) -> String {
        wording::money(self.names.words, money)
    }

    pub(super) fn reason(&self) -> String {
        wording::reason(self.names.words, self.standing.code)
    }

    pub(super) fn referral(&self) -> Option<&'a Referral> {
        self.known.friend.referral.as_ref()
    }

    pub(super) fn reward(&self) -> Option<&'a Reward> {
        self.known.friend.reward(self.known.side)
    }

    pub(super) fn rules(&self) -> Option<&'a Rules> {
        self.known.rules()
    }

    pub(super) fn is_referrers(&self) -> bool {
        self.known.side == Side::Referrer
    }

    /// What is earned, or was promised.
    pub(crate) fn amount(&self) -> Option<Money> {
        if let Some(reward) = self.reward() {
            return Some(reward.amount);
        }
        let promise = self.referral()?.promised.side(self.known.side).clone();
        let account = self.known.earner().account.as_ref();
        let currency = account.and_then(|account| account.currency);
        promised(&promise, (currency, self.known.program.settings.currency))
    }

    /// `25 May 2022`, in the program's zone.
    pub(super) fn day(&self, at: Timestamp) -> String {
        let zone = self.rules().map(Rules::zone);
        let zone = zone.unwrap_or(jiff::tz::TimeZone::UTC);
        wording::day(self.names.words, at, &zone)
    }

    /// The last day before an end: `31 May 2022` of 1 June at midnight.
    pub(super) fn last_day(&self, end: Option<Timestamp>) -> String {
        let zone = self.rules().map(Rules::zone);
        let zone = zone.unwrap_or(jiff::tz::TimeZone::UTC);
        end.map_or_else(String::new, |end| {
            wording::last_day(self.names.words, end, &zone)
        })
    }

    /// Whether a payment made the referral count, or would.
    fn was_paid(&self) -> bool {
        let by_rules = || {
            let rules = self.rules();
            rules.is_some_and(|rules| rules.trigger == Trigger::FirstPayment)
        };
        match self.referral().map(|referral| &referral.status) {
            Some(ReferralStatus::Qualified { qualification, .. }) => match qualification {
                Qualification::Signup => false,
                Qualification::FirstPayment { .. } => true,
            },
            Some(
                ReferralStatus::Attributed { .. }
                | ReferralStatus::Expired { .. }
                | ReferralStatus::Disqualified { .. },
            )
            | None => by_rules(),
        }
    }

    /// What a payment has to be above, in words.
    pub(super) fn minimum(&self) -> String {
        let currency = self.known.program.settings.currency;
        let minimum = self.rules().map(|rules| &rules.minimum_payment);
        let words = self.names.words;
        let minimum = minimum.and_then(|minimum| wording::amounts(words, minimum, currency));
        minimum.unwrap_or_default()
    }

    /// When the trial ends that the reader is on. A referrer is not told of the friend’s.
    pub(super) fn own_trial_end(&self) -> Option<Timestamp> {
        trial_end(self.known.earner().paying.as_ref(), self.known.now)
            .filter(|_| !self.is_referrers())
    }

    /// Whether a payment of the account is overdue, so that its outcome decides (E32).
    pub(super) fn is_overdue(&self) -> bool {
        let paying = self.known.earner().paying.as_ref();
        paying.is_some_and(|paying| paying.paid_at(self.known.now) == Paid::InDoubt)
    }

    /// Whether the account pays now.
    pub(super) fn pays_now(&self) -> bool {
        self.known.earner().paying_at(self.known.now)
    }

    /// The account's next invoice, if its day is known and still to come (K6, K7, K14).
    fn next_invoice(&self) -> Option<NextInvoice> {
        let paying = self.known.earner().paying.as_ref()?;
        paying.next_invoice.filter(|next| self.known.now <= next.at)
    }

    /// `$4 came off invoice in_1 on 25 May 2022`, for each invoice that used some of it.
    pub(super) fn uses(&self) -> String {
        let Some(reward) = self.reward() else {
            return String::new();
        };
        let own = self.known.lines.iter();
        let own = own.filter(|line| line.reward_id == reward.id);
        let mut used: Vec<_> = own
            .filter(|line| line.movement == Movement::Apply)
            .collect();
        used.sort_by_key(|line| line.recorded_at);
        let words = self.names.words;
        let used = used.iter().map(|line| {
            let invoice = line.entry_id.cause().map(str::to_owned);
            let invoice = invoice.unwrap_or_else(|| words.part("text-an_invoice", &[]));
            let (amount, day) = (self.money(line.amount), self.day(line.recorded_at));
            let values = [
                ("used", amount.as_str()),
                ("invoice", &invoice),
                ("day", &day),
            ];
            words.part("text-use", &values)
        });
        let all = used
            .reduce(|one, other| words.part("two-sentences", &[("one", &one), ("other", &other)]));
        all.unwrap_or_default()
    }

    /// What invoices have used.
    pub(super) fn used(&self) -> Option<Money> {
        let reward = self.reward()?;
        let used = reward.amount.less_minor(reward.open_minor());
        (!used.is_zero()).then_some(used)
    }
}

/// The name by which a sentence tells an annual plan.
fn interval(next: Option<NextInvoice>) -> &'static str {
    match next.map(|next| next.interval) {
        Some(BillingInterval::Year) => "year",
        Some(BillingInterval::Day | BillingInterval::Week | BillingInterval::Month) => "other",
        None => "",
    }
}

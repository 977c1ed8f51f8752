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
use crate::wording::{self, capitalized};

/// One side of a referral, or a signup, that is put into words.
pub(crate) struct Case<'a> {
    pub(crate) known: &'a Known<'a>,
    pub(crate) standing: Standing,
    names: Names<'a>,
}

impl<'a> Case<'a> {
    pub(crate) fn new(known: &'a Known<'a>, standing: Standing, names: Names<'a>) -> Self {
        Self {
            known,
            standing,
            names,
        }
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

    /// `Bo K.`, or `your friend`.
    pub(super) fn friend(&self) -> String {
        match self.names.friend {
            "a friend" => "your friend".to_owned(),
            name => name.to_owned(),
        }
    }

    /// The same, to begin a sentence.
    pub(super) fn friend_first(&self) -> String {
        capitalized(&self.friend())
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

    /// `Your $10`, or `Your credit`.
    pub(super) fn credit_first(&self) -> String {
        capitalized(&self.credit())
    }

    /// `your $10`, or `your credit`.
    pub(super) fn credit(&self) -> String {
        match self.amount() {
            Some(amount) => format!("your {amount}"),
            None => "your credit".to_owned(),
        }
    }

    /// `25 May 2022`, in the program's zone.
    pub(super) fn day(&self, at: Timestamp) -> String {
        let zone = self.rules().map(Rules::zone);
        wording::day(at, &zone.unwrap_or(jiff::tz::TimeZone::UTC))
    }

    /// The last day before an end: `31 May 2022` of 1 June at midnight.
    pub(super) fn last_day(&self, end: Timestamp) -> String {
        let zone = self.rules().map(Rules::zone);
        wording::last_day(end, &zone.unwrap_or(jiff::tz::TimeZone::UTC))
    }

    /// `on 25 May 2022`, where it is known since when; nothing else.
    pub(super) fn since(&self) -> String {
        let since = self.standing.since;
        since.map_or_else(String::new, |at| format!(" on {}", self.day(at)))
    }

    /// `Bo K. signed up on 25 May 2022`, or to the friend `You signed up on …`.
    pub(super) fn signed_up(&self) -> String {
        let who = self.who();
        let at = self.referral().map(|referral| referral.signed_up_at);
        match at {
            Some(at) => format!("{who} signed up on {}", self.day(at)),
            None => format!("{who} signed up"),
        }
    }

    /// What made the referral count: `Bo K. made a first payment on 25 May 2022`.
    pub(super) fn qualified(&self) -> String {
        let who = self.who();
        let by_signup = self
            .rules()
            .is_none_or(|rules| rules.trigger == Trigger::Signup);
        let status = self.referral().map(|referral| &referral.status);
        let by_signup = match status {
            Some(ReferralStatus::Qualified { qualification, .. }) => match qualification {
                Qualification::Signup => true,
                Qualification::FirstPayment { .. } => false,
            },
            Some(
                ReferralStatus::Attributed { .. }
                | ReferralStatus::Expired { .. }
                | ReferralStatus::Disqualified { .. },
            )
            | None => by_signup,
        };
        let did = if by_signup {
            "signed up"
        } else {
            "made a first payment"
        };
        match self.reward() {
            Some(reward) => format!("{who} {did} on {}", self.day(reward.qualified_at)),
            None => format!("{who} {did}"),
        }
    }

    fn who(&self) -> String {
        if self.is_referrers() {
            self.friend_first()
        } else {
            "You".to_owned()
        }
    }

    /// The program's page for upgrading, after a colon; a full stop where it has none.
    pub(super) fn at_upgrade_url(&self) -> String {
        match &self.known.program.settings.upgrade_url {
            Some(url) => format!(": {url}"),
            None => ".".to_owned(),
        }
    }

    /// What a payment has to be above, in words.
    pub(super) fn minimum(&self) -> String {
        let currency = self.known.program.settings.currency;
        let minimum = self.rules().map(|rules| &rules.minimum_payment);
        let minimum = minimum.and_then(|minimum| wording::amounts(minimum, currency));
        minimum.unwrap_or_else(|| "the program’s minimum".to_owned())
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

    /// The account's next invoice, if its day is known and still to come.
    pub(super) fn next_invoice(&self) -> Option<NextInvoice> {
        let paying = self.known.earner().paying.as_ref()?;
        paying.next_invoice.filter(|next| self.known.now <= next.at)
    }

    /// `your next invoice, about 25 June 2022`; on an annual plan it says so (K6, K7, K14).
    pub(super) fn next_invoice_words(&self) -> String {
        let Some(next) = self.next_invoice() else {
            return "your next invoice".to_owned();
        };
        let day = self.day(next.at);
        match next.interval {
            BillingInterval::Year => format!("your next annual invoice, about {day}"),
            BillingInterval::Day | BillingInterval::Week | BillingInterval::Month => {
                format!("your next invoice, about {day}")
            }
        }
    }

    /// `$4 came off invoice in_1 on 25 May 2022`, for each invoice that used some of it.
    pub(super) fn uses(&self) -> Vec<String> {
        let Some(reward) = self.reward() else {
            return Vec::new();
        };
        let own = self.known.lines.iter();
        let own = own.filter(|line| line.reward_id == reward.id);
        let mut used: Vec<_> = own
            .filter(|line| line.movement == Movement::Apply)
            .collect();
        used.sort_by_key(|line| line.recorded_at);
        used.iter()
            .map(|line| {
                let invoice = line.entry_id.cause().unwrap_or("an invoice");
                let (amount, day) = (line.amount, self.day(line.recorded_at));
                format!("{amount} came off invoice {invoice} on {day}")
            })
            .collect()
    }

    /// What invoices have used.
    pub(super) fn used(&self) -> Option<Money> {
        let reward = self.reward()?;
        let used = reward.amount.less_minor(reward.open_minor());
        (!used.is_zero()).then_some(used)
    }
}

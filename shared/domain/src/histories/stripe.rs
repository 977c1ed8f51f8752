//! A Stripe for the histories: customer balances as lists, with idempotency keys, and its own way
//! of telling whose credit an invoice used.

use std::collections::BTreeMap;

/// One change of a balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) id: String,
    /// Credit in cents, or what left where it is below zero.
    pub(super) cents: i64,
    pub(super) what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// The reward, and the number of its posting.
    Posting(String, String),
    TakingBack(String, String),
    Bill(String),
    ByHand,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Stripe {
    balances: BTreeMap<String, Vec<Change>>,
    keys: BTreeMap<String, String>,
    made: u32,
}

impl Stripe {
    pub(super) fn list(&self, account: &str) -> &[Change] {
        self.balances.get(account).map_or(&[], Vec::as_slice)
    }

    pub(super) fn balance(&self, account: &str) -> i64 {
        self.list(account).iter().map(|one| one.cents).sum()
    }

    pub(super) fn add(&mut self, account: &str, cents: i64, what: What) -> String {
        self.made += 1;
        let id = format!("cbtxn_{}", self.made);
        let change = Change {
            id: id.clone(),
            cents,
            what,
        };
        self.balances
            .entry(account.to_owned())
            .or_default()
            .push(change);
        id
    }

    /// The same key has the same answer.
    pub(super) fn add_once(
        &mut self,
        key: &str,
        account: &str,
        (cents, what): (i64, What),
    ) -> String {
        if let Some(id) = self.keys.get(key) {
            return id.clone();
        }
        let id = self.add(account, cents, what);
        self.keys.insert(key.to_owned(), id.clone());
        id
    }

    /// Uses up to so many cents of the balance.
    pub(super) fn bill(&mut self, account: &str, cents: i64) {
        let used = self.balance(account).clamp(0, cents);
        if 0 < used {
            let invoice = format!("in_bill{}", self.made);
            self.add(account, -used, What::Bill(invoice));
        }
    }

    /// Gives back what the last bill used, unless it was voided.
    pub(super) fn void(&mut self, account: &str) {
        let bills = self.list(account).iter().filter_map(|one| match &one.what {
            What::Bill(invoice) => Some((invoice.clone(), one.cents)),
            What::Posting(..) | What::TakingBack(..) | What::ByHand => None,
        });
        let mut sums: BTreeMap<String, i64> = BTreeMap::new();
        let mut last = None;
        for (invoice, cents) in bills {
            *sums.entry(invoice.clone()).or_default() += cents;
            last = Some(invoice);
        }
        if let Some(invoice) = last
            && sums[&invoice] < 0
        {
            let back = -sums[&invoice];
            self.add(account, back, What::Bill(invoice));
        }
    }

    /// What is left of our credit on the balance.
    pub(super) fn ours_left(&self, account: &str) -> i64 {
        let lots = self.lots(account);
        let ours = lots.iter().filter(|lot| lot.reward.is_some());
        ours.map(|lot| lot.left).sum()
    }

    /// Who used how much of our credit, in cents: an invoice, or a change by hand.
    pub(super) fn uses(&self, account: &str) -> BTreeMap<(String, String), i64> {
        let mut uses = BTreeMap::new();
        for lot in self.lots(account) {
            let Some(reward) = lot.reward else { continue };
            for (user, cents) in lot.used {
                *uses.entry((reward.clone(), user)).or_default() += cents;
            }
        }
        uses.retain(|_, cents| *cents != 0);
        uses
    }

    /// Everything that was ever put on the balance, and what became of it, a cent at a time: first
    /// in, first out; but what we take back is our own, and what a bill gives back is what it took.
    fn lots(&self, account: &str) -> Vec<Lot> {
        let mut pot = Pot::default();
        for change in self.list(account) {
            let (id, cents) = (change.id.as_str(), change.cents);
            match &change.what {
                What::TakingBack(reward, _) => pot.takes_back(reward, id, -cents),
                What::Posting(reward, _) => pot.lots.push(Lot::new(Some(reward), cents)),
                What::Bill(invoice) if 0 < cents => pot.gives_back(invoice, cents),
                What::Bill(invoice) => pot.pays(invoice, -cents),
                What::ByHand if 0 < cents => pot.lots.push(Lot::new(None, cents)),
                What::ByHand => pot.pays(id, -cents),
            }
            let owed = std::mem::take(&mut pot.owed);
            pot.pays(&format!("debt.{id}"), owed);
        }
        pot.lots
    }
}

/// A balance, as who put there what, and who had it.
#[derive(Default)]
struct Pot {
    lots: Vec<Lot>,
    owed: i64,
}

/// Credit that was put on the balance at once.
struct Lot {
    reward: Option<String>,
    left: i64,
    /// Below zero for what asked again for what others had.
    used: BTreeMap<String, i64>,
}

impl Pot {
    fn pays(&mut self, user: &str, cents: i64) {
        let mut wanted = cents;
        for lot in &mut self.lots {
            let part = lot.left.min(wanted);
            lot.takes(user, part);
            wanted -= part;
        }
        self.owed += wanted;
    }

    /// What is there of our own; and then, from whoever has any, what was used of it.
    fn takes_back(&mut self, reward: &String, id: &str, cents: i64) {
        let mut wanted = cents;
        for lot in &mut self.lots {
            if lot.reward.as_ref() == Some(reward) {
                let part = lot.left.min(wanted);
                lot.left -= part;
                wanted -= part;
            }
        }
        let mut asked = wanted;
        for lot in self.lots.iter_mut().rev() {
            if lot.reward.as_ref() == Some(reward) {
                let part = lot.used.values().sum::<i64>().min(asked);
                *lot.used.entry(id.to_owned()).or_default() -= part;
                asked -= part;
            }
        }
        self.pays(id, wanted);
    }

    /// To where it came from; where that had been asked for again, to who paid it then.
    fn gives_back(&mut self, user: &str, cents: i64) {
        let mut rest = cents;
        let mut on = Vec::new();
        for lot in self.lots.iter_mut().rev() {
            let had = lot.used.get(user).copied().unwrap_or(0).max(0);
            let part = had.min(rest);
            lot.takes(user, -part);
            rest -= part;
            let asked: Vec<String> = lot.used.keys().cloned().collect();
            for id in asked {
                let too_much = -lot.used.values().sum::<i64>();
                let part = too_much.min(-lot.used[&id]);
                if 0 < part {
                    lot.takes(&id, part);
                    on.push((id, part));
                }
            }
        }
        for (id, cents) in on {
            self.gives_back(&id, cents);
        }
        if 0 < rest {
            self.lots.push(Lot::new(None, rest));
        }
    }
}

impl Lot {
    fn new(reward: Option<&String>, left: i64) -> Self {
        Self {
            reward: reward.cloned(),
            left,
            used: BTreeMap::new(),
        }
    }

    fn takes(&mut self, user: &str, cents: i64) {
        self.left -= cents;
        if cents != 0 {
            *self.used.entry(user.to_owned()).or_default() += cents;
        }
    }
}

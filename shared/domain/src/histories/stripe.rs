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
        let mut lots: Vec<Lot> = Vec::new();
        let mut owed = 0;
        for change in self.list(account) {
            let (reward, user) = match &change.what {
                What::Posting(reward, _) | What::TakingBack(reward, _) => {
                    (Some(reward), change.id.as_str())
                }
                What::Bill(invoice) => (None, invoice.as_str()),
                What::ByHand => (None, change.id.as_str()),
            };
            if 0 < change.cents {
                let left = given_back(&mut lots, user, change.cents);
                let pays = left.min(owed);
                owed -= pays;
                if 0 < left {
                    lots.push(Lot::new(reward, left, pays));
                }
            } else {
                let mut wanted = -change.cents;
                if let Some(reward) = reward {
                    let own = |lot: &&mut Lot| lot.reward.as_ref() == Some(reward);
                    for lot in lots.iter_mut().filter(own) {
                        let part = lot.left.min(wanted);
                        lot.left -= part;
                        wanted -= part;
                    }
                }
                for lot in &mut lots {
                    let part = lot.left.min(wanted);
                    lot.takes(user, part);
                    wanted -= part;
                }
                owed += wanted;
            }
        }
        lots
    }
}

/// Credit that was put on the balance at once.
struct Lot {
    reward: Option<String>,
    left: i64,
    used: BTreeMap<String, i64>,
}

impl Lot {
    fn new(reward: Option<&String>, cents: i64, pays: i64) -> Self {
        let mut lot = Self {
            reward: reward.cloned(),
            left: cents,
            used: BTreeMap::new(),
        };
        lot.takes("debt", pays);
        lot
    }

    fn takes(&mut self, user: &str, cents: i64) {
        self.left -= cents;
        if cents != 0 {
            *self.used.entry(user.to_owned()).or_default() += cents;
        }
    }
}

/// What a user had taken goes back to where it came from; answers the rest.
fn given_back(lots: &mut [Lot], user: &str, cents: i64) -> i64 {
    let mut rest = cents;
    for lot in lots.iter_mut().rev() {
        let had = lot.used.get(user).copied().unwrap_or(0);
        let part = had.min(rest);
        lot.takes(user, -part);
        rest -= part;
    }
    rest
}

//! What the driver asks Stripe for, and hears of its balances; a function may die at any call.

use jiff::Timestamp;

use crate::application::{self, Allotment, BalanceMove, MoveKind};
use crate::change::ChangeSet;
use crate::histories::driver::{ACME, Driver};
use crate::histories::stripe::{Change, What};
use crate::posting;
use crate::remainder::{self, Choice};
use crate::review::Decided;
use crate::reward::Reward;
use crate::taking_back;
use crate::testing::account_id;

/// What is next for a reward.
enum Next {
    Write(ChangeSet),
    /// To ask under this key for so many cents, and what is written down when it has an id.
    Call(String, (i64, What), Settle),
}

type Settle = fn(&Reward, &str, Timestamp) -> ChangeSet;

const POSTED: Settle = |reward, id, now| posting::settled(reward, id.to_owned(), now);
const TAKEN: Settle = |reward, id, now| taking_back::taken(reward, (id, now));

impl Driver {
    /// All that may be posted or taken back, until the function dies: just before a call where the
    /// number is even, else just after it.
    pub(super) fn posts(&mut self, dies_after: Option<u8>) {
        let mut calls = 0;
        let ids: Vec<_> = self.world.rewards.keys().cloned().collect();
        for id in ids {
            for _ in 0..6 {
                let reward = self.world.rewards[&id].clone();
                let settled = match self.next(&reward) {
                    Some(Next::Write(changes)) if changes.is_empty() => break,
                    Some(Next::Write(changes)) => changes,
                    Some(Next::Call(key, change, settle)) => {
                        let dies = dies_after.is_some_and(|most| most / 2 <= calls);
                        if dies && dies_after.is_some_and(|most| most % 2 == 0) {
                            return;
                        }
                        let account = reward.account_id.to_string();
                        let id = self.stripe.add_once(&key, &account, change);
                        calls += 1;
                        if dies {
                            return;
                        }
                        settle(&reward, &id, self.now)
                    }
                    None => break,
                };
                self.world.apply(settled);
            }
        }
    }

    fn next(&self, reward: &Reward) -> Option<Next> {
        let (now, name) = (self.now, reward.id.to_string());
        let account = reward.account_id.to_string();
        let found = |wanted: &What| {
            let list = self.stripe.list(&account);
            let one = list.iter().find(|one| one.what == *wanted);
            one.map(|one| one.id.clone())
        };
        let owner = self.world.household(&reward.account_id);
        let what = What::Posting(name.clone(), posting::number(reward));
        match posting::next_step(reward, &owner, now) {
            posting::Step::Reserve(changes) => return Some(Next::Write(changes)),
            posting::Step::Call => {
                let key = posting::idempotency_key(reward);
                return Some(Next::Call(key, (reward.open_minor(), what), POSTED));
            }
            posting::Step::Look { .. } => {
                return Some(Next::Write(match found(&what) {
                    Some(id) => posting::settled(reward, id, now),
                    None => posting::not_found(reward, now),
                }));
            }
            posting::Step::Nothing | posting::Step::Wait(_) => {}
        }
        let what = What::TakingBack(name, reward.taking());
        match taking_back::next_step(reward, now) {
            taking_back::Step::Nothing => None,
            taking_back::Step::Assess => {
                let lines = self.world.lines(&reward.account_id);
                let moves = self.moves(&account);
                let allotment = Allotment::of(&moves);
                let changes = taking_back::reserve(reward, &allotment, &lines, now);
                Some(Next::Write(changes))
            }
            taking_back::Step::Call(taking) => {
                let key = taking_back::idempotency_key(reward);
                Some(Next::Call(key, (-taking.amount_minor, what), TAKEN))
            }
            taking_back::Step::Look(_) => Some(Next::Write(match found(&what) {
                Some(id) => taking_back::taken(reward, (&id, now)),
                None => taking_back::not_found(reward),
            })),
        }
    }

    pub(super) fn hears_of_bills(&mut self) {
        for account in Self::accounts() {
            let moves = self.moves(&account);
            let own = |reward: &&Reward| reward.account_id.as_str() == account;
            let own: Vec<Reward> = self.world.rewards.values().filter(own).cloned().collect();
            for reward in own {
                let lines = self.world.lines(&reward.account_id);
                let allotment = Allotment::of(&moves);
                let changes = application::record(&reward, &allotment, &lines, self.now);
                self.world.apply(changes);
            }
        }
    }

    /// Staff decide about everything that waits for them.
    pub(super) fn staff_decide(&mut self, choice: Choice) {
        let decided = Decided {
            actor: crate::audit::Actor {
                key_id: "admin".to_owned(),
                staff: None,
            },
            reason: "looked at".parse().unwrap(),
            decided_at: self.now,
        };
        let all: Vec<Reward> = self.world.rewards.values().cloned().collect();
        for reward in all {
            let owner = self.world.household(&account_id(ACME));
            let settled = remainder::settle(Some(&reward), &owner, (choice, &decided));
            self.world.apply(settled.unwrap_or_default());
        }
    }

    fn moves(&self, account: &str) -> Vec<BalanceMove> {
        self.stripe.list(account).iter().map(movement).collect()
    }
}

fn movement(change: &Change) -> BalanceMove {
    BalanceMove {
        id: change.id.clone(),
        kind: match &change.what {
            What::Posting(reward, _) | What::TakingBack(reward, _) => {
                MoveKind::Ours(reward.parse().unwrap())
            }
            What::Bill(invoice) => MoveKind::Invoice(invoice.parse().unwrap()),
            What::ByHand => MoveKind::Other,
        },
        credit_minor: change.cents,
    }
}

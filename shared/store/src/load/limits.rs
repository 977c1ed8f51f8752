//! What a program has granted, where it limits that.

use std::collections::{BTreeMap, BTreeSet};

use domain::allowance::budget::Spent;
use domain::allowance::{Limits, Tally, signups_counter};
use domain::id::{AccountId, ProgramId};
use domain::money::{Currency, Money};
use domain::program::{Program, ProgramStatus};
use domain::terms::Rules;
use jiff::Timestamp;
use serde::Deserialize;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item};
use crate::key::{self, SPENT, TOLD};

#[derive(Deserialize)]
struct Stepped {
    spent: i64,
}

#[derive(Deserialize)]
struct Told {
    budget: Money,
}

#[derive(Deserialize)]
struct Rewards {
    sk: String,
    counted: i64,
}

impl Store {
    /// What was spent of the program's budget, and how often the referrer's account has earned in
    /// the periods of these instants. No round trip where the program limits neither; else one.
    pub async fn tally(
        &self,
        program: &Program,
        rules: &Rules,
        (referrer, instants): (&AccountId, &[Timestamp]),
    ) -> Result<Tally, StoreError> {
        let zone = rules.zone();
        let names = instants.iter().flat_map(|at| {
            let counters = rules.caps.counters(*at, &zone).into_iter();
            let signups = signups_counter(program, *at, &zone);
            counters.chain(signups).map(|(name, _)| name)
        });
        let names: BTreeSet<String> = names.collect();
        let keys = names
            .iter()
            .map(|name| key::rewards_counted(&program.id, referrer, name));
        let (budget, rewards) =
            tokio::try_join!(self.spent(program), self.batch::<Rewards>(keys.collect()))?;
        let count = |it: Rewards| (it.sk, u32::try_from(it.counted).unwrap_or(0));
        Ok(Tally {
            rewards: rewards.into_iter().map(count).collect(),
            ..budget
        })
    }

    /// The program as it is offered to anybody now: paused while its budget does not hold what it
    /// promises (E70). No round trip where the program has no budget; else one.
    pub async fn as_offered(
        &self,
        program: Program,
        now: Timestamp,
    ) -> Result<Program, StoreError> {
        let Some(terms) = program.terms_at(now).filter(|_| program.is_active()) else {
            return Ok(program);
        };
        let offer = terms.rules.offer_at(now);
        let tally = self.spent(&program).await?;
        let limits = Limits {
            program: &program,
            tally: &tally,
        };
        if limits.cover(&offer) {
            return Ok(program);
        }
        let mut paused = program;
        paused.settings.status = ProgramStatus::Paused;
        Ok(paused)
    }

    async fn spent(&self, program: &Program) -> Result<Tally, StoreError> {
        if program.settings.budget.is_empty() {
            return Ok(Tally::default());
        }
        let partition = key::budget_partition(&program.id);
        let mut by_currency: BTreeMap<Currency, Vec<(u8, i64)>> = BTreeMap::new();
        let mut tally = Tally::default();
        for item in self.partition(&partition, " ").await? {
            let (currency, what) = name_of(&item, &program.id)?;
            if let Some(counter) = what.strip_prefix(SPENT).and_then(|n| n.parse().ok()) {
                let stepped: Stepped = item::record(item)?;
                let counters = by_currency.entry(currency).or_default();
                counters.push((counter, stepped.spent));
            } else if what.starts_with(TOLD) {
                let Told { budget } = item::record(item)?;
                let told = (budget.currency(), budget.amount_minor());
                tally.told.insert(told);
            }
        }
        let spent = by_currency.into_iter();
        tally.spent = spent.map(|(of, read)| (of, Spent::of(read))).collect();
        Ok(tally)
    }
}

fn name_of(item: &Item, program: &ProgramId) -> Result<(Currency, String), StoreError> {
    let sort_key = item::attribute(item, "sk");
    let named = sort_key.split_once('#');
    let named = named.and_then(|(currency, what)| Some((currency.parse().ok()?, what.to_owned())));
    named.ok_or_else(|| {
        StoreError::Refused(format!("{sort_key} is no key of the budget of {program}"))
    })
}

//! Credit before and after: what a deed would make of an account, decided by the same code that
//! then does it.

use std::collections::BTreeSet;

use domain::adjustment::{self, Giving};
use domain::audit::grounds::Grounds;
use domain::change::{ChangeSet, Write};
use domain::id::{AccountId, RewardId};
use domain::ledger::{JournalEntry, StatementLine};
use domain::money::{Currency, Money};
use domain::reward::Reward;
use domain::statement::{Balance, balances};
use domain::terms::Application;
use jiff::Timestamp;

use super::shown::sum;
use crate::adjustments::Direction;

/// What somebody is about to give or take.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) direction: String,
    pub(super) amount: String,
    pub(super) currency: String,
    pub(super) reason: String,
    /// The draw of the page that asked: going back to the plan is going back to the same press.
    pub(super) drawn: String,
}

/// It is as it should be.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) direction: Direction,
    pub(super) amount: Money,
    pub(super) reason: Grounds,
}

/// What would come of it.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) asked: Asked,
    /// `Give $25`.
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
}

/// One position before and after.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) position: &'static str,
    pub(super) before: String,
    pub(super) after: String,
}

impl Asked {
    /// Nothing unless all of it is there.
    pub(super) fn of_query(query: &str) -> Option<Self> {
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        let text = |name: &str| {
            let field = fields.iter().find(|(known, _)| known == name);
            field.map(|(_, value)| value.trim().to_owned())
        };
        Some(Self {
            direction: text("direction")?,
            amount: text("amount")?,
            currency: text("currency")?,
            reason: text("reason")?,
            drawn: text("n").unwrap_or_default(),
        })
    }

    /// # Errors
    /// What is wrong, by the name of the field as the form has it.
    pub(super) fn checked(&self) -> Result<Checked, String> {
        let direction = match self.direction.as_str() {
            "give" => Direction::Give,
            "take" => Direction::Take,
            _ => return Err("Choose whether to give or to take.".to_owned()),
        };
        let amount: Money = format!("{} {}", self.amount, self.currency)
            .parse()
            .map_err(|error: domain::money::InvalidMoney| format!("Amount: {error}."))?;
        if amount.is_zero() {
            return Err("Amount: it must be above zero.".to_owned());
        }
        let reason = self.reason.parse::<Grounds>();
        let reason = reason.map_err(|error| format!("Reason: it {error}."))?;
        Ok(Checked {
            direction,
            amount,
            reason,
        })
    }

    /// The account's credit before and after, without changing anything.
    ///
    /// # Errors
    /// As [`Asked::checked`], and where there is not that much to take.
    pub(super) fn planned(
        self,
        lines: &[StatementLine],
        (account, rewards): (&AccountId, &[Reward]),
        now: Timestamp,
    ) -> Result<Plan, String> {
        let checked = self.checked()?;
        let (verb, changes) = match checked.direction {
            Direction::Give => ("Give", given(account, checked.amount, now)),
            Direction::Take => {
                let taken = adjustment::take(rewards, checked.amount, ("plan", now));
                ("Take", taken.map_err(|error| format!("{error}."))?)
            }
        };
        Ok(Plan {
            title: format!("{verb} {}", checked.amount),
            rows: rows(lines, &changes, account),
            asked: self,
        })
    }
}

/// As it would be given; the names in it are never stored.
fn given(account: &AccountId, amount: Money, now: Timestamp) -> ChangeSet {
    let id = RewardId::adjustment(account, "plan");
    let (Ok(program_id), Ok(participant_id)) = ("plan".parse(), "plan".parse()) else {
        return ChangeSet::default();
    };
    let giving = Giving {
        id,
        program_id,
        account_id: account.clone(),
        participant_id,
        amount,
        application: Application::OnRequest,
        expires_at: None,
    };
    adjustment::give(&giving, now)
}

/// Every position of the account that these changes move, before and after.
pub(super) fn rows(lines: &[StatementLine], changes: &ChangeSet, account: &AccountId) -> Vec<Row> {
    let moved = changes.writes.iter().filter_map(|write| {
        if let Write::Journal(entry) = write {
            return Some(entry);
        }
        None
    });
    let own = moved.filter(|entry| entry.account_id() == account);
    let new: Vec<StatementLine> = own.map(JournalEntry::statement_line).collect();
    let before = balances(lines);
    let after = balances(lines.iter().chain(&new));
    let currencies: BTreeSet<Currency> = new.iter().map(|line| line.amount.currency()).collect();
    let of_currency = currencies.into_iter().flat_map(|currency| {
        let of = |all: &std::collections::BTreeMap<Currency, Balance>| {
            all.get(&currency).copied().unwrap_or_default()
        };
        positions(currency, of(&before), of(&after))
    });
    of_currency.collect()
}

fn positions(currency: Currency, before: Balance, after: Balance) -> Vec<Row> {
    let all = [
        ("Pending", before.pending_minor, after.pending_minor),
        ("Available", before.available_minor, after.available_minor),
        (
            "On the Stripe balance",
            before.at_stripe_minor,
            after.at_stripe_minor,
        ),
    ];
    let moved = all.into_iter().filter(|(_, before, after)| before != after);
    let row = |(position, before, after)| Row {
        position,
        before: sum(before, currency),
        after: sum(after, currency),
    };
    moved.map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(direction: &str, amount: &str, reason: &str) -> Asked {
        let query = format!("direction={direction}&amount={amount}&currency=USD&reason={reason}");
        Asked::of_query(&query).unwrap()
    }

    fn planned(asked: Asked) -> Result<Plan, String> {
        let now = "2022-05-25T10:00:00Z".parse().unwrap();
        asked.planned(&[], (&"acme".parse().unwrap(), &[]), now)
    }

    #[test]
    fn what_would_be_given_is_shown_before_and_after() {
        let plan = planned(asked("give", "25.50", "ticket+7")).unwrap();
        assert_eq!(plan.title, "Give $25.50");
        let available = Row {
            position: "Available",
            before: "$0".to_owned(),
            after: "$25.50".to_owned(),
        };
        assert_eq!(plan.rows, [available]);
    }

    #[test]
    fn what_cannot_be_is_said_with_the_field_and_the_fix() {
        for (it, says) in [
            (asked("give", "0", "x"), "above zero"),
            (asked("give", "ten", "x"), "Amount"),
            (asked("give", "1.234", "x"), "decimal places"),
            (asked("steal", "1", "x"), "give or to take"),
            (asked("give", "1", ""), "Reason"),
            (asked("give", "1", "jo%40acme.example"), "mail address"),
            (asked("take", "1", "x"), "0 minor units"),
        ] {
            let refused = planned(it).unwrap_err();
            assert!(refused.contains(says), "{refused}");
        }
        assert!(Asked::of_query("done=give").is_none());
    }
}

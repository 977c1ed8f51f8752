//! The account's balance: the sum of its statement lines (C20).

use domain::ledger::StatementLine;
use domain::money::Currency;
use domain::statement::balances;
use serde::Serialize;

/// A sum, which may be more than one credit can be.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub(crate) struct Sum {
    pub(crate) amount_minor: i64,
    pub(crate) currency: Currency,
}

/// What the account has in one currency.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Balance")
)]
pub(crate) struct BalanceView {
    /// Earned, and waiting for something.
    pub(crate) pending: Sum,
    /// May be used.
    pub(crate) available: Sum,
    /// Handed to Stripe, for the next invoices.
    pub(crate) at_stripe: Sum,
}

/// One entry a currency, in the order of their codes; none before the first credit.
pub(crate) fn balance(lines: &[StatementLine]) -> Vec<BalanceView> {
    let view = |(currency, balance): (Currency, domain::statement::Balance)| {
        let sum = |amount_minor| Sum {
            amount_minor,
            currency,
        };
        BalanceView {
            pending: sum(balance.pending_minor),
            available: sum(balance.available_minor),
            at_stripe: sum(balance.at_stripe_minor),
        }
    };
    balances(lines).into_iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use domain::ledger::JournalEntry;

    use super::*;
    use crate::testing::{now, reward};

    #[test]
    fn c20_the_balance_is_what_the_lines_come_to() {
        let (bo, cy) = (reward("bolt", "50 USD"), reward("cyan", "45 EUR"));
        let lines: Vec<_> = [
            JournalEntry::grant(&bo, false, now()),
            JournalEntry::post(&bo, now()),
            JournalEntry::grant(&reward("dune", "25 USD"), false, now()),
            JournalEntry::grant(&cy, true, now()),
        ]
        .iter()
        .map(JournalEntry::statement_line)
        .collect();
        insta::assert_json_snapshot!(balance(&lines));
    }

    #[test]
    fn before_the_first_credit_there_is_no_balance() {
        assert_eq!(balance(&[]), []);
    }
}

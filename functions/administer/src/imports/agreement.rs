//! What the rows of one file must agree in: of an account, what is told of it, and of a Stripe
//! customer, whose it is. The first row is believed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Fault;
use super::columns::OF_ACCOUNT;
use super::sheet::Raw;

/// What came before in the file.
#[derive(Default)]
pub(super) struct Before<'a> {
    /// The first row that told this of this: an account's field, a member's address, or a
    /// customer's account.
    told: HashMap<(&'static str, &'a str, &'a str), (u64, &'a str)>,
    whole: HashMap<Vec<(&'static str, &'a str)>, u64>,
}

/// What a row is to those before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    New,
    /// Told before, word by word, in this line.
    SameAs(u64),
    Contradicts(Vec<Fault>),
}

impl<'a> Before<'a> {
    pub(super) fn place(&mut self, raw: &'a Raw) -> Place {
        let cells = raw.cells.iter().map(|(name, text)| (*name, text.as_str()));
        match self.whole.entry(cells.collect()) {
            Entry::Occupied(first) => return Place::SameAs(*first.get()),
            Entry::Vacant(place) => place.insert(raw.line),
        };
        let Some(account) = raw.cell("account_id") else {
            return Place::New;
        };
        let mut faults = Vec::new();
        for column in OF_ACCOUNT {
            let Some(text) = raw.cell(column) else {
                continue;
            };
            let first = self.first((column, account, ""), (raw.line, text));
            if first.1 != text {
                let (line, told) = first;
                let detail = format!("is {told} in line {line}: an account has one");
                faults.push(Fault::of(column, detail));
            }
        }
        if let (Some(id), Some(email)) = (raw.cell("participant_id"), raw.cell("email")) {
            let (line, told) = self.first(("email", account, id), (raw.line, email));
            if !told.eq_ignore_ascii_case(email) {
                let detail = format!("differs from that of the same participant in line {line}");
                faults.push(Fault::of("email", detail));
            }
        }
        if let Some(customer) = raw.cell("stripe_customer_id") {
            let (line, told) = self.first(("account_id", customer, ""), (raw.line, account));
            if told != account {
                let detail = format!("is of the account {told} in line {line}");
                faults.push(Fault::of("stripe_customer_id", detail));
            }
        }
        if faults.is_empty() {
            Place::New
        } else {
            Place::Contradicts(faults)
        }
    }

    fn first(
        &mut self,
        what: (&'static str, &'a str, &'a str),
        told: (u64, &'a str),
    ) -> (u64, &'a str) {
        *self.told.entry(what).or_insert(told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(line: u64, cells: &[(&'static str, &str)]) -> Raw {
        let cells = cells.iter().map(|(name, text)| (*name, (*text).to_owned()));
        Raw {
            line,
            cells: cells.collect(),
            faults: Vec::new(),
        }
    }

    fn places(rows: &[Raw]) -> Vec<Place> {
        let mut before = Before::default();
        rows.iter().map(|row| before.place(row)).collect()
    }

    fn contradicts(column: &str, detail: &str) -> Place {
        Place::Contradicts(vec![Fault::of(column, detail)])
    }

    #[test]
    fn a_row_that_was_there_before_is_told_with_its_line() {
        let rows = [
            raw(2, &[("account_id", "acme")]),
            raw(3, &[("account_id", "bolt")]),
            raw(4, &[("account_id", "acme")]),
        ];
        assert_eq!(places(&rows), [Place::New, Place::New, Place::SameAs(2)]);
    }

    #[test]
    fn rows_of_one_account_may_name_several_people_and_leave_out_what_was_told() {
        let day = ("signed_up_at", "2021-03-01");
        let rows = [
            raw(
                2,
                &[("account_id", "acme"), day, ("email", "ana@acme.example")],
            ),
            raw(3, &[("account_id", "acme"), ("email", "bo@acme.example")]),
        ];
        assert_eq!(places(&rows), [Place::New, Place::New]);
    }

    #[test]
    fn the_first_row_of_an_account_is_believed() {
        let rows = [
            raw(2, &[("account_id", "acme"), ("currency", "USD")]),
            raw(3, &[("account_id", "acme"), ("currency", "EUR")]),
        ];
        let told = "is USD in line 2: an account has one";
        assert_eq!(places(&rows)[1], contradicts("currency", told));
    }

    #[test]
    fn a_participant_has_one_address() {
        let ana = ("participant_id", "ana");
        let rows = [
            raw(
                2,
                &[("account_id", "acme"), ana, ("email", "ana@acme.example")],
            ),
            raw(
                3,
                &[("account_id", "acme"), ana, ("email", "an@acme.example")],
            ),
        ];
        let told = "differs from that of the same participant in line 2";
        assert_eq!(places(&rows)[1], contradicts("email", told));
    }

    #[test]
    fn e38_a_stripe_customer_is_one_accounts() {
        let customer = ("stripe_customer_id", "cus_1");
        let rows = [
            raw(2, &[("account_id", "acme"), customer]),
            raw(3, &[("account_id", "bolt"), customer]),
        ];
        let told = "is of the account acme in line 2";
        assert_eq!(places(&rows)[1], contradicts("stripe_customer_id", told));
    }
}

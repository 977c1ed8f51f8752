//! What an invoice says of the referral credit that it will use (K8, requirements 3.4).

use crate::money::{Currency, Money};
use crate::program::Program;
use crate::reward::{Reward, RewardState};

/// Fields that Stripe takes on an invoice.
const FIELDS_AT_MOST: usize = 4;

/// Longest name of a field that Stripe takes, in characters.
pub const NAME_LENGTH_AT_MOST: usize = 40;

/// A field that is printed on an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub value: String,
}

/// An invoice while it is a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labeled<'a> {
    pub currency: Currency,
    /// Before the balance, in minor units.
    pub total_minor: i64,
    /// What is printed on it already: the host's, and ours of an earlier look.
    pub present: &'a [Field],
}

/// All fields the invoice is to have, or nothing where there is nothing to change: no program that
/// asks for a label has credit on the balance in the invoice's currency, or there is no room.
///
/// One field for each label, so that two programs of one label are one line.
pub fn fields(
    rewards: &[Reward],
    programs: &[Program],
    invoice: &Labeled<'_>,
) -> Option<Vec<Field>> {
    let mut left_minor = invoice.total_minor;
    let mut fields = invoice.present.to_vec();
    for program in programs {
        let Some(label) = &program.settings.invoice_label else {
            continue;
        };
        let is_on_balance = |reward: &&Reward| {
            reward.program_id == program.id
                && reward.amount.currency() == invoice.currency
                && matches!(reward.state, RewardState::Posted { .. })
        };
        let own = rewards.iter().filter(is_on_balance);
        let own = own.fold(0_i64, |sum, it| sum.saturating_add(it.open_minor()));
        let used = own.min(left_minor);
        left_minor = left_minor.saturating_sub(used);
        // Other credit on the balance may be older, and an invoice may still change: it is a most.
        let Some(used) = Money::from_minor(used, invoice.currency).ok() else {
            continue;
        };
        if !used.is_zero() {
            put(
                &mut fields,
                label,
                format!("up to {used} from your balance"),
            );
        }
    }
    let is_changed = fields != invoice.present && fields.len() <= FIELDS_AT_MOST;
    is_changed.then_some(fields)
}

fn put(fields: &mut Vec<Field>, name: &str, value: String) {
    match fields.iter_mut().find(|field| field.name == name) {
        Some(field) => field.value = value,
        None => fields.push(Field {
            name: name.to_owned(),
            value,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preset::CONTACTUALLY;
    use crate::reward::Side;
    use crate::testing::story::Story;

    /// Ana's $10 are on her balance, in a program with this label.
    fn posted(label: Option<&str>) -> (Vec<Reward>, Program) {
        let mut story = Story::of(CONTACTUALLY)
            .referrer_pays(&[("2021-01-01", None)])
            .with_referrer(|acme| acme.stripe_customer_id = Some("cus_acme".parse().unwrap()))
            .accepted("2022-05-20")
            .signs_up("2022-05-25")
            .pays("in_1", "30 USD", "2022-06-25")
            .settles("2022-06-25")
            .posts(Side::Referrer, "2022-06-25");
        story.program.settings.invoice_label = label.map(str::to_owned);
        (vec![story.reward(Side::Referrer)], story.program)
    }

    fn on(total_minor: i64, currency: &str, present: &[Field]) -> Option<Vec<String>> {
        let (rewards, program) = posted(Some("Referral credit"));
        let invoice = Labeled {
            currency: currency.parse().unwrap(),
            total_minor,
            present,
        };
        let fields = fields(&rewards, &[program], &invoice)?;
        let line = |field: Field| format!("{}: {}", field.name, field.value);
        Some(fields.into_iter().map(line).collect())
    }

    fn field(name: &str, value: &str) -> Field {
        Field {
            name: name.to_owned(),
            value: value.to_owned(),
        }
    }

    #[test]
    fn k8_an_invoice_says_how_much_referral_credit_it_may_use() {
        let line = "Referral credit: up to $10 from your balance";
        assert_eq!(on(4_900, "USD", &[]), Some(vec![line.to_owned()]));
        let less = "Referral credit: up to $4 from your balance";
        assert_eq!(on(400, "USD", &[]), Some(vec![less.to_owned()]));
    }

    #[test]
    fn an_invoice_that_uses_no_credit_says_nothing() {
        assert_eq!(on(0, "USD", &[]), None);
        assert_eq!(on(-100, "USD", &[]), None);
        assert_eq!(on(4_900, "EUR", &[]), None);
        let (rewards, program) = posted(None);
        let invoice = Labeled {
            currency: "USD".parse().unwrap(),
            total_minor: 4_900,
            present: &[],
        };
        assert_eq!(fields(&rewards, &[program], &invoice), None);
    }

    #[test]
    fn what_the_host_prints_stays_and_a_second_look_changes_nothing() {
        let po = field("PO number", "7");
        let ours = "Referral credit: up to $10 from your balance";
        let both = vec!["PO number: 7".to_owned(), ours.to_owned()];
        assert_eq!(on(4_900, "USD", std::slice::from_ref(&po)), Some(both));
        let known = field("Referral credit", "up to $10 from your balance");
        assert_eq!(on(4_900, "USD", &[po, known]), None);
    }

    #[test]
    fn an_invoice_without_room_is_left_alone() {
        let full: Vec<Field> = (0..4).map(|n| field(&n.to_string(), "x")).collect();
        assert_eq!(on(4_900, "USD", &full), None);
    }
}

//! Amounts as people write them.

/// `49 USD` or `49.50 USD` as Stripe takes it: in the minor unit, with the currency's code.
pub(super) fn stripe(amount: &str) -> (i64, String) {
    let (number, currency) = amount.split_once(' ').unwrap();
    let (whole, cents) = number.split_once('.').unwrap_or((number, "00"));
    let minor: i64 = format!("{whole}{cents}").parse().unwrap();
    (minor, currency.to_ascii_lowercase())
}

//! What is too new to be looked at, of another currency, or more than the balance holds.

use super::*;

#[test]
fn a_posting_that_the_ledger_has_only_just_made_may_not_be_listed_yet() {
    let just_before = Span {
        until: at("2022-06-25"),
        ..span()
    };
    let found = |span| with(&on_the_balance(), |ours| compare(ours, &[], span));
    assert_eq!(found(just_before), []);
    assert_eq!(found(span()).len(), 1);
}

#[test]
fn the_same_amount_in_another_currency_is_another_amount() {
    let foreign = Shown {
        currency: "EUR".parse().unwrap(),
        ..posting("a", 1_000)
    };
    let found = kinds(&on_the_balance(), &[foreign]);
    assert!(found.contains(&FindingKind::AmountDiffers), "{found:?}");
}

#[test]
fn each_currency_is_allotted_by_itself() {
    let foreign = Shown {
        currency: "EUR".parse().unwrap(),
        ..invoice("in_8", -400)
    };
    let list = [posting("a", 1_000), foreign];
    let moves = moves(&list, "USD".parse().unwrap());
    assert_eq!(moves.len(), 1);
    assert_eq!(Allotment::of(&moves).left_minor(&reward_id()), 1_000);
}

#[test]
fn two_surpluses_together_take_no_more_than_the_balance_holds() {
    let thrice = ["a", "b", "c"].map(|id| posting(id, 1_000));
    assert_eq!(surplus(&on_the_balance(), &thrice, 1_500), [1_000, 500]);
    let twice = &thrice[..2];
    assert_eq!(surplus(&on_the_balance(), twice, -300), [0], "in debit");
}

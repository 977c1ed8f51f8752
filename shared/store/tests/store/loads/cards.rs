use crate::given::{NOW, id};
use crate::table::Table;

#[tokio::test]
async fn e15_a_card_keeps_every_account_that_ever_had_it() {
    let store = Table::empty().await.store;
    let card = id("Xt5EWLLDS7FJjR1c");
    assert!(store.accounts_with_card(&card).await.unwrap().is_empty());
    for account in ["acme", "birch", "acme"] {
        store.note_card(&card, &id(account), NOW).await.unwrap();
    }
    let other = id("1FWDC94iaIGS1Nkt");
    store.note_card(&other, &id("cedar"), NOW).await.unwrap();
    let accounts = store.accounts_with_card(&card).await.unwrap();
    let mut accounts: Vec<&str> = accounts.iter().map(domain::id::AccountId::as_str).collect();
    accounts.sort_unstable();
    assert_eq!(accounts, ["acme", "birch"]);
}

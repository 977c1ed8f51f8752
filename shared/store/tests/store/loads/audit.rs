use domain::audit::{Action, Actor, AuditRecord, StaffCall, Target};
use domain::change::Write;
use jiff::SignedDuration;
use store::{AuditOf, StoreError};

use crate::given::{NOW, id};
use crate::table::{Table, only};

/// What `staff` did by `key` to an account, some minutes later.
fn record(key: &str, staff: Option<&str>, (account, minute): (&str, i64)) -> AuditRecord {
    let call = StaffCall {
        actor: Actor {
            key_id: key.to_owned(),
            staff: staff.map(|staff| staff.parse().unwrap()),
        },
        request_id: Some(format!("req-{minute}")),
        now: NOW + SignedDuration::from_mins(minute),
    };
    call.did(Action::CreditAdjusted, Target::account(&id(account)))
}

fn written(records: &[AuditRecord]) -> impl Iterator<Item = Write> {
    let records = records.iter().cloned().map(Box::new);
    records.map(Write::Audit)
}

async fn all_of(table: &Table, of: AuditOf<'_>) -> Vec<AuditRecord> {
    let mut records: Vec<AuditRecord> = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = table.store.audit(of, after.as_deref(), 1).await.unwrap();
        records.extend(page.data);
        after = page.next;
        if after.is_none() {
            return records;
        }
    }
}

#[tokio::test]
async fn what_staff_did_is_listed_newest_first_by_target_key_and_person() {
    let one = record("admin", Some("jo"), ("acme", 1));
    let two = record("admin", None, ("birch", 2));
    let three = record("0123456789ab", Some("jo"), ("acme", 3));
    let table = Table::with(written(&[one.clone(), two.clone(), three.clone()])).await;
    let all = [three.clone(), two.clone(), one.clone()];
    assert_eq!(all_of(&table, AuditOf::All).await, all);
    let acme = Target::account(&id("acme"));
    let of_acme = all_of(&table, AuditOf::Target(&acme)).await;
    assert_eq!(of_acme, [three.clone(), one.clone()]);
    let by_admin = all_of(&table, AuditOf::Key("admin")).await;
    assert_eq!(by_admin, [two, one.clone()]);
    let jo = "jo".parse().unwrap();
    assert_eq!(all_of(&table, AuditOf::Staff(&jo)).await, [three, one]);
}

#[tokio::test]
async fn a_record_is_never_written_over() {
    let first = record("admin", None, ("acme", 1));
    let table = Table::with(written(std::slice::from_ref(&first))).await;
    let other = AuditRecord {
        request_id: None,
        ..first.clone()
    };
    let write = Write::Audit(Box::new(other));
    let result = table.store.commit(&only(write), NOW).await;
    assert!(matches!(result, Err(StoreError::Stale)), "{result:?}");
    assert_eq!(all_of(&table, AuditOf::All).await, [first]);
}

//! A link into the hosted page opens one session.

use domain::portal_session::PortalEntryId;

use crate::given::{NOW, minutes_later};
use crate::table::Table;

#[tokio::test]
async fn a_link_is_used_once_and_others_are_left_alone() {
    let table = Table::empty().await;
    let used = async |byte, now| {
        let id = PortalEntryId::from_bytes([byte; 16]);
        table.store.use_portal_entry(&id, now).await.unwrap()
    };
    assert!(used(1, NOW).await);
    assert!(!used(1, NOW).await);
    assert!(!used(1, minutes_later(1)).await);
    assert!(used(2, NOW).await);
    assert_eq!(table.wire.asked().len(), 4);
}

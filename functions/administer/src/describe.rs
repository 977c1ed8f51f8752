//! What the routes are, for the description of the API.

use domain::api_key::Scope;
use domain::audit::StaffId;
use runtime::describe::{Access, Operation};

pub(crate) const TAG: &str = "Administration";
/// What may be wrong with a call that needs no body.
pub(crate) const KEY_RULE: &str =
    "the header Idempotency-Key must have 1 to 255 printable ASCII characters";
pub(crate) const ACCESS: Access = Access::Host(Scope::Admin);

/// Every route.
pub fn operations() -> Vec<Operation> {
    let rooms = [
        crate::programs::describe::operations(),
        crate::mail::describe::operations(),
        crate::api_keys::describe::operations(),
        crate::reviews::describe::operations(),
        crate::dead_letters::describe::operations(),
        crate::adjustments::describe::operations(),
        crate::rewards::describe::operations(),
        crate::referrals::describe::operations(),
        crate::erasures::describe::operations(),
        crate::exports::describe::operations(),
        crate::imports::describe::operations(),
        crate::merges::describe::operations(),
        crate::audit::describe::operations(),
        crate::statements::describe::operations(),
        crate::explanations::describe::operations(),
        crate::reconciliations::describe::operations(),
    ];
    let operations = rooms.into_iter().flatten().map(of_staff);
    operations
        .chain(crate::console::describe::operations())
        .collect()
}

/// Whatever is changed is in the audit trail, with whom the key's server acted for.
fn of_staff(operation: Operation) -> Operation {
    if operation.method == "GET" {
        return operation;
    }
    operation.header(
        "Goodword-Actor",
        "Whom the call is made for, for the audit trail: an id of the host's own staff list, \
         such as `jo.support`, and not an address.",
        schemars::schema_for!(StaffId),
    )
}

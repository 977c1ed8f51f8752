//! Calls of the host with an `Idempotency-Key`.

use domain::repeat::{CallId, KeptAnswer, NamedCall};

use super::{NOW, signer};

pub(crate) fn call(key: &str) -> CallId {
    signer().call_id(&NamedCall {
        caller: "host",
        operation: "POST /v1/signups",
        key,
    })
}

/// What is kept of the call with this key and request.
pub(crate) fn answer(key: &str, request: &str) -> KeptAnswer {
    KeptAnswer {
        sealed: Some(format!("the answer to {request}")),
        ..begun(key, request)
    }
}

/// A call of which only a part is done.
pub(crate) fn begun(key: &str, request: &str) -> KeptAnswer {
    KeptAnswer {
        call: call(key),
        request: signer().fingerprint(request.as_bytes()),
        sealed: None,
        kept_at: NOW,
    }
}

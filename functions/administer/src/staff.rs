//! Who of the host's staff calls, and what the audit trail keeps of it.

use axum::http::{HeaderMap, HeaderName};
use domain::api_key::Scope;
use domain::audit::{Actor, StaffCall, StaffId};
use jiff::Timestamp;
use runtime::auth::Caller;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::{Once, Unanswered};

use crate::App;

/// Whom the key's server acts for: an id of the host's own staff list.
///
/// A back office has one key and many people; without this the audit trail could name only the
/// back office.
const ACTOR: HeaderName = HeaderName::from_static("goodword-actor");

/// A call that may do what staff may.
pub(crate) struct Staff {
    pub(crate) caller: Caller,
    /// For the audit trail.
    pub(crate) call: StaffCall,
}

impl App {
    /// Lets staff through, and nobody else.
    pub(crate) async fn staff(
        &self,
        headers: &HeaderMap,
        class: Class,
        now: Timestamp,
    ) -> Result<Staff, Problem> {
        let caller = self.caller_for(Scope::Admin, headers, (class, now)).await?;
        let key_id = caller.require(Scope::Admin)?.key_id.clone();
        let call = StaffCall {
            actor: Actor {
                key_id,
                staff: staff_id(headers)?,
            },
            request_id: runtime::cause::request_id(),
            now,
        };
        Ok(Staff { caller, call })
    }

    /// Whoever calls with this scope, within their limit: who lacks it is not even counted.
    pub(crate) async fn caller_for(
        &self,
        scope: Scope,
        headers: &HeaderMap,
        (class, now): (Class, Timestamp),
    ) -> Result<Caller, Problem> {
        let find_key = async |id| self.store.api_key(&id).await;
        let caller = self.auth.caller(headers, now, find_key).await?;
        caller.require(scope)?;
        self.admit(&caller, class, now).await?;
        Ok(caller)
    }

    /// Lets the call through, or refuses it as one too many.
    pub(crate) async fn admit(
        &self,
        caller: &Caller,
        class: Class,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let lease = async |lease| self.store.lease_calls(&lease).await;
        self.auth.limits.admit((caller, class), now, lease).await
    }

    /// Whether the key that opened a session of the console still may.
    pub(crate) async fn may_still_open(
        &self,
        key_id: &str,
        now: Timestamp,
    ) -> Result<bool, Problem> {
        let find_key = async |id| self.store.api_key(&id).await;
        let of_sessions = (key_id, Scope::ConsoleSessions);
        self.auth.may_still(of_sessions, now, find_key).await
    }

    /// The answer of this call, or the one it got before.
    pub(crate) async fn settled(
        &self,
        once: Once,
        result: Result<Answer, Unanswered>,
    ) -> Result<Answer, Problem> {
        let find = async |call| self.store.kept_answer(&call).await;
        once.settle(result, find).await
    }
}

fn staff_id(headers: &HeaderMap) -> Result<Option<StaffId>, Problem> {
    let mut values = headers.get_all(ACTOR).iter();
    let (Some(value), more) = (values.next(), values.next()) else {
        return Ok(None);
    };
    let wrong =
        |detail: &str| Problem::invalid_request(format!("the header Goodword-Actor {detail}"));
    if more.is_some() {
        return Err(wrong("is given twice"));
    }
    let text = value.to_str().unwrap_or_default();
    let staff = text.parse::<StaffId>();
    staff.map(Some).map_err(|error| wrong(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(values: &[&str]) -> HeaderMap {
        let values = values.iter().map(|value| (ACTOR, value.parse().unwrap()));
        values.collect()
    }

    #[test]
    fn a_server_may_say_whom_it_acts_for() {
        assert_eq!(staff_id(&sent(&[])), Ok(None));
        let jo = staff_id(&sent(&["jo.support"])).unwrap().unwrap();
        assert_eq!(jo.as_str(), "jo.support");
    }

    #[test]
    fn f64_an_address_is_no_id_of_a_member_of_staff() {
        for values in [&["jo@acme.example"][..], &[""], &["jo", "ann"]] {
            let refused = staff_id(&sent(values)).unwrap_err();
            assert_eq!(refused.status(), 400, "{values:?}");
        }
    }
}

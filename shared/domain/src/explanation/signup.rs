//! Why a signup came to nothing.

use super::Standing;
use crate::reason::Reason;
use crate::referral::SignupOutcome;

/// Where a signup stands that nobody was credited with; none where somebody was.
pub fn standing(outcome: &SignupOutcome) -> Option<Standing> {
    let reason = outcome.reason?;
    Some(Standing::at(reason, Some(outcome.decided_at)))
}

/// What whoever signed up may be told: not whether an address had an account once, since they may
/// have named another's (K25).
pub fn to_participant(standing: Standing) -> Standing {
    if standing.code == Reason::FormerAccount {
        return Standing {
            code: Reason::ExistingAccount,
            ..standing
        };
    }
    standing
}

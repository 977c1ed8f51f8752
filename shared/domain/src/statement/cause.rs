//! The cause of a statement line in words: the same for staff and participants.

use crate::application::DEBT;
use crate::id::InvoiceId;
use crate::ledger::{Movement, StatementLine};
use crate::notification::Notification;
use crate::reason::Reason;
use crate::reward::Side;
use crate::wording;
use crate::words::Words;

/// A whole sentence, and why the credit ended in a second one where that is known.
pub(super) fn text(line: &StatementLine, reason: Option<Reason>) -> String {
    let side = line.reward_id.parts().map(|(_, side)| side);
    let what = match line.movement {
        Movement::Grant if side == Some(Side::Friend) => {
            "Credit for joining through a referral.".to_owned()
        }
        Movement::Grant => "Credit for referring a friend.".to_owned(),
        Movement::Release => "Released: the credit may be used.".to_owned(),
        Movement::Post => "Put on the Stripe balance, for the next invoices.".to_owned(),
        Movement::Apply => used(line.caused_by(), "Used"),
        Movement::Unapply => used(line.caused_by(), "Given back"),
        Movement::Cancel => "Canceled before it was used.".to_owned(),
        Movement::Expire => "Expired: it was not used in time.".to_owned(),
        Movement::Reverse => "Taken back from the Stripe balance.".to_owned(),
        Movement::Reinstate => "Given again after it had ended.".to_owned(),
        Movement::Adjust if line.to.is_some() => "Given by our staff.".to_owned(),
        Movement::Adjust => "Taken by our staff.".to_owned(),
    };
    match reason {
        Some(reason) => format!("{what} {}", wording::reason(Words::english(), reason)),
        None => what,
    }
}

fn used(by: Option<&str>, verb: &str) -> String {
    match by {
        Some(by) if by.starts_with(DEBT) => format!("{verb} by what was owed at Stripe."),
        Some(invoice) if invoice.starts_with("in_") => format!("{verb} by invoice {invoice}."),
        Some(other) if verb == "Given back" => {
            format!("Owed again, since what it was for came back ({other}).")
        }
        Some(other) => format!("{verb} by another change of the Stripe balance ({other})."),
        None => format!("{verb}."),
    }
}

/// The invoice that used the credit, or gave it back.
pub(super) fn invoice(line: &StatementLine) -> Option<InvoiceId> {
    let by = line.caused_by()?;
    by.starts_with("in_").then(|| by.parse().ok())?
}

/// Why the credit ended: what was told of it at that instant.
pub(super) fn reason(line: &StatementLine, told: &[Notification]) -> Option<Reason> {
    match line.movement {
        Movement::Cancel | Movement::Reverse => {}
        Movement::Grant
        | Movement::Release
        | Movement::Post
        | Movement::Expire
        | Movement::Apply
        | Movement::Unapply
        | Movement::Reinstate
        | Movement::Adjust => return None,
    }
    let mut then = told.iter().filter(|one| one.created_at == line.recorded_at);
    then.find_map(|one| one.telling.end_of(&line.reward_id))
}

//! What is done in the console: each deed is the API's own call, once for each press of a button.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::audit::grounds::Grounds;
use domain::circuit::MailStream;
use domain::console_session::Deed;
use domain::id::{AccountId, DeadLetterId, ReferralId, RewardId};
use domain::remainder::Choice;
use jiff::Timestamp;
use runtime::form::Form;
use runtime::limit::Class;
use runtime::problem::Problem;
use runtime::repeat::answer::Answer;
use runtime::repeat::{Once, Unanswered};
use runtime::time::Now;

use super::credit::Asked;
use super::trouble::{Trouble, told};
use super::visit::{self, Visit};
use crate::dead_letters::settle;
use crate::reviews::DenialCode;
use crate::reviews::ruling::{Ruling, Verdict, decided};
use crate::staff::Staff;
use crate::{App, adjustments, mail, referrals, rewards};

/// What a button asks for.
#[derive(Debug)]
enum Work {
    Approve(ReferralId),
    Deny(ReferralId, DenialCode),
    Settle(RewardId, Choice),
    Reverse(RewardId),
    Restore(RewardId),
    EndReferral(ReferralId),
    Adjust(AccountId),
    Redrive(DeadLetterId),
    Discard(DeadLetterId),
    Resume(MailStream),
}

/// Every deed by the name that its button has, and what is said once it is done.
const SAID: [(&str, &str); 12] = [
    ("approve", "Approved. Its credit goes on."),
    (
        "deny",
        "Denied. The referral ended, and the referrer is told.",
    ),
    ("waive", "Let go. The review is closed."),
    (
        "net",
        "Decided. It comes off other credit of the account, now or when some comes there.",
    ),
    (
        "debit",
        "Decided. It is on the next bill, but for what other credit covers.",
    ),
    ("reverse", "Reversed. Its earner is told."),
    ("restore", "Restored. Its earner is told."),
    ("end", "Ended. Nothing more comes of this referral."),
    ("adjust", "Done. The account is told."),
    ("redrive", "Sent back to where it failed."),
    (
        "discard",
        "Discarded. It may still be sent back for 90 days.",
    ),
    ("resume", "Mail goes out again within the hour."),
];

/// What is missing of a debit.
const UNTOLD: &str =
    "tick that the customer was told of the higher bill, then press again; nothing was done";

/// What is said of a deed by its name: only words of ours.
pub(super) fn said(name: &str) -> Option<&'static str> {
    let said = SAID.iter().find(|(known, _)| *known == name);
    said.map(|(_, words)| *words)
}

/// `POST /admin/deeds`: does what the button says, and leads back to where it stands. Pressing
/// it again gets the first answer.
///
/// The table round trips of the API's own route, one more for the answer where it was pressed
/// before.
pub(super) async fn act(
    State(app): State<Arc<App>>,
    Now(now): Now,
    headers: HeaderMap,
    form: Result<Form, Problem>,
) -> Response {
    let acted = async { acted(&app, &headers, (form?, now)).await };
    told(&app, acted.await)
}

async fn acted(
    app: &App,
    headers: &HeaderMap,
    (form, now): (Form, Timestamp),
) -> Result<Response, Trouble> {
    let visit = Visit::of_form(app, headers, (Class::Write, now)).await?;
    let name = form.text("deed").to_owned();
    let work = Work::of(&name, &form)?;
    let (asked, reason) = (asked(&form), form.text("reason").to_owned());
    let back = work.back(form.text("from") == "queue");
    let once = visit.presses(app, work.deed(), form).await?;
    let by = (&once, &visit.staff);
    let done = work.done(app, (&reason, asked), by).await;
    app.settled(once, done).await?;
    visit::on_to(app, &format!("{back}?done={name}"), now).await
}

fn asked(form: &Form) -> Asked {
    let text = |name| form.text(name).to_owned();
    Asked {
        direction: text("direction"),
        amount: text("amount"),
        currency: text("currency"),
        reason: text("reason"),
        drawn: String::new(),
    }
}

impl Work {
    /// # Errors
    /// 404 for a deed or an id that there is not.
    fn of(name: &str, form: &Form) -> Result<Self, Problem> {
        let id = form.text("id");
        let referral = || id.parse().map_err(|_| Problem::not_found());
        let reward = || id.parse().map_err(|_| Problem::not_found());
        let letter = || id.parse().map_err(|_| Problem::not_found());
        match name {
            "approve" => Ok(Self::Approve(referral()?)),
            "deny" => Ok(Self::Deny(referral()?, code(form.text("code"))?)),
            "waive" => Ok(Self::Settle(reward()?, Choice::Waive)),
            "net" => Ok(Self::Settle(reward()?, Choice::Net)),
            "debit" => {
                // The customer owes more by it: nobody is to come upon it by a slip.
                if form.text("told") != "yes" {
                    return Err(Problem::invalid_request(UNTOLD));
                }
                Ok(Self::Settle(reward()?, Choice::Debit))
            }
            "reverse" => Ok(Self::Reverse(reward()?)),
            "restore" => Ok(Self::Restore(reward()?)),
            "end" => Ok(Self::EndReferral(referral()?)),
            "adjust" => {
                let account = id.parse().map_err(|_| Problem::not_found());
                Ok(Self::Adjust(account?))
            }
            "redrive" => Ok(Self::Redrive(letter()?)),
            "discard" => Ok(Self::Discard(letter()?)),
            "resume" => {
                let mut streams = MailStream::ALL.into_iter();
                let stream = streams.find(|stream| stream.as_str() == id);
                stream.map(Self::Resume).ok_or_else(Problem::not_found)
            }
            _ => Err(Problem::not_found()),
        }
    }

    fn deed(&self) -> Deed {
        match self {
            Self::Approve(_) | Self::Deny(..) => Deed::DecideReview,
            Self::Settle(..) | Self::Reverse(_) | Self::Restore(_) | Self::Adjust(_) => {
                Deed::MoveCredit
            }
            Self::EndReferral(_) => Deed::EndReferral,
            Self::Redrive(_) => Deed::RedriveLetter,
            Self::Discard(_) => Deed::DiscardLetter,
            Self::Resume(_) => Deed::ResumeMail,
        }
    }

    /// The page on which it is seen: the queue for those who work through it.
    fn back(&self, from_queue: bool) -> String {
        match self {
            Self::Approve(_) | Self::Deny(..) | Self::Settle(..) if from_queue => {
                "/admin/reviews".to_owned()
            }
            Self::Approve(id) | Self::Deny(id, _) | Self::EndReferral(id) => {
                format!("/admin/referrals/{id}")
            }
            Self::Settle(id, _) | Self::Reverse(id) | Self::Restore(id) => of_reward(id),
            Self::Adjust(id) => format!("/admin/accounts/{id}"),
            Self::Redrive(id) | Self::Discard(id) => format!("/admin/dead-letters/{id}"),
            Self::Resume(_) => "/admin/mail".to_owned(),
        }
    }

    async fn done(
        self,
        app: &App,
        (reason, asked): (&str, Asked),
        by: (&Once, &Staff),
    ) -> Result<Answer, Unanswered> {
        let grounds = || grounds(reason);
        match self {
            Self::Approve(id) => {
                let ruling = ruled(Verdict::Approve, grounds()?);
                decided(app, id.as_str(), ruling, by).await
            }
            Self::Deny(id, code) => {
                let ruling = ruled(Verdict::Deny(code.reason()), grounds()?);
                decided(app, id.as_str(), ruling, by).await
            }
            Self::Settle(id, choice) => {
                let ruling = ruled(Verdict::Settle(choice), grounds()?);
                decided(app, id.as_str(), ruling, by).await
            }
            Self::Reverse(id) => rewards::reversed(app, (&id, &grounds()?), by).await,
            Self::Restore(id) => rewards::restored(app, (&id, &grounds()?), by).await,
            Self::EndReferral(id) => referrals::disqualified(app, (&id, &grounds()?), by).await,
            Self::Adjust(id) => {
                let checked = asked.checked().map_err(Problem::invalid_request)?;
                let request =
                    adjustments::Request::of(checked.direction, checked.amount, checked.reason);
                adjustments::adjusted(app, (id, request), by).await
            }
            Self::Redrive(id) => settle::redriven(app, &id, by).await,
            Self::Discard(id) => settle::discarded(app, (&id, &grounds()?), by).await,
            Self::Resume(stream) => mail::resumed(app, stream, by).await,
        }
    }
}

/// # Errors
/// 400 with what a reason has to be.
fn grounds(reason: &str) -> Result<Grounds, Problem> {
    let grounds = reason.parse::<Grounds>();
    grounds.map_err(|error| Problem::invalid_request(format!("the reason {error}")))
}

fn code(text: &str) -> Result<DenialCode, Problem> {
    match text {
        "fraud" => Ok(DenialCode::Fraud),
        "admin_decision" => Ok(DenialCode::AdminDecision),
        _ => Err(Problem::invalid_request(
            "choose what the referrer is told of the denial",
        )),
    }
}

/// The referral that earned it, or the account to which staff gave it.
fn of_reward(id: &RewardId) -> String {
    match (id.parts(), id.adjusted()) {
        (Some((friend, _)), _) => format!("/admin/referrals/{}", ReferralId::of(&friend)),
        (None, Some((account, _))) => format!("/admin/accounts/{account}"),
        (None, None) => "/admin".to_owned(),
    }
}

fn ruled(verdict: Verdict, reason: Grounds) -> Ruling {
    Ruling { verdict, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s18_a_query_says_nothing_of_its_own() {
        assert!(said("approve").is_some());
        for name in ["", "<script>", "approve&", "appr%6fve"] {
            assert_eq!(said(name), None, "{name}");
        }
    }

    #[test]
    fn f63_a_deed_leads_back_to_a_page_of_the_console_alone() {
        let referral: ReferralId = "ref_bolt".parse().unwrap();
        let reward: RewardId = "rwd_bolt.friend".parse().unwrap();
        let given: RewardId = "adj_acme.7f".parse().unwrap();
        let odd: RewardId = "https:evil.example".parse().unwrap();
        let queue = Work::Approve(referral.clone()).back(true);
        assert_eq!(queue, "/admin/reviews");
        assert_eq!(
            Work::Approve(referral).back(false),
            "/admin/referrals/ref_bolt"
        );
        assert_eq!(
            Work::Restore(reward).back(true),
            "/admin/referrals/ref_bolt"
        );
        assert_eq!(Work::Reverse(given).back(false), "/admin/accounts/acme");
        assert_eq!(Work::Reverse(odd).back(false), "/admin");
    }
}

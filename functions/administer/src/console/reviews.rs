//! The queue of what somebody is to look at, the oldest first, with what was seen in neutral words.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domain::console_session::Deed;
use domain::id::ReferralId;
use domain::referral::Referral;
use domain::reward::{Reward, RewardState};
use domain::words::Words;
use runtime::problem::Problem;
use store::ReviewItem;

use super::frame::{Frame, Tab, respond};
use super::remainder::Remainder;
use super::shown::{day, side};
use super::trouble::{Trouble, told};
use super::visit::Visit;
use crate::App;
use crate::reviews::view::rewards_of;

/// Entries of a page, which stays below 15 KB with them: what is decided leaves it, and the next
/// come up.
const ROWS: u8 = 6;

/// A referral under review.
struct Case {
    id: String,
    referrer: String,
    friend: String,
    since: String,
    signals: Vec<&'static str>,
    rewards: Vec<String>,
}

/// What invoices had used of credit that was taken back, in the queue.
struct Left {
    it: Remainder,
    /// Empty where staff had given the credit.
    referral: String,
    account: String,
    since: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "reviews.html")]
struct Page {
    frame: Frame,
    cases: Vec<Case>,
    remainders: Vec<Left>,
    has_more: bool,
    may_decide: bool,
    may_move: bool,
}

/// `GET /admin/reviews`. Two table round trips.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Response {
    told(&app, shown(&app, &visit, query.as_deref()).await)
}

async fn shown(app: &App, visit: &Visit, query: Option<&str>) -> Result<Response, Trouble> {
    let page = app.store.reviews(None, ROWS).await;
    let page = page.map_err(Problem::unavailable)?;
    let rewards = app.store.rewards(&rewards_of(&page.data)).await;
    let rewards = rewards.map_err(Problem::unavailable)?;
    let (mut cases, mut remainders) = (Vec::new(), Vec::new());
    for item in &page.data {
        match item {
            ReviewItem::Referral(referral) => cases.extend(Case::of(referral, &rewards)),
            ReviewItem::Remainder(reward) => remainders.extend(Left::of(reward)),
        }
    }
    let frame = Frame::of(app, visit, ("Review", Some(Tab::Reviews))).await?;
    let role = visit.session.role;
    let page = Page {
        frame: frame.saying(query),
        cases,
        remainders,
        has_more: page.next.is_some(),
        may_decide: role.may(Deed::DecideReview),
        may_move: role.may(Deed::MoveCredit),
    };
    respond(&page, &page.frame.nonce)
}

impl Case {
    fn of(referral: &Referral, rewards: &[Reward]) -> Option<Self> {
        let review = referral.review.as_ref()?;
        let own = rewards.iter().filter(|it| it.referral_id == referral.id);
        Some(Self {
            id: referral.id.to_string(),
            referrer: referral.referrer_account_id.to_string(),
            friend: referral.friend_account_id.to_string(),
            since: day(review.opened_at),
            signals: review.signals.iter().map(|it| it.words()).collect(),
            rewards: own
                .map(|it| format!("{} {}", side(it.side), it.amount))
                .collect(),
        })
    }
}

impl Left {
    fn of(reward: &Reward) -> Option<Self> {
        let RewardState::Reversed {
            reason,
            reversed_at,
            ..
        } = &reward.state
        else {
            return None;
        };
        let friend = reward.id.parts().map(|(friend, _)| friend);
        Some(Self {
            it: Remainder::of(reward, None)?,
            referral: friend.map_or_else(String::new, |it| ReferralId::of(&it).to_string()),
            account: reward.account_id.to_string(),
            since: day(*reversed_at),
            reason: domain::wording::reason(Words::english(), *reason),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of this many, whose ids are as long as a host's often are.
    fn page(rows: u8) -> String {
        let remainder = |number: u8| Left {
            it: Remainder::drawn_by_a_test(&format!(
                "rwd_acct_01hq3v9t6k7x2mnpq{number:02}.referrer"
            )),
            referral: format!("ref_acct_01hq3v9t6k7x2mnpq{number:02}"),
            account: "acct_01hq3v9t6k7x2mnpqr".to_owned(),
            since: "26 Jun 2022".to_owned(),
            reason: "The friend’s payment was refunded.".to_owned(),
        };
        let page = Page {
            frame: Frame::drawn_by_a_test(),
            cases: Vec::new(),
            remainders: (0..rows).map(remainder).collect(),
            has_more: true,
            may_decide: true,
            may_move: true,
        };
        page.render().unwrap()
    }

    #[test]
    fn a_full_page_of_the_queue_is_below_15_kb() {
        let html = page(ROWS);
        assert_eq!(html.matches("value=\"debit\"").count(), usize::from(ROWS));
        assert!(html.len() < 15_000, "{} bytes", html.len());
    }
}

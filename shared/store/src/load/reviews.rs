//! What somebody is to look at: referrals under review, and what is left of credit that was taken
//! back.

use domain::referral::Referral;
use domain::reward::{Reward, RewardState};
use domain::time::sortable;
use jiff::Timestamp;

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, text};
use crate::key::{REVIEWS, REWARD};
use crate::list_page::ListPage;
use crate::query::Range;

/// One entry of the queue.
#[derive(Debug, Clone, PartialEq)]
pub enum ReviewItem {
    /// A referral whose credit is not released before somebody looked.
    Referral(Referral),
    /// A reward of which invoices had used a part before it was taken back.
    Remainder(Reward),
}

impl ReviewItem {
    /// Where it stands in the queue.
    fn place(&self) -> Option<String> {
        match self {
            Self::Referral(referral) => place_of_referral(referral),
            Self::Remainder(reward) => place_of_reward(reward),
        }
    }
}

pub(crate) fn place_of_referral(referral: &Referral) -> Option<String> {
    let review = referral.review.as_ref().filter(|it| it.is_open())?;
    Some(place(review.opened_at, referral.id.as_str()))
}

pub(crate) fn place_of_reward(reward: &Reward) -> Option<String> {
    match &reward.state {
        RewardState::Reversed {
            review_required: true,
            reversed_at,
            ..
        } => Some(place(*reversed_at, reward.id.as_str())),
        RewardState::Reversed { .. }
        | RewardState::Held { .. }
        | RewardState::AwaitingFirstPayment
        | RewardState::WaitingForReferrer { .. }
        | RewardState::Available { .. }
        | RewardState::Posting { .. }
        | RewardState::Posted { .. }
        | RewardState::Reversing { .. }
        | RewardState::Canceled { .. }
        | RewardState::Expired { .. }
        | RewardState::Forfeited { .. } => None,
    }
}

fn place(since: Timestamp, id: &str) -> String {
    format!("{}#{id}", sortable(since))
}

/// The item with its place in the queue, if it has one.
pub(crate) fn listed(mut item: Item, place: Option<String>) -> Item {
    if let Some(place) = place {
        item.insert("listing_pk".to_owned(), text(REVIEWS));
        item.insert("listing_sk".to_owned(), text(&place));
    }
    item
}

impl Store {
    /// What waits for somebody to look, the oldest first, from behind the place `after` if that is
    /// given. One round trip.
    pub async fn reviews(
        &self,
        after: Option<&str>,
        limit: u8,
    ) -> Result<ListPage<ReviewItem>, StoreError> {
        let range = after.map_or(Range::All, Range::Above);
        let wanted = i32::from(limit).saturating_add(1);
        let found = self
            .index_page("listing", (REVIEWS, range), wanted, false)
            .await?;
        let found = found.into_iter().map(of_item);
        let place = |item: &ReviewItem| item.place().unwrap_or_default();
        Ok(ListPage::of(found.collect::<Result<_, _>>()?, limit, place))
    }
}

fn of_item(item: Item) -> Result<ReviewItem, StoreError> {
    if item::attribute(&item, "sk").starts_with(REWARD) {
        item::record(item).map(ReviewItem::Remainder)
    } else {
        item::record(item).map(ReviewItem::Referral)
    }
}

//! All that a home is made of, read from the table.

use domain::account::Participant;
use domain::id::{AccountId, ParticipantId};
use domain::money::Currency;
use domain::program::Program;
use domain::referral::ReferralSummary;
use jiff::Timestamp;
use runtime::auth::on_behalf::ActingFor;
use runtime::problem::Problem;
use store::Feed;

use crate::app::App;
use crate::link::{self, Shared};

/// An account's records, and what belongs to one of its participants.
pub(crate) struct Loaded {
    pub(crate) feed: Feed,
    pub(crate) link: Option<Shared>,
    /// Whom the participant referred: for their names.
    pub(crate) friends: Vec<Participant>,
}

impl Loaded {
    /// Two table round trips at a time; a hundred friends each take one more.
    pub(crate) async fn load(
        app: &App,
        (program, who): (&Program, &ActingFor),
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let feed = async {
            let feed = app.store.feed(&who.account_id).await;
            feed.map_err(Problem::unavailable)
        };
        let link = link::find(app, (program, who), now);
        let (feed, link) = tokio::try_join!(feed, link)?;
        let friends = friends(&feed.referrals, who);
        let friends = if friends.is_empty() {
            Vec::new()
        } else {
            let read = app.store.participants(&friends).await;
            read.map_err(Problem::unavailable)?
        };
        Ok(Self {
            feed,
            link,
            friends,
        })
    }

    /// What the account is paid in.
    pub(crate) fn currency(&self, program: &Program) -> Currency {
        let account = self.feed.household.account.as_ref();
        account
            .and_then(|account| account.currency)
            .unwrap_or(program.settings.currency)
    }
}

/// Friends are named to those who referred them, not to the rest of the team.
fn friends(referrals: &[ReferralSummary], who: &ActingFor) -> Vec<(AccountId, ParticipantId)> {
    referrals
        .iter()
        .filter(|referral| referral.participant_id == who.participant_id)
        .map(|referral| {
            (
                referral.friend_account_id.clone(),
                referral.friend_participant_id.clone(),
            )
        })
        .collect()
}

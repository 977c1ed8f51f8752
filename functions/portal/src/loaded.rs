//! All that a home is made of, read from the table.

use domain::account::Participant;
use domain::id::{AccountId, ParticipantId, RewardId};
use domain::locale::Locale;
use domain::money::Currency;
use domain::program::Program;
use domain::referral::ReferralSummary;
use domain::reward::Reward;
use domain::statement;
use domain::words::Words;
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
    /// Those whose credit is available: for what keeps it from the bill.
    pub(crate) rewards: Vec<Reward>,
}

impl Loaded {
    /// Two table round trips at a time: the feed beside the link, then friends beside rewards; a
    /// hundred of either each take one more, and none take none.
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
        let available = statement::available_rewards(&feed.lines);
        let available: Vec<RewardId> = available.into_iter().cloned().collect();
        let more = async {
            tokio::try_join!(
                app.store.participants(&friends),
                app.store.rewards(&available)
            )
        };
        let (friends, rewards) = more.await.map_err(Problem::unavailable)?;
        Ok(Self {
            feed,
            link,
            friends,
            rewards,
        })
    }

    /// In the language that was asked for, else the participant's own, else the program's.
    pub(crate) fn words(&self, program: &Program, who: &ActingFor) -> &'static Words {
        let participant = self.feed.household.participant(&who.participant_id);
        let own = participant.and_then(|it| it.locale.as_deref());
        let spoken = Locale::choose([own], program.settings.locale);
        Words::of(who.locale.unwrap_or(spoken))
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

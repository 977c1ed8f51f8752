//! "Why?": what is told of a credit, and of a friend who brought none, by `domain::explanation`.

use domain::explanation::told::Told;
use domain::id::{AccountId, ParticipantId, ReferralId, RewardId};
use domain::referral::ReferralSummary;
use domain::wording;
use domain::words::Words;
use jiff::tz::TimeZone;
use runtime::auth::on_behalf::ActingFor;
use runtime::problem::Problem;
use store::Feed;

use crate::explanations::Asking;
use crate::explanations::account::{of_friends, signup};

/// What there is to tell, of the friends that are shown and of the account's own signup.
#[derive(Default)]
pub(super) struct Whys(Vec<Told>);

/// One answer, in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Why {
    /// What happened, what would change it, and why it is this amount.
    pub(super) sentences: Vec<String>,
    /// Since when, what comes next, and the rule that decides.
    pub(super) facts: Vec<(String, String)>,
}

impl Whys {
    /// One table round trip for every sixteen friends; none where there are none.
    ///
    /// # Errors
    /// If the table cannot be read.
    pub(super) async fn load(asking: Asking<'_>, own: &Feed, rows: usize) -> Result<Self, Problem> {
        let friends = friends(&own.referrals, asking.who, rows);
        let mut told = match friends.as_slice() {
            [] => Vec::new(),
            friends => of_friends(asking, own, friends).await?,
        };
        told.extend(signup(asking, own).ok().flatten());
        Ok(Self(told))
    }

    pub(super) fn of_referral(&self, id: &ReferralId) -> Option<&Told> {
        let is_of = |told: &&Told| told.about.referral_id.as_ref() == Some(id);
        self.0.iter().find(is_of)
    }

    pub(super) fn of_reward(&self, id: &RewardId) -> Option<&Told> {
        let is_of = |told: &&Told| told.about.reward_id.as_ref() == Some(id);
        self.0.iter().find(is_of)
    }
}

/// The newest of the participant's own, as many as are shown.
fn friends(
    referrals: &[ReferralSummary],
    who: &ActingFor,
    rows: usize,
) -> Vec<(AccountId, ParticipantId)> {
    let own = referrals.iter();
    let own = own.filter(|it| it.participant_id == who.participant_id);
    let ids = own.map(|it| {
        (
            it.friend_account_id.clone(),
            it.friend_participant_id.clone(),
        )
    });
    ids.take(rows).collect()
}

impl Why {
    pub(super) fn of(told: &Told, zone: &TimeZone, words: &Words) -> Self {
        let (change, amount) = (&told.what_would_change_it, &told.why_this_amount);
        let sentences = [Some(&told.text), change.as_ref(), amount.as_ref()];
        let day = |key: &str, at| (words.say(key), wording::day(words, at, zone));
        let rule = serde_json::to_value(told.rule).unwrap_or_default();
        let rule = format!("rule-{}", rule.as_str().unwrap_or_default());
        let facts = [
            told.since.map(|at| day("why-since", at)),
            told.next_date.map(|at| day("why-next", at)),
            words
                .has(&rule)
                .then(|| (words.say("why-rule"), words.say(&rule))),
        ];
        Self {
            sentences: sentences.into_iter().flatten().cloned().collect(),
            facts: facts.into_iter().flatten().collect(),
        }
    }

    /// Of a record that explains no more than its reason.
    pub(super) fn short(text: &str) -> Self {
        Self {
            sentences: vec![text.to_owned()],
            facts: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::explanation::code::Rule;

    use super::*;

    #[test]
    fn every_rule_has_words() {
        for rule in Rule::ALL {
            let rule = serde_json::to_value(rule).unwrap();
            let key = format!("rule-{}", rule.as_str().unwrap());
            assert!(Words::english().has(&key), "{key}");
        }
    }
}

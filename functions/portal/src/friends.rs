//! Those whom the participant referred, by the names that may be shown.

use std::collections::BTreeMap;

use domain::account::Participant;
use domain::id::{AccountId, ParticipantId, ReferralId};
use domain::referral::{Qualification, ReferralStatus, ReferralSummary};
use domain::words::Words;
use runtime::auth::on_behalf::ActingFor;

use crate::loaded::Loaded;

pub(crate) struct Friends<'a> {
    referrals: BTreeMap<&'a ReferralId, &'a ReferralSummary>,
    people: BTreeMap<(&'a AccountId, &'a ParticipantId), &'a Participant>,
}

impl<'a> Friends<'a> {
    pub(crate) fn of(loaded: &'a Loaded, who: &ActingFor) -> Self {
        let own = loaded.feed.referrals.iter();
        let own = own.filter(|referral| referral.participant_id == who.participant_id);
        let people = loaded.friends.iter();
        Self {
            referrals: own.map(|it| (&it.referral_id, it)).collect(),
            people: people.map(|it| ((&it.account_id, &it.id), it)).collect(),
        }
    }

    /// First name and initial, or "a friend".
    pub(crate) fn label(&self, words: &Words, referral: &ReferralSummary) -> String {
        let key = (&referral.friend_account_id, &referral.friend_participant_id);
        let person = self.people.get(&key);
        let name = person.and_then(|person| person.label());
        name.unwrap_or_else(|| words.part("a-friend", &[]))
    }

    /// The same for a referral that may not be the participant's.
    pub(crate) fn label_of(&self, words: &Words, referral: &ReferralId) -> String {
        let referral = self.referrals.get(referral);
        referral.map_or_else(|| words.part("a-friend", &[]), |it| self.label(words, it))
    }

    /// What made the referral count, while it does.
    pub(crate) fn qualification(&self, referral: &ReferralId) -> Option<&'a Qualification> {
        match &self.referrals.get(referral)?.status {
            ReferralStatus::Qualified { qualification, .. } => Some(qualification),
            ReferralStatus::Attributed { .. }
            | ReferralStatus::Expired { .. }
            | ReferralStatus::Disqualified { .. } => None,
        }
    }
}

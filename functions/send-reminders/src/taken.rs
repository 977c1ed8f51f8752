//! One whose turn it is, with all that decides what is said to them.

use domain::account::Household;
use domain::change::ChangeSet;
use domain::id::{AccountId, ProgramId};
use domain::program::Program;
use domain::referral::Referral;
use domain::reminder::Enrolment;
use domain::reminder::condition::Scene;
use domain::reminder::turn::{Decision, Turn};
use domain::reward::{Reward, Side};
use jiff::Timestamp;
use store::{Due, Feed, Store, StoreError};

/// Whose turn it is.
enum Subject {
    Referral(Box<Referral>),
    Reward(Box<Reward>),
    Enrolment(Enrolment),
}

/// A turn that was taken: what was read, and what it comes to.
pub(crate) struct Taken {
    subject: Subject,
    program: Program,
    /// The recipient's account.
    home: Feed,
    friend: Option<Household>,
    decision: Decision,
    /// Whether the same was said before.
    said: bool,
}

impl Subject {
    fn turn(&self) -> Turn<'_> {
        match self {
            Self::Referral(referral) => Turn::Referral(referral),
            Self::Reward(reward) => Turn::Reward(reward),
            Self::Enrolment(enrolment) => Turn::Enrolment(enrolment),
        }
    }

    /// The program, and the account of who may be reminded.
    fn place(&self) -> (&ProgramId, &AccountId) {
        match self {
            Self::Referral(referral) => (&referral.program_id, &referral.referrer_account_id),
            Self::Reward(reward) => (&reward.program_id, &reward.account_id),
            Self::Enrolment(enrolment) => (&enrolment.program_id, &enrolment.account_id),
        }
    }
}

impl Taken {
    fn scene(&self) -> Scene<'_> {
        Scene {
            program: &self.program,
            home: &self.home.household,
            referrals: &self.home.referrals,
            lines: &self.home.lines,
            friend: self.friend.as_ref(),
        }
    }

    /// The reminder, if there is one, and the next look.
    pub(crate) fn changes(&self, now: Timestamp) -> ChangeSet {
        let turn = self.subject.turn();
        turn.changes(&self.decision, (&self.scene(), self.said), now)
    }
}

/// What is due as it stands now; nothing where it is not due any more.
///
/// Three table round trips at most, and another where there is something to say. The programs are
/// read once a minute at most.
pub(crate) async fn load(
    store: &Store,
    due: &Due,
    now: Timestamp,
) -> Result<Option<Taken>, StoreError> {
    let (subject, friend) = match due {
        // Those are looked at by run-due.
        Due::Invite { .. } => return Ok(None),
        Due::Referral { friend } => of_friend(store.household(friend).await?, None),
        Due::Reward { friend, side } => of_friend(store.household(friend).await?, Some(*side)),
        Due::Link { code } => {
            let link = store.link(code).await?;
            (link.map(|link| Subject::Enrolment((&link).into())), None)
        }
        Due::Enrolment {
            program_id,
            account_id,
            participant_id,
        } => {
            let name = (program_id, account_id, participant_id);
            let enrolment = store.enrolment(name).await?;
            (enrolment.map(Subject::Enrolment), None)
        }
    };
    let Some(subject) = subject.filter(|subject| subject.turn().is_due(now)) else {
        return Ok(None);
    };
    let (program_id, account_id) = subject.place();
    let programs = store.programs(now).await?;
    let Some(program) = programs.iter().find(|program| program.id == *program_id) else {
        return Ok(None);
    };
    // What is about one friend needs no feed, which may be long.
    let home = match &subject {
        Subject::Referral(_) | Subject::Reward(_) => Feed {
            household: store.household(account_id).await?,
            ..Feed::default()
        },
        Subject::Enrolment(_) => store.feed(account_id).await?,
    };
    let mut taken = Taken {
        program: program.clone(),
        subject,
        home,
        friend,
        decision: Decision {
            reminder: None,
            next: None,
        },
        said: false,
    };
    taken.decision = taken.subject.turn().decide(&taken.scene(), now);
    if let Some(reminder) = &taken.decision.reminder {
        taken.said = store.reminder(&reminder.id).await?.is_some();
    }
    Ok(Some(taken))
}

fn of_friend(friend: Household, side: Option<Side>) -> (Option<Subject>, Option<Household>) {
    let subject = match side {
        None => friend
            .referral
            .clone()
            .map(|referral| Subject::Referral(Box::new(referral))),
        Some(side) => friend
            .reward(side)
            .cloned()
            .map(|reward| Subject::Reward(Box::new(reward))),
    };
    (subject, Some(friend))
}

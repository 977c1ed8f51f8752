//! What happens to the payments of friends at Stripe and at their banks: facts, and no rule of ours.

use crate::histories::{FRIENDS, Step};

/// One payment of a friend's.
#[derive(Debug, Clone, Default)]
pub(super) struct Invoice {
    pub(super) paid: i64,
    /// Whether it is for the team's plan, and not for another.
    pub(super) is_teams: bool,
    pub(super) at: i64,
    /// Cents and when; those that failed are gone.
    pub(super) refunds: Vec<(i64, i64)>,
    /// When it was opened, and whether it was won; undecided where that is none.
    pub(super) disputes: Vec<(i64, Option<bool>)>,
}

/// The payments of all friends, and when the referrer paid.
#[derive(Debug, Clone)]
pub(super) struct Payments {
    of_friends: Vec<Vec<Invoice>>,
    /// When each friend's last subscription ended, oldest first.
    left: Vec<Vec<i64>>,
    /// From when until when, oldest first.
    pub(super) referrer: Vec<(i64, Option<i64>)>,
}

impl Payments {
    /// No friend paid yet; the referrer does, since long ago.
    pub(super) fn none() -> Self {
        Self {
            of_friends: vec![Vec::new(); usize::from(FRIENDS)],
            left: vec![Vec::new(); usize::from(FRIENDS)],
            referrer: vec![(1_600_000_000, None)],
        }
    }

    pub(super) fn of(&self, friend: u8) -> &[Invoice] {
        &self.of_friends[usize::from(friend)]
    }

    pub(super) fn left(&self, friend: u8) -> &[i64] {
        &self.left[usize::from(friend)]
    }

    /// The first time from this second on that the referrer stopped paying, and did not begin again
    /// at once.
    pub(super) fn referrer_left(&self, since: i64) -> Option<i64> {
        let pays = |at: i64| {
            let mut spells = self.referrer.iter();
            spells.any(|(from, until)| *from <= at && until.is_none_or(|until| at < until))
        };
        let ends = self.referrer.iter().filter_map(|(_, until)| *until);
        ends.filter(|end| since <= *end && !pays(*end)).min()
    }

    /// What a step does to them, at this second.
    pub(super) fn take(&mut self, step: &Step, now: i64) {
        if let Step::ReferrerPays(begins) = step {
            self.referrer_pays(*begins, now);
        }
        if let Step::Leaves(friend) = step {
            self.left[usize::from(*friend)].push(now);
        }
        let (Step::Pays(friend, _)
        | Step::Refund(friend, ..)
        | Step::RefundFails(friend, _)
        | Step::Dispute(friend, _)
        | Step::Closes(friend, ..)) = step
        else {
            return;
        };
        let own = &mut self.of_friends[usize::from(*friend)];
        if let Step::Pays(_, cents) = step {
            own.push(Invoice {
                paid: i64::from(*cents),
                is_teams: cents % 4 != 1,
                at: now,
                ..Invoice::default()
            });
            return;
        }
        let (Step::Refund(_, number, _)
        | Step::RefundFails(_, number)
        | Step::Dispute(_, number)
        | Step::Closes(_, number, _)) = step
        else {
            return;
        };
        let Some(invoice) = own.get_mut(usize::from(*number)) else {
            return;
        };
        if let Step::Refund(_, _, cents) = step {
            let cents = i64::from(*cents).min(invoice.refundable());
            if 0 < cents {
                invoice.refunds.push((cents, now));
            }
        } else if let Step::Dispute(..) = step
            && invoice.may_be_disputed()
        {
            invoice.disputes.push((now, None));
        } else if let Step::Closes(_, _, won) = step {
            invoice.closes(*won);
        } else if let Step::RefundFails(..) = step {
            invoice.refunds.pop();
        }
    }

    /// Every open dispute is won.
    pub(super) fn come_to_rest(&mut self) {
        for invoice in self.of_friends.iter_mut().flatten() {
            invoice.closes(true);
        }
    }

    fn referrer_pays(&mut self, begins: bool, now: i64) {
        match self.referrer.last_mut() {
            // Whoever paid in this second did so before.
            Some((_, until @ None)) if !begins => *until = Some(now + 1),
            // Who begins again within the second of the stop does so after it, so that it was one.
            Some((_, Some(until))) if begins => {
                let from = now.max(*until + 1);
                self.referrer.push((from, None));
            }
            None if begins => self.referrer.push((now, None)),
            Some(_) | None => {}
        }
    }
}

impl Invoice {
    pub(super) fn refundable(&self) -> i64 {
        let refunded: i64 = self.refunds.iter().map(|(cents, _)| cents).sum();
        if self.lost_at().is_some() {
            0
        } else {
            self.paid - refunded
        }
    }

    pub(super) fn may_be_disputed(&self) -> bool {
        let open = self.disputes.iter().any(|(_, won)| won != &Some(true));
        !open && 0 < self.refundable()
    }

    pub(super) fn is_disputed(&self) -> bool {
        self.disputes.iter().any(|(_, won)| won.is_none())
    }

    pub(super) fn closes(&mut self, won: bool) {
        for dispute in &mut self.disputes {
            dispute.1.get_or_insert(won);
        }
    }

    pub(super) fn lost_at(&self) -> Option<i64> {
        let lost = self.disputes.iter().find(|(_, won)| *won == Some(false));
        lost.map(|(at, _)| *at)
    }

    pub(super) fn net(&self) -> i64 {
        if self.lost_at().is_some() {
            0
        } else {
            self.refundable()
        }
    }

    pub(super) fn came_back_at(&self) -> Option<i64> {
        let refunds = self.refunds.iter().map(|(_, at)| *at);
        refunds.chain(self.lost_at()).max()
    }
}

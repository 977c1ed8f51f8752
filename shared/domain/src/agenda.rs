//! When a scheduled function must look at a record next, and which one does.

use jiff::Timestamp;

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agenda {
    /// What time alone changes: a hold ends, a window closes, credit expires.
    Deadlines,
    /// What somebody may have to be reminded of.
    Reminders,
}

/// The next look at a record. A record is on one agenda at a time: the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub agenda: Agenda,
    pub at: Timestamp,
}

impl Look {
    /// The earlier of the two; the deadline where they are one instant, since it settles what the
    /// reminder would warn of.
    pub fn earlier(deadline: Option<Timestamp>, reminder: Option<Timestamp>) -> Option<Self> {
        let look = |agenda| move |at| Self { agenda, at };
        let deadline = deadline.map(look(Agenda::Deadlines));
        let reminder = reminder.map(look(Agenda::Reminders));
        deadline
            .into_iter()
            .chain(reminder)
            .min_by_key(|look| look.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earlier_look_counts_and_a_deadline_goes_first() {
        let (early, late) = (Timestamp::UNIX_EPOCH, Timestamp::MAX);
        for (deadline, reminder, agenda) in [
            (Some(early), Some(late), Some(Agenda::Deadlines)),
            (Some(late), Some(early), Some(Agenda::Reminders)),
            (Some(early), Some(early), Some(Agenda::Deadlines)),
            (None, Some(early), Some(Agenda::Reminders)),
            (None, None, None),
        ] {
            let look = Look::earlier(deadline, reminder);
            assert_eq!(look.map(|look| look.agenda), agenda);
        }
    }
}

//! The invocations that wait for a function, and its processes that take them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::{Notify, oneshot, watch};

use super::Outcome;
use crate::activity::Busy;

/// One call of a function that is not answered yet.
pub(super) struct Invocation {
    pub(super) request_id: String,
    pub(super) payload: Bytes,
    pub(super) reply: oneshot::Sender<Outcome>,
    pub(super) busy: Busy,
}

impl Invocation {
    /// Tells the caller; the work counts as done only after that.
    pub(super) fn end(self, outcome: Outcome) {
        // A caller that went away needs no answer.
        let _gone = self.reply.send(outcome);
        drop(self.busy);
    }
}

/// What a process is told to do with the next invocation.
pub(super) struct Assignment {
    pub(super) request_id: String,
    pub(super) payload: Bytes,
}

/// A place for a new process.
pub(super) struct Seat {
    pub(super) number: u64,
    pub(super) kill: Arc<Notify>,
    /// Drops with the process.
    gone: watch::Sender<()>,
}

#[derive(Default)]
pub(super) struct Floor {
    state: Mutex<State>,
    work: Notify,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Invocation>,
    processes: BTreeMap<u64, Process>,
    last_number: u64,
    closed: bool,
}

struct Process {
    work: Work,
    kill: Arc<Notify>,
    gone: watch::Receiver<()>,
}

enum Work {
    Starting,
    Free,
    Busy(Invocation),
}

impl Floor {
    pub(super) fn enqueue(&self, invocation: Invocation) {
        self.lock().waiting.push_back(invocation);
        self.work.notify_one();
    }

    /// A seat for one more process, if one is needed and there may be one.
    pub(super) fn hire(&self, most: usize) -> Option<Seat> {
        let mut state = self.lock();
        let is_free = |process: &&Process| !matches!(process.work, Work::Busy(_));
        let free = state.processes.values().filter(is_free).count();
        if state.closed || state.waiting.len() <= free || state.processes.len() >= most {
            return None;
        }
        state.last_number = state.last_number.saturating_add(1);
        let number = state.last_number;
        let kill = Arc::new(Notify::new());
        let (gone_sender, gone) = watch::channel(());
        let process = Process {
            work: Work::Starting,
            kill: Arc::clone(&kill),
            gone,
        };
        state.processes.insert(number, process);
        Some(Seat {
            number,
            kill,
            gone: gone_sender,
        })
    }

    /// Waits for the next invocation of process `number`; `None` when there is no such process.
    pub(super) async fn next(&self, number: u64) -> Option<Assignment> {
        loop {
            {
                let mut guard = self.lock();
                let state = &mut *guard;
                let Some(process) = state.processes.get_mut(&number) else {
                    // This may have been the one that was woken.
                    self.work.notify_one();
                    return None;
                };
                if let Some(invocation) = state.waiting.pop_front() {
                    let request_id = invocation.request_id.clone();
                    let payload = invocation.payload.clone();
                    process.work = Work::Busy(invocation);
                    return Some(Assignment {
                        request_id,
                        payload,
                    });
                }
                process.work = Work::Free;
            }
            self.work.notified().await;
        }
    }

    /// Ends the invocation `request_id` of process `number`; false when it has another or none.
    pub(super) fn end(&self, number: u64, request_id: &str, outcome: Outcome) -> bool {
        let Some(invocation) = self.take(number, Some(request_id)) else {
            return false;
        };
        invocation.end(outcome);
        true
    }

    /// Ends whatever process `number` works on.
    pub(super) fn abandon(&self, number: u64, reason: &str) -> bool {
        let Some(invocation) = self.take(number, None) else {
            return false;
        };
        invocation.end(Outcome::Failed(reason.to_owned()));
        true
    }

    /// Fails the invocation that has waited longest, since no process could take it.
    pub(super) fn fail_waiting(&self, reason: &str) {
        let waiting = self.lock().waiting.pop_front();
        if let Some(invocation) = waiting {
            invocation.end(Outcome::Failed(reason.to_owned()));
        }
    }

    pub(super) fn is_starting(&self, number: u64) -> bool {
        let state = self.lock();
        state
            .processes
            .get(&number)
            .is_some_and(|process| matches!(process.work, Work::Starting))
    }

    pub(super) fn has_begun(&self, number: u64) -> bool {
        !self.is_starting(number)
    }

    /// Whether process `number` still works on `request_id`.
    pub(super) fn works_on(&self, number: u64, request_id: &str) -> bool {
        let state = self.lock();
        state.processes.get(&number).is_some_and(
            |process| matches!(&process.work, Work::Busy(at) if at.request_id == request_id),
        )
    }

    pub(super) fn leave(&self, seat: Seat) {
        self.lock().processes.remove(&seat.number);
        drop(seat.gone);
    }

    pub(super) async fn kill(&self, number: u64) {
        let (kill, mut gone) = {
            let state = self.lock();
            let Some(process) = state.processes.get(&number) else {
                return;
            };
            (Arc::clone(&process.kill), process.gone.clone())
        };
        kill.notify_one();
        while gone.changed().await.is_ok() {}
    }

    pub(super) fn numbers(&self) -> Vec<u64> {
        self.lock().processes.keys().copied().collect()
    }

    /// No new process starts from now on, and nothing waits for one.
    pub(super) fn close(&self) {
        let waiting = {
            let mut state = self.lock();
            state.closed = true;
            std::mem::take(&mut state.waiting)
        };
        for invocation in waiting {
            invocation.end(Outcome::Failed("the stack stopped".to_owned()));
        }
    }

    fn take(&self, number: u64, request_id: Option<&str>) -> Option<Invocation> {
        let mut state = self.lock();
        let process = state.processes.get_mut(&number)?;
        let Work::Busy(invocation) = &process.work else {
            return None;
        };
        if request_id.is_some_and(|wanted| wanted != invocation.request_id) {
            return None;
        }
        match std::mem::replace(&mut process.work, Work::Free) {
            Work::Busy(invocation) => Some(invocation),
            Work::Starting | Work::Free => None,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

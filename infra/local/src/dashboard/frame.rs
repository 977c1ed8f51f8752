//! What every page has around it: the clock, the tabs, and what was just done.

use serde::Deserialize;

use crate::control::Stack;
use crate::html::instant;

/// A page's place in the dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Start,
    Mailbox,
    Events,
    Table,
    Logs,
    Stripe,
    Calls,
    DeadLetters,
    Api,
}

const TABS: [Tab; 9] = [
    Tab::Start,
    Tab::Mailbox,
    Tab::Events,
    Tab::Stripe,
    Tab::Table,
    Tab::Logs,
    Tab::Calls,
    Tab::DeadLetters,
    Tab::Api,
];

/// What the clock's buttons add, and what they are called.
const SPANS: [(&str, &str); 5] = [
    ("PT1H", "+1 hour"),
    ("P1D", "+1 day"),
    ("P7D", "+7 days"),
    ("P30D", "+30 days"),
    ("P1Y", "+1 year"),
];

/// What the frame's template shows.
pub(super) struct Frame {
    pub(super) title: &'static str,
    pub(super) now: String,
    pub(super) tabs: Vec<Entry>,
    pub(super) spans: [(&'static str, &'static str); 5],
    /// The counters of the pulse that change what this page shows.
    pub(super) live: &'static str,
    /// Where the clock's buttons lead back to.
    pub(super) back: String,
    pub(super) notice: String,
}

/// One tab.
pub(super) struct Entry {
    pub(super) label: &'static str,
    pub(super) path: &'static str,
    pub(super) is_current: bool,
    pub(super) count: usize,
    pub(super) is_alarm: bool,
}

/// The sentence that a page was led back to with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    pub(super) notice: String,
}

impl Frame {
    /// The frame of a page that is reached at `back`.
    pub(super) fn of(stack: &Stack, tab: Tab, back: impl Into<String>, said: Said) -> Self {
        let entry = |each: Tab| {
            let count = each.count(stack);
            Entry {
                label: each.label(),
                path: each.path(),
                is_current: each == tab,
                count,
                is_alarm: each == Tab::DeadLetters && count > 0,
            }
        };
        Self {
            title: tab.label(),
            now: instant(stack.clock.now()),
            tabs: TABS.map(entry).into(),
            spans: SPANS,
            live: tab.live(),
            back: back.into(),
            notice: said.notice,
        }
    }
}

impl Tab {
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Start => "/_local",
            Self::Mailbox => "/_local/view/mailbox",
            Self::Events => "/_local/view/events",
            Self::Table => "/_local/view/table",
            Self::Logs => "/_local/view/logs",
            Self::Stripe => "/_local/view/stripe",
            Self::Calls => "/_local/view/calls",
            Self::DeadLetters => "/_local/view/dead-letters",
            Self::Api => "/_local/api",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Start => "Start",
            Self::Mailbox => "Mailbox",
            Self::Events => "Events",
            Self::Table => "Table",
            Self::Logs => "Logs",
            Self::Stripe => "Stripe",
            Self::Calls => "Calls",
            Self::DeadLetters => "Dead letters",
            Self::Api => "API",
        }
    }

    fn count(self, stack: &Stack) -> usize {
        match self {
            Self::Mailbox => stack.mailbox.all().len(),
            Self::DeadLetters => stack.queues.dead_letters().len(),
            Self::Start
            | Self::Events
            | Self::Table
            | Self::Logs
            | Self::Stripe
            | Self::Calls
            | Self::Api => 0,
        }
    }

    fn live(self) -> &'static str {
        match self {
            Self::Start => "mail events writes stripe jumps",
            Self::Mailbox => "mail",
            Self::Events => "events",
            Self::Table => "writes",
            Self::Logs => "lines",
            Self::Stripe => "stripe faults",
            Self::Calls => "calls",
            Self::DeadLetters => "dead_letters faults",
            Self::Api => "",
        }
    }
}

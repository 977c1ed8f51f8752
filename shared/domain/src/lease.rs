//! Calls that a process may let through, taken from what a caller has in a minute.

use jiff::Timestamp;

/// A wish for some of a caller's calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Whose calls, and of which class.
    pub counter: String,
    /// The minute that they count in, by its start.
    pub window_starts_at: Timestamp,
    pub calls: u32,
    /// Calls that the caller has in the minute, of all processes together.
    pub at_most: u32,
}

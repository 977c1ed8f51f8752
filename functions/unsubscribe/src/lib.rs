//! One click and a friend is never written to again.

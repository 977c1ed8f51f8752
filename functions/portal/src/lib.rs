//! What a participant sees: balance, history, notifications.

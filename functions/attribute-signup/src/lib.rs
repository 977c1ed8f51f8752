//! Accounts, members, and the signup that a referrer is credited with.

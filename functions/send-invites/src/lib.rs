//! Records invites, each its own message.

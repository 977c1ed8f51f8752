//! Claims a message and sends it: one per recipient.

//! The rules of a referral program: no I/O, no async, no clock, no randomness.

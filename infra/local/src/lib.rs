//! The AWS that runs on your laptop.

pub mod clock;

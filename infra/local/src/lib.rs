//! The AWS that runs on your laptop.

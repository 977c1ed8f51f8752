//! The AWS that runs on your laptop.

mod activity;
pub mod clock;
mod logs;
mod schedules;
mod template;

//! What the host's staff do by hand, and what is kept of it.

mod audit;
mod claim;
mod erase;
mod export;
mod import;
mod keys;
mod merge;
mod money;
mod office;
mod programs;

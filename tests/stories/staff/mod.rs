//! What the host's staff do by hand, and what is kept of it.

mod audit;
mod keys;
mod office;

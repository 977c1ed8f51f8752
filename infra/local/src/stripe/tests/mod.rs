//! The stories of this Stripe, told through its API.

mod balances;
mod changes;
mod checkouts;
mod declines;
mod faults;
mod given_back;
mod shapes;
mod shop;
mod trials;
mod web;
mod webhooks;
mod wire;

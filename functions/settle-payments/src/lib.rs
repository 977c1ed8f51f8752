//! Reads a payment again from Stripe and decides what it earned.

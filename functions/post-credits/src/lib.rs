//! Writes each credit to the Stripe customer balance, exactly once.

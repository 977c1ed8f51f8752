//! Checks, stores and acknowledges Stripe's events.

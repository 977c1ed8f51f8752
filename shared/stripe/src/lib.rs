//! Stripe as Goodword sees it: signatures, the objects read, the calls made.

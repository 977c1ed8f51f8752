//! Carries outbox events from the table to the bus.

//! Unsubscribes, bounces and complaints.

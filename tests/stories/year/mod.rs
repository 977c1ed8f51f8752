//! What time brings: a year of the Contactually program, and single reminders of both.

mod contactually;
mod reminders;

//! The checks on the repository itself.
//!
//! They hold what neither the compiler nor clippy can: which crate may know which, what may be
//! linked, that the template and the functions name each other, and that the documents tell the
//! truth. Each failure says what to change.

mod bans;
mod clients;
mod dependencies;
mod documents;
mod example_host;
mod functions;
mod layering;
mod licenses;
mod openapi;
mod operating;
mod problems;
mod repository;
mod rights;
mod secrets;
mod sources;
mod template;
mod template_file;
mod traceability;
mod words;
mod workspace;

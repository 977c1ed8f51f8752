//! The stories, end to end over HTTP, and the checks on the repository itself.

//! The one table: every key, every stored shape, load and commit.

//! The conventions of every call: repeated, too often, page by page, found again in the logs.

mod ids;
mod keys;
mod limits;
mod pages;
mod repeats;

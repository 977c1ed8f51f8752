//! Programs and their terms, and the API keys of the host.

//! A participant's personal link, made on demand.

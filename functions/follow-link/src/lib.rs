//! Follows a link, shows an invite, and accepts it.

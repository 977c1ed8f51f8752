//! Mail: messages rendered from one view model, and the box that sends them.

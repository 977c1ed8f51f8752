//! Uses available credit now.

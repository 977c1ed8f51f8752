//! The program as it is shown at an instant, to somebody who is paid in a currency.

use domain::money::Currency;
use domain::program::Program;
use domain::terms::Rules;
use domain::words::Words;
use jiff::Timestamp;

/// What all words of a home are made from.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) program: &'a Program,
    /// Those that a signup falls under now.
    pub(crate) rules: &'a Rules,
    pub(crate) product: &'a str,
    /// In the reader's language.
    pub(crate) words: &'static Words,
    /// The account's, else the program's.
    pub(crate) currency: Currency,
    pub(crate) now: Timestamp,
}

impl<'a> Shown<'a> {
    /// Nothing for a program without terms, which is never stored.
    pub(crate) fn of(
        program: &'a Program,
        product: &'a str,
        (words, currency, now): (&'static Words, Currency, Timestamp),
    ) -> Option<Self> {
        Some(Self {
            program,
            rules: &program.terms_at(now)?.rules,
            product,
            words,
            currency,
            now,
        })
    }
}

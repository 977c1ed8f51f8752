//! How each language writes money.

use super::Locale;
use crate::money::Money;

impl Locale {
    /// An amount as this language writes it, whole ones without decimals: `$7.50`, `7,50 $`,
    /// `¥1,500`. Groups, signs and their places are CLDR's (48).
    ///
    /// A table of ours, since all it needs is four short texts a language; a browser test holds it
    /// against the browser's own `Intl`.
    pub fn money(self, money: Money) -> String {
        let written = self.number(money);
        let style = self.style();
        let currency = money.currency();
        let sign = self.sign(currency.as_str());
        match style.sign {
            Place::After => format!("{written}\u{a0}{sign}"),
            Place::Before { space: true } => format!("{sign}\u{a0}{written}"),
            // Letters are set apart from the digits, a sign is not.
            Place::Before { space: false } if sign.ends_with(|c: char| c.is_ascii_alphabetic()) => {
                format!("{sign}\u{a0}{written}")
            }
            Place::Before { space: false } => format!("{sign}{written}"),
        }
    }

    fn number(self, money: Money) -> String {
        let style = self.style();
        let places = usize::from(money.currency().minor_digits());
        let width = places.saturating_add(1);
        let digits = format!("{:0>width$}", money.amount_minor());
        let (whole, decimals) = digits.split_at(digits.len().saturating_sub(places));
        let mut written = String::new();
        let is_grouped = whole.len() >= style.grouped_from;
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len().saturating_sub(index);
            if is_grouped && index > 0 && left.is_multiple_of(3) {
                written.push_str(style.group);
            }
            written.push(digit);
        }
        if decimals.bytes().any(|b| b != b'0') {
            written.push_str(style.decimal);
            written.push_str(decimals);
        }
        written
    }

    fn style(self) -> Style {
        let (group, decimal, sign, grouped_from) = match self {
            Self::English | Self::Accented | Self::Mirrored | Self::Japanese => {
                (",", ".", Place::Before { space: false }, 4)
            }
            Self::German => (".", ",", Place::After, 4),
            Self::French => ("\u{202f}", ",", Place::After, 4),
            Self::Spanish => (".", ",", Place::After, 5),
            Self::BrazilianPortuguese => (".", ",", Place::Before { space: true }, 4),
        };
        Style {
            group,
            decimal,
            sign,
            grouped_from,
        }
    }

    /// The sign of a currency, or its three letters where the language has none for it.
    fn sign(self, currency: &str) -> &str {
        let own = match self {
            Self::English | Self::Accented | Self::Mirrored => &[][..],
            Self::German => &[("AUD", "AU$"), ("USD", "$")],
            Self::French => &[
                ("USD", "$US"),
                ("CAD", "$CA"),
                ("AUD", "$AU"),
                ("MXN", "$MX"),
                ("GBP", "£GB"),
                ("JPY", "JPY"),
                ("CNY", "CNY"),
            ],
            Self::Spanish => &[("USD", "US$"), ("EUR", "€")],
            Self::BrazilianPortuguese => &[("USD", "US$"), ("JPY", "JP¥"), ("AUD", "AU$")],
            Self::Japanese => &[("JPY", "￥"), ("CNY", "元")],
        };
        let common: &[(&str, &str)] = if self == Self::Spanish {
            &[]
        } else {
            &COMMON_SIGNS
        };
        let found = |signs: &[(&str, &'static str)]| {
            let mut signs = signs.iter();
            signs.find(|(code, _)| *code == currency).map(|it| it.1)
        };
        found(own).or_else(|| found(common)).unwrap_or(currency)
    }
}

const COMMON_SIGNS: [(&str, &str); 10] = [
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("INR", "₹"),
    ("BRL", "R$"),
    ("CAD", "CA$"),
    ("AUD", "A$"),
    ("MXN", "MX$"),
    ("CNY", "CN¥"),
];

/// How a language writes amounts.
struct Style {
    group: &'static str,
    decimal: &'static str,
    sign: Place,
    /// The number of digits from which on they are grouped.
    grouped_from: usize,
}

/// Where the sign of a currency stands.
enum Place {
    Before { space: bool },
    After,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `Intl.NumberFormat` of a browser says, which follows CLDR, less needless zeros.
    #[test]
    fn every_language_writes_money_its_own_way() {
        for (amount, written) in [
            (
                "50 USD",
                ["$50", "50 $", "50 $US", "50 US$", "US$ 50", "$50"],
            ),
            (
                "1234.50 EUR",
                [
                    "€1,234.50",
                    "1.234,50 €",
                    "1 234,50 €",
                    "1234,50 €",
                    "€ 1.234,50",
                    "€1,234.50",
                ],
            ),
            (
                "1500 JPY",
                [
                    "¥1,500",
                    "1.500 ¥",
                    "1 500 JPY",
                    "1500 JPY",
                    "JP¥ 1.500",
                    "￥1,500",
                ],
            ),
            (
                "12345.5 KWD",
                [
                    "KWD 12,345.500",
                    "12.345,500 KWD",
                    "12 345,500 KWD",
                    "12.345,500 KWD",
                    "KWD 12.345,500",
                    "KWD 12,345.500",
                ],
            ),
            (
                "7.50 BRL",
                [
                    "R$7.50", "7,50 R$", "7,50 R$", "7,50 BRL", "R$ 7,50", "R$7.50",
                ],
            ),
        ] {
            let money: Money = amount.parse().unwrap();
            for (locale, written) in Locale::ALL.into_iter().zip(written) {
                let plain = locale.money(money).replace(['\u{a0}', '\u{202f}'], " ");
                assert_eq!(plain, written, "{locale}");
            }
        }
    }
}

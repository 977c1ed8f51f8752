//! The colours of a letter by day and by night.
//!
//! Backgrounds stay transparent, so the mail program's own show through: white by day, anything
//! up to a dark grey by night.

/// Colours as `#rrggbb`.
pub(super) struct Palette {
    pub(super) text: &'static str,
    pub(super) muted: &'static str,
    pub(super) line: &'static str,
    pub(super) link: &'static str,
    pub(super) button: &'static str,
    pub(super) button_text: &'static str,
}

pub(super) const LIGHT: Palette = Palette {
    text: "#1b1f24",
    muted: "#57606a",
    line: "#d0d7de",
    link: "#1a4fbf",
    button: "#1a4fbf",
    button_text: "#ffffff",
};

pub(super) const DARK: Palette = Palette {
    text: "#eceff3",
    muted: "#b4bcc6",
    line: "#4a525c",
    link: "#9cc2ff",
    button: "#9cc2ff",
    button_text: "#0d1b33",
};

#[cfg(test)]
mod tests {
    use super::{DARK, LIGHT, Palette};

    /// Relative luminance (WCAG 2.2).
    #[expect(clippy::float_arithmetic, reason = "the standard's own formula")]
    fn luminance(colour: &str) -> f64 {
        let channel = |digits: &str| {
            let value = f64::from(u8::from_str_radix(digits, 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(&colour[1..3])
            + 0.7152 * channel(&colour[3..5])
            + 0.0722 * channel(&colour[5..7])
    }

    #[expect(clippy::float_arithmetic, reason = "the standard's own formula")]
    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_has_a_contrast_of_at_least_four_and_a_half() {
        let check = |palette: &Palette, background: &str| {
            for text in [palette.text, palette.muted, palette.link] {
                assert!(contrast(text, background) >= 4.5, "{text} on {background}");
            }
            assert!(contrast(palette.button_text, palette.button) >= 4.5);
            assert!(contrast(palette.button, background) >= 3.0);
        };
        check(&LIGHT, "#ffffff");
        check(&LIGHT, "#f6f8fa");
        for night in ["#000000", "#121212", "#1f1f1f", "#2d2d2d"] {
            check(&DARK, night);
        }
    }
}

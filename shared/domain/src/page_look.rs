//! How a program's page looks, and in whose pages it may be shown.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::colour::Colour;

/// Whether the page is light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// As the reader's own system is.
    #[default]
    System,
    Light,
    Dark,
}

/// What a program says of its page; what it leaves out is ours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PageSettings {
    /// Origins of the host's pages that may hold the page in a frame, such as
    /// `https://app.example.com`.
    pub embed_origins: Vec<Origin>,
    pub scheme: Scheme,
    /// Names of fonts that the reader's machine may have, as in CSS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font: Option<Font>,
    /// Of corners, in pixels: 0 to 24.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius: Option<u8>,
    /// A picture at the top, by its `https` address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    pub light: Colours,
    pub dark: Colours,
}

/// Most pixels of a corner's radius.
pub const RADIUS_AT_MOST: u8 = 24;

/// The colours of one scheme. Those that are left out are ours; `on_brand` is black or white.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Colours {
    /// Of buttons and links.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<Colour>,
    /// Of the text on buttons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_brand: Option<Colour>,
    /// Behind the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<Colour>,
    /// Behind its cards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card: Option<Colour>,
    /// Of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ink: Option<Colour>,
    /// Of quieter text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub soft: Option<Colour>,
    /// Of borders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<Colour>,
    /// Behind good news.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub good: Option<Colour>,
    /// Behind hints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Colour>,
}

/// All colours of one scheme.
#[derive(Debug, Clone, Copy)]
struct Palette {
    brand: Colour,
    on_brand: Colour,
    ground: Colour,
    card: Colour,
    ink: Colour,
    soft: Colour,
    line: Colour,
    good: Colour,
    hint: Colour,
}

const LIGHT: Palette = Palette {
    brand: Colour::of(0x1f, 0x4f, 0xd8),
    on_brand: Colour::of(0xff, 0xff, 0xff),
    ground: Colour::of(0xff, 0xff, 0xff),
    card: Colour::of(0xf6, 0xf7, 0xfa),
    ink: Colour::of(0x1a, 0x1b, 0x20),
    soft: Colour::of(0x52, 0x54, 0x5e),
    line: Colour::of(0xc4, 0xc7, 0xd1),
    good: Colour::of(0xdc, 0xf3, 0xe5),
    hint: Colour::of(0xff, 0xf3, 0xd6),
};

const DARK: Palette = Palette {
    brand: Colour::of(0x9d, 0xb8, 0xff),
    on_brand: Colour::of(0x0b, 0x15, 0x33),
    ground: Colour::of(0x15, 0x16, 0x1a),
    card: Colour::of(0x1e, 0x20, 0x26),
    ink: Colour::of(0xec, 0xee, 0xf3),
    soft: Colour::of(0xb4, 0xb8, 0xc4),
    line: Colour::of(0x46, 0x4a, 0x56),
    good: Colour::of(0x13, 0x34, 0x23),
    hint: Colour::of(0x3a, 0x2f, 0x12),
};

/// A colour that cannot be read where it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{colour} is {contrast} on {ground}, and text needs 4.5:1{}", nearest_in_words(*nearest))]
pub struct Unreadable {
    /// `light.brand`, say.
    pub key: String,
    colour: Colour,
    ground: Colour,
    contrast: String,
    nearest: Option<Colour>,
}

fn nearest_in_words(nearest: Option<Colour>) -> String {
    match nearest {
        Some(colour) => format!(": the nearest that passes is \"{colour}\""),
        None => ": no shade of it passes, so change what is behind it".to_owned(),
    }
}

impl PageSettings {
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Where the logo is loaded from.
    pub fn logo_origin(&self) -> Option<String> {
        let logo = Url::parse(self.logo.as_deref()?).ok()?;
        Some(logo.origin().ascii_serialization())
    }

    /// # Errors
    /// The first colour that cannot be read, with the nearest that can.
    pub fn check(&self) -> Result<(), Unreadable> {
        check("light", &Palette::of(&self.light, &LIGHT))?;
        check("dark", &Palette::of(&self.dark, &DARK))
    }

    /// The variables of the page's style, as one rule of CSS: nothing in it comes from anywhere but
    /// checked types.
    pub fn css(&self) -> String {
        let scheme = match self.scheme {
            Scheme::System => "light dark",
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let font = self
            .font
            .as_ref()
            .map_or("system-ui,sans-serif", Font::as_str);
        let radius = self.radius.unwrap_or(10);
        let mut css =
            format!(":root{{color-scheme:{scheme};--gw-font:{font};--gw-radius:{radius}px;");
        let light = Palette::of(&self.light, &LIGHT).named();
        let dark = Palette::of(&self.dark, &DARK).named();
        for ((name, light), (_, dark)) in light.into_iter().zip(dark) {
            // Writing to a text cannot fail.
            let _ = write!(css, "--gw-{name}:light-dark({light},{dark});");
        }
        css.push('}');
        css
    }
}

impl Palette {
    fn of(own: &Colours, ours: &Self) -> Self {
        let brand = own.brand.unwrap_or(ours.brand);
        let on_brand = match own.brand {
            Some(brand) => brand.ink(),
            None => ours.on_brand,
        };
        Self {
            brand,
            on_brand: own.on_brand.unwrap_or(on_brand),
            ground: own.ground.unwrap_or(ours.ground),
            card: own.card.unwrap_or(ours.card),
            ink: own.ink.unwrap_or(ours.ink),
            soft: own.soft.unwrap_or(ours.soft),
            line: own.line.unwrap_or(ours.line),
            good: own.good.unwrap_or(ours.good),
            hint: own.hint.unwrap_or(ours.hint),
        }
    }

    fn named(&self) -> [(&'static str, Colour); 9] {
        [
            ("brand", self.brand),
            ("on-brand", self.on_brand),
            ("ground", self.ground),
            ("card", self.card),
            ("ink", self.ink),
            ("soft", self.soft),
            ("line", self.line),
            ("good", self.good),
            ("hint", self.hint),
        ]
    }
}

fn check(scheme: &str, palette: &Palette) -> Result<(), Unreadable> {
    let Palette { ground, card, .. } = *palette;
    for (name, colour, grounds) in [
        ("brand", palette.brand, vec![ground, card, palette.hint]),
        ("on_brand", palette.on_brand, vec![palette.brand]),
        (
            "ink",
            palette.ink,
            vec![ground, card, palette.hint, palette.good],
        ),
        ("soft", palette.soft, vec![ground, card]),
    ] {
        let unread = grounds
            .iter()
            .find(|ground| !colour.is_read_on(&[**ground]));
        if let Some(ground) = unread {
            let hundredths = colour.contrast_hundredths(*ground);
            let (whole, rest) = (hundredths.div_euclid(100), hundredths.rem_euclid(100));
            return Err(Unreadable {
                key: format!("{scheme}.{name}"),
                colour,
                ground: *ground,
                contrast: format!("{whole}.{rest:02}:1"),
                nearest: colour.nearest_read_on(&grounds),
            });
        }
    }
    Ok(())
}

/// An origin of the host's: `https`, on its own machine `http`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(with = "String")
)]
#[serde(try_from = "String", into = "String")]
pub struct Origin(String);

/// Why a text is no origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be whole origins without a path, such as \"https://app.example.com\"")]
pub struct InvalidOrigin;

impl Origin {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Origin {
    type Error = InvalidOrigin;

    fn try_from(text: String) -> Result<Self, InvalidOrigin> {
        let url = Url::parse(&text).map_err(|_| InvalidOrigin)?;
        let is_local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_local);
        // A host with a star, or with what ends a policy's part, is none of these.
        let is_plain = url
            .host_str()
            .is_some_and(|host| !host.contains(['*', ';', ',', '\'']));
        let origin = url.origin().ascii_serialization();
        if is_safe && is_plain && text.trim_end_matches('/') == origin {
            Ok(Self(origin))
        } else {
            Err(InvalidOrigin)
        }
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.0
    }
}

/// Names of fonts, as in CSS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(with = "String")
)]
#[serde(try_from = "String", into = "String")]
pub struct Font(String);

/// Why a text names no fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be names of fonts with commas between them, such as \"Inter, system-ui, sans-serif\", in \
     letters, digits, spaces and -, of at most 100 characters"
)]
pub struct InvalidFont;

impl Font {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Font {
    type Error = InvalidFont;

    fn try_from(text: String) -> Result<Self, InvalidFont> {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || " ,-".contains(letter);
        let is_name = |name: &str| name.chars().any(|letter| letter.is_ascii_alphabetic());
        let is_fine = text.len() <= 100 && text.chars().all(is_plain);
        if is_fine && text.split(',').all(is_name) {
            Ok(Self(text))
        } else {
            Err(InvalidFont)
        }
    }
}

impl From<Font> for String {
    fn from(font: Font) -> Self {
        font.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_brand(light: &str) -> PageSettings {
        let mut page = PageSettings::default();
        page.light.brand = Some(light.parse().unwrap());
        page
    }

    #[test]
    fn our_own_colours_can_be_read() {
        assert_eq!(PageSettings::default().check(), Ok(()));
    }

    #[test]
    fn a_brand_that_cannot_be_read_is_refused_with_the_nearest_that_can() {
        let refused = with_brand("#ff8800").check().unwrap_err();
        assert_eq!(refused.key, "light.brand");
        let said = refused.to_string();
        assert!(said.starts_with("#ff8800 is 2.3"), "{said}");
        let nearest = said.split('"').nth(1).unwrap();
        assert_eq!(with_brand(nearest).check(), Ok(()), "{said}");
    }

    #[test]
    fn the_text_on_a_brand_of_ones_own_is_black_or_white() {
        let css = with_brand("#7a2048").css();
        assert!(
            css.contains("--gw-brand:light-dark(#7a2048,#9db8ff);"),
            "{css}"
        );
        assert!(
            css.contains("--gw-on-brand:light-dark(#ffffff,#0b1533);"),
            "{css}"
        );
        let mut page = with_brand("#7a2048");
        page.light.on_brand = Some("#7a2049".parse().unwrap());
        assert_eq!(page.check().unwrap_err().key, "light.on_brand");
    }

    #[test]
    fn quiet_text_is_checked_on_every_ground() {
        let mut page = PageSettings::default();
        page.dark.card = Some("#52545e".parse().unwrap());
        assert_eq!(page.check().unwrap_err().key, "dark.brand");
        page.dark.soft = Some("#46484e".parse().unwrap());
        page.dark.card = None;
        assert_eq!(page.check().unwrap_err().key, "dark.soft");
    }

    #[test]
    fn the_scheme_may_be_fixed() {
        let css = |scheme| {
            PageSettings {
                scheme,
                ..PageSettings::default()
            }
            .css()
        };
        assert!(css(Scheme::System).starts_with(":root{color-scheme:light dark;"));
        assert!(css(Scheme::Dark).starts_with(":root{color-scheme:dark;"));
    }

    #[test]
    fn s18_nothing_leaves_the_style_or_the_policy() {
        for wrong in [
            "",
            ",",
            "Inter;}",
            "url(x)",
            "\"Inter\"",
            "a</style>",
            "-",
            "Inter,,x",
        ] {
            assert_eq!(
                Font::try_from(wrong.to_owned()),
                Err(InvalidFont),
                "{wrong}"
            );
        }
        for wrong in [
            "",
            "*",
            "https://*.example.com",
            "https:",
            "http://app.example.com",
            "https://app.example.com/x",
            "https://app.example.com?x",
            "https://ana@app.example.com",
            "https://app.example.com; script-src *",
            "https://app.example.com https://evil.example",
            "javascript:alert(1)",
            "null",
        ] {
            assert_eq!(
                Origin::try_from(wrong.to_owned()),
                Err(InvalidOrigin),
                "{wrong}"
            );
        }
        for right in [
            "https://app.example.com",
            "http://127.0.0.1:8787",
            "https://app.example.com:8443",
        ] {
            assert_eq!(Origin::try_from(right.to_owned()).unwrap().as_str(), right);
        }
    }
}

//! The presets that ship with the product: each reproduces its article (requirements 1.3).

/// A program file to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    pub name: &'static str,
    /// The program file, comments and all.
    pub toml: &'static str,
}

/// Both sides earn as soon as the friend signs up.
pub const CLIENTJOY: Preset = Preset {
    name: "clientjoy",
    toml: include_str!("../presets/clientjoy.toml"),
};

/// The referrer earns when the friend pays for the first time.
pub const CONTACTUALLY: Preset = Preset {
    name: "contactually",
    toml: include_str!("../presets/contactually.toml"),
};

/// Every preset.
pub const ALL: [Preset; 2] = [CLIENTJOY, CONTACTUALLY];

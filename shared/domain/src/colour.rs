//! Colours, and whether a text of one can be read on another (WCAG 2.2, 1.4.3).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A colour as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(with = "String")
)]
#[serde(try_from = "String", into = "String")]
pub struct Colour([u8; 3]);

/// Why a text is no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a colour of six digits, such as \"#1f4fd8\"")]
pub struct InvalidColour;

/// How light each of 256 values of a channel is, in millionths: sRGB's own curve
/// (WCAG 2.2, *relative luminance*), since this workspace calculates without floats.
#[rustfmt::skip]
const LIGHT_OF: [u32; 256] = [
    0, 304, 607, 911, 1_214, 1_518, 1_821, 2_125, 2_428, 2_732, 3_035, 3_347, 3_677, 4_025,
    4_391, 4_777, 5_182, 5_605, 6_049, 6_512, 6_995, 7_499, 8_023, 8_568, 9_134, 9_721, 10_330,
    10_960, 11_612, 12_286, 12_983, 13_702, 14_444, 15_209, 15_996, 16_807, 17_642, 18_500,
    19_382, 20_289, 21_219, 22_174, 23_153, 24_158, 25_187, 26_241, 27_321, 28_426, 29_557,
    30_713, 31_896, 33_105, 34_340, 35_601, 36_889, 38_204, 39_546, 40_915, 42_311, 43_735,
    45_186, 46_665, 48_172, 49_707, 51_269, 52_861, 54_480, 56_128, 57_805, 59_511, 61_246,
    63_010, 64_803, 66_626, 68_478, 70_360, 72_272, 74_214, 76_185, 78_187, 80_220, 82_283,
    84_376, 86_500, 88_656, 90_842, 93_059, 95_307, 97_587, 99_899, 102_242, 104_616, 107_023,
    109_462, 111_932, 114_435, 116_971, 119_538, 122_139, 124_772, 127_438, 130_136, 132_868,
    135_633, 138_432, 141_263, 144_128, 147_027, 149_960, 152_926, 155_926, 158_961, 162_029,
    165_132, 168_269, 171_441, 174_647, 177_888, 181_164, 184_475, 187_821, 191_202, 194_618,
    198_069, 201_556, 205_079, 208_637, 212_231, 215_861, 219_526, 223_228, 226_966, 230_740,
    234_551, 238_398, 242_281, 246_201, 250_158, 254_152, 258_183, 262_251, 266_356, 270_498,
    274_677, 278_894, 283_149, 287_441, 291_771, 296_138, 300_544, 304_987, 309_469, 313_989,
    318_547, 323_143, 327_778, 332_452, 337_164, 341_914, 346_704, 351_533, 356_400, 361_307,
    366_253, 371_238, 376_262, 381_326, 386_429, 391_572, 396_755, 401_978, 407_240, 412_543,
    417_885, 423_268, 428_690, 434_154, 439_657, 445_201, 450_786, 456_411, 462_077, 467_784,
    473_531, 479_320, 485_150, 491_021, 496_933, 502_886, 508_881, 514_918, 520_996, 527_115,
    533_276, 539_479, 545_724, 552_011, 558_340, 564_712, 571_125, 577_580, 584_078, 590_619,
    597_202, 603_827, 610_496, 617_207, 623_960, 630_757, 637_597, 644_480, 651_406, 658_375,
    665_387, 672_443, 679_542, 686_685, 693_872, 701_102, 708_376, 715_694, 723_055, 730_461,
    737_910, 745_404, 752_942, 760_525, 768_151, 775_822, 783_538, 791_298, 799_103, 806_952,
    814_847, 822_786, 830_770, 838_799, 846_873, 854_993, 863_157, 871_367, 879_622, 887_923,
    896_269, 904_661, 913_099, 921_582, 930_111, 938_686, 947_307, 955_973, 964_686, 973_445,
    982_251, 991_102, 1_000_000,
];

pub const BLACK: Colour = Colour([0; 3]);
pub const WHITE: Colour = Colour([255; 3]);

impl Colour {
    pub const fn of(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// Its relative luminance, in ten thousand millionths.
    fn luminance(self) -> u64 {
        let light =
            |channel: u8| u64::from(LIGHT_OF.get(usize::from(channel)).copied().unwrap_or(0));
        let [red, green, blue] = self.0.map(light);
        let weigh = |light: u64, weight: u64| light.saturating_mul(weight);
        weigh(red, 2126)
            .saturating_add(weigh(green, 7152))
            .saturating_add(weigh(blue, 722))
    }

    /// The contrast of two colours, in hundredths and rounded down: 100 to 2100.
    pub fn contrast_hundredths(self, other: Self) -> u64 {
        let flare = 500_000_000;
        let (one, other) = (self.luminance(), other.luminance());
        let lighter = one.max(other).saturating_add(flare);
        let darker = one.min(other).saturating_add(flare);
        lighter.saturating_mul(100).checked_div(darker).unwrap_or(0)
    }

    /// Whether a text of this colour can be read on all of these: at least 4.5:1.
    pub fn is_read_on(self, grounds: &[Self]) -> bool {
        grounds
            .iter()
            .all(|ground| self.contrast_hundredths(*ground) >= 450)
    }

    /// The nearest colour of the same hue that can be read on all of these: darker or lighter, as
    /// little as it takes. None where the grounds leave no such colour.
    pub fn nearest_read_on(self, grounds: &[Self]) -> Option<Self> {
        let step = |by: u8| {
            let darker = self.towards(BLACK, by);
            let lighter = self.towards(WHITE, by);
            [darker, lighter]
        };
        (0..=u8::MAX)
            .flat_map(step)
            .find(|colour| colour.is_read_on(grounds))
    }

    /// `by` of 255 parts of the way.
    fn towards(self, end: Self, by: u8) -> Self {
        let [red, green, blue] = self.0;
        let [to_red, to_green, to_blue] = end.0;
        Self([
            mixed(red, to_red, by),
            mixed(green, to_green, by),
            mixed(blue, to_blue, by),
        ])
    }

    /// Black or white, whichever can be read on it: one of the two always can.
    #[must_use]
    pub fn ink(self) -> Self {
        if WHITE.is_read_on(&[self]) {
            WHITE
        } else {
            BLACK
        }
    }
}

fn mixed(from: u8, to: u8, by: u8) -> u8 {
    let (from, to, by) = (u32::from(from), u32::from(to), u32::from(by));
    let rest = u32::from(u8::MAX).saturating_sub(by);
    let sum = from
        .saturating_mul(rest)
        .saturating_add(to.saturating_mul(by));
    u8::try_from(sum.checked_div(255).unwrap_or(0)).unwrap_or(u8::MAX)
}

impl FromStr for Colour {
    type Err = InvalidColour;

    fn from_str(text: &str) -> Result<Self, InvalidColour> {
        let digits = text.strip_prefix('#').ok_or(InvalidColour)?;
        let is_hex = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits, 16).map_err(|_| InvalidColour)?;
        let [_, red, green, blue] = value.to_be_bytes();
        if is_hex {
            Ok(Self([red, green, blue]))
        } else {
            Err(InvalidColour)
        }
    }
}

impl TryFrom<String> for Colour {
    type Error = InvalidColour;

    fn try_from(text: String) -> Result<Self, InvalidColour> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn contrast_is_as_the_standard_has_it() {
        // Known values: the greys on both sides of 4.5:1 on white, and the ends.
        assert_eq!(BLACK.contrast_hundredths(WHITE), 2100);
        assert_eq!(WHITE.contrast_hundredths(WHITE), 100);
        assert_eq!(colour("#767676").contrast_hundredths(WHITE), 454);
        assert_eq!(colour("#777777").contrast_hundredths(WHITE), 447);
        assert_eq!(colour("#ff0000").contrast_hundredths(WHITE), 399);
        assert_eq!(colour("#0000ff").contrast_hundredths(WHITE), 859);
    }

    #[test]
    fn the_nearest_colour_that_can_be_read_is_one_step_past_the_last_that_cannot() {
        let orange = colour("#ff8800");
        assert!(!orange.is_read_on(&[WHITE]));
        let nearest = orange.nearest_read_on(&[WHITE]).unwrap();
        assert!(nearest.is_read_on(&[WHITE]), "{nearest}");
        assert!(nearest.contrast_hundredths(WHITE) < 460, "{nearest}");
        let lighter = colour("#1f4fd8").nearest_read_on(&[BLACK]).unwrap();
        assert!(lighter.is_read_on(&[BLACK]), "{lighter}");
        assert_eq!(BLACK.nearest_read_on(&[WHITE]), Some(BLACK));
        assert_eq!(
            orange
                .nearest_read_on(&[WHITE, BLACK])
                .map(|it| it.is_read_on(&[WHITE, BLACK])),
            Some(true)
        );
        assert_eq!(
            orange.nearest_read_on(&[WHITE, colour("#767676"), BLACK]),
            None
        );
    }

    #[test]
    fn black_or_white_can_be_read_on_every_grey() {
        for value in 0..=u8::MAX {
            let ground = Colour::of(value, value, value);
            assert!(ground.ink().is_read_on(&[ground]), "{ground}");
        }
    }

    #[test]
    fn a_colour_is_six_digits_and_nothing_else() {
        assert_eq!(colour("#1F4fd8").to_string(), "#1f4fd8");
        for wrong in [
            "",
            "#fff",
            "1f4fd8",
            "#1f4fd8aa",
            "#+1f4fd",
            "red",
            "#1f4fd8;}",
        ] {
            assert_eq!(wrong.parse::<Colour>(), Err(InvalidColour), "{wrong}");
        }
    }
}

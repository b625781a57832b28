//! The colours of cards: those of the default theme in daylight, and what lies between two that meet.
//!
//! A card has few areas and many soft edges. With so few colours it takes half the space, and its edges stay
//! soft.

/// Red, green and blue.
pub type Colour = [u8; 3];

pub const PAPER: Colour = [0xFC, 0xFA, 0xF5];
pub const INK: Colour = [0x1D, 0x1B, 0x18];
pub const QUIET: Colour = [0x5F, 0x5A, 0x51];
pub const SEA: Colour = [0xF1, 0xF3, 0xF2];
pub const LAND: Colour = [0xE0, 0xDA, 0xCB];
/// A country, and another one.
pub const COUNTRIES: [Colour; 2] = [[0x16, 0x3F, 0x64], [0x8C, 0x2F, 0x1B]];

/// All colours that a card may have.
pub const PALETTE: [Colour; 32] = palette();

/// Returns a colour between two, in sixteenths of the way.
const fn between(from: Colour, to: Colour, sixteenths: u16) -> Colour {
    let mut mixed = from;
    let mut channel = 0;
    while channel < 3 {
        let sum = from[channel] as u16 * (16 - sixteenths) + to[channel] as u16 * sixteenths;
        mixed[channel] = (sum / 16).to_le_bytes()[0];
        channel += 1;
    }
    mixed
}

const fn palette() -> [Colour; 32] {
    let [one, other] = COUNTRIES;
    [
        PAPER,
        INK,
        QUIET,
        SEA,
        LAND,
        one,
        other,
        between(SEA, LAND, 8),
        between(LAND, PAPER, 6),
        between(LAND, PAPER, 11),
        between(SEA, one, 3),
        between(SEA, one, 6),
        between(SEA, one, 10),
        between(SEA, one, 13),
        between(LAND, one, 4),
        between(LAND, one, 8),
        between(LAND, one, 12),
        between(SEA, other, 4),
        between(SEA, other, 8),
        between(SEA, other, 12),
        between(LAND, other, 5),
        between(LAND, other, 11),
        between(PAPER, INK, 2),
        between(PAPER, INK, 4),
        between(PAPER, INK, 6),
        between(PAPER, INK, 8),
        between(PAPER, INK, 11),
        between(PAPER, INK, 14),
        between(PAPER, QUIET, 4),
        between(PAPER, QUIET, 8),
        between(PAPER, QUIET, 12),
        between(one, other, 8),
    ]
}

/// Returns the place of the nearest colour of the palette.
pub fn place(colour: Colour) -> u8 {
    let distance = |other: &Colour| -> u32 {
        colour.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2)).sum()
    };
    (0..).zip(&PALETTE).min_by_key(|(_, other)| distance(other)).map_or(0, |(place, _)| place)
}

/// Returns a colour as CSS writes it.
pub fn css([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

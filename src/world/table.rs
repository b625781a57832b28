//! The country table, embedded and parsed once.

use std::sync::LazyLock;

use super::Region;

/// `data/countries.tsv`: a header, then a line per country, sorted by alpha-2.
const COUNTRIES: &str = include_str!("../../data/countries.tsv");

/// Counts the rows, at compile time.
pub(super) const COUNT: usize = count_lines(COUNTRIES) - 1;

/// Holds what the table says of each country, sorted by alpha-2.
pub(super) static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| rows(COUNTRIES));

/// What the table says of one country.
pub(super) struct Row {
    pub(super) alpha2: &'static str,
    pub(super) alpha3: &'static str,
    pub(super) numeric: Option<u16>,
    pub(super) name: &'static str,
    pub(super) slug: &'static str,
    pub(super) region: Region,
    pub(super) subregion: u16,
}

impl Row {
    fn parse(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let row = Self {
            alpha2: cells.next()?,
            alpha3: cells.next()?,
            numeric: match cells.next()? {
                "" => None,
                digits => Some(digits.parse().ok()?),
            },
            name: cells.next()?,
            slug: cells.next()?,
            region: region(cells.next()?)?,
            subregion: cells.next()?.parse().ok()?,
        };
        cells.next().is_none().then_some(row)
    }
}

#[expect(clippy::expect_used, reason = "the table is part of the binary, generated and tested")]
fn rows(table: &'static str) -> Vec<Row> {
    table
        .lines()
        .skip(1)
        .map(|line| Row::parse(line).expect("every line of data/countries.tsv is a country"))
        .collect()
}

fn region(code: &str) -> Option<Region> {
    let code: u16 = code.parse().ok()?;
    Region::ALL.into_iter().find(|region| region.code() == code)
}

const fn count_lines(text: &str) -> usize {
    let mut rest = text.as_bytes();
    let mut lines = 0;
    while let [byte, tail @ ..] = rest {
        if *byte == b'\n' {
            lines += 1;
        }
        rest = tail;
    }
    lines
}

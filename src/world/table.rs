//! The country tables, embedded and parsed once.

use std::str::FromStr;
use std::sync::LazyLock;

use super::{Country, Former, Region, Subregion};

/// `data/countries.tsv`: a header, then a line per country, sorted by alpha-2.
const COUNTRIES: &str = include_str!("../../data/countries.tsv");

/// `data/former.tsv`: a header, then a line per former country, sorted by alpha-4.
const FORMER: &str = include_str!("../../data/former.tsv");

/// Counts the rows, at compile time.
pub(super) const COUNT: usize = count_lines(COUNTRIES) + count_lines(FORMER) - 2;

/// Holds what the tables say of each country: the present ones by alpha-2, then the former by alpha-4.
pub(super) static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| rows(COUNTRIES, FORMER));

/// What the tables say of one country.
pub(super) struct Row {
    /// The alpha-2 code, or the alpha-4 code of a former country.
    pub(super) code: &'static str,
    pub(super) alpha2: &'static str,
    pub(super) alpha3: &'static str,
    pub(super) numeric: Option<u16>,
    pub(super) name: &'static str,
    pub(super) slug: &'static str,
    pub(super) region: Region,
    pub(super) subregion: Subregion,
    pub(super) former: Option<Former>,
    pub(super) predecessors: Vec<Country>,
}

impl Row {
    fn present(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let alpha2 = cells.next()?;
        let row = Self {
            code: alpha2,
            alpha2,
            alpha3: cells.next()?,
            numeric: number(cells.next()?)?,
            name: cells.next()?,
            slug: cells.next()?,
            region: region(cells.next()?)?,
            subregion: Subregion::from_code(cells.next()?.parse().ok()?)?,
            former: None,
            predecessors: Vec::new(),
        };
        cells.next().is_none().then_some(row)
    }

    fn former(line: &'static str, present: &[Self]) -> Option<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [code, alpha2, alpha3, numeric, name, _french, slug, since, until, state, successors] =
            cells.try_into().ok()?;
        let successors: Vec<Country> =
            successors.split(' ').map(|code| position(present, code)).collect::<Option<_>>()?;
        let first = present.get(successors.first()?.index())?;
        Some(Self {
            code,
            alpha2,
            alpha3,
            numeric: number(numeric)?,
            name,
            slug,
            region: first.region,
            subregion: first.subregion,
            former: Some(Former {
                since: number(since)?,
                until: until.parse().ok()?,
                is_state: state == "yes",
                successors,
            }),
            predecessors: Vec::new(),
        })
    }
}

/// Returns the country that has this code, in upper case.
pub(super) fn position(rows: &[Row], code: &str) -> Option<Country> {
    let index = rows.binary_search_by(|row| (row.code.len(), row.code).cmp(&(code.len(), code))).ok()?;
    u16::try_from(index).ok().map(Country::new)
}

#[expect(clippy::expect_used, reason = "the tables are part of the binary, generated and tested")]
fn rows(countries: &'static str, former: &'static str) -> Vec<Row> {
    let lines = |table: &'static str| table.lines().skip(1);
    let mut rows: Vec<Row> = lines(countries)
        .map(|line| Row::present(line).expect("every line of data/countries.tsv is a country"))
        .collect();
    let former: Vec<Row> = lines(former)
        .map(|line| Row::former(line, &rows).expect("every line of data/former.tsv is a country that was"))
        .collect();
    rows.extend(former);
    for (place, country) in (0..u16::MAX).take(COUNT).map(Country::new).enumerate() {
        let successors = rows.get(place).and_then(|row| row.former.as_ref()).map(|it| it.successors.clone());
        for successor in successors.into_iter().flatten() {
            if let Some(row) = rows.get_mut(successor.index()) {
                row.predecessors.push(country);
            }
        }
    }
    rows
}

/// Parses a number that may be left out.
#[expect(clippy::option_option, reason = "a cell is wrong, empty, or a number")]
fn number<T: FromStr>(cell: &str) -> Option<Option<T>> {
    if cell.is_empty() { Some(None) } else { cell.parse().ok().map(Some) }
}

fn region(code: &str) -> Option<Region> {
    let code: u16 = code.parse().ok()?;
    Region::ALL.into_iter().find(|region| region.code() == code)
}

/// Counts the lines of a text.
pub(super) const fn count_lines(text: &str) -> usize {
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

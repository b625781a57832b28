//! The table of organisations, embedded and parsed once.

use std::sync::LazyLock;

use super::{Organisation, OrganisationKind};
use crate::dates::PartialDate;
use crate::world::table::count_lines;

/// `data/organisations.tsv`: a header, then a line per organisation, sorted by id.
const ORGANISATIONS: &str = include_str!("../../../data/organisations.tsv");

/// Counts the rows, at compile time.
pub(super) const COUNT: usize = count_lines(ORGANISATIONS) - 1;

/// Holds what the table says of each organisation, by id.
pub(super) static ROWS: LazyLock<Vec<Row>> = LazyLock::new(rows);

/// What the table says of one organisation. An empty text says nothing.
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) short: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: OrganisationKind,
    /// An alpha-2 code and a city, with a blank between them.
    pub(super) seat: &'static str,
    pub(super) founded: PartialDate,
    pub(super) ended: Option<PartialDate>,
    pub(super) predecessors: Vec<Organisation>,
    pub(super) successors: Vec<Organisation>,
    pub(super) parent: Option<Organisation>,
    pub(super) bodies: Vec<Organisation>,
    /// Words, with `|` between them.
    pub(super) places: &'static str,
    pub(super) complete: Option<PartialDate>,
    pub(super) source: &'static str,
}

impl Row {
    fn parse(line: &'static str, ids: &[&str]) -> Option<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, short, name, kind, seat, founded, ended, predecessors, parent, places, complete, source] =
            cells.try_into().ok()?;
        let organisation = |id: &str| position(ids, id);
        Some(Self {
            id,
            short,
            name,
            kind: OrganisationKind::from_name(kind)?,
            seat,
            founded: PartialDate::parse(founded).ok()?,
            ended: date(ended),
            predecessors: predecessors.split_whitespace().map(organisation).collect::<Option<_>>()?,
            successors: Vec::new(),
            parent: organisation(parent),
            bodies: Vec::new(),
            places,
            complete: date(complete),
            source,
        })
    }
}

/// Parses a date that may be left out.
pub(super) fn date(cell: &str) -> Option<PartialDate> {
    PartialDate::parse(cell).ok()
}

fn position(ids: &[&str], id: &str) -> Option<Organisation> {
    let index = ids.binary_search(&id).ok()?;
    u16::try_from(index).ok().map(Organisation::new)
}

#[expect(clippy::expect_used, reason = "the table is part of the binary, generated and tested")]
fn rows() -> Vec<Row> {
    let lines = || ORGANISATIONS.lines().skip(1);
    let ids: Vec<&str> = lines().filter_map(|line| line.split('\t').next()).collect();
    let mut rows: Vec<Row> = lines()
        .map(|line| Row::parse(line, &ids).expect("every line of data/organisations.tsv is an organisation"))
        .collect();
    for (index, organisation) in (0..u16::MAX).take(COUNT).map(Organisation::new).enumerate() {
        let Some(row) = rows.get(index) else { continue };
        let (predecessors, parent) = (row.predecessors.clone(), row.parent);
        for other in predecessors {
            if let Some(other) = rows.get_mut(other.index()) {
                other.successors.push(organisation);
            }
        }
        if let Some(parent) = parent.and_then(|it| rows.get_mut(it.index())) {
            parent.bodies.push(organisation);
        }
    }
    rows
}

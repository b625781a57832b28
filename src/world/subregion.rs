//! The smallest groups of M49.

use std::sync::LazyLock;

use super::names;

/// `data/subregions.tsv`: a header, then a line per group, sorted by code.
const SUBREGIONS: &str = include_str!("../../data/subregions.tsv");

static ALL: LazyLock<Vec<Subregion>> =
    LazyLock::new(|| SUBREGIONS.lines().skip(1).filter_map(Subregion::parse).collect());

/// A subregion of UN M49 ("Western Europe"), or an intermediate region where M49 goes on to divide a
/// subregion ("Western Africa").
///
/// Antarctica, which M49 puts into neither, is one of its own. The order is that of the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subregion {
    code: u16,
    name: &'static str,
}

impl Subregion {
    /// Returns the M49 code.
    #[must_use]
    pub const fn code(self) -> u16 {
        self.code
    }

    /// Returns the English name that M49 uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Returns the name in a language, a tag of BCP 47; in one that has none here, the English name.
    #[must_use]
    pub fn name_in(self, language: &str) -> &'static str {
        names::name_in(&format!("{:03}", self.code), language).unwrap_or_else(|| self.name())
    }

    /// Returns the subregion with this M49 code.
    pub(super) fn from_code(code: u16) -> Option<Self> {
        ALL.iter().copied().find(|subregion| subregion.code == code)
    }

    fn parse(line: &'static str) -> Option<Self> {
        let (code, name) = line.split_once('\t')?;
        Some(Self { code: code.parse().ok()?, name })
    }
}

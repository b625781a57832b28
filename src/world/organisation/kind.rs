//! What kind of organisation one is.

/// The kind of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OrganisationKind {
    /// It stands on a treaty or a charter and has an office.
    Organisation,
    /// Its members promise each other to help in war, or share their arms and their intelligence.
    Alliance,
    /// Its members meet, without a treaty: G7, BRICS.
    Grouping,
    /// It is what some members of an organisation share: a currency, a border.
    Area,
    /// It is a main body of an organisation: a council, a commission, a parliament.
    Body,
    /// It is an office, a fund, a programme or a specialised agency of the United Nations.
    Agency,
    /// It is a court.
    Court,
    /// It is a bank or a fund that lends.
    Bank,
}

impl OrganisationKind {
    /// Holds all kinds.
    pub const ALL: [Self; 8] = [
        Self::Organisation,
        Self::Alliance,
        Self::Grouping,
        Self::Area,
        Self::Body,
        Self::Agency,
        Self::Court,
        Self::Bank,
    ];

    /// Returns the word for it in tables and data files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Alliance => "alliance",
            Self::Grouping => "grouping",
            Self::Area => "area",
            Self::Body => "body",
            Self::Agency => "agency",
            Self::Court => "court",
            Self::Bank => "bank",
        }
    }

    /// Returns the kind of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

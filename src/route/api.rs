//! The files under `/api/`: the catalogue of a site, and the schemas of its data.

/// A file under `/api/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApiFile {
    /// `/api/briefings.json`
    Briefings,
    /// `/api/briefings.csv`
    BriefingsCsv,
    /// `/api/countries.json`
    Countries,
    /// `/api/topics.json`
    Topics,
    /// `/api/watch.json`
    Watch,
    /// `/api/judgements.json`
    Judgements,
    /// `/api/organisations.json`
    Organisations,
    /// `/api/schema/briefing.json` and the like
    Schema(DataShape),
}

/// A shape of data that a JSON Schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataShape {
    /// The data of one briefing.
    Briefing,
    /// The catalogue of all briefings.
    Briefings,
    /// The list of all countries.
    Countries,
    /// The list of all topics.
    Topics,
    /// How things go in countries.
    Watch,
    /// What briefings expected.
    Judgements,
    /// The list of all organisations.
    Organisations,
}

impl ApiFile {
    /// The files of the catalogue, with their schemas.
    pub const CATALOGUE: [Self; 7] = [
        Self::Briefings,
        Self::BriefingsCsv,
        Self::Countries,
        Self::Topics,
        Self::Schema(DataShape::Briefings),
        Self::Schema(DataShape::Countries),
        Self::Schema(DataShape::Topics),
    ];

    /// How things go in countries, with its schema.
    pub const WATCH: [Self; 2] = [Self::Watch, Self::Schema(DataShape::Watch)];
    /// What briefings expected, with its schema.
    pub const JUDGEMENTS: [Self; 2] = [Self::Judgements, Self::Schema(DataShape::Judgements)];
    /// What the catalogue of a site with organisations has besides.
    pub const ORGANISATIONS: [Self; 2] = [Self::Organisations, Self::Schema(DataShape::Organisations)];

    /// Returns the path of the file from the site's root.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Briefings => "/api/briefings.json",
            Self::BriefingsCsv => "/api/briefings.csv",
            Self::Countries => "/api/countries.json",
            Self::Topics => "/api/topics.json",
            Self::Watch => "/api/watch.json",
            Self::Judgements => "/api/judgements.json",
            Self::Organisations => "/api/organisations.json",
            Self::Schema(DataShape::Briefing) => "/api/schema/briefing.json",
            Self::Schema(DataShape::Briefings) => "/api/schema/briefings.json",
            Self::Schema(DataShape::Countries) => "/api/schema/countries.json",
            Self::Schema(DataShape::Topics) => "/api/schema/topics.json",
            Self::Schema(DataShape::Watch) => "/api/schema/watch.json",
            Self::Schema(DataShape::Judgements) => "/api/schema/judgements.json",
            Self::Schema(DataShape::Organisations) => "/api/schema/organisations.json",
        }
    }
}

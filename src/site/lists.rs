//! The lists of a site that are not of documents: years, taxonomies, authors, files and old addresses.

use super::{
    Asset, AssetId, AuthorEntry, AuthorId, EventYear, EventYearId, Moved, MovedId, Redirect, RedirectId,
    SeriesId, Site, StaticId, Taxonomy, TaxonomyId, Term, TermId, Year, YearId,
};

impl Site {
    /// Returns a year of the archive.
    pub fn year(&self, id: YearId) -> &Year {
        &self.years[id.index()]
    }

    /// Returns the ids of the years of the archive, newest first.
    pub fn year_ids(&self) -> impl ExactSizeIterator<Item = YearId> + use<> {
        (0..self.years.len()).map(YearId::new)
    }

    /// Returns the id of a year of the archive, if a briefing is of that year.
    pub fn year_id(&self, year: i16) -> Option<YearId> {
        self.years.iter().position(|entry| entry.year == year).map(YearId::new)
    }

    /// Returns a year of the timeline.
    pub fn event_year(&self, id: EventYearId) -> &EventYear {
        &self.event_years[id.index()]
    }

    /// Returns the ids of the years of the timeline, the latest first.
    pub fn event_year_ids(&self) -> impl ExactSizeIterator<Item = EventYearId> + use<> {
        (0..self.event_years.len()).map(EventYearId::new)
    }

    /// Returns the id of a year of the timeline, if an event is of that year.
    pub fn event_year_id(&self, year: i16) -> Option<EventYearId> {
        self.event_years.iter().position(|entry| entry.year == year).map(EventYearId::new)
    }

    /// Returns a taxonomy.
    pub fn taxonomy(&self, id: TaxonomyId) -> &Taxonomy {
        &self.taxonomies[id.index()]
    }

    /// Returns the ids of the taxonomies, in the order of `site.yaml`.
    pub fn taxonomy_ids(&self) -> impl ExactSizeIterator<Item = TaxonomyId> + use<> {
        (0..self.taxonomies.len()).map(TaxonomyId::new)
    }

    /// Returns the ids of all series, by slug.
    pub fn series_ids(&self) -> impl ExactSizeIterator<Item = SeriesId> + use<> {
        (0..self.series.len()).map(SeriesId::new)
    }

    /// Returns an author.
    pub fn author(&self, id: AuthorId) -> &AuthorEntry {
        &self.authors[id.index()]
    }

    /// Returns the ids of all authors, by name.
    pub fn author_ids(&self) -> impl ExactSizeIterator<Item = AuthorId> + use<> {
        (0..self.authors.len()).map(AuthorId::new)
    }

    /// Returns the author whom a name in front matter means, if a briefing or a profile on the site has that name.
    pub fn author_named(&self, written: &str) -> Option<AuthorId> {
        self.author_names.find(written).map(AuthorId::new)
    }

    /// Returns an old URL that a document asks for.
    pub fn redirect(&self, id: RedirectId) -> &Redirect {
        &self.redirects[id.index()]
    }

    /// Returns the ids of the old URLs, in the order of the files.
    pub fn redirect_ids(&self) -> impl ExactSizeIterator<Item = RedirectId> + use<> {
        (0..self.redirects.len()).map(RedirectId::new)
    }

    /// Returns an address that something had before.
    pub fn moved(&self, id: MovedId) -> &Moved {
        &self.moved[id.index()]
    }

    /// Returns the ids of the addresses that things had before.
    pub fn moved_ids(&self) -> impl ExactSizeIterator<Item = MovedId> + use<> {
        (0..self.moved.len()).map(MovedId::new)
    }

    /// Returns a file that is published beside a page.
    pub fn asset(&self, id: AssetId) -> &Asset {
        &self.assets[id.index()]
    }

    /// Returns the ids of the files that are published beside pages.
    pub fn asset_ids(&self) -> impl ExactSizeIterator<Item = AssetId> + use<> {
        (0..self.assets.len()).map(AssetId::new)
    }

    /// Returns the path under `static/` of a file that is published as it is.
    pub fn static_file(&self, id: StaticId) -> &str {
        &self.statics[id.index()]
    }

    /// Returns the ids of the files that are published as they are.
    pub fn static_ids(&self) -> impl ExactSizeIterator<Item = StaticId> + use<> {
        (0..self.statics.len()).map(StaticId::new)
    }
}

impl Taxonomy {
    /// Returns a term of the taxonomy.
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.index()]
    }

    /// Returns the ids of its terms, by slug.
    pub fn term_ids(&self) -> impl ExactSizeIterator<Item = TermId> + use<> {
        (0..self.terms.len()).map(TermId::new)
    }
}

//! The search index: every word of the site's texts, in files that a browser fetches as it needs them.
//!
//! `docs/search-index.md` is the format, and `client/` reads it. The index is made from an [`Edition`], whose site holds
//! nothing that is held back, so no term, count or length tells of it.

mod bits;
mod collect;
mod documents;
mod facets;
mod header;
mod names;
mod script;
mod shards;
mod terms;
mod texts;

use rayon::prelude::*;

use self::collect::{Collected, Collector};
use self::documents::{Document, documents, number_of};
use self::header::Header;
use self::script::Script;
use crate::edition::Edition;
use crate::route::{SearchFile, SearchShards};

/// How many documents have their terms collected together. Fewer would repeat more terms, more would leave a core idle.
const COLLECTED_TOGETHER: usize = 512;

/// The search index of a site.
pub struct SearchIndex {
    header: String,
    facets: Script,
    terms: Vec<Script>,
    texts: Vec<Script>,
    words: Vec<Script>,
}

/// A document and how many words its text has.
type Length = usize;

impl SearchIndex {
    /// Makes the index of an edition.
    pub fn new(edition: &Edition) -> Self {
        let site = &edition.site;
        let documents = documents(site);
        let counts = SearchShards::of(site);
        let collected: Vec<(Collected, Vec<Length>)> = documents
            .par_chunks(COLLECTED_TOGETHER)
            .enumerate()
            .map(|(chunk, documents)| collect(edition, documents, chunk * COLLECTED_TOGETHER))
            .collect();
        let (collected, lengths): (Vec<Collected>, Vec<Vec<Length>>) = collected.into_iter().unzip();
        let facets = facets::facets(edition, documents.len());
        let names = names::names(site, &documents[site.briefings.len()..]);
        let (terms, words) = shards::shards(&collected, &facets, &names, documents.len(), counts);
        let texts = texts::texts(edition, &documents);
        let facets = facets.script();
        let header = Header::new(edition, &documents, &lengths.concat(), counts);
        let all = std::iter::once(&facets).chain(&terms).chain(&texts).chain(&words);
        let versions = all.map(|script| script.version.as_str()).collect();
        let header = header.script(versions).text;
        Self { header, facets, terms, texts, words }
    }

    /// Returns a file of the index; an empty one where there is none.
    pub fn text(&self, file: SearchFile) -> &str {
        match file {
            SearchFile::Index => &self.header,
            SearchFile::Facets => &self.facets.text,
            SearchFile::Terms(number) => numbered(&self.terms, number),
            SearchFile::Texts(number) => numbered(&self.texts, number),
            SearchFile::Words(number) => numbered(&self.words, number),
        }
    }
}

fn numbered(scripts: &[Script], number: u32) -> &str {
    scripts.get(number as usize).map(|script| script.text.as_str()).unwrap_or_default()
}

fn collect(edition: &Edition, documents: &[Document], first: usize) -> (Collected, Vec<Length>) {
    let mut collector = Collector::default();
    let lengths = documents.iter().zip(first..).map(|(document, number)| {
        let length = document.collect(edition, &mut collector);
        collector.end(number_of(number));
        length
    });
    let lengths = lengths.collect();
    (collector.finish(), lengths)
}

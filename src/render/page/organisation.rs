//! The dossier of an organisation. What is not a list of briefings stands on its first page.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::dates::PartialDate;
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::Renderer;
use crate::render::counted::{Counted, partners};
use crate::render::engine::context_of;
use crate::render::maps::{Locator, members_map};
use crate::render::metadata::{About, Described, PageDescription, SchemaType};
use crate::render::organisations::{
    Named, NamedWithYears, named_by_id, named_country, named_member, named_organisation,
};
use crate::render::timeline::{TimelineView, timeline};
use crate::render::views::{
    DateView, FeedLink, LinkView, OrganisationLink, Pager, TopicLink, body_of, changes_url, link_to,
    organisation_link, topic_link,
};
use crate::route::{CardOf, ChangesOf, FeedOf, PageNumber, PageRoute};
use crate::site::{ActorKind, Entity, OrganisationEntry, OrganisationId, Tally, TopicId};
use crate::world::Organisation;

/// What `organisation.html` shows.
#[derive(Serialize)]
struct OrganisationContent<'a> {
    organisation: OrganisationLink,
    /// The index of organisations.
    index_url: String,
    /// What the site says of it.
    note: Option<&'a str>,
    feeds: &'a [FeedLink],
    changes_url: Option<String>,
    is_first: bool,
    #[serde(flatten)]
    dossier: Option<Dossier<'a>>,
    rows: Vec<Value>,
    count: usize,
    pager: Option<Pager>,
}

/// What stands on the first page only.
#[derive(Serialize)]
struct Dossier<'a> {
    map: Option<Locator<'a>>,
    /// What it is: the name of its kind.
    kind: Option<String>,
    /// The organisation that it is a part of.
    parent: Option<Named>,
    /// The city of its seat, and the country.
    seat: Option<SeatView>,
    founded: Option<String>,
    ended: Option<String>,
    predecessors: Vec<Named>,
    successors: Vec<Named>,
    /// Its parts.
    bodies: Vec<Named>,
    members: Vec<NamedWithYears>,
    /// The day of which these are the members.
    members_on: Option<DateView>,
    introduction: Option<Value>,
    pinned: Vec<Value>,
    topics: Vec<Counted<TopicLink>>,
    /// The countries and organisations that it shares briefings with.
    countries: Vec<Counted<LinkView>>,
    organisations: Vec<Counted<LinkView>>,
    timeline: Option<TimelineView>,
}

#[derive(Serialize)]
struct SeatView {
    city: &'static str,
    country: Named,
}

/// `/organisations/nato/`
pub struct OrganisationPage {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for OrganisationPage {
    fn template(&self) -> &'static str {
        "organisation.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.site.organisation(self.organisation).label.clone()
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Organisations)
    }

    fn head(&self, edition: &Edition) -> Head {
        let profile = edition.site.organisation(self.organisation).profile.as_ref();
        Head {
            title: self.name(edition),
            description: profile.map(|profile| profile.body.lead()).unwrap_or_default().to_owned(),
            language: None,
            feeds: Some(FeedOf::Organisation(self.organisation)),
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: vec![About::Organisation(self.organisation)],
                card: CardOf::Organisation(self.organisation),
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let entry = edition.site.organisation(self.organisation);
        let total = entry.briefings.len();
        let dossier =
            self.page.is_first().then(|| dossier(frame.renderer, self.organisation, entry)).transpose()?;
        let route = |page| PageRoute::Organisation { organisation: self.organisation, page };
        context_of(&OrganisationContent {
            organisation: organisation_link(edition, self.organisation),
            index_url: link_to(edition, PageRoute::Organisations),
            note: entry.profile.as_ref().and_then(|profile| profile.note.as_deref()),
            feeds: &frame.page.feeds,
            changes_url: changes_url(edition, ChangesOf::Organisation(self.organisation)),
            is_first: self.page.is_first(),
            dossier,
            rows: frame.renderer.rows(&entry.briefings[self.page.places(total)])?,
            count: total,
            pager: Pager::new(edition, self.page, total, route),
        })
    }
}

fn dossier<'a>(
    renderer: &'a Renderer,
    id: OrganisationId,
    entry: &OrganisationEntry,
) -> Result<Dossier<'a>, Problem> {
    let edition = &**renderer.edition();
    let site = &edition.site;
    let known = entry.organisation;
    let (members, day) = members(edition, id, entry);
    let all = |organisations: &[Organisation]| -> Vec<Named> {
        organisations.iter().map(|organisation| named_organisation(edition, *organisation)).collect()
    };
    let date = |date: PartialDate| edition.theme.interface.date(date);
    let profile = entry.profile.as_deref();
    Ok(Dossier {
        map: members_map(edition, &site.member_countries(id), &entry.label),
        kind: known.map(|it| edition.say(&format!("organisation.kind.{}", it.kind().name()))),
        parent: entry.parent.as_deref().and_then(|parent| named_by_id(edition, parent)),
        seat: known
            .and_then(Organisation::seat)
            .map(|seat| SeatView { city: seat.city, country: named_country(edition, seat.country) }),
        founded: known.map(|it| date(it.founded())),
        ended: known.and_then(Organisation::ended).map(date),
        predecessors: all(known.map(Organisation::predecessors).unwrap_or_default()),
        successors: all(known.map(Organisation::successors).unwrap_or_default()),
        bodies: bodies(edition, entry),
        members,
        members_on: day.map(|day| DateView::new(edition, day)),
        introduction: profile.map(|profile| body_of(edition, Entity::Organisation(id), &profile.body)),
        pinned: renderer.rows(&entry.pinned)?,
        topics: site.topics_of(&entry.briefings).into_iter().map(|tally| topic(edition, tally)).collect(),
        countries: partners(edition, id.into(), &entry.partners, ActorKind::is_country),
        organisations: partners(edition, id.into(), &entry.partners, ActorKind::is_organisation),
        timeline: timeline(edition, &entry.events, &[], None),
    })
}

/// Returns the members by name, and the day of which they are.
fn members(
    edition: &Edition,
    id: OrganisationId,
    entry: &OrganisationEntry,
) -> (Vec<NamedWithYears>, Option<PartialDate>) {
    let Some((day, members)) = edition.site.members_of(id) else { return (Vec::new(), None) };
    let mut named: Vec<NamedWithYears> =
        members.into_iter().map(|member| named_member(edition, entry, member, day)).collect();
    let order = edition.site.name_order();
    named.sort_by(|one, other| order.compare(&one.name.title, &other.name.title));
    (named, Some(day.into()))
}

/// Returns its parts by name: those of the table, and those of the site's own files.
fn bodies(edition: &Edition, entry: &OrganisationEntry) -> Vec<Named> {
    let site = &edition.site;
    let of_table = entry.organisation.map(Organisation::bodies).unwrap_or_default();
    let without_page = of_table.iter().filter(|body| site.organisation_of(body.id()).is_none());
    let mut bodies: Vec<Named> = without_page.map(|body| named_organisation(edition, *body)).collect();
    bodies.extend(entry.bodies.iter().map(|id| LinkView::from(organisation_link(edition, *id)).into()));
    let order = site.name_order();
    bodies.sort_by(|one, other| order.compare(&one.title, &other.title));
    bodies
}

fn topic(edition: &Edition, tally: Tally<TopicId>) -> Counted<TopicLink> {
    Counted { link: topic_link(edition, tally.id), count: tally.count }
}

//! Chancery: foreign-affairs briefings, from Markdown in git to a website.
//!
//! Data runs one way, through values that do not change. Each step is a plain function and knows only
//! the steps before it:
//!
//! ```text
//!  files
//!    │  source      lists and reads them
//!    │  content     front matter + Markdown → Briefing, Page, Topic, CountryProfile   (+ problems)
//!    │  content::Gate    drafts, future dates, embargoes and markings stay behind here
//!    ▼
//!  Site             one model: all entities, joined and sorted once
//!    │  route       which URLs exist
//!    ▼
//!  Edition          site + plan + theme
//!    │  render      (edition, route) → bytes: no I/O, no clock, no order between routes
//!    ▼
//!  output           renders every route in parallel and writes what changed
//!  serve            renders a route when a browser asks for it
//! ```
//!
//! The rooms, from the ground up; each uses only those above it in this list:
//!
//! - [`problem`], [`yaml`], [`finding`], [`dates`], [`text`]: what is wrong and where, and small tools
//! - [`world`]: countries (ISO 3166-1) and regions (UN M49), from tables in `data/`
//! - [`config`]: `site.yaml`; [`git`]: its history; [`cache`]: what can be made again
//! - [`source`]: the files of a site, now or in a commit
//! - [`content`]: one file at a time into typed content; [`record`]: what it was before
//! - [`interface`]: the words of pages in each language; [`theme`]: templates and static files;
//!   [`site`]: the joins
//! - [`pictures`]: the sizes of images, and smaller ones; [`route`]: URLs; [`edition`]: all that rendering looks at
//! - [`load`]: from files to an edition, with every problem on the way
//! - [`tag`]: what a text is about; [`schema`]: what front matter may be, for editors; [`fix`]: what can be
//!   put right without asking; [`replace`]: one file, written whole
//! - [`import`]: other people's files into briefings
//! - [`render`]; then [`output`], [`serve`] and [`check`]; and [`cli`] on top
//!
//! `ARCHITECTURE.md` has the bird's-eye view and the invariants.

pub mod cache;
#[cfg(feature = "cards")]
pub mod cards;
#[cfg(not(feature = "cards"))]
#[path = "cards/none.rs"]
pub mod cards;
pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod dates;
pub mod draft;
pub mod edition;
pub mod finding;
pub mod fix;
pub mod git;
pub mod import;
pub mod init;
pub mod interface;
pub mod load;
pub mod output;
pub mod pictures;
pub mod problem;
pub mod record;
pub mod render;
pub mod replace;
pub mod route;
pub mod schema;
pub mod serve;
pub mod site;
pub mod source;
pub mod tag;
pub mod text;
pub mod theme;
pub mod world;
pub mod yaml;

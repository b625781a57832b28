//! Chancery: foreign-affairs briefings, from Markdown in git to a website.
//!
//! Data runs one way, through values that do not change. Each step is a plain function and knows only
//! the steps before it:
//!
//! ```text
//!  files
//!    │  source      lists and reads them
//!    │  content     front matter + Markdown → Briefing, Page, Topic, profiles   (+ problems)
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
//! - [`text`], [`problem`], [`outline`], [`finding`], [`yaml`], [`dates`], [`program`], [`xml`]: small tools, and what is wrong and where
//! - [`world`]: countries (ISO 3166-1) and regions (UN M49), from tables in `data/`
//! - [`keys`]: the keys of front matter and of `site.yaml`, and all that is known of each
//! - [`folder`]: files, and no link that leads out; [`cache`]: what can be made again
//! - [`config`]: `site.yaml`; [`git`]: its history
//! - [`source`]: the files of a site, now or in a commit
//! - [`tree`]: a text as a tree, and the forms that it is written in
//! - [`content`]: one file at a time into typed content; [`record`]: what it was before
//! - [`interface`]: the words of pages in each language; [`theme`]: templates and static files;
//!   [`site`]: the joins
//! - [`inspect`]: scripts and names of authors in files; [`pictures`]: the sizes of images, what they say
//!   besides what they show, and smaller ones; [`route`]: URLs; [`edition`]: all that rendering looks at
//! - [`search`]: the index of all words
//! - [`load`]: from files to an edition, with every problem on the way
//! - [`tag`]: what a text is about; [`schema`]: what front matter may be, for editors; [`fix`]: what can be
//!   put right without asking
//! - [`import`]: other people's files into briefings
//! - [`render`]; [`export`]: texts in other forms; [`merge`]: a text that
//!   came back from Word; [`digest`]: what changed, as a mail; then [`output`], [`serve`] and [`check`]; [`disclosure`]: what
//!   goes out; [`doctor`]: what is wrong around a site; and [`cli`] on top
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
pub mod digest;
pub mod disclosure;
pub mod doctor;
pub mod draft;
pub mod edition;
pub mod export;
pub mod finding;
pub mod fix;
pub mod folder;
pub mod git;
pub mod import;
pub mod init;
pub mod inspect;
pub mod interface;
pub mod keys;
pub mod load;
pub mod merge;
pub mod outline;
pub mod output;
pub mod pictures;
pub mod problem;
pub mod program;
pub mod record;
pub mod render;
pub mod route;
pub mod schema;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod tag;
pub mod text;
pub mod theme;
pub mod tree;
pub mod world;
pub mod xml;
pub mod yaml;

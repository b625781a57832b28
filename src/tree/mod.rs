//! The document tree: what a text is made of, and the forms that it can be written in.
//!
//! Parsing Markdown gives a [`Body`]: a flat list of nodes with their places in the source. Links have targets
//! and no URLs yet, since those depend on other files and on the address that the site is published at; notes
//! and the marks of sources are nodes of their own; raw HTML is made safe once, and is nodes as well.
//!
//! Whoever needs a text in some form walks over the tree: [`html`](mod@html) writes it for pages and feeds,
//! [`plain`] as words, [`Prose`] as its writer sees it, with each word's place in the file. No form is made
//! from another one.
//!
//! The parser bounds how deep a tree nests, so that no writer needs a stack that the text decides about.

mod anchors;
mod blank;
mod body;
mod context;
mod destination;
mod escape;
pub mod html;
mod node;
mod parse;
pub mod plain;
mod prose;
mod walk;

pub use blank::{plain_words, words};
pub use body::Body;
pub use context::{BodyContext, IMAGE_SIZES, Image, MarginNote, NullContext, Word};
pub use destination::{Destination, Target};
pub use escape::{escape, escape_href, without_controls};
pub use node::{
    Alert, Align, Attribute, Cited, Element, Heading, Kind, Link, LinkKind, Mark, Node, Note, StringId,
};
pub use parse::{Source, parse};
pub use prose::{Comment, Passage, Picture, Prose};
pub use walk::{Step, Walk};

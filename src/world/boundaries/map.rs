//! A map of the world, and the views that the built-in one has.

use std::borrow::Cow;

use serde::Deserialize;

use crate::world::{Country, Frame, Shape};

/// How the built-in map draws what is contested. `tools/shapes/contested.tsv` has the rule for each area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// After the usage of the United Nations.
    #[default]
    Un,
    /// By who holds the ground, as Natural Earth has it.
    DeFacto,
}

impl View {
    /// Returns the word that settings and tables have for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Un => "un",
            Self::DeFacto => "de-facto",
        }
    }
}

/// A map of the world.
#[derive(Clone, Debug)]
pub struct Boundaries {
    /// Whose view it is; `None` for somebody's own.
    pub(super) view: Option<View>,
    /// The shapes of the current countries, in the order of [`Country::all`].
    pub(super) shapes: Vec<Shape>,
    /// All land on the map for locators, as SVG path data.
    pub land: Cow<'static, str>,
    /// The solid borders on the map for locators, as SVG path data.
    pub borders: Cow<'static, str>,
    /// The land on the map of the world that belongs to no country, as SVG path data.
    pub nobody: Cow<'static, str>,
    /// The borders that are not settled.
    pub dashed: Vec<DashedLine>,
}

/// A border that is not settled: an armistice line, a ceasefire line, a limit that is not agreed upon.
#[derive(Clone, Debug)]
pub struct DashedLine {
    /// The rectangle around it on the map for locators.
    pub frame: Frame,
    /// The line on the map of the world, as SVG path data.
    pub world: Cow<'static, str>,
    /// The line on the map for locators, as SVG path data.
    pub locator: Cow<'static, str>,
}

impl Boundaries {
    /// Returns whose view it is; `None` for a map of somebody's own.
    #[must_use]
    pub fn view(&self) -> Option<View> {
        self.view
    }

    /// Returns where a country lies; a former country has no outline of its own.
    #[must_use]
    pub fn shape(&self, country: Country) -> Option<&Shape> {
        self.shapes.get(country.index())
    }
}

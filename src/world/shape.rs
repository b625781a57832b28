//! Where a country lies: its outline on two maps, and the part of the map that is about it.

use std::borrow::Cow;

use super::Country;

/// The width of the map that shows the whole world, in pixels.
pub const WORLD_WIDTH: i32 = 800;

/// The height of that map.
pub const WORLD_HEIGHT: i32 = 390;

/// How many times as wide and high as the map of the world the map for locators is.
pub const LOCATOR_SCALE: i32 = 3;

/// Where a country lies on a map.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its outline on the map of the world, as SVG path data that begins with an
    /// absolute move; empty where it is too small for a pixel.
    pub world: Cow<'static, str>,
    /// Its outline on the map for locators; empty where the map draws none.
    pub locator: Cow<'static, str>,
    /// Its middle, on the map for locators.
    pub point: (i32, i32),
    /// What a map of it is about, on the map for locators: without islands that are an ocean away.
    pub frame: Frame,
    /// The countries that it has a border with on land, by alpha-2 code.
    pub neighbours: Vec<Country>,
}

/// A rectangle of a map, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The left edge.
    pub x: i32,
    /// The upper edge.
    pub y: i32,
    /// The width; 0 for a point.
    pub width: i32,
    /// The height; 0 for a point.
    pub height: i32,
}

impl Frame {
    /// Returns the rectangle of one point.
    #[must_use]
    pub const fn at((x, y): (i32, i32)) -> Self {
        Self { x, y, width: 0, height: 0 }
    }

    /// Returns the smallest rectangle around this one and another.
    #[must_use]
    pub fn around(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let bottom = (self.y + self.height).max(other.y + other.height);
        Self { x, y, width: right - x, height: bottom - y }
    }

    /// Returns whether this rectangle and another have a point in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.x <= other.x + other.width
            && other.x <= self.x + self.width
            && self.y <= other.y + other.height
            && other.y <= self.y + self.height
    }
}

//! Rings of degrees as outlines of whole pixels.

use std::fmt::Write;

use super::projection::{Degrees, Pixels, from_middle, project, way};
use crate::world::Frame;

/// A ring of whole pixels without its last point, which is its first.
pub(super) type Ring = Vec<(i32, i32)>;

/// Rings at most this far apart, in pixels of the map for locators, are about the same place: some 400 km.
const CLOSE: i32 = 24;

/// Rings that are at least one tenth as large as the largest are part of what a map is about.
const NEARLY: i64 = 10;

/// How many rings besides the largest are looked at for what a map is about.
const MOST_PARTS: usize = 500;

/// Returns a ring on the map for locators, in pixels, in as many parts as the edge of the map cuts it in.
pub(super) fn on_map(ring: &[Degrees]) -> Vec<Vec<Pixels>> {
    let Some([first, _]) = ring.first() else { return Vec::new() };
    let mut longitude = from_middle(*first);
    let mut previous = *first;
    let mut unrolled: Vec<Degrees> = Vec::with_capacity(ring.len() + 2);
    for [next, latitude] in ring {
        longitude += way(previous, *next);
        previous = *next;
        unrolled.push([longitude, *latitude]);
    }
    let around = longitude + way(previous, *first) - from_middle(*first);
    if around.abs() > 180.0 {
        // It goes once around the earth, so a pole is inside.
        let latitude = unrolled.iter().map(|[_, latitude]| latitude).sum::<f64>();
        let pole = 90.0_f64.copysign(latitude);
        let start = unrolled[0][0];
        unrolled.push([start + around, unrolled[0][1]]);
        unrolled.extend([[start + around, pole], [start, pole]]);
    }
    let (west, east) = unrolled
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(west, east), [x, _]| (west.min(*x), east.max(*x)));
    // Wherever it begins, all of it is within one turn to both sides; what winds on for ever is no outline.
    [-360.0, 0.0, 360.0]
        .into_iter()
        .filter(|turn| west + turn < 180.0 && east + turn > -180.0)
        .map(|turn| unrolled.iter().map(|[x, y]| [x + turn, *y]).collect::<Vec<Degrees>>())
        .map(|part| {
            if west < -180.0 || east > 180.0 {
                clipped(&clipped(&part, -180.0, 1.0), 180.0, -1.0)
            } else {
                part
            }
        })
        .map(|part| part.into_iter().map(project).collect())
        .collect()
}

/// Returns the part of a ring on one side of a meridian: east of it for 1, west for -1.
fn clipped(ring: &[Degrees], meridian: f64, side: f64) -> Vec<Degrees> {
    let is_in = |[x, _]: Degrees| (x - meridian) * side >= 0.0;
    let mut out = Vec::with_capacity(ring.len());
    let Some(mut previous) = ring.last().copied() else { return out };
    for point in ring.iter().copied() {
        if is_in(point) != is_in(previous) {
            let share = (meridian - previous[0]) / (point[0] - previous[0]);
            out.push([meridian, previous[1] + share * (point[1] - previous[1])]);
        }
        if is_in(point) {
            out.push(point);
        }
        previous = point;
    }
    out
}

/// Returns a line on the map for locators, in as many parts as the edge of the map cuts it in.
pub(super) fn line_on_map(line: &[Degrees]) -> Vec<Vec<Pixels>> {
    let mut parts: Vec<Vec<Pixels>> = Vec::new();
    let mut previous: Option<f64> = None;
    for [longitude, latitude] in line {
        let x = from_middle(*longitude);
        if previous.is_none_or(|previous| (x - previous).abs() > 180.0) {
            parts.push(Vec::new());
        }
        previous = Some(x);
        if let Some(part) = parts.last_mut() {
            part.push(project([x, *latitude]));
        }
    }
    parts
}

/// Returns points as whole pixels of a map that is `scale` times smaller, without those that fall together or lie on a
/// straight line.
pub(super) fn whole(points: &[Pixels], scale: f64) -> Vec<(i32, i32)> {
    let mut kept: Vec<(i32, i32)> = Vec::new();
    for [x, y] in points {
        // What is on the map is far below the largest number.
        #[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
        let point = ((x / scale).round() as i32, (y / scale).round() as i32);
        match kept[..] {
            [.., last] if last == point => continue,
            [.., before, last] if is_straight(before, last, point) => {
                kept.pop();
            }
            _ => {}
        }
        kept.push(point);
    }
    kept
}

/// Returns a ring of whole pixels; none where nothing is left of it.
pub(super) fn ring(points: &[Pixels], scale: f64) -> Option<Ring> {
    let mut ring = whole(points, scale);
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    (ring.len() > 2 && twice_area(&ring) != 0).then_some(ring)
}

fn is_straight(a: (i32, i32), b: (i32, i32), c: (i32, i32)) -> bool {
    let (ux, uy, vx, vy) = (b.0 - a.0, b.1 - a.1, c.0 - b.0, c.1 - b.1);
    ux * vy == uy * vx && ux * vx + uy * vy > 0
}

/// Returns twice the area of a ring, in square pixels.
pub(super) fn twice_area(ring: &[(i32, i32)]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    let cross = |((ax, ay), (bx, by)): (&(i32, i32), &(i32, i32))| {
        i64::from(*ax) * i64::from(*by) - i64::from(*bx) * i64::from(*ay)
    };
    ring.iter().zip(next).map(cross).sum::<i64>().abs()
}

/// Returns the middle of a ring.
pub(super) fn middle(ring: &[(i32, i32)]) -> (i32, i32) {
    let (mut x, mut y, mut area) = (0, 0, 0);
    for ((ax, ay), (bx, by)) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let [ax, ay, bx, by] = [*ax, *ay, *bx, *by].map(i64::from);
        let cross = ax * by - bx * ay;
        (x, y, area) = (x + (ax + bx) * cross, y + (ay + by) * cross, area + cross);
    }
    let mean = |sum: i64| i32::try_from(sum / (3 * area).abs().max(1) * area.signum()).unwrap_or_default();
    (mean(x), mean(y))
}

/// Returns the rectangle around points.
pub(super) fn frame_of(points: &[(i32, i32)]) -> Option<Frame> {
    points.iter().map(|point| Frame::at(*point)).reduce(Frame::around)
}

/// Returns the part of the map that a map of these rings is about, the largest first: that one, rings nearly as large, and
/// those close by. Islands an ocean away are left out.
pub(super) fn about(rings: &[Ring]) -> Option<Frame> {
    let [first, others @ ..] = rings else { return None };
    let mut inside = frame_of(first)?;
    let largest = twice_area(first);
    let mut rest: Vec<(Frame, i64)> =
        others.iter().take(MOST_PARTS).filter_map(|ring| Some((frame_of(ring)?, twice_area(ring)))).collect();
    loop {
        let before = rest.len();
        rest.retain(|(frame, area)| {
            let is_part = area.saturating_mul(NEARLY) >= largest || gap(inside, *frame) <= CLOSE;
            if is_part {
                inside = inside.around(*frame);
            }
            !is_part
        });
        if rest.len() == before {
            return Some(inside);
        }
    }
}

fn gap(one: Frame, other: Frame) -> i32 {
    let between = |start: i32, length: i32, other_start: i32, other_length: i32| {
        (other_start - start - length).max(start - other_start - other_length).max(0)
    };
    between(one.x, one.width, other.x, other.width).max(between(one.y, one.height, other.y, other.height))
}

/// Writes points as SVG path data, in relative lines after an absolute start.
pub(super) fn write(out: &mut String, points: &[(i32, i32)], is_closed: bool) {
    let [(x, y), rest @ ..] = points else { return };
    let (mut at, mut command) = ((*x, *y), ' ');
    // Writing into a string cannot fail.
    let _ = write!(out, "M{x} {y}");
    for point in rest {
        let (dx, dy) = (point.0 - at.0, point.1 - at.1);
        let (next, first, second) = match (dx, dy) {
            (_, 0) => ('h', dx, None),
            (0, _) => ('v', dy, None),
            _ => ('l', dx, Some(dy)),
        };
        // A command that is repeated need not be written again.
        if next != command {
            out.push(next);
        } else if first >= 0 {
            out.push(' ');
        }
        let _ = write!(out, "{first}");
        if let Some(second) = second {
            let gap = if second < 0 { "" } else { " " };
            let _ = write!(out, "{gap}{second}");
        }
        (at, command) = (*point, next);
    }
    if is_closed {
        out.push('z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_across_the_edge_of_the_map_has_a_part_at_both_ends() {
        let strait = [[-175.0, 60.0], [-160.0, 60.0], [-160.0, 70.0], [-175.0, 70.0]];
        let parts = on_map(&strait);
        assert_eq!(parts.len(), 2, "{parts:?}");
        let ends: Vec<bool> = parts.iter().map(|part| part.iter().all(|[x, _]| *x < 1200.0)).collect();
        assert!(ends.contains(&true) && ends.contains(&false), "{parts:?}");
    }

    #[test]
    fn a_ring_around_a_pole_has_the_pole_inside() {
        let ice: Vec<Degrees> = (-18..18).map(|ten| [f64::from(ten) * 10.0, -70.0]).collect();
        let rings: Vec<Ring> = on_map(&ice).iter().filter_map(|part| ring(part, 1.0)).collect();
        let area: i64 = rings.iter().map(|ring| twice_area(ring) / 2).sum();
        // The projection keeps areas: the cap south of 70° S is 3.0 % of a sphere of 2,470,000 square pixels.
        assert!((74_000..75_500).contains(&area), "{area}");
    }

    #[test]
    fn a_path_has_relative_lines() {
        let mut path = String::new();
        write(&mut path, &[(10, 10), (20, 10), (20, 25), (15, 20), (12, 24)], true);
        assert_eq!(path, "M10 10h10v15l-5-5-3 4z");
    }

    #[test]
    fn islands_an_ocean_away_are_not_what_a_map_is_about() {
        let square =
            |x: i32, y: i32, side: i32| vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side)];
        let rings = [square(100, 100, 100), square(210, 100, 5), square(1000, 700, 5)];
        assert_eq!(about(&rings), Some(Frame { x: 100, y: 100, width: 115, height: 100 }));
        assert_eq!(middle(&rings[0]), (150, 150));
    }
}

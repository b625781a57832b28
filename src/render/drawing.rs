//! Timelines as drawings: where the marks, bars and years of an axis stand.
//!
//! Places along the axis are per cent of its width, so that a drawing fits every screen while its marks
//! and its words keep their size. Heights are whole CSS pixels.

use jiff::civil::Date;
use serde::Serialize;

use crate::dates::PartialDate;
use crate::interface::Interface;

/// How many events are marked one by one; more of them are counted in bars.
const MOST_MARKS: usize = 60;

/// How far apart two marks stand at least, in per cent of the width: a finger's breadth of a phone.
const GAP: f64 = 2.5;

/// The height of a mark, with the space above it.
const LANE: usize = 12;

/// How many marks stand above each other at most; further ones lie on the highest.
const MOST_LANES: usize = 8;

/// The height of the highest bar.
const BAR: usize = 64;

/// How many bars there are at most.
const MOST_BARS: i16 = 80;

/// The height of the words below the axis.
const WORDS: usize = 22;

/// How many years are written at the axis at most.
const MOST_TICKS: i16 = 6;

/// A drawn timeline.
#[derive(Debug, Serialize)]
pub struct Drawing {
    /// The height of the whole.
    height: usize,
    /// The height at which the axis lies, from the top.
    axis: usize,
    ticks: Vec<Tick>,
    marks: Vec<Mark>,
    bars: Vec<Bar>,
}

/// A point of the axis that has words.
#[derive(Debug, Serialize)]
struct Tick {
    x: String,
    text: String,
    /// Where the words stand to the point: `start`, `middle` or `end`, the values of SVG's `text-anchor`.
    anchor: &'static str,
}

/// An event: a dot, or a line where its day is not known.
#[derive(Debug, Serialize)]
struct Mark {
    from: String,
    to: String,
    y: usize,
    title: String,
}

/// How many events there are in some years.
#[derive(Debug, Serialize)]
struct Bar {
    x: String,
    width: String,
    y: usize,
    height: usize,
    title: String,
}

/// The years that an axis covers.
#[derive(Clone, Copy)]
struct Axis {
    first: i16,
    /// The year after the last one.
    end: i16,
}

impl Drawing {
    /// Draws events, given as dates and titles; none for no events.
    pub fn new<'a>(
        words: &Interface,
        events: impl ExactSizeIterator<Item = (PartialDate, &'a str)> + Clone,
    ) -> Option<Self> {
        let years = events.clone().map(|(date, _)| date.year());
        let axis = Axis { first: years.clone().min()?, end: years.max()? + 1 };
        let (marks, bars) = if events.len() > MOST_MARKS {
            (Vec::new(), bars(words, axis, events.map(|(date, _)| date)))
        } else {
            (marks(words, axis, events), Vec::new())
        };
        let top = marks.iter().map(|mark| mark.y).max().map_or(BAR, |highest| highest + LANE / 2);
        // Until here, heights count from the axis upwards; SVG counts from the top.
        let flipped = |mark: Mark| Mark { y: top - mark.y, ..mark };
        Some(Self {
            height: top + WORDS,
            axis: top,
            ticks: axis.ticks(words),
            marks: marks.into_iter().map(flipped).collect(),
            bars: bars.into_iter().map(|bar| Bar { y: top - bar.height, ..bar }).collect(),
        })
    }
}

impl Axis {
    /// Returns where a day stands, in per cent.
    fn place(self, date: Date) -> f64 {
        let start = f64::from(self.first);
        let year = f64::from(date.year());
        let days = f64::from(date.day_of_year() - 1) / f64::from(date.days_in_year());
        (year + days - start) / f64::from(self.end - self.first) * 100.0
    }

    fn place_of_year(self, year: i16) -> f64 {
        f64::from(year - self.first) / f64::from(self.end - self.first) * 100.0
    }

    fn ticks(self, words: &Interface) -> Vec<Tick> {
        let span = self.end - self.first;
        if span == 1 {
            let year = self.first;
            let start = [("month", words.month_alone(1)), ("year", &year.to_string())];
            return [("0", words.say_with("date.month", &start)), ("50", words.month_alone(7).to_owned())]
                .map(|(x, text)| Tick {
                    x: x.to_owned(),
                    text,
                    anchor: if x == "0" { "start" } else { "middle" },
                })
                .into();
        }
        let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000]
            .into_iter()
            .find(|step| span / step < MOST_TICKS)
            .unwrap_or(5000);
        let first = self.first + (step - self.first.rem_euclid(step)) % step;
        (0..)
            .map_while(|number: i16| first.checked_add(number.checked_mul(step)?))
            .take_while(|year| *year < self.end)
            .map(|year| {
                let x = self.place_of_year(year);
                let anchor = match x {
                    x if x < 4.0 => "start",
                    x if x > 96.0 => "end",
                    _ => "middle",
                };
                Tick { x: percent(x), text: year.to_string(), anchor }
            })
            .collect()
    }
}

/// Returns the marks, each on the lowest lane where it has room.
fn marks<'a>(
    words: &Interface,
    axis: Axis,
    events: impl Iterator<Item = (PartialDate, &'a str)>,
) -> Vec<Mark> {
    let mut placed: Vec<(f64, f64, PartialDate, &str)> = events
        .map(|(date, title)| {
            let (first, last) = date.days();
            (axis.place(first), axis.place(last), date, title)
        })
        .collect();
    placed.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut lanes: Vec<f64> = Vec::new();
    placed
        .into_iter()
        .map(|(from, to, date, title)| {
            let free = lanes.iter().position(|taken| *taken + GAP <= from);
            let lane = match free {
                Some(lane) => lane,
                None if lanes.len() < MOST_LANES => {
                    lanes.push(to);
                    lanes.len() - 1
                }
                None => MOST_LANES - 1,
            };
            if let Some(taken) = lanes.get_mut(lane) {
                *taken = taken.max(to);
            }
            Mark {
                from: percent(from),
                to: percent(to),
                y: (lane + 1) * LANE,
                title: words.say_with("timeline.mark", &[("date", &words.date(date)), ("title", title)]),
            }
        })
        .collect()
}

/// Returns a bar for each year, or for each few years of a long time.
fn bars(words: &Interface, axis: Axis, dates: impl Iterator<Item = PartialDate>) -> Vec<Bar> {
    let span = axis.end - axis.first;
    let step = (span - 1) / MOST_BARS + 1;
    let mut counts = vec![0_usize; usize::try_from((span - 1) / step + 1).unwrap_or_default()];
    for date in dates {
        let place = usize::try_from((date.year() - axis.first) / step).unwrap_or_default();
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let years = (axis.first..axis.end).step_by(usize::try_from(step).unwrap_or(1));
    years
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(year, count)| {
            let last = (year + step - 1).min(axis.end - 1);
            let (from, to) = (axis.place_of_year(year), axis.place_of_year(last + 1));
            let years = if step == 1 { year.to_string() } else { format!("{year}–{last}") };
            Bar {
                x: percent(from),
                // A sliver of paper stands between two bars.
                width: percent((to - from) * 0.85),
                y: 0,
                height: (count * BAR).div_ceil(most),
                title: words.count_with("timeline.bar", count, &[("years", &years)]),
            }
        })
        .collect()
}

/// Returns a place with as many digits as a wide screen can show.
fn percent(place: f64) -> String {
    let text = format!("{place:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

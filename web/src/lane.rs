//! Lanes: what happened in a council, on a line of time that all lanes share.

/// Width of a lane, in units of its drawing.
pub const WIDTH: f64 = 420.0;
/// Kept free at both ends, so that no mark is cut.
const EDGE: f64 = 10.0;

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Decision,
    Milestone,
    Document,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Decision => "Decision",
            Kind::Milestone => "Milestone",
            Kind::Document => "Document",
        }
    }
}

/// Something that happened, or is to happen.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: Kind,
    /// As exact as its source says; none where it does not.
    pub at: Option<String>,
    /// Before it was moved.
    pub moved_from: Option<String>,
    pub what: String,
}

/// A mark as it is drawn.
#[derive(Clone, Debug)]
pub struct Mark {
    pub kind: Kind,
    pub x: String,
    /// Where a milestone was before it slipped.
    pub from: Option<String>,
    pub said: String,
}

/// A council's lane.
#[derive(Clone, Debug)]
pub struct Lane {
    pub name: String,
    pub path: String,
    pub marks: Vec<Mark>,
    pub events: Vec<Event>,
    /// Events that no day is known of: they cannot be drawn.
    pub undated: usize,
    /// Whether more is known than these events.
    pub goes_on: bool,
}

/// Lanes under one axis.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// Years, each with its place.
    pub years: Vec<(i32, String)>,
    pub lanes: Vec<Lane>,
}

/// The earliest day that a date can mean, in years.
fn year_of(date: &str) -> Option<f64> {
    let first = date.split('/').next()?.trim_end_matches('~');
    let mut parts = first.split('-');
    let year: f64 = parts.next()?.parse().ok()?;
    let month: f64 = parts.next().and_then(|part| part.parse().ok()).unwrap_or(1.0);
    let day: f64 = parts.next().and_then(|part| part.get(..2).unwrap_or(part).parse().ok()).unwrap_or(1.0);
    Some(year + (month - 1.0) / 12.0 + (day - 1.0) / 372.0)
}

/// Draws events of councils: name, page, what happened.
pub fn draw(given: Vec<(String, String, Vec<Event>)>) -> Lanes {
    let dates = given.iter().flat_map(|lane| &lane.2).flat_map(|event| [&event.at, &event.moved_from]);
    let years: Vec<f64> = dates.flatten().filter_map(|date| year_of(date)).collect();
    let from = years.iter().copied().fold(f64::INFINITY, f64::min).floor();
    let to = years.iter().copied().fold(f64::NEG_INFINITY, f64::max).floor() + 1.0;
    let place = |year: f64| format!("{:.1}", EDGE + (year - from) / (to - from) * (WIDTH - 2.0 * EDGE));
    let lane = |(name, path, events): (String, String, Vec<Event>)| {
        let marks: Vec<Mark> = events.iter().filter_map(|event| mark(event, &place)).collect();
        let undated = events.len() - marks.len();
        Lane { name, path, marks, events, undated, goes_on: false }
    };
    let axis = if years.is_empty() { Vec::new() } else { axis(from, to) };
    Lanes {
        years: axis.into_iter().map(|year| (year, place(f64::from(year)))).collect(),
        lanes: given.into_iter().map(lane).collect(),
    }
}

/// The years of an axis, at most a dozen of them.
fn axis(from: f64, to: f64) -> Vec<i32> {
    let (from, to) = (from as i32, to as i32);
    let step = usize::try_from((to - from) / 12 + 1).unwrap_or(1);
    (from..=to).step_by(step).collect()
}

fn mark(event: &Event, place: &impl Fn(f64) -> String) -> Option<Mark> {
    let at = event.at.as_deref()?;
    let x = place(year_of(at)?);
    let from = event.moved_from.as_deref().and_then(year_of).map(place);
    let moved = event.moved_from.as_deref().map(|from| format!(", moved from {}", crate::words::written(from)));
    let said =
        format!("{} {}: {}{}", event.kind.word(), crate::words::written(at), event.what, moved.unwrap_or_default());
    Some(Mark { kind: event.kind, x, from, said })
}

#[cfg(test)]
mod tests {
    use super::{Event, Kind, draw};

    fn event(at: Option<&str>) -> Event {
        Event { kind: Kind::Milestone, at: at.map(Into::into), moved_from: None, what: "it starts".into() }
    }

    #[test]
    fn what_has_no_day_is_counted_and_not_drawn() {
        let lanes =
            draw(vec![("Ayton".into(), "/".into(), vec![event(Some("2025-07")), event(None), event(Some("soon"))])]);
        assert_eq!((lanes.lanes[0].marks.len(), lanes.lanes[0].undated), (1, 2));
        assert_eq!(lanes.lanes[0].marks[0].x, "210.0");
        assert_eq!(lanes.lanes[0].marks[0].said, "Milestone July 2025: it starts");
        assert_eq!(lanes.years, vec![(2025, "10.0".to_string()), (2026, "410.0".to_string())]);
    }

    #[test]
    fn without_any_day_there_is_no_axis() {
        assert!(draw(vec![("Ayton".into(), "/".into(), vec![event(None)])]).years.is_empty());
        assert!(draw(Vec::new()).lanes.is_empty());
    }
}

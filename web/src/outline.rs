//! Elements of a strategy as a page writes them: those of one kind under one heading, each within its parent, and of where they
//! were read no more than is not told above.

use serde::Deserialize;

use crate::event::Id;
use crate::part::{Citation, List};
use crate::told::{Left, Shared};
use crate::tree::tree;
use crate::words::elements;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Element {
    pub id: String,
    pub parent: Option<Id>,
    pub kind: String,
    pub number: Option<String>,
    pub label: Option<String>,
    pub text: Option<String>,
    pub status: Option<String>,
    pub progress_statements: List<Progress>,
    pub sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    pub text: String,
    pub as_of: Option<String>,
    pub rating: Option<String>,
    pub sources: Vec<Citation>,
}

/// What the page writes next.
#[derive(Debug)]
pub enum Line<'t> {
    /// A heading: its number among those of the page, none within an element.
    Heading {
        name: String,
        at: Option<usize>,
    },
    /// A list begins; where all that stands in it was read, empty where that is told already or differs.
    Open {
        lead: String,
    },
    /// An element begins, with what is left to tell of where it was read, and what is told above of that.
    Begin {
        element: &'t Element,
        left: Vec<Left<'t>>,
        told: Shared<'t>,
    },
    End,
    Close,
}

/// A group of elements of the highest level.
#[derive(Debug)]
pub struct Group {
    pub name: String,
    pub count: usize,
    /// Kinds of what lies directly within its elements, with how many there are.
    pub within: Vec<(String, usize)>,
}

#[derive(Debug)]
pub struct Outline<'t> {
    /// The source that most elements name.
    pub shared: Shared<'t>,
    pub groups: Vec<Group>,
    pub lines: Vec<Line<'t>>,
}

/// What is still to be written.
enum Todo<'t> {
    Write(Line<'t>),
    Element { at: usize, lead: String },
}

impl<'t> Outline<'t> {
    pub fn of(records: &'t [Element]) -> Self {
        let found = tree(records, |element| &element.id, |element| element.parent.as_ref().map(|up| up.id.as_str()));
        let shared = Shared::source(records.iter().map(|element| element.sources.as_slice()));
        let (mut groups, mut lines): (Vec<Group>, Vec<Line<'t>>) = (Vec::new(), Vec::new());
        for group in found.tops.chunk_by(|one, other| records[*one].kind == records[*other].kind) {
            let name = elements(&records[group[0]].kind, group.len());
            let within = kinds(records, group.iter().flat_map(|at| &found.below[*at]));
            groups.push(Group { name, count: group.len(), within });
        }
        let mut todo = lay(records, &shared, &found.tops, None);
        while let Some(next) = todo.pop() {
            match next {
                Todo::Write(line) => lines.push(line),
                Todo::Element { at, lead } => {
                    let element = &records[at];
                    let told = Shared { source: shared.source, lead };
                    let is_label = |left: &Left| left.source.is_none() && left.locator == element.label.as_deref();
                    let mut left = told.left(&element.sources);
                    left.retain(|left| !is_label(left) || left.certainty != "STATED");
                    lines.push(Line::Begin { element, left, told });
                    todo.push(Todo::Write(Line::End));
                    todo.extend(lay(records, &shared, &found.below[at], Some(element)));
                }
            }
        }
        Self { shared, groups, lines }
    }
}

/// Kinds of elements, in the order in which they come, with how many there are.
fn kinds<'a>(records: &[Element], places: impl Iterator<Item = &'a usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for at in places {
        let kind = records[*at].kind.as_str();
        match counts.iter_mut().find(|(held, _)| *held == kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind, 1)),
        }
    }
    counts.into_iter().map(|(kind, count)| (elements(kind, count).to_lowercase(), count)).collect()
}

/// Neighbours as they are written, the last first: a heading for each kind, below it a list for each part of the source.
fn lay<'t>(records: &'t [Element], shared: &Shared<'t>, places: &[usize], above: Option<&'t Element>) -> Vec<Todo<'t>> {
    let mut steps = Vec::new();
    let part = |at: usize| shared.first_part(&records[at].sources);
    let groups = places.chunk_by(|one, other| records[*one].kind == records[*other].kind);
    for (number, group) in groups.enumerate() {
        let name = elements(&records[group[0]].kind, group.len());
        steps.push(Todo::Write(Line::Heading { name, at: above.is_none().then_some(number + 1) }));
        for run in group.chunk_by(|one, other| part(*one) == part(*other)) {
            let facts = || run.iter().map(|at| records[*at].sources.as_slice());
            // What stands within another was often read in the same place: then that is told already.
            let near = above.map(|element| shared.with_lead(facts().chain([element.sources.as_slice()])).lead);
            let is_there = |lead: &String| {
                let is_its = |read: &Citation| read.locator.as_ref() == Some(lead);
                !lead.is_empty() && above.is_some_and(|element| element.sources.iter().any(is_its))
            };
            let own = || if run.len() > 1 { shared.with_lead(facts()).lead } else { String::new() };
            let (lead, shown) = match near.filter(is_there) {
                Some(near) => (near, String::new()),
                None => (own(), own()),
            };
            steps.push(Todo::Write(Line::Open { lead: shown }));
            steps.extend(run.iter().map(|at| Todo::Element { at: *at, lead: lead.clone() }));
            steps.push(Todo::Write(Line::Close));
        }
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Element, Line, Outline};

    fn element(id: &str, parent: Option<&str>, kind: &str, locator: &str) -> Value {
        json!({
            "id": id, "parent": parent.map(|id| json!({ "id": id })), "kind": kind, "number": null, "label": id, "text": null,
            "status": null, "progressStatements": { "nodes": [] },
            "sources": [{ "locator": locator, "certainty": "STATED", "source": { "title": "Plan", "publisher": null } }],
        })
    }

    #[test]
    fn neighbours_of_a_kind_share_a_heading_and_the_place() {
        let given = json!([
            element("a", None, "PRIORITY", "page 1, point 1"),
            element("b", None, "PRIORITY", "page 1, point 2"),
            element("c", Some("b"), "ACTIVITY", "page 1, point 2, row 1"),
            element("d", Some("b"), "ACTIVITY", "page 1, point 2, row 2"),
            element("e", None, "AIM", "page 9"),
        ]);
        let Ok(elements) = serde_json::from_value::<Vec<Element>>(given) else { panic!("elements") };
        let outline = Outline::of(&elements);
        let said = |line: &Line| match line {
            Line::Heading { name, at } => format!("{name}{} ", at.map(|at| at.to_string()).unwrap_or_default()),
            Line::Open { lead } => format!("[{lead}: "),
            Line::Begin { element, left, .. } => {
                format!("{}({})", element.id, left.iter().filter_map(|left| left.locator).collect::<String>())
            }
            Line::End => ";".into(),
            Line::Close => "] ".into(),
        };
        let text: String = outline.lines.iter().map(said).collect();
        assert_eq!(
            text,
            "Priorities1 [page 1: a(point 1);b(point 2)Activities [: c(row 1);d(row 2);] ;] Aim2 [: e(page 9);] "
        );
        assert_eq!(outline.groups.len(), 2);
        assert_eq!(outline.groups[0].within, [("activities".to_string(), 2)]);
    }
}

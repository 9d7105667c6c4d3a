//! GetCommittees: the boards of a council, dead ones with them.

use roxmltree::Node;

use super::answer::{Parsed, read_root};
use super::element;
use super::note::{Note, note};
use super::unexpected::Unexpected;

/// A board.
#[derive(Clone, Debug, PartialEq)]
pub struct Committee {
    /// Unique only on its host.
    pub id: u64,
    pub title: Option<String>,
    pub deleted: Option<bool>,
    /// No longer meets.
    pub expired: Option<bool>,
    /// The council's own heading for it.
    pub category: Option<String>,
}

/// Reads the answer of GetCommittees.
pub fn parse(bytes: &[u8]) -> Result<Parsed<Vec<Committee>>, Unexpected> {
    read_root(bytes, "committees", |root, notes| {
        let rows: Vec<Node> = element::children(root, "committee").collect();
        element::counted(root, "committeescount", "committees", "the council", rows.len(), notes);
        if rows.is_empty() {
            note(notes, Note::EmptyList { what: "committees" });
        }
        rows.into_iter().filter_map(|row| committee(row, notes)).collect()
    })
}

fn committee(row: Node, notes: &mut Vec<Note>) -> Option<Committee> {
    let title = element::line(row, "committeetitle");
    Some(Committee {
        id: element::id(row, "committeeid", "committee", title.as_deref(), notes)?,
        title,
        deleted: element::flag(row, "committeedeleted"),
        expired: element::flag(row, "committeeexpired"),
        category: element::line(row, "committeecategory"),
    })
}

#[cfg(test)]
mod tests {
    use super::{Committee, parse};

    #[test]
    fn boards_are_read_and_oddities_noted() {
        let xml = "<committees><committeescount> 3</committeescount>\
            <committee><committeeid> 7</committeeid><committeetitle>Fees &amp;amp;  Charges\r\n Board</committeetitle>\
            <committeedeleted>False</committeedeleted><committeeexpired>True</committeeexpired>\
            <committeecategory>\n  </committeecategory><committeecolour>red</committeecolour></committee>\
            <committee><committeetitle>No number</committeetitle></committee></committees>";
        let parsed = parse(xml.as_bytes()).expect("an answer");
        let title = Some("Fees & Charges Board".to_owned());
        let board = Committee { id: 7, title, deleted: Some(false), expired: Some(true), category: None };
        assert_eq!(parsed.value, [board]);
        let notes: Vec<String> = parsed.notes.iter().map(ToString::to_string).collect();
        assert_eq!(
            notes,
            [
                "the council: 3 committees are announced, 2 were found",
                "a committee has no id and is left out: No number",
            ]
        );
    }
}

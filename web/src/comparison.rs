//! A programme in many councils, as the schema compares it.

use serde::Deserialize;

use crate::csv::Table;
use crate::part::{Named, web_address};
use crate::words::{UNKNOWN, phrase};

#[derive(Debug, Deserialize)]
pub struct Comparison {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Deserialize)]
pub struct Column {
    pub council: Named,
}

#[derive(Debug, Deserialize)]
pub struct Row {
    pub facet: String,
    pub label: String,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Deserialize)]
pub struct Cell {
    pub state: String,
    pub value: Option<String>,
    pub scale: Option<u8>,
    pub count: Option<u32>,
    /// Empty where it is not asked for.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// A record that a cell rests on, with its best source.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    pub label: Option<String>,
    pub at: Option<String>,
    pub detail: Option<String>,
    pub certainty: Option<String>,
    pub source_title: Option<String>,
    #[serde(default, deserialize_with = "web_address")]
    pub source_url: Option<String>,
    pub locator: Option<String>,
}

impl Evidence {
    pub fn name(&self) -> String {
        self.label.as_deref().map_or_else(|| UNKNOWN.into(), sayable)
    }

    pub fn says(&self) -> Option<String> {
        self.detail.as_deref().map(sayable)
    }
}

/// A text in which words of closed lists are phrases.
fn sayable(text: &str) -> String {
    let part = |part: &str| {
        let words: Vec<String> =
            part.split(": ").map(|word| if coded(word) { phrase(word) } else { word.into() }).collect();
        words.join(": ")
    };
    text.split("; ").map(part).collect::<Vec<_>>().join("; ")
}

fn coded(word: &str) -> bool {
    word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

impl Cell {
    pub fn is_unknown(&self) -> bool {
        self.state == "UNKNOWN"
    }

    /// How it is known, in words.
    pub fn told(&self) -> &'static str {
        match self.state.as_str() {
            "STATED" => "stated",
            "DERIVED" => "derived",
            "KNOWN_EMPTY" => "none, says a source",
            _ => UNKNOWN,
        }
    }

    /// The mark of its state, which stands beside its word in the legend.
    pub fn mark(&self) -> &'static str {
        match self.state.as_str() {
            "STATED" => "●",
            "DERIVED" => "◐",
            "KNOWN_EMPTY" => "○",
            _ => "–",
        }
    }

    pub fn class(&self) -> &'static str {
        match self.state.as_str() {
            "DERIVED" => "derived",
            "UNKNOWN" => "unknown",
            _ => "stated",
        }
    }

    /// The value, unless the records that it rests on say all of it.
    pub fn lead(&self) -> Option<String> {
        let text = self.text();
        let said = !self.evidence.is_empty()
            && self.evidence.iter().all(|evidence| text.contains(evidence.name().trim_end_matches('.')));
        (!said && self.state != "KNOWN_EMPTY").then_some(text)
    }

    /// The value for people. A cell that is known to be empty says so; one without a printed sum says how many there are.
    pub fn text(&self) -> String {
        match (&self.value, self.state.as_str()) {
            (Some(value), _) => sayable(value),
            (None, "UNKNOWN") => UNKNOWN.into(),
            (None, "KNOWN_EMPTY") => "none".into(),
            (None, _) => {
                self.count.map_or_else(|| "no value printed".into(), |count| format!("{count}, no value printed"))
            }
        }
    }
}

impl Comparison {
    pub fn row(&self, facet: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.facet == facet)
    }

    /// Stage of the council in a column: 1 to 5, none where it is not known.
    pub fn stage(&self, column: usize) -> Option<u8> {
        self.row("STAGE").and_then(|row| row.cells.get(column)).and_then(|cell| cell.scale)
    }

    /// Cells of the council in a column, each with its row.
    pub fn of(&self, column: &usize) -> Vec<(&Row, &Cell)> {
        self.rows.iter().filter_map(|row| row.cells.get(*column).map(|cell| (row, cell))).collect()
    }

    /// Whether what is known in a row differs between its councils.
    pub fn differs(row: &Row) -> bool {
        let mut known = row.cells.iter().filter(|cell| !cell.is_unknown()).map(Cell::text);
        known.next().is_some_and(|first| known.any(|other| other != first))
    }

    /// How many rows differ.
    pub fn differing(&self) -> usize {
        self.rows.iter().filter(|row| Self::differs(row)).count()
    }

    pub fn table(&self) -> Table {
        let mut rows = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            for (row, cell) in self.of(&at) {
                let best = cell.evidence.first();
                rows.push(vec![
                    column.council.slug.clone(),
                    column.council.name.clone(),
                    row.facet.clone(),
                    cell.state.clone(),
                    cell.value.clone().unwrap_or_default(),
                    cell.scale.map(|scale| scale.to_string()).unwrap_or_default(),
                    cell.count.map(|count| count.to_string()).unwrap_or_default(),
                    best.and_then(|held| held.source_title.clone()).unwrap_or_default(),
                    best.and_then(|held| held.source_url.clone()).unwrap_or_default(),
                ]);
            }
        }
        let columns =
            vec!["council", "council_name", "facet", "state", "value", "scale", "count", "source_title", "source_url"];
        Table { columns, rows }
    }
}

#[cfg(test)]
mod tests {
    use super::sayable;

    #[test]
    fn words_of_closed_lists_are_phrases_and_names_stay() {
        assert_eq!(sayable("NOTE; COMMENT"), "Note; Comment");
        assert_eq!(sayable("EQUALITY: EXPECTED"), "Equality: Expected");
        assert_eq!(sayable("NHS; Kent"), "NHS; Kent");
    }
}

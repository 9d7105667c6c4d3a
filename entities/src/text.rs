//! What is looked through for words and names: for each table of records its names and texts, and how it hangs together with
//! its council, its board and its day.

/// A table that is looked through. `r` stands for its rows, `c` for the council, `b` for the board, `m` for the meeting.
#[derive(Debug)]
pub struct Source {
    pub table: &'static str,
    /// The column that names the record; none where it is text through and through.
    pub name: Option<&'static str>,
    /// The columns of text, in the order of their weight.
    pub texts: &'static [&'static str],
    /// Whether people mostly look for these: they come first among equals, and in type-ahead.
    pub main: bool,
    /// What joins `b` and all that it needs.
    joins: &'static str,
    /// The id of the council.
    council: &'static str,
    /// The day or partial date of the record.
    day: Option<&'static str>,
    /// Ids of further records whose data stand here too.
    rests_on: &'static [&'static str],
}

const NO_BOARD: &str = "LEFT JOIN board b ON b.id = NULL";
const OWN_BOARD: &str = "LEFT JOIN board b ON b.id = r.board_id";
const OF_ITEM: &str = "LEFT JOIN agenda_item i ON i.id = r.agenda_item_id LEFT JOIN meeting m ON m.id = i.meeting_id LEFT \
                       JOIN board b ON b.id = m.board_id";
const OF_BOARD_OR_ITEM: &str = "LEFT JOIN agenda_item i ON i.id = r.agenda_item_id LEFT JOIN meeting m ON m.id = i.meeting_id \
                                LEFT JOIN board b ON b.id = COALESCE(r.board_id, m.board_id)";
macro_rules! of_papers {
    ($document:literal) => {
        concat!(
            "LEFT JOIN meeting m ON m.id = COALESCE((SELECT x.from_id FROM link x JOIN meeting y ON y.id = x.from_id WHERE \
             x.to_id = ",
            $document,
            ".id AND x.role = 'DOCUMENT' ORDER BY x.from_id LIMIT 1), (SELECT y.meeting_id FROM link x JOIN agenda_item y ON y.id \
             = x.from_id WHERE x.to_id = ",
            $document,
            ".id AND x.role = 'DOCUMENT' ORDER BY x.from_id LIMIT 1)) LEFT JOIN board b ON b.id = COALESCE(",
            $document,
            ".board_id, m.board_id)"
        )
    };
}
const OF_DOCUMENT: &str = of_papers!("r");
const OF_PAGE: &str = concat!("LEFT JOIN document d ON d.id = r.document_id ", of_papers!("d"));
const OF_PROGRAMME: &str = "LEFT JOIN programme p ON p.id = r.programme_id LEFT JOIN board b ON b.id = NULL";
const OF_PLAN: &str = "LEFT JOIN programme p ON p.id = r.programme_id LEFT JOIN strategy s ON s.id = r.strategy_id LEFT JOIN \
                       board b ON b.id = s.board_id";
const PLANS_COUNCIL: &str = "COALESCE(p.council_id, s.council_id, b.council_id)";

impl Source {
    const fn named(table: &'static str, name: &'static str, texts: &'static [&'static str]) -> Self {
        Self { table, name: Some(name), texts, main: false, joins: NO_BOARD, council: "NULL", day: None, rests_on: &[] }
    }

    const fn told(table: &'static str, texts: &'static [&'static str]) -> Self {
        Self { name: None, ..Self::named(table, "", texts) }
    }

    const fn main(self) -> Self {
        Self { main: true, ..self }
    }

    const fn on(self, day: &'static str) -> Self {
        Self { day: Some(day), ..self }
    }

    const fn of(self, joins: &'static str, council: &'static str) -> Self {
        Self { joins, council, ..self }
    }

    const fn resting_on(self, rests_on: &'static [&'static str]) -> Self {
        Self { rests_on, ..self }
    }
}

/// The tables, in the order in which the index is built.
pub static SOURCES: &[Source] = &[
    Source::named("council", "name", &["slug"]).main().of(NO_BOARD, "r.id"),
    Source::named("area", "name", &[]),
    Source::named("organisation", "name", &[]),
    Source::named("board", "name", &["category"]).main().of("LEFT JOIN board b ON b.id = r.id", "r.council_id"),
    Source::named("person", "name", &["honorific"]).main().of(NO_BOARD, "r.council_id"),
    Source::named("post", "title", &[]).of(OWN_BOARD, "COALESCE(r.council_id, b.council_id)"),
    Source::named("topic", "label", &[]),
    Source::named("policy_instrument", "title", &["description"]).on("r.date"),
    Source::named("programme", "name", &["description"]).main().of(NO_BOARD, "r.council_id").on("r.valid_from"),
    Source::named("strategy", "title", &["description"])
        .main()
        .of(OWN_BOARD, "COALESCE(r.council_id, b.council_id)")
        .on("r.period"),
    Source::named("strategy_element", "label", &["text"])
        .of(OF_PLAN, PLANS_COUNCIL)
        .on("s.period")
        .resting_on(&["r.programme_id", "r.strategy_id"]),
    Source::told("progress_statement", &["text"])
        .of(
            "LEFT JOIN strategy_element e ON e.id = r.strategy_element_id LEFT JOIN programme p ON p.id = e.programme_id \
             LEFT JOIN strategy s ON s.id = e.strategy_id LEFT JOIN board b ON b.id = s.board_id",
            PLANS_COUNCIL,
        )
        .on("r.as_of")
        .resting_on(&["r.strategy_element_id", "e.programme_id", "e.strategy_id"]),
    Source::named("milestone", "label", &["due_text"])
        .of(OF_PLAN, PLANS_COUNCIL)
        .on("r.due")
        .resting_on(&["r.programme_id", "r.strategy_id"]),
    Source::named("named_indicator", "name", &[])
        .of(OF_PROGRAMME, "p.council_id")
        .resting_on(&["r.programme_id"]),
    Source::told("funding_award", &["purpose", "funder_text", "amount_text"])
        .of(OF_PLAN, "COALESCE(r.council_id, p.council_id, s.council_id, b.council_id)")
        .on("r.period")
        .resting_on(&["r.programme_id", "r.strategy_id"]),
    Source::told("expectation", &["text", "theme", "code"])
        .of(OF_PROGRAMME, "p.council_id")
        .on("r.period")
        .resting_on(&["r.programme_id"]),
    Source::told("expectation_status", &["text"])
        .of(OF_PROGRAMME, "p.council_id")
        .on("r.as_of")
        .resting_on(&["r.programme_id"]),
    Source::named("issue", "title", &[]).of(NO_BOARD, "r.council_id").on("r.notice_published_on"),
    Source::named("forward_plan", "title", &["plan_name"]).of(OWN_BOARD, "r.council_id").on("r.period"),
    Source::named("forward_plan_entry", "title", &["decision_due"])
        .of(
            "LEFT JOIN forward_plan f ON f.id = r.forward_plan_id LEFT JOIN board b ON b.id = f.board_id",
            "f.council_id",
        )
        .on("COALESCE(f.period, CAST(r.notice_published_on AS text))")
        .resting_on(&["f.id"]),
    Source::named("meeting", "title", &["summary", "note", "venue"]).of(OWN_BOARD, "b.council_id").on("r.date"),
    Source::named("agenda_item", "title", &["summary", "minutes_text", "agenda_text", "notes"])
        .of("LEFT JOIN meeting m ON m.id = r.meeting_id LEFT JOIN board b ON b.id = m.board_id", "b.council_id")
        .on("m.date")
        .resting_on(&["m.id"]),
    Source::told("contribution", &["text", "heading"])
        .of(OF_ITEM, "b.council_id")
        .on("m.date")
        .resting_on(&["i.id", "m.id"]),
    Source::named("document", "title", &["restriction", "key_reason_text"])
        .of(OF_DOCUMENT, "b.council_id")
        .on("r.date")
        .resting_on(&["m.id"]),
    Source::told("document_page", &["text"])
        .of(OF_PAGE, "b.council_id")
        .on("COALESCE(d.date, CAST(m.date AS text))")
        .resting_on(&["d.id", "m.id"]),
    Source::told("recommendation", &["text"])
        .of(OF_BOARD_OR_ITEM, "b.council_id")
        .on("m.date")
        .resting_on(&["i.id", "m.id"]),
    Source::told("decision", &["text", "reasons", "alternatives", "conditions", "key_reason_text", "wards_as_written"])
        .of(OF_BOARD_OR_ITEM, "b.council_id")
        .on("COALESCE(r.date, m.date)")
        .resting_on(&["i.id", "m.id"]),
    Source::told("vote", &["text"]).of(OF_ITEM, "b.council_id").on("m.date").resting_on(&["i.id", "m.id"]),
    Source::told("delegation", &["scope"])
        .of(
            "LEFT JOIN decision d ON d.id = r.decision_id LEFT JOIN board b ON b.id = d.board_id",
            "b.council_id",
        )
        .on("d.date")
        .resting_on(&["d.id"]),
    Source::told("action_item", &["text"]).of(OF_ITEM, "b.council_id").on("m.date").resting_on(&["i.id", "m.id"]),
    Source::told("risk", &["text", "mitigation"])
        .of(OF_PLAN, PLANS_COUNCIL)
        .resting_on(&["r.programme_id", "r.strategy_id"]),
    Source::told("impact_assessment", &["text"])
        .of(OF_PLAN, PLANS_COUNCIL)
        .on("r.expected_by")
        .resting_on(&["r.programme_id", "r.strategy_id"]),
    Source::told("engagement", &["text"])
        .of(OF_PLAN, PLANS_COUNCIL)
        .on("r.period")
        .resting_on(&["r.programme_id", "r.strategy_id"]),
    Source::told("judgement", &["text", "framework", "domain", "grade"])
        .of(NO_BOARD, "r.council_id")
        .on("r.date"),
    Source::named("recognition", "title", &["recipient_text"]).of(NO_BOARD, "r.council_id").on("r.date"),
    Source::named("dataset", "title", &["publisher"]),
    Source::named("release", "title", &[]).on("r.published_on"),
    Source::named("comparator_set", "name", &["description", "version"]),
    Source::named("indicator", "title", &["description", "topic", "code"]),
    Source::told("source", &["title", "publisher"]).on("r.published_on"),
];

/// The source with this table.
pub fn of_table(table: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|s| s.table == table)
}

/// Columns that [`Source::select`] gives before the names and texts.
pub const FIXED: usize = 9;

impl Source {
    /// The beginning of a statement: id, state, day, council's id, slug and name, board's id, kind and name, further ids as
    /// one text, and then the names and texts. What rows are wanted follows.
    pub fn select(&self) -> String {
        self.values() + &self.from()
    }

    /// The same as a whole statement: of so many records behind an id, in the order of their ids.
    pub fn select_after(&self, id: &str, most: usize) -> String {
        format!("{}{} ORDER BY r.id", self.values(), self.from_after(id, "", most))
    }

    fn values(&self) -> String {
        let day = self.day();
        let mut sql = format!("SELECT r.id, CAST(r.state AS text), {day}, c.id, c.slug, c.name, b.id, b.kind, b.name");
        for column in self.rests_on {
            sql.push_str(&format!(", {column}"));
        }
        for column in self.columns() {
            sql.push_str(&format!(", r.{column}"));
        }
        sql
    }

    /// The day or partial date of the record `r`, as text, in SQL; null where it has none.
    pub fn day(&self) -> String {
        self.day.map_or("NULL".into(), |day| format!("CAST({day} AS text)"))
    }

    /// The part of a statement that names the tables: `r` for the record, `c` for its council, `b` for its board, `m` for its
    /// meeting and `i` for its item, where it has these.
    pub fn from(&self) -> String {
        self.joined(self.table)
    }

    /// The same for so many records behind an id, written as the statement has it; `besides` is asked of each, too. These are
    /// picked before anything is joined: PostgreSQL would else rather walk through all that can be joined, each time.
    pub fn from_after(&self, id: &str, besides: &str, most: usize) -> String {
        let table = self.table;
        self.joined(&format!("(SELECT r.* FROM {table} r WHERE r.id > {id}{besides} ORDER BY r.id LIMIT {most})"))
    }

    fn joined(&self, records: &str) -> String {
        format!(" FROM {records} r {} LEFT JOIN council c ON c.id = {}", self.joins, self.council)
    }

    /// The columns of names and texts.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.name.into_iter().chain(self.texts.iter().copied())
    }

    /// How many ids of further records stand before them.
    pub fn further(&self) -> usize {
        self.rests_on.len()
    }
}

#[cfg(test)]
mod tests {
    use super::SOURCES;
    use crate::{Kind, record_named};

    #[test]
    fn every_column_is_a_text_of_its_table() {
        for source in SOURCES {
            let table = record_named(source.table).expect("a table of records");
            for column in source.columns() {
                let kind = table.column(column).map(|c| c.kind);
                assert!(matches!(kind, Some(Kind::Text | Kind::TextList)), "{}.{column}", source.table);
            }
        }
    }
}

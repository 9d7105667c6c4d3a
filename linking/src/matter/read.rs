//! Reads what the matters of a council are made of.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::prelude::Date;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, QueryResult, Statement};
use uuid::Uuid;

use super::answer::{Asked, Decided};
use super::group::Item;
use super::title::matter;
use crate::text::read::place;

/// Where items of a council come from.
const ITEMS: &str = "FROM board b JOIN meeting m ON m.board_id = b.id AND m.state = 'CURRENT' JOIN agenda_item i ON i.meeting_id = \
                     m.id AND i.state = 'CURRENT'";
/// Sorts of paper that belong to the meeting, not to what an item is about.
const OF_THE_MEETING: &str = "'AGENDA', 'MINUTES', 'REPORTS_PACK'";

/// The rule of what a person entered.
const BY_HAND: &str = "SAID_BY_HAND";
/// Recommendations that stand, and of which nobody entered what became of them.
const OPEN: &str = "r.state = 'CURRENT' AND NOT EXISTS (SELECT 1 FROM recommendation_answer a WHERE a.recommendation_id = r.id \
                    AND a.rule = 'SAID_BY_HAND')";

/// What recommendations and decisions a council has, by the item under which they came.
#[derive(Debug, Default)]
pub struct Business {
    /// Each with its item, and its paper where it names none.
    pub asked: Vec<(Option<Uuid>, Option<Uuid>, Asked)>,
    pub decided: HashMap<Uuid, Vec<Decided>>,
    /// The item of each decision that came under one.
    pub item_of: HashMap<Uuid, Uuid>,
}

async fn rows(db: &DatabaseConnection, sql: &str, council: Uuid) -> Result<Vec<QueryResult>, DbErr> {
    let backend = db.get_database_backend();
    let sql = sql.replace("{council}", &place(backend, 1));
    db.query_all_raw(Statement::from_sql_and_values(backend, sql, [council.into()])).await
}

/// The path-safe name of a council; none if there is no such council.
pub async fn slug(db: &DatabaseConnection, council: Uuid) -> Result<Option<String>, DbErr> {
    let rows = rows(db, "SELECT slug FROM council WHERE id = {council}", council).await?;
    rows.first().map(|row| row.try_get_by_index(0)).transpose()
}

/// The board at the head of each board's family: the one that all of them were set up by.
pub async fn families(db: &DatabaseConnection, council: Uuid) -> Result<HashMap<Uuid, Uuid>, DbErr> {
    let sql = "SELECT id, parent_id FROM board WHERE council_id = {council} AND parent_id IS NOT NULL";
    let mut above = HashMap::new();
    for row in rows(db, sql, council).await? {
        above.insert(row.try_get_by_index::<Uuid>(0)?, row.try_get_by_index::<Uuid>(1)?);
    }
    let head = |board: &Uuid| {
        let mut head = *board;
        // A circle of boards ends where it began.
        for _ in 0..above.len() {
            match above.get(&head) {
                Some(next) if next != board => head = *next,
                _ => break,
            }
        }
        head
    };
    Ok(above.keys().map(|board| (*board, head(board))).collect())
}

/// The items of a council's boards, but for headings.
pub async fn items(db: &DatabaseConnection, council: Uuid) -> Result<Vec<Item>, DbErr> {
    let sql = format!(
        "SELECT i.id, i.title, COALESCE(i.issue_id, (SELECT e.issue_id FROM issue_entry e WHERE e.agenda_item_id = i.id AND e.rule = \
         '{BY_HAND}' ORDER BY e.id LIMIT 1)), m.id, m.date, b.id, i.provenance_id {ITEMS} WHERE b.council_id = {{council}} AND \
         (i.is_heading IS NULL OR NOT i.is_heading)"
    );
    let mut items = Vec::new();
    for row in rows(db, &sql, council).await? {
        let title: String = row.try_get_by_index(1)?;
        items.push(Item {
            id: row.try_get_by_index(0)?,
            matter: matter(&title),
            title,
            issue: row.try_get_by_index(2)?,
            meeting: row.try_get_by_index(3)?,
            date: row.try_get_by_index::<Date>(4)?,
            board: row.try_get_by_index(5)?,
            provenance: row.try_get_by_index(6)?,
        });
    }
    Ok(items)
}

/// The items of a council by the papers that they have.
pub async fn papers(db: &DatabaseConnection, council: Uuid) -> Result<BTreeMap<Uuid, BTreeSet<Uuid>>, DbErr> {
    let sql = format!(
        "SELECT l.to_id, i.id {ITEMS} JOIN link l ON l.from_id = i.id AND l.role = 'DOCUMENT' JOIN document d ON d.id = l.to_id \
         WHERE b.council_id = {{council}} AND d.state = 'CURRENT' AND d.kind NOT IN ({OF_THE_MEETING})"
    );
    let mut papers: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    for row in rows(db, &sql, council).await? {
        papers.entry(row.try_get_by_index(0)?).or_default().insert(row.try_get_by_index(1)?);
    }
    Ok(papers)
}

/// What was recommended to a council's boards and what they decided.
pub async fn business(db: &DatabaseConnection, council: Uuid) -> Result<Business, DbErr> {
    let mut business = Business::default();
    let columns = "r.id, r.number, r.text, r.board_id, r.outcome, r.decision_id, r.provenance_id, r.agenda_item_id, r.document_id";
    let sql = format!(
        "SELECT {columns} {ITEMS} JOIN recommendation r ON r.agenda_item_id = i.id WHERE b.council_id = {{council}} AND {OPEN} UNION ALL \
         SELECT {columns} FROM board b JOIN recommendation r ON r.board_id = b.id WHERE b.council_id = {{council}} AND \
         r.agenda_item_id IS NULL AND {OPEN}"
    );
    for row in rows(db, &sql, council).await? {
        let asked = Asked {
            id: row.try_get_by_index(0)?,
            number: row.try_get_by_index(1)?,
            text: row.try_get_by_index(2)?,
            board: row.try_get_by_index(3)?,
            outcome: row.try_get_by_index(4)?,
            decision: row.try_get_by_index(5)?,
            provenance: row.try_get_by_index(6)?,
        };
        business.asked.push((row.try_get_by_index(7)?, row.try_get_by_index(8)?, asked));
    }
    if business.asked.is_empty() {
        return Ok(business);
    }
    let sql = format!(
        "SELECT d.id, d.number, d.text, COALESCE(d.board_id, b.id), d.effects, i.id {ITEMS} JOIN decision d ON \
         d.agenda_item_id = i.id AND d.state = 'CURRENT' WHERE b.council_id = {{council}}"
    );
    for row in rows(db, &sql, council).await? {
        let (id, item): (Uuid, Uuid) = (row.try_get_by_index(0)?, row.try_get_by_index(5)?);
        let effects: String = row.try_get_by_index(4)?;
        business.item_of.insert(id, item);
        business.decided.entry(item).or_default().push(Decided {
            id,
            number: row.try_get_by_index(1)?,
            text: row.try_get_by_index(2)?,
            board: row.try_get_by_index(3)?,
            effects: serde_json::from_str(&effects).unwrap_or_default(),
        });
    }
    Ok(business)
}

/// What is held of what rules made of a council: table and id, but for what a person entered.
pub async fn derived(db: &DatabaseConnection, council: Uuid) -> Result<Vec<(&'static str, Uuid)>, DbErr> {
    let mut all = Vec::new();
    let asked = format!(
        "SELECT r.id {ITEMS} JOIN recommendation r ON r.agenda_item_id = i.id WHERE b.council_id = {{council}}"
    );
    let of_board = "SELECT r.id FROM board b JOIN recommendation r ON r.board_id = b.id WHERE b.council_id = {council}";
    for (table, sql) in [
        ("issue", "SELECT id FROM issue WHERE council_id = {council} AND is_inferred".to_string()),
        (
            "issue_entry",
            "SELECT e.id FROM issue i JOIN issue_entry e ON e.issue_id = i.id WHERE i.council_id = {council} AND e.rule <> \
             'SAID_BY_HAND'"
                .to_string(),
        ),
        (
            "recommendation_answer",
            format!(
                "SELECT id FROM recommendation_answer WHERE rule <> 'SAID_BY_HAND' AND recommendation_id IN ({asked} UNION \
                 {of_board})"
            ),
        ),
    ] {
        for row in rows(db, &sql, council).await? {
            all.push((table, row.try_get_by_index(0)?));
        }
    }
    Ok(all)
}

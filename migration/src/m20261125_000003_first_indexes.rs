//! The indexes of the first version: for every unique name, every reference, and every ordering of a list. Columns
//! stand in one direction throughout, since a list is ordered by all its keys in the same direction, up or down.

use sea_orm_migration::prelude::*;

use crate::schema::{date, index, index_by, index_where_known, text, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables whose rows have a path-safe name.
const NAMED: &[&str] =
    &["topic", "area", "council", "organisation", "board", "person", "post", "programme", "strategy", "issue"];

/// Orderings of all rows of a table by a column that is never null.
const ORDERED: &[(&str, &str)] = &[
    ("source", "title"),
    ("topic", "label"),
    ("area", "name"),
    ("council", "name"),
    ("organisation", "name"),
    ("board", "name"),
    ("person", "name"),
    ("post", "title"),
    ("programme", "name"),
    ("strategy", "title"),
    ("issue", "title"),
    ("meeting", "date"),
    ("document", "title"),
];

/// References that every row has, with the column by which the rows of one parent are ordered.
const CHILDREN: &[(&str, &str, &str)] = &[
    ("meeting", "board_id", "date"),
    ("agenda_item", "meeting_id", "position"),
    ("contribution", "agenda_item_id", "position"),
    ("attendance", "meeting_id", "id"),
];

/// References that rows may leave out, with the column by which the rows of one parent are ordered.
const SOME_CHILDREN: &[(&str, &str, &str)] = &[
    ("topic", "broader_id", "label"),
    ("area", "parent_id", "name"),
    ("council", "area_id", "name"),
    ("organisation", "parent_id", "name"),
    ("organisation", "area_id", "name"),
    ("board", "council_id", "name"),
    ("board", "parent_id", "name"),
    ("person", "council_id", "name"),
    ("post", "council_id", "title"),
    ("post", "organisation_id", "title"),
    ("post", "board_id", "title"),
    ("membership", "person_id", "id"),
    ("membership", "post_id", "id"),
    ("membership", "board_id", "id"),
    ("membership", "council_id", "id"),
    ("membership", "organisation_id", "id"),
    ("membership", "on_behalf_of_id", "id"),
    ("programme", "council_id", "name"),
    ("programme", "organisation_id", "name"),
    ("programme", "implements_id", "name"),
    ("programme", "part_of_id", "name"),
    ("strategy", "council_id", "title"),
    ("strategy", "board_id", "title"),
    ("strategy", "replaces_id", "title"),
    ("strategy", "part_of_id", "title"),
    ("strategy_status", "decision_id", "id"),
    ("participation", "organisation_id", "id"),
    ("participation", "partner_council_id", "id"),
    ("participation", "programme_id", "id"),
    ("participation", "strategy_id", "id"),
    ("participation", "board_id", "id"),
    ("issue", "council_id", "title"),
    ("agenda_item", "issue_id", "id"),
    ("agenda_item", "parent_id", "position"),
    ("attendance", "agenda_item_id", "id"),
    ("contribution", "reply_to_id", "position"),
    ("document", "parent_id", "id"),
    ("recommendation", "document_id", "position"),
    ("recommendation", "agenda_item_id", "position"),
    ("recommendation", "board_id", "id"),
    ("recommendation", "decision_id", "id"),
    ("decision", "agenda_item_id", "id"),
    ("action_item", "agenda_item_id", "position"),
    ("action_item", "contribution_id", "position"),
    ("actor", "person_id", "role"),
    ("actor", "post_id", "role"),
    ("actor", "organisation_id", "role"),
    ("actor", "board_id", "role"),
    ("actor", "council_id", "role"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in NAMED {
            unique(m, table, "slug").await?;
        }
        for &(table, order) in ORDERED {
            index(m, table, &[order, "id"]).await?;
        }
        for &(table, parent, order) in CHILDREN {
            index(m, table, &columns(table, parent, order)).await?;
        }
        for &(table, parent, order) in SOME_CHILDREN {
            index_where_known(m, table, &columns(table, parent, order)).await?;
        }

        // Orderings by a day that may not be known, and the plain column for questions about a span of days.
        index_by(m, "decision", None, date("date")).await?;
        index_by(m, "decision", Some("board_id"), date("date")).await?;
        index_by(m, "document", None, text("date")).await?;
        index_by(m, "document", Some("board_id"), text("date")).await?;
        index_by(m, "strategy_status", Some("strategy_id"), text("from_date")).await?;
        index_by(m, "membership", None, text("valid_from")).await?;
        index_by(m, "action_item", None, text("due")).await?;
        index(m, "decision", &["date", "id"]).await?;
        index(m, "document", &["date", "id"]).await?;

        index(m, "identifier", &["scheme", "value"]).await?;
        index(m, "alias", &["name"]).await?;
        index(m, "link", &["to_id", "role", "from_id"]).await?;
        index(m, "citation", &["source_id"]).await?;
        index(m, "change", &["record_id"]).await
    }
}

/// The columns of an index for the rows of one parent: each once, the id last where the table has one.
fn columns<'a>(table: &str, parent: &'a str, order: &'a str) -> Vec<&'a str> {
    let mut columns = vec![parent, order];
    if order != "id" && table != "actor" {
        columns.push("id");
    }
    columns
}

//! What the papers of councils say as their own systems give them, and how those systems were read.

use sea_orm_migration::prelude::*;

use crate::schema::{add, big, boolean, date, index, index_where_known, integer, record, table, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("source", text("system")),
            ("council", uuid("parent_id")),
            ("board", text("category")),
            ("board", text("standing")),
            ("meeting", text("status_as_written")),
            ("meeting", text("note")),
            ("meeting", boolean("webcast")),
            ("meeting", boolean("agenda_published")),
            ("meeting", boolean("minutes_published")),
            ("meeting", boolean("decisions_published")),
            ("agenda_item", text("minute_number")),
            ("agenda_item", boolean("is_heading")),
            ("agenda_item", integer("declarations")),
            ("agenda_item", text("notes")),
            ("agenda_item", text("agenda_text")),
            ("agenda_item", text("agenda_html")),
            ("agenda_item", text("minutes_text")),
            ("agenda_item", text("minutes_html")),
            ("document", text("restriction")),
            ("decision", boolean("verbatim")),
            ("decision", text("status_as_written")),
            ("decision", date("published_on")),
            ("decision", date("effective_from")),
            ("decision", text("wards_as_written")),
            ("decision", text("reasons")),
            ("decision", text("alternatives")),
            ("decision", text("html")),
            ("attendance", text("status_as_written")),
            ("membership", text("on_behalf_of_as_written")),
            ("post", uuid("area_id")),
            ("issue", boolean("is_key")),
            ("issue", text("status_as_written")),
            ("issue", text("decision_due")),
            ("issue", date("notice_published_on")),
            ("issue", text("website")),
        ] {
            add(m, table, column).await?;
        }
        record(
            m,
            "vote",
            vec![
                uuid("agenda_item_id").required(),
                uuid("decision_id"),
                integer("position").required(),
                integer("votes_for"),
                integer("votes_against"),
                integer("abstentions"),
                boolean("carried"),
                text("text").required(),
            ],
        )
        .await?;
        readings(m).await?;
        index(m, "vote", &["agenda_item_id", "position", "id"]).await?;
        index_where_known(m, "vote", &["decision_id", "position", "id"]).await?;
        index_where_known(m, "council", &["parent_id", "name", "id"]).await?;
        index_where_known(m, "post", &["area_id", "id"]).await?;
        index(m, "reading", &["source_id", "started_at", "id"]).await
    }
}

/// How sources were read, and who said what of a record.
async fn readings(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut columns = vec![
        uuid("id").required(),
        uuid("source_id").required(),
        big("started_at").required(),
        big("ended_at"),
        text("outcome").required(),
        date("from_date"),
        date("to_date"),
    ];
    for counted in ["calls", "created", "updated", "deleted", "unchanged", "skipped", "failed"] {
        columns.push(integer(counted).required());
    }
    columns.extend([text("failures"), text("pages_blocked")]);
    table(m, "reading", &["id"], columns).await?;
    let mut columns = vec![uuid("source_id").required()];
    for counted in ["year", "meetings", "cancelled", "with_agenda", "with_minutes", "with_attendance", "decisions"] {
        columns.push(integer(counted).required());
    }
    table(m, "coverage", &["source_id", "year"], columns).await?;
    let columns = vec![
        uuid("source_id").required(),
        text("question").required(),
        big("hash").required(),
        uuid("reading_id").required(),
        text("said"),
    ];
    table(m, "answer", &["source_id", "question"], columns).await?;
    let columns = vec![uuid("record_id").required(), text("feed").required(), text("said").required()];
    table(m, "claim", &["record_id", "feed"], columns).await
}

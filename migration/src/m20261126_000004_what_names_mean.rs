//! What names mean: mentions, what belongs to one matter, what answers what, and which records are one.

use sea_orm_migration::prelude::*;

use crate::schema::{add, big, boolean, index, index_by, index_where_known, integer, record, table, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What a mention can mean.
const MEANT: [&str; 7] =
    ["programme_id", "strategy_id", "policy_instrument_id", "board_id", "organisation_id", "post_id", "person_id"];
/// Where a mention can stand, by what it is looked up.
const HOLDERS: [&str; 8] = [
    "meeting_id",
    "agenda_item_id",
    "contribution_id",
    "decision_id",
    "recommendation_id",
    "action_item_id",
    "document_id",
    "issue_id",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        mentions(m).await?;
        matters(m).await?;
        merges(m).await
    }
}

async fn mentions(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut columns = vec![uuid("council_id"), text("date")];
    columns.extend(HOLDERS.map(uuid));
    columns.extend([
        text("field").required(),
        integer("position").required(),
        integer("length").required(),
        text("words").required(),
    ]);
    columns.extend(MEANT.map(uuid));
    columns.extend([text("resolution").required(), text("certainty").required(), text("rule").required()]);
    record(m, "mention", columns).await?;
    index_by(m, "mention", None, text("date")).await?;
    index_by(m, "mention", Some("council_id"), text("date")).await?;
    for column in MEANT.into_iter().chain(HOLDERS) {
        index_by(m, "mention", Some(column), text("date")).await?;
    }
    let columns = vec![uuid("council_id").required(), big("gazetteer").required(), big("sequence").required()];
    table(m, "linked", &["council_id"], columns).await
}

async fn matters(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    add(m, "issue", boolean("is_inferred")).await?;
    let columns = vec![
        uuid("issue_id").required(),
        uuid("agenda_item_id"),
        uuid("decision_id"),
        uuid("document_id"),
        text("date"),
        text("certainty").required(),
        text("rule").required(),
    ];
    record(m, "issue_entry", columns).await?;
    index_by(m, "issue_entry", None, text("date")).await?;
    for column in ["issue_id", "agenda_item_id", "decision_id", "document_id"] {
        index_by(m, "issue_entry", Some(column), text("date")).await?;
    }
    let columns = vec![
        uuid("recommendation_id").required(),
        uuid("decision_id").required(),
        text("outcome").required(),
        text("certainty").required(),
        text("rule").required(),
    ];
    record(m, "recommendation_answer", columns).await?;
    index(m, "recommendation_answer", &["created_at", "id"]).await?;
    index(m, "recommendation_answer", &["recommendation_id", "created_at", "id"]).await?;
    index(m, "recommendation_answer", &["decision_id", "created_at", "id"]).await
}

async fn merges(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = vec![
        text("duplicate").required(),
        uuid("person_id"),
        uuid("board_id"),
        uuid("organisation_id"),
        text("reason").required(),
    ];
    record(m, "merge", columns).await?;
    index(m, "merge", &["created_at", "id"]).await?;
    for column in ["person_id", "board_id", "organisation_id"] {
        index_where_known(m, "merge", &[column, "created_at", "id"]).await?;
    }
    let columns = vec![
        uuid("record_id").required(),
        text("record_type").required(),
        text("slug").required(),
        uuid("into_id").required(),
        big("created_at").required(),
    ];
    table(m, "merged", &["record_id"], columns).await?;
    index(m, "merged", &["record_type", "slug"]).await?;
    index(m, "merged", &["into_id"]).await
}

//! The log, the parts of records, and the records of bodies and people. There are no foreign keys: the write path checks references for a whole load at
//! once, so that records may come in any order, and a table can be filled at the speed of its indexes.

use sea_orm_migration::prelude::*;

use crate::schema::{big, boolean, counted, date, integer, record, table, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        log(manager).await?;
        parts(manager).await?;
        bodies(manager).await
    }
}

/// Loads, and what each of them changed.
async fn log(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    counted(m, "load", integer("id"), vec![text("title").required(), big("at").required()]).await?;
    counted(
        m,
        "change",
        big("sequence"),
        vec![
            text("kind").required(),
            text("record_type").required(),
            uuid("record_id").required(),
            big("at").required(),
            integer("load_id").required(),
        ],
    )
    .await
}

/// What belongs to a record and is written with it.
async fn parts(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        m,
        "identifier",
        &["record_id", "scheme", "value"],
        vec![
            uuid("record_id").required(),
            text("record_type").required(),
            text("scheme").required(),
            text("value").required(),
            text("valid_from"),
            text("valid_to"),
        ],
    )
    .await?;
    table(
        m,
        "alias",
        &["record_id", "position"],
        vec![
            uuid("record_id").required(),
            integer("position").required(),
            text("name").required(),
            text("language"),
            text("note"),
        ],
    )
    .await?;
    table(
        m,
        "actor",
        &["record_id", "role", "position"],
        vec![
            uuid("record_id").required(),
            text("role").required(),
            integer("position").required(),
            text("as_written"),
            uuid("person_id"),
            uuid("post_id"),
            uuid("organisation_id"),
            uuid("board_id"),
            uuid("council_id"),
            text("resolution").required(),
            text("certainty").required(),
        ],
    )
    .await?;
    table(
        m,
        "link",
        &["from_id", "role", "to_id"],
        vec![
            uuid("from_id").required(),
            text("role").required(),
            uuid("to_id").required(),
            integer("position").required(),
            text("certainty").required(),
        ],
    )
    .await?;
    table(
        m,
        "citation",
        &["provenance_id", "position"],
        vec![
            uuid("provenance_id").required(),
            integer("position").required(),
            uuid("source_id").required(),
            text("locator"),
            text("quote"),
            text("certainty").required(),
            text("method").required(),
        ],
    )
    .await
}

/// Sources, subjects, places, bodies and people.
async fn bodies(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    record(
        m,
        "source",
        vec![
            text("url"),
            text("title").required(),
            text("publisher"),
            text("published_on"),
            text("retrieved_on"),
            text("licence"),
            text("media_type"),
        ],
    )
    .await?;
    record(
        m,
        "topic",
        vec![text("slug").required(), text("label").required(), uuid("broader_id"), text("exact_match")],
    )
    .await?;
    record(
        m,
        "area",
        vec![
            text("slug").required(),
            text("name").required(),
            text("kind").required(),
            text("gss_code"),
            uuid("parent_id"),
            text("valid_from"),
            text("valid_to"),
        ],
    )
    .await?;
    record(
        m,
        "council",
        vec![
            text("slug").required(),
            text("name").required(),
            text("kind").required(),
            text("gss_code"),
            uuid("area_id"),
            text("website"),
            text("valid_from"),
            text("valid_to"),
        ],
    )
    .await?;
    record(
        m,
        "organisation",
        vec![
            text("slug").required(),
            text("name").required(),
            text("kind").required(),
            uuid("parent_id"),
            uuid("area_id"),
            text("website"),
            text("valid_from"),
            text("valid_to"),
        ],
    )
    .await?;
    record(
        m,
        "board",
        vec![
            text("slug").required(),
            text("name").required(),
            text("kind").required(),
            uuid("council_id"),
            uuid("parent_id"),
            text("website"),
            text("valid_from"),
            text("valid_to"),
        ],
    )
    .await?;
    record(m, "person", vec![text("slug").required(), text("name").required(), text("honorific"), uuid("council_id")])
        .await?;
    record(
        m,
        "post",
        vec![
            text("slug").required(),
            text("title").required(),
            text("kind").required(),
            uuid("council_id"),
            uuid("organisation_id"),
            uuid("board_id"),
            text("valid_from"),
            text("valid_to"),
        ],
    )
    .await?;
    record(
        m,
        "membership",
        vec![
            uuid("person_id"),
            uuid("post_id"),
            uuid("board_id"),
            uuid("council_id"),
            uuid("organisation_id"),
            text("role"),
            boolean("interim"),
            boolean("voting"),
            uuid("on_behalf_of_id"),
            date("attested_on"),
            text("valid_from"),
            text("valid_to"),
        ],
    )
    .await
}

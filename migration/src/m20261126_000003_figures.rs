//! Figures beside decisions: datasets and their releases, indicators, periods, observations, and who resembles whom.

use sea_orm_migration::prelude::*;

use crate::schema::{add, date, drop_column, index, index_by, index_where_known, integer, record, text, unique, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        datasets(m).await?;
        figures(m).await?;
        comparators(m).await?;
        add(m, "judgement", text("published_on")).await?;
        // Named measures are records of their own from now on; what a programme had is written with them.
        drop_column(m, "programme", "indicators").await
    }
}

async fn datasets(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    record(
        m,
        "dataset",
        vec![text("slug").required(), text("title").required(), text("publisher"), text("url"), text("licence")],
    )
    .await?;
    record(
        m,
        "release",
        vec![
            uuid("dataset_id").required(),
            text("title").required(),
            text("published_on"),
            text("retrieved_on"),
            text("sha256"),
            integer("row_count"),
        ],
    )
    .await?;
    unique(m, "dataset", "slug").await?;
    index(m, "dataset", &["title", "id"]).await?;
    index(m, "release", &["dataset_id", "title", "id"]).await
}

async fn figures(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    record(
        m,
        "indicator",
        vec![
            text("slug").required(),
            text("code").required(),
            text("title").required(),
            text("topic"),
            text("description"),
            text("unit"),
            integer("decimals"),
            text("polarity"),
            text("filters"),
            uuid("dataset_id").required(),
            text("url"),
        ],
    )
    .await?;
    record(
        m,
        "named_indicator",
        vec![
            uuid("programme_id").required(),
            integer("position").required(),
            text("name").required(),
            uuid("indicator_id"),
            text("fit"),
        ],
    )
    .await?;
    record(
        m,
        "time_period",
        vec![text("kind").required(), date("starts_on"), date("ends_on"), text("label").required(), text("revision")],
    )
    .await?;
    record(
        m,
        "observation",
        vec![
            uuid("indicator_id").required(),
            uuid("council_id"),
            uuid("area_id"),
            uuid("time_period_id").required(),
            date("ends_on"),
            text("value"),
            text("status").required(),
            text("as_written"),
            uuid("release_id"),
        ],
    )
    .await?;
    unique(m, "indicator", "slug").await?;
    index(m, "indicator", &["title", "id"]).await?;
    index(m, "indicator", &["dataset_id", "title", "id"]).await?;
    index(m, "named_indicator", &["programme_id", "position", "id"]).await?;
    index_where_known(m, "named_indicator", &["indicator_id", "position", "id"]).await?;
    index_by(m, "observation", None, date("ends_on")).await?;
    index_by(m, "observation", Some("indicator_id"), date("ends_on")).await?;
    index_where_known(m, "observation", &["council_id", "indicator_id", "ends_on"]).await?;
    index_where_known(m, "observation", &["area_id", "indicator_id", "ends_on"]).await
}

async fn comparators(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    record(
        m,
        "comparator_set",
        vec![text("slug").required(), text("name").required(), text("version"), text("description")],
    )
    .await?;
    record(
        m,
        "comparator",
        vec![
            uuid("comparator_set_id").required(),
            uuid("council_id").required(),
            uuid("peer_id").required(),
            integer("rank").required(),
            text("closeness"),
        ],
    )
    .await?;
    unique(m, "comparator_set", "slug").await?;
    index(m, "comparator_set", &["name", "id"]).await?;
    index(m, "comparator", &["comparator_set_id", "rank", "id"]).await?;
    index(m, "comparator", &["council_id", "rank", "id"]).await?;
    index(m, "comparator", &["peer_id", "rank", "id"]).await
}

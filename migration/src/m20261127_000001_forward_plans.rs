//! Forward plans: what councils announce that they will decide, edition by edition.

use sea_orm_migration::prelude::*;

use crate::schema::{boolean, date, index, index_by, index_where_known, integer, record, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![
            text("title").required(),
            text("plan_name"),
            uuid("council_id"),
            uuid("board_id"),
            text("period"),
            date("published_on"),
            text("website"),
        ];
        record(m, "forward_plan", columns).await?;
        index_by(m, "forward_plan", None, text("period")).await?;
        index_by(m, "forward_plan", Some("council_id"), text("period")).await?;
        index_by(m, "forward_plan", Some("board_id"), text("period")).await?;
        let columns = vec![
            uuid("forward_plan_id").required(),
            uuid("issue_id"),
            integer("position").required(),
            text("title").required(),
            text("decision_due"),
            text("due"),
            date("notice_published_on"),
            boolean("is_key"),
        ];
        record(m, "forward_plan_entry", columns).await?;
        index(m, "forward_plan_entry", &["forward_plan_id", "position", "id"]).await?;
        index_where_known(m, "forward_plan_entry", &["issue_id", "id"]).await
    }
}

//! Words of documents: the file of a document, its pages, and mentions in them.

use sea_orm_migration::prelude::*;

use crate::schema::{add, date, index, index_by, integer, record, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![
            uuid("document_id").required(),
            text("url").required(),
            text("outcome").required(),
            text("media_type"),
            integer("bytes"),
            text("sha256"),
            integer("page_count"),
            integer("pages_without_words"),
            date("retrieved_on").required(),
        ];
        record(m, "document_file", columns).await?;
        index(m, "document_file", &["created_at", "id"]).await?;
        index(m, "document_file", &["document_id", "created_at", "id"]).await?;
        let columns = vec![
            uuid("document_id").required(),
            uuid("document_file_id").required(),
            integer("position").required(),
            integer("number"),
            text("text").required(),
        ];
        record(m, "document_page", columns).await?;
        index(m, "document_page", &["position", "id"]).await?;
        for column in ["document_id", "document_file_id"] {
            index(m, "document_page", &[column, "position", "id"]).await?;
        }
        add(m, "mention", uuid("document_page_id")).await?;
        index_by(m, "mention", Some("document_page_id"), text("date")).await
    }
}

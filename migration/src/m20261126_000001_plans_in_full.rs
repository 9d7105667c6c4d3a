//! Strategies and programmes in full: what they consist of, what became of it, and what was promised, paid, risked and
//! assessed.

use sea_orm_migration::prelude::*;

use crate::schema::{add, big, boolean, index, index_by, index_where_known, integer, record, text, unique, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// References that rows may leave out, with the column by which the rows of one parent are ordered.
const SOME_CHILDREN: &[(&str, &str, &str)] = &[
    ("policy_instrument", "organisation_id", "id"),
    ("strategy_element", "strategy_id", "position"),
    ("strategy_element", "programme_id", "position"),
    ("strategy_element", "policy_instrument_id", "position"),
    ("strategy_element", "parent_id", "position"),
    ("progress_statement", "document_id", "position"),
    ("milestone", "programme_id", "position"),
    ("milestone", "strategy_id", "position"),
    ("funding_award", "programme_id", "position"),
    ("funding_award", "strategy_id", "position"),
    ("funding_award", "council_id", "position"),
    ("funding_award", "organisation_id", "position"),
    ("funding_award", "policy_instrument_id", "position"),
    ("risk", "programme_id", "position"),
    ("risk", "strategy_id", "position"),
    ("risk", "document_id", "position"),
    ("risk", "contribution_id", "position"),
    ("impact_assessment", "programme_id", "position"),
    ("impact_assessment", "strategy_id", "position"),
    ("impact_assessment", "document_id", "position"),
    ("impact_assessment", "contribution_id", "position"),
    ("judgement", "organisation_id", "position"),
    ("judgement", "council_id", "position"),
    ("judgement", "document_id", "position"),
    ("recognition", "organisation_id", "position"),
    ("recognition", "council_id", "position"),
    ("recognition", "strategy_id", "position"),
    ("engagement", "programme_id", "position"),
    ("engagement", "strategy_id", "position"),
    ("engagement", "document_id", "position"),
    ("expectation", "document_id", "position"),
];

/// References that every row has, with the column by which the rows of one parent are ordered.
const CHILDREN: &[(&str, &str, &str)] = &[
    ("progress_statement", "strategy_element_id", "position"),
    ("milestone_slip", "milestone_id", "position"),
    ("funding_split", "funding_award_id", "position"),
    ("expectation", "programme_id", "position"),
    ("expectation_status", "expectation_id", "id"),
    ("expectation_status", "programme_id", "id"),
    ("delegation", "decision_id", "position"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        add(m, "programme", text("indicators")).await?;
        plans(m).await?;
        money(m).await?;
        findings(m).await?;
        unique(m, "policy_instrument", "slug").await?;
        index(m, "policy_instrument", &["title", "id"]).await?;
        for &(table, parent, order) in CHILDREN {
            let columns: &[&str] = if order == "id" { &[parent, "id"] } else { &[parent, order, "id"] };
            index(m, table, columns).await?;
        }
        for &(table, parent, order) in SOME_CHILDREN {
            let columns: &[&str] = if order == "id" { &[parent, "id"] } else { &[parent, order, "id"] };
            index_where_known(m, table, columns).await?;
        }
        index_by(m, "milestone", None, text("due")).await
    }
}

/// What strategies and programmes consist of, and what became of it.
async fn plans(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    record(
        m,
        "policy_instrument",
        vec![
            text("slug").required(),
            text("title").required(),
            text("kind").required(),
            uuid("organisation_id"),
            text("date"),
            text("status"),
            text("description"),
            text("url"),
        ],
    )
    .await?;
    record(
        m,
        "strategy_element",
        vec![
            uuid("strategy_id"),
            uuid("programme_id"),
            uuid("policy_instrument_id"),
            uuid("parent_id"),
            text("kind").required(),
            integer("position").required(),
            text("number"),
            text("label"),
            text("text"),
            text("status"),
        ],
    )
    .await?;
    record(
        m,
        "progress_statement",
        vec![
            uuid("strategy_element_id").required(),
            integer("position").required(),
            text("text").required(),
            text("as_of"),
            text("rating"),
            uuid("document_id"),
        ],
    )
    .await?;
    record(
        m,
        "milestone",
        vec![
            uuid("programme_id"),
            uuid("strategy_id"),
            integer("position").required(),
            text("label").required(),
            text("kind"),
            text("due"),
            text("due_text"),
            text("status"),
        ],
    )
    .await?;
    record(
        m,
        "milestone_slip",
        vec![uuid("milestone_id").required(), integer("position").required(), text("from_date"), text("to_date")],
    )
    .await?;
    record(
        m,
        "expectation",
        vec![
            uuid("programme_id").required(),
            uuid("document_id"),
            integer("position").required(),
            text("code"),
            text("text").required(),
            text("level").required(),
            text("period"),
            text("theme"),
        ],
    )
    .await?;
    record(
        m,
        "expectation_status",
        vec![
            uuid("expectation_id").required(),
            uuid("programme_id").required(),
            text("rating").required(),
            text("as_of"),
            text("text"),
        ],
    )
    .await
}

/// What is paid.
async fn money(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    record(
        m,
        "funding_award",
        vec![
            uuid("programme_id"),
            uuid("strategy_id"),
            uuid("council_id"),
            uuid("organisation_id"),
            uuid("policy_instrument_id"),
            integer("position").required(),
            text("funder_text"),
            big("amount"),
            text("amount_text"),
            text("period"),
            text("purpose"),
        ],
    )
    .await?;
    record(
        m,
        "funding_split",
        vec![
            uuid("funding_award_id").required(),
            integer("position").required(),
            text("label").required(),
            integer("percent"),
            big("amount"),
        ],
    )
    .await
}

/// What is risked, assessed, judged, recognised, heard and handed over.
async fn findings(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    record(
        m,
        "risk",
        vec![
            uuid("programme_id"),
            uuid("strategy_id"),
            uuid("document_id"),
            uuid("contribution_id"),
            integer("position").required(),
            text("text").required(),
            boolean("significant"),
            text("mitigation"),
        ],
    )
    .await?;
    record(
        m,
        "impact_assessment",
        vec![
            uuid("programme_id"),
            uuid("strategy_id"),
            uuid("document_id"),
            uuid("contribution_id"),
            integer("position").required(),
            text("kind").required(),
            text("stage").required(),
            text("expected_by"),
            text("text"),
        ],
    )
    .await?;
    record(
        m,
        "judgement",
        vec![
            uuid("organisation_id"),
            uuid("council_id"),
            integer("position").required(),
            text("framework"),
            text("domain"),
            text("grade"),
            text("date"),
            text("text"),
            uuid("document_id"),
        ],
    )
    .await?;
    record(
        m,
        "recognition",
        vec![
            text("title").required(),
            text("level").required(),
            uuid("organisation_id"),
            uuid("council_id"),
            uuid("strategy_id"),
            integer("position").required(),
            text("recipient_text"),
            text("date"),
        ],
    )
    .await?;
    record(
        m,
        "engagement",
        vec![
            uuid("programme_id"),
            uuid("strategy_id"),
            uuid("document_id"),
            integer("position").required(),
            text("kind").required(),
            text("status"),
            text("period"),
            text("text"),
        ],
    )
    .await?;
    record(
        m,
        "delegation",
        vec![uuid("decision_id").required(), integer("position").required(), text("scope").required()],
    )
    .await
}

//! What councils and topics are called: facets count by their slugs, and say their names without asking the database each time.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement};

/// Names by slug.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub councils: HashMap<String, String>,
    pub topics: HashMap<String, String>,
}

/// The tables of which names are kept.
pub const NAMED: [&str; 2] = ["council", "topic"];

impl Names {
    pub async fn read(db: &DatabaseConnection) -> Result<Self, DbErr> {
        let [councils, topics] =
            [named(db, "SELECT slug, name FROM council").await?, named(db, "SELECT slug, label FROM topic").await?];
        Ok(Self { councils, topics })
    }
}

async fn named(db: &DatabaseConnection, sql: &str) -> Result<HashMap<String, String>, DbErr> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

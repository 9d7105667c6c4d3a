//! How the tables came to be: a list of steps, each applied once and in order. Steps spell their tables out and use
//! nothing of the other rooms: today's code cannot rewrite yesterday's history.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{
    DatabaseConnection, DbBackend, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

mod m20261125_000001_first_tables;
mod m20261125_000002_first_papers;
mod m20261125_000003_first_indexes;
mod m20261126_000001_plans_in_full;
mod m20261126_000002_papers_from_councils;
mod m20261126_000003_figures;
mod m20261126_000004_what_names_mean;
mod m20261127_000001_forward_plans;
mod m20261127_000002_words_of_documents;
mod schema;

/// Key of the advisory lock that two servers starting at once take turns with: "Folkmoot" in bytes, plus one.
const MIGRATING: i64 = 0x466f_6c6b_6d6f_6f74 + 1;

/// The steps, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261125_000001_first_tables::Migration),
            Box::new(m20261125_000002_first_papers::Migration),
            Box::new(m20261125_000003_first_indexes::Migration),
            Box::new(m20261126_000001_plans_in_full::Migration),
            Box::new(m20261126_000002_papers_from_councils::Migration),
            Box::new(m20261126_000003_figures::Migration),
            Box::new(m20261126_000004_what_names_mean::Migration),
            Box::new(m20261127_000001_forward_plans::Migration),
            Box::new(m20261127_000002_words_of_documents::Migration),
        ]
    }
}

/// Applies every step that the database has not seen: all of them or, on an error, none. Safe when two servers start
/// at once: the second waits for the first and then finds nothing to do.
pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    let options =
        TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    let transaction = db.begin_with_options(options).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        // A stricter isolation would take its snapshot before the lock is had, and not see what the other did.
        transaction.execute_unprepared("SET TRANSACTION ISOLATION LEVEL READ COMMITTED").await?;
        let lock =
            Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_advisory_xact_lock($1)", [MIGRATING.into()]);
        transaction.execute_raw(lock).await?;
    }
    Migrator::up(&transaction, None).await?;
    transaction.commit().await
}

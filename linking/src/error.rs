//! What can go wrong: nothing that whoever asks could mend.

use sea_orm::DbErr;

/// Why nothing more was linked. What was written before stands, and is right.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the database failed: {0}")]
    Database(#[from] DbErr),
    #[error("what was found cannot be written: {0}")]
    Write(#[from] ingest::Error),
}

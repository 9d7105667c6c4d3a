//! Why the index cannot be made, kept or asked.

use std::{io, path::PathBuf};

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the database cannot be read: {0}")]
    Database(#[from] sea_orm::DbErr),
    #[error("the search index: {0}")]
    Index(#[from] tantivy::TantivyError),
    #[error("the search index at {folder}: {error}")]
    Folder { folder: PathBuf, error: io::Error },
    #[error("the search index at {0} is damaged")]
    Damaged(PathBuf),
    #[error(
        "another program keeps the search index at {0}: give each server a folder of its own with the setting \
         `search_folder`, or end the other one"
    )]
    Held(PathBuf),
    #[error("the index does not follow this database any longer")]
    Astray,
    #[error("nobody waits for the search index any longer")]
    Unwanted,
}

impl Error {
    /// Whether making the index anew may help.
    pub fn is_of_the_index(&self) -> bool {
        matches!(self, Error::Index(_) | Error::Damaged(_) | Error::Astray)
    }
}

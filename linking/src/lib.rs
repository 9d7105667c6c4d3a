//! What names mean, and what belongs together: follows from what the database holds, by rules, and is written to it again.

mod error;
mod gazetteer;
mod log;
mod mention;
mod text;

use sea_orm::DatabaseConnection;

pub use error::Error;
pub use gazetteer::{Gazetteer, Meant, Name};
pub use mention::{Linked, Mention, Place, mentions};

/// Looks for what the last changes brought: names in texts. Nothing is read where nothing changed, and nothing written where
/// the same is found.
pub async fn link(db: &DatabaseConnection) -> Result<Linked, Error> {
    mention::run(db).await
}

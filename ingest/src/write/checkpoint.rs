//! What SQLite has written beside its file is moved into it while loads go on, so that they do not wait for the disk.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use tokio::task::JoinHandle;

/// Loads between two moves.
const LOADS: u32 = 8;

/// Moves now and then what many small loads have written. PostgreSQL does so by itself.
pub struct Checkpoints {
    db: DatabaseConnection,
    loads: u32,
    moving: Option<JoinHandle<()>>,
}

impl Checkpoints {
    /// Through a connection that writes nothing itself.
    pub fn new(db: &DatabaseConnection) -> Self {
        Self { db: db.clone(), loads: 0, moving: None }
    }

    /// To be called after each load.
    pub fn loaded(&mut self) {
        self.loads += 1;
        let moving = self.moving.as_ref().is_some_and(|moving| !moving.is_finished());
        if self.loads < LOADS || moving || self.db.get_database_backend() != DbBackend::Sqlite {
            return;
        }
        self.loads = 0;
        let db = self.db.clone();
        self.moving = Some(tokio::spawn(async move {
            // It hinders nobody, and what it leaves the next load that is large enough moves itself.
            if let Err(error) = db.execute_unprepared("PRAGMA wal_checkpoint(PASSIVE)").await {
                tracing::warn!("what was written could not be moved into the file: {error}");
            }
        }));
    }
}

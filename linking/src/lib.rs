//! What names mean, and what belongs together: follows from what the database holds, by rules, and is written to it again.

pub mod duplicate;
mod error;
mod gazetteer;
mod log;
mod matter;
mod mention;
mod seen;
mod text;

use sea_orm::DatabaseConnection;

pub use error::Error;
pub use matter::Tied;
pub use mention::Linked;
use seen::Seen;
use text::read::PAPERS;

/// Looks for what the last changes brought: names in texts, what belongs to one matter, what became of recommendations. None
/// where nothing changed; and nothing is written where the same is found. It can be stopped and begun again at any time.
pub async fn link(db: &DatabaseConnection) -> Result<Option<(Linked, Tied)>, Error> {
    let Some(seen) = Seen::since_last(db).await? else { return Ok(None) };
    let mut tables: Vec<&str> = PAPERS.iter().map(|papers| papers.table).chain(["attendance", "person"]).collect();
    tables.extend(matter::TABLES.iter().filter(|table| !PAPERS.iter().any(|papers| papers.table == **table)));
    let changed = match seen.after {
        Some(after) => log::since(db, after, seen.until, &tables).await?,
        None => log::Changed::new(),
    };
    let councils = match seen.after {
        Some(_) => matter::touched(db, &changed).await?,
        None => seen.councils.clone(),
    };
    let linked = mention::run(db, &seen, changed).await?;
    let tied = matter::run(db, &councils).await?;
    seen.remember(db).await?;
    Ok(Some((linked, tied)))
}

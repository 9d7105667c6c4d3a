//! How readings of sources stand.

use entities::{council, coverage, link, reading, source};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder};

/// A source that an importer has read, or could read.
#[derive(Clone, Debug)]
pub struct Status {
    pub source: source::Model,
    /// Names of the councils whose papers it publishes.
    pub councils: Vec<String>,
    /// The last reading; none if it was never read.
    pub last: Option<reading::Model>,
    /// The last reading that ended well, or nearly so.
    pub last_done: Option<reading::Model>,
    /// By year, the latest first.
    pub coverage: Vec<coverage::Model>,
}

/// The sources that were read and, with `all`, those that could be, by title.
pub async fn status(db: &DatabaseConnection, all: bool) -> Result<Vec<Status>, DbErr> {
    let sources = source::Entity::find()
        .filter(source::Column::System.eq("MODERNGOV"))
        .order_by_asc(source::Column::Title)
        .all(db)
        .await?;
    let readings = reading::Entity::find().order_by_desc(reading::Column::StartedAt).all(db).await?;
    let links = link::Entity::find().filter(link::Column::Role.eq("PUBLISHES")).all(db).await?;
    let councils = council::Entity::find()
        .filter(council::Column::Id.is_in(links.iter().map(|link| link.to_id)))
        .order_by_asc(council::Column::Name)
        .all(db)
        .await?;
    let coverage = coverage::Entity::find().order_by_desc(coverage::Column::Year).all(db).await?;
    let mut found = Vec::new();
    for source in sources {
        let mut of_it = readings.iter().filter(|reading| reading.source_id == source.id);
        let done = |reading: &&reading::Model| matches!(reading.outcome.as_str(), "COMPLETE" | "PARTLY_FAILED");
        let last_done = of_it.clone().find(done).cloned();
        let last = of_it.next().cloned();
        if last.is_none() && !all {
            continue;
        }
        let publishes =
            |council: &&council::Model| links.iter().any(|link| link.from_id == source.id && link.to_id == council.id);
        let councils = councils.iter().filter(publishes).map(|council| council.name.clone()).collect();
        let coverage = coverage.iter().filter(|row| row.source_id == source.id).cloned().collect();
        found.push(Status { source, councils, last, last_done, coverage });
    }
    Ok(found)
}

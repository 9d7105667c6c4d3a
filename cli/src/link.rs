//! `folkmoot link`: what names in texts mean and what belongs together, after whatever was loaded.

use sea_orm::DatabaseConnection;

use crate::{config::Config, database, failure::Failure, say::say};

/// How many of what: `1 name`, `2 names`.
fn many(count: u64, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// `folkmoot link`.
pub async fn run(config: &Config) -> Result<(), Failure> {
    crate::memory::in_small_pages();
    let db = open(config).await?;
    database::current(&db).await?;
    match linked(&db).await? {
        Some((told, _)) => say!("{told}"),
        None => say!("Nothing changed since the last time."),
    }
    Ok(())
}

/// Links what a load brought, unless the configuration leaves that to `folkmoot link`; says what came of it, unless quiet.
pub async fn after(config: &Config, quiet: bool) -> Result<(), Failure> {
    if !config.linking {
        return Ok(());
    }
    let db = open(config).await?;
    match linked(&db).await? {
        Some((told, true)) if !quiet => say!("{told}"),
        _ => {}
    }
    Ok(())
}

/// One connection reads while another writes: more would only hold memory.
async fn open(config: &Config) -> Result<DatabaseConnection, Failure> {
    database::open(&Config { connections: 2, ..config.clone() }, false).await
}

/// What was done, in words, and whether anything came of it; none where there was nothing to do.
async fn linked(db: &DatabaseConnection) -> Result<Option<(String, bool)>, Failure> {
    let done = linking::link(db).await.map_err(|error| {
        Failure::Database(format!("what was loaded is kept, but names in its texts are not all linked yet: {error}"))
    })?;
    Ok(done.map(|(names, tied)| {
        let told = format!(
            "Looked through the texts of {}: {}, {} of them ambiguous; {} put together by rules, {} answered.",
            many(names.read, "record", "records"),
            many(names.found, "mention", "mentions"),
            names.ambiguous,
            many(tied.matters, "matter", "matters"),
            many(tied.answers, "recommendation", "recommendations"),
        );
        (told, names.written + names.removed + tied.written + tied.removed > 0)
    }))
}

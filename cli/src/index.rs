//! The search index beside a database: where it lies, and `folkmoot index`, which makes it anew.

use std::{path::PathBuf, time::Instant};

use crate::{config::Config, database, failure::Failure, say::say};

/// What `search_folder` holds where there is to be no index.
const NONE: &str = "none";
/// The folder for a PostgreSQL database, in the working directory.
const BESIDE_A_SERVER: &str = "folkmoot.search";

/// Where the index lies; none where there is to be none.
pub fn folder(config: &Config) -> Option<PathBuf> {
    match (config.search_folder.as_str(), config.database.strip_prefix("sqlite:")) {
        (NONE, _) => None,
        ("", Some(path)) => Some(format!("{}.search", path.trim_start_matches("//")).into()),
        ("", None) => Some(BESIDE_A_SERVER.into()),
        (folder, _) => Some(folder.into()),
    }
}

pub async fn run(config: &Config) -> Result<(), Failure> {
    let folder = folder(config).ok_or_else(|| Failure::Config("`search_folder` says that there is no index".into()))?;
    let db = database::open(config, false).await?;
    database::current(&db).await?;
    let began = Instant::now();
    let built = search::rebuild(&folder, &db).await.map_err(|error| match error {
        search::Error::Database(_) => Failure::Database(error.to_string()),
        error => Failure::Config(error.to_string()),
    })?;
    for (table, records) in built.records.iter().filter(|(_, records)| *records > 0) {
        say!("{records:>10}  {}", table.replace('_', " "));
    }
    let (all, seconds) = (built.all(), began.elapsed().as_secs_f64());
    say!("{all} records are in the search index at {}, made in {seconds:.1} s.", folder.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Config, folder};

    #[test]
    fn it_lies_beside_the_database() {
        let at = |database: &str, search_folder: &str| {
            let config = Config { database: database.into(), search_folder: search_folder.into(), ..Config::default() };
            folder(&config).map(|folder| folder.display().to_string())
        };
        assert_eq!(at("sqlite:a/b.db", ""), Some("a/b.db.search".into()));
        assert_eq!(at("postgres://host/name", ""), Some("folkmoot.search".into()));
        assert_eq!(at("sqlite:b.db", "elsewhere"), Some("elsewhere".into()));
        assert_eq!(at("sqlite:b.db", "none"), None);
    }
}

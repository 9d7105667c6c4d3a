//! `folkmoot load --check`: whether datasets are right, found out by a trial load that leaves nothing behind.

use std::path::PathBuf;

use ingest::dataset::{self, FAULTS, Need, Tally};
use ingest::{Error, write::Load};

use crate::{config::Config, database, failure::Failure, load, say::say};

/// Records told that must be in the database.
const TOLD: usize = 20;
/// Dangling references that a load tells.
const DANGLING: usize = 10;

/// Tries the files on the database of the settings or, without any, on a fresh one in a temporary folder. There,
/// records that the files point to and do not hold are no fault: they are listed.
pub async fn run(there: Option<&Config>, paths: &[PathBuf]) -> Result<(), Failure> {
    // Files that are not there are told before anything is opened.
    let records = dataset::read_all(paths).map_err(wrong)?;
    let (db, _folder) = match there {
        Some(config) => {
            let db = database::open(config, false).await?;
            database::current(&db).await?;
            (db, None)
        }
        None => {
            let none = |e: std::io::Error| Failure::Database(format!("no temporary folder to be had: {e}"));
            let folder = tempfile::tempdir().map_err(none)?;
            let fresh = format!("sqlite:{}", folder.path().join("check.db").display());
            let db = database::open(&Config { database: fresh, ..Config::default() }, true).await?;
            database::up(&db).await?;
            (db, Some(folder))
        }
    };
    let mut tally = Tally::default();
    let records = records.inspect(|entry| {
        if let Ok(entry) = entry {
            tally.note(entry);
        }
    });
    let trial = Load { title: "folkmoot load --check".into(), dry_run: true };
    let needs = match load::under_a_bar(&db, trial, records, None).await {
        Ok(_) => Vec::new(),
        // That references lead nowhere is found last: all else is right.
        Err(Error::Dangling(_)) if there.is_none() => elsewhere(tally.needs())?,
        Err(error) => return Err(wrong(error)),
    };
    tell(&tally, &needs);
    Ok(())
}

/// Those records that may be in a database, if they all may.
fn elsewhere(needs: Vec<Need>) -> Result<Vec<Need>, Failure> {
    let gone = needs.iter().filter(|need| need.removed).map(|Need { table, key, file, line, .. }| {
        format!("{file}:{line}: {table} `{key}` is pointed to here, and removed in the same load")
    });
    let gone: Vec<String> = gone.take(FAULTS).collect();
    if gone.is_empty() { Ok(needs) } else { Err(found(&gone.join("\n"))) }
}

fn wrong(error: Error) -> Failure {
    let more = match &error {
        Error::Dataset(faults) if faults.len() >= FAULTS => "\nReading ended here: there may be more.",
        Error::Dangling(faults) if faults.len() >= DANGLING => "\nNo more of these are told: there may be others.",
        Error::Database(_) => return error.into(),
        _ => "",
    };
    found(&format!("{error}{more}"))
}

fn found(faults: &str) -> Failure {
    Failure::Input(format!("the check found:\n{faults}"))
}

fn tell(tally: &Tally, needs: &[Need]) {
    let references: u64 = needs.iter().map(|need| need.references).sum();
    if !needs.is_empty() {
        say!("{references} reference(s) lead out of these files. They need in the database:");
    }
    for Need { table, key, file, line, references, .. } in needs.iter().take(TOLD) {
        let more = if *references > 1 { format!(" and {} more", references - 1) } else { String::new() };
        say!("  {table} \"{key}\" ({file}:{line}{more})");
    }
    if needs.len() > TOLD {
        say!("  and {} more records", needs.len() - TOLD);
    }
    let mut counts: Vec<String> = tally.counts().into_iter().map(|(table, n)| format!("{table} {n}")).collect();
    if tally.removals() > 0 {
        counts.push(format!("removals {}", tally.removals()));
    }
    if counts.is_empty() {
        counts.push("no records".into());
    }
    let proviso = match needs.len() {
        0 => String::new(),
        n => format!(", if the database holds the {n} record(s) above"),
    };
    say!("{}: fine{proviso}.", counts.join(", "));
}

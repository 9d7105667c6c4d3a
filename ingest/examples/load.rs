//! Measures the write path: loads made-up records into a database twice and prints the rates.
//!
//! `cargo run --release -p ingest --example load -- sqlite://new.db 40 20 60 8`, with the numbers of councils, boards of
//! each, meetings of each, and items of each.

use std::time::{Duration, Instant};

use ingest::generate::{Plan, records};
use ingest::write::{Load, write};
use sea_orm::{ConnectOptions, Database};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().ok_or("say which database")?;
    let mut number = || -> Result<u32, Box<dyn std::error::Error>> {
        Ok(arguments.next().ok_or("say how many councils, boards, meetings and items")?.parse()?)
    };
    let plan = Plan { councils: number()?, boards: number()?, meetings: number()?, items: number()? };
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .journal_mode(sea_orm::sqlx::sqlite::SqliteJournalMode::Wal)
            .synchronous(sea_orm::sqlx::sqlite::SqliteSynchronous::Normal)
            .busy_timeout(Duration::from_secs(10))
            .pragma("cache_size", "-65536")
    });
    let db = Database::connect(options).await?;
    migration::up(&db).await?;
    for _ in 0..2 {
        let begun = Instant::now();
        let load = Load { title: "made up".into(), dry_run: false };
        let summary = write(&db, load, records(plan), &mut |_| ()).await?.all();
        let rate = summary.read as f64 / begun.elapsed().as_secs_f64();
        println!("{summary:?} in {:?}: {rate:.0} records/s", begun.elapsed());
    }
    Ok(())
}

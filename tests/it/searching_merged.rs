//! A record that was merged into another is found no longer; the other is found by its names too.

use std::time::{Duration, Instant};

use entities::{council, merge, person};
use ingest::{
    id,
    record::{Record, Removal},
    write::Load,
};
use sea_orm::prelude::Uuid;
use search::{Handle, Search};
use tests::{Kind, database, write};

/// Waits until just these records are found.
async fn until(handle: &Handle, text: &str, wanted: &[Uuid]) {
    let began = Instant::now();
    loop {
        let search = Search { text: text.into(), first: 10, ..Search::default() };
        let mut found: Vec<Uuid> =
            handle.search(&search).map(|found| found.hits.iter().map(|hit| hit.named.id).collect()).unwrap_or_default();
        found.sort_unstable();
        if found == wanted {
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{text}: {found:?} and not {wanted:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn merged(kind: Kind) {
    let db = database(kind).await;
    let of = |name: &str| id::of("test", name);
    let council = Record::new(&council::TABLE, of("council"));
    let person = |name: &str| {
        let record = Record::new(&person::TABLE, of(name)).with("slug", name.to_lowercase()).with("name", name);
        record.with("council_id", of("council"))
    };
    let council = council.with("slug", "wyrm").with("name", "Wyrmshire").with("kind", "COUNTY");
    write(&db, vec![council, person("Okoro"), person("Okorowitsch")]).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let handle = Handle::start(folder.path().to_owned(), db.clone()).expect("a thread");
    until(&handle, "okorowitsch", &[of("Okorowitsch")]).await;

    let merge = Record::new(&merge::TABLE, of("merge"))
        .with("duplicate", "okorowitsch")
        .with("person_id", of("Okoro"))
        .with("reason", "One seat.");
    write(&db, vec![merge]).await;
    until(&handle, "okorowitsch", &[of("Okoro")]).await;

    let removal = Removal { table: &merge::TABLE, id: of("merge"), origin: None };
    let load = Load { title: "test".into(), dry_run: false };
    ingest::write::write(&db, load, [Ok(removal)].into_iter(), &mut |_| ()).await.expect("it is taken back");
    until(&handle, "okorowitsch", &[of("Okorowitsch")]).await;
    until(&handle, "okoro", &[of("Okoro")]).await;
    handle.end().await;
}

#[tokio::test]
async fn a_merged_record_is_found_no_longer_on_sqlite() {
    merged(Kind::Sqlite).await;
}

#[tokio::test]
async fn a_merged_record_is_found_no_longer_on_postgres() {
    merged(Kind::Postgres).await;
}

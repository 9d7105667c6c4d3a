//! An index that is missing, old, damaged or another database's makes itself anew; one that is kept is left alone.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use entities::council;
use ingest::{id, record::Record};
use sea_orm::DatabaseConnection;
use search::{Handle, Search, State};
use tests::{Kind, database, write};

/// Looks for a council of the name of the database, and gives how many records the index holds.
async fn look(folder: &Path, db: &DatabaseConnection, name: &str) -> u64 {
    let handle = Handle::start(folder.to_owned(), db.clone()).expect("a thread");
    for _ in 0..500 {
        if handle.status().state == State::Current {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let search = Search { text: name.into(), first: 10, ..Search::default() };
    let found = handle.search(&search).expect("there is an index");
    assert_eq!(found.hits.len(), 1, "{name}: {:?}", handle.status());
    let documents = handle.status().documents.expect("there is an index");
    handle.end().await;
    documents
}

async fn holding(kind: Kind, name: &str) -> DatabaseConnection {
    let db = database(kind).await;
    let council = Record::new(&council::TABLE, id::of("test", name));
    write(&db, vec![council.with("slug", name.to_lowercase()).with("name", name).with("kind", "COUNTY")]).await;
    db
}

/// The files of an index that hold words and texts.
fn files(folder: &Path) -> Vec<PathBuf> {
    let inside = std::fs::read_dir(folder.join("index")).expect("an index").flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        inside.filter(|path| path.extension().is_some_and(|x| x == "term" || x == "store")).collect();
    files.sort();
    files
}

async fn anew(kind: Kind) {
    let held = tempfile::tempdir().expect("a temporary folder");
    let folder = held.path();
    let db = holding(kind, "Firstshire").await;
    assert_eq!(look(folder, &db, "firstshire").await, 1);
    let made = files(folder);
    assert_eq!(look(folder, &db, "firstshire").await, 1);
    assert_eq!(files(folder), made, "what is whole is kept");

    std::fs::write(&made[0], "damaged").expect("a file is written");
    assert_eq!(look(folder, &db, "firstshire").await, 1);
    std::fs::remove_file(&files(folder)[0]).expect("a file is removed");
    assert_eq!(look(folder, &db, "firstshire").await, 1);
    let meta = folder.join("index/meta.json");
    std::fs::write(&meta, "{").expect("a file is written");
    assert_eq!(look(folder, &db, "firstshire").await, 1);

    let made = files(folder);
    let text = std::fs::read_to_string(&meta).expect("a text");
    let now = format!("\\\"version\\\":{}", search::VERSION);
    let older = text.replace(&now, "\\\"version\\\":0");
    assert_ne!(older, text);
    std::fs::write(&meta, older).expect("a file is written");
    assert_eq!(look(folder, &db, "firstshire").await, 1);
    assert_ne!(files(folder), made, "an older one is made anew");

    let other = holding(kind, "Secondshire").await;
    assert_eq!(look(folder, &other, "secondshire").await, 1);
    std::fs::remove_dir_all(folder).expect("it is removed");
    assert_eq!(look(folder, &other, "secondshire").await, 1);
    assert_eq!(search::rebuild(folder, &other).await.expect("it is made").all(), 1);
}

#[tokio::test]
async fn an_index_makes_itself_anew_on_sqlite() {
    anew(Kind::Sqlite).await;
}

#[tokio::test]
async fn an_index_makes_itself_anew_on_postgres() {
    anew(Kind::Postgres).await;
}

#[tokio::test]
async fn a_folder_has_one_keeper() {
    let held = tempfile::tempdir().expect("a temporary folder");
    let db = holding(Kind::Sqlite, "Firstshire").await;
    let keeper = Handle::start(held.path().to_owned(), db.clone()).expect("a thread");
    while keeper.status().state != State::Current {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let other = Handle::start(held.path().to_owned(), db.clone()).expect("a thread");
    let why = loop {
        if let State::Stopped(why) = other.status().state {
            break why;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert!(why.contains("search_folder"), "{why}");
    let said = other.search(&Search { text: "x".into(), first: 1, ..Search::default() }).expect_err("there is none");
    assert!(said.to_string().contains("search_folder"), "{said}");
    assert!(search::rebuild(held.path(), &db).await.is_err());
    // Once the one ends, the other takes over.
    keeper.end().await;
    while other.status().state != State::Current {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    other.end().await;
}

//! Databases for tests: each test has one of its own, on SQLite and, where `FOLKMOOT_TEST_POSTGRES` says which, on
//! PostgreSQL as well.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use ingest::write::{Load, Summary, write};
use ingest::{Error, dataset};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement, TryGetable};
use tempfile::TempDir;

/// A database and a folder for datasets, both gone at the end of the test.
pub struct House {
    pub db: DatabaseConnection,
    folder: TempDir,
    /// Address of the server and name of the schema, on PostgreSQL.
    schema: Option<(String, String)>,
}

/// An empty house on every database at hand.
pub async fn houses() -> Vec<House> {
    let mut houses = vec![House::on_sqlite().await];
    match std::env::var("FOLKMOOT_TEST_POSTGRES") {
        Ok(url) => houses.push(House::on_postgres(url).await),
        Err(_) => eprintln!("SQLite only: FOLKMOOT_TEST_POSTGRES is not set"),
    }
    houses
}

impl House {
    pub async fn on_sqlite() -> Self {
        let folder = TempDir::new().expect("a folder");
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.db").display());
        let db = Database::connect(url).await.expect("a database");
        migration::up(&db).await.expect("tables");
        Self { db, folder, schema: None }
    }

    async fn on_postgres(url: String) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let schema = format!("ingest_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let admin = Database::connect(&url).await.expect("the server");
        admin.execute_unprepared(&format!("CREATE SCHEMA {schema}")).await.expect("a schema");
        let options = ConnectOptions::new(&url).set_schema_search_path(&schema).to_owned();
        let db = Database::connect(options).await.expect("a database");
        migration::up(&db).await.expect("tables");
        Self { db, folder: TempDir::new().expect("a folder"), schema: Some((url, schema)) }
    }

    /// Writes a file of the dataset.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dataset().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, text).expect("a file");
        path
    }

    pub fn dataset(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Loads the dataset of this house.
    pub async fn load(&self) -> Result<Summary, Error> {
        self.load_from(self.dataset(), false).await
    }

    pub async fn load_from(&self, path: PathBuf, dry_run: bool) -> Result<Summary, Error> {
        write(&self.db, Load { title: "a test".into(), dry_run }, dataset::read(path)?, &mut |_| ()).await
    }

    /// The error of a load that must fail, as it is told.
    pub async fn failure(&self) -> String {
        let error = self.load().await.expect_err("the load must fail");
        assert!(error.is_callers(), "{error}");
        error.to_string()
    }

    /// The first column of every row of the answer.
    pub async fn ask<T: TryGetable>(&self, sql: &str) -> Vec<T> {
        let rows = self.db.query_all_raw(Statement::from_string(self.db.get_database_backend(), sql)).await;
        rows.expect("an answer").iter().map(|row| row.try_get_by_index(0).expect("a value")).collect()
    }

    pub async fn count(&self, table: &str) -> i64 {
        self.ask(&format!("SELECT count(*) FROM {table}")).await[0]
    }

    /// Takes the house down.
    pub async fn close(self) {
        if let Some((url, schema)) = &self.schema {
            let admin = Database::connect(url).await.expect("the server");
            admin.execute_unprepared(&format!("DROP SCHEMA {schema} CASCADE")).await.expect("dropped");
        }
    }
}

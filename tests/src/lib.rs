//! A running server for tests: its own port, its own database of either kind, asked over real HTTP.

pub mod moderngov;
pub mod postgres;

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use ingest::{
    record::Record,
    write::{Load, Summary},
};
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use serde_json::{Value, json};

/// The two databases that every answer must be the same on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// The top of the project.
pub fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the project")
}

/// The address of a fresh database without tables.
pub fn address(kind: Kind) -> String {
    match kind {
        Kind::Sqlite => {
            let folder = tempfile::tempdir().expect("a temporary folder").keep();
            format!("sqlite://{}?mode=rwc", folder.join("test.db").display())
        }
        Kind::Postgres => postgres::fresh(),
    }
}

/// Connections of their own to the database at an address.
pub async fn open(url: String) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    // No test outlives a loss of power: nothing need wait for the disk.
    options
        .max_connections(8)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| sqlite.synchronous(sqlx::sqlite::SqliteSynchronous::Off));
    Database::connect(options).await.expect("the database opens")
}

/// A fresh, empty, migrated database.
pub async fn database(kind: Kind) -> DatabaseConnection {
    let db = open(address(kind)).await;
    migration::up(&db).await.expect("the tables are made");
    db
}

/// Loads the shipped facts.
pub async fn load(db: &DatabaseConnection, path: PathBuf) -> Summary {
    let load = Load { title: "test".into(), dry_run: false };
    let records = ingest::dataset::read(path).expect("the dataset is found");
    ingest::write::write(db, load, records, &mut |_| {}).await.unwrap_or_else(|e| panic!("{e}"))
}

/// Writes records as any load does.
pub async fn write(db: &DatabaseConnection, records: Vec<Record>) -> Summary {
    let load = Load { title: "test".into(), dry_run: false };
    ingest::write::write(db, load, records.into_iter().map(Ok), &mut |_| {}).await.unwrap_or_else(|e| panic!("{e}"))
}

/// A client that keeps no connection: tests of one program run on runtimes of their own.
fn client() -> reqwest::Client {
    reqwest::Client::builder().pool_max_idle_per_host(0).no_gzip().build().expect("a client")
}

/// A server on a port of its own.
pub struct Server {
    pub url: String,
    client: reqwest::Client,
}

impl Server {
    /// Starts a server over a database, on threads of its own that live as long as the test program.
    pub fn over(db: DatabaseConnection) -> Self {
        Self::within(db, api::limits::Limits::default())
    }

    /// Starts a server with limits of its own.
    pub fn within(db: DatabaseConnection, limits: api::limits::Limits) -> Self {
        Self::start(db, limits, None, &[], Box::new(|| {}))
    }

    /// Starts a server that keeps a search index in a folder.
    pub fn searching(db: DatabaseConnection, folder: PathBuf) -> Self {
        Self::start(db, api::limits::Limits::default(), Some(folder), &[], Box::new(|| {}))
    }

    /// Starts a server that asks itself for pages before it is ready, and then does something.
    pub fn ahead(
        db: DatabaseConnection,
        first: &'static [&'static str],
        once_ready: impl FnOnce() + Send + 'static,
    ) -> Self {
        Self::start(db, api::limits::Limits::default(), None, first, Box::new(once_ready))
    }

    fn start(
        db: DatabaseConnection,
        limits: api::limits::Limits,
        folder: Option<PathBuf>,
        first: &'static [&'static str],
        once_ready: Box<dyn FnOnce() + Send>,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        std::thread::spawn(move || {
            let runtime = || tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
            actix_web::rt::System::with_tokio_rt(runtime).block_on(async {
                let base = "https://folkmoot.example".into();
                let search = folder.map(|folder| search::Handle::start(folder, db.clone()).expect("a thread"));
                let options = api::Options {
                    listener,
                    database: db,
                    base,
                    limits,
                    workers: 2,
                    search,
                    pages: Some(web::pages),
                    first,
                    once_ready,
                };
                api::serve(options).expect("the server starts").await
            })
        });
        Self { url, client: client() }
    }

    /// Asks by POST, and gives the status and the answer.
    pub async fn post(&self, body: Value) -> (u16, Value) {
        let request = self
            .client
            .post(format!("{}/graphql", self.url))
            .header("accept", "application/graphql-response+json")
            .header("x-folkmoot-explain", "cost")
            .json(&body);
        let response = request.send().await.expect("the server answers");
        (response.status().as_u16(), response.json().await.expect("the answer is JSON"))
    }

    /// Asks a query without variables.
    pub async fn ask(&self, query: &str) -> Value {
        self.post(json!({ "query": query })).await.1
    }

    /// Waits until the search index of the server holds all that is written.
    pub async fn indexed(&self) {
        for _ in 0..600 {
            let said = self.ask("{ searchStatus { state behind } }").await;
            if said["data"]["searchStatus"] == json!({ "state": "CURRENT", "behind": 0 }) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the search index is not current");
    }

    /// A client for requests of other shapes.
    pub fn client(&self) -> &reqwest::Client {
        &self.client
    }
}

/// Servers over the shipped facts with their search indexes, one of each kind, made once for all tests that only read.
pub fn shipped(kind: Kind) -> &'static Server {
    static SERVERS: [OnceLock<Server>; 2] = [OnceLock::new(), OnceLock::new()];
    SERVERS[kind as usize].get_or_init(|| {
        let made = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("threads");
            let db = runtime.block_on(async {
                let db = database(kind).await;
                load(&db, top().join("data")).await;
                linking::link(&db).await.expect("names in texts are linked");
                db
            });
            let folder = tempfile::tempdir().expect("a temporary folder").keep();
            let server = Server::searching(db, folder);
            runtime.block_on(server.indexed());
            // The connections belong to the runtime, which must outlive them.
            std::mem::forget(runtime);
            server
        });
        made.join().expect("the facts load")
    })
}

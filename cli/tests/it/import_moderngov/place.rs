//! A database with councils in it, the program run on it, and what it holds afterwards.

use std::{
    collections::BTreeMap,
    process::{Child, Command, Output, Stdio},
    sync::{LazyLock, OnceLock},
};

use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, Statement};
use serde_json::Value;
use tests::{Kind, Server};
use tokio::runtime::Runtime;

use crate::program::folkmoot;

/// A council with an area of its own, and one beside it.
const COUNCILS: &str = "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n[[source]]\nkey = \"page\"\ntitle = \"Page\"\n\n\
    [[council]]\nkey = \"made-up\"\nat = \"Line 1\"\nname = \"Made-Up Borough Council\"\nkind = \"UNITARY\"\n\
    identifiers = [{ scheme = \"gss\", value = \"E06009999\" }]\n\n\
    [[council]]\nkey = \"pretend\"\nat = \"Line 2\"\nname = \"Pretend District Council\"\nkind = \"DISTRICT\"\n";

/// The time that holds every meeting of the small council.
const ALL: [&str; 4] = ["--from", "2024-01-01", "--to", "2027-12-31"];

/// What the connections of all tests run on.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("threads"));

/// Runs a test on each kind of database at the same time, in a place with two made-up councils.
pub fn both(test: impl Fn(&Place) + Sync) {
    both_empty(|place| {
        place.load(COUNCILS);
        test(place);
    });
}

/// The same without any council.
pub fn both_empty(test: impl Fn(&Place) + Sync) {
    std::thread::scope(|scope| {
        for kind in [Kind::Sqlite, Kind::Postgres] {
            let test = &test;
            std::thread::Builder::new()
                .name(format!("{kind:?}"))
                .spawn_scoped(scope, move || test(&Place::new(kind)))
                .expect("a thread");
        }
    });
}

/// A database.
pub struct Place {
    kind: Kind,
    /// As the command line takes it.
    pub database: String,
    db: DatabaseConnection,
    server: OnceLock<Server>,
}

/// How the program ended, and what it said.
pub struct Ran {
    pub code: Option<i32>,
    pub said: String,
    pub failed: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        Self { code: output.status.code(), said: text(output.stdout), failed: text(output.stderr) }
    }
}

impl Ran {
    /// The events of a run with `--json`, of which the last one is "ended".
    pub fn events(&self) -> Vec<Value> {
        let events: Vec<Value> = self
            .said
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
            .collect();
        assert_eq!(events.last().map(|e| &e["event"]), Some(&"ended".into()), "{}{}", self.said, self.failed);
        events
    }

    /// The last event of a run with `--json`.
    pub fn ended(&self) -> Value {
        self.events().pop().expect("an event")
    }

    /// The texts of the events of one sort.
    pub fn texts(&self, event: &str) -> Vec<String> {
        let events = self.events();
        let of = events.iter().filter(|e| e["event"] == event);
        of.map(|e| e["text"].as_str().expect("a text").to_string()).collect()
    }

    /// That it ended with this code.
    #[track_caller]
    pub fn with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.said, self.failed);
        self
    }

    /// That it ended well and wrote nothing.
    #[track_caller]
    pub fn idle(self) -> Self {
        let ran = self.with(0);
        let ended = ran.ended();
        let written = ["created", "updated", "deleted"].map(|what| ended[what].as_u64().unwrap_or_default());
        assert_eq!(written, [0; 3], "{}", ran.said);
        ran
    }
}

impl Place {
    fn new(kind: Kind) -> Self {
        let url = tests::address(kind);
        let database = url.trim_end_matches("?mode=rwc").to_string();
        let db = RUNTIME.block_on(async {
            let db = tests::open(url).await;
            migration::up(&db).await.expect("the tables are made");
            db
        });
        Self { kind, database, db, server: OnceLock::new() }
    }

    /// Loads a dataset; gives how many records it wrote, changed or took away.
    pub fn load(&self, toml: &str) -> u64 {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("given.toml");
        std::fs::write(&file, toml).expect("a file is written");
        self.load_from(file)
    }

    /// Loads a dataset by the program, and gives what it said.
    pub fn load_by_program(&self, toml: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("given.toml");
        std::fs::write(&file, toml).expect("a file is written");
        let file = file.display().to_string();
        let output = folkmoot(&["load", "--database", &self.database, &file]).output().expect("the program starts");
        Ran::from(output).with(0).said
    }

    /// The same from a file or folder.
    pub fn load_from(&self, path: std::path::PathBuf) -> u64 {
        let all = RUNTIME.block_on(tests::load(&self.db, path)).all();
        all.created + all.updated + all.deleted
    }

    /// The program, about to import for the made-up council.
    pub fn importing(&self, base: &str, more: &[&str]) -> Command {
        self.moderngov(&[&["--council", "made-up", "--base", base, "--json"], &ALL[..], more].concat())
    }

    /// The program, about to import.
    pub fn moderngov(&self, more: &[&str]) -> Command {
        let always = ["import", "moderngov", "--database", &self.database, "--pause", "0"];
        let timeout: &[&str] = if more.contains(&"--timeout") { &[] } else { &["--timeout", "5"] };
        folkmoot(&[&always[..], timeout, more].concat())
    }

    /// Imports all for the made-up council.
    pub fn import(&self, base: &str, more: &[&str]) -> Ran {
        self.importing(base, more).output().expect("the program starts").into()
    }

    /// Reads a saved page for the made-up council.
    pub fn import_saved(&self, base: &str, page: &std::path::Path) -> Ran {
        let page = page.display().to_string();
        let given = ["--council", "made-up", "--base", base, "--json", "--issue", &page];
        self.moderngov(&given).output().expect("the program starts").into()
    }

    /// Reads the files of documents.
    pub fn documents(&self, more: &[&str]) -> Ran {
        self.reading_documents(more).output().expect("the program starts").into()
    }

    /// The program, about to read the files of documents.
    pub fn reading_documents(&self, more: &[&str]) -> Command {
        let always = ["import", "documents", "--database", &self.database, "--pause", "0", "--json"];
        folkmoot(&[&always[..], more].concat())
    }

    /// Begins to import; what it says is read as it comes.
    pub fn begin(&self, base: &str, more: &[&str]) -> Child {
        self.importing(base, more).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts")
    }

    fn server(&self) -> &Server {
        self.server.get_or_init(|| Server::over(self.db.clone()))
    }

    /// Asks the graph a question that it answers without an error.
    #[track_caller]
    pub fn ask(&self, query: &str) -> Value {
        self.asked(query).0
    }

    /// The same, with how many statements it took.
    #[track_caller]
    pub fn asked(&self, query: &str) -> (Value, u64) {
        let mut said = RUNTIME.block_on(self.server().ask(query));
        assert!(said["errors"].is_null(), "{query}: {said}");
        (said["data"].take(), said["extensions"]["cost"]["statements"].as_u64().expect("a number"))
    }

    /// A page as people see it.
    pub fn page(&self, path: &str) -> String {
        let server = self.server();
        let request = server.client().get(format!("{}{path}", server.url));
        RUNTIME.block_on(async { request.send().await.expect("an answer").text().await.expect("a text") })
    }

    /// The texts that a statement selects.
    #[track_caller]
    pub fn select(&self, sql: &str) -> Vec<String> {
        let row = |row: QueryResult| row.try_get_by_index::<Option<String>>(0).expect("a text").unwrap_or_default();
        self.query(sql).into_iter().map(row).collect()
    }

    #[track_caller]
    fn query(&self, sql: &str) -> Vec<QueryResult> {
        let statement = Statement::from_string(self.db.get_database_backend(), sql);
        RUNTIME.block_on(self.db.query_all_raw(statement)).unwrap_or_else(|e| panic!("{sql}: {e}"))
    }

    /// The rows of a table, each with all its columns as text.
    fn rows(&self, table: &str, columns: &[String]) -> Vec<String> {
        let texts: Vec<String> =
            columns.iter().map(|name| format!("coalesce(CAST(\"{name}\" AS text), '-')")).collect();
        let row = texts.join(" || ' | ' || ");
        match self.kind {
            Kind::Postgres => self.select(&format!("SELECT {row} FROM \"{table}\"")),
            Kind::Sqlite => {
                let rows = self.query(&format!("SELECT CAST({row} AS blob) FROM \"{table}\""));
                let bytes = |row: QueryResult| row.try_get_by_index::<Vec<u8>>(0).expect("bytes");
                rows.into_iter().map(|row| String::from_utf8_lossy(&bytes(row)).into_owned()).collect()
            }
        }
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> usize {
        let counted = self.select(&format!("SELECT CAST(count(*) AS text) FROM \"{table}\""));
        counted[0].parse().expect("a number")
    }

    /// All that is written in any column of any table.
    pub fn everything(&self) -> BTreeMap<String, Vec<String>> {
        let of_kind = |sqlite: &str, postgres: &str| match self.kind {
            Kind::Sqlite => self.select(sqlite),
            Kind::Postgres => self.select(postgres),
        };
        let tables = of_kind(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
        );
        let rows = |table: String| {
            let columns = of_kind(
                &format!("SELECT name FROM pragma_table_info('{table}')"),
                &format!("SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}'"),
            );
            let mut rows = self.rows(&table, &columns);
            rows.sort();
            (table, rows)
        };
        tables.into_iter().map(rows).collect()
    }

    /// How many rows each table has, but for what is kept of readings and loads.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut all: BTreeMap<String, usize> =
            self.everything().into_iter().map(|(table, rows)| (table, rows.len())).collect();
        for kept in ["answer", "reading", "load", "change"] {
            all.remove(kept).expect("a table");
        }
        all
    }
}

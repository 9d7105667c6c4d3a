//! Runs the program and speaks to it over plain connections.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};

/// The top of the project.
pub fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the program lies in the project")
}

/// The program, with settings of nobody but the test.
pub fn folkmoot(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_folkmoot"));
    for name in ["CONFIG", "DATABASE", "LISTEN", "BASE", "CONNECTIONS", "WORKERS"] {
        command.env_remove(format!("FOLKMOOT_{name}"));
    }
    command.args(arguments).env_remove("RUST_LOG").env("RUST_BACKTRACE", "1").stdin(Stdio::null());
    command
}

/// Runs to the end.
pub fn run(arguments: &[&str]) -> Output {
    folkmoot(arguments).output().expect("the program starts")
}

/// Runs to an end that must be a good one, and gives what was printed.
pub fn done(arguments: &[&str]) -> String {
    let output = run(arguments);
    let (said, failed) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{arguments:?}: {said}{failed}");
    said.into_owned()
}

/// A folder of the test's own, and the setting for a database in it.
pub fn folder() -> (tempfile::TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("test.db");
    let database = format!("sqlite:{}", path.display());
    (folder, path, database)
}

/// How many rows each table of a database holds.
pub fn rows(path: &Path) -> Vec<(String, i64)> {
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    runtime.block_on(async {
        let db = Database::connect(format!("sqlite://{}", path.display())).await.expect("the database opens");
        let ask = async |sql: String| {
            let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await;
            rows.expect("the rows are read")
        };
        let mut all = Vec::new();
        for row in ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name".into()).await {
            let table: String = row.try_get_by_index(0).expect("a name");
            let count = ask(format!("SELECT count(*) FROM \"{table}\"")).await;
            all.push((table, count[0].try_get_by_index(0).expect("a number")));
        }
        db.close().await.expect("the database closes");
        all
    })
}

/// A server under way; killed when the test is over, if it is still there.
pub struct Serving {
    pub child: Child,
    pub address: String,
}

impl Serving {
    /// Starts a command that serves, and waits for the line in which it says where.
    pub fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        // The output is let go once the address is known: a server does not mind that nobody reads on.
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let address = lines.map_while(Result::ok).find_map(|line| {
            let rest = line.split_once("http://")?.1;
            Some(rest.split('/').next().unwrap_or(rest).to_owned())
        });
        Self { child, address: address.expect("it says where it listens") }
    }

    pub fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(sent.is_ok_and(|s| s.success()), "the signal is sent");
    }

    /// The exit code, and how long it took; none when it was ended from outside or does not end.
    pub fn end(&mut self, patience: Duration) -> (Option<i32>, Duration) {
        let began = Instant::now();
        while began.elapsed() < patience {
            if let Some(status) = self.child.try_wait().expect("the program is ours") {
                return (status.code(), began.elapsed());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        (None, began.elapsed())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself, as it should.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One request on a connection of its own: all that comes back. An error means that nothing was said.
pub fn exchange(address: &str, head: &str, body: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let length = body.len();
    write!(
        stream,
        "{head} HTTP/1.1\r\nhost: a.example\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )?;
    let mut said = Vec::new();
    let read = stream.read_to_end(&mut said);
    if said.is_empty() {
        return Err(read.err().unwrap_or_else(|| std::io::ErrorKind::UnexpectedEof.into()));
    }
    Ok(String::from_utf8_lossy(&said).into_owned())
}

/// Asks a query. The text is whole and its JSON is read; otherwise the test fails.
pub fn ask(address: &str, query: &str) -> std::io::Result<serde_json::Value> {
    let body = serde_json::json!({ "query": query }).to_string();
    let said = exchange(address, "POST /graphql", &body)?;
    let (head, body) = said.split_once("\r\n\r\n").unwrap_or_else(|| panic!("half a head: {said}"));
    assert!(head.starts_with("HTTP/1.1 200"), "{said}");
    let length = head.to_lowercase().split("content-length: ").nth(1).and_then(|r| r.lines().next()?.parse().ok());
    assert_eq!(length, Some(body.len()), "the whole answer has come: {head}");
    Ok(serde_json::from_str(body).unwrap_or_else(|e| panic!("{e}: {body}")))
}

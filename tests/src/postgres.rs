//! A PostgreSQL cluster of the tests' own, made from the installed programs, and a fresh database for each test.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

struct Cluster {
    port: u16,
}

/// The address of a new, empty database.
pub fn fresh() -> String {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let cluster = CLUSTER.get_or_init(Cluster::start);
    let name = format!("t{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let (port, make) = (cluster.port.to_string(), format!("CREATE DATABASE {name}"));
    let made = Command::new(programs().join("psql"))
        .args(["-q", "-h", "127.0.0.1", "-p", &port, "-U", "postgres", "-d", "postgres", "-c", &make])
        .status();
    assert!(made.is_ok_and(|s| s.success()), "the database {name} could not be made");
    format!("postgres://postgres@127.0.0.1:{}/{name}", cluster.port)
}

/// Where the programs of the newest version installed lie.
fn programs() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().expect("PostgreSQL is installed (apt-get install postgresql)")
}

/// PostgreSQL refuses to run as root: then it runs as the user that its package makes.
fn command(program: &Path) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout == b"0\n");
    if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    }
}

impl Cluster {
    /// Makes a cluster that lasts as long as the test program: a watcher stops it afterwards.
    fn start() -> Self {
        let folder = PathBuf::from(format!("/tmp/folkmoot-test-{}", std::process::id()));
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let run = |command: &mut Command| {
            let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
            assert!(status.is_ok_and(|s| s.success()), "{command:?} failed");
        };
        run(command(&programs().join("initdb"))
            .args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync", "-D"])
            .arg(&folder));
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200"
        );
        run(command(&programs().join("pg_ctl")).args(["-w", "-o", &options, "start", "-D"]).arg(&folder));
        let stop = format!(
            "while [ -d /proc/{} ]; do sleep 1; done; {} -m immediate stop -D {folder}; rm -rf {folder}",
            std::process::id(),
            programs().join("pg_ctl").display(),
            folder = folder.display()
        );
        let watcher = command(Path::new("sh"))
            .args(["-c", &stop])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        assert!(watcher.is_ok(), "the watcher that stops the cluster could not be started");
        std::thread::sleep(Duration::from_millis(50));
        Self { port }
    }
}

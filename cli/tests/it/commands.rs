//! What the commands do when all is well.

use std::{
    net::TcpListener,
    process::Stdio,
    time::{Duration, Instant},
};

use crate::program::{Serving, ask, done, exchange, folder, folkmoot, rows, run, top};

#[test]
fn the_demo_finds_a_port_and_is_there_at_once() {
    let (folder, ..) = folder();
    // Whoever has the port, it is taken: this test, or another program.
    let _taken = TcpListener::bind("127.0.0.1:8600");
    let began = Instant::now();
    let mut command = folkmoot(&["demo"]);
    command.env("TMPDIR", folder.path()).current_dir(folder.path());
    let mut server = Serving::start(command);
    let (host, port) = server.address.rsplit_once(':').expect("an address with a port");
    assert_eq!(host, "127.0.0.1");
    assert!((8601..8650).contains(&port.parse().unwrap_or(0)), "the next free port, not {port}");
    let ready = exchange(&server.address, "GET /health/ready", "").expect("an answer");
    let took = began.elapsed();
    assert!(ready.starts_with("HTTP/1.1 200"), "{ready}");
    println!("ready after {took:?}");
    // A build that is not made for speed loads the facts several times slower, and other tests run beside this one.
    let bound = Duration::from_secs(if cfg!(debug_assertions) { 8 } else { 2 });
    assert!(took < bound, "it was ready after {took:?}");
    let said = ask(&server.address, "{ council(by: {slug: \"staffordshire\"}) { name } }").expect("an answer");
    assert_eq!(said["data"]["council"]["name"], "Staffordshire County Council", "{said}");

    server.terminate();
    assert_eq!(server.end(Duration::from_secs(5)).0, Some(0));
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("the folder").flatten().map(|e| e.path()).collect();
    assert!(left.is_empty(), "the database goes with it: {left:?}");
}

#[test]
fn a_trial_writes_nothing() {
    let (_folder, path, database) = folder();
    let data = top().join("data").display().to_string();
    done(&["migrate", "--database", &database]);
    let before = rows(&path);
    let trial = ["load", "--dry-run", "--database", &database, &data];
    let would = done(&trial);
    assert!(would.contains("Nothing was written. Would be: "), "{would}");
    assert!(would.contains("CREATED source \"bath-issue-42051\""), "it says what would come: {would}");
    let last = |text: &str| {
        let read = text.lines().find(|line| line.contains(" read: ")).unwrap_or_default();
        read.trim_start_matches("Nothing was written. Would be: ").to_owned()
    };
    assert_eq!(rows(&path), before, "no table holds more or less");
    assert_eq!(last(&done(&trial)), last(&would), "the second trial finds what the first found");

    let did = done(&["load", "--database", &database, &data]);
    assert_eq!(last(&did), last(&would), "and the load does it");
    let again = last(&done(&["load", "--database", &database, &data]));
    assert!(again.contains(" 0 created, 0 updated, 0 deleted,"), "{again}");

    let before = rows(&path);
    let changed = path.with_file_name("changed.toml");
    std::fs::write(&changed, "[[topic]]\nkey = \"children-and-families\"\nlabel = \"New\"\n")
        .expect("a file is written");
    let told = done(&["load", "--dry-run", "--database", &database, &changed.display().to_string()]);
    assert!(
        told.contains("UPDATED topic \"children-and-families\"\n")
            && told.contains("  label: Children and families -> New\n"),
        "{told}"
    );
    assert_eq!(rows(&path), before);
    assert!(done(&trial).contains(" 0 created, 0 updated, 0 deleted,"), "the label is what it was");
}

#[test]
fn the_schema_is_compared() {
    let (folder, ..) = folder();
    let path = folder.path().join("schema.graphql");
    let check = ["schema", "--check", &path.display().to_string()];
    let schema = done(&["schema"]);
    std::fs::write(&path, &schema).expect("a file is written");
    assert_eq!(done(&check), "");
    std::fs::write(&path, schema.replacen("Council", "Counsel", 1)).expect("a file is written");
    let output = run(&check);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(6), "{said}");
    assert!(said.contains("is stale") && said.contains("folkmoot schema >"), "it says what to do: {said}");
}

#[test]
fn the_printed_configuration_is_one() {
    let (folder, ..) = folder();
    let path = folder.path().join("folkmoot.toml");
    std::fs::write(&path, done(&["config"])).expect("a file is written");
    done(&["--config", &path.display().to_string(), "schema"]);
}

#[test]
fn whoever_has_read_enough_may_close_the_pipe() {
    let mut command = folkmoot(&["schema"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));

    // A disk that is full is another matter: half a schema must not pass for a whole one.
    if let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") {
        let output = folkmoot(&["schema"]).stdout(full).output().expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains("cannot be written") && !said.contains("panicked"), "{said}");
    }
}

//! Wrong input ends in one plain sentence that says what to do, and in the exit code that the help names.

use std::{net::TcpListener, path::Path};

use migration::{Migrator, MigratorTrait};

use crate::program::{done, folder, folkmoot, rows, top};

/// Runs with these settings, and gives what was said as it failed.
fn fails(code: i32, arguments: &[&str], settings: &[(&str, &str)]) -> String {
    let output = folkmoot(arguments).envs(settings.iter().copied()).output().expect("the program starts");
    let (said, printed) = (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {printed}{said}");
    assert_eq!(printed, "", "{arguments:?}: what fails prints nothing else");
    for word in ["panicked", "backtrace", "src/", "Err(", "Some(", "Error {", "SqlxError", "RuntimeErr", "{\""] {
        assert!(!said.contains(word), "{arguments:?}: {word} in {said}");
    }
    said.into_owned()
}

/// One sentence on one line, which holds all of these words.
fn sentence(code: i32, arguments: &[&str], settings: &[(&str, &str)], words: &[&str]) {
    let said = fails(code, arguments, settings);
    let text = said.strip_prefix("folkmoot: ").unwrap_or_else(|| panic!("{arguments:?}: {said}"));
    assert_eq!(text.trim_end().lines().count(), 1, "{arguments:?}: {said}");
    for word in words {
        assert!(text.contains(word), "{arguments:?}: no {word:?} in {said}");
    }
}

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file is written");
    path.display().to_string()
}

#[test]
fn databases() {
    let (folder, path, database) = folder();
    let data = top().join("data").display().to_string();
    sentence(
        4,
        &["serve", "--no-migrate", "--listen", "127.0.0.1:0", "--database", &database],
        &[],
        &["no database", "folkmoot migrate"],
    );
    sentence(4, &["load", "--dry-run", "--database", &database, &data], &[], &["no database", "folkmoot migrate"]);
    assert!(!path.exists(), "asking for a database does not make one");
    let nowhere = format!("sqlite:{}", folder.path().join("no/such/folder.db").display());
    for command in [&["migrate", "--database", &nowhere][..], &["load", "--database", &nowhere, &data]] {
        sentence(4, command, &[], &["cannot open", "folder"]);
    }
    let text = format!("sqlite:{}", written(folder.path(), "text", &"no database at all ".repeat(100)));
    sentence(4, &["migrate", "--database", &text], &[], &["database"]);
    sentence(3, &["migrate", "--database", "mysql://localhost/x"], &[], &["sqlite:PATH", "postgres://"]);
    sentence(3, &["migrate"], &[("FOLKMOOT_DATABASE", "x")], &["sqlite:PATH", "postgres://"]);
}

#[test]
fn tables_of_an_older_version() {
    let (_folder, path, database) = folder();
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    runtime.block_on(async {
        let url = format!("sqlite://{}?mode=rwc", path.display());
        let db = sea_orm::Database::connect(url).await.expect("the database opens");
        Migrator::up(&db, Some(1)).await.expect("the first step");
        db.close().await.expect("the database closes");
    });
    let data = top().join("data").display().to_string();
    let behind = format!("{} step(s) behind", Migrator::migrations().len() - 1);
    let words = [behind.as_str(), "folkmoot migrate"];
    sentence(4, &["serve", "--no-migrate", "--listen", "127.0.0.1:0", "--database", &database], &[], &words);
    sentence(4, &["load", "--dry-run", "--database", &database, &data], &[], &words);
    done(&["migrate", "--database", &database]);
    done(&["load", "--dry-run", "--database", &database, &data]);
}

#[test]
fn addresses() {
    let (_folder, _, database) = folder();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("its address").to_string();
    for (code, listen, words) in [
        (5, address.as_str(), &["in use", "--listen"][..]),
        (3, "nonsense", &["no address", "127.0.0.1:8600"]),
        (3, "127.0.0.1", &["no address"]),
        (3, "127.0.0.1:99999", &["no address"]),
        (5, "192.0.2.1:8600", &["192.0.2.1:8600"]),
    ] {
        sentence(code, &["serve", "--database", &database, "--listen", listen], &[], words);
    }
    sentence(3, &["demo", "--listen", "nonsense"], &[], &["no address"]);
}

#[test]
fn configurations() {
    let (folder, ..) = folder();
    let config = |name: &str, text: &str| written(folder.path(), name, text);
    let with = |file: &str, words: &[&str]| sentence(3, &["--config", file, "migrate"], &[], words);
    with(&config("key.toml", "databse = \"sqlite:x.db\"\n"), &["`databse`", "did you mean `database`?"]);
    with(&config("limit.toml", "limit_costs = 5\n"), &["`limit_costs`", "did you mean `limit_cost`?"]);
    with(&config("depth.toml", "limit_depth = 100000\n"), &["`limit_depth`", "100000"]);
    with(&config("type.toml", "workers = \"many\"\n"), &["`workers` must be a whole number", "\"many\""]);
    with(&config("range.toml", "connections = -1\n"), &["`connections` must be a whole number", "-1"]);
    with(&config("broken.toml", "database = \n"), &["broken.toml"]);
    with(&config("twice.toml", "workers = 1\nworkers = 2\n"), &["twice.toml"]);
    with(&folder.path().join("none.toml").display().to_string(), &["cannot read", "none.toml"]);
    sentence(3, &["migrate"], &[("FOLKMOOT_WORKERS", "many")], &["FOLKMOOT_WORKERS", "whole number", "many"]);
    sentence(3, &["migrate"], &[("FOLKMOOT_CONNECTIONS", "-1")], &["`connections`", "whole number"]);
    with(&config("text.toml", "listen = 8600\n"), &["`listen` must be a text, got 8600"]);
}

#[test]
fn datasets() {
    let (folder, path, database) = folder();
    done(&["migrate", "--database", &database]);
    let before = rows(&path);
    let load = |file: &str| fails(6, &["load", "--database", &database, file], &[]);
    let dataset = |name: &str, text: &str| written(folder.path(), name, text);
    let topic = "[[topic]]\nkey = \"a\"\nlabel = \"A\"\n";
    for (file, words) in [
        (dataset("broken.toml", &format!("{topic}[[topic\n")), &["broken.toml:4"][..]),
        (
            dataset("field.toml", &format!("{topic}labell = \"B\"\n")),
            &["field.toml:", "labell", "did you mean `label`?"],
        ),
        (dataset("table.toml", "[[topik]]\nkey = \"a\"\n"), &["table.toml:1", "topik", "topic"]),
        (dataset("missing.toml", "[[topic]]\nkey = \"a\"\n"), &["missing.toml:1", "label"]),
        (dataset("dangling.toml", &format!("{topic}broader = \"nobody\"\n")), &["dangling.toml:", "nobody"]),
        (
            dataset("twice.toml", &format!("{topic}{}", topic.replace("\"A\"", "\"B\""))),
            &["twice.toml:", "topic \"a\""],
        ),
        (dataset("lines.jsonl", "{\"table\": \n"), &["lines.jsonl:1"]),
        (dataset("what.txt", topic), &["what.txt"]),
        (folder.path().join("none.toml").display().to_string(), &["none.toml"]),
    ] {
        let said = load(&file);
        assert!(said.starts_with("folkmoot: nothing was written:\n"), "{said}");
        assert_eq!(said.trim_end().lines().count(), 2, "one fault on one line: {said}");
        for word in words {
            assert!(said.contains(word), "no {word:?} in {said}");
        }
        assert_eq!(rows(&path), before, "{file}");
    }
    // What is right is not written either when something beside it is wrong.
    let right = dataset("right.toml", topic);
    let wrong = dataset("wrong.toml", "[[topic]]\nkey = \"b\"\n");
    fails(6, &["load", "--database", &database, &right, &wrong], &[]);
    assert_eq!(rows(&path), before, "all or none");
    let said = done(&["load", "--database", &database, &right]);
    assert!(said.contains("1 created"), "{said}");
}

#[test]
fn wrong_use() {
    for arguments in [&[][..], &["frobnicate"], &["load"], &["serve", "--no-such"], &["generate", "--councils", "many"]]
    {
        let said = fails(2, arguments, &[]);
        assert!(said.contains("Usage") || said.contains("--help"), "{said}");
    }
}

//! Every `.graphql` file under `cases/` is asked over HTTP on both databases; the `.json` beside it holds the answer and
//! the number of statements that it took. Run with FOLKMOOT_ACCEPT=1 to write the answers anew, and read them.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tests::{Kind, shipped, top};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|x| x == "graphql") {
            found.push(path);
        }
    }
}

async fn all(kind: Kind) {
    let mut cases = Vec::new();
    files(&top().join("tests/cases"), &mut cases);
    cases.sort();
    assert!(!cases.is_empty(), "there are no cases");
    let mut wrong = Vec::new();
    for case in &cases {
        let query = std::fs::read_to_string(case).expect("a case is text");
        let mut said = shipped(kind).ask(&query).await;
        let statements = said["extensions"]["cost"]["statements"].take();
        if let Value::Object(map) = &mut said {
            map.remove("extensions");
            map.insert("statements".into(), statements);
        }
        for error in said.get_mut("errors").and_then(Value::as_array_mut).into_iter().flatten() {
            error["extensions"].as_object_mut().map(|e| e.remove("requestId"));
        }
        let said = format!("{}\n", serde_json::to_string_pretty(&said).expect("JSON"));
        let path = case.with_extension("json");
        if std::env::var_os("FOLKMOOT_ACCEPT").is_some() && kind == Kind::Sqlite {
            std::fs::write(&path, &said).expect("the answer is written");
        }
        let held = std::fs::read_to_string(&path).unwrap_or_default();
        if held != said {
            wrong.push(format!("{} on {kind:?} says:\n{said}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases answer otherwise:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[tokio::test]
async fn cases_on_sqlite() {
    all(Kind::Sqlite).await;
}

#[tokio::test]
async fn cases_on_postgres() {
    all(Kind::Postgres).await;
}

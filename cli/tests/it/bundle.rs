//! Datasets that others bring: the examples of `docs/dataset.md`, and checking without writing.

use std::{collections::BTreeSet, fs, path::Path};

use crate::program::{done, folder, rows, run, top};

/// Writes the examples of the document below a folder. The first line of each says its file: "```toml hand/x.toml".
fn unpack(folder: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(top().join("docs/dataset.md")).expect("the document");
    let mut bundles = BTreeSet::new();
    for block in text.split("\n```").skip(1).step_by(2) {
        let (head, body) = block.split_once('\n').expect("a line that begins the example");
        let Some((_, name)) = head.split_once(' ') else { continue };
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, format!("{body}\n")).expect("a file");
        bundles.insert(name.split('/').next().unwrap_or_default().to_string());
    }
    bundles
}

/// What a check that fails says, without the folder.
fn found(arguments: &[&str], folder: &Path) -> Vec<String> {
    let output = run(&[&["load", "--check"], arguments].concat());
    let said = String::from_utf8_lossy(&output.stderr).replace(&format!("{}/", folder.display()), "");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(6), 0), "{said}");
    let said = said.strip_prefix("folkmoot: the check found:\n").unwrap_or_else(|| panic!("{said}"));
    said.lines().map(String::from).collect()
}

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file");
    path.display().to_string()
}

#[test]
fn the_documents_examples_say_the_same_in_every_notation() {
    let (folder, path, database) = folder();
    let bundles = unpack(folder.path());
    assert_eq!(bundles.iter().collect::<Vec<_>>(), ["cmis", "csv", "hand", "jsonl", "sheet", "toml"]);
    let bundle = |name: &str| folder.path().join(name).display().to_string();
    let load = |name: &str| done(&["load", "--database", &database, &bundle(name)]);
    assert_eq!(load("toml"), "8 read: 8 created, 0 updated, 0 deleted, 0 unchanged.\n");
    let before = rows(&path);
    for name in ["jsonl", "csv", "toml"] {
        assert_eq!(load(name), "8 read: 0 created, 0 updated, 0 deleted, 8 unchanged.\n", "{name}");
    }
    assert_eq!(rows(&path), before, "the three leave no trace after the first");
    for (name, told) in [
        ("toml", "source 1, council 1, board 1, meeting 1, agenda_item 1, attendance 2, decision 1: fine.\n"),
        ("hand", "source 1, organisation 1, board 1, programme 1, meeting 2, agenda_item 1, attendance 1: fine.\n"),
        ("sheet", "source 1, board 2, removals 1: fine.\n"),
    ] {
        assert_eq!(done(&["load", "--check", &bundle(name)]), told);
        load(name);
    }
    let told = done(&["load", "--check", &bundle("cmis")]);
    let needs = told.replace(&format!("{}/", bundle("cmis")), "");
    assert_eq!(
        needs,
        "2 reference(s) lead out of these files. They need in the database:\n  \
         board \"eastmoor/cabinet\" (cmis.jsonl:3 and 1 more)\n\
         source 1, meeting 1, agenda_item 1, attendance 2, decision 1: fine, if the database holds the 1 record(s) above.\n"
    );
}

#[test]
fn the_document_shows_what_a_check_says() {
    let (folder, ..) = folder();
    unpack(folder.path());
    let file = |name: &str| folder.path().join("csv").join(name).display().to_string();
    let told = done(&["load", "--check", &file("board.csv"), &file("meeting.2026.csv")]);
    let told = told.replace(&file(""), "");
    let text = fs::read_to_string(top().join("docs/dataset.md")).expect("the document");
    assert!(text.contains(&format!("```text\n{told}```\n")), "{told}");
}

const BOARD: &str = "key,source,at,method,name,kind,council\n";

#[test]
fn a_check_writes_nothing_and_needs_no_database() {
    let (folder, path, database) = folder();
    let (home, temporary) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let board = written(folder.path(), "board.csv", &format!("{BOARD}x/a,x/s,1,MANUAL,A,CABINET,x\n"));
    let mut command = crate::program::folkmoot(&["load", "--check", &board]);
    let output = command.current_dir(home.path()).env("TMPDIR", temporary.path()).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    for folder in [&home, &temporary] {
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0, "nothing is left");
    }

    let check = ["--database", &database, &board];
    let output = run(&[&["load", "--check"], &check[..]].concat());
    assert_eq!(output.status.code(), Some(4), "a database that is named must be there");
    assert!(!path.exists());
    done(&["migrate", "--database", &database]);
    let before = rows(&path);
    let mut missing = found(&check, folder.path());
    missing.sort();
    assert_eq!(
        missing,
        [
            "board.csv:2: board \"x/a\": field `council`: there is no council `x`",
            "board.csv:2: board \"x/a\": field `sources`: there is no source `x/s`",
        ]
    );
    let more = "[[source]]\nkey = \"x/s\"\ntitle = \"S\"\n[[council]]\nkey = \"x\"\nname = \"X\"\nkind = \"UNITARY\"\n\
                sources = [{ source = \"x/s\", at = \"1\", method = \"MANUAL\" }]\n";
    let more = written(folder.path(), "more.toml", more);
    assert_eq!(
        done(&["load", "--check", "--database", &database, &more, &board]),
        "source 1, council 1, board 1: fine.\n"
    );
    assert_eq!(rows(&path), before, "a check writes nothing");
    done(&["load", "--database", &database, &more]);
    let before = rows(&path);
    assert_eq!(done(&[&["load", "--check"], &check[..]].concat()), "board 1: fine.\n", "the database holds the rest");
    assert_eq!(rows(&path), before, "a check writes nothing");
    assert_eq!(run(&["load", "--check", "--dry-run", &board]).status.code(), Some(2), "one or the other");
}

#[test]
fn faults_of_all_files_are_told_together() {
    let (folder, ..) = folder();
    let file = |name: &str, text: &str| written(folder.path(), name, text);
    let rows = "x/a,x/s,1,MANUAL,\"A\nand B\",CABINETT,x\r\nx/b,x/s,1,MANUAL,B,CABINET\n";
    let files = [
        file("bord.csv", "key\nx/a\n"),
        file("board.csv", &format!("{BOARD}{rows}")),
        file("meeting.2026.csv", "key,titel,date,date\n"),
        file("lines.jsonl", "{\"table\": \n"),
        file("extra.toml", "[[topic]]\nkey = \"a\"\n"),
    ];
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(
        found(&files, folder.path()),
        [
            "bord.csv:1: there is no table `bord`; did you mean `board`? (a CSV file is named after the table of its \
             records, such as board.csv)",
            "board.csv:3: board \"x/a\": field `kind`: \"CABINETT\" is not one of FULL_COUNCIL, CABINET, COMMITTEE, \
             SUB_COMMITTEE, SCRUTINY_PANEL, PARTNERSHIP_BOARD, SAFEGUARDING_PARTNERSHIP, HEALTH_AND_WELLBEING_BOARD, \
             JOINT_COMMITTEE, WORKING_GROUP, INDIVIDUAL_MEMBER, OFFICER_DECISION, NOT_KNOWN; did you mean `CABINET`?",
            "board.csv:4: field `council`: the row ends before this column: it has 6 cells, and the header 7",
            "meeting.2026.csv:1: field `titel`: the table meeting has no such column; did you mean `title`?",
            "meeting.2026.csv:1: field `date`: the column stands twice",
            "lines.jsonl:1: this is not JSON: EOF while parsing a value, at column 9",
            "extra.toml:1: topic \"a\": field `label`: it is missing",
        ]
    );
    let many = file("topic.csv", &format!("key,label\n{}", "a,\n".repeat(50)));
    let told = found(&[&many], folder.path());
    assert_eq!((told.len(), told.last().map(String::as_str)), (21, Some("Reading ended here: there may be more.")));
}

#[test]
fn records_of_one_bundle_must_agree() {
    let (folder, ..) = folder();
    let twice = written(folder.path(), "topic.csv", "key,label,remove\na,A,\na,B,\n");
    assert_eq!(
        found(&[&twice], folder.path()),
        ["topic.csv:3: topic \"a\": it is given here and, with other content, at topic.csv:2"]
    );
    let gone = written(folder.path(), "topic.more.csv", "key,label,broader,remove\na,A,b,\nb,,,TRUE\n");
    assert_eq!(
        found(&[&gone], folder.path()),
        ["topic.more.csv:2: topic `b` is pointed to here, and removed in the same load"]
    );
    let nothing = written(folder.path(), "topic.none.csv", "key,label\n");
    assert_eq!(done(&["load", "--check", &nothing]), "no records: fine.\n");
    let output = run(&["load", "--check", &written(folder.path(), "what.txt", "")]);
    assert_eq!(output.status.code(), Some(6));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a .toml, .jsonl or .csv file"));
}

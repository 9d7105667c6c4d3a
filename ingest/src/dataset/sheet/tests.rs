use std::path::PathBuf;

use proptest::prelude::*;

use super::super::{Need, Tally, read_all};
use crate::Error;
use crate::record::Entry;

/// What files of these names say; every record without its place in them.
fn read(files: &[(&str, &[u8])]) -> Result<Vec<String>, Error> {
    let (_folder, paths) = written(files);
    let entries = read_all(paths)?.collect::<Result<Vec<_>, _>>()?;
    Ok(entries.into_iter().map(without_place).collect())
}

fn written(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = files.iter().map(|(name, bytes)| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    });
    let paths = paths.collect();
    (folder, paths)
}

fn without_place(entry: Entry) -> String {
    match entry {
        Entry::Record(mut record) => {
            record.origin = None;
            format!("{record:?}")
        }
        Entry::Removal(removal) => format!("{} {} goes", removal.table.name, removal.id),
        Entry::Withdrawal(withdrawal) => format!("{} {} is withdrawn", withdrawal.table.name, withdrawal.id),
    }
}

/// The faults of a file, each without the folder.
fn faults(name: &str, bytes: &[u8]) -> Vec<String> {
    let told = read(&[(name, bytes)]).expect_err("faults").to_string();
    told.lines().map(|line| line.rsplit_once(&format!("/{name}:")).map_or(line, |(_, rest)| rest).to_string()).collect()
}

const TOML: &str = r#"
[[agenda_item]]
key = "m/1"
sources = [
    { source = "s", at = "Page 1 | top", method = "DOCUMENT", certainty = "STATED", quote = "a | b" },
    { source = "t", at = "Page 2", method = "PRESS" },
]
state = "SUPERSEDED"
identifiers = [{ scheme = "local", value = "1" }, { scheme = "local", value = "2" }, { scheme = "url", value = "u" }]
aliases = ["One", "Two|Three"]
meeting = "m"
position = 1
title = "A title, with a comma\nand a line"
topics_known = true
topics = [{ key = "a", certainty = "INFERRED" }, "b"]
presenter = [{ as_written = "Cllr A", person = "x/a" }, { as_written = "The Director", post = "x/d" }]

[[decision]]
key = "m/1/d"
sources = [{ source = "s", at = "1", method = "DOCUMENT" }]
text = "a | b"
effects = ["APPROVE", "DELEGATE"]
conditions = ["one", "two"]
is_key = false
date = 2026-01-13
maker = { board = "x/b", resolution = "COLLECTIVE", certainty = "INFERRED" }

[[remove]]
decision = "m/2/d"
"#;

const ITEMS: &str = "key,source,at,method,certainty,quote,state,identifier.local,identifier.url,alias,meeting,position,\
title,topics_known,topics,topics.certainty,presenter,presenter.person,presenter.post,summary\n\
m/1,s|t,Page 1 \\| top|Page 2,DOCUMENT|PRESS,STATED|,a \\| b|,SUPERSEDED,1|2,u,One|Two\\|Three,m, 1 ,\
\"A title, with a comma\nand a line\",TRUE,a|b,INFERRED|,Cllr A|The Director,x/a|,|x/d, \n";

const DECISIONS: &str = "key,source,at,method,text,effects,conditions,is_key,date,maker.board,maker.resolution,\
maker.certainty,remove\n\n\
m/1/d,s,1,DOCUMENT,a | b,APPROVE|DELEGATE,one|two,false,2026-01-13,x/b,COLLECTIVE,INFERRED,\n\
,,,,,,,,,,,,\nm/2/d,,,,,,,,,,,,true\n";

#[test]
fn rows_say_what_toml_says() {
    let toml = read(&[("a.toml", TOML.as_bytes())]).expect("TOML");
    let csv = |items: &str, decisions: &str| {
        read(&[("agenda_item.csv", items.as_bytes()), ("decision.2026.csv", decisions.as_bytes())]).expect("CSV")
    };
    let plain = csv(ITEMS, DECISIONS);
    assert_eq!(plain, toml);
    let dos = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(csv(&dos(ITEMS), &dos(DECISIONS)), toml, "a byte order mark, and lines that end as on Windows");
    assert_eq!(csv(ITEMS.trim_end(), DECISIONS.trim_end()), toml, "no end of the last line");
}

#[test]
fn headers() {
    let faults = |name: &str, text: &str| faults(name, text.as_bytes());
    assert_eq!(
        faults("bord.csv", "key\n"),
        [
            "1: there is no table `bord`; did you mean `board`? (a CSV file is named after the table of its records, such as \
          board.csv)"
        ]
    );
    assert_eq!(faults("board.csv", "\u{feff}\n\n"), ["1: the header row is missing"]);
    assert_eq!(
        faults("board.csv", "key,nam,,alias,aliases,identifier.gss,identifier.gss,identifiers,\"sources\"\n"),
        [
            "1: field `nam`: the table board has no such column; did you mean `name`?",
            "1: column 3 has no name",
            "1: field `aliases`: the column stands twice",
            "1: field `identifier.gss`: the column stands twice",
            "1: field `identifiers`: the table board has no such column; did you mean `identifier.scheme`?",
            "1: field `sources`: the table board has no such column; did you mean `source`?",
        ]
    );
    assert_eq!(
        faults("board.csv", "name\n"),
        ["1: field `key`: the column is missing: every record needs a key"],
        "one fault, not one a row"
    );
    assert_eq!(faults("board.csv", &"zzz,".repeat(900)).len(), 20, "no more than are told");
    assert_eq!(faults("board.csv", &",".repeat(2_000)), ["1: a row may have 1000 cells, and this one has 2001"]);
}

const BOARD: &str = "key,source,at,method,name,kind,website,aliases,remove\n";

#[test]
fn rows() {
    let faults = |rows: &str| faults("board.csv", format!("{BOARD}{rows}").as_bytes());
    assert_eq!(
        faults("a,s,1,MANUAL,\"A\n\nboard\",CABINETT,x.example,\"O|\n|\",\nb,s,1,MANUAL,B,CABINET\n"),
        [
            "4: board \"a\": field `kind`: \"CABINETT\" is not one of FULL_COUNCIL, CABINET, COMMITTEE, SUB_COMMITTEE, \
             SCRUTINY_PANEL, PARTNERSHIP_BOARD, SAFEGUARDING_PARTNERSHIP, HEALTH_AND_WELLBEING_BOARD, JOINT_COMMITTEE, \
             WORKING_GROUP, INDIVIDUAL_MEMBER, OFFICER_DECISION, NOT_KNOWN; did you mean `CABINET`?",
            "4: board \"a\": field `website`: \"x.example\" is no address: it must begin with https:// or http://",
            "4: board \"a\": field `aliases`: the text is empty: leave the field out where nothing is known",
            "4: board \"a\": field `aliases`: the text is empty: leave the field out where nothing is known",
            "6: field `website`: the row ends before this column: it has 6 cells, and the header 9",
        ],
        "the lines are those of the file, also after cells of several lines"
    );
    assert_eq!(
        faults("a,s,1,MANUAL,A,CABINET,,,,\n"),
        ["2: the row has 10 cells, and the header 9: a cell with a comma in it must stand in quotation marks"]
    );
    assert_eq!(faults(",,,,,,,,true\n"), ["2: field `key`: it is missing"]);
    assert_eq!(
        faults("a,s,1,MANUAL,\"A\nboard\",CABINET,,,maybe\n"),
        ["3: field `remove`: true or false is needed, not a text"]
    );
    assert_eq!(
        faults("a,s|t,1|2|3,MANUAL,A,CABINET,,,\n"),
        [
            "2: field `at`: it has 3 values, and `sources` has 2 before it: leave the place between two `|` empty where \
             nothing is known",
            "2: field `method`: it has 1 values, and `sources` has 2 before it: leave the place between two `|` empty where \
             nothing is known",
        ]
    );
    let many = format!("a,s,1,MANUAL,A,CABINET,,{},\n", "x|".repeat(10_000));
    assert_eq!(faults(&many), ["2: field `aliases`: a cell may hold 10000 values"]);
}

#[test]
fn quotation_marks() {
    let faults = |rows: &str| faults("board.csv", format!("{BOARD}{rows}").as_bytes());
    assert_eq!(
        faults("a,s,1,MANUAL,5\" board,CABINET,,,\nb,s,1,MANUAL,6\" board,CABINET,,,\n"),
        [
            "2: a quotation mark stands within a cell: put the whole cell in quotation marks, and write each one within it \
             twice"
        ]
    );
    assert_eq!(
        faults("a,s,1,MANUAL,A,CABINET,,,\nb,s,1,MANUAL,\"B,CABINET,,,\nc,s,1,MANUAL,C,CABINET,,,\n"),
        ["3: a quotation mark is opened here and never closed"]
    );
}

#[test]
fn what_is_no_text_or_no_number() {
    let latin = [BOARD.as_bytes(), b"a,s,1,MANUAL,\"A\n\xe9\",CABINET,,,\n"].concat();
    assert_eq!(faults("board.csv", &latin), ["3: this is not UTF-8: save the sheet as CSV in UTF-8"]);
    let item = |position: &str| {
        let text =
            format!("key,source,at,method,meeting,title,topics_known,position\nm/1,s,1,MANUAL,m,A,false,{position}\n");
        faults("agenda_item.csv", text.as_bytes())
    };
    let needed = "2: agenda_item \"m/1\": field `position`: a whole number of at most 32 bits is needed, not";
    assert_eq!(item("one"), [format!("{needed} a text")]);
    assert_eq!(item("1.5"), [format!("{needed} a number that is not whole or too large")]);
    assert_eq!(item("3000000000"), [format!("{needed} 3000000000")]);
}

#[test]
fn a_row_is_not_endless() {
    let mut text = BOARD.as_bytes().to_vec();
    text.extend(b"a,s,1,MANUAL,\"");
    let line = [b"x".repeat(1 << 20), b"\n".to_vec()].concat();
    text.extend(line.repeat(33));
    let told = read(&[("board.csv", &text)]).expect_err("too long").to_string();
    assert!(told.ends_with("board.csv`: line 2 is longer than 32 MiB"), "{told}");
}

#[test]
fn what_is_needed_from_elsewhere_is_counted() {
    let board = "key,source,at,method,name,kind,council,parent,remove\n\
                 a,s,1,MANUAL,A,CABINET,x,b,\n\
                 b,s,1,MANUAL,B,CABINET,,c,\n\
                 c,,,,,,,,true\n";
    let (_folder, paths) = written(&[("board.csv", board.as_bytes())]);
    let mut tally = Tally::default();
    read_all(paths).expect("files").for_each(|entry| tally.note(&entry.expect("an entry")));
    assert_eq!((tally.counts(), tally.removals()), (vec![("board", 2)], 1));
    let told = tally.needs().into_iter().map(|Need { table, key, line, references, removed, .. }| {
        format!("{table} {key} {line} {references} {removed}")
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["source s 2 2 false", "council x 2 1 false", "board c 3 1 true"],
        "what is given later in the same files is not needed from elsewhere"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_are_a_panic(header in "[a-z,\"\n.|]{0,20}", rows in any::<Vec<u8>>()) {
        let whole = [header.as_bytes(), b"\n", &*rows].concat();
        let _ = read(&[("board.csv", &whole)]);
        let _ = read(&[("board.csv", &[BOARD.as_bytes(), &*rows].concat())]);
    }

    #[test]
    fn every_text_can_be_said(names in prop::collection::vec("[^\\pC\\pZ]([a-z|\"\n,\\\\é]{0,6}[^\\pC\\pZ\\\\])?", 1..4)) {
        prop_assume!(names.iter().all(|name| !name.ends_with('\\')));
        let mut csv = csv::Writer::from_writer(BOARD.as_bytes().to_vec());
        let aliases = names.iter().map(|name| name.replace('|', "\\|")).collect::<Vec<_>>().join("|");
        csv.write_record(["a", "s", "1", "MANUAL", "A", "CABINET", "", &aliases, ""]).expect("a row");
        let csv = csv.into_inner().expect("the file");
        let line = serde_json::json!({ "board": {
            "key": "a", "sources": [{ "source": "s", "at": "1", "method": "MANUAL" }],
            "name": "A", "kind": "CABINET", "aliases": names,
        } });
        let csv = read(&[("board.csv", &csv)]).expect("CSV");
        prop_assert_eq!(csv, read(&[("a.jsonl", line.to_string().as_bytes())]).expect("JSON Lines"));
    }
}

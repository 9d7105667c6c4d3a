//! What names mean: a set of texts in which a careful reader marked every name is looked through, and compared with the marks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use ingest::id;
use sea_orm::prelude::Uuid;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Map, Value};
use tests::{Kind, Server, database, load, top};

/// Of what is found, at least so much is right; of what is marked, at least so much is found.
const PRECISION: f64 = 0.98;
const RECALL: f64 = 0.85;

/// Tables of records whose texts are marked, each with the field of a mention that names such a record.
const HOLDERS: [(&str, &str); 8] = [
    ("contribution", "contribution"),
    ("decision", "decision"),
    ("recommendation", "recommendation"),
    ("action_item", "actionItem"),
    ("document", "document"),
    ("issue", "issue"),
    ("agenda_item", "agendaItem"),
    ("meeting", "meeting"),
];
/// Tables of what is meant, each with the fields of a mention for the one that is meant and for candidates.
const MEANT: [(&str, &str, &str); 7] = [
    ("programme", "programme", "candidateProgrammes"),
    ("strategy", "strategy", "candidateStrategies"),
    ("policy_instrument", "policyInstrument", "candidatePolicyInstruments"),
    ("board", "board", "candidateBoards"),
    ("organisation", "organisation", "candidateOrganisations"),
    ("post", "post", "candidatePosts"),
    ("person", "person", "candidatePeople"),
];

/// The record in whose text words stand, the field, and the first and last place of the words.
type Place = (Uuid, String, usize, usize);
/// What words mean: ids, of which there are several where they can mean any of them.
type Means = BTreeSet<Uuid>;
type Table = Map<String, Value>;

fn text<'v>(table: &'v Table, key: &str) -> &'v str {
    table[key].as_str().unwrap_or_else(|| panic!("{key} is a text"))
}

/// The id of what is named by its table and key.
fn named(name: &str) -> Uuid {
    let (table, key) = name.split_once(' ').expect("a table and a key");
    id::of_key(table, key)
}

async fn read(db: &DatabaseConnection, record: &str, field: &str) -> String {
    let (table, _) = record.split_once(' ').expect("a table and a key");
    let sql = format!("SELECT {field} FROM {table} WHERE id = ?1");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [named(record).into()]);
    let row = db.query_one_raw(statement).await.expect("the record is read").unwrap_or_else(|| panic!("no {record}"));
    row.try_get_by_index(0).expect("a text")
}

/// The place of the nth time that words stand in a text, in UTF-16 code units.
fn place(text: &str, words: &str, nth: usize) -> (usize, usize) {
    let at = text.char_indices().map(|(at, _)| at).filter(|at| text[*at..].starts_with(words)).nth(nth - 1);
    let at = at.unwrap_or_else(|| panic!("`{words}` does not stand {nth} times in: {text}"));
    let from = text[..at].encode_utf16().count();
    (from, from + words.encode_utf16().count())
}

/// All that is marked.
#[derive(Default)]
struct Marked {
    marks: BTreeMap<Place, Means>,
    texts: BTreeMap<(Uuid, String), String>,
    /// Texts that are there for a trap: what it is.
    traps: BTreeMap<(Uuid, String), String>,
}

async fn marked(db: &DatabaseConnection) -> Marked {
    let file = fs::read_to_string(top().join("tests/mention/labels.toml")).expect("the marks are there");
    let held: BTreeMap<String, Vec<Table>> = toml::from_str(&file).expect("TOML");
    let Marked { mut marks, mut texts, mut traps } = Marked::default();
    for passage in &held["passage"] {
        let (record, field) = (text(passage, "record"), text(passage, "field"));
        let whole = read(db, record, field).await;
        for mention in passage.get("mention").and_then(Value::as_array).into_iter().flatten() {
            let mention = mention.as_object().expect("a mention");
            let nth = mention.get("nth").and_then(Value::as_u64).unwrap_or(1);
            let (from, to) = place(&whole, text(mention, "words"), nth as usize);
            let means = mention["means"].as_array().expect("a list").iter();
            let means = means.map(|key| named(key.as_str().expect("a key"))).collect();
            marks.insert((named(record), field.to_uppercase(), from, to), means);
        }
        let place = (named(record), field.to_uppercase());
        let note = passage.get("note").and_then(Value::as_str).unwrap_or_default();
        if note.contains("trap: ") {
            traps.insert(place.clone(), note.to_string());
        }
        texts.insert(place, whole);
    }
    Marked { marks, texts, traps }
}

/// All mentions that a server gives.
async fn found(server: &Server) -> BTreeMap<Place, (Means, String)> {
    let holders: String = HOLDERS.iter().map(|(_, field)| format!("{field} {{ id }} ")).collect();
    let meant: String =
        MEANT.iter().map(|(_, one, many)| format!("{one} {{ id }} {many} {{ nodes {{ id }} }} ")).collect();
    let mut all = BTreeMap::new();
    let mut after = Value::Null;
    loop {
        let query = format!(
            "query($after: String) {{ mentions(first: 100, after: $after) {{ nodes {{ field position length words resolution \
             rule {holders} {meant} }} pageInfo {{ hasNextPage endCursor }} }} }}"
        );
        let (_, answer) = server.post(serde_json::json!({ "query": query, "variables": { "after": after } })).await;
        let page = &answer["data"]["mentions"];
        for node in page["nodes"].as_array().unwrap_or_else(|| panic!("no page: {answer}")) {
            let id = |value: &Value| value["id"].as_str().map(|id| id.parse::<Uuid>().expect("an id"));
            let holder = HOLDERS.iter().find_map(|(_, field)| id(&node[*field])).expect("it stands in a record");
            let mut means: Means = MEANT.iter().filter_map(|(_, one, _)| id(&node[*one])).collect();
            assert_eq!(means.len() == 1, node["resolution"] == "RESOLVED", "{node}");
            for (.., many) in MEANT {
                means.extend(node[many]["nodes"].as_array().expect("a list").iter().filter_map(id));
            }
            let from = node["position"].as_u64().expect("a number") as usize;
            let to = from + node["length"].as_u64().expect("a number") as usize;
            let field = node["field"].as_str().expect("a word").to_string();
            all.insert((holder, field, from, to), (means, node["rule"].to_string()));
        }
        if page["pageInfo"]["hasNextPage"] != true {
            return all;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_are_found_and_mean_what_a_reader_says() {
    let db = database(Kind::Sqlite).await;
    load(&db, top().join("data")).await;
    load(&db, top().join("tests/mention/papers.toml")).await;
    linking::link(&db).await.expect("texts are looked through");
    let Marked { marks, texts, traps } = marked(&db).await;
    let server = Server::over(db);
    let found = found(&server).await;
    let looked_at = |place: &Place| texts.contains_key(&(place.0, place.1.clone()));
    let found: BTreeMap<&Place, &(Means, String)> = found.iter().filter(|(place, _)| looked_at(place)).collect();
    let right = found.iter().filter(|(place, (means, _))| marks.get(**place) == Some(means)).count();
    let (precision, recall) = (right as f64 / found.len() as f64, right as f64 / marks.len() as f64);
    let words = |(record, field, from, to): &Place| {
        let units: Vec<u16> = texts[&(*record, field.clone())].encode_utf16().collect();
        let piece = |from: usize, to: usize| String::from_utf16_lossy(&units[from.min(to)..to]).replace('\n', "⏎");
        let (before, after) = (from.saturating_sub(30), (to + 30).min(units.len()));
        format!("…{}[{}]{}…", piece(before, *from), piece(*from, *to), piece(*to, after))
    };
    for (place, (means, rule)) in &found {
        if marks.get(*place) != Some(means) {
            let right = marks.get(*place).map_or("nothing".to_string(), |means| format!("{} others", means.len()));
            println!("wrong, {rule} to {}, a reader says {right}: {}", means.len(), words(place));
        }
    }
    for place in marks.keys().filter(|place| !found.contains_key(place)) {
        println!("missed: {}", words(place));
    }
    println!(
        "{} marked in {} texts, {} found, {right} right: precision {precision:.3}, recall {recall:.3}",
        marks.len(),
        texts.len(),
        found.len()
    );
    let wrong = found.iter().filter(|(place, (means, _))| marks.get(**place) != Some(means)).map(|(place, _)| *place);
    for (record, field, ..) in wrong {
        let trap = traps.get(&(*record, field.clone()));
        assert_eq!(trap, None, "it was caught in a trap");
    }
    assert!(traps.len() >= 10, "the traps are there");
    assert!(precision >= PRECISION, "precision {precision:.3} is below {PRECISION}");
    assert!(recall >= RECALL, "recall {recall:.3} is below {RECALL}");
}

//! What the API gives is what the tables hold: every column of every record, of the change log and of the parts of
//! records, over all pages, against a plain SELECT in which the database itself writes the values as text.

use std::collections::{BTreeMap, BTreeSet};

use entities::{Column, ENVELOPE, Kind as Holds, RECORDS, Table};
use ingest::{
    id,
    record::{Actor, Alias, Citation, Identifier, Record},
};
use sea_orm::{
    DatabaseConnection,
    prelude::{Date, Uuid},
};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Row};
use tests::{Kind, Server, database, write};

/// Records of each table: with pages of five there are two.
const EACH: usize = 7;

/// A value for a column in the `i`th record: anything that such a column may hold.
fn value(table: &Table, column: &Column, i: usize) -> sea_orm::Value {
    let of = |target: &str| id::of(target, &((i + 1) % EACH).to_string());
    let word = |words: &entities::Words, n: usize| words.words[(i + n) % words.words.len()].word;
    match column.kind {
        Holds::Id => id::of(table.name, &i.to_string()).into(),
        Holds::Reference(target) => of(target).into(),
        Holds::Text if column.name == "slug" => format!("{}-{i}", table.name).into(),
        Holds::Text => format!("{} {i}: “é” \\ \" {{}} \t🦔", column.name).into(),
        Holds::Url => format!("https://a.example/{}?i={i}&x=%20#é", column.name).into(),
        Holds::GssCode => format!("E0600000{i}").into(),
        Holds::Int => [0, 1, -1, i32::MAX, i32::MIN, 7, 100][i].into(),
        Holds::Big => (i as i64).into(),
        Holds::Pounds => [0_i64, 1, -1, 2_083_000, 2_400_000_000, 1 << 53, 7][i].into(),
        Holds::Decimal => ["0", "14.20", "-0.5", "38.799999999999997", "9", "1306", "0.000"][i].into(),
        Holds::Bool => i.is_multiple_of(2).into(),
        Holds::Date => Date::from_ymd_opt([1, 1582, 1999, 2024, 2025, 2026, 9999][i], 2, 28).into(),
        Holds::PartialDate => {
            ["2026", "2026-07", "2026-07-05", "2026/2027", "2026~", "1066", "2026-01/2026-03"][i].into()
        }
        Holds::Instant => [0_i64, 999, 1_000, 1_766_000_000_123, -86_400_000, 253_402_300_799_000, 1][i].into(),
        Holds::Word(words) => word(words, 0).into(),
        Holds::WordList(words) => json!([word(words, 1), word(words, 0)]).to_string().into(),
        Holds::TextList => json!(["a", format!("{i} \" 🦔")]).to_string().into(),
    }
}

/// Records of every table. Each column is filled in most of them, and left out, where it may be, in the others.
fn records() -> Vec<Record> {
    let mut all = Vec::new();
    for table in RECORDS {
        for i in 0..EACH {
            let mut record = Record::new(table, id::of(table.name, &i.to_string()));
            for (n, column) in table.columns.iter().enumerate() {
                if !column.null || (i + n) % 3 != 0 {
                    record = record.with(column.name, value(table, column, i));
                }
            }
            // A merge that holds would take away what it merges.
            let states = &entities::STATE.words[usize::from(table.name == "merge")..];
            record.state = states[i % states.len()].word;
            parts(&mut record, i);
            all.push(record);
        }
    }
    all
}

fn parts(record: &mut Record, i: usize) {
    let maybe = |n: usize, text: &str| (i + n).is_multiple_of(2).then(|| format!("{text} {i} 🦔"));
    let certainty = entities::citation::CERTAINTY.words[i % 4].word;
    let identifier = |scheme: &str, from: Option<&str>, to: Option<&str>| {
        let (valid_from, valid_to) = (from.map(String::from), to.map(String::from));
        Identifier { scheme: scheme.into(), value: format!("{} {i}", record.table.name), valid_from, valid_to }
    };
    record.identifiers = vec![identifier("b", Some("2026"), None), identifier("a", None, Some("2026-07~"))];
    let alias =
        |name: &str, n| Alias { name: format!("{name} {i}"), language: maybe(n, "en"), note: maybe(n + 1, "note") };
    record.aliases = vec![alias("Zoo", 0), alias("Aardvark", 1)];
    if !["source", "topic"].contains(&record.table.name) {
        let method = entities::citation::METHOD.words[i].word;
        let source = id::of("source", &i.to_string());
        let citation =
            |n| Citation { source, locator: maybe(n, "line"), quote: maybe(n + 1, "words"), certainty, method };
        record.citations = vec![citation(0), citation(1)];
    }
    if let Some(role) = record.table.actors.first() {
        let resolution = entities::actor::RESOLUTION.words[i % entities::actor::RESOLUTION.words.len()].word;
        record.actors = vec![Actor {
            role,
            as_written: maybe(0, "A. Name"),
            person: i.is_multiple_of(2).then(|| id::of("person", "0")),
            post: None,
            organisation: Some(id::of("organisation", "1")),
            board: None,
            council: Some(id::of("council", "2")),
            resolution,
            certainty,
        }];
    }
}

/// SQL that has the database write a column as text.
fn as_text(kind: Kind, column: &Column) -> String {
    let name = format!("\"{}\"", column.name);
    match (column.kind, kind) {
        (Holds::Id | Holds::Reference(_), Kind::Sqlite) => format!("nullif(hex({name}), '')"),
        (Holds::Instant, Kind::Sqlite) => format!("strftime('%Y-%m-%dT%H:%M:%SZ', {name} / 1000, 'unixepoch')"),
        (Holds::Instant, Kind::Postgres) => {
            format!("to_char(to_timestamp({name} / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
        }
        _ => format!("CAST({name} AS text)"),
    }
}

/// What the API should say of a value that the database wrote.
fn meant(column: &Column, text: Option<String>) -> Value {
    let Some(text) = text else { return Value::Null };
    match column.kind {
        Holds::Id | Holds::Reference(_) => json!(Uuid::parse_str(&text).expect("an id").to_string()),
        Holds::Int | Holds::Pounds => json!(text.parse::<i64>().expect("a number")),
        Holds::Bool => json!(["true", "1"].contains(&text.as_str())),
        Holds::WordList(_) | Holds::TextList => serde_json::from_str(&text).expect("a list"),
        _ => json!(text),
    }
}

/// Rows of a table in an order, each as the values of the columns given.
async fn select(db: &DatabaseConnection, kind: Kind, table: &str, columns: &[&Column], order: &str) -> Vec<Vec<Value>> {
    let list: Vec<String> = columns.iter().map(|c| as_text(kind, c)).collect();
    let sql = format!("SELECT {} FROM \"{table}\" ORDER BY {order}", list.join(", "));
    macro_rules! read {
        ($pool:expr) => {{
            let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all($pool).await.expect("the rows are read");
            rows.iter().map(|row| (0..columns.len()).map(|i| row.get::<Option<String>, _>(i)).collect()).collect()
        }};
    }
    let rows: Vec<Vec<Option<String>>> = match kind {
        Kind::Sqlite => read!(db.get_sqlite_connection_pool()),
        Kind::Postgres => read!(db.get_postgres_connection_pool()),
    };
    rows.into_iter().map(|row| columns.iter().zip(row).map(|(c, text)| meant(c, text)).collect()).collect()
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |all, word| all + &word[..1].to_uppercase() + &word[1..])
}

/// What to ask for a column, and where its value then stands.
fn asked(column: &Column) -> (String, String) {
    match column.kind {
        Holds::Reference(target) if target != "record" => {
            let field = camel(column.name.trim_end_matches("_id"));
            (format!("{field} {{ id }}"), format!("/{field}/id"))
        }
        _ => (camel(column.name), format!("/{}", camel(column.name))),
    }
}

/// Every node of a list of the root, page by page.
async fn nodes(server: &Server, list: &str, selection: &str) -> Vec<Value> {
    let query = format!(
        "query($at: String) {{ {list}(first: 5, after: $at) {{ nodes {{ {selection} }} pageInfo {{ hasNextPage endCursor }} }} }}"
    );
    let (mut all, mut at) = (Vec::new(), Value::Null);
    loop {
        let (_, said) = server.post(json!({ "query": query, "variables": { "at": at } })).await;
        assert!(said.get("errors").is_none(), "{query}: {said}");
        let page = &said["data"][list];
        all.extend(page["nodes"].as_array().expect("nodes").iter().cloned());
        if page["pageInfo"]["hasNextPage"] != true {
            return all;
        }
        at = page["pageInfo"]["endCursor"].clone();
    }
}

/// The types of the schema: for each the list of the root that holds it, and its fields, with true for those that are
/// plain values.
async fn schema(server: &Server) -> BTreeMap<String, (String, BTreeMap<String, bool>)> {
    let ty = "name kind ofType { name kind ofType { name kind ofType { name kind } } }";
    let query = format!("{{ __schema {{ types {{ name fields {{ name args {{ name }} type {{ {ty} }} }} }} }} }}");
    let said = server.ask(&query).await;
    let types = said["data"]["__schema"]["types"].as_array().unwrap_or_else(|| panic!("{said}"));
    let fields = |name: &str| {
        let ty = types.iter().find(|t| t["name"] == name).unwrap_or_else(|| panic!("no type {name}"));
        ty["fields"].as_array().expect("fields").iter()
    };
    let inner = |ty: &Value| {
        let mut at = ty;
        while !at["ofType"].is_null() {
            at = &at["ofType"];
        }
        (at["name"].as_str().unwrap_or_default().to_owned(), at["kind"] == "SCALAR" || at["kind"] == "ENUM")
    };
    let text = |value: &Value| value.as_str().expect("a name").to_owned();
    // What a search finds is no table.
    let lists = fields("Query")
        .filter(|f| f["name"] != "search")
        .filter_map(|f| Some((inner(&f["type"]).0.strip_suffix("Connection")?.to_owned(), text(&f["name"]))));
    lists
        .map(|(name, list)| {
            let plain = |f: &Value| inner(&f["type"]).1 && f["args"].as_array().is_some_and(Vec::is_empty);
            let all = fields(&name).map(|f| (text(&f["name"]), plain(f))).collect();
            (name, (list, all))
        })
        .collect()
}

async fn all(kind: Kind) {
    let db = database(kind).await;
    let made = write(&db, records()).await.all().created;
    let server = Server::over(db.clone());
    let schema = schema(&server).await;
    let mut compared = 0;
    for table in RECORDS.iter().copied().chain([&entities::change::TABLE]) {
        let name = camel(&format!("_{}", table.name));
        let (list, fields) = &schema[&name];
        let is_record = table.name != "change";
        let envelope = if is_record { ENVELOPE } else { &[] };
        let columns: Vec<&Column> = envelope
            .iter()
            .chain(table.columns)
            .filter(|c| !["fingerprint", "provenance_id"].contains(&c.name))
            .collect();

        let plain: BTreeSet<String> = fields.iter().filter(|(_, plain)| **plain).map(|(f, _)| f.clone()).collect();
        let mut covered: BTreeSet<String> = columns.iter().map(|c| asked(c).0).filter(|f| !f.contains('{')).collect();
        if is_record {
            covered.insert("uri".into());
        }
        assert_eq!(covered, plain, "fields of {name} that hold a plain value are columns");

        let selection: Vec<String> = columns.iter().map(|c| asked(c).0).collect();
        let uri = if is_record { " uri" } else { "" };
        let given = nodes(&server, list, &format!("{}{uri}", selection.join(" "))).await;
        let key = if is_record { "id" } else { "sequence" };
        let mut by_key: BTreeMap<String, &Value> = BTreeMap::new();
        for node in &given {
            by_key.insert(node[key].to_string(), node);
        }
        let held = select(&db, kind, table.name, &columns, &format!("\"{key}\"")).await;
        assert_eq!(held.len() as u64, if is_record { EACH as u64 } else { made }, "{name}");
        assert_eq!((given.len(), by_key.len()), (held.len(), held.len()), "each row of {name} once");
        for row in &held {
            let node = by_key[&row[0].to_string()];
            for (column, value) in columns.iter().zip(row) {
                let (_, place) = asked(column);
                let given = node.pointer(&place).unwrap_or(&Value::Null);
                assert_eq!(given, value, "{name}.{}", column.name);
                compared += 1;
            }
            if is_record {
                let uri = format!("https://folkmoot.example/id/{}/{}", table.name, row[0].as_str().expect("an id"));
                assert_eq!(node["uri"], uri);
            }
        }
        if is_record {
            compared += parts_of(&server, &db, kind, table, list, fields).await;
        }
    }
    assert!(compared > 3_000, "{compared} values were compared");
}

/// Compares the parts of the records of a table that the schema shows, and gives their number.
async fn parts_of(
    server: &Server,
    db: &DatabaseConnection,
    kind: Kind,
    table: &Table,
    list: &str,
    fields: &BTreeMap<String, bool>,
) -> usize {
    let mut compared = 0;
    let own = db_rows(db, kind, table).await;
    let role = table.actors.first().map(|role| camel(&role.to_lowercase()));
    for (field, part, owner, order) in [
        ("identifiers", &entities::identifier::TABLE, "record_id", "scheme, value"),
        ("aliases", &entities::alias::TABLE, "record_id", "position"),
        ("sources", &entities::citation::TABLE, "provenance_id", "position"),
        (role.as_deref().unwrap_or_default(), &entities::actor::TABLE, "record_id", "position"),
    ] {
        let hidden = ["record_id", "record_type", "provenance_id", "position"];
        let shown: Vec<&Column> = part.columns.iter().filter(|c| !hidden.contains(&c.name)).collect();
        if !fields.contains_key(field) {
            continue;
        }
        let owner = part.column(owner).expect("the column of the owner");
        let columns: Vec<&Column> = [owner].into_iter().chain(shown.iter().copied()).collect();
        let held = select(db, kind, part.name, &columns, order).await;
        let selection: Vec<String> = shown.iter().map(|c| asked(c).0).collect();
        for node in nodes(server, list, &format!("id {field} {{ {} }}", selection.join(" "))).await {
            let (id, provenance) = own.iter().find(|(id, _)| *id == node["id"]).expect("a row");
            let of = if owner.name == "provenance_id" { provenance } else { id };
            let meant: Vec<&[Value]> = held.iter().filter(|row| row[0] == *of).map(|row| &row[1..]).collect();
            let items = node[field].as_array().cloned().unwrap_or_else(|| vec![node[field].clone()]);
            let mut given: Vec<Vec<Value>> = items
                .iter()
                .map(|item| shown.iter().map(|c| item.pointer(&asked(c).1).unwrap_or(&Value::Null).clone()).collect())
                .collect();
            if field == "identifiers" {
                given.sort_by_key(|item| item[0].to_string());
            }
            assert_eq!(given, meant, "{}.{field}", table.name);
            compared += meant.len() * shown.len();
        }
    }
    compared
}

/// Each row's id and the set of its citations.
async fn db_rows(db: &DatabaseConnection, kind: Kind, table: &Table) -> Vec<(Value, Value)> {
    let columns: Vec<&Column> = ENVELOPE.iter().filter(|c| ["id", "provenance_id"].contains(&c.name)).collect();
    let rows = select(db, kind, table.name, &columns, "id").await;
    rows.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect()
}

#[tokio::test]
async fn every_column_is_what_the_table_holds_on_sqlite() {
    all(Kind::Sqlite).await;
}

#[tokio::test]
async fn every_column_is_what_the_table_holds_on_postgres() {
    all(Kind::Postgres).await;
}

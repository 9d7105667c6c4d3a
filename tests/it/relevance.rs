//! Whether people find what they look for: queries, each with the record that it is meant for, asked over the shipped facts
//! and over records made from what councils published.

use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use chrono::NaiveDate;
use entities::{agenda_item, board, council, meeting};
use ingest::{id, record::Record};
use sea_orm::prelude::Uuid;
use serde_json::{Map, Value, json};
use tests::{Kind, Server, database, load, shipped, top, write};

/// The least that the mean of the reciprocal ranks may be.
const LEAST: f64 = 0.85;
const QUERY: &str = "query($query: String!) { search(query: $query, first: 10) { nodes { type label councilSlug record { ... on \
                     AgendaItem { meeting { date } } } } } }";

/// A word of the names of Limerick's files, and the board whose minutes those are: the first that stands there.
const LIMERICK: &[(&str, &str)] = &[
    ("Sub-Committee", "Joint Policing Sub-Committee"),
    ("Policing", "Joint Policing Committee"),
    ("Travel", "Travel & Transportation Strategic Policy Committee"),
    ("Social", "Home and Social Development Strategic Policy Committee"),
    ("Newcastle", "Municipal District of Newcastle West"),
    ("Adare", "Municipal District of Adare-Rathkeale"),
    ("Cappamore", "Municipal District of Cappamore-Kilmallock"),
    ("Metropolitan", "Metropolitan District of Limerick"),
    ("Council", "Limerick City and County Council"),
];

/// A query and what it is meant for.
type Pair = Map<String, Value>;

/// The pairs of some origins.
fn pairs(origins: &[&str]) -> Vec<Pair> {
    let text = fs::read_to_string(top().join("tests/relevance/pairs.toml")).expect("the pairs are there");
    let mut held: HashMap<String, Vec<Pair>> = toml::from_str(&text).expect("TOML");
    let mut pairs = held.remove("pair").expect("pairs");
    pairs.retain(|pair| origins.iter().any(|origin| pair["from"] == *origin));
    pairs
}

/// Whether a hit is what a query was meant for, or as right.
fn is_meant(pair: &Pair, hit: &Value) -> bool {
    let is = |ty: &Value, label: &Value, council: Option<&Value>| {
        let (said, wanted) = (hit["label"].as_str().unwrap_or_default(), label.as_str().expect("a label"));
        let label = wanted.strip_suffix('…').map_or(said == wanted, |beginning| said.starts_with(beginning));
        let slug = hit["councilSlug"].as_str().unwrap_or_default();
        hit["type"] == *ty && label && council.is_none_or(|council| council == slug)
    };
    let on = pair.get("on").is_none_or(|on| hit["record"]["meeting"]["date"] == *on);
    let others = pair.get("or").and_then(Value::as_array).into_iter().flatten();
    is(&pair["type"], &pair["label"], pair.get("council")) && on
        || others.into_iter().any(|other| is(&other[0], &other[1], Some(&other[2])))
}

/// Asks each query, tells those whose hit is not the first, and gives the mean of the reciprocal ranks.
async fn mean(server: &Server, pairs: &[Pair]) -> f64 {
    let mut sum = 0.0;
    for pair in pairs {
        let (status, said) = server.post(json!({ "query": QUERY, "variables": { "query": pair["query"] } })).await;
        assert!(status == 200 && said.get("errors").is_none(), "{}: {said}", pair["query"]);
        let hits = said["data"]["search"]["nodes"].as_array().expect("hits");
        match hits.iter().position(|hit| is_meant(pair, hit)) {
            Some(before) => {
                sum += 1.0 / (before + 1) as f64;
                if before > 0 {
                    tell(pair, &format!("rank {}", before + 1), hits);
                }
            }
            None => tell(pair, "not among the first ten", hits),
        }
    }
    let mean = sum / pairs.len() as f64;
    eprintln!("{} queries, mean reciprocal rank {mean:.3}", pairs.len());
    mean
}

fn tell(pair: &Pair, place: &str, hits: &[Value]) {
    eprintln!("{}: {} {} is {place}, behind", pair["query"], pair["type"], pair["label"]);
    for hit in hits.iter().take_while(|hit| !is_meant(pair, hit)).take(3) {
        eprintln!("    {} {} {}", hit["type"], hit["label"], hit["councilSlug"]);
    }
}

/// A server over the shipped facts and further records, once all of them are in its index.
async fn server(records: Vec<Record>) -> Server {
    let db = database(Kind::Sqlite).await;
    load(&db, top().join("data")).await;
    write(&db, records).await;
    let server = Server::searching(db, tempfile::tempdir().expect("a temporary folder").keep());
    server.indexed().await;
    server
}

/// A council that holds meetings, and what is made of it.
struct Place {
    slug: &'static str,
    records: Vec<Record>,
    boards: BTreeSet<String>,
    meetings: usize,
}

impl Place {
    /// A new council; none is made where the shipped facts hold it.
    fn new(slug: &'static str, made: Option<(&str, &str)>) -> Self {
        let record = |(name, kind): (&str, &str)| {
            let record = Record::new(&council::TABLE, id::of_key("council", slug));
            record.with("slug", slug).with("name", name).with("kind", kind)
        };
        Self { slug, records: made.map(record).into_iter().collect(), boards: BTreeSet::new(), meetings: 0 }
    }

    fn board(&mut self, name: &str) -> Uuid {
        let id = id::of("relevance:board", &format!("{}/{name}", self.slug));
        if self.boards.insert(name.to_owned()) {
            let record = Record::new(&board::TABLE, id)
                .with("slug", format!("{}/board-{}", self.slug, self.boards.len()))
                .with("name", name)
                .with("kind", "NOT_KNOWN")
                .with("council_id", id::of_key("council", self.slug));
            self.records.push(record);
        }
        id
    }

    /// A meeting with its items: titles, each with what the minutes say.
    fn meeting(&mut self, name: &str, date: NaiveDate, items: impl IntoIterator<Item = (String, Option<String>)>) {
        let board = self.board(name);
        self.meetings += 1;
        let place = format!("{}/{}", self.slug, self.meetings);
        let id = id::of("relevance:meeting", &place);
        let record = Record::new(&meeting::TABLE, id)
            .with("board_id", board)
            .with("title", name)
            .with("date", date)
            .with("status", "SCHEDULED")
            .with("attendance_known", false);
        self.records.push(record);
        for ((title, minutes), position) in items.into_iter().zip(1_i32..) {
            let record = Record::new(&agenda_item::TABLE, id::of("relevance:item", &format!("{place}/{position}")))
                .with("meeting_id", id)
                .with("position", position)
                .with("title", title)
                .with("minutes_text", minutes)
                .with("topics_known", false);
            self.records.push(record);
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Boards, meetings and titles of items.
fn lancashire(mut place: Place, file: &Path) -> Vec<Record> {
    let said: Value = serde_json::from_slice(&fs::read(file).expect("the file is read")).expect("JSON");
    for board in said["committees"].as_array().into_iter().flatten() {
        place.board(text(&board["name"]));
    }
    for meeting in said["meetings"].as_array().expect("meetings") {
        let titles = meeting["agenda_items"].as_array().expect("items").iter().map(|title| text(title).to_owned());
        let date = text(&meeting["date"]).parse().expect("a day");
        place.meeting(text(&meeting["committee"]), date, titles.map(|title| (title, None)));
    }
    place.records
}

/// Minutes as text, each file a meeting. Those whose name tells no board or day are passed over.
fn limerick(file: &Path) -> Vec<Record> {
    let mut place = Place::new("limerick", Some(("Limerick City and County Council", "UNITARY")));
    let unpacked = Command::new("gzip").arg("-dc").arg(file).output().expect("gzip is there");
    let mut seen = BTreeSet::new();
    for line in String::from_utf8(unpacked.stdout).expect("UTF-8").lines() {
        let said: Value = serde_json::from_str(line).expect("JSON");
        for (name, minutes) in said["files"].as_object().expect("files") {
            let board = LIMERICK.iter().find(|(word, _)| name.contains(word));
            let named = board.zip(day(name)).filter(|_| name.contains("Minutes") && seen.insert(name.clone()));
            if let Some(((_, board), date)) = named {
                let items = items(text(minutes));
                place.meeting(board, date, items.into_iter().map(|(title, text)| (title, Some(text))));
            }
        }
    }
    place.records
}

/// The day at the end of a file's name: `… 9th January 2024.md`.
fn day(name: &str) -> Option<NaiveDate> {
    let mut words = name.strip_suffix(".md")?.rsplit(' ');
    let (year, month, day) = (words.next()?, words.next()?, words.next()?);
    let day = day.trim_end_matches(char::is_alphabetic);
    NaiveDate::parse_from_str(&format!("{day} {month} {year}"), "%d %B %Y").ok()
}

/// Minutes by their numbered bold headings; what comes before the first is one item too.
fn items(minutes: &str) -> Vec<(String, String)> {
    let mut items = vec![("Minutes".to_owned(), String::new())];
    for line in minutes.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('[')) {
        let plain = line.replace('*', "");
        let is_bold = line.starts_with("**") && line.ends_with("**");
        let (title, text) = items.last_mut().expect("there is one");
        if title.is_empty() {
            plain.trim().clone_into(title);
        } else if let Some(heading) = heading(&plain).filter(|_| is_bold) {
            items.push((heading.to_owned(), String::new()));
        } else {
            text.push_str(&plain);
            text.push('\n');
        }
    }
    items.retain(|(title, _)| !title.is_empty());
    items
}

/// What stands behind a number: `Item 3: …`, `3. …`.
fn heading(line: &str) -> Option<&str> {
    let numbered = line.strip_prefix("Item ").unwrap_or(line);
    let behind = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    (behind.len() < numbered.len()).then(|| behind.trim_start().strip_prefix(['.', ':']))?.map(str::trim)
}

#[tokio::test]
async fn shipped_facts_are_found() {
    let pairs = pairs(&["shipped"]);
    assert_eq!(pairs.len(), 40);
    let mean = mean(shipped(Kind::Sqlite), &pairs).await;
    assert!(mean >= LEAST, "{mean}");
}

#[tokio::test]
async fn meetings_and_minutes_are_found() {
    let data: PathBuf = top().join("../shared/data");
    if !data.is_dir() {
        eprintln!("skipped: ../shared/data is absent");
        return;
    }
    let of = |folder: &str| data.join("uk_lancashire").join(folder).join("meetings.json");
    let mut records = lancashire(Place::new("lancashire", None), &of("lancashire_cc"));
    for (slug, name) in [("burnley", "Burnley Borough Council"), ("chorley", "Chorley Borough Council")] {
        records.extend(lancashire(Place::new(slug, Some((name, "DISTRICT"))), &of(slug)));
    }
    records.extend(limerick(&data.join("ie_limerick/meetings_2024.jsonl.gz")));
    let pairs = pairs(&["lancashire", "limerick"]);
    assert_eq!(pairs.len(), 20);
    let mean = mean(&server(records).await, &pairs).await;
    assert!(mean >= LEAST, "{mean}");
}

//! Pages of a list that grows while it is read: whoever walks it sees every row that was there at the start, once and in
//! order, whatever comes in before, at and after the place where the walk is.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicU32, Ordering},
};

use entities::{board, decision, meeting};
use ingest::{id, record::Record};
use sea_orm::{ConnectionTrait, DatabaseConnection, prelude::Date};
use serde_json::{Value, json};
use tests::{Kind, Server, database, write};

/// Rows at the start; several share each day.
const ROWS: u32 = 24;
/// Days on which something is, none of them first or last: `None` is a day that nobody knows.
const DAYS: [Option<u32>; 4] = [None, Some(5), Some(10), Some(15)];
/// Days on which rows come in: before all others, on each of them, between them and after them.
const COMING: [Option<u32>; 7] = [None, Some(1), Some(5), Some(7), Some(10), Some(15), Some(20)];

/// A list to walk, and how a row of it is made.
struct List {
    /// Where the list stands below the answer's data.
    at: &'static str,
    /// The query, with the arguments of the page to be put in.
    query: &'static str,
    table: &'static str,
    row: fn(&str, Option<u32>) -> Record,
}

const MEETINGS_OF_A_BOARD: List = List {
    at: "/board/meetings",
    query: "query($at: String) { board(by: {slug: \"board\"}) { meetings(ARGUMENTS) { nodes { id } pageInfo { INFO } } } }",
    table: "meeting",
    row: |name, day| {
        Record::new(&meeting::TABLE, id::of("test", name))
            .with("board_id", id::of("test", "board"))
            .with("title", name)
            .with("date", date(Some(day.unwrap_or(2))))
            .with("status", "HELD")
            .with("attendance_known", false)
    },
};

const ALL_DECISIONS: List = List {
    at: "/decisions",
    query: "query($at: String) { decisions(ARGUMENTS) { nodes { id } pageInfo { INFO } } }",
    table: "decision",
    row: |name, day| {
        Record::new(&decision::TABLE, id::of("test", name))
            .with("board_id", id::of("test", "board"))
            .with("date", date(day))
            .with("text", name)
            .with("effects", "[\"NOTE\"]")
    },
};

fn date(day: Option<u32>) -> Option<Date> {
    day.and_then(|day| Date::from_ymd_opt(2026, 3, day))
}

/// One page: its ids in the order of the walk, and where the next one begins.
async fn page(server: &Server, list: &List, order: &str, size: u32, back: bool, at: &Value) -> (Vec<String>, Value) {
    let (count, cursor, end, more) = if back {
        ("last", "before", "startCursor", "hasPreviousPage")
    } else {
        ("first", "after", "endCursor", "hasNextPage")
    };
    let arguments = format!("{count}: {size}, {cursor}: $at, orderBy: {order}");
    let query = list.query.replace("ARGUMENTS", &arguments).replace("INFO", &format!("{end} {more}"));
    let (status, said) = server.post(json!({ "query": query, "variables": { "at": at } })).await;
    assert!(status == 200 && said.get("errors").is_none(), "{said}");
    let page = said["data"].pointer(list.at).unwrap_or_else(|| panic!("no list: {said}"));
    let nodes = page["nodes"].as_array().expect("nodes").iter();
    let mut ids: Vec<String> = nodes.map(|n| n["id"].as_str().expect("an id").into()).collect();
    if back {
        ids.reverse();
    }
    let next = if page["pageInfo"][more] == true { page["pageInfo"][end].clone() } else { Value::Null };
    (ids, next)
}

/// Walks a list by small pages, and does something after each.
async fn walk(server: &Server, list: &List, order: &str, back: bool, mut then: impl AsyncFnMut()) -> Vec<String> {
    let (mut seen, mut at) = (Vec::new(), Value::Null);
    loop {
        let (ids, next) = page(server, list, order, 5, back, &at).await;
        seen.extend(ids);
        then().await;
        if next.is_null() {
            return seen;
        }
        at = next;
    }
}

/// Rows on every day of [`COMING`]. Their ids fall anywhere, so on each day some lie before a cursor and some behind it.
async fn come_in(db: &DatabaseConnection, list: &List) {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let row = |day| (list.row)(&format!("late {}", NUMBER.fetch_add(1, Ordering::Relaxed)), day);
    let written = write(db, COMING.into_iter().map(row).collect()).await;
    assert_eq!(written.all().created, COMING.len() as u64);
}

async fn all(kind: Kind) {
    let db = database(kind).await;
    if kind == Kind::Sqlite {
        // As the program opens it: readers do not wait for a writer.
        db.execute_unprepared("PRAGMA journal_mode = WAL").await.expect("the journal changes");
    }
    let server = Server::over(db.clone());
    let board = Record::new(&board::TABLE, id::of("test", "board"));
    write(&db, vec![board.with("slug", "board").with("name", "Board").with("kind", "CABINET")]).await;
    for list in [MEETINGS_OF_A_BOARD, ALL_DECISIONS] {
        let row = |i: u32| (list.row)(&format!("early {i}"), DAYS[i as usize % DAYS.len()]);
        write(&db, (0..ROWS).map(row).collect()).await;
        for order in ["DATE_ASC", "DATE_DESC"] {
            for back in [false, true] {
                let early = page(&server, &list, order, 100, back, &Value::Null).await.0;
                assert_eq!(early.len(), ROWS as usize);

                // A load that nobody waits for, and one after each of the first pages: so few that the walk ends.
                let load = come_in(&db, &list);
                let pages = AtomicU32::new(0);
                let then = async || {
                    if pages.fetch_add(1, Ordering::Relaxed) < 3 {
                        come_in(&db, &list).await;
                    }
                };
                let (seen, ()) = tokio::join!(walk(&server, &list, order, back, then), load);

                let what = format!("{} in {order}, backwards: {back}", list.table);
                assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len(), "{what}: a row is seen twice");
                let of_the_start: Vec<&String> = seen.iter().filter(|id| early.contains(id)).collect();
                assert_eq!(of_the_start, early.iter().collect::<Vec<_>>(), "{what}");
                let late = page(&server, &list, order, 100, back, &Value::Null).await.0.len() - early.len();
                let met = seen.len() - early.len();
                assert!(0 < met && met < late, "{what}: {met} of {late} rows that came in were met");

                let gone = format!("DELETE FROM {0} WHERE created_at > (SELECT min(created_at) FROM {0})", list.table);
                db.execute_unprepared(&gone).await.expect("what came in goes");
            }
        }
    }
}

#[tokio::test]
async fn a_walk_is_not_disturbed_by_what_comes_in_on_sqlite() {
    all(Kind::Sqlite).await;
}

#[tokio::test]
async fn a_walk_is_not_disturbed_by_what_comes_in_on_postgres() {
    all(Kind::Postgres).await;
}

//! Records that come from elsewhere than a dataset.

use entities::{Kind, RECORDS, STATE, citation};
use ingest::generate::{Plan, records};
use ingest::record::{Actor, Alias, Citation, Identifier, Link, Record, Removal};
use ingest::write::{Load, write};
use ingest::{Error, id};
use sea_orm::Value;

use super::house::{House, houses};

const PLAN: Plan = Plan { councils: 2, boards: 2, meetings: 70, items: 8, indicators: 60 };

fn load() -> Load {
    Load { title: "made up".into(), dry_run: false }
}

#[tokio::test]
async fn made_up_records_are_written_once() {
    for house in houses().await {
        let mut told = Vec::new();
        let summary = write(&house.db, load(), records(PLAN), &mut |n| told.push(n)).await.expect("the first load");
        assert_eq!((summary.all().created, told.last().copied()), (PLAN.records(), Some(PLAN.records())));
        assert!(told.len() > 1, "progress is told in steps");
        let again = write(&house.db, load(), records(PLAN), &mut |_| ()).await.expect("the second load");
        assert_eq!((again.all().unchanged, again.load), (PLAN.records(), None));
        assert_eq!(house.count("change").await as u64, PLAN.records());
        house.close().await;
    }
}

/// One record of every table with every part: each column can be written, read and compared. Nothing here knows what
/// the tables are.
#[tokio::test]
async fn every_table_can_be_written() {
    for house in houses().await {
        // A merge would need two records of a table: see `merging`.
        let tables = || RECORDS.iter().filter(|table| table.name != "merge");
        let count = tables().count() as u64;
        let everything = || tables().map(|table| full(table)).map(Ok::<_, Error>);
        let summary = write(&house.db, load(), everything(), &mut |_| ()).await.expect("a load");
        assert_eq!(summary.all().created, count);
        let other = || everything().map(|record| record.map(|record| Record { state: STATE.words[1].word, ..record }));
        let trial = Load { dry_run: true, ..load() };
        let summary = write(&house.db, trial, other(), &mut |_| ()).await.expect("a trial");
        for change in summary.changes {
            let fields: Vec<&str> = change.fields.iter().map(|f| &*f.field).collect();
            assert_eq!(fields, ["state"], "only the state differs: {change:?}");
        }
        let summary = write(&house.db, load(), other(), &mut |_| ()).await.expect("a load");
        assert_eq!(summary.all().updated, count);
        house.close().await;
    }
}

fn full(table: &'static entities::Table) -> Record {
    let of = |table: &str| id::of("test", table);
    let mut record = Record::new(table, of(table.name));
    record.cells = table
        .columns
        .iter()
        .map(|column| match column.kind {
            Kind::Id => Value::from(of("id")),
            Kind::Reference(target) => of(target).into(),
            Kind::Int => 7_i32.into(),
            Kind::Big | Kind::Pounds | Kind::Instant => 7_i64.into(),
            Kind::Decimal => "14.20".into(),
            Kind::Bool => true.into(),
            Kind::Date => chrono::NaiveDate::from_ymd_opt(2025, 7, 1).into(),
            Kind::Word(words) => words.words[0].word.into(),
            Kind::WordList(words) => format!("[\"{}\"]", words.words[0].word).into(),
            _ => format!("{} of {}", column.name, table.name).into(),
        })
        .collect();
    let certainty = citation::CERTAINTY.words[0].word;
    let text = |what: &str| Some(format!("{what} of {}", table.name));
    record.identifiers = vec![Identifier {
        scheme: "test".into(),
        value: table.name.into(),
        valid_from: Some("2025".into()),
        valid_to: None,
    }];
    record.aliases = vec![Alias { name: "alias".into(), language: None, note: text("note") }];
    let actors = table.actors.iter().map(|role| Actor {
        role,
        as_written: text("actor"),
        person: Some(of("person")),
        post: Some(of("post")),
        organisation: Some(of("organisation")),
        board: Some(of("board")),
        council: Some(of("council")),
        resolution: "RESOLVED",
        certainty,
    });
    record.actors = actors.collect();
    record.links = table.links.iter().map(|link| Link { role: link.role, to: of(link.target), certainty }).collect();
    let (locator, quote) = (text("locator"), text("quote"));
    record.citations = vec![Citation { source: of("source"), locator, quote, certainty, method: "SYNTHETIC" }];
    record
}

#[tokio::test]
async fn a_value_of_the_wrong_kind_is_the_callers_fault() {
    let house = House::on_sqlite().await;
    let told = async |record: Record| {
        let error = write(&house.db, load(), [Ok(record)].into_iter(), &mut |_| ()).await.expect_err("a fault");
        assert!(error.is_callers());
        error.to_string()
    };
    let board = || Record::new(&entities::board::TABLE, id::of("test", "board"));
    assert!(told(board()).await.contains("field `slug`: it is missing"));
    assert!(told(board().with("slug", 1_i32)).await.contains("field `slug`: the value is of the wrong kind"));
    let named = board().with("slug", "a").with("name", "A").with("kind", "CHOIR");
    assert!(told(named).await.contains("field `kind`: `CHOIR` is no word of BoardKind"));
    let mut dirty = full(&entities::board::TABLE);
    dirty.aliases[0].name = "a\0b".into();
    assert!(told(dirty).await.contains("field `aliases`: the text holds a null character"));
}

#[tokio::test]
async fn contradictions_within_a_load_are_found() {
    for house in houses().await {
        let told = async |entries: Vec<ingest::record::Entry>| {
            let error = write(&house.db, load(), entries.into_iter().map(Ok), &mut |_| ()).await.expect_err("a fault");
            assert!(matches!(error, Error::Conflict(_)), "{error}");
            error.to_string()
        };
        let topic = |name: &str, slug: &str| {
            Record::new(&entities::topic::TABLE, id::of("test", name)).with("slug", slug).with("label", name)
        };
        let taken = told(vec![topic("a", "same").into(), topic("b", "same").into()]).await;
        assert!(taken.contains("field `slug`: `same` is taken already, by topic"), "{taken}");
        let twice = told(vec![topic("a", "one").into(), topic("a", "other").into()]).await;
        assert!(twice.contains("it is given twice in this load"), "{twice}");
        let gone = Removal { table: &entities::topic::TABLE, id: id::of("test", "a"), origin: None };
        let both = told(vec![topic("a", "one").into(), gone.into()]).await;
        assert!(!both.is_empty());
        // Far apart, so that they are not written together.
        let far = (0..2_000).map(|n| topic(&format!("t{n}"), &format!("t{n}")).into());
        let far: Vec<_> = far.chain([topic("t0", "t-zero").into()]).collect();
        assert!(told(far).await.contains("it is given twice in this load"));
        assert_eq!(house.count("topic").await, 0);
        // Against what is there already.
        write(&house.db, load(), [Ok(topic("a", "same"))].into_iter(), &mut |_| ()).await.expect("a load");
        let taken = told(vec![topic("b", "same").into()]).await;
        assert!(taken.contains("field `slug`: `same` is taken already, by topic"), "{taken}");
        house.close().await;
    }
}

#[tokio::test]
async fn a_reference_to_nothing_is_named_by_id() {
    let house = House::on_sqlite().await;
    let missing = id::of("test", "nowhere");
    let mut record = full(&entities::board::TABLE);
    record = record.with("council_id", missing);
    let error = write(&house.db, load(), [Ok(record)].into_iter(), &mut |_| ()).await.expect_err("a fault");
    assert!(error.to_string().contains(&format!("field `council`: there is no council {missing}")), "{error}");
}

#[tokio::test]
async fn an_error_among_the_records_ends_the_load() {
    let house = House::on_sqlite().await;
    let failing =
        records(PLAN).take(1_500).chain([Err(Error::Unreadable { path: "x".into(), problem: "gone".into() })]);
    let error = write(&house.db, load(), failing, &mut |_| ()).await.expect_err("a fault");
    assert_eq!(error.to_string(), "cannot read `x`: gone");
    assert_eq!(house.count("load").await, 0);
}

/// Loads take turns: a lower sequence number was always committed earlier.
#[tokio::test]
async fn loads_take_turns() {
    for house in houses().await {
        let one = Plan { councils: 1, boards: 1, meetings: 100, items: 8, indicators: 0 };
        let other = Plan { councils: 2, ..one };
        let made = async |plan| write(&house.db, load(), records(plan), &mut |_| ()).await.map(|s| s.all().created);
        let (a, b) = tokio::join!(made(one), made(other));
        assert_eq!(a.expect("one") + b.expect("the other"), other.records());
        let turns = "SELECT count(*) FROM change a, change b WHERE a.load_id < b.load_id AND a.sequence > b.sequence";
        assert_eq!(house.ask::<i64>(turns).await, [0]);
        house.close().await;
    }
}

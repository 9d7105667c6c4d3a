//! Two records that are one: merged by a record of a dataset, held merged through every later load, and taken apart again as
//! if nothing had been.

use entities::{RECORDS, board, person};
use ingest::record::{Entry, Record, Removal, Withdrawal};
use ingest::write::{Load, Summary, write};
use ingest::{Error, id};
use sea_orm::DbBackend;
use uuid::Uuid;

use super::house::{House, houses};

pub const FACTS: &str = r#"
[defaults]
source = "minutes"
method = "DOCUMENT"

[[source]]
key = "minutes"
title = "Minutes"

[[council]]
key = "bath"
at = "Page 9"
name = "Bath Council"
kind = "UNITARY"

[[person]]
key = "bath/jo-smith"
at = "Page 1"
name = "Jo Smith"
council = "bath"
identifiers = [{ scheme = "wikidata", value = "Q1" }]

[[person]]
key = "bath/j-smith"
at = "Page 2"
name = "J Smith"
honorific = "Councillor"
council = "bath"
identifiers = [{ scheme = "democracy-club", value = "7" }]
aliases = ["Joanna Smith"]

[[person]]
key = "bath/j-smyth"
at = "Page 3"
name = "J Smyth"
council = "bath"

[[board]]
key = "bath/cabinet"
at = "Page 9"
name = "Cabinet"
kind = "CABINET"
council = "bath"

[[board]]
key = "bath/the-cabinet"
at = "Page 9"
name = "The Cabinet"
kind = "CABINET"
council = "bath"
website = "https://bath.example/cabinet"

[[board]]
key = "bath/panel"
at = "Page 9"
name = "Panel"
kind = "SCRUTINY_PANEL"
council = "bath"
parent = "bath/the-cabinet"

[[membership]]
key = "m"
at = "Page 9"
person = "bath/j-smith"
board = "bath/the-cabinet"
role = "MEMBER"

[[meeting]]
key = "bath/cabinet/1"
at = "Page 4"
board = "bath/the-cabinet"
title = "Cabinet"
date = "2025-10-22"
status = "HELD"
attendance_known = true

[[meeting.agenda_item]]
at = "Item 1"
title = "Budget"
topics_known = false
presenter = { as_written = "Cllr Smith", person = "bath/j-smith" }
"#;

pub const MERGES: &str = r#"
[defaults]
source = "minutes"
method = "MANUAL"

[[merge]]
key = "jo"
at = "Page 9"
duplicate = "bath/j-smith"
person = "bath/jo-smith"
reason = "The same name in the list of members."

[[merge]]
key = "cabinet"
at = "Page 9"
duplicate = "bath/the-cabinet"
board = "bath/cabinet"
reason = "One board under two names."
"#;

const UNMERGES: &str = "[[remove]]\nmerge = \"jo\"\n\n[[remove]]\nmerge = \"cabinet\"\n";

pub fn person_id(key: &str) -> Uuid {
    id::of_key("person", key)
}

/// Every row of the tables of records and parts and what is kept of feeds, but for when it was last written.
async fn everything(house: &House) -> Vec<String> {
    let described = RECORDS.iter().chain(entities::PARTS.iter().filter(|part| part.name != "citation"));
    let own = |table: &entities::Table| table.columns.iter().map(|column| column.name).collect::<Vec<_>>();
    let mut tables: Vec<(&str, Vec<&str>)> = described.map(|table| (table.name, own(table))).collect();
    for (_, columns) in &mut tables[..RECORDS.len()] {
        columns.extend(["id", "state", "provenance_id", "fingerprint", "created_at"]);
    }
    tables.push(("claim", vec!["record_id", "feed", "said"]));
    tables.push(("merged", vec!["record_id", "record_type", "slug", "into_id", "created_at"]));
    let mut all = Vec::new();
    for (table, columns) in tables {
        let cell = |column: &&str| match house.db.get_database_backend() {
            DbBackend::Postgres => format!("coalesce(CAST(\"{column}\" AS text), '-')"),
            _ => format!("quote(\"{column}\")"),
        };
        let cells: Vec<String> = columns.iter().map(cell).collect();
        let rows = house.ask::<String>(&format!("SELECT {} FROM \"{table}\"", cells.join(" || ' ' || "))).await;
        all.extend(rows.into_iter().map(|row| format!("{table}: {row}")));
    }
    all.sort();
    all
}

fn written(summary: &Summary) -> u64 {
    let all = summary.all();
    assert_eq!(all.read, all.created + all.updated + all.deleted + all.merged + all.unchanged);
    all.created + all.updated + all.deleted + all.merged
}

async fn kinds(house: &House, load: Option<i32>) -> Vec<String> {
    let load = load.expect("a load");
    let sql = "SELECT kind || ' ' || record_type FROM change WHERE load_id = ";
    let mut kinds = house.ask::<String>(&format!("{sql}{load}")).await;
    kinds.sort();
    kinds
}

#[tokio::test]
async fn a_merge_moves_everything_and_can_be_undone() {
    for house in houses().await {
        house.file("a.toml", FACTS);
        house.load().await.expect("the facts");
        let before = everything(&house).await;
        house.file("b.toml", MERGES);

        let trial = house.load_from(house.dataset(), true).await.expect("a trial");
        assert!(trial.changes.iter().any(|change| change.kind == "MERGED"), "{:?}", trial.changes);
        assert_eq!(everything(&house).await, before, "a trial changes nothing");

        let merged = house.load().await.expect("the merges");
        assert_eq!((merged.all().merged, merged.all().created), (2, 2));
        written(&merged);
        let mut said = kinds(&house, merged.load).await;
        said.retain(|kind| kind != "CREATED merge");
        let expected = [
            "MERGED board",
            "MERGED person",
            "UPDATED agenda_item",
            "UPDATED board",
            "UPDATED board",
            "UPDATED meeting",
            "UPDATED membership",
            "UPDATED person",
        ];
        assert_eq!(said, expected);
        let people = "SELECT slug || ' ' || name || coalesce(' ' || honorific, '') FROM person ORDER BY slug";
        assert_eq!(house.ask::<String>(people).await, ["bath/j-smyth J Smyth", "bath/jo-smith Jo Smith Councillor"]);
        assert_eq!(house.ask::<String>("SELECT value FROM identifier ORDER BY value").await, ["7", "Q1"]);
        assert_eq!(
            house.ask::<String>("SELECT name FROM alias ORDER BY name").await,
            ["J Smith", "Joanna Smith", "The Cabinet"]
        );
        for (sql, expected) in [
            ("SELECT person_id FROM actor", person_id("bath/jo-smith")),
            ("SELECT person_id FROM membership", person_id("bath/jo-smith")),
            ("SELECT board_id FROM membership", id::of_key("board", "bath/cabinet")),
            ("SELECT board_id FROM meeting", id::of_key("board", "bath/cabinet")),
            ("SELECT parent_id FROM board WHERE parent_id IS NOT NULL", id::of_key("board", "bath/cabinet")),
        ] {
            assert_eq!(house.ask::<Uuid>(sql).await, [expected], "{sql}");
        }

        let apart = everything(&house).await;
        for _ in 0..2 {
            let again = house.load().await.expect("the same again");
            assert_eq!((written(&again), again.load), (0, None));
        }
        assert_eq!(everything(&house).await, apart);

        let undo = house.file("../undo.toml", UNMERGES);
        let undone = house.load_from(undo, false).await.expect("the merges are taken back");
        assert!(kinds(&house, undone.load).await.contains(&"CREATED person".to_string()));
        written(&undone);
        assert_eq!(everything(&house).await, before);
        house.file("b.toml", "");
        assert_eq!(written(&house.load().await.expect("the facts again")), 0);
        house.close().await;
    }
}

#[tokio::test]
async fn one_load_and_two_are_the_same() {
    for (house, other) in houses().await.into_iter().zip(houses().await) {
        house.file("a.toml", FACTS);
        house.load().await.expect("the facts");
        house.file("b.toml", MERGES);
        house.load().await.expect("the merges");
        // Here the merges are read before what they merge.
        other.file("a.toml", MERGES);
        other.file("b.toml", FACTS);
        other.load().await.expect("all of it at once");
        let without_time = async |house: &House| {
            let mut all = everything(house).await;
            all.retain(|row| !row.starts_with("merged:"));
            let strip = |row: String| row.rsplit_once(' ').map(|(row, _)| row.to_string()).unwrap_or(row);
            all.into_iter().map(strip).collect::<Vec<_>>()
        };
        assert_eq!(without_time(&house).await, without_time(&other).await);
        assert_eq!(written(&other.load().await.expect("all of it again")), 0);
        house.close().await;
        other.close().await;
    }
}

#[tokio::test]
async fn chains_lead_to_their_end_and_come_apart_link_by_link() {
    for house in houses().await {
        house.file("a.toml", FACTS);
        house.load().await.expect("the facts");
        let before = everything(&house).await;
        let merge = |key: &str, duplicate: &str, person: &str| {
            format!(
                "[defaults]\nsource = \"minutes\"\nmethod = \"MANUAL\"\n\n[[merge]]\nkey = \"{key}\"\nat = \"Page 5\"\n\
                 duplicate = \"{duplicate}\"\nperson = \"{person}\"\nreason = \"R\"\n"
            )
        };
        let first = house.file("../1.toml", &merge("one", "bath/j-smith", "bath/j-smyth"));
        let second = house.file("../2.toml", &merge("two", "bath/j-smyth", "bath/jo-smith"));
        house.load_from(first.clone(), false).await.expect("the first merge");
        let once = everything(&house).await;
        house.load_from(second, false).await.expect("the second merge");
        let jo = person_id("bath/jo-smith");
        assert_eq!(house.ask::<Uuid>("SELECT into_id FROM merged").await, [jo, jo]);
        assert_eq!(house.ask::<Uuid>("SELECT person_id FROM membership").await, [jo]);
        assert_eq!(house.ask::<Uuid>("SELECT person_id FROM merge").await, [jo, jo]);
        assert_eq!(written(&house.load_from(first, false).await.expect("the first again")), 0);
        let undo = house.file("../3.toml", "[[remove]]\nmerge = \"two\"\n");
        house.load_from(undo, false).await.expect("the second is taken back");
        assert_eq!(everything(&house).await, once);
        let undo = house.file("../4.toml", "[[remove]]\nmerge = \"one\"\n");
        house.load_from(undo, false).await.expect("the first is taken back");
        assert_eq!(everything(&house).await, before);
        house.close().await;
    }
}

pub async fn give(house: &House, entry: impl Into<Entry>) -> Result<Summary, Error> {
    let load = Load { title: "a feed".into(), dry_run: false };
    write(&house.db, load, [Ok::<Entry, Error>(entry.into())].into_iter(), &mut |_| ()).await
}

#[tokio::test]
async fn what_is_said_of_a_duplicate_is_said_of_the_other() {
    for house in houses().await {
        house.file("a.toml", FACTS);
        house.file("b.toml", MERGES);
        house.load().await.expect("all of it");
        let titles = "SELECT honorific FROM person WHERE honorific IS NOT NULL";
        house.file(
            "a.toml",
            &FACTS
                .replace("\"Councillor\"", "\"Alderman\"")
                .replace("key = \"minutes\"\ntitle = \"Minutes\"", "key = \"minutes\"\ntitle = \"Old minutes\""),
        );
        let changed = house.load().await.expect("the duplicate's title is another");
        assert_eq!((house.ask::<String>(titles).await, changed.all().updated), (vec!["Alderman".into()], 2));

        let mut feed =
            Record::new(&person::TABLE, person_id("bath/j-smith")).with("slug", "x").with("name", "J. Smith");
        feed.feed = Some("register".into());
        assert_eq!(give(&house, feed.clone()).await.expect("a feed").all().updated, 1);
        assert_eq!(give(&house, feed).await.expect("the feed again").load, None);
        assert_eq!(house.ask::<String>("SELECT name FROM alias WHERE name = 'J. Smith'").await.len(), 1);
        let withdrawal = |feed: Option<&str>| Withdrawal {
            table: &person::TABLE,
            id: person_id("bath/j-smith"),
            feed: feed.map(Into::into),
        };
        assert_eq!(give(&house, withdrawal(Some("register"))).await.expect("taken back").all().updated, 1);
        assert_eq!(give(&house, withdrawal(None)).await.expect("withdrawn").load, None, "the other still stands");
        assert_eq!(house.ask::<String>("SELECT name FROM alias WHERE name = 'J. Smith'").await.len(), 0);

        let mut pointer = Record::new(&board::TABLE, id::of("test", "board")).with("slug", "new").with("name", "New");
        pointer = pointer.with("kind", "COMMITTEE").with("parent_id", id::of_key("board", "bath/the-cabinet"));
        give(&house, pointer.clone()).await.expect("a pointer to a duplicate");
        assert_eq!(give(&house, pointer).await.expect("the same again").load, None);
        let parent = "SELECT parent_id FROM board WHERE slug = 'new'";
        assert_eq!(house.ask::<Uuid>(parent).await, [id::of_key("board", "bath/cabinet")]);

        for key in ["bath/j-smith", "bath/jo-smith"] {
            let removal = Removal { table: &person::TABLE, id: person_id(key), origin: None };
            let told = give(&house, removal).await.expect_err("it is merged").to_string();
            assert!(told.contains("take the merge away first"), "{told}");
        }
        let undo = house.file("../undo.toml", UNMERGES);
        house.load_from(undo, false).await.expect("the merges are taken back");
        assert_eq!(house.ask::<Uuid>(parent).await, [id::of_key("board", "bath/the-cabinet")]);
        assert_eq!(house.ask::<String>("SELECT slug FROM person WHERE state = 'WITHDRAWN'").await, ["bath/j-smith"]);
        house.close().await;
    }
}

/// What follows from others goes with them: another program derives it anew.
#[tokio::test]
async fn derived_records_go_with_what_they_rest_on() {
    let mention = |person: &str| {
        let table = &entities::mention::TABLE;
        let mut record = Record::new(table, id::of("mention", person))
            .with("agenda_item_id", id::of_key("agenda_item", "bath/cabinet/1/agenda_item/1"))
            .with("person_id", person_id(person));
        for (cell, column) in record.cells.iter_mut().zip(table.columns) {
            if !column.null {
                *cell = match column.kind {
                    entities::Kind::Word(words) => words.words[0].word.into(),
                    entities::Kind::Int => 1_i32.into(),
                    _ => "title".into(),
                };
            }
        }
        record
    };
    for house in houses().await {
        house.file("a.toml", FACTS);
        house.load().await.expect("the facts");
        for person in ["bath/j-smith", "bath/j-smyth"] {
            give(&house, mention(person)).await.expect("a mention");
        }
        house.file("b.toml", MERGES);
        let merged = house.load().await.expect("the merges");
        assert_eq!((merged.all().deleted, house.count("mention").await), (1, 1));
        assert!(kinds(&house, merged.load).await.contains(&"DELETED mention".to_string()));
        let removal = Removal { table: &person::TABLE, id: person_id("bath/j-smyth"), origin: None };
        let removed = give(&house, removal).await.expect("a person is taken away");
        assert_eq!((removed.all().deleted, house.count("mention").await), (2, 0));
        written(&removed);
        house.close().await;
    }
}

//! What a load leaves in the database, and what a failed one does not.

use super::house::{House, houses};

/// A council, a board and a person, and the source that they rest on.
const SMALL: &str = r#"
[defaults]
source = "minutes"
method = "DOCUMENT"

[[source]]
key = "minutes"
title = "Minutes"

[[council]]
key = "bath"
at = "Page 1"
name = "Bath Council"
kind = "UNITARY"
identifiers = [{ scheme = "gss", value = "E06000022" }]
aliases = ["Bath", { name = "BANES", language = "en" }]

[[board]]
key = "bath/cabinet"
at = "Page 1"
name = "Cabinet"
kind = "CABINET"
council = "bath"
"#;

fn meeting(board: &str) -> String {
    format!(
        r#"
[defaults]
source = "minutes"
method = "DOCUMENT"

[[meeting]]
key = "bath/cabinet/2025"
at = "Page 2"
board = "{board}"
title = "Cabinet"
date = "2025-07-01"
starts_at = "2025-07-01T19:00"
status = "HELD"
attendance_known = false
"#
    )
}

#[tokio::test]
async fn the_same_again_changes_nothing() {
    for house in houses().await {
        house.file("a.toml", SMALL);
        let first = house.load().await.expect("the first load");
        assert_eq!((first.all().created, first.load.is_some()), (3, true));
        let again = house.load().await.expect("the second load");
        assert_eq!((again.all().read, again.all().unchanged, again.load), (3, 3, None));
        assert_eq!((house.count("load").await, house.count("change").await), (1, 3));
        assert_eq!(
            (house.count("alias").await, house.count("identifier").await, house.count("citation").await),
            (2, 1, 1)
        );
        house.close().await;
    }
}

#[tokio::test]
async fn a_changed_record_keeps_its_beginning() {
    for house in houses().await {
        house.file("a.toml", SMALL);
        house.load().await.expect("the first load");
        house.file("a.toml", &SMALL.replace("\"Bath\", {", "\"Bath and more\", {"));
        let summary = house.load().await.expect("the second load");
        assert_eq!((summary.all().updated, summary.all().unchanged), (1, 2));
        let kinds: Vec<String> = house.ask("SELECT kind FROM change ORDER BY sequence").await;
        assert_eq!(kinds, ["CREATED", "CREATED", "CREATED", "UPDATED"]);
        let names: Vec<String> = house.ask("SELECT name FROM alias ORDER BY position").await;
        assert_eq!(names, ["Bath and more", "BANES"]);
        let sql = "SELECT count(*) FROM council c, load l, load m WHERE l.id < m.id AND c.created_at = l.at AND c.updated_at = m.at";
        assert_eq!(house.ask::<i64>(sql).await, [1]);
        house.close().await;
    }
}

#[tokio::test]
async fn a_removal_is_logged_and_takes_the_parts_along() {
    for house in houses().await {
        house.file("a.toml", SMALL);
        house.load().await.expect("the first load");
        house.file(
            "a.toml",
            "[[remove]]\nboard = \"bath/cabinet\"\n[[remove]]\ncouncil = \"bath\"\n[[remove]]\ncouncil = \"york\"\n",
        );
        let all = house.load().await.expect("the second load").all();
        assert_eq!((all.read, all.deleted, all.unchanged), (3, 2, 1));
        let kinds: Vec<String> = house.ask("SELECT kind FROM change WHERE load_id = (SELECT max(id) FROM load)").await;
        assert_eq!(kinds, ["DELETED", "DELETED"]);
        for table in ["council", "board", "alias", "identifier"] {
            assert_eq!(house.count(table).await, 0, "{table}");
        }
        house.close().await;
    }
}

#[tokio::test]
async fn what_is_still_pointed_to_cannot_be_removed() {
    for house in houses().await {
        house.file("a.toml", SMALL);
        house.load().await.expect("the first load");
        let path = house.file("a.toml", "[[remove]]\ncouncil = \"bath\"\n");
        let place = path.display();
        assert_eq!(
            house.failure().await,
            format!(
                "{place}:2: council \"bath\": it is removed, but board \"bath/cabinet\" still points to it by `council`"
            )
        );
        house.file("a.toml", "[[remove]]\nsource = \"minutes\"\n");
        assert!(house.failure().await.contains("still points to it by `sources`"));
        assert_eq!((house.count("council").await, house.count("source").await, house.count("load").await), (1, 1, 1));
        house.close().await;
    }
}

#[tokio::test]
async fn a_dangling_reference_is_named_and_leaves_nothing() {
    for house in houses().await {
        house.file("a.toml", SMALL);
        let path = house.file("b.toml", &meeting("bath/cabinett"));
        let place = path.display();
        let told = format!(
            "{place}:9: meeting \"bath/cabinet/2025\": field `board`: there is no board `bath/cabinett`; did you mean `bath/cabinet`?"
        );
        assert_eq!(house.failure().await, told);
        for table in ["source", "council", "board", "meeting", "load", "change", "citation"] {
            assert_eq!(house.count(table).await, 0, "{table}");
        }
        // The keys of the database are known as well as those of the load.
        std::fs::remove_file(path).expect("removed");
        house.load().await.expect("the load without the meeting");
        std::fs::remove_file(house.dataset().join("a.toml")).expect("removed");
        house.file("b.toml", &meeting("bath/cabinett"));
        assert_eq!(house.failure().await, told);
        house.close().await;
    }
}

#[tokio::test]
async fn moments_are_kept_in_utc() {
    let house = House::on_sqlite().await;
    house.file("a.toml", SMALL);
    house.file("b.toml", &meeting("bath/cabinet"));
    house.load().await.expect("a load");
    assert_eq!(house.ask::<i64>("SELECT starts_at FROM meeting").await, [1_751_392_800_000]);
}

#[tokio::test]
async fn a_record_given_twice_must_say_the_same() {
    for house in houses().await {
        let a = house.file("a.toml", SMALL);
        let b = house.file("b.toml", SMALL);
        assert_eq!(house.load().await.expect("twice the same").all().created, 3);
        house.file("b.toml", &SMALL.replace("Bath Council", "Bath and North East Somerset Council"));
        let told = format!(
            "{}:10: council \"bath\": it is given here and, with other content, at {}:10",
            b.display(),
            a.display()
        );
        assert_eq!(house.failure().await, told);
        house.file("b.toml", "[[remove]]\ncouncil = \"bath\"\n");
        assert!(house.failure().await.contains("it is given here and removed at"));
        house.close().await;
    }
}

#[tokio::test]
async fn a_trial_tells_and_leaves_nothing() {
    for house in houses().await {
        house.file("a.toml", SMALL);
        house.load().await.expect("the first load");
        let changed = SMALL
            .replace("\"Bath Council\"", "\"Bath City Council\"")
            .replace("Page 1\"\nname = \"Cabinet", "Page 3\"\nname = \"Cabinet");
        house.file("a.toml", &changed);
        let summary = house.load_from(house.dataset(), true).await.expect("a trial");
        assert_eq!((summary.all().updated, summary.load), (2, None));
        let told: Vec<String> = summary
            .changes
            .iter()
            .flat_map(|c| {
                c.fields.iter().map(move |f| format!("{} {} {}: {:?} > {:?}", c.kind, c.record, f.field, f.old, f.new))
            })
            .collect();
        assert_eq!(
            told,
            [
                "UPDATED council \"bath\" name: Some(\"Bath Council\") > Some(\"Bath City Council\")",
                "UPDATED board \"bath/cabinet\" sources: Some(\"minutes, Page 1, STATED, DOCUMENT\") > Some(\"minutes, Page 3, STATED, DOCUMENT\")",
            ]
        );
        assert_eq!((house.count("load").await, house.count("change").await), (1, 3));
        house.close().await;
    }
}

//! What is held to be a double, and what is not.

use entities::{board, council, organisation, person};
use ingest::record::{Alias, Identifier, Record};
use ingest::write::{Load, write};
use ingest::{Error, id};
use sea_orm::{Database, DatabaseConnection};
use tempfile::TempDir;
use uuid::Uuid;

use super::{Reason, duplicates};

const COUNCILS: [&str; 2] = ["bath", "wyrm"];

fn council_id(slug: &str) -> Uuid {
    id::of_key("council", slug)
}

/// A record called by its slug, of the council that its slug begins with, if it is one.
fn named(table: &'static entities::Table, slug: &str, name: &str) -> Record {
    let record = Record::new(table, id::of_key(table.name, slug)).with("slug", slug).with("name", name);
    let council = slug.split('/').next().filter(|council| COUNCILS.contains(council)).map(council_id);
    match table.name {
        "person" => record.with("council_id", council),
        "board" => record.with("council_id", council).with("kind", "COMMITTEE"),
        _ => record.with("kind", "COMPANY"),
    }
}

fn with_identifier(mut record: Record, value: &str) -> Record {
    let (scheme, value) = ("numbers".into(), value.into());
    record.identifiers.push(Identifier { scheme, value, valid_from: None, valid_to: None });
    record
}

fn with_alias(mut record: Record, name: &str) -> Record {
    record.aliases.push(Alias { name: name.into(), language: None, note: None });
    record
}

async fn holding(records: Vec<Record>) -> (DatabaseConnection, TempDir) {
    let folder = TempDir::new().expect("a folder");
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.db").display());
    let db = Database::connect(url).await.expect("a database");
    migration::up(&db).await.expect("tables");
    let councils = COUNCILS.map(|slug| {
        let record = Record::new(&council::TABLE, council_id(slug)).with("slug", slug);
        record.with("name", slug).with("kind", "UNITARY")
    });
    let all = councils.into_iter().chain(records).map(Ok::<_, Error>);
    write(&db, Load { title: "a test".into(), dry_run: false }, all, &mut |_| ()).await.expect("a load");
    (db, folder)
}

/// The doubles of a table as `duplicate > into: reason`, in their order.
async fn found(db: &DatabaseConnection, table: &'static entities::Table, council: Option<&str>) -> Vec<String> {
    let doubles = duplicates(db, table, council.map(council_id)).await.expect("the records are read");
    let told =
        |double: super::Double| format!("{} > {}: {}", double.duplicate.slug, double.into.slug, double.reason.word());
    doubles.into_iter().map(told).collect()
}

#[tokio::test]
async fn people_are_compared_within_their_council() {
    let person = |slug: &str, name: &str| named(&person::TABLE, slug, name);
    let (db, _folder) = holding(vec![
        with_identifier(person("bath/a1", "Ann Abbot"), "1"),
        with_identifier(person("wyrm/a2", "A. Abbott-Jones"), "1"),
        person("bath/b1", "Siân O'Neill"),
        with_identifier(person("bath/b2", "Cllr SIAN O’NEILL MBE"), "2"),
        person("bath/b3", "Sian ONeill"),
        person("wyrm/b4", "Sian O'Neill"),
        with_alias(person("bath/c1", "Robert Carr"), "Bob Carr"),
        person("bath/c2", "Bob Carr"),
        person("bath/d1", "J Dean"),
        person("bath/d2", "Joan Dean"),
        person("bath/e1", "K East"),
        person("bath/e2", "Karl East"),
        person("bath/e3", "Kurt East"),
        person("bath/f1", "Lee Ann Fox"),
        person("bath/f2", "Lee Fox"),
        person("bath/g1", "Michael Grant"),
        person("bath/g2", "Micheal Grant"),
        person("bath/h1", "Tim Hunt"),
        person("bath/h2", "Tom Hunt"),
        person("nobody/i1", "Ines Ibsen"),
        person("wyrm/i2", "Ines Ibsen"),
    ])
    .await;
    let expected = [
        "bath/a1 > wyrm/a2: SAME_IDENTIFIER",
        "bath/b1 > bath/b2: SAME_NAME",
        "bath/b3 > bath/b2: SAME_NAME",
        "bath/c2 > bath/c1: ALIAS",
        "bath/d1 > bath/d2: SHORTENED_NAME",
        "bath/f2 > bath/f1: SHORTENED_NAME",
        "bath/g2 > bath/g1: TYPING_ERROR",
        "nobody/i1 > wyrm/i2: SAME_NAME_NO_COUNCIL",
    ];
    assert_eq!(found(&db, &person::TABLE, None).await, expected);
    let of_wyrm = [expected[0], expected[7]];
    assert_eq!(found(&db, &person::TABLE, Some("wyrm")).await, of_wyrm);
}

#[tokio::test]
async fn boards_and_organisations_are_compared_too() {
    let (db, _folder) = holding(vec![
        named(&board::TABLE, "bath/cabinet", "Cabinet"),
        named(&board::TABLE, "bath/the-cabinet", "The Cabinet"),
        named(&board::TABLE, "wyrm/cabinet", "Cabinet"),
        named(&board::TABLE, "bath/panel-1", "Panel 1"),
        named(&board::TABLE, "bath/panel-2", "Panel 2"),
        named(&organisation::TABLE, "acme", "Acme & Sons Ltd"),
        named(&organisation::TABLE, "acme-limited", "Acme and Sons Limited"),
        named(&organisation::TABLE, "bath-nhs", "Bath NHS FT"),
        with_alias(named(&organisation::TABLE, "bath-hospital", "Bath Hospital"), "Bath NHS Foundation Trust"),
    ])
    .await;
    assert_eq!(found(&db, &board::TABLE, None).await, ["bath/cabinet > bath/the-cabinet: SAME_NAME"]);
    let expected = ["acme > acme-limited: SAME_NAME", "bath-nhs > bath-hospital: ALIAS"];
    assert_eq!(found(&db, &organisation::TABLE, None).await, expected);
}

#[tokio::test]
async fn what_is_merged_is_no_double_any_longer() {
    let person = |slug: &str| named(&person::TABLE, slug, "Ann Abbot");
    let merge = Record::new(&entities::merge::TABLE, id::of("test", "merge"))
        .with("duplicate", "bath/2")
        .with("person_id", id::of_key("person", "bath/1"))
        .with("reason", "One seat.");
    let (db, _folder) = holding(vec![person("bath/1"), person("bath/2"), person("bath/3"), merge]).await;
    assert_eq!(found(&db, &person::TABLE, None).await, ["bath/3 > bath/1: SAME_NAME"]);
}

#[test]
fn surer_reasons_come_first() {
    let identifier = Reason::Identifier { scheme: "z".into(), value: "9".into() };
    let mut reasons = [Reason::Typing, Reason::NoCouncil, Reason::Name, identifier.clone(), Reason::Alias];
    reasons.sort();
    assert_eq!(reasons, [identifier, Reason::Name, Reason::Alias, Reason::Typing, Reason::NoCouncil]);
}

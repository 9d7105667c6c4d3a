//! A record that two feeds speak of: what each says can be said again, in any order, and nothing of the other is lost.

use ingest::record::{Citation, Entry, Identifier, Record, Withdrawal};
use ingest::write::{Load, Summary, write};
use ingest::{Error, id};
use uuid::Uuid;

use super::house::{House, houses};

const OWNER: &str = r#"
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
aliases = ["Bath"]
identifiers = [{ scheme = "gss", value = "E06000022" }]
"#;

fn bath() -> Uuid {
    id::of_key("council", "bath")
}

/// What a register says of the same council, with a link that only one of every table's parts shows.
fn register(website: &str) -> Vec<Record> {
    let source = id::of("test", "register");
    let mut council = Record::new(&entities::council::TABLE, bath())
        .with("slug", "bath-from-a-register")
        .with("name", "BATH COUNCIL")
        .with("kind", "DISTRICT")
        .with("website", website);
    let (scheme, valid_from, valid_to) = ("wikidata".into(), None, None);
    council.identifiers = vec![Identifier { scheme, value: "Q1".into(), valid_from, valid_to }];
    let (locator, quote) = (Some("row BAS".into()), None);
    council.citations = vec![Citation { source, locator, quote, certainty: "STATED", method: "DATASET" }];
    council.feed = Some("register".into());
    vec![Record::new(&entities::source::TABLE, source).with("title", "Register"), council]
}

async fn join(house: &House, website: &str) -> Result<Summary, Error> {
    let load = Load { title: "register".into(), dry_run: false };
    write(&house.db, load, register(website).into_iter().map(Ok::<_, Error>), &mut |_| ()).await
}

async fn held(house: &House) -> Vec<String> {
    let council = "SELECT slug || ' ' || name || ' ' || kind || coalesce(' ' || website, '') FROM council";
    let mut held: Vec<String> = house.ask(council).await;
    held.extend(house.ask::<String>("SELECT value FROM identifier ORDER BY scheme").await);
    held.extend(house.ask::<String>("SELECT name FROM alias").await);
    let cited =
        "SELECT c.locator FROM citation c JOIN council o ON o.provenance_id = c.provenance_id ORDER BY c.position";
    held.extend(house.ask::<String>(cited).await);
    held
}

#[tokio::test]
async fn what_two_feeds_say_is_one_record() {
    for house in houses().await {
        house.file("a.toml", OWNER);
        house.load().await.expect("the owner's load");
        let joined = join(&house, "https://bath.gov.uk").await.expect("a register");
        assert_eq!((joined.all().created, joined.all().updated), (1, 1));
        let both = ["bath Bath Council UNITARY https://bath.gov.uk", "E06000022", "Q1", "Bath", "Page 1", "row BAS"];
        assert_eq!(held(&house).await, both);

        for _ in 0..2 {
            let again = join(&house, "https://bath.gov.uk").await.expect("the register again");
            assert_eq!((again.all().unchanged, again.load), (2, None));
            let again = house.load().await.expect("the owner again");
            assert_eq!((again.all().unchanged, again.load), (2, None), "the owner's load takes nothing away");
        }
        assert_eq!(held(&house).await, both);
        house.close().await;
    }
}

#[tokio::test]
async fn each_feed_can_change_its_mind() {
    for house in houses().await {
        house.file("a.toml", OWNER);
        house.load().await.expect("the owner's load");
        join(&house, "https://bath.gov.uk").await.expect("a register");
        join(&house, "https://www.bath.gov.uk").await.expect("a register that was mended");
        assert_eq!(held(&house).await[0], "bath Bath Council UNITARY https://www.bath.gov.uk");

        let kept = "kind = \"UNITARY\"\nwebsite = \"https://bathnes.gov.uk\"";
        house.file("a.toml", &OWNER.replace("kind = \"UNITARY\"", kept).replace("[\"Bath\"]", "[\"BANES\"]"));
        let again = house.load().await.expect("the owner knows more");
        assert_eq!(again.all().updated, 1);
        let both =
            ["bath Bath Council UNITARY https://bathnes.gov.uk", "E06000022", "Q1", "BANES", "Page 1", "row BAS"];
        assert_eq!(held(&house).await, both);

        house.file("a.toml", "[[remove]]\ncouncil = \"bath\"\n");
        house.load().await.expect("the council is taken away");
        assert_eq!((house.count("council").await, house.count("claim").await), (0, 0));
        let nothing = join(&house, "https://bath.gov.uk").await.expect_err("nothing to join").to_string();
        assert!(nothing.contains("joined to a record that is not there"), "{nothing}");
        house.close().await;
    }
}

async fn withdraw(house: &House, feed: Option<&str>) -> Summary {
    let load = Load { title: "withdrawal".into(), dry_run: false };
    let withdrawal = Withdrawal { table: &entities::council::TABLE, id: bath(), feed: feed.map(Into::into) };
    let entries = [Ok::<Entry, Error>(withdrawal.into())];
    write(&house.db, load, entries.into_iter(), &mut |_| ()).await.expect("it is withdrawn")
}

#[tokio::test]
async fn a_feed_takes_back_its_own_word_only() {
    for house in houses().await {
        house.file("a.toml", OWNER);
        house.load().await.expect("the owner's load");
        let alone = held(&house).await;
        join(&house, "https://bath.gov.uk").await.expect("a register");
        let both = held(&house).await;
        let state = "SELECT state FROM council";

        assert_eq!(withdraw(&house, Some("another")).await.load, None, "it said nothing");
        assert_eq!(withdraw(&house, None).await.all().updated, 1);
        assert_eq!((held(&house).await, house.ask::<String>(state).await), (both.clone(), vec!["WITHDRAWN".into()]));
        assert_eq!(withdraw(&house, None).await.load, None, "it is withdrawn already");
        house.load().await.expect("the owner has it again");
        assert_eq!((held(&house).await, house.ask::<String>(state).await), (both, vec!["CURRENT".into()]));

        assert_eq!(withdraw(&house, Some("register")).await.all().updated, 1);
        assert_eq!((held(&house).await, house.count("claim").await), (alone, 0));
        assert_eq!(withdraw(&house, Some("register")).await.load, None);
        assert_eq!(house.load().await.expect("the owner again").load, None, "the record is the owner's word");
        house.close().await;
    }
}

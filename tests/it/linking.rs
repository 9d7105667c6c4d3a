//! When names are looked for anew, and what stands: on both databases, by what a load changed.

use linking::{Linked, link};
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{Kind, Server, database, load};

/// Two councils of one shape, each with a board, a councillor called Jo Ash, a meeting and items.
fn papers(first_text: &str, more: &str) -> String {
    let council = |key: &str, name: &str, text: &str| {
        format!(
            r#"
[[council]]
key = "{key}"
at = "1"
name = "{name}"
kind = "UNITARY"

[[board]]
key = "{key}/hubs"
at = "1"
name = "Family Hubs Board"
kind = "PARTNERSHIP_BOARD"
council = "{key}"

[[board]]
key = "{key}/scrutiny"
at = "1"
name = "Children's Scrutiny Panel"
kind = "SCRUTINY_PANEL"
council = "{key}"
parent = "{key}/hubs"

[[person]]
key = "{key}/jo-ash"
at = "1"
name = "Jo Ash"
council = "{key}"

[[meeting]]
key = "{key}/hubs/1"
at = "1"
board = "{key}/hubs"
title = "Family Hubs Board"
date = "2026-01-10"
status = "HELD"
attendance_known = false

[[meeting.agenda_item]]
key = "{key}/hubs/1/1"
at = "1"
title = "Nurseries in the north"
summary = "{text}"
topics_known = false

[[meeting]]
key = "{key}/scrutiny/1"
at = "1"
board = "{key}/scrutiny"
title = "Children's Scrutiny Panel"
date = "2026-02-10"
status = "HELD"
attendance_known = false

[[meeting.agenda_item]]
key = "{key}/scrutiny/1/1"
at = "1"
title = "7. Nurseries in the North"
topics_known = false

[[recommendation]]
key = "{key}/scrutiny/1/1/ask"
at = "1"
position = 1
agenda_item = "{key}/scrutiny/1/1"
text = "That two nurseries be opened."
outcome = "NOT_KNOWN"

[[decision]]
key = "{key}/scrutiny/1/1/decision"
at = "1"
agenda_item = "{key}/scrutiny/1/1"
text = "Two nurseries are to open."
effects = ["APPROVE"]
"#
        )
    };
    let head = r#"
[defaults]
source = "minutes"
method = "DOCUMENT"

[[source]]
key = "minutes"
title = "Minutes"
"#;
    let one = council("northshire", "Northshire Council", first_text);
    format!("{head}{one}{}{more}", council("southshire", "Southshire Council", "Councillor Jo Ash spoke."))
}

async fn given(db: &DatabaseConnection, text: &str) {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("papers.toml");
    std::fs::write(&path, text).expect("it is written");
    load(db, path).await;
}

async fn linked(db: &DatabaseConnection) -> Linked {
    link(db).await.expect("it links").expect("something changed").0
}

/// Mentions as `words -> what they mean`, with the rule.
async fn mentions(server: &Server) -> Vec<String> {
    let query = "{ mentions(first: 50) { nodes { words rule resolution person { slug } board { slug } policyInstrument { slug } \
                 agendaItem { id } } } }";
    let answer = server.ask(query).await;
    let nodes = answer["data"]["mentions"]["nodes"].as_array().unwrap_or_else(|| panic!("{answer}")).clone();
    let told = |node: &Value| {
        let means = ["person", "board", "policyInstrument"].map(|one| node[one]["slug"].as_str().unwrap_or_default());
        format!(
            "{} -> {} {}",
            node["words"].as_str().unwrap_or_default(),
            means.concat(),
            node["rule"].as_str().unwrap_or_default()
        )
    };
    let mut told: Vec<String> = nodes.iter().map(told).collect();
    told.sort();
    told
}

async fn only_what_changed_is_looked_at(kind: Kind) {
    let db = database(kind).await;
    let text = "The Family Hubs Board met Cllr Ash; Cllr Ash of Southshire came too.";
    given(&db, &papers(text, "")).await;
    let first = linked(&db).await;
    assert_eq!((first.read, first.found, first.written, first.ambiguous), (12, 4, 4, 0), "{first:?}");
    assert!(link(&db).await.expect("it links").is_none(), "nothing changed");
    given(&db, &papers(text, "")).await;
    assert!(link(&db).await.expect("it links").is_none(), "the same was loaded again");

    let server = Server::over(db.clone());
    assert_eq!(
        mentions(&server).await,
        [
            "Ash -> northshire/jo-ash TITLE_AND_SURNAME",
            "Ash -> southshire/jo-ash NAMED_COUNCIL",
            "Family Hubs Board -> northshire/hubs OWN_FORM",
            "Jo Ash -> southshire/jo-ash PERSON_NAME",
        ]
    );

    // A text changes: it alone is looked through, what it says no longer goes, what stands elsewhere stays as it is.
    let text = "The Hubs Board met Cllr Ash.";
    given(&db, &papers(text, "")).await;
    let done = linked(&db).await;
    assert_eq!((done.read, done.found, done.written, done.removed), (1, 1, 1, 3), "{done:?}");

    // A name changes: the texts of its council are looked through, and those of no other.
    let named = papers(text, "").replacen(
        "council = \"northshire\"\n",
        "council = \"northshire\"\naliases = [\"Hubs Board\"]\n",
        1,
    );
    given(&db, &named).await;
    let done = linked(&db).await;
    assert_eq!((done.read, done.written, done.removed), (6, 1, 0), "{done:?}");

    // A name of the nation: all texts are looked through; the homonym of a council stands before it.
    let nation = "\n[[policy_instrument]]\nkey = \"hubs\"\nat = \"1\"\ntitle = \"Hubs Board\"\nkind = \"GUIDANCE\"\n\n\
                  [[policy_instrument]]\nkey = \"nurseries\"\nat = \"1\"\ntitle = \"Nurseries in the North\"\nkind = \"GUIDANCE\"\n";
    given(&db, &format!("{named}{nation}")).await;
    let done = linked(&db).await;
    assert_eq!(done.read, 12, "{done:?}");
    let told = mentions(&server).await;
    assert!(told.contains(&"Hubs Board -> northshire/hubs OWN_FORM".into()), "{told:?}");
    assert!(told.contains(&"Nurseries in the North -> nurseries NATIONAL_FORM".into()), "{told:?}");
}

/// Names of another council's that come later, and somebody of another council who came and was taken out of the attendance.
async fn what_lies_elsewhere_is_heeded(kind: Kind) {
    let db = database(kind).await;
    let text = "Southshire's Nursery Pact was heard of from Kim Oak.";
    given(&db, &papers(text, "")).await;
    let done = linked(&db).await;
    assert_eq!((done.read, done.found), (12, 1), "{done:?}");
    let server = Server::over(db.clone());
    assert_eq!(mentions(&server).await, ["Jo Ash -> southshire/jo-ash PERSON_NAME"]);

    // Another council gets a board: its own texts are looked through, and the one that names it; no other of this council.
    let pact = "\n[[board]]\nkey = \"southshire/pact\"\nat = \"1\"\nname = \"Nursery Pact\"\nkind = \"PARTNERSHIP_BOARD\"\n\
                council = \"southshire\"\n";
    given(&db, &papers(text, pact)).await;
    let done = linked(&db).await;
    assert_eq!((done.read, done.written, done.removed), (7, 1, 0), "{done:?}");
    let found = "Nursery Pact -> southshire/pact NAMED_COUNCIL";
    assert!(mentions(&server).await.contains(&found.into()));

    // Somebody of that council came.
    let person =
        "\n[[person]]\nkey = \"southshire/kim-oak\"\nat = \"1\"\nname = \"Kim Oak\"\ncouncil = \"southshire\"\n";
    let came = "\n[[attendance]]\nkey = \"northshire/hubs/1/kim-oak\"\nat = \"1\"\nmeeting = \"northshire/hubs/1\"\nstatus = \
                \"PRESENT\"\nattendee = { as_written = \"Kim Oak\", person = \"southshire/kim-oak\" }\n";
    given(&db, &papers(text, &format!("{pact}{person}{came}"))).await;
    linked(&db).await;
    let oak = "Kim Oak -> southshire/kim-oak PERSON_NAME";
    assert!(mentions(&server).await.contains(&oak.into()));

    // No longer: the change log only says that some attendance went, and what rested on it goes too.
    let gone = "\n[[remove]]\nattendance = \"northshire/hubs/1/kim-oak\"\n";
    given(&db, &papers(text, &format!("{pact}{person}{gone}"))).await;
    let done = linked(&db).await;
    assert_eq!(done.removed, 1, "{done:?}");
    assert!(!mentions(&server).await.contains(&oak.into()));
}

#[tokio::test]
async fn what_lies_elsewhere_is_heeded_on_sqlite() {
    what_lies_elsewhere_is_heeded(Kind::Sqlite).await;
}

#[tokio::test]
async fn what_lies_elsewhere_is_heeded_on_postgres() {
    what_lies_elsewhere_is_heeded(Kind::Postgres).await;
}

#[tokio::test]
async fn only_what_changed_is_looked_at_on_sqlite() {
    only_what_changed_is_looked_at(Kind::Sqlite).await;
}

#[tokio::test]
async fn only_what_changed_is_looked_at_on_postgres() {
    only_what_changed_is_looked_at(Kind::Postgres).await;
}

async fn what_a_person_says_stands(kind: Kind) {
    let db = database(kind).await;
    let said = r#"
[[mention]]
key = "said"
at = "1"
agenda_item = "northshire/hubs/1/1"
field = "SUMMARY"
position = 15
length = 3
words = "Ash"
person = "southshire/jo-ash"
resolution = "RESOLVED"
certainty = "STATED"
rule = "SAID_BY_HAND"
"#;
    given(&db, &papers("They heard Cllr Ash.", said)).await;
    let done = linked(&db).await;
    assert_eq!(done.written, 1, "{done:?}");
    let server = Server::over(db.clone());
    let told = mentions(&server).await;
    assert!(told.contains(&"Ash -> southshire/jo-ash SAID_BY_HAND".into()), "{told:?}");
    assert_eq!(told.len(), 2, "nothing else at the same words: {told:?}");
}

#[tokio::test]
async fn what_a_person_says_stands_on_sqlite() {
    what_a_person_says_stands(Kind::Sqlite).await;
}

#[tokio::test]
async fn what_a_person_says_stands_on_postgres() {
    what_a_person_says_stands(Kind::Postgres).await;
}

const MATTERS: &str = "{ issues { nodes { title isInferred council { slug } entries { nodes { rule date agendaItem { title } } } timeline { \
                       nodes { at kind certainty } } } } recommendations { nodes { outcome answers { nodes { outcome rule certainty } } \
                       } } }";

async fn matters_are_put_together(kind: Kind) {
    let db = database(kind).await;
    given(&db, &papers("Nothing.", "")).await;
    let (_, tied) = link(&db).await.expect("it links").expect("something changed");
    assert_eq!((tied.matters, tied.entries, tied.answers), (2, 4, 2));
    let server = Server::over(db.clone());
    let answer = server.ask(MATTERS).await;
    let entry = |at: &str, kind: &str| json!({ "at": at, "kind": kind, "certainty": "INFERRED" });
    let item =
        |rule: &str, date: &str, title: &str| json!({ "rule": rule, "date": date, "agendaItem": { "title": title } });
    let issue = &answer["data"]["issues"]["nodes"][0];
    assert_eq!(issue["isInferred"], true, "{answer}");
    assert_eq!(
        issue["entries"]["nodes"],
        json!([
            item("SAME_TITLE", "2026-02-10", "7. Nurseries in the North"),
            item("FIRST_ITEM", "2026-01-10", "Nurseries in the north")
        ])
    );
    let timeline = [
        entry("2026-01-10", "AGENDA_ITEM"),
        entry("2026-02-10", "AGENDA_ITEM"),
        entry("2026-02-10", "DECISION"),
        entry("2026-02-10", "RECOMMENDATION"),
    ];
    assert_eq!(issue["timeline"]["nodes"], json!(timeline));
    let answered = json!([{ "outcome": "ACCEPTED", "rule": "ONLY_DECISION", "certainty": "INFERRED" }]);
    assert_eq!(answer["data"]["recommendations"]["nodes"][0]["answers"]["nodes"], answered);

    // One of the items gets another title: its matter goes, the one of the other council stays.
    given(&db, &papers("Nothing.", "").replacen("7. Nurseries in the North", "Nurseries: the south", 1)).await;
    let (_, tied) = link(&db).await.expect("it links").expect("something changed");
    assert_eq!((tied.matters, tied.removed), (0, 3), "{tied:?}");
    let answer = server.ask(MATTERS).await;
    let left: Vec<&Value> = answer["data"]["issues"]["nodes"].as_array().expect("issues").iter().collect();
    assert_eq!(left.len(), 1, "{answer}");
    assert_eq!(left[0]["council"]["slug"], "southshire");

    // A source says to which matter an item belongs: the others of its title belong there too.
    let issue = "\n[[issue]]\nkey = \"southshire/nurseries\"\nat = \"1\"\ntitle = \"Nurseries\"\nkind = \"DECISION\"\ncouncil = \
                 \"southshire\"\n";
    let stated = papers("Nothing.", issue).replace(
        "key = \"southshire/hubs/1/1\"\n",
        "key = \"southshire/hubs/1/1\"\nissue = \"southshire/nurseries\"\n",
    );
    given(&db, &stated).await;
    link(&db).await.expect("it links").expect("something changed");
    let answer = server.ask("{ issues(filter: {council: {slug: {eq: \"southshire\"}}}) { nodes { title isInferred entries { nodes { rule \
                             } } } } }").await;
    let entries = json!({ "nodes": [{ "rule": "SAME_TITLE" }] });
    let nodes = json!([{ "title": "Nurseries", "isInferred": null, "entries": entries }]);
    assert_eq!(answer["data"]["issues"]["nodes"], nodes);
}

#[tokio::test]
async fn matters_are_put_together_on_sqlite() {
    matters_are_put_together(Kind::Sqlite).await;
}

#[tokio::test]
async fn matters_are_put_together_on_postgres() {
    matters_are_put_together(Kind::Postgres).await;
}

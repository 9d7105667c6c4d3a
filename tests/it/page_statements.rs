//! What the queries of pages cost: a known number of statements each.

use ingest::{generate, id, record::Record};
use serde_json::{Value, json};
use tests::{Kind, Server, database, shipped, top, write};

/// Asks the query of a page, and gives the answer with the number of statements that it took.
async fn ask(server: &Server, name: &str, variables: &Value) -> (Value, u64) {
    let text = std::fs::read_to_string(top().join(format!("web/queries/{name}.graphql"))).expect("a query");
    let (status, answer) = server.post(json!({ "query": text, "variables": variables })).await;
    assert!(status == 200 && answer.get("errors").is_none(), "{name}: {answer}");
    let took = answer["extensions"]["cost"]["statements"].as_u64().unwrap_or_default();
    (answer, took)
}

/// Statements that the query of each page takes on shipped facts; a list that grows does not make them more.
#[tokio::test]
async fn pages_take_a_known_number_of_statements() {
    let server = shipped(Kind::Sqlite);
    let slug = |slug: &str| json!({ "slug": slug });
    let queries: &[(&str, Value, u64)] = &[
        ("home", json!({}), 29),
        ("stages", slug("families-first-partnership"), 14),
        ("programmes", json!({}), 9),
        ("national", json!({ "slug": "families-first-partnership", "words": true, "few": true, "neighbours": 4 }), 47),
        ("programme", slug("bath-and-north-east-somerset/families-first"), 57),
        ("councils", json!({}), 10),
        ("council", slug("staffordshire"), 30),
        ("board", slug("staffordshire/children-and-families-strategic-partnership"), 26),
        ("meeting", json!({ "id": "2d5d333e-29f9-5728-956a-969bdf9e8937" }), 29),
        ("document", json!({ "id": "588218a6-e6b8-5861-84a4-677f633c2975", "from": 1 }), 25),
        ("person", slug("staffordshire/nick-lakin"), 19),
        ("strategy", slug("stoke-on-trent/children-and-families-strategy-2025-2030"), 51),
        ("issue", slug("staffordshire/forward-plan-2025-26"), 13),
        ("search", json!({ "query": "family help" }), 8),
        ("search-councils", json!({ "slugs": ["staffordshire", "sandwell"] }), 1),
        ("search-start", json!({}), 15),
        ("strategies", json!({}), 6),
        ("boards", json!({}), 7),
        ("meetings", json!({ "dates": { "to": "2026-01-01" }, "order": "DATE_DESC" }), 5),
        ("people", json!({ "today": "2026-01-01" }), 7),
        ("issues", json!({}), 6),
        ("compare", json!({ "programme": "families-first-partnership", "councils": ["rotherham", "hillingdon"] }), 17),
        (
            "compare-strategies",
            json!({ "strategies": [slug("stoke-on-trent/children-and-families-strategy-2025-2030"), slug("sandwell/children-and-families-strategy-2025-28")] }),
            5,
        ),
        ("comparable", json!({}), 8),
        ("scope", slug("families-first-partnership"), 2),
        ("types", json!({}), 0),
        ("type", json!({ "name": "Council" }), 0),
        ("fields", json!({}), 0),
    ];
    let folder = std::fs::read_dir(top().join("web/queries")).expect("queries");
    assert_eq!(folder.count(), queries.len(), "every query of a page is here");
    let mut said = Vec::new();
    for (name, variables, statements) in queries {
        let (_, took) = ask(server, name, variables).await;
        if took != *statements {
            said.push(format!("{name}: {took}, not {statements}"));
        }
    }
    assert!(said.is_empty(), "{said:#?}");
}

/// A programme of so many made-up councils, and a strategy of one of them with more elements than a usual page holds.
async fn made_up(councils: u32, elements: u32) -> Server {
    let db = database(Kind::Sqlite).await;
    let plan = generate::Plan { councils, boards: 1, meetings: 1, items: 1, indicators: 0 };
    let mut records: Vec<Record> = generate::records(plan).collect::<Result<_, _>>().expect("records");
    let like = records.iter().find(|record| record.table.name == "strategy_element").cloned().expect("an element");
    records.extend((0..elements).map(|n| {
        let id = id::of("test", &format!("element/{n}"));
        Record { id, ..like.clone() }
            .with("position", 1_000 + n.cast_signed())
            .with("label", format!("Point {n} of many"))
    }));
    write(&db, records).await;
    Server::over(db)
}

/// However many councils run a programme and however many elements a strategy has: all are there, for as many statements.
#[tokio::test]
async fn hundreds_take_no_more_statements_than_a_few() {
    let (few, many) = (made_up(3, 2).await, made_up(150, 250).await);
    let programme = json!({ "slug": "synthetic-programme" });
    let national = |compared: Option<u32>| json!({ "slug": "synthetic-programme", "compared": compared, "words": false, "few": false, "neighbours": 0 });
    let strategy = json!({ "slug": "synthetic-council-1/synthetic-strategy" });
    for (name, less, more) in [
        ("scope", programme.clone(), programme.clone()),
        ("stages", programme.clone(), programme),
        ("national", national(None), national(Some(150))),
        ("strategy", strategy.clone(), strategy),
    ] {
        let ((_, less), (_, more)) = (ask(&few, name, &less).await, ask(&many, name, &more).await);
        assert_eq!(less, more, "{name}");
    }
    let page = |path: &str| {
        let request = many.client().get(format!("{}{path}", many.url));
        async { request.send().await.expect("an answer").text().await.expect("a page") }
    };
    let programme = page("/programmes/synthetic-programme").await;
    let strategy = page("/strategies/synthetic-council-1/synthetic-strategy").await;
    for n in [1, 100, 101, 150] {
        assert!(programme.contains(&format!("Synthetic Council {n}</a>")), "council {n} is compared");
    }
    for n in [0, 99, 100, 249] {
        assert!(strategy.contains(&format!("Point {n} of many")), "element {n} is there");
    }
}

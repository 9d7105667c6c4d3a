//! What the queries of pages cost: a known number of statements each.

use serde_json::{Value, json};
use tests::{Kind, shipped, top};

/// Statements that the query of each page takes on shipped facts; a list that grows does not make them more.
#[tokio::test]
async fn pages_take_a_known_number_of_statements() {
    let server = shipped(Kind::Sqlite);
    let slug = |slug: &str| json!({ "slug": slug });
    let queries: &[(&str, Value, u64)] = &[
        ("home", json!({}), 29),
        ("stages", slug("families-first-partnership"), 14),
        ("programmes", json!({}), 9),
        ("national", json!({ "slug": "families-first-partnership", "few": true, "neighbours": 4 }), 51),
        ("programme", slug("bath-and-north-east-somerset/families-first"), 57),
        ("councils", json!({}), 10),
        ("council", slug("staffordshire"), 30),
        ("board", slug("staffordshire/children-and-families-strategic-partnership"), 26),
        ("meeting", json!({ "id": "2d5d333e-29f9-5728-956a-969bdf9e8937" }), 29),
        ("person", slug("staffordshire/nick-lakin"), 19),
        ("strategy", slug("stoke-on-trent/children-and-families-strategy-2025-2030"), 51),
        ("strategy-elements", slug("stoke-on-trent/children-and-families-strategy-2025-2030"), 6),
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
        let text = std::fs::read_to_string(top().join(format!("web/queries/{name}.graphql"))).expect("a query");
        let (status, answer) = server.post(json!({ "query": text, "variables": variables })).await;
        assert!(status == 200 && answer.get("errors").is_none(), "{name}: {answer}");
        let took = answer["extensions"]["cost"]["statements"].as_u64().unwrap_or_default();
        if took != *statements {
            said.push(format!("{name}: {took}, not {statements}"));
        }
    }
    assert!(said.is_empty(), "{said:#?}");
}

//! Comparisons and timelines hold whatever the facts are: a fixed number of statements, pages that miss nothing, facets
//! that count what is there, and refusals that say what is wrong.

use serde_json::Value;
use tests::{Kind, shipped};

const PROGRAMME: &str = "programme: {slug: \"families-first-partnership\"}";

async fn compared(kind: Kind, councils: &str) -> Value {
    let query = format!(
        "{{ compareProgrammes({PROGRAMME}{councils}) {{ columns {{ council {{ name }} }} rows {{ facet cells {{ state value count evidence {{ label }} }} }} }} }}"
    );
    let said = shipped(kind).ask(&query).await;
    assert!(said["errors"].is_null(), "{said}");
    said
}

async fn fixed(kind: Kind) {
    let all = compared(kind, "").await;
    let one = compared(kind, ", councils: {slug: {eq: \"rotherham\"}}").await;
    let none = compared(kind, ", councils: {slug: {eq: \"nowhere\"}}").await;
    let statements = |said: &Value| said["extensions"]["cost"]["statements"].clone();
    assert_eq!((statements(&all), statements(&one)), (statements(&none), statements(&none)), "whatever the councils");
    let comparison = &all["data"]["compareProgrammes"];
    let columns = comparison["columns"].as_array().expect("columns").len();
    assert!(columns >= 15, "{columns} councils have a version");
    for row in comparison["rows"].as_array().expect("rows") {
        let cells = row["cells"].as_array().expect("cells");
        assert_eq!(cells.len(), columns, "{row}");
        for cell in cells {
            let empty = cell["evidence"].as_array().is_none_or(Vec::is_empty);
            assert_eq!(cell["state"] == "UNKNOWN", empty, "what is known rests on something: {cell}");
            assert_eq!(cell["state"] == "UNKNOWN", cell["count"].is_null(), "unknown is not none: {cell}");
        }
    }
}

/// Every word of a facet in an answer is a word of the schema's list of them.
async fn words(kind: Kind) {
    let list = "__type(name: \"ProgrammeComparisonFacet\") { enumValues { name } }";
    let said = shipped(kind).ask(&format!("{{ compareProgrammes({PROGRAMME}) {{ rows {{ facet }} }} {list} }}")).await;
    let names = |at: &Value, field: &str| -> Vec<Value> {
        at.as_array().expect("a list").iter().map(|v| v[field].clone()).collect()
    };
    let listed = names(&said["data"]["__type"]["enumValues"], "name");
    assert_eq!(names(&said["data"]["compareProgrammes"]["rows"], "facet"), listed, "{said}");
}

/// Many counts or comparisons in one query are refused before anything runs.
async fn weighed(kind: Kind) {
    let facets = |n: usize| -> String {
        let list = |i| format!("a{i}: boards(first: 1) {{ facets(by: [KIND, COUNCIL, PARENT, STATE]) {{ by }} }} ");
        (0..n).map(list).collect()
    };
    let compared: String =
        (0..5).map(|i| format!("a{i}: compareProgrammes({PROGRAMME}) {{ rows {{ label }} }} ")).collect();
    let said = shipped(kind).ask(&format!("{{ {} }}", facets(9))).await;
    assert!(said["errors"].is_null(), "36 facets pass: {said}");
    for query in [facets(11), compared] {
        let said = shipped(kind).ask(&format!("{{ {query} }}")).await;
        assert_eq!(said["errors"][0]["extensions"]["code"], "TOO_COSTLY", "{said}");
    }
}

/// The first by name can be asked for, hundreds of them: each hundred costs as much as the first.
async fn first(kind: Kind) {
    let all = compared(kind, "").await;
    let few = compared(kind, ", first: 3").await;
    let columns = |said: &Value| said["data"]["compareProgrammes"]["columns"].as_array().expect("columns").clone();
    assert_eq!(columns(&few)[..], columns(&all)[..3]);
    let cost = |said: &Value| said["extensions"]["cost"]["cost"].as_u64().expect("a cost");
    let (hundred, more) = (compared(kind, ", first: 100").await, compared(kind, ", first: 101").await);
    assert_eq!(cost(&hundred), cost(&all));
    // Counting costs the same.
    assert!(cost(&more) > cost(&all) * 3 / 2 && cost(&more) < cost(&all) * 2, "{} and {}", cost(&more), cost(&all));
}

/// A council without a version stands in the matrix when it is asked for, and nothing is known of it.
async fn without(kind: Kind) {
    let said = compared(kind, ", councils: {slug: {eq: \"dorset\"}}").await;
    let rows = said["data"]["compareProgrammes"]["rows"].as_array().expect("rows").clone();
    assert!(rows.iter().all(|row| row["cells"][0]["state"] == "UNKNOWN"), "{said}");
}

async fn refused(kind: Kind, query: &str, words: &str) {
    let said = shipped(kind).ask(query).await;
    let message = said["errors"][0]["message"].as_str().unwrap_or_default().to_owned();
    assert!(message.contains(words) && said["errors"][0]["extensions"]["code"] == "BAD_INPUT", "{query}: {said}");
}

async fn refusals(kind: Kind) {
    let rest = "{ rows { facet } }";
    for number in [0, 401] {
        let query = format!("{{ compareProgrammes({PROGRAMME}, first: {number}) {rest} }}");
        refused(kind, &query, &format!("`first` must be between 1 and 400, got {number}.")).await;
    }
    refused(kind, "{ boards(first: 101) { totalCount } }", "between 1 and 100, got 101.").await;
    refused(kind, "{ strategyElements(first: 1001) { totalCount } }", "between 1 and 1000, got 1001.").await;
    refused(
        kind,
        &format!("{{ compareProgrammes(programme: {{slug: \"nothing\"}}) {rest} }}"),
        "no programme \"nothing\"",
    )
    .await;
    refused(kind, &format!("{{ compareProgrammes(programme: {{id: \"x\"}}) {rest} }}"), "no id of ours").await;
    refused(kind, "{ compareStrategies(strategies: []) { rows { label } } }", "Strategies compared").await;
    refused(
        kind,
        "{ compareStrategies(strategies: [{id: \"00000000-0000-4000-8000-000000000000\"}]) { rows { label } } }",
        "is no strategy",
    )
    .await;
}

/// Pages of gathered rows visit each once, in order, forwards and backwards.
async fn walked(kind: Kind) {
    let page = async |arguments: &str| {
        let query = format!(
            "{{ council(by: {{slug: \"stoke-on-trent\"}}) {{ timeline({arguments}) {{ totalCount nodes {{ at recordId }} pageInfo {{ startCursor endCursor hasNextPage hasPreviousPage }} }} }} }}"
        );
        let said = shipped(kind).ask(&query).await;
        assert!(said["errors"].is_null(), "{said}");
        said["data"]["council"]["timeline"].clone()
    };
    let whole = page("first: 100").await;
    let nodes = whole["nodes"].as_array().expect("nodes").clone();
    assert_eq!(whole["totalCount"], nodes.len(), "all on one page");
    assert!(nodes.len() > 10, "there is something to walk: {}", nodes.len());
    for order in ["AT_ASC", "AT_DESC"] {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let said = page(&format!("first: 4, orderBy: {order}{after}")).await;
            seen.extend(said["nodes"].as_array().expect("nodes").clone());
            if said["pageInfo"]["hasNextPage"] != true {
                break;
            }
            after = format!(", after: {}", said["pageInfo"]["endCursor"]);
        }
        if order == "AT_DESC" {
            seen.reverse();
        }
        assert_eq!(seen, nodes, "{order}");
    }
    let last = page("last: 3").await;
    assert_eq!(last["nodes"].as_array().expect("nodes")[..], nodes[nodes.len() - 3..], "the last three");
}

/// Facets of a list add up to the list, for each parent by itself.
async fn counted(kind: Kind) {
    let query = "{ boards { totalCount facets(by: [KIND, COUNCIL]) { values { value count } } } councils(first: 100) { nodes { boards { totalCount facets(by: [KIND]) { values { count } } } } } }";
    let said = shipped(kind).ask(query).await;
    let sum = |facet: &Value| -> i64 {
        facet["values"].as_array().expect("values").iter().filter_map(|v| v["count"].as_i64()).sum()
    };
    let boards = &said["data"]["boards"];
    for facet in boards["facets"].as_array().expect("facets") {
        assert_eq!(sum(facet), boards["totalCount"].as_i64().expect("a number"), "{facet}");
    }
    let own: i64 = said["data"]["councils"]["nodes"]
        .as_array()
        .expect("councils")
        .iter()
        .map(|council| {
            let boards = &council["boards"];
            assert_eq!(sum(&boards["facets"][0]), boards["totalCount"].as_i64().expect("a number"), "{council}");
            sum(&boards["facets"][0])
        })
        .sum();
    assert!(own > 20, "boards of councils: {own}");
}

async fn all(kind: Kind) {
    fixed(kind).await;
    words(kind).await;
    weighed(kind).await;
    first(kind).await;
    without(kind).await;
    refusals(kind).await;
    walked(kind).await;
    counted(kind).await;
}

#[tokio::test]
async fn comparisons_timelines_and_facets_on_sqlite() {
    all(Kind::Sqlite).await;
}

#[tokio::test]
async fn comparisons_timelines_and_facets_on_postgres() {
    all(Kind::Postgres).await;
}

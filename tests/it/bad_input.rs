//! Bad input: a clear refusal with its code, nothing internal in it, and the server still answering.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::{Kind, shipped};

async fn refused(query: &str, code: &str) -> Value {
    let server = shipped(Kind::Sqlite);
    let began = Instant::now();
    let (status, said) = server.post(json!({ "query": query })).await;
    let shown: String = query.chars().take(80).collect();
    assert_eq!(status, 400, "{shown}: {said}");
    assert_eq!(said["errors"][0]["extensions"]["code"], code, "{shown}: {said}");
    let text = said.to_string().to_lowercase();
    for word in ["sqlx", "select ", "panicked", "src/"] {
        assert!(!text.contains(word), "{shown}: {said}");
    }
    assert!(began.elapsed() < Duration::from_secs(2), "{shown} took {:?}", began.elapsed());
    said
}

#[tokio::test]
async fn pages_have_bounds() {
    for size in ["0", "-1", "101", "2147483647"] {
        let said = refused(&format!("{{ councils(first: {size}) {{ nodes {{ name }} }} }}"), "BAD_INPUT").await;
        assert!(said["errors"][0]["message"].as_str().unwrap_or_default().contains(size), "{said}");
    }
    refused("{ councils(first: 2147483648) { nodes { name } } }", "VALIDATION_FAILED").await;
    refused("{ councils(first: 1, last: 1) { nodes { name } } }", "BAD_INPUT").await;
    refused("{ councils { nodes { boards(first: 101) { nodes { name } } } } }", "BAD_INPUT").await;
}

#[tokio::test]
async fn what_is_misspelt_is_told_what_is_near() {
    let said = refused("{ councls { nodes { name } } }", "VALIDATION_FAILED").await;
    let message = said["errors"][0]["message"].as_str().unwrap_or_default();
    assert!(message.contains("Did you mean `councils`"), "{said}");
}

#[tokio::test]
async fn cursors_and_ids_must_be_ours() {
    let server = shipped(Kind::Sqlite);
    refused("{ councils(after: \"nonsense\") { nodes { name } } }", "BAD_CURSOR").await;
    let said = server.ask("{ boards(first: 1) { edges { cursor } } }").await;
    let cursor = said["data"]["boards"]["edges"][0]["cursor"].as_str().expect("a cursor").to_owned();
    refused(&format!("{{ councils(after: \"{cursor}\") {{ nodes {{ name }} }} }}"), "BAD_CURSOR").await;
    refused(&format!("{{ boards(after: \"{cursor}\", orderBy: NAME_DESC) {{ nodes {{ name }} }} }}"), "BAD_CURSOR")
        .await;
    refused("{ node(id: \"17\") { id } }", "BAD_INPUT").await;
    refused("{ council(by: {}) { name } }", "VALIDATION_FAILED").await;
    refused("{ council(by: {slug: \"a\", id: \"b\"}) { name } }", "VALIDATION_FAILED").await;
    refused("{ councils(orderBy: NO_SUCH) { nodes { name } } }", "VALIDATION_FAILED").await;
}

#[tokio::test]
async fn large_documents_are_bounded() {
    let deep = format!("{{ boards {{ nodes {{ {} name {} }} }} }}", "parent { ".repeat(40), "} ".repeat(40));
    refused(&deep, "TOO_DEEP").await;
    let aliases: String = (0..3_000).map(|i| format!("a{i}: name ")).collect();
    refused(&format!("{{ councils {{ nodes {{ {aliases} }} }} }}"), "TOO_MANY_TOKENS").await;
    let names = "name ".repeat(2_100);
    refused(&format!("{{ councils {{ nodes {{ {names} }} }} }}"), "TOO_MANY_FIELDS").await;
    let inline = format!("{{ councils {{ nodes {{ {} name {} }} }} }}", "... { ".repeat(30), "} ".repeat(30));
    refused(&inline, "TOO_DEEP").await;
    let wide: String = (0..100).map(|i| format!("r{i}: serviceLimits {{ depth }} ")).collect();
    refused(&format!("{{ {wide} }}"), "TOO_MANY_ROOT_FIELDS").await;
    let mut fans = String::from("{ councils { nodes { ...F0 } } }");
    for i in 0..12 {
        fans.push_str(&format!(" fragment F{i} on Council {{ ...F{} ...F{} }}", i + 1, i + 1));
    }
    fans.push_str(" fragment F12 on Council { name }");
    refused(&fans, "TOO_MANY_FIELDS").await;
    refused(
        "{ councils { nodes { ...A } } } fragment A on Council { ...B } fragment B on Council { ...A }",
        "VALIDATION_FAILED",
    )
    .await;
    refused("{ councils(first: 100) { nodes { boards(first: 100) { nodes { meetings(first: 100) { nodes { title } } } } } } }", "TOO_COSTLY").await;
    refused(&"{".repeat(30_000), "TOO_MANY_TOKENS").await;
    refused(&"{".repeat(3_000), "SYNTAX_ERROR").await;
    refused(&format!("{{ a }} # {}", "x".repeat(70_000)), "QUERY_TOO_LARGE").await;
}

#[tokio::test]
async fn filters_are_bounded() {
    let pairs = |n: usize| {
        format!("{{ boards(filter: {}{{}}{}) {{ totalCount }} }}", "{council: {boards: ".repeat(n), "}}".repeat(n))
    };
    let said = shipped(Kind::Postgres).ask(&pairs(1)).await;
    assert!(said["data"]["boards"]["totalCount"].as_u64() > Some(0), "{said}");
    refused(&pairs(3), "BAD_INPUT").await;
    refused(&format!("{{ boards(filter: {{and: [{}]}}) {{ totalCount }} }}", "{} ".repeat(1_001)), "BAD_INPUT").await;
    let roots: String = (0..60).map(|i| format!("a{i}: councils(first: 1) {{ totalCount }} ")).collect();
    refused(&format!("{{ ...F }} fragment F on Query {{ {roots} }}"), "TOO_MANY_ROOT_FIELDS").await;
    let parents = |n: usize| format!("{} id {}", "parent { ".repeat(n), "} ".repeat(n));
    let joins: String = (0..6).map(|i| format!("o{i}: organisation {{ {} }} ", parents(10))).collect();
    let onward: String = (0..6).map(|i| format!("area {{ name }} o{i}: parent {{ {} }} ", parents(9))).collect();
    refused(&format!("{{ memberships {{ nodes {{ {joins} organisation {{ {onward} }} onBehalfOf {{ {} area {{ {} }} }} board {{ {} council {{ area {{ {} }} }} }} post {{ organisation {{ {} area {{ {} }} }} }} }} }} }}", parents(12), parents(12), parents(12), parents(12), parents(12), parents(12)), "TOO_MANY_FIELDS").await;
}

/// The schema describes itself in full to whoever asks the usual way, and not in circles.
#[tokio::test]
async fn introspection_is_weighed() {
    let ty = "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } }";
    let usual = format!(
        "{{ __schema {{ queryType {{ name }} mutationType {{ name }} subscriptionType {{ name }} types {{ kind name description specifiedByURL fields(includeDeprecated: true) {{ name description args {{ name description type {{ {ty} }} defaultValue isDeprecated deprecationReason }} type {{ {ty} }} isDeprecated deprecationReason }} inputFields {{ name description type {{ {ty} }} defaultValue }} interfaces {{ {ty} }} enumValues(includeDeprecated: true) {{ name description isDeprecated deprecationReason }} possibleTypes {{ {ty} }} }} directives {{ name description locations args {{ name description type {{ {ty} }} defaultValue }} }} }} }}"
    );
    let said = shipped(Kind::Sqlite).ask(&usual).await;
    assert!(said["data"]["__schema"]["types"].as_array().is_some_and(|t| t.len() > 100), "{}", said["errors"]);
    let fields: String = (0..20)
        .map(|i| {
            format!("a{i}: fields {{ args {{ type {{ inputFields {{ name description type {{ kind name }} }} }} }} }} ")
        })
        .collect();
    let aliases: String = (0..21).map(|i| format!("a{i}: __typename ")).collect();
    refused(&format!("{{ __schema {{ queryType {{ {aliases} }} }} }}"), "TOO_MANY_ALIASES").await;
    refused(&format!("{{ __type(name: \"Node\") {{ possibleTypes {{ {fields} }} }} }}"), "INTROSPECTION_TOO_DEEP")
        .await;
}

#[tokio::test]
async fn texts_are_bounded() {
    let server = shipped(Kind::Postgres);
    let query = "query($t: String) { councils(filter: {name: {contains: $t}}) { nodes { name } } }";
    for text in ["x".repeat(100_000), "a\0b".into()] {
        let (status, said) = server.post(json!({ "query": query, "variables": { "t": text } })).await;
        assert_eq!((status, &said["errors"][0]["extensions"]["code"]), (400, &json!("BAD_INPUT")), "{said}");
    }
    for text in ["%", "_", "\\", "'; DROP TABLE council; --", "🦔", "\u{301}"] {
        let (status, said) = server.post(json!({ "query": query, "variables": { "t": text } })).await;
        assert_eq!((status, said["data"]["councils"]["nodes"].as_array().map(Vec::len)), (200, Some(0)), "{said}");
    }
}

#[tokio::test]
async fn large_bodies_are_refused() {
    let server = shipped(Kind::Sqlite);
    let body = json!({ "query": "{ __typename }", "variables": { "x": "y".repeat(10_000_000) } }).to_string();
    let sent = server
        .client()
        .post(format!("{}/graphql", server.url))
        .header("content-type", "application/json")
        .body(body)
        .send()
        .await;
    // The server does not read on: the sender sees the answer or, where it is still sending, a closed connection.
    if let Ok(response) = sent {
        assert_eq!(response.status(), 413);
    }
    let health =
        server.client().get(format!("{}/health/ready", server.url)).timeout(Duration::from_secs(1)).send().await;
    assert_eq!(health.expect("health answers").status(), 200);
    let broken = server
        .client()
        .post(format!("{}/graphql", server.url))
        .header("content-type", "application/json")
        .body(vec![b'{', 0xff, b'}']);
    assert_eq!(broken.send().await.expect("an answer").status(), 400);
}

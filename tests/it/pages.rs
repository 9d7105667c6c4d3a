//! Pages for people: each kind is there on shipped facts, is sound HTML and leads somewhere.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Value, json};
use tests::{Kind, Server, shipped, top};

const MEETING: &str = "/meetings/2d5d333e-29f9-5728-956a-969bdf9e8937";
const STRATEGIES: &str = "/compare?strategies=stoke-on-trent/children-and-families-strategy-2025-2030,sandwell/children-and-families-strategy-2025-28";

/// One address of each kind of page, and whether it has a table.
const PAGES: &[(&str, bool)] = &[
    ("/", true),
    ("/programmes", true),
    ("/programmes/families-first-partnership", true),
    ("/programmes/bath-and-north-east-somerset/families-first", true),
    ("/councils", true),
    ("/councils?letter=s", true),
    ("/councils?name=london&kind=LONDON_BOROUGH", true),
    ("/councils/staffordshire", true),
    ("/programmes?implements=families-first-partnership&status=DELIVERY", true),
    ("/boards", true),
    ("/boards?council=staffordshire", true),
    ("/meetings", true),
    ("/people", true),
    ("/people?name=lak", true),
    ("/strategies", true),
    ("/strategies?title=children&kind=PLAN", true),
    ("/issues", true),
    ("/boards/staffordshire/children-and-families-strategic-partnership", true),
    (MEETING, true),
    ("/documents/588218a6-e6b8-5861-84a4-677f633c2975", false),
    ("/people/staffordshire/nick-lakin", true),
    ("/strategies/stoke-on-trent/children-and-families-strategy-2025-2030", true),
    ("/issues/staffordshire/forward-plan-2025-26", true),
    ("/search?q=family+help", true),
    ("/search?q=family+help&type=STRATEGY_ELEMENT&council=sandwell", true),
    ("/search?q=family+help&from=2024&to=2025", true),
    ("/search?q=family+help&topic=early-help&board=PARTNERSHIP_BOARD", true),
    ("/compare", true),
    ("/compare?programme=families-first-partnership", true),
    ("/compare?programme=families-first-partnership&councils=rotherham,hillingdon", true),
    (STRATEGIES, true),
    ("/docs/schema", true),
    ("/docs/schema/Council", true),
    ("/docs/schema/CouncilFilter", true),
    ("/docs/schema/CouncilKind", true),
    ("/search", false),
    ("/docs", false),
    ("/docs/first-query", false),
    ("/docs/paging", false),
    ("/docs/comparing", false),
    ("/docs/syncing", false),
    ("/docs/errors-and-limits", false),
    ("/docs/changelog", false),
];

struct Got {
    status: u16,
    policy: String,
    media: String,
    text: String,
}

async fn get(server: &Server, path: &str) -> Got {
    let response = server.client().get(format!("{}{path}", server.url)).send().await.expect("an answer");
    let header =
        |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_string();
    let (status, policy, media) =
        (response.status().as_u16(), header("content-security-policy"), header("content-type"));
    Got { status, policy, media, text: response.text().await.expect("a text") }
}

/// The text between two others, each time that it occurs.
fn between<'t>(text: &'t str, before: &str, behind: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(behind).next()).collect()
}

fn plain(text: &str) -> String {
    text.replace("&#38;", "&")
        .replace("&amp;", "&")
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#60;", "<")
        .replace("&lt;", "<")
        .replace("&#62;", ">")
        .replace("&gt;", ">")
}

/// What every page must be.
fn judge(path: &str, got: &Got) {
    let text = &got.text;
    assert!(got.media.starts_with("text/html"), "{path}: {}", got.media);
    assert!(got.policy.starts_with("default-src 'self'"), "{path}: {}", got.policy);
    assert_eq!(text.matches("<h1").count(), 1, "{path}: headings");
    assert_eq!(text.matches("<main").count(), 1, "{path}: mains");
    let title = between(text, "<title>", "</title>").first().copied().unwrap_or_default().to_string();
    assert!(title.len() > "– Folkmoot".len() + 2, "{path}: {title}");
    assert!(
        !between(text, "name=\"description\" content=\"", "\"").first().is_none_or(|said| said.is_empty()),
        "{path}"
    );
    assert!(text.contains("lang=\"en-GB\""), "{path}");
    for inline in [" style=", "<style", " onclick=", " onload=", "javascript:"] {
        assert!(!text.contains(inline), "{path} has {inline}");
    }
    for script in between(text, "<script", "</script>") {
        assert!(script.starts_with(" type=\"application/ld+json\">"), "{path}: {script}");
    }
    let mut ids = BTreeSet::new();
    for id in between(text, " id=\"", "\"") {
        assert!(ids.insert(id), "{path}: id {id} twice");
    }
    for (row, cells) in between(text, "<th", ">").into_iter().filter(|said| !said.starts_with("ead")).enumerate() {
        assert!(cells.contains("scope="), "{path}: head {row} has no scope");
    }
}

#[tokio::test]
async fn every_kind_of_page_is_there_and_sound() {
    let server = shipped(Kind::Sqlite);
    for (path, has_table) in PAGES {
        let got = get(server, path).await;
        assert_eq!(got.status, 200, "{path}: {}", got.text);
        judge(path, &got);
        let data = between(&got.text, "<script type=\"application/ld+json\">", "</script>");
        let data: Value = data.first().and_then(|data| serde_json::from_str(data).ok()).expect("structured data");
        assert_eq!(data["@context"], "https://schema.org", "{path}");
        assert!(data["url"].as_str().is_some_and(|url| url.starts_with("https://folkmoot.example/")), "{path}: {data}");
        let glue = if path.contains('?') { '&' } else { '?' };
        if *has_table {
            let said = get(server, &format!("{path}{glue}format=json")).await;
            let answer: Value = serde_json::from_str(&said.text).expect("JSON");
            assert!(
                said.status == 200 && answer["data"].is_object() && answer.get("errors").is_none(),
                "{path}: {answer}"
            );
            let said = get(server, &format!("{path}{glue}format=csv")).await;
            assert!(said.status == 200 && said.media.starts_with("text/csv"), "{path}: {} {}", said.status, said.media);
            assert!(
                said.text.lines().count() > usize::from(*path != "/compare?programme=families-first-partnership"),
                "{path}: {}",
                said.text
            );
            assert!(got.text.contains("As a GraphQL query"), "{path}");
        }
        let head = server.client().head(format!("{}{path}", server.url)).send().await.expect("an answer");
        assert_eq!(head.status().as_u16(), 200, "{path}: its head");
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_as_a_page() {
    let server = shipped(Kind::Sqlite);
    for path in [
        "/councils/nowhere",
        "/boards/staffordshire/nothing",
        "/programmes/nothing",
        "/meetings/nothing",
        "/meetings/00000000-0000-0000-0000-000000000000",
        "/people/nobody",
        "/documents/nothing",
        "/documents/00000000-0000-5000-8000-000000000000",
        "/strategies/a/b/c",
        "/issues/none",
        "/docs/nothing",
        "/docs/schema/Nothing",
        "/nothing/at/all",
    ] {
        let got = get(server, path).await;
        assert_eq!(got.status, 404, "{path}: {}", got.text);
        judge(path, &got);
    }
    for path in [
        "/compare?programme=nothing",
        "/compare?strategies=a,b",
        "/compare?strategies=a,b,c,d,e",
        "/search?q=a&type=NOTHING",
        "/councils?after=broken",
        "/councils?kind=NOTHING",
        "/boards?kind=NOTHING",
        "/boards?council=nowhere",
        "/meetings?when=upcoming",
        "/meetings?when=never&after=broken",
        "/people?name=nobody",
        "/search?q=%28%22foo+%5Bbar",
        "/search?q=family&from=soon",
        "/docs?format=csv",
    ] {
        let got = get(server, path).await;
        assert!([200, 400].contains(&got.status), "{path}: {}", got.status);
        judge(path, &got);
    }
}

#[tokio::test]
async fn hostile_addresses_are_escaped() {
    let server = shipped(Kind::Sqlite);
    let hostile = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E%3Cimg%20src=x%20onerror=alert(1)%3E";
    for path in [
        format!("/search?q={hostile}"),
        format!("/search?q=family&council={hostile}"),
        format!("/search?q=family&type={hostile}"),
        format!("/search?q=family&topic={hostile}&board={hostile}"),
        format!("/search?q=family&after={hostile}"),
        format!("/search?q=family&from={hostile}&to={hostile}"),
        format!("/councils?letter={hostile}"),
        format!("/councils?name={hostile}"),
        format!("/boards?council={hostile}"),
        format!("/boards?council_name={hostile}&name={hostile}"),
        format!("/people?name={hostile}"),
        format!("/meetings?when={hostile}&board={hostile}"),
        format!("/councils?after={hostile}"),
        format!("/councils/{hostile}"),
        format!("/boards/{hostile}"),
        format!("/meetings/{hostile}"),
        format!("/compare?programme={hostile}"),
        format!("/compare?programme=families-first-partnership&councils={hostile}"),
        format!("/compare?strategies={hostile},b"),
        format!("/docs/schema/{hostile}"),
        format!("/programmes?after={hostile}"),
    ] {
        let got = get(server, &path).await;
        assert!(got.status < 500, "{path}: {}", got.status);
        assert!(!got.text.contains("<script>") && !got.text.contains("<img"), "{path}: {}", got.text);
        judge(&path, &got);
    }
}

#[tokio::test]
async fn links_within_the_site_lead_somewhere() {
    let server = shipped(Kind::Sqlite);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut todo: VecDeque<(String, String)> =
        PAGES.iter().map(|(path, _)| ((*path).to_string(), String::new())).collect();
    // Kinds of addresses, so that one long list does not use up the links.
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    while let Some((path, from)) = todo.pop_front() {
        if seen.len() >= 150 || !seen.insert(path.clone()) {
            continue;
        }
        let got = get(server, &path).await;
        assert_eq!(got.status, 200, "{path}, linked from {from}");
        if !got.media.starts_with("text/html") || path.starts_with("/graphiql") {
            continue;
        }
        for link in between(&got.text, "href=\"", "\"") {
            let link = plain(link);
            if let Some(anchor) = link.strip_prefix('#') {
                assert!(got.text.contains(&format!("id=\"{anchor}\"")), "{path}: #{anchor} leads nowhere");
            }
            let link = link.split('#').next().unwrap_or_default().to_string();
            let kind: String = link.split(['/', '?']).nth(1).unwrap_or_default().into();
            let count = kinds.entry(kind).or_default();
            if link.starts_with('/') && *count < 25 && !seen.contains(&link) {
                *count += 1;
                todo.push_back((link, path.clone()));
            }
        }
    }
    assert!(seen.len() > 100, "{}", seen.len());
}

#[tokio::test]
async fn queries_of_the_documentation_are_answered() {
    let server = shipped(Kind::Sqlite);
    let mut queries: Vec<String> = Vec::new();
    for file in std::fs::read_dir(top().join("web/guides")).expect("guides").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("a guide");
        queries.extend(between(&text, "```graphql\n", "```").into_iter().map(Into::into));
    }
    assert!(queries.len() >= 12, "{}", queries.len());
    let types = get(server, "/docs/schema").await.text;
    let mut examples = 0;
    for path in between(&types, "href=\"/docs/schema/", "\"") {
        let page = get(server, &format!("/docs/schema/{path}")).await.text;
        for query in between(&page, "<pre class=\"example\"><code>", "</code>") {
            queries.push(plain(query));
            examples += 1;
        }
    }
    // All types but two or three that no field gives.
    assert!(examples > 160, "{examples} examples");
    for query in queries {
        let (status, said) = server.post(json!({ "query": query })).await;
        assert!(status == 200 && said.get("errors").is_none(), "{query}: {said}");
    }
}

#[tokio::test]
async fn search_marks_words_and_proposes_what_was_meant() {
    let server = shipped(Kind::Sqlite);
    let got = get(server, "/search?q=family+help&type=BOARD").await.text;
    assert!(got.contains("<mark>Family</mark>") && got.contains("/boards/sandwell/family-help-board"), "{got}");
    assert!(got.contains("Sandwell Metropolitan Borough Council") && got.contains("Type: Board"), "{got}");
    let got = get(server, "/search?q=family+help").await.text;
    assert!(got.contains("· National") && got.contains("href=\"/search?q=family+help&#38;topic=early-help\""), "{got}");
    let got = get(server, "/search?q=family+help&topic=early-help&board=CABINET").await.text;
    assert!(got.contains("Topic: Early help and family support") && got.contains("Kind of board: Cabinet"), "{got}");
    let got = get(server, "/search?q=famly+halp").await.text;
    assert!(got.contains("Did you mean <a href=\"/search?q=family+help\">family help</a>"), "{got}");
}

/// Lists narrow by what stands in the address, and keep it from page to page.
#[tokio::test]
async fn lists_are_narrowed_by_their_address() {
    let server = shipped(Kind::Sqlite);
    let rows = |text: &str| between(text, "<th scope=\"row\"", "</th>").len();
    let (all, some) = (get(server, "/boards").await.text, get(server, "/boards?council=staffordshire").await.text);
    assert!(rows(&some) > 0 && rows(&some) < rows(&all), "{} of {}", rows(&some), rows(&all));
    assert!(some.contains("<option value=\"staffordshire\" selected>Staffordshire County Council</option>"), "{some}");
    let named = get(server, "/boards?council_name=staffordshire").await.text;
    assert_eq!(rows(&named), rows(&some));
    for path in ["/people?name=lak", "/people?name=nick"] {
        let got = get(server, path).await.text;
        assert!(got.contains("/people/staffordshire/nick-lakin") && rows(&got) == 1, "{path}: {got}");
    }
    let days: Vec<String> = get(server, "/meetings?format=csv")
        .await
        .text
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(1).map(Into::into))
        .collect();
    assert!(days.len() > 5 && days.is_sorted_by(|one, other| one >= other), "{days:?}");
    let first = get(server, "/councils").await.text;
    let pages = between(&first, "aria-label=\"Pages\"", "</nav>").concat();
    let next = between(&pages, "href=\"", "\"").first().map(|link| plain(link)).expect("a next page");
    let second = get(server, &next).await.text;
    assert!(rows(&first) == 50 && rows(&second) > 0 && second.contains("First page"), "{next}");
}

/// Without an index the page says so, and nothing breaks.
#[tokio::test]
async fn without_an_index_the_search_page_says_so() {
    let server = Server::over(tests::database(Kind::Sqlite).await);
    let got = get(&server, "/search?q=family").await;
    assert!(got.status == 200 && got.text.contains("Search is not available here"), "{}", got.text);
    let got = get(&server, "/").await;
    assert_eq!(got.status, 200, "a home page of an empty database: {}", got.text);
    judge("/", &got);
}

#[tokio::test]
async fn what_an_address_cannot_hold_is_said_plainly() {
    let server = shipped(Kind::Sqlite);
    for (path, said) in [
        ("/strategies?kind=SONG", "“SONG” cannot be chosen here."),
        ("/search?q=help&type=SONG", "“SONG” cannot be chosen here."),
        ("/search?q=help&board=SONG", "“SONG” cannot be chosen here."),
        ("/search?q=help&from=soon", "A year is four digits, such as 2025, and not “soon”."),
        ("/people?after=junk", "`after` is no cursor of this list: it does not decode."),
        ("/compare?programme=none", "`programme`: there is no programme \"none\"."),
    ] {
        let got = get(server, path).await;
        assert_eq!(got.status, 400, "{path}");
        assert!(plain(&got.text).contains(said), "{path}: {}", between(&got.text, "<main", "</main>").concat());
    }
}

/// Every entry of a timeline and every law that is cited says where it was read, be it by a number.
#[tokio::test]
async fn entries_and_laws_say_where_they_were_read() {
    let server = shipped(Kind::Sqlite);
    let council = get(server, "/councils/stoke-on-trent").await.text;
    let entries: Vec<&str> = between(&council, "<li><p class=\"when\">", "</li>");
    let told: Vec<&&str> = entries.iter().filter(|entry| entry.contains("<span class=\"kind\">")).collect();
    assert!(told.len() > 10, "{}", told.len());
    for entry in told {
        assert!(entry.contains("href=\"#read-"), "{entry}");
    }
    let strategy = get(server, "/strategies/sandwell/children-and-families-strategy-2025-28").await.text;
    let recognition = between(&strategy, "<span class=\"kind\">Recognition</span>", "</li>").concat();
    assert!(recognition.contains("Paragraphs 3.4 and 12.4") && recognition.contains(">Child Friendly Sandwell</a>"));
    let national = get(server, "/programmes/families-first-partnership").await.text;
    let laws = between(&national, "<ul class=\"list laws\">", "</ul>").concat();
    assert!(laws.contains("read in <a") && laws.contains("<span class=\"tag\">inferred</span>"), "{laws}");
    let events = get(server, "/councils/stoke-on-trent?format=csv").await.text;
    assert!(events.lines().skip(1).all(|line| line.split(',').count() >= 8), "{events}");
    assert!(events.starts_with("date,kind,what,certainty,where,source_title,source_url,locator"), "{events}");
}

//! What the server is measured against: the same JSON, built by PostgreSQL in one hand-written statement for each
//! question and passed on by a server that does nothing else. Usage: by_hand POSTGRES_URL PORT.

use actix_web::{App, HttpResponse, HttpServer, web};
use sqlx::{AssertSqlSafe, PgPool, postgres::PgPoolOptions};

/// Council, its boards, their ten latest meetings, the items of each.
const NESTED: &str = "SELECT json_build_object('data', json_build_object('council', json_build_object('name', c.name, 'boards', \
    json_build_object('nodes', (SELECT COALESCE(json_agg(b.j), '[]') FROM (SELECT json_build_object('name', b.name, 'meetings', \
    json_build_object('nodes', (SELECT COALESCE(json_agg(m.j), '[]') FROM (SELECT json_build_object('title', m.title, 'date', m.date, \
    'agendaItems', json_build_object('nodes', (SELECT COALESCE(json_agg(i.j), '[]') FROM (SELECT json_build_object('position', i.position, \
    'title', i.title) j FROM agenda_item i WHERE i.meeting_id = m.id ORDER BY i.position, i.id LIMIT 20) i))) j FROM meeting m \
    WHERE m.board_id = b.id ORDER BY m.date DESC, m.id DESC LIMIT 10) m))) j FROM board b WHERE b.council_id = c.id \
    ORDER BY b.name, b.id LIMIT 20) b)))))::text FROM council c WHERE c.slug = $1";
/// One council.
const ONE: &str = "SELECT json_build_object('data', json_build_object('council', json_build_object('name', name, 'kind', kind, \
    'gssCode', gss_code)))::text FROM council WHERE slug = $1";
/// Councils and all their boards.
const WIDE: &str = "SELECT json_build_object('data', json_build_object('councils', json_build_object('nodes', (SELECT json_agg(c.j) FROM \
    (SELECT json_build_object('name', c.name, 'boards', json_build_object('nodes', (SELECT COALESCE(json_agg(b.j), '[]') FROM \
    (SELECT json_build_object('name', b.name, 'kind', b.kind) j FROM board b WHERE b.council_id = c.id ORDER BY b.name, b.id LIMIT 20) b))) j \
    FROM council c WHERE $1 <> '' ORDER BY c.name, c.id LIMIT 20) c))))::text";
/// The latest meetings of all, each with its board and council.
const LATEST: &str = "SELECT json_build_object('data', json_build_object('meetings', json_build_object('nodes', (SELECT json_agg(m.j) FROM \
    (SELECT json_build_object('title', m.title, 'date', m.date, 'board', json_build_object('name', b.name, 'council', \
    json_build_object('name', c.name))) j FROM meeting m JOIN board b ON b.id = m.board_id JOIN council c ON c.id = b.council_id \
    WHERE $1 <> '' ORDER BY m.date DESC, m.id DESC LIMIT 100) m))))::text";
/// The latest figure of every indicator for a council and its ten nearest neighbours.
const FIGURES: &str = "WITH c AS (SELECT id, name, row_number() OVER (ORDER BY added, name, id) n FROM (SELECT id, name, 0 added FROM council \
    WHERE $1 <> '' AND slug = 'synthetic-council-1' UNION ALL SELECT p.id, p.name, k.rank FROM comparator k JOIN council p ON p.id = k.peer_id \
    WHERE k.council_id = (SELECT id FROM council WHERE slug = 'synthetic-council-1') AND k.state = 'CURRENT' AND k.rank <= 10 AND \
    k.comparator_set_id = (SELECT id FROM comparator_set ORDER BY COALESCE(version, '') DESC, id LIMIT 1)) x) \
    SELECT json_build_object('data', json_build_object('compareIndicators', json_build_object('columns', (SELECT json_agg(json_build_object(\
    'council', json_build_object('name', name)) ORDER BY n) FROM c), 'rows', (SELECT json_agg(r.j ORDER BY r.title, r.id) FROM (SELECT i.title, \
    i.id, json_build_object('indicator', json_build_object('title', i.title, 'unit', i.unit, 'polarity', i.polarity), 'cells', json_agg(\
    json_build_object('latest', CASE WHEN o.status IS NOT NULL THEN json_build_object('value', o.value, 'status', o.status, 'period', \
    json_build_object('label', t.label)) END) ORDER BY c.n)) j FROM indicator i CROSS JOIN c LEFT JOIN LATERAL (SELECT x.value, x.status, \
    x.time_period_id FROM observation x WHERE x.council_id = c.id AND x.indicator_id = i.id AND x.ends_on IS NOT NULL AND x.state = \
    'CURRENT' ORDER BY x.ends_on DESC LIMIT 1) o ON true LEFT JOIN time_period t ON t.id = o.time_period_id GROUP BY i.id) r))))::text";

/// The facets of a comparison: each its name, the records `x` of a local programme, the order, and for each record its
/// label, date, detail and words in short.
const FACETS: &[[&str; 7]] = &[
    ["STAGE", "programme x WHERE x.id = l.id", "x.id", "x.name", "NULL", "NULL", "x.status"],
    [
        "BOARDS",
        "link k JOIN decision d ON d.id = k.from_id JOIN board x ON x.id = d.board_id WHERE k.role = 'ABOUT' AND k.to_id = l.id",
        "x.name",
        "x.name",
        "NULL",
        "'DECIDED'",
        "x.name",
    ],
    [
        "LATEST_DECISION",
        "link k JOIN decision x ON x.id = k.from_id WHERE k.role = 'ABOUT' AND k.to_id = l.id",
        "x.date DESC",
        "x.text",
        "x.date::text",
        "x.effects::json->>0",
        "x.effects::json->>0",
    ],
    [
        "MILESTONES",
        "milestone x WHERE x.programme_id = l.id",
        "x.due, x.position",
        "x.label",
        "x.due",
        "x.status",
        "x.label || ' (' || x.due || ')'",
    ],
    [
        "FUNDING",
        "funding_award x WHERE x.programme_id = l.id",
        "x.position",
        "x.purpose",
        "x.period",
        "x.amount_text",
        "x.amount_text",
    ],
    ["PARTNERS", "participation x WHERE x.programme_id = l.id", "x.sector", "x.sector", "NULL", "x.role", "x.sector"],
    ["INDICATORS", "named_indicator x WHERE x.programme_id = l.id", "x.position", "x.name", "NULL", "x.fit", "x.name"],
    ["RISKS", "risk x WHERE x.programme_id = l.id", "x.position", "x.text", "NULL", "x.mitigation", "x.text"],
    [
        "ASSESSMENTS",
        "impact_assessment x WHERE x.programme_id = l.id",
        "x.position",
        "x.kind",
        "x.expected_by",
        "x.stage",
        "x.kind || ': ' || x.stage",
    ],
    [
        "EXPECTATIONS",
        "expectation_status x JOIN expectation e ON e.id = x.expectation_id WHERE x.programme_id = l.id",
        "e.position",
        "e.text",
        "x.as_of",
        "x.rating",
        "x.rating",
    ],
];

/// One programme in fifty councils, facet by facet.
fn compared() -> String {
    let facets = FACETS.iter().map(|[facet, from, order, label, at, detail, short]| {
        let (from, condition) = from.split_once(" WHERE ").unwrap_or_default();
        let state = if *facet == "LATEST_DECISION" { "DERIVED" } else { "STATED" };
        format!(
            "json_build_object('facet', '{facet}', 'cells', (SELECT json_agg(json_build_object('state', CASE WHEN e.n > 0 THEN \
             '{state}' ELSE 'UNKNOWN' END, 'value', e.v, 'count', CASE WHEN e.n > 0 THEN e.n END, 'evidence', \
             COALESCE(e.j, '[]')) ORDER BY c.name, c.id) FROM c LEFT JOIN l ON l.council_id = c.id LEFT JOIN LATERAL (SELECT \
             count(*) n, string_agg({short}, '; ' ORDER BY {order}) v, json_agg(json_build_object('label', {label}, 'at', \
             {at}, 'detail', {detail}, 'certainty', i.certainty, 'sourceTitle', s.title, 'locator', i.locator) ORDER BY \
             {order}) j FROM {from} LEFT JOIN citation i ON i.provenance_id = x.provenance_id AND i.position = 1 LEFT JOIN \
             source s ON s.id = i.source_id WHERE {condition}) e ON true))"
        )
    });
    format!(
        "WITH c AS (SELECT id, name FROM council WHERE $1 <> '' AND slug IN (SELECT 'synthetic-council-' || n FROM \
         generate_series(1, 50) n)), l AS (SELECT p.* FROM programme p JOIN c ON c.id = p.council_id WHERE p.implements_id = \
         (SELECT id FROM programme WHERE slug = 'synthetic-programme')) SELECT json_build_object('data', json_build_object(\
         'compareProgrammes', json_build_object('columns', (SELECT json_agg(json_build_object('council', json_build_object(\
         'name', c.name), 'programmes', json_build_array(json_build_object('name', l.name))) ORDER BY c.name, c.id) FROM c JOIN \
         l ON l.council_id = c.id), 'rows', json_build_array({}))))::text",
        facets.collect::<Vec<_>>().join(", ")
    )
}

async fn answer(path: web::Path<(String, String)>, pool: web::Data<PgPool>) -> HttpResponse {
    let (question, slug) = path.into_inner();
    let sql = match question.as_str() {
        "nested" => NESTED.to_owned(),
        "one" => ONE.to_owned(),
        "wide" => WIDE.to_owned(),
        "compare" => compared(),
        "figures" => FIGURES.to_owned(),
        _ => LATEST.to_owned(),
    };
    match sqlx::query_scalar::<_, String>(AssertSqlSafe(sql)).bind(slug).fetch_one(pool.get_ref()).await {
        Ok(text) => HttpResponse::Ok().content_type("application/json").body(text),
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(url), Some(port)) = (arguments.next(), arguments.next()) else {
        return Err(std::io::Error::other("usage: by_hand POSTGRES_URL PORT"));
    };
    let pool = PgPoolOptions::new().max_connections(16).connect(&url).await.map_err(std::io::Error::other)?;
    let data = web::Data::new(pool);
    HttpServer::new(move || App::new().app_data(data.clone()).route("/{question}/{slug}", web::get().to(answer)))
        .workers(2)
        .bind(format!("127.0.0.1:{port}"))?
        .run()
        .await
}

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

async fn answer(path: web::Path<(String, String)>, pool: web::Data<PgPool>) -> HttpResponse {
    let (question, slug) = path.into_inner();
    let sql = match question.as_str() {
        "nested" => NESTED,
        "one" => ONE,
        "wide" => WIDE,
        _ => LATEST,
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

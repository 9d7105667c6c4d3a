//! The server: routes, what is allowed from elsewhere, health, and an end that waits for the last answers.

use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use actix_web::{
    App as Actix, HttpRequest, HttpResponse, HttpServer,
    http::{Method, header},
    middleware::{Compress, DefaultHeaders},
    web,
};
use sea_orm::DatabaseConnection;

use super::{answer, ask::Asking, explorer, graphql, request::Media, warm::warm};
use crate::{
    Served,
    error::{Code, Refusal},
    graph::{
        cell::Sort,
        database::{Database, Reading},
    },
    judge::Judge,
    limits::Limits,
    schema, sdl,
};

/// Time that answers under way get when the server is told to stop, in seconds.
const DRAIN_SECONDS: u64 = 10;

/// What a server needs to run.
pub struct Options {
    /// Where it listens: bound already, so that a port in use shows before anything else is done.
    pub listener: TcpListener,
    pub database: DatabaseConnection,
    /// Start of every persistent address, such as `https://folkmoot.example`.
    pub base: String,
    pub limits: Limits,
    /// Threads that answer.
    pub workers: usize,
    /// The search index beside the server; none where it runs without.
    pub search: Option<search::Handle>,
    /// Pages for people, served beside the graph; without them the home page is the explorer.
    pub pages: Option<Pages>,
    /// Paths of pages that the server asks itself for once, with one of each kind that they link to, before it is ready.
    pub first: &'static [&'static str],
    /// What is done once it is ready.
    pub once_ready: Box<dyn FnOnce() + Send>,
}

/// Adds pages to a server. What they show they ask [`Asking`] for, which is given to their handlers as data.
pub type Pages = fn(&mut web::ServiceConfig);

/// What every request sees.
pub struct App {
    pub schema: Served,
    pub judge: Judge,
    pub reading: Reading,
    pub base: Arc<str>,
    pub limits: Limits,
    pub search: Option<search::Handle>,
    /// The threads that answers are made on.
    pub runtime: tokio::runtime::Handle,
    is_ready: AtomicBool,
}

/// A server under way: awaited until it is told to stop.
pub type Server = actix_web::dev::Server;

/// Starts a server, whose answers are made on the threads of the runtime that this is called on. An error says why it
/// could not start.
pub fn serve(options: Options) -> std::io::Result<Server> {
    let Options { listener, database, base, limits, workers, search, pages, first, once_ready } = options;
    let judge = Judge::new(&sdl(), limits).map_err(std::io::Error::other)?;
    let reading = Reading::of(&database).map_err(std::io::Error::other)?;
    let app = web::Data::new(App {
        schema: schema(),
        judge,
        reading,
        base: base.into(),
        limits,
        search,
        runtime: tokio::runtime::Handle::current(),
        is_ready: AtomicBool::new(first.is_empty()),
    });
    let (address, waiting) = (listener.local_addr()?, app.clone());
    let server = HttpServer::new(move || {
        Actix::new()
            .app_data(app.clone())
            .wrap(Compress::default())
            .wrap(
                DefaultHeaders::new()
                    .add((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
                    .add((header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, X-Request-Id"))
                    .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff")),
            )
            .service(
                web::resource("/graphql")
                    .route(web::method(Method::OPTIONS).to(preflight))
                    .route(web::route().to(graphql::graphql)),
            )
            .route("/graphiql", web::get().to(explorer::folder))
            .route("/graphiql", web::head().to(explorer::folder))
            .route("/graphiql/{file:.*}", web::get().to(explorer::file))
            .route("/graphiql/{file:.*}", web::head().to(explorer::file))
            .route("/id/{table}/{id}", web::get().to(record))
            .route("/health/live", web::get().to(live))
            .route("/health/ready", web::get().to(ready))
            .app_data(web::Data::new(Asking::new(app.clone())))
            .configure(pages.unwrap_or(explorer_at_home))
            .default_service(web::to(nothing))
    })
    .workers(workers)
    .shutdown_timeout(DRAIN_SECONDS)
    .h1_allow_half_closed(false)
    .client_request_timeout(Duration::from_millis(limits.request_time_ms))
    .listen(listener)?
    .run();
    waiting.runtime.clone().spawn(async move {
        warm(address, first).await;
        waiting.is_ready.store(true, Ordering::Release);
        once_ready();
    });
    Ok(server)
}

/// Anybody may read from anywhere.
async fn preflight() -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, X-Request-Id, X-Folkmoot-Explain"))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, "86400"))
        .finish()
}

async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("alive\n")
}

/// Ready when the first pages are made and the database answers.
async fn ready(app: web::Data<App>) -> HttpResponse {
    if !app.is_ready.load(Ordering::Acquire) {
        return not_ready("the first pages are being made\n");
    }
    let db = Database::new(app.reading.clone());
    let mut sql = db.sql();
    sql.select();
    sql.push(", COALESCE(max(sequence), 0) FROM change");
    match tokio::time::timeout(Duration::from_secs(2), db.rows(sql, &[Sort::Big])).await {
        Ok(Ok(_)) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"),
        Ok(Err(error)) => {
            tracing::error!(?error, "the database does not answer");
            not_ready(SILENT)
        }
        Err(_) => not_ready(SILENT),
    }
}

const SILENT: &str = "the database does not answer\n";

fn not_ready(why: &'static str) -> HttpResponse {
    HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body(why)
}

/// A persistent address leads to the record as data.
async fn record(path: web::Path<(String, String)>) -> HttpResponse {
    let (_, id) = path.into_inner();
    let id: String = id.chars().filter(|c| c.is_ascii_hexdigit() || *c == '-').take(36).collect();
    let query = format!("/graphql?query=%7B%20node(id%3A%20%22{id}%22)%20%7B%20__typename%20id%20%7D%20%7D");
    HttpResponse::SeeOther().insert_header((header::LOCATION, query)).finish()
}

fn explorer_at_home(pages: &mut web::ServiceConfig) {
    pages.route("/", web::get().to(home));
}

async fn home() -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, "/graphiql/")).finish()
}

async fn nothing(request: HttpRequest) -> HttpResponse {
    let message = format!("Nothing lives at {:.100}; try /graphql or /graphiql.", request.path());
    answer::refusal(Media::Json, &[Refusal::new(Code::NotFound, message)], "-")
}

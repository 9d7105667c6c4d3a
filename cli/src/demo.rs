//! `folkmoot demo`: the shipped facts, served from a fresh database in a temporary folder.

use std::net::TcpListener;

use ingest::{dataset, write::Load};

use crate::{config::Config, database, failure::Failure, link, load, say::say, serve, shipped};

/// Ports tried after the default one.
const TRIES: u16 = 50;

pub async fn run(listen: String) -> Result<(), Failure> {
    serve::log("warn");
    let listener = free(&listen)?;
    let address = listener.local_addr().map_err(|e| Failure::Network(e.to_string()))?;
    let base = format!("http://{address}");
    let folder = tempfile::tempdir().map_err(|e| Failure::Database(format!("no temporary folder to be had: {e}")))?;
    let facts =
        shipped::unpack(folder.path()).map_err(|e| Failure::Database(format!("the facts cannot be unpacked: {e}")))?;
    let config =
        Config { database: format!("sqlite:{}", folder.path().join("demo.db").display()), ..Config::default() };
    let db = database::open(&config, true).await?;
    database::up(&db).await?;
    let load = Load { title: "the shipped facts".into(), dry_run: false };
    let summary = load::write(&db, load, dataset::read(facts)?, None).await?;
    link::after(&config, true).await?;
    let created = summary.all().created;
    let config = Config { base: base.clone(), ..config };
    let ready = move || {
        say!("Folkmoot holds {} records from public papers of English councils.\n", created);
        if port(&listen).is_some_and(|port| port != 0 && port != address.port()) {
            say!("{listen} is in use by another program: {address} is taken instead.\n");
        }
        say!("  Pages     {base}/");
        say!("  Explorer  {base}/graphiql");
        say!("  Guide     {base}/docs");
        say!("  GraphQL   {base}/graphql");
        say!("  Health    {base}/health/ready\n");
        say!("Ask from a terminal:\n");
        say!("  curl {base}/graphql -H 'content-type: application/json' \\");
        say!(
            "    -d '{{\"query\":\"{{ boards(filter: {{name: {{startsWith: \\\"Children and Families\\\"}}}}) {{ nodes {{ name council {{ name }} }} }} }}\"}}'\n"
        );
        say!("Stop with Ctrl-C; the database goes with it.");
    };
    serve::serve(listener, db, &config, Box::new(ready)).await
}

/// The address asked for, or the next free port after it.
fn free(listen: &str) -> Result<TcpListener, Failure> {
    let first = serve::bind(listen);
    let (Err(Failure::Network(_)), Some((host, _)), Some(port)) = (&first, listen.rsplit_once(':'), port(listen))
    else {
        return first;
    };
    (1..TRIES).find_map(|n| serve::bind(&format!("{host}:{}", port.checked_add(n)?)).ok()).map_or(first, Ok)
}

/// The port of an address.
fn port(listen: &str) -> Option<u16> {
    listen.rsplit_once(':').and_then(|(_, port)| port.parse().ok())
}

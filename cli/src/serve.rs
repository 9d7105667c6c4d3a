//! `folkmoot serve`: a database over HTTP.

use std::net::TcpListener;

use sea_orm::DatabaseConnection;
use tracing_subscriber::EnvFilter;

use crate::{config::Config, database, failure::Failure, index, say::say};

pub async fn run(config: Config, listen: Option<String>, no_migrate: bool) -> Result<(), Failure> {
    log("info,sqlx=warn,sea_orm=warn");
    let listen = listen.unwrap_or_else(|| config.listen.clone());
    let listener = bind(&listen)?;
    let db = database::open_to_serve(&config, !no_migrate).await?;
    if no_migrate {
        database::current(&db).await?;
    } else {
        database::up(&db).await?;
    }
    let address = listener.local_addr();
    let ready = move || {
        if let Ok(address) = address {
            say!("Listening on http://{address}");
        }
    };
    serve(listener, db, &config, Box::new(ready)).await
}

/// Serves until told to stop; what is to be said is said once the server is ready.
pub async fn serve(
    listener: TcpListener,
    database: DatabaseConnection,
    config: &Config,
    once_ready: Box<dyn FnOnce() + Send>,
) -> Result<(), Failure> {
    let workers = match config.workers {
        0 => std::thread::available_parallelism().map_or(2, usize::from),
        workers => workers,
    };
    let search = index::folder(config).map(|folder| search::Handle::start(folder, database.clone())).transpose();
    let search = search.map_err(|e| Failure::Config(format!("the search index cannot be kept: {e}")))?;
    let (base, limits) = (config.base.clone(), config.limits);
    let options = api::Options {
        listener,
        database,
        base,
        limits,
        workers,
        search: search.clone(),
        pages: Some(web::pages),
        first: web::FIRST,
        once_ready,
    };
    let server = api::serve(options).map_err(|e| Failure::Network(format!("the server could not start: {e}")))?;
    let served = server.await.map_err(|e| Failure::Network(format!("the server stopped: {e}")));
    if let Some(search) = search {
        search.end().await;
    }
    served
}

/// Takes an address, or says why not.
pub fn bind(listen: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(listen).map_err(|e| match e.kind() {
        std::io::ErrorKind::AddrInUse => Failure::Network(format!("{listen} is in use; choose another with --listen")),
        std::io::ErrorKind::InvalidInput => Failure::Config(format!("{listen:?} is no address such as 127.0.0.1:8600")),
        _ => Failure::Network(format!("cannot listen on {listen}: {e}")),
    })
}

/// The log, on standard error; `RUST_LOG` says how much, else `usual` does.
pub fn log(usual: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_writer(std::io::stderr)
        .with_env_filter(filter)
        .try_init();
}

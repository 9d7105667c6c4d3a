//! `folkmoot import moderngov`.

use std::time::{Duration, Instant};

use clap::Args;
use futures_util::{StreamExt, stream};
use ingest::{
    fetch::{Fetcher, Settings},
    file,
    moderngov::{
        map::Host,
        run::{self, Options, Report},
        target::{self, TargetError},
    },
};
use sea_orm::DatabaseConnection;
use tokio::sync::watch::Receiver;

use super::{Moderngov, show::Show};
use crate::{config::Config, database, failure::Failure, link};

/// Longest pause and longest call, in seconds.
const LONGEST: f64 = 3_600.0;

pub async fn run(config: &Config, given: Moderngov) -> Result<(), Failure> {
    crate::serve::log("warn");
    let settings = settings(config, &given.manner)?;
    if let (Some(from), Some(to)) = (given.from, given.to)
        && from > to
    {
        return Err(Failure::Input(format!("--from must not be after --to: {from} is after {to}")));
    }
    let (db, writer) = database::open_to_import(config).await?;
    if given.dry_run {
        database::current(&db).await?;
    } else {
        database::up(&db).await?;
    }
    let hosts = match given.every {
        true => target::every(&db).await,
        false => target::hosts(&db, &given.councils, given.base.as_deref(), &given.marks).await,
    };
    let hosts = hosts.map_err(failure)?;
    if hosts.is_empty() {
        return Err(Failure::Input("no council here is known to publish with ModernGov: load a register first".into()));
    }
    if given.base.is_some() {
        // An address that cannot be asked is a mistake of whoever gave it, before anything is read.
        for host in &hosts {
            Fetcher::new(&host.base, settings.clone()).map_err(|e| Failure::Input(e.to_string()))?;
        }
    }
    let show = Show::new(given.json);
    if !given.issues.is_empty() {
        super::issue::run(&db, &hosts, &given, &show).await?;
        return if given.dry_run { Ok(()) } else { link::after(config, given.json).await };
    }
    let options = Options {
        today: chrono::Utc::now().with_timezone(&chrono_tz::Europe::London).date_naive(),
        from: given.from,
        to: given.to,
        since_last: given.since_last,
        pages: !given.no_pages,
        again: given.again,
        dry_run: given.dry_run,
    };
    let stop = stop_on_signal();
    let count = hosts.len();
    let reports: Vec<Report> = stream::iter(hosts)
        .map(|host| one((&db, &writer), host, settings.clone(), &options, stop.clone(), &show))
        .buffer_unordered(given.manner.hosts.max(1))
        .collect::<Vec<_>>()
        .await
        .into_iter()
        .collect::<Result<_, Failure>>()?;
    if !given.dry_run {
        file::run::close(&db, &writer).await?;
    }
    let stopped = *stop.borrow();
    if !given.dry_run && !stopped && reports.iter().any(|report| report.created + report.updated + report.deleted > 0) {
        link::after(config, given.json).await?;
    }
    outcome(&reports, count)
}

async fn one(
    db: (&DatabaseConnection, &DatabaseConnection),
    host: Host,
    settings: Settings,
    options: &Options,
    stop: Receiver<bool>,
    show: &Show,
) -> Result<Report, Failure> {
    let began = Instant::now();
    let mut line = show.host(&host);
    let fetcher = match Fetcher::new(&host.base, settings) {
        Ok(fetcher) => fetcher,
        Err(error) => {
            let (outcome, failures) = ("FAILED".into(), vec![error.to_string()]);
            let report = Report { outcome, failed: 1, failures, ..Report::default() };
            line.end(&report, began.elapsed());
            return Ok(report);
        }
    };
    let report = run::read(db, &host, fetcher, options, stop, &mut |event| line.see(&event)).await;
    let report = report.map_err(|e| match e.is_callers() {
        true => Failure::Input(e.to_string()),
        false => Failure::Database(format!("what was written before is kept: {e}")),
    })?;
    line.end(&report, began.elapsed());
    Ok(report)
}

/// How hosts are asked.
#[derive(Args)]
pub struct Manner {
    /// Seconds between two calls to one host.
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0)]
    pub pause: f64,
    /// Seconds that one call may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0)]
    pub timeout: f64,
    /// Hosts that are read at the same time.
    #[arg(long, default_value_t = 4)]
    pub hosts: usize,
}

/// How hosts are read, by the command line and the configuration.
pub(super) fn settings(config: &Config, given: &Manner) -> Result<Settings, Failure> {
    let seconds = |name: &str, value: f64, least: f64| match (least..=LONGEST).contains(&value) {
        true => Ok(Duration::from_secs_f64(value)),
        false => Err(Failure::Input(format!("--{name} must be {least} to {LONGEST} seconds, got {value}"))),
    };
    let contact = match config.contact.as_str() {
        "" => String::new(),
        contact => format!("; {contact}"),
    };
    let agent = format!("folkmoot/{} (reads councils' open data{contact})", env!("CARGO_PKG_VERSION"));
    let pause = seconds("pause", given.pause, 0.0)?;
    Ok(Settings {
        pause,
        timeout: seconds("timeout", given.timeout, 0.1)?,
        // Whoever asks slower also tries again slower; whoever has a stub to ask need not wait.
        retry_pause: pause * 2,
        ..Settings::new(agent)
    })
}

/// Turns true at Ctrl-C or a request to end; the second one ends the program at once.
pub(super) fn stop_on_signal() -> Receiver<bool> {
    let (sender, receiver) = tokio::sync::watch::channel(false);
    tokio::spawn(async move {
        for _ in 0..2 {
            asked_to_stop().await;
            if sender.send_replace(true) {
                break;
            }
        }
        std::process::exit(130)
    });
    receiver
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = ended.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}

/// The worst that came of it.
fn outcome(reports: &[Report], hosts: usize) -> Result<(), Failure> {
    let count = |outcome: &str| reports.iter().filter(|report| report.outcome == outcome).count();
    let of = |n: usize| if hosts == 1 { String::new() } else { format!(" ({n} of {hosts} sources)") };
    match () {
        () if count("INTERRUPTED") > 0 => {
            Err(Failure::Stopped("stopped; what was read is kept, and the same command goes on from here".into()))
        }
        () if count("FAILED") > 0 && count("FAILED") == hosts => {
            Err(Failure::Network("nothing could be read; nothing was written or taken away".into()))
        }
        () if count("BLOCKED") > 0 => {
            let n = of(count("BLOCKED"));
            Err(Failure::Blocked(format!(
                "programs are kept out{n}; try again tomorrow, or ask the council to let you in"
            )))
        }
        () if count("FAILED") + count("PARTLY_FAILED") > 0 => {
            let n = of(count("FAILED") + count("PARTLY_FAILED"));
            Err(Failure::Partly(format!("some of it could not be read{n}; the next run asks for it again")))
        }
        () => Ok(()),
    }
}

pub(super) fn failure(error: TargetError) -> Failure {
    match error {
        TargetError::Database(error) => Failure::Database(error.to_string()),
        error => Failure::Input(error.to_string()),
    }
}

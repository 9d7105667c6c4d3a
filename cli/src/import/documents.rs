//! `folkmoot import documents`.

use std::{
    io::IsTerminal,
    time::{Duration, Instant},
};

use clap::{Args, builder::PossibleValuesParser};
use indicatif::{ProgressBar, ProgressStyle};
use ingest::file::run::{self, Event, Options, Report};
use ingest::moderngov::target;
use serde_json::json;

use super::council::{Manner, failure, settings, stop_on_signal};
use crate::{command::Database, config::Config, database, failure::Failure, link, read::Apart, say::say};

/// Bounds of the time for reading one file, in seconds.
const READING: std::ops::RangeInclusive<f64> = 0.001..=3_600.0;

/// Bytes in a MiB.
const MIB: u64 = 1 << 20;

#[derive(Args)]
pub struct Documents {
    #[command(flatten)]
    pub database: Database,
    /// Only documents of this council, by its slug or by any GSS code that it has or had; may be given several times.
    #[arg(long = "council", value_name = "SLUG|GSS")]
    councils: Vec<String>,
    /// Only documents of this sort; may be given several times.
    #[arg(long = "kind", value_name = "KIND", ignore_case = true, value_parser = kinds())]
    kinds: Vec<String>,
    /// Ask for at most so many files, of the newest documents first.
    #[arg(long, value_name = "N")]
    most: Option<u64>,
    /// Ask also for files that were read before, or could not be.
    #[arg(long)]
    again: bool,
    /// Show which files would be asked for, and ask for none.
    #[arg(long)]
    dry_run: bool,
    /// Say what happens as JSON, one event a line.
    #[arg(long)]
    json: bool,
    /// Largest file that is read, in MiB: 1 to 1024.
    #[arg(long, value_name = "MIB", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=1024))]
    largest: u64,
    /// Seconds that reading one file may take once it is there: 0.001 to 3600.
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0)]
    reading: f64,
    #[command(flatten)]
    manner: Manner,
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(entities::document::KIND.words.iter().map(|word| word.word))
}

pub async fn run(config: &Config, given: Documents) -> Result<(), Failure> {
    crate::serve::log("warn");
    let mut settings = settings(config, &given.manner)?;
    settings.largest = given.largest * MIB;
    if !READING.contains(&given.reading) {
        let (least, most) = (READING.start(), READING.end());
        return Err(Failure::Input(format!("--reading must be {least} to {most} seconds, got {}", given.reading)));
    }
    let (db, writer) = database::open_to_import(config).await?;
    if given.dry_run {
        database::current(&db).await?;
    } else {
        database::up(&db).await?;
    }
    let mut councils = Vec::with_capacity(given.councils.len());
    for named in &given.councils {
        councils.push(target::council(&db, named).await.map_err(failure)?.id);
    }
    let options = Options {
        today: chrono::Utc::now().with_timezone(&chrono_tz::Europe::London).date_naive(),
        councils,
        kinds: given.kinds.iter().map(|kind| kind.to_uppercase()).collect(),
        most: given.most,
        again: given.again,
        hosts: given.manner.hosts,
    };
    if given.dry_run {
        return show_wanted(&db, &options, given.json).await;
    }
    let (began, stop) = (Instant::now(), stop_on_signal());
    let show = Show::new(given.json);
    let reader = Apart { longest: Duration::from_secs_f64(given.reading) };
    let report = run::read((&db, &writer), &settings, &reader, &options, &stop, &|event| show.see(&event)).await;
    show.bar.finish_and_clear();
    let report = report.map_err(Failure::from)?;
    show.end(&report, began.elapsed());
    if report.created + report.updated + report.deleted > 0 && !report.stopped {
        link::after(config, given.json).await?;
    }
    outcome(&report)
}

/// What would be asked for.
async fn show_wanted(db: &sea_orm::DatabaseConnection, options: &Options, json: bool) -> Result<(), Failure> {
    let wanted = run::wanted(db, options).await.map_err(|error| Failure::Database(error.to_string()))?;
    let most = options.most.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
    for document in wanted.iter().take(most) {
        match json {
            true => say!(
                "{}",
                json!({ "event": "wanted", "id": document.id, "title": document.title, "url": document.url })
            ),
            false => say!("{} ({})", document.title, document.url),
        }
    }
    if !json {
        say!("{} would be asked for.", files(wanted.len().min(most) as u64));
    }
    Ok(())
}

fn files(count: u64) -> String {
    format!("{count} {}", if count == 1 { "file" } else { "files" })
}

/// What a reading shows: a bar on a terminal, JSON for programs.
struct Show {
    json: bool,
    terminal: bool,
    bar: ProgressBar,
}

impl Show {
    fn new(json: bool) -> Self {
        let terminal = !json && std::io::stderr().is_terminal();
        let bar = if terminal { ProgressBar::new(0) } else { ProgressBar::hidden() };
        let form = "{bar:24} {pos}/{len} files, {elapsed} gone, {eta} to go; {wide_msg}";
        bar.set_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { json, terminal, bar }
    }

    fn see(&self, event: &Event) {
        match event {
            Event::Begun { wanted } => self.bar.set_length(*wanted),
            Event::Read { title, .. } => {
                self.bar.inc(1);
                self.bar.set_message(title.clone());
            }
            Event::Failed { .. } => self.bar.inc(1),
        }
        if self.json {
            say!(
                "{}",
                match event {
                    Event::Begun { wanted } => json!({ "event": "begun", "wanted": wanted }),
                    Event::Read { title, outcome, pages } =>
                        json!({ "event": "read", "title": title, "outcome": outcome, "pages": pages }),
                    Event::Failed { text } => json!({ "event": "failed", "text": text }),
                }
            );
        } else if let Event::Failed { text } = event {
            match self.terminal {
                true => self.bar.suspend(|| eprintln!("{text}")),
                false => eprintln!("{text}"),
            }
        }
    }

    fn end(&self, report: &Report, took: Duration) {
        let Report { created, updated, deleted, .. } = report;
        let unread = report.unreadable + report.not_there;
        if self.json {
            say!(
                "{}",
                json!({
                    "event": "ended",
                    "wanted": report.wanted,
                    "left": report.left,
                    "read": report.read,
                    "partlyRead": report.partly,
                    "withoutWords": report.without_words,
                    "unreadable": report.unreadable,
                    "notThere": report.not_there,
                    "failed": report.failed,
                    "ruledOut": report.ruled_out,
                    "blockedHosts": report.blocked,
                    "pages": report.pages,
                    "private": report.private,
                    "created": created,
                    "updated": updated,
                    "deleted": deleted,
                    "calls": report.calls,
                    "stopped": report.stopped,
                    "seconds": took.as_secs_f64(),
                })
            );
            return;
        }
        say!("{} read: {} pages with words", files(report.read + report.partly), report.pages);
        say!(
            "  {} without words, such as scans; {unread} cannot be read or are not there; {} may come another time",
            report.without_words,
            report.failed
        );
        say!("  records: {created} new, {updated} changed, {deleted} taken away");
        say!("  {} calls in {:.1} s", report.calls, took.as_secs_f64());
        if report.private > 0 {
            say!("  {} private e-mail addresses and telephone numbers were taken out", report.private);
        }
        if report.ruled_out > 0 {
            say!("  {} ruled out by robots.txt", files(report.ruled_out));
        }
        if report.left > 0 {
            say!("  {} left for the next run", files(report.left));
        }
    }
}

/// The worst that came of it.
fn outcome(report: &Report) -> Result<(), Failure> {
    match () {
        () if report.stopped => {
            Err(Failure::Stopped("stopped; what was read is kept, and the same command goes on from here".into()))
        }
        () if report.blocked > 0 => Err(Failure::Blocked(
            "a host keeps programs out; try again tomorrow, or ask whoever runs it to let you in".into(),
        )),
        () if report.failed > 0 && report.came == 0 => {
            Err(Failure::Network("no file came; the next run asks for them again".into()))
        }
        () if report.failed > 0 => {
            Err(Failure::Partly(format!("{} did not come; the next run asks again", files(report.failed))))
        }
        () => Ok(()),
    }
}

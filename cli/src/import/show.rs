//! What an import shows: bars on a terminal, JSON for programs, and a summary at the end.

use std::{io::IsTerminal, time::Duration};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use ingest::moderngov::{
    map::Host,
    run::{Event, Report},
};
use serde_json::{Value, json};

use crate::say::say;

/// Failures and notes shown of one source.
const SHOWN: usize = 10;

/// What all sources of a run show together.
pub struct Show {
    json: bool,
    bars: MultiProgress,
    terminal: bool,
}

impl Show {
    pub fn new(json: bool) -> Self {
        Self { json, bars: MultiProgress::new(), terminal: !json && std::io::stderr().is_terminal() }
    }

    pub fn json(&self) -> bool {
        self.json
    }

    /// What one source shows.
    pub fn host(&self, host: &Host) -> Line<'_> {
        let bar = if self.terminal { self.bars.add(ProgressBar::new_spinner()) } else { ProgressBar::hidden() };
        bar.set_prefix(host.name.clone());
        bar.enable_steady_tick(Duration::from_millis(200));
        Line { show: self, name: host.name.clone(), bar }
    }
}

/// What one source shows.
pub struct Line<'a> {
    show: &'a Show,
    name: String,
    bar: ProgressBar,
}

impl Line<'_> {
    pub fn see(&mut self, event: &Event) {
        if self.show.json {
            let mut said = told(event);
            said["source"] = self.name.as_str().into();
            say!("{said}");
            return;
        }
        match event {
            Event::Begun { resumed: true, .. } => self.above("takes up a reading that was cut short"),
            Event::Begun { .. } => self.bar.set_message("boards"),
            Event::Boards { .. } => self.bar.set_message("people"),
            Event::People { .. } => self.bar.set_message("meetings"),
            Event::Meetings { to_read, .. } => {
                self.bar.set_length(*to_read);
                let form = "{prefix} {bar:24} {pos}/{len} meetings, {elapsed} gone, {eta} to go; {wide_msg}";
                self.bar.set_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar()));
            }
            Event::Meeting { done, title } => {
                self.bar.set_position(*done);
                self.bar.set_message(title.clone());
            }
            Event::Page { path } => self.bar.set_message(path.clone()),
            Event::Written { .. } => {}
            Event::Note { text } => self.above(text),
            Event::Failed { text } => self.above(&format!("failed: {text}")),
        }
    }

    fn above(&self, text: &str) {
        if self.show.terminal {
            self.bar.suspend(|| eprintln!("{}: {text}", self.name));
        }
    }

    /// The summary.
    pub fn end(self, report: &Report, took: Duration) {
        self.bar.finish_and_clear();
        if self.show.json {
            say!("{}", ended(&self.name, report, took));
            return;
        }
        for change in &report.changes {
            say!("{} {}", change.kind, change.record);
        }
        let would = if report.changes.is_empty() { "" } else { " would be" };
        say!("{}: {}", self.name, in_words(&report.outcome));
        say!(
            "  {} meetings listed, {} passed over, {} answers as before",
            report.listed,
            report.skipped,
            report.unchanged
        );
        let Report { created, updated, deleted, .. } = report;
        say!("  records{would}: {created} new, {updated} changed, {deleted} taken away");
        say!("  {} calls in {:.1} s", report.calls, took.as_secs_f64());
        if report.illegal_characters > 0 {
            say!("  {} characters that XML forbids were taken out", report.illegal_characters);
        }
        if report.private > 0 {
            say!("  {} private e-mail addresses and telephone numbers were taken out of texts", report.private);
        }
        if report.ambiguous > 0 {
            say!("  {} sentences of minutes can be read in two ways: nothing was taken from them", report.ambiguous);
        }
        if report.threads_left > 0 {
            say!("  {} meetings of other times to which issues lead are left for the next run", report.threads_left);
        }
        if report.plans_left > 0 {
            say!("  {} editions of forward plans are left for the next run", report.plans_left);
        }
        list("could not be read", &report.failures, report.failed);
        list("oddities", &report.notes, report.notes.len() as u64);
        if let Some(why) = &report.pages_blocked {
            say!("  pages were left alone: {why}");
        }
    }
}

fn list(what: &str, texts: &[String], all: u64) {
    if all == 0 {
        return;
    }
    say!("  {what}: {all}");
    for text in texts.iter().take(SHOWN) {
        say!("    {text}");
    }
    if let Some(more) = all.checked_sub(SHOWN as u64).filter(|more| *more > 0) {
        say!("    and {more} more");
    }
}

fn in_words(outcome: &str) -> &str {
    match outcome {
        "COMPLETE" => "all was read",
        "PARTLY_FAILED" => "read, but for some of it",
        "INTERRUPTED" => "stopped",
        "BLOCKED" => "it keeps programs out",
        "FAILED" => "nothing could be read",
        other => other,
    }
}

fn told(event: &Event) -> Value {
    match event {
        Event::Begun { base, councils, resumed } => {
            json!({ "event": "begun", "base": base, "councils": councils, "resumed": resumed })
        }
        Event::Boards { boards } => json!({ "event": "boards", "boards": boards }),
        Event::People { people, vacant } => json!({ "event": "people", "people": people, "vacant": vacant }),
        Event::Meetings { listed, to_read } => json!({ "event": "meetings", "listed": listed, "toRead": to_read }),
        Event::Meeting { done, title } => json!({ "event": "meeting", "done": done, "title": title }),
        Event::Page { path } => json!({ "event": "page", "path": path }),
        Event::Written { created, updated, deleted } => {
            json!({ "event": "written", "created": created, "updated": updated, "deleted": deleted })
        }
        Event::Note { text } => json!({ "event": "note", "text": text }),
        Event::Failed { text } => json!({ "event": "failed", "text": text }),
    }
}

fn ended(name: &str, report: &Report, took: Duration) -> Value {
    json!({
        "event": "ended",
        "source": name,
        "outcome": report.outcome,
        "calls": report.calls,
        "listed": report.listed,
        "created": report.created,
        "updated": report.updated,
        "deleted": report.deleted,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "failed": report.failed,
        "failures": report.failures,
        "notes": report.notes,
        "illegalCharacters": report.illegal_characters,
        "ambiguous": report.ambiguous,
        "private": report.private,
        "threadsLeft": report.threads_left,
        "plansLeft": report.plans_left,
        "pagesBlocked": report.pages_blocked,
        "changes": report.changes.iter().map(|c| json!({ "kind": c.kind, "record": c.record })).collect::<Vec<_>>(),
        "seconds": took.as_secs_f64(),
    })
}

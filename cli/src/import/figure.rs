//! What the imports of figures share: what is said of a file, and what is told of it.

use clap::Args;
use ingest::{
    figure::{publication::Publication, release::Dataset, tally::Tally},
    write::{Change, FieldChange, Summary},
};
use serde_json::{Value, json};

use crate::{load, say::say};

/// Who puts most of these files out.
pub const DEPARTMENT: &str = "Department for Education";
/// Terms of use of the publishers whose files these are, where nobody names another.
const LICENCE: &str = "OGL v3";

/// What whoever imports a file knows of it.
#[derive(Args, Clone)]
pub struct Terms {
    /// Day on which the file was put out: YYYY, YYYY-MM or YYYY-MM-DD. Not known if left out.
    #[arg(long, value_name = "DATE", value_parser = partial_date)]
    pub published: Option<String>,
    /// Day on which the file was fetched. Not known if left out.
    #[arg(long, value_name = "DATE", value_parser = partial_date)]
    pub retrieved: Option<String>,
    /// Address of the page where the file is put out.
    #[arg(long, value_parser = address)]
    pub url: Option<String>,
    /// Who puts the file out.
    #[arg(long, value_name = "TEXT")]
    pub publisher: Option<String>,
    /// Terms of use; `OGL v3`, those of the usual publisher, if neither they nor a publisher are given.
    #[arg(long, value_name = "TEXT")]
    pub licence: Option<String>,
    /// What the file is called; its name if left out.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

impl Terms {
    /// A dataset with this slug, and with this title and publisher where no others are given.
    pub fn dataset(&self, slug: String, title: &str, publisher: &str) -> Dataset {
        Dataset {
            slug,
            title: self.title.as_deref().unwrap_or(title).to_owned(),
            publisher: Some(self.publisher.as_deref().unwrap_or(publisher).to_owned()),
            url: self.url.clone(),
            licence: self.licence(),
        }
    }

    /// A file that is no release of a dataset, with this title and publisher where no others are given.
    pub fn publication(&self, title: &str, publisher: &str) -> Publication {
        Publication {
            title: self.title.as_deref().unwrap_or(title).to_owned(),
            publisher: Some(self.publisher.as_deref().unwrap_or(publisher).to_owned()),
            url: self.url.clone(),
            licence: self.licence(),
            published_on: self.published.clone(),
            retrieved_on: self.retrieved.clone(),
        }
    }

    /// Terms of use: of another publisher none are known that nobody tells.
    fn licence(&self) -> Option<String> {
        let usual = self.publisher.is_none().then(|| LICENCE.to_owned());
        self.licence.clone().or(usual)
    }
}

fn partial_date(text: &str) -> Result<String, String> {
    let day = entities::partial_date::is_valid(text) && !text.contains('/');
    if day { Ok(text.to_owned()) } else { Err("a date is YYYY, YYYY-MM or YYYY-MM-DD".into()) }
}

fn address(text: &str) -> Result<String, String> {
    let web = text.starts_with("https://") || text.starts_with("http://");
    if web { Ok(text.to_owned()) } else { Err("an address begins with https:// or http://".into()) }
}

/// Tells people what a file holds.
pub fn tell(file: &str, tally: &Tally) {
    let (rows, columns, all) = (tally.rows, tally.indicators, tally.observations());
    say!("{file}: rows {rows}, columns of figures {columns}, observations {all}, with a value {}", tally.values);
    let statuses: Vec<String> = tally.statuses().map(|(status, count)| format!("{count} {status}")).collect();
    say!("  {}", statuses.join(", "));
}

/// Tells machines what a file holds.
pub fn tell_machines(file: &str, tally: &Tally) {
    let statuses: serde_json::Map<String, Value> =
        tally.statuses().map(|(status, count)| (status.to_owned(), count.into())).collect();
    let file = json!({
        "name": file,
        "rows": tally.rows,
        "indicators": tally.indicators,
        "observations": tally.observations(),
        "values": tally.values,
        "statuses": statuses,
    });
    say!("{}", json!({ "file": file }));
}

/// Tells what a load did, or would do.
pub fn finish(summary: &Summary, dry_run: bool, as_json: bool) {
    if !as_json {
        load::tell(summary, dry_run);
        return;
    }
    for Change { kind, record, fields } in &summary.changes {
        let field = |f: &FieldChange| json!({ "field": f.field, "old": f.old, "new": f.new });
        let fields: Vec<_> = fields.iter().map(field).collect();
        say!("{}", json!({ "change": { "kind": kind, "record": record, "fields": fields } }));
    }
    let all = summary.all();
    let summary = json!({
        "dry_run": dry_run,
        "read": all.read,
        "created": all.created,
        "updated": all.updated,
        "deleted": all.deleted,
        "unchanged": all.unchanged,
    });
    say!("{}", json!({ "summary": summary }));
}

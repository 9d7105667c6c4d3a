//! `folkmoot generate`: made-up records, for load tests.

use std::time::Instant;

use ingest::{generate, write::Load};

use crate::{command, config::Config, database, failure::Failure, load, say::say};

pub async fn run(config: &Config, plan: command::Plan) -> Result<(), Failure> {
    let db = database::open(config, true).await?;
    database::up(&db).await?;
    let command::Plan { councils, boards, meetings, items, indicators } = plan;
    let plan = generate::Plan { councils, boards, meetings, items, indicators };
    let before = database::size(&db).await?;
    let began = Instant::now();
    let title = "folkmoot generate: synthetic records".into();
    let summary =
        load::write(&db, Load { title, dry_run: false }, generate::records(plan), Some(plan.records())).await?;
    let (all, seconds) = (summary.all(), began.elapsed().as_secs_f64());
    say!(
        "{} synthetic records read, {} written, in {seconds:.1} s: {:.0} a second.",
        all.read,
        all.created + all.updated,
        all.read as f64 / seconds
    );
    let grown = database::size(&db).await?.saturating_sub(before);
    if let Some(each) = grown.checked_div(all.created) {
        say!("The database grew by {each} bytes a record, envelope and indexes included.");
    }
    Ok(())
}

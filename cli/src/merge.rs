//! `folkmoot merge` and `folkmoot unmerge`: what people decide about doubles, kept in a dataset.

use std::path::Path;

use entities::{Table, merged};
use ingest::{
    dataset, held, id,
    record::Removal,
    write::{Load, Summary},
};
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{command::Kind, config::Config, curated::Curated, database, failure::Failure, link, load, say::say};

/// A record that somebody named.
struct Named {
    id: Uuid,
    slug: String,
}

pub async fn merge(
    config: &Config,
    kind: Kind,
    duplicate: &str,
    into: &str,
    because: &str,
    file: &Path,
) -> Result<(), Failure> {
    if because.trim().is_empty() {
        return Err(Failure::Input("say with --because why they are one".into()));
    }
    let table = kind.table();
    let db = database::open_to_write(config, false).await?;
    let (duplicate, into) = (record(&db, table, duplicate).await?, record(&db, table, into).await?);
    if duplicate.id == into.id {
        let message = format!("{} {} cannot be merged into itself", table.name, into.slug);
        return Err(Failure::Input(message));
    }
    // What a dataset wrote is pointed to by its key, what was imported by its id.
    let is_keyed = id::of_key(table.name, &into.slug) == into.id;
    let reference = if is_keyed { into.slug.clone() } else { id::reference(into.id) };
    let day = chrono::Utc::now().date_naive().to_string();
    let mut curated = Curated::open(file)?;
    curated.add(table.name, &duplicate.slug, &reference, because.trim(), &day)?;
    curated.write()?;
    let title = format!("folkmoot merge {} {} {}", table.name, duplicate.slug, into.slug);
    let summary = match dataset::read(file) {
        Ok(records) => load::write(&db, Load { title, dry_run: false }, records, None).await,
        Err(error) => Err(error.into()),
    };
    let summary = kept(&curated, summary)?;
    say!("{} {} is merged into {}; {} holds the decision.", table.name, duplicate.slug, into.slug, file.display());
    load::tell(&summary, false);
    link::after(config, false).await
}

pub async fn unmerge(config: &Config, kind: Kind, duplicate: &str, file: &Path) -> Result<(), Failure> {
    let table = kind.table();
    let db = database::open_to_write(config, false).await?;
    let gone = merged_as(&db, table, duplicate).await?;
    let mut names = vec![duplicate.to_string()];
    names.extend(gone.iter().flat_map(|gone| [gone.slug.clone(), gone.record_id.to_string()]));
    let mut curated = Curated::open(file)?;
    let Some(merge) = curated.merges(table.name).into_iter().find(|merge| names.contains(&merge.duplicate)) else {
        let message = match gone {
            Some(gone) => format!(
                "{} {} was not merged by {}: take the `merge` record away where it stands",
                table.name,
                gone.slug,
                file.display()
            ),
            None => format!("no {} `{duplicate}` was merged", table.name),
        };
        return Err(Failure::Input(message));
    };
    curated.remove(&merge)?;
    curated.write()?;
    let removal = Removal { table: &entities::merge::TABLE, id: id::of_key("merge", &merge.key), origin: None };
    let title = format!("folkmoot unmerge {} {}", table.name, merge.duplicate);
    let summary = load::write(&db, Load { title, dry_run: false }, [Ok(removal)].into_iter(), None).await;
    let summary = kept(&curated, summary)?;
    match gone {
        Some(gone) => say!("{} {} is a record of its own again.", table.name, gone.slug),
        None => say!("The merge of {} {} is taken out of {}.", table.name, merge.duplicate, file.display()),
    }
    load::tell(&summary, false);
    link::after(config, false).await
}

/// What a load did; if it failed, the file is put back as it was.
fn kept(curated: &Curated, done: Result<Summary, Failure>) -> Result<Summary, Failure> {
    if done.is_err() {
        curated.restore()?;
    }
    done
}

/// The record of a table with this path-safe name or id.
async fn record(db: &DatabaseConnection, table: &'static Table, called: &str) -> Result<Named, Failure> {
    let by_slug = held::by_column(db, table, "slug", &[called.to_string()]).await.map_err(unread)?;
    if let Some(id) = by_slug.get(called).and_then(|ids| ids.first()) {
        return Ok(Named { id: *id, slug: called.into() });
    }
    if let Ok(id) = called.parse::<Uuid>()
        && let Some(slug) = held::slugs_of(db, table, &[id]).await.map_err(unread)?.remove(&id)
    {
        return Ok(Named { id, slug });
    }
    let Some(gone) = merged_as(db, table, called).await? else {
        return Err(Failure::Input(format!("there is no {} `{called}`", table.name)));
    };
    let into = held::slugs_of(db, table, &[gone.into_id]).await.map_err(unread)?.remove(&gone.into_id);
    let into = into.unwrap_or_else(|| gone.into_id.to_string());
    Err(Failure::Input(format!("{} {} is merged into {into} already", table.name, gone.slug)))
}

/// Where the duplicate with this path-safe name or id went, if it was merged.
async fn merged_as(
    db: &DatabaseConnection,
    table: &'static Table,
    called: &str,
) -> Result<Option<merged::Model>, Failure> {
    let mut named = Condition::any().add(merged::Column::Slug.eq(called));
    if let Ok(id) = called.parse::<Uuid>() {
        named = named.add(merged::Column::RecordId.eq(id));
    }
    let found = merged::Entity::find().filter(merged::Column::RecordType.eq(table.name)).filter(named);
    found.one(db).await.map_err(unread)
}

fn unread(error: DbErr) -> Failure {
    Failure::Database(format!("the records cannot be read: {error}"))
}

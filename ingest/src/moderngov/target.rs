//! Which installations to read for which councils.

use std::collections::BTreeMap;

use entities::{council, link, source};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::map::{Council, Host};
use crate::held;
use crate::register::system::{committee_system_id, committee_system_name};

/// Why a council cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TargetError {
    #[error("no council here has the slug or the GSS code `{0}`: load a register or a dataset that has it first")]
    NoCouncil(String),
    #[error("`{value}` has been the code of {count} councils: name one by its slug")]
    Several { value: String, count: usize },
    #[error("nothing here says where {0} publishes by ModernGov: give its address with --base")]
    NoBase(String),
    #[error("{0} publishes by several installations: give the address of one with --base")]
    SeveralBases(String),
    #[error("--base needs exactly one --council, or the councils that share it")]
    BaseWithoutCouncil,
    #[error("the mark `{0}` must be TEXT=COUNCIL, and the council one of those that share the installation")]
    BadMark(String),
    #[error("the database failed: {0}")]
    Database(#[from] DbErr),
}

/// The council with this slug or GSS code, past or present.
///
/// # Errors
/// There is none, or there are several.
pub async fn council(db: &DatabaseConnection, named: &str) -> Result<council::Model, TargetError> {
    let by_slug = council::Entity::find().filter(council::Column::Slug.eq(named)).one(db).await?;
    if let Some(council) = by_slug {
        return Ok(council);
    }
    let missing = || TargetError::NoCouncil(named.into());
    let mut ids = held::by_identifier(db, &council::TABLE, "gss", &[named.to_uppercase()]).await?;
    match ids.remove(&named.to_uppercase()).unwrap_or_default().as_slice() {
        [] => Err(missing()),
        [id] => council::Entity::find_by_id(*id).one(db).await?.ok_or_else(missing),
        several => Err(TargetError::Several { value: named.into(), count: several.len() }),
    }
}

/// The installations of these councils, each once: where a register or somebody else says that they publish or, if
/// given, the one at this address. Marks are written `TEXT=COUNCIL`.
pub async fn hosts(
    db: &DatabaseConnection,
    named: &[String],
    base: Option<&str>,
    marks: &[String],
) -> Result<Vec<Host>, TargetError> {
    let mut hosts: BTreeMap<Uuid, Host> = BTreeMap::new();
    let mut wanted = Vec::with_capacity(named.len());
    for named in named {
        wanted.push(council(db, named).await?);
    }
    if let Some(base) = base {
        if wanted.is_empty() {
            return Err(TargetError::BaseWithoutCouncil);
        }
        let id = committee_system_id(base);
        let mut host = host(db, id, base).await?;
        for council in wanted {
            if !host.councils.iter().any(|c| c.id == council.id) {
                host.councils.push(brief(council));
            }
        }
        hosts.insert(id, host);
    } else {
        for council in wanted {
            let sources = publishing(db, Some(council.id)).await?;
            match sources.as_slice() {
                [] => return Err(TargetError::NoBase(council.name)),
                [(id, url)] => {
                    let host = host(db, *id, url).await?;
                    hosts.insert(*id, host);
                }
                _ => return Err(TargetError::SeveralBases(council.name)),
            }
        }
    }
    let mut hosts: Vec<Host> = hosts.into_values().collect();
    for mark in marks {
        let bad = || TargetError::BadMark(mark.clone());
        let (text, slug) = mark.split_once('=').filter(|(text, _)| !text.is_empty()).ok_or_else(bad)?;
        let mut known = false;
        for host in &mut hosts {
            if let Some(place) = host.councils.iter().position(|c| c.slug == slug) {
                host.marks.push((text.to_string(), place));
                known = true;
            }
        }
        if !known {
            return Err(bad());
        }
    }
    Ok(hosts)
}

/// Every installation that is known, each with its councils.
pub async fn every(db: &DatabaseConnection) -> Result<Vec<Host>, TargetError> {
    let mut hosts = Vec::new();
    for (id, url) in publishing(db, None).await? {
        let host = host(db, id, &url).await?;
        if !host.councils.is_empty() {
            hosts.push(host);
        }
    }
    Ok(hosts)
}

/// ModernGov installations with an address, of a council or of any.
async fn publishing(db: &DatabaseConnection, council: Option<Uuid>) -> Result<Vec<(Uuid, String)>, DbErr> {
    let mut query = source::Entity::find()
        .select_only()
        .columns([source::Column::Id, source::Column::Url])
        .filter(source::Column::System.eq("MODERNGOV"))
        .filter(source::Column::Url.is_not_null())
        .order_by_asc(source::Column::Url);
    if let Some(council) = council {
        let mut pointing = link::Entity::find()
            .select_only()
            .column(link::Column::FromId)
            .filter(link::Column::Role.eq("PUBLISHES"))
            .filter(link::Column::ToId.eq(council));
        query = query.filter(source::Column::Id.in_subquery(QuerySelect::query(&mut pointing).take()));
    }
    let rows: Vec<(Uuid, Option<String>)> = query.into_tuple().all(db).await?;
    Ok(rows.into_iter().filter_map(|(id, url)| Some((id, url?))).collect())
}

/// An installation with the councils that it is known to publish for.
async fn host(db: &DatabaseConnection, source: Uuid, base: &str) -> Result<Host, DbErr> {
    let ids: Vec<Uuid> = link::Entity::find()
        .select_only()
        .column(link::Column::ToId)
        .filter(link::Column::FromId.eq(source))
        .filter(link::Column::Role.eq("PUBLISHES"))
        .order_by_asc(link::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    let councils = council::Entity::find().filter(council::Column::Id.is_in(ids)).order_by_asc(council::Column::Slug);
    let councils = councils.all(db).await?;
    // An installation outlives councils that were merged: these have nothing new to publish.
    let today = chrono::Utc::now().date_naive().to_string();
    let living = |council: &&council::Model| council.valid_to.as_ref().is_none_or(|last| *last >= today);
    let any_lives = councils.iter().any(|council| living(&council));
    let councils = councils.into_iter().filter(|council| !any_lives || living(&council)).map(brief).collect();
    let base = base.trim().trim_end_matches('/');
    let base = if base.contains("://") { base.to_string() } else { format!("https://{base}") };
    Ok(Host { name: committee_system_name(&base), base, source, councils, marks: Vec::new() })
}

fn brief(council: council::Model) -> Council {
    Council { id: council.id, slug: council.slug, name: council.name, area: council.area_id }
}

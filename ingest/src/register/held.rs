//! What of a register the database holds already, under whatever ids.

use std::collections::{HashMap, HashSet};

use entities::{Table, area, council};
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use super::authority::Authority;
use super::{Register, place, slug};
use crate::error::{Error, Fault};
use crate::held::{by_column, by_identifier, slugs_of};
use crate::id;

/// What the database holds already of a register.
#[derive(Debug, Default)]
pub struct Held {
    /// Ids of councils by the register's code.
    councils: HashMap<String, Uuid>,
    /// Ids of areas by the id that they would have otherwise.
    areas: HashMap<Uuid, Uuid>,
    /// Slugs of those.
    slugs: HashMap<Uuid, String>,
    /// Councils by slug, among those slugs that the register could give.
    pub(super) council_slugs: HashMap<String, Uuid>,
    /// Areas by slug, likewise.
    pub(super) area_slugs: HashMap<String, Uuid>,
}

/// The id of an authority's council, unless the database holds it under another.
pub(super) fn council_id(code: &str) -> Uuid {
    id::of("local-authority-code", code)
}

/// The id of an authority's area, unless the database holds it under another.
pub(super) fn area_id(code: &str) -> Uuid {
    id::of("local-authority-area", code)
}

impl Held {
    /// Looks a register up. A council is known by its code, else by a present or former code of the Office for National
    /// Statistics; an area by such a code, a nation or region also by its slug. Two rows that meet in one record are an
    /// error, as are two records that one row could be.
    pub async fn look_up(db: &DatabaseConnection, register: &Register) -> Result<Self, Error> {
        let mut held = Self::default();
        held.find_councils(db, register).await?;
        held.find_areas(db, register).await?;
        let mut wanted: Vec<String> = place::all().map(|p| p.slug.to_owned()).collect();
        wanted.extend(register.authorities.iter().flat_map(slug::candidates));
        let by_slug = async |table: &Table| -> Result<HashMap<String, Uuid>, Error> {
            let found = by_column(db, table, "slug", &wanted).await?;
            Ok(found.into_iter().filter_map(|(slug, ids)| Some((slug, *ids.first()?))).collect())
        };
        held.council_slugs = by_slug(&council::TABLE).await?;
        held.area_slugs = by_slug(&area::TABLE).await?;
        let councils: Vec<Uuid> = held.councils.values().copied().collect();
        let areas: Vec<Uuid> = held.areas.values().copied().collect();
        held.slugs = slugs_of(db, &council::TABLE, &councils).await?;
        held.slugs.extend(slugs_of(db, &area::TABLE, &areas).await?);
        Ok(held)
    }

    /// How many of the register's councils the database holds from elsewhere.
    pub fn joined(&self) -> usize {
        self.councils.iter().filter(|(code, id)| **id != council_id(code)).count()
    }

    /// The id of an authority's council, and whether it is somebody else's.
    pub(super) fn council(&self, code: &str) -> (Uuid, bool) {
        let own = council_id(code);
        let id = self.councils.get(code).copied().unwrap_or(own);
        (id, id != own)
    }

    /// The id of an area that would have this one, and whether it is somebody else's.
    pub(super) fn area(&self, own: Uuid) -> (Uuid, bool) {
        let id = self.areas.get(&own).copied().unwrap_or(own);
        (id, id != own)
    }

    /// The slug of a record that is there.
    pub(super) fn slug(&self, id: Uuid) -> Option<&str> {
        self.slugs.get(&id).map(String::as_str)
    }

    async fn find_councils(&mut self, db: &DatabaseConnection, register: &Register) -> Result<(), Error> {
        let codes: Vec<String> = register.authorities.iter().map(|a| a.code.clone()).collect();
        let gss: Vec<String> = register.authorities.iter().flat_map(every_gss).cloned().collect();
        let by_code = by_identifier(db, &council::TABLE, "local-authority-code", &codes).await?;
        let by_gss = by_identifier(db, &council::TABLE, "gss", &gss).await?;
        let mut met = HashMap::new();
        for authority in &register.authorities {
            let ids = match by_code.get(&authority.code) {
                Some(ids) => ids.clone(),
                None => every_gss(authority).filter_map(|code| by_gss.get(code)).flatten().copied().collect(),
            };
            if let Some(id) = only(register, authority, "council", ids)? {
                meet(register, authority, "council", id, &mut met)?;
                self.councils.insert(authority.code.clone(), id);
            }
        }
        Ok(())
    }

    async fn find_areas(&mut self, db: &DatabaseConnection, register: &Register) -> Result<(), Error> {
        let mut gss: Vec<String> = register.authorities.iter().flat_map(every_gss).cloned().collect();
        gss.extend(place::all().map(|p| p.gss.to_owned()));
        let by_gss = by_column(db, &area::TABLE, "gss_code", &gss).await?;
        let slugs: Vec<String> = place::all().map(|p| p.slug.to_owned()).collect();
        let by_slug = by_column(db, &area::TABLE, "slug", &slugs).await?;
        for place in place::all() {
            let ids = by_gss.get(place.gss).or_else(|| by_slug.get(place.slug));
            if let Some(id) = ids.and_then(|ids| ids.first()) {
                self.areas.insert(place.id(), *id);
            }
        }
        let mut met = HashMap::new();
        for authority in &register.authorities {
            let ids = every_gss(authority).find_map(|code| by_gss.get(code)).cloned().unwrap_or_default();
            if let Some(id) = only(register, authority, "area", ids)? {
                meet(register, authority, "area", id, &mut met)?;
                self.areas.insert(area_id(&authority.code), id);
            }
        }
        Ok(())
    }
}

/// The present code, then the former ones.
fn every_gss(authority: &Authority) -> impl Iterator<Item = &String> {
    authority.gss.iter().chain(&authority.former_gss)
}

/// The one record that an authority is; none if none.
fn only(register: &Register, authority: &Authority, what: &str, ids: Vec<Uuid>) -> Result<Option<Uuid>, Error> {
    let ids: HashSet<Uuid> = ids.into_iter().collect();
    match ids.len() {
        0 | 1 => Ok(ids.into_iter().next()),
        _ => {
            let mut ids: Vec<String> = ids.iter().map(Uuid::to_string).collect();
            ids.sort_unstable();
            Err(conflict(register, authority, format!("it could be any {what} of {}", ids.join(", "))))
        }
    }
}

/// Notes that a row is a record, unless another row is it already.
fn meet(
    register: &Register,
    authority: &Authority,
    what: &str,
    id: Uuid,
    met: &mut HashMap<Uuid, String>,
) -> Result<(), Error> {
    match met.insert(id, authority.code.clone()) {
        None => Ok(()),
        Some(other) => Err(conflict(register, authority, format!("it is the {what} {id}, and so is {other}"))),
    }
}

fn conflict(register: &Register, authority: &Authority, problem: String) -> Error {
    Error::Conflict(Box::new(Fault {
        place: Some((register.file.clone(), authority.line)),
        record: Some(authority.code.clone()),
        field: None,
        problem,
    }))
}

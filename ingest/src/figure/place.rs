//! The councils and areas that figures are for, by the codes that files know them by.

use std::collections::{HashMap, HashSet};

use chrono::{Days, Months, NaiveDate};
use entities::{area, identifier, link};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::id;
use crate::record::{Citation, Link, Record};
use crate::register::place as register;

/// What a figure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A council, by its id.
    Council(Uuid),
    /// An area that is no council's, by its id.
    Area(Uuid),
}

impl Place {
    /// The id of the council or area.
    pub fn id(self) -> Uuid {
        match self {
            Place::Council(id) | Place::Area(id) => id,
        }
    }
}

/// Parts of London, for which figures are given beside those of the region.
static PARTS: &[register::Place] = &[
    register::Place { name: "Inner London", slug: "inner-london", gss: "E13000001", kind: "PART_OF_REGION" },
    register::Place { name: "Outer London", slug: "outer-london", gss: "E13000002", kind: "PART_OF_REGION" },
];
/// The code of the region that those are parts of.
const LONDON: &str = "E12000007";

/// Areas that the Department for Education gives numbers, too: the number and the code.
const NUMBERED: &[(&str, &str)] = &[
    ("970", "E92000001"),
    ("980", "E12000001"),
    ("981", "E12000002"),
    ("982", "E12000003"),
    ("983", "E12000004"),
    ("984", "E12000005"),
    ("985", "E12000006"),
    ("986", "E12000007"),
    ("987", "E13000001"),
    ("988", "E13000002"),
    ("989", "E12000008"),
    ("990", "E12000009"),
];

/// A council that has a code for a time; both days included.
#[derive(Clone, Copy, Debug)]
struct Bearer {
    council: Uuid,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// The councils and areas of a database, and the areas that a file adds.
#[derive(Debug, Default)]
pub struct Places {
    gss: HashMap<String, Vec<Bearer>>,
    dfe: HashMap<String, Vec<Bearer>>,
    /// Slugs of councils.
    slugs: HashMap<Uuid, String>,
    /// Nations, regions and parts of regions by code.
    areas: HashMap<String, Uuid>,
    /// Groups by the councils in them, in the order of their ids.
    groups: HashMap<Vec<Uuid>, Uuid>,
    /// Slugs of areas.
    taken: HashSet<String>,
    new: Vec<Record>,
}

impl Places {
    /// Reads what the database holds: codes and slugs of all councils, and all areas.
    pub async fn read(db: &DatabaseConnection) -> Result<Self, DbErr> {
        let mut places = Self::default();
        let names = identifier::Entity::find()
            .filter(identifier::Column::RecordType.eq("council"))
            .filter(identifier::Column::Scheme.is_in(["gss", "dfe"]))
            .all(db)
            .await?;
        for name in names {
            let from = name.valid_from.as_deref().and_then(days).map(|(first, _)| first);
            let to = name.valid_to.as_deref().and_then(days).map(|(_, last)| last);
            let scheme = if name.scheme == "gss" { &mut places.gss } else { &mut places.dfe };
            scheme.entry(name.value).or_default().push(Bearer { council: name.record_id, from, to });
        }
        for row in db.query_all(&Query::select().columns(["id", "slug"]).from("council").to_owned()).await? {
            places.slugs.insert(row.try_get("", "id")?, row.try_get("", "slug")?);
        }
        places.read_areas(db).await?;
        Ok(places)
    }

    async fn read_areas(&mut self, db: &DatabaseConnection) -> Result<(), DbErr> {
        let query = Query::select().columns(["id", "slug", "kind", "gss_code"]).from("area").to_owned();
        let mut by_slug: HashMap<String, Uuid> = HashMap::new();
        for row in db.query_all(&query).await? {
            let (id, slug, kind): (Uuid, String, String) =
                (row.try_get("", "id")?, row.try_get("", "slug")?, row.try_get("", "kind")?);
            if matches!(kind.as_str(), "NATION" | "REGION" | "PART_OF_REGION") {
                by_slug.insert(slug.clone(), id);
                if let Some(code) = row.try_get::<Option<String>>("", "gss_code")? {
                    self.areas.insert(code, id);
                }
            }
            self.taken.insert(slug);
        }
        for place in known() {
            if let Some(id) = by_slug.get(place.slug) {
                self.areas.entry(place.gss.to_owned()).or_insert(*id);
            }
        }
        let groups = Query::select().column("id").from("area").and_where(area::Column::Kind.eq("GROUP")).to_owned();
        let links = link::Entity::find()
            .filter(link::Column::Role.eq("INCLUDES"))
            .filter(link::Column::FromId.in_subquery(groups))
            .all(db)
            .await?;
        let mut groups: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
        links.into_iter().for_each(|link| groups.entry(link.from_id).or_default().push(link.to_id));
        self.groups = groups.into_iter().map(|(group, councils)| (in_order(&councils), group)).collect();
        Ok(())
    }

    /// The council that has or had this code of the Office for National Statistics, else the nation, region or part of
    /// a region that has it. Of several councils, the one that had it on that day; with no day, the one that has it
    /// now.
    pub fn by_gss(&self, code: &str, on: Option<NaiveDate>) -> Option<Place> {
        bearer(&self.gss, code, on).or_else(|| self.areas.get(code).map(|id| Place::Area(*id)))
    }

    /// The council that has or had this number of the Department for Education, else the nation, region or part of a
    /// region that has it. A successor can take a number over: of several councils, the one that had it on that day;
    /// with no day, the one that has it now.
    pub fn by_dfe(&self, number: &str, on: Option<NaiveDate>) -> Option<Place> {
        let area = || Some(Place::Area(*self.areas.get(NUMBERED.iter().find(|(n, _)| *n == number)?.1)?));
        bearer(&self.dfe, number, on).or_else(area)
    }

    /// England, a region, or a part of London, by its code or by its number of the Department for Education; none if it
    /// is none of these. One that the database does not hold is added, with what it lies in.
    pub fn area(&mut self, code: &str, citations: &[Citation]) -> Option<Place> {
        let gss = NUMBERED.iter().find(|(number, _)| *number == code).map_or(code, |(_, gss)| gss);
        if let Some(id) = self.areas.get(gss) {
            return Some(Place::Area(*id));
        }
        let place = known().find(|place| place.gss == gss)?;
        let parent = match place.kind {
            "REGION" => self.area(register::ENGLAND.gss, citations),
            "PART_OF_REGION" => self.area(LONDON, citations),
            _ => None,
        };
        let id = place.id();
        let mut slug = place.slug.to_owned();
        if self.taken.contains(&slug) {
            slug = format!("{slug}-{}", place.gss.to_lowercase());
        }
        let mut record = Record::new(&area::TABLE, id)
            .with("slug", slug.as_str())
            .with("name", place.name)
            .with("kind", place.kind)
            .with("gss_code", place.gss)
            .with("parent_id", parent.map(Place::id));
        record.citations = citations.to_vec();
        self.new.push(record);
        self.taken.insert(slug);
        self.areas.insert(gss.to_owned(), id);
        Some(Place::Area(id))
    }

    /// The area of several councils together, in whatever order; added with this name if the database does not hold it.
    pub fn group(&mut self, councils: &[Uuid], name: &str, citations: &[Citation]) -> Place {
        let key = in_order(councils);
        if let Some(id) = self.groups.get(&key) {
            return Place::Area(*id);
        }
        let written: Vec<String> = key.iter().map(Uuid::to_string).collect();
        let id = id::of("area-group", &written.join("\n"));
        let slugs: Vec<&str> = councils.iter().filter_map(|id| self.slugs.get(id)).map(String::as_str).collect();
        let mut slug = slugs.join("-and-");
        if slug.is_empty() || self.taken.contains(&slug) {
            slug = format!("group-{}", id.simple());
        }
        let mut record =
            Record::new(&area::TABLE, id).with("slug", slug.as_str()).with("name", name).with("kind", "GROUP");
        let include = |to: &Uuid| Link { role: "INCLUDES", to: *to, certainty: "STATED" };
        record.links = key.iter().map(include).collect();
        record.citations = citations.to_vec();
        self.new.push(record);
        self.taken.insert(slug);
        self.groups.insert(key, id);
        Place::Area(id)
    }

    /// The areas that were added since this was last asked, each after what it lies in.
    pub fn take_new(&mut self) -> Vec<Record> {
        std::mem::take(&mut self.new)
    }
}

/// The areas that figures are given for and that are no council's.
fn known() -> impl Iterator<Item = &'static register::Place> {
    register::all().chain(PARTS)
}

fn in_order(councils: &[Uuid]) -> Vec<Uuid> {
    let mut councils = councils.to_vec();
    councils.sort_unstable();
    councils.dedup();
    councils
}

/// The council that a code means on a day. A code that only one council ever had means that one on any day.
fn bearer(codes: &HashMap<String, Vec<Bearer>>, code: &str, on: Option<NaiveDate>) -> Option<Place> {
    let bearers = codes.get(code)?;
    let only = |bearers: &[Bearer]| {
        let first = bearers.first()?.council;
        bearers.iter().all(|b| b.council == first).then_some(Place::Council(first))
    };
    only(bearers).or_else(|| {
        let then = |b: &&Bearer| match on {
            Some(day) => b.from.is_none_or(|from| from <= day) && b.to.is_none_or(|to| day <= to),
            None => b.to.is_none(),
        };
        let then: Vec<Bearer> = bearers.iter().filter(then).copied().collect();
        only(&then)
    })
}

/// The first and the last day that a partial date can mean.
fn days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (from, to) = text.split_once('/').unwrap_or((text, text));
    let first = |text: &str| match text.trim_end_matches('~') {
        year if year.len() == 4 => Some((NaiveDate::parse_from_str(&format!("{year}-01-01"), "%F").ok()?, 12)),
        month if month.len() == 7 => Some((NaiveDate::parse_from_str(&format!("{month}-01"), "%F").ok()?, 1)),
        day => Some((NaiveDate::parse_from_str(day, "%F").ok()?, 0)),
    };
    let ((from, _), (to, months)) = (first(from)?, first(to)?);
    let last =
        if months == 0 { to } else { to.checked_add_months(Months::new(months))?.checked_sub_days(Days::new(1))? };
    Some((from, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn a_partial_date_spans_days() {
        let span = |from: &str, to: &str| Some((day(from)?, day(to)?));
        assert_eq!(days("2025"), span("2025-01-01", "2025-12-31"));
        assert_eq!(days("2024-02~"), span("2024-02-01", "2024-02-29"));
        assert_eq!(days("2020-03-31"), span("2020-03-31", "2020-03-31"));
        assert_eq!(days("2020/2021-04"), span("2020-01-01", "2021-04-30"));
        assert_eq!(days("spring"), None);
    }

    #[test]
    fn a_number_that_a_successor_took_over_means_what_it_meant_then() {
        let (county, unitary, other) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let bearers = vec![
            Bearer { council: county, from: None, to: day("2020-03-31") },
            Bearer { council: unitary, from: day("2020-04-01"), to: None },
        ];
        let alone = vec![Bearer { council: other, from: day("2021-04-01"), to: None }];
        let dfe = HashMap::from([("825".to_string(), bearers), ("940".to_string(), alone)]);
        let places = Places { dfe, ..Places::default() };
        assert_eq!(places.by_dfe("825", day("2015-03-31")), Some(Place::Council(county)));
        assert_eq!(places.by_dfe("825", day("2024-03-31")), Some(Place::Council(unitary)));
        assert_eq!(places.by_dfe("825", None), Some(Place::Council(unitary)));
        assert_eq!(places.by_dfe("940", day("2015-03-31")), Some(Place::Council(other)), "nobody else ever had it");
        assert_eq!((places.by_dfe("999", None), places.by_dfe("970", None)), (None, None));
    }

    #[test]
    fn areas_are_added_once_each_after_what_it_lies_in() {
        let mut places = Places { taken: HashSet::from(["london".to_string()]), ..Places::default() };
        let inner = places.area("987", &[]);
        assert!(inner.is_some() && inner == places.area("E13000001", &[]) && inner == places.by_dfe("987", None));
        let new = places.take_new();
        let slugs: Vec<String> = new.iter().map(|record| format!("{:?}", record.cells[0])).collect();
        assert_eq!(new.len(), 3);
        for (slug, expected) in slugs.iter().zip(["\"england\"", "\"london-e12000007\"", "\"inner-london\""]) {
            assert!(slug.contains(expected), "{slugs:?}");
        }
        assert_eq!(places.area("E06000001", &[]), None, "that is a council's");
        assert!(places.take_new().is_empty());
    }

    #[test]
    fn a_group_is_the_same_in_any_order() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let slugs = HashMap::from([(one, "ayton".to_string()), (two, "beeton".to_string())]);
        let mut places = Places { slugs, ..Places::default() };
        let group = places.group(&[two, one], "Beeton / Ayton", &[]);
        assert_eq!(group, places.group(&[one, two], "Ayton / Beeton", &[]));
        let new = places.take_new();
        assert_eq!((new.len(), new[0].links.len()), (1, 2));
        assert_eq!(new[0].cells[0], "beeton-and-ayton".into());
    }
}

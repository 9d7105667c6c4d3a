//! What a register is in the graph: one source, areas, councils, and a source for each committee system.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use entities::{Table, area, council, source};
use uuid::Uuid;

use super::Register;
use super::authority::Authority;
use super::held::{Held, area_id};
use super::place::{self, Place};
use super::slug::{Taken, candidates};
use super::system::{self, committee_system_name};
use crate::id;
use crate::record::{Alias, Citation, Identifier, Link, Record};

/// Who says it of a record that is somebody else's.
const FEED: &str = "register";
/// Codes of the Office for National Statistics that took the place of others in a known year: the former, the present one,
/// the year. The registers do not tell it; files of the Department for Education change codes in that year.
const CHANGED: &[(&str, &str, &str)] = &[("E08000016", "E08000038", "2025"), ("E08000019", "E08000039", "2025")];

/// The records of a register, joined to what the database holds of it.
pub fn records(register: &Register, held: &Held) -> Vec<Record> {
    let writer = Writer::new(register, held);
    let mut records = vec![writer.source()];
    records.extend(writer.places().map(|place| writer.place(place)));
    records.extend(register.authorities.iter().map(|a| writer.area(a)));
    records.extend(register.authorities.iter().map(|a| writer.council(a)));
    records.extend(writer.systems());
    records
}

struct Writer<'a> {
    register: &'a Register,
    held: &'a Held,
    source: Uuid,
    /// Codes of the authorities that each successor came after.
    predecessors: HashMap<&'a str, Vec<&'a str>>,
    slugs: HashMap<Uuid, String>,
}

impl<'a> Writer<'a> {
    fn new(register: &'a Register, held: &'a Held) -> Self {
        let mut predecessors: HashMap<&str, Vec<&str>> = HashMap::new();
        for authority in &register.authorities {
            for successor in &authority.successors {
                predecessors.entry(successor).or_default().push(&authority.code);
            }
        }
        predecessors.values_mut().for_each(|codes| codes.sort_unstable());
        let source = id::of("register", register.shape.name);
        let mut writer = Self { register, held, source, predecessors, slugs: HashMap::new() };
        writer.slugs = writer.name();
        writer
    }

    /// The slugs of all councils and areas. Those of records that are somebody else's stay. Regions and nations have theirs
    /// next; then the authorities that are so still, by code; then the others.
    fn name(&self) -> HashMap<Uuid, String> {
        let all = || self.register.authorities.iter();
        let councils: Vec<(Uuid, bool)> = all().map(|a| self.held.council(&a.code)).collect();
        let mut areas: Vec<(Uuid, bool)> = all().map(|a| self.held.area(area_id(&a.code))).collect();
        areas.extend(self.places().map(|p| self.held.area(p.id())));
        let ids = |of: &[(Uuid, bool)]| of.iter().map(|(id, _)| *id).collect::<HashSet<Uuid>>();
        let (our_councils, our_areas) = (ids(&councils), ids(&areas));
        let mut by_council = Taken::new(&self.held.council_slugs, &our_councils);
        let mut by_area = Taken::new(&self.held.area_slugs, &our_areas);
        let mut slugs = HashMap::new();
        for (taken, records) in [(&mut by_council, councils), (&mut by_area, areas)] {
            for (id, slug) in records.iter().filter(|r| r.1).filter_map(|(id, _)| Some((*id, self.held.slug(*id)?))) {
                taken.take(slug);
                slugs.insert(id, slug.to_owned());
            }
        }
        for place in self.places() {
            slugs.entry(self.held.area(place.id()).0).or_insert_with(|| {
                let free = by_area.is_free(place.slug);
                let slug =
                    if free { place.slug.into() } else { format!("{}-{}", place.slug, place.gss.to_lowercase()) };
                by_area.take(&slug);
                slug
            });
        }
        let mut authorities: Vec<&Authority> = all().collect();
        authorities.sort_by_key(|a| (!a.current, &a.code));
        for authority in authorities {
            let council = self.held.council(&authority.code).0;
            let area = self.held.area(area_id(&authority.code)).0;
            let mut candidates = candidates(authority);
            let (named, placed) = (slugs.contains_key(&council), slugs.contains_key(&area));
            if let (Some(slug), false) = (slugs.get(&council), placed) {
                candidates.insert(0, slug.clone());
            }
            let free = |slug: &&String| (named || by_council.is_free(slug)) && (placed || by_area.is_free(slug));
            let Some(slug) = candidates.iter().find(free).or(candidates.last()).cloned() else { continue };
            if !named {
                by_council.take(&slug);
                slugs.insert(council, slug.clone());
            }
            if !placed {
                by_area.take(&slug);
                slugs.insert(area, slug);
            }
        }
        slugs
    }

    /// The nations and regions that the register names.
    fn places(&self) -> impl Iterator<Item = &'static Place> {
        let named = |place: &Place| {
            self.register.authorities.iter().any(|a| a.nation == place || a.region.is_some_and(|r| r == place))
        };
        place::all().filter(move |place| named(place))
    }

    fn source(&self) -> Record {
        let shape = self.register.shape;
        Record::new(&source::TABLE, self.source)
            .with("url", "https://github.com/mysociety/uk_local_authority_names_and_codes")
            .with("title", shape.title)
            .with("publisher", shape.publisher)
            .with("licence", shape.licence)
            .with("media_type", "text/csv")
    }

    fn place(&self, place: &Place) -> Record {
        let record = self.record(&area::TABLE, self.held.area(place.id()), "columns of nations and regions".into());
        let record = record.with("name", place.name).with("kind", place.kind).with("gss_code", place.gss);
        match place.kind {
            "REGION" => record.with("parent_id", self.held.area(place::ENGLAND.id()).0),
            _ => record,
        }
    }

    fn area(&self, authority: &Authority) -> Record {
        let locator = format!("row {}", authority.code);
        let within = match (&authority.county, authority.region) {
            (Some(county), _) => area_id(county),
            (None, Some(region)) => region.id(),
            (None, None) => authority.nation.id(),
        };
        self.record(&area::TABLE, self.held.area(area_id(&authority.code)), locator)
            .with("name", authority.name.as_str())
            .with("kind", authority.kind.area)
            .with("gss_code", authority.gss.clone())
            .with("parent_id", self.held.area(within).0)
            .with("valid_from", authority.valid_from.clone())
            .with("valid_to", authority.valid_to.clone())
    }

    fn council(&self, authority: &Authority) -> Record {
        let county = authority.county.as_deref().map(|code| self.held.council(code).0);
        let mut record = self
            .record(&council::TABLE, self.held.council(&authority.code), locator(authority))
            .with("name", authority.official_name.as_str())
            .with("kind", authority.kind.council)
            .with("gss_code", authority.gss.clone())
            .with("area_id", self.held.area(area_id(&authority.code)).0)
            .with("parent_id", county)
            .with("website", authority.website.clone())
            .with("valid_from", authority.valid_from.clone())
            .with("valid_to", authority.valid_to.clone());
        record.identifiers = identifiers(authority);
        let alias = |name: &String| Alias { name: name.clone(), language: None, note: None };
        record.aliases = authority.other_names.iter().map(alias).collect();
        let before = self.predecessors.get(&*authority.code).into_iter().flatten().map(|code| ("PREDECESSOR", *code));
        let above = authority.combined_authorities.iter().map(|code| ("MEMBER_OF", code.as_str()));
        record.links = before.chain(above).map(|(role, code)| link(role, self.held.council(code).0)).collect();
        record
    }

    /// One source for each committee system, whose title names the councils that publish there.
    fn systems(&self) -> Vec<Record> {
        let mut users: Vec<(Uuid, Vec<&Authority>)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut authorities: Vec<&Authority> = self.register.authorities.iter().collect();
        authorities.sort_by_key(|a| (!a.current, &a.code));
        for authority in authorities {
            let Some((_, base)) = &authority.system else { continue };
            let place = *places.entry(committee_system_name(base)).or_insert_with(|| {
                users.push((system::committee_system_id(base), Vec::new()));
                users.len() - 1
            });
            users[place].1.push(authority);
        }
        users.into_iter().filter_map(|(id, users)| self.system(id, &users)).collect()
    }

    fn system(&self, id: Uuid, users: &[&Authority]) -> Option<Record> {
        let told = || users.iter().filter_map(|a| a.system.as_ref());
        let (word, first) = told().next()?;
        let base = told().map(|(_, base)| base).find(|base| base.starts_with("https://")).unwrap_or(first);
        let names: Vec<&str> = users.iter().map(|a| a.name.as_str()).collect();
        let mut record = Record::new(&source::TABLE, id)
            .with("url", base.trim_end_matches('/'))
            .with("title", system::title(word, &names))
            .with("system", *word);
        record.links = users.iter().map(|a| link("PUBLISHES", self.held.council(&a.code).0)).collect();
        Some(record)
    }

    /// A record with its slug and its place in the register; one that is somebody else's is joined.
    fn record(&self, table: &'static Table, (id, others): (Uuid, bool), locator: String) -> Record {
        let mut record = Record::new(table, id).with("slug", self.slugs.get(&id).cloned());
        record.citations = vec![Citation {
            source: self.source,
            locator: Some(locator),
            quote: None,
            certainty: "STATED",
            method: "DATASET",
        }];
        record.feed = others.then(|| Arc::from(FEED));
        record
    }
}

/// The row, and what of it is not the register's own.
fn locator(authority: &Authority) -> String {
    let mut place = format!("row {}", authority.code);
    if let Some(source) = &authority.start_source {
        place.push_str(&format!("; start date from {source}"));
    }
    if authority.former_gss.iter().any(|former| change(authority, former).is_some()) {
        place.push_str("; year of the change of code from files of the Department for Education");
    }
    place
}

/// The year in which a former code gave way to the present one, where it is known.
fn change(authority: &Authority, former: &str) -> Option<&'static str> {
    let present = authority.gss.as_deref()?;
    CHANGED.iter().find(|(from, to, _)| *from == former && *to == present).map(|(.., year)| *year)
}

fn identifiers(authority: &Authority) -> Vec<Identifier> {
    let name = |scheme: &str, value: &str, from: Option<&str>, to: Option<&str>| Identifier {
        scheme: scheme.into(),
        value: value.into(),
        valid_from: from.map(str::to_owned),
        valid_to: to.map(str::to_owned),
    };
    let mut all = vec![name("local-authority-code", &authority.code, None, None)];
    let since = authority.former_gss.iter().find_map(|former| change(authority, former));
    all.extend(authority.gss.iter().map(|code| name("gss", code, since, None)));
    all.extend(authority.former_gss.iter().map(|code| name("gss", code, None, change(authority, code))));
    for (scheme, value) in &authority.identifiers {
        // A successor takes the number over: only the days tell the two apart.
        let life = (*scheme == "dfe").then_some((authority.valid_from.as_deref(), authority.valid_to.as_deref()));
        let (from, to) = life.unwrap_or_default();
        all.push(name(scheme, value, from, to));
    }
    all
}

fn link(role: &'static str, to: Uuid) -> Link {
    Link { role, to, certainty: "STATED" }
}

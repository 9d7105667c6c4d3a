//! What the database holds already of the councils of an installation: so that what somebody else wrote is joined instead
//! of doubled, and path-safe names stay as they are.

use std::collections::{HashMap, HashSet};

use entities::{Table, area, board, identifier, issue, link, person, post, source};
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::batch::Batch;
use super::host::Host;
use crate::record::Record;

/// Ids asked for in one statement.
const ASKED: usize = 500;

/// Names, slugs and identifiers of what is held.
#[derive(Default)]
pub struct Held {
    /// By table.
    pub(super) tables: HashMap<&'static str, Names>,
    /// Records by scheme and value of their identifiers from this installation.
    pub(super) identified: HashMap<(String, String), Uuid>,
    /// Records that the installation numbers itself.
    own: HashSet<Uuid>,
    /// The councils that the installation publishes for; none if nobody has written it as a source.
    source: Option<Vec<Uuid>>,
    /// Records of others that something of the installation was joined to in this run.
    taken: HashMap<Uuid, Uuid>,
}

#[derive(Default)]
pub(super) struct Names {
    pub slugs: HashMap<String, Uuid>,
    /// The slugs of records that were merged into others.
    pub merged: HashMap<Uuid, String>,
    slug_of: HashMap<Uuid, String>,
    /// By council and plain name.
    named: HashMap<(Option<Uuid>, String), Vec<Uuid>>,
}

/// Where something of the installation is put.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub id: Uuid,
    pub slug: String,
    /// Whether the record is somebody else's.
    pub joined: bool,
    /// Whether the number stands in the database already, or was placed before in this run.
    pub known: bool,
}

/// The ids of what bears a number of the installation.
fn numbered(host: &Host) -> sea_orm::sea_query::SelectStatement {
    identifier::Entity::find()
        .select_only()
        .column(identifier::Column::RecordId)
        .filter(identifier::Column::Scheme.is_in(["moderngov-board", "moderngov-person", "moderngov-issue"]))
        .filter(identifier::Column::Value.starts_with(format!("{}/", host.name)))
        .into_query()
}

/// A row of a table with path-safe names: id, slug, name, council.
type Row = (Uuid, String, String, Option<Uuid>);

impl Held {
    /// Reads what is held of the councils of an installation.
    pub async fn read(db: &DatabaseConnection, host: &Host) -> Result<Self, DbErr> {
        let councils: Vec<Uuid> = host.councils.iter().map(|c| c.id).collect();
        let mut held = Self::default();
        macro_rules! names {
            ($table:ident, $name:ident) => {{
                let columns =
                    [$table::Column::Id, $table::Column::Slug, $table::Column::$name, $table::Column::CouncilId];
                let rows: Vec<Row> = $table::Entity::find()
                    .select_only()
                    .columns(columns)
                    .filter(
                        // Of a shared installation some are of no council, and known by their numbers alone.
                        Condition::any()
                            .add($table::Column::CouncilId.is_in(councils.clone()))
                            .add($table::Column::Id.in_subquery(numbered(host))),
                    )
                    .into_tuple()
                    .all(db)
                    .await?;
                held.tables.insert(stringify!($table), Names::of(rows));
            }};
        }
        names!(board, Name);
        names!(person, Name);
        names!(post, Title);
        names!(issue, Title);
        let mut areas = Names::default();
        for council in &host.councils {
            let rows: Vec<(Uuid, String, String)> = area::Entity::find()
                .select_only()
                .columns([area::Column::Id, area::Column::Slug, area::Column::Name])
                .filter(area::Column::Slug.starts_with(format!("{}/", council.slug)))
                .into_tuple()
                .all(db)
                .await?;
            areas.take(rows.into_iter().map(|(id, slug, name)| (id, slug, name, Some(council.id))));
        }
        held.tables.insert("area", areas);
        if source::Entity::find_by_id(host.source).one(db).await?.is_some() {
            let links = link::Entity::find()
                .filter(link::Column::FromId.eq(host.source))
                .filter(link::Column::Role.eq("PUBLISHES"))
                .all(db)
                .await?;
            held.source = Some(links.into_iter().map(|link| link.to_id).collect());
        }
        let rows = identifier::Entity::find()
            .filter(identifier::Column::Scheme.starts_with("moderngov-"))
            .filter(identifier::Column::Value.starts_with(format!("{}/", host.name)))
            .filter(identifier::Column::RecordType.is_in(["board", "person", "issue"]))
            .all(db)
            .await?;
        for row in rows {
            let kind = row.scheme.trim_start_matches("moderngov-");
            let number = row.value.rsplit('/').next().unwrap_or_default();
            if host.own(kind, number) == row.record_id {
                held.own.insert(row.record_id);
            } else {
                held.identified.insert((row.scheme, row.value), row.record_id);
            }
        }
        held.bare_issues(db, host).await?;
        held.read_merged(db, host).await?;
        Ok(held)
    }

    /// Issues that others wrote bear the number of the installation alone.
    async fn bare_issues(&mut self, db: &DatabaseConnection, host: &Host) -> Result<(), DbErr> {
        let ours = self.tables.get("issue").into_iter().flat_map(|names| names.slug_of.keys().copied());
        for ids in ours.collect::<Vec<_>>().chunks(ASKED) {
            let rows = identifier::Entity::find()
                .filter(identifier::Column::Scheme.eq("moderngov-issue"))
                .filter(identifier::Column::RecordId.is_in(ids.iter().copied()))
                .all(db)
                .await?;
            for row in rows.into_iter().filter(|row| !row.value.contains('/')) {
                let whole = format!("{}/{}", host.name, row.value);
                self.identified.entry((row.scheme, whole)).or_insert(row.record_id);
            }
        }
        Ok(())
    }

    /// Adds the installation itself, as a source, unless somebody has written it for all of its councils; otherwise the
    /// missing ones are joined to it.
    pub fn add_source(&mut self, host: &Host, batch: &mut Batch) {
        let published = self.source.replace(host.councils.iter().map(|council| council.id).collect());
        if published.as_ref().is_some_and(|known| host.councils.iter().all(|council| known.contains(&council.id))) {
            return;
        }
        let mut record = host.record();
        record.feed = published.map(|_| host.feed().into());
        batch.add(record);
    }

    /// Where a thing that the installation numbers is put. It is somebody else's record if that bears the number as an
    /// identifier or, alone among those of its council, has the same name; otherwise its own, with the slug that it has or
    /// else the wanted one, made unique by the number.
    pub fn place(
        &mut self,
        host: &Host,
        table: &'static Table,
        kind: &str,
        number: &str,
        council: Option<&super::host::Council>,
        name: &str,
    ) -> Placed {
        let own = host.own(kind, number);
        let names = self.tables.entry(table.name).or_default();
        if let Some(slug) = names.slug(own) {
            return Placed { id: own, slug: slug.clone(), joined: false, known: true };
        }
        let identifier = host.identifier(kind, number);
        let by_identifier = self.identified.get(&(identifier.scheme, identifier.value)).copied();
        let plain_name = plain(name);
        let by_name = || match names.named.get(&(council.map(|c| c.id), plain_name))?.as_slice() {
            [only] if !self.own.contains(only) => Some(*only),
            _ => None,
        };
        if let Some(id) = by_identifier.or_else(by_name)
            && let Some(slug) = names.slug(id)
            && *self.taken.entry(id).or_insert(own) == own
        {
            return Placed { id, slug: slug.clone(), joined: true, known: by_identifier.is_some() };
        }
        self.own.insert(own);
        let place = council.map_or(host.name.as_str(), |c| c.slug.as_str());
        let slug = names.unique(format!("{}/{}", safe(place), safe(name)), number);
        names.put(own, slug.clone(), name, council.map(|c| c.id));
        Placed { id: own, slug, joined: false, known: false }
    }

    /// The only record of the table with this name in the council.
    pub fn named(&self, table: &str, council: Uuid, name: &str) -> Option<Uuid> {
        match self.tables.get(table)?.named.get(&(Some(council), plain(name)))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The boards of these councils, whoever wrote them.
    pub fn boards(&self) -> impl Iterator<Item = Uuid> {
        self.tables.get("board").into_iter().flat_map(|names| names.slug_of.keys().copied())
    }

    /// Every record of the table in a council, by plain name.
    pub fn all(&self, table: &str, council: Uuid) -> impl Iterator<Item = (&str, &[Uuid])> {
        let names = self.tables.get(table).into_iter().flat_map(|names| &names.named);
        let of_it = names.filter(move |((whose, _), _)| *whose == Some(council));
        of_it.map(|((_, name), ids)| (name.as_str(), ids.as_slice()))
    }
}

impl Names {
    fn of(rows: Vec<Row>) -> Self {
        let mut names = Self::default();
        names.take(rows.into_iter());
        names
    }

    fn take(&mut self, rows: impl Iterator<Item = Row>) {
        for (id, slug, name, council) in rows {
            self.put(id, slug, &name, council);
        }
    }

    fn put(&mut self, id: Uuid, slug: String, name: &str, council: Option<Uuid>) {
        self.slugs.insert(slug.clone(), id);
        self.slug_of.insert(id, slug);
        self.named.entry((council, plain(name))).or_default().push(id);
    }

    fn slug(&self, id: Uuid) -> Option<&String> {
        self.slug_of.get(&id).or_else(|| self.merged.get(&id))
    }

    fn unique(&self, wanted: String, number: &str) -> String {
        if self.slugs.contains_key(&wanted) { format!("{wanted}-{}", safe(number)) } else { wanted }
    }
}

impl Placed {
    /// A record in this place.
    pub fn record(&self, host: &Host, table: &'static Table) -> Record {
        let mut record = Record::new(table, self.id);
        if table.column("slug").is_some() {
            record = record.with("slug", self.slug.as_str());
        }
        record.feed = self.joined.then(|| host.feed().into());
        record
    }
}

/// A name as it is compared: small letters and digits, `&` as "and".
pub fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.to_lowercase().replace('&', " and ").split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
    {
        let word = word.replace(['\'', '’'], "");
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&word);
        }
    }
    out
}

/// A name as part of an address.
pub fn safe(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.to_lowercase().replace('&', " and ").replace(['\'', '’'], "").chars() {
        let c = match c {
            'a'..='z' | '0'..='9' | '.' | '_' => c,
            'à' | 'á' | 'â' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            'ŵ' => 'w',
            'ŷ' => 'y',
            _ => '-',
        };
        if c != '-' || !out.ends_with('-') {
            out.push(c);
        }
        if out.len() >= 120 {
            break;
        }
    }
    let safe = out.trim_matches(['-', '.']).to_string();
    if safe.is_empty() { "unnamed".into() } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_and_made_safe() {
        assert_eq!(plain("Children, Adults & Health’s  Panel"), plain("children adults and healths panel"));
        assert_eq!(safe("Children, Adults & Health’s (Panel)"), "children-adults-and-healths-panel");
        assert_eq!(safe("Dŵr"), "dwr");
        assert_eq!(safe("…"), "unnamed");
    }
}

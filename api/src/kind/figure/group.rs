//! Which councils stand beside one another: those that a filter, a region, a programme or a model of neighbours names, and
//! if asked for the nearest neighbours of each.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use async_graphql::{ID, SimpleObject, Value};
use uuid::Uuid;

use super::super::{
    comparison::{COUNCILS, Council, CouncilBy, Councils, ProgrammeBy, councils},
    typed::{Answer, begin, failed, named, refused, text, write_filter},
};
use crate::{
    error::{Code, Refusal},
    graph::{
        cell::{Cell, Sort},
        roots::Session,
        sql::Bind,
        written::written,
    },
};

/// Neighbours that may be added for each council, and how many there are when none are asked for by number.
const NEIGHBOURS: i32 = 20;
const USUAL: i32 = 10;

/// What the arguments of a series say. Equal choices are one: they are read together.
#[derive(Clone)]
pub struct Choice(Arc<Given>);

struct Given {
    councils: Option<Value>,
    region: Option<String>,
    comparators_of: Option<Value>,
    programme: Option<Value>,
    comparator_set: Option<String>,
    neighbours: Option<i32>,
    /// All of it in words.
    key: String,
}

impl Choice {
    pub fn new(
        councils: Option<Councils>,
        region: Option<String>,
        comparators_of: Option<CouncilBy>,
        programme: Option<ProgrammeBy>,
        comparator_set: Option<String>,
        neighbours: Option<i32>,
    ) -> Self {
        let (councils, comparators_of) = (councils.map(|c| c.0), comparators_of.map(|c| c.0));
        let programme = programme.map(|p| p.0);
        let key = format!("{councils:?} {region:?} {comparators_of:?} {programme:?} {comparator_set:?} {neighbours:?}");
        Self(Arc::new(Given { councils, region, comparators_of, programme, comparator_set, neighbours, key }))
    }
}

impl PartialEq for Choice {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key
    }
}
impl Eq for Choice {}
impl Hash for Choice {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.key.hash(state);
    }
}

/// A council of a group.
#[derive(Clone, SimpleObject)]
#[graphql(name = "GroupCouncil")]
pub struct Member {
    /// The council.
    pub council: Council,
    /// Whether the arguments name it; false where it is there only as a neighbour of another.
    pub chosen: bool,
    /// Whose neighbour it is within this group, by the model of neighbours; empty where none was asked for.
    pub neighbour_of: Vec<Nearness>,
}

/// That a council is a neighbour of another by a model.
#[derive(Clone, SimpleObject)]
#[graphql(name = "GroupNearness")]
pub struct Nearness {
    /// Id of the council whose neighbour it is.
    pub council_id: ID,
    /// 1 for the nearest, counting up.
    pub rank: i32,
}

written!(Nearness: "councilId" => council_id, "rank" => rank);

/// The councils of a choice: those that it names, by name; then neighbours, the nearest first.
pub async fn members(session: &Session, choice: &Choice) -> Answer<Vec<Member>> {
    let given = &*choice.0;
    let bad = |text: &str| Err(refused(Refusal::new(Code::BadInput, text)));
    let ways =
        [given.councils.is_some(), given.region.is_some(), given.comparators_of.is_some(), given.programme.is_some()];
    if ways.iter().filter(|way| **way).count() != 1 {
        return bad("Give exactly one of `councils`, `region`, `comparatorsOf` and `programme`.");
    }
    let neighbours = match (given.neighbours, &given.comparators_of) {
        (None, None) => 0,
        (None, Some(_)) => USUAL,
        (Some(n), _) if (0..=NEIGHBOURS).contains(&n) => n,
        (Some(n), _) => {
            let mut refusal =
                Refusal::new(Code::BadInput, format!("`neighbours` must be between 0 and {NEIGHBOURS}, got {n}."));
            refusal.bound = Some((i64::from(n), i64::from(NEIGHBOURS)));
            return Err(refused(refusal));
        }
    };
    if neighbours == 0 && given.comparator_set.is_some() {
        return bad("`comparatorSet` says whose neighbours are added; ask for some with `neighbours`.");
    }
    let chosen = chosen(session, given).await?;
    let mut members: Vec<Member> =
        chosen.into_iter().map(|council| Member { council, chosen: true, neighbour_of: vec![] }).collect();
    if neighbours > 0 {
        add_neighbours(session, given, neighbours, &mut members).await?;
    }
    if members.len() > COUNCILS {
        let refusal =
            Refusal::beyond(Code::BadInput, "Councils with their neighbours", members.len() as u64, COUNCILS as u64);
        return Err(refused(refusal));
    }
    Ok(members)
}

async fn chosen(session: &Session, given: &Given) -> Answer<Vec<Council>> {
    if let Some(filter) = &given.councils {
        return councils(session, |sql| write_filter(sql, session, "council", "t0", filter), "councils").await;
    }
    if let Some(slug) = &given.region {
        let key = slug_key(slug);
        let region = named(session, "area", "region", &[&key]).await?.remove(0);
        return councils(
            session,
            |sql| {
                sql.push("t0.area_id IN (SELECT a.id FROM area a LEFT JOIN area p ON p.id = a.parent_id WHERE ");
                sql.push("a.id = ").bind(Bind::Uuid(region)).push(" OR a.parent_id = ").bind(Bind::Uuid(region));
                sql.push(" OR p.parent_id = ")
                    .bind(Bind::Uuid(region))
                    .push(") AND EXISTS (SELECT 1 FROM observation o ");
                sql.push("WHERE o.council_id = t0.id)");
                Ok(())
            },
            "region",
        )
        .await;
    }
    if let Some(programme) = &given.programme {
        let programme = named(session, "programme", "programme", &[programme]).await?.remove(0);
        return councils(
            session,
            |sql| {
                sql.push("t0.id IN (SELECT council_id FROM programme WHERE id = ").bind(Bind::Uuid(programme));
                sql.push(" OR implements_id = ").bind(Bind::Uuid(programme)).push(")");
                Ok(())
            },
            "programme",
        )
        .await;
    }
    let Some(council) = &given.comparators_of else { return Ok(vec![]) };
    let council = named(session, "council", "comparatorsOf", &[council]).await?.remove(0);
    let only = |sql: &mut crate::graph::sql::Sql| {
        sql.push("t0.id = ").bind(Bind::Uuid(council));
        Ok(())
    };
    councils(session, only, "comparatorsOf").await
}

async fn add_neighbours(session: &Session, given: &Given, most: i32, members: &mut Vec<Member>) -> Answer<()> {
    let Some(set) = comparator_set(session, given.comparator_set.as_deref()).await? else { return Ok(()) };
    let mut sql = begin(&session.db);
    sql.push(
        ", c.council_id, c.rank, p.id, p.slug, p.name FROM comparator c JOIN council p ON p.id = c.peer_id WHERE ",
    );
    sql.push("c.state = 'CURRENT' AND c.comparator_set_id = ").bind(Bind::Uuid(set));
    sql.push(" AND c.rank <= ").bind(Bind::Int(most)).push(" AND ");
    sql.any_uuid("c.council_id", members.iter().map(|m| m.council.key).collect());
    sql.push(" ORDER BY c.rank, p.name, p.id");
    let sorts = [Sort::Uuid, Sort::Int, Sort::Uuid, Sort::Text, Sort::Text];
    let rows = session.db.rows(sql, &sorts).await.map_err(|e| failed(session, e))?;
    for row in 0..rows.len() {
        let (Some(of), Cell::Int(rank), Some(key)) =
            (rows.cell(row, 0).uuid(), rows.cell(row, 1), rows.cell(row, 2).uuid())
        else {
            continue;
        };
        let nearness = Nearness { council_id: ID(of.to_string()), rank };
        match members.iter_mut().find(|m| m.council.key == key) {
            Some(member) => member.neighbour_of.push(nearness),
            None => {
                let (Some(slug), Some(name)) = (text(rows.cell(row, 3)), text(rows.cell(row, 4))) else { continue };
                let council = Council { id: ID(key.to_string()), slug, name, key };
                members.push(Member { council, chosen: false, neighbour_of: vec![nearness] });
            }
        }
    }
    Ok(())
}

/// The model of neighbours with this slug or, where none is given, the newest version of the only model that we hold. None
/// where we hold none; a refusal where we hold several.
pub async fn comparator_set(session: &Session, slug: Option<&str>) -> Answer<Option<Uuid>> {
    if let Some(slug) = slug {
        let key = slug_key(slug);
        return Ok(Some(named(session, "comparator_set", "comparatorSet", &[&key]).await?.remove(0)));
    }
    let mut sql = begin(&session.db);
    sql.push(
        ", s.id, s.name, s.version, s.slug FROM comparator_set s WHERE s.state = 'CURRENT' AND EXISTS (SELECT 1 FROM ",
    );
    sql.push("comparator c WHERE c.comparator_set_id = s.id) ORDER BY s.slug");
    let sorts = [Sort::Uuid, Sort::Text, Sort::Text, Sort::Text];
    let rows = session.db.rows(sql, &sorts).await.map_err(|e| failed(session, e))?;
    let held = |row: usize| {
        let version = text(rows.cell(row, 2)).unwrap_or_default();
        // A year or a number counts as such.
        let number = version.parse::<u64>().unwrap_or_default();
        Some((text(rows.cell(row, 1))?, (number, version), rows.cell(row, 0).uuid()?, text(rows.cell(row, 3))?))
    };
    let held: Vec<_> = (0..rows.len()).filter_map(held).collect();
    if held.windows(2).any(|pair| pair[0].0 != pair[1].0) {
        let slugs: Vec<&str> = held.iter().map(|(.., slug)| slug.as_str()).collect();
        let text =
            format!("There are several models of neighbours: name one with `comparatorSet`, of {}.", slugs.join(", "));
        return Err(refused(Refusal::new(Code::BadInput, text)));
    }
    Ok(held.into_iter().max_by(|a, b| a.1.cmp(&b.1)).map(|(_, _, id, _)| id))
}

/// A key by slug, as an argument gives it.
fn slug_key(slug: &str) -> Value {
    Value::Object([(async_graphql::Name::new("slug"), Value::from(slug))].into_iter().collect())
}

/// The ids of the councils.
pub fn keys(members: &[Member]) -> Vec<Uuid> {
    members.iter().map(|m| m.council.key).collect()
}

//! `Council.rank`: where a council stands among others by an indicator, read for many councils at once.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Context, Enum, Object, Result, SimpleObject, Value,
    dataloader::{DataLoader, Loader},
};
use rust_decimal::Decimal as Number;
use uuid::Uuid;

use super::{
    super::typed::{begin, failed, given, named},
    group::comparator_set,
    number,
    point::{self, Held, Point, order, same, select},
    series::polarities,
};
use crate::graph::{cell::Sort, database, roots::Session, special::Extra, sql::Bind};

given!(
    /// A key of an indicator, as where one is asked for.
    IndicatorBy, "IndicatorBy"
);

/// Among whom a council is ranked.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
#[graphql(name = "RankGroup")]
pub enum Among {
    /// All councils that have a value for the same time.
    All,
    /// Those of them in the same region of England.
    Region,
    /// The council and its neighbours by a model of those who resemble it.
    Comparators,
}

/// In which order councils are ranked.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(name = "RankOrder")]
pub enum Order {
    /// The best first, by the indicator's polarity.
    BestFirst,
    /// The highest value first, since no way is the better one: a high place is no praise, and no blame.
    HighestFirst,
}

/// Where a council stands.
#[derive(Clone, SimpleObject)]
#[graphql(name = "IndicatorRank")]
pub struct Rank {
    /// Place, from 1; councils with equal values share one.
    position: usize,
    /// How many councils have a value for the same time, this one included.
    of: usize,
    /// How many share the place, this one included.
    tied: usize,
    /// What comes first.
    order: Order,
    /// 1 for the best quarter to 4; null where no way is the better one, among fewer than four councils, and where those that
    /// share the place lie in more than one quarter.
    quartile: Option<usize>,
    /// The council's figure: its latest that has a value.
    figure: Point,
}

/// The hand-written fields of a council.
pub struct Ranking(Uuid);

impl Extra for Ranking {
    fn of(id: Uuid) -> Self {
        Self(id)
    }
}

#[Object]
impl Ranking {
    /// Where it stands among others by an indicator, at the latest time for which it has a value. Null where it has none, and
    /// where its group is not known: no region, or no neighbours by the model.
    async fn rank(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The indicator.")] indicator: IndicatorBy,
        #[graphql(desc = "Among whom; null means among all.")] within: Option<Among>,
        #[graphql(
            desc = "Slug of the model of neighbours; null means the newest version of the only one that we hold."
        )]
        comparator_set: Option<String>,
    ) -> Result<Option<Rank>> {
        let ranks = ctx.data_unchecked::<DataLoader<Ranks>>();
        let key = serde_json::to_string(&indicator.0).unwrap_or_default();
        let within = within.unwrap_or(Among::All);
        ranks.load_one((self.0, key, within, comparator_set)).await
    }
}

/// The council, the key of the indicator as JSON, the group, and the model of neighbours.
type Key = (Uuid, String, Among, Option<String>);

/// Reads ranks of many councils at once.
pub struct Ranks(pub Session);

impl Loader<Key> for Ranks {
    type Value = Rank;
    type Error = async_graphql::Error;

    async fn load(&self, keys: &[Key]) -> Result<HashMap<Key, Rank>, async_graphql::Error> {
        let mut asked: HashMap<(String, Among, Option<String>), Vec<Uuid>> = HashMap::new();
        for (council, indicator, within, set) in keys.iter().cloned() {
            asked.entry((indicator, within, set)).or_default().push(council);
        }
        let mut found = HashMap::with_capacity(keys.len());
        for ((indicator, within, set), councils) in asked {
            let model = match within {
                Among::Comparators => comparator_set(&self.0, set.as_deref()).await?,
                Among::All | Among::Region => None,
            };
            let key: Value = serde_json::from_str(&indicator).unwrap_or_default();
            let id = named(&self.0, "indicator", "indicator", &[&key]).await?.remove(0);
            let ranks = ranks(&self.0, id, (within, model), &councils).await.map_err(|e| failed(&self.0, e))?;
            let key = |council| (council, indicator.clone(), within, set.clone());
            found.extend(ranks.into_iter().map(|(council, rank)| (key(council), rank)));
        }
        Ok(found)
    }
}

async fn ranks(
    session: &Session,
    indicator: Uuid,
    (within, model): (Among, Option<Uuid>),
    councils: &[Uuid],
) -> Result<Vec<(Uuid, Rank)>, database::Error> {
    let mut sql = select(session);
    sql.push("o.indicator_id = ").bind(Bind::Uuid(indicator));
    sql.push(" AND o.council_id IS NOT NULL AND o.value IS NOT NULL AND o.ends_on IS NOT NULL");
    let held = point::read(session, sql, true).await?;
    let polarity = polarities(session, &[indicator]).await?.remove(&indicator);
    let peers = match within {
        Among::All => None,
        Among::Region => Some(regions(session, councils).await?),
        Among::Comparators => Some(comparators(session, model, councils).await?),
    };
    let one = |council: &Uuid| {
        let among = match &peers {
            Some(peers) => Some(peers.get(council)?),
            None => None,
        };
        Some((*council, rank(&held, *council, among, polarity.as_deref())?))
    };
    Ok(councils.iter().filter_map(one).collect())
}

fn rank(held: &[Held], council: Uuid, among: Option<&HashSet<Uuid>>, polarity: Option<&str>) -> Option<Rank> {
    let own = held.iter().filter(|h| h.council == Some(council) && h.point.exact.is_some());
    let own = own.max_by(|a, b| order(&a.point.period).cmp(&order(&b.point.period)))?;
    let value = own.point.exact?;
    let beside = held.iter().filter(|h| {
        same(&h.point.period, &own.point.period)
            && h.council.is_some_and(|c| c == council || among.is_none_or(|among| among.contains(&c)))
    });
    let values: Vec<Number> = beside.filter_map(|h| h.point.exact).collect();
    let known = matches!(polarity, Some("HIGHER_IS_BETTER" | "LOWER_IS_BETTER"));
    let (position, tied) = number::place(value, &values, polarity == Some("LOWER_IS_BETTER"));
    let of = values.len();
    let quarter = |place: usize| (place - 1) * 4 / of + 1;
    let whole = quarter(position) == quarter(position + tied - 1);
    let quartile = (known && of >= 4 && whole).then(|| quarter(position));
    let order = if known { Order::BestFirst } else { Order::HighestFirst };
    Some(Rank { position, of, tied, order, quartile, figure: own.point.clone() })
}

/// The councils in the region of each.
async fn regions(session: &Session, councils: &[Uuid]) -> Result<HashMap<Uuid, HashSet<Uuid>>, database::Error> {
    const REGION: &str = "CASE WHEN p.kind = 'REGION' THEN p.id WHEN q.kind = 'REGION' THEN q.id END";
    const AREAS: &str = "JOIN area a ON a.id = c.area_id LEFT JOIN area p ON p.id = a.parent_id LEFT JOIN area q ON q.id = \
                         p.parent_id";
    let mut sql = begin(&session.db);
    sql.push(", m.id, x.id FROM (SELECT c.id, ").push(REGION).push(" r FROM council c ").push(AREAS).push(" WHERE ");
    sql.any_uuid("c.id", councils.to_vec()).push(") m JOIN (SELECT c.id, ").push(REGION).push(" r FROM council c ");
    sql.push(AREAS).push(") x ON x.r = m.r");
    pairs(session, sql).await
}

/// The neighbours of each.
async fn comparators(
    session: &Session,
    model: Option<Uuid>,
    councils: &[Uuid],
) -> Result<HashMap<Uuid, HashSet<Uuid>>, database::Error> {
    let Some(model) = model else { return Ok(HashMap::new()) };
    let mut sql = begin(&session.db);
    sql.push(", council_id, peer_id FROM comparator WHERE state = 'CURRENT' AND comparator_set_id = ");
    sql.bind(Bind::Uuid(model)).push(" AND ");
    sql.any_uuid("council_id", councils.to_vec());
    pairs(session, sql).await
}

async fn pairs(
    session: &Session,
    sql: crate::graph::sql::Sql,
) -> Result<HashMap<Uuid, HashSet<Uuid>>, database::Error> {
    let rows = session.db.rows(sql, &[Sort::Uuid, Sort::Uuid]).await?;
    let mut found: HashMap<Uuid, HashSet<Uuid>> = HashMap::new();
    for row in 0..rows.len() {
        if let (Some(one), Some(other)) = (rows.cell(row, 0).uuid(), rows.cell(row, 1).uuid()) {
            found.entry(one).or_default().insert(other);
        }
    }
    Ok(found)
}

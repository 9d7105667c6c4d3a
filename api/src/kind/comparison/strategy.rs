//! Strategies side by side: rows are topics, or the elements of the first strategy; columns are strategies.

use std::collections::{BTreeMap, HashMap, HashSet};

use async_graphql::{Context, Enum, ID, SimpleObject, Value};
use uuid::Uuid;

use super::{
    super::typed::{Answer, begin, failed, named, refused, text},
    ElementKind, ElementStatus, Evidence, State, StrategyBy, cited, evidence, words,
};
use crate::{
    error::{Code, Refusal},
    graph::{cell::Sort, database, roots::Session},
};

/// Strategies that one comparison may have, and elements that it reads.
const STRATEGIES: usize = 10;
const ELEMENTS: i64 = 1_000;
/// Texts that share fewer of their words are not taken to mean the same.
const ALIKE: f64 = 0.35;

/// What elements are lined up by.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(name = "StrategyComparisonBy")]
pub enum By {
    /// By the topics that elements are linked to.
    Topic,
    /// By words: for each element of the first strategy the one of each other that shares most of its words.
    Words,
}

/// How an element came into its cell.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(name = "StrategyMatch")]
enum Matched {
    /// It is linked to the topic of the row.
    Topic,
    /// It is the element of the row.
    Itself,
    /// It shares words with the element of the row; see `likeness`.
    Words,
    /// It belongs to no topic, as all in the last row.
    NoTopic,
}

/// Strategies side by side.
#[derive(SimpleObject)]
#[graphql(name = "StrategyComparison")]
pub struct Comparison {
    /// The strategies, in the order asked for: the columns.
    strategies: Vec<Compared>,
    /// The rows: topics by name, or the elements of the first strategy in its order.
    rows: Vec<Row>,
}

/// A strategy of a comparison.
#[derive(SimpleObject)]
#[graphql(name = "ComparedStrategy")]
struct Compared {
    /// Id of the record; `node` and `nodes` give the whole of it.
    id: ID,
    /// Title as printed.
    title: String,
    /// The council that owns it, or whose board does; null when no council does.
    council: Option<String>,
}

/// One topic, or one element, in every strategy.
#[derive(SimpleObject)]
#[graphql(name = "StrategyComparisonRow")]
struct Row {
    /// Label of the topic or element; null for elements that belong to no topic.
    label: Option<String>,
    /// Id of the topic or element.
    record_id: Option<ID>,
    /// One cell for each strategy, in the order of `strategies`.
    cells: Vec<Cellular>,
}

/// What one strategy says of the row.
#[derive(SimpleObject)]
#[graphql(name = "StrategyComparisonCell")]
struct Cellular {
    /// Id of the strategy.
    strategy_id: ID,
    /// Stated when a source names the topic, derived when that is our reading or words were compared, unknown when
    /// nothing was found. In the row of no topic the elements themselves are stated.
    state: State,
    /// The elements, in the order of their strategy.
    elements: Vec<Element>,
}

/// An element in a cell.
#[derive(SimpleObject)]
#[graphql(name = "ComparedElement")]
struct Element {
    /// How it came here.
    matched: Matched,
    /// Share of words in common with the element of the row, from 0 to 1; null when words were not compared.
    likeness: Option<f64>,
    /// What sort of element it is.
    kind: ElementKind,
    /// Number as printed.
    number: Option<String>,
    /// Whether it still stands; null when no source says.
    status: Option<ElementStatus>,
    /// The record, and where it was read.
    evidence: Evidence,
}

/// An element as read.
struct Read {
    id: Uuid,
    strategy: Uuid,
    kind: String,
    number: Option<String>,
    label: Option<String>,
    text: Option<String>,
    status: Option<String>,
    set: Option<Uuid>,
}

pub async fn compare(
    ctx: &Context<'_>,
    strategies: &[StrategyBy],
    kinds: &[ElementKind],
    by: By,
) -> Answer<Comparison> {
    let session = ctx.data_unchecked::<Session>();
    if strategies.is_empty() || strategies.len() > STRATEGIES {
        let (asked, most) = (strategies.len() as u64, STRATEGIES as u64);
        return Err(refused(Refusal::beyond(Code::BadInput, "Strategies compared", asked, most)));
    }
    let keys: Vec<&Value> = strategies.iter().map(|by| &by.0).collect();
    let ids = named(session, "strategy", "strategies", &keys).await?;
    let read = async {
        let columns = columns(session, &ids).await?;
        let elements = elements(session, &ids, kinds).await?;
        if elements.len() as i64 > ELEMENTS {
            return Ok(None);
        }
        let topics = match by {
            By::Topic => topics(session, elements.iter().map(|e| e.id).collect()).await?,
            By::Words => vec![],
        };
        let mut sets: Vec<Uuid> = elements.iter().filter_map(|e| e.set).collect();
        sets.sort_unstable();
        sets.dedup();
        Ok(Some((columns, elements, topics, cited(session, sets).await?)))
    };
    let read = read.await.map_err(|e: database::Error| failed(session, e))?;
    let Some((columns, elements, topics, cited)) = read else {
        let most = ELEMENTS as u64;
        let mut refusal = Refusal::beyond(Code::BadInput, "Elements compared", most + 1, most);
        refusal.message.push_str(" Choose fewer with `kinds`.");
        return Err(refused(refusal));
    };
    let shown = |e: &Read, matched, likeness| Element {
        matched,
        likeness,
        kind: ElementKind(e.kind.clone()),
        number: e.number.clone(),
        status: e.status.clone().map(ElementStatus),
        evidence: Evidence {
            detail: e.label.as_ref().and(e.text.clone()),
            ..evidence(e.id, e.set, &cited, e.label.clone().or_else(|| e.text.clone()))
        },
    };
    let cell = |id: &Uuid, elements: Vec<Element>, stated: bool| Cellular {
        strategy_id: ID(id.to_string()),
        state: match (elements.is_empty(), stated) {
            (true, _) => State::Unknown,
            (false, true) => State::Stated,
            (false, false) => State::Derived,
        },
        elements,
    };
    let rows = match by {
        By::Topic => by_topic(&ids, &elements, &topics, &shown, &cell),
        By::Words => by_words(&ids, &elements, &shown, &cell),
    };
    let named = ids.iter().filter_map(|id| {
        let (title, council) = columns.get(id)?.clone();
        Some(Compared { id: ID(id.to_string()), title, council })
    });
    Ok(Comparison { strategies: named.collect(), rows })
}

type Shown<'f> = &'f dyn Fn(&Read, Matched, Option<f64>) -> Element;
type InCell<'f> = &'f dyn Fn(&Uuid, Vec<Element>, bool) -> Cellular;

/// A topic of an element: which, its label, and whether a source names it.
struct Link {
    element: Uuid,
    topic: Uuid,
    label: String,
    stated: bool,
}

fn by_topic(ids: &[Uuid], elements: &[Read], links: &[Link], shown: Shown<'_>, cell: InCell<'_>) -> Vec<Row> {
    let mut topics: BTreeMap<(&str, Uuid), Vec<&Link>> = BTreeMap::new();
    for link in links {
        topics.entry((&link.label, link.topic)).or_default().push(link);
    }
    let mut rows: Vec<Row> = Vec::with_capacity(topics.len() + 1);
    for ((label, topic), links) in &topics {
        let cells = ids.iter().map(|id| {
            let here = elements.iter().filter(|e| e.strategy == *id);
            let linked: Vec<(&Read, bool)> =
                here.filter_map(|e| links.iter().find(|l| l.element == e.id).map(|l| (e, l.stated))).collect();
            let stated = linked.iter().any(|(_, stated)| *stated);
            cell(id, linked.iter().map(|(e, _)| shown(e, Matched::Topic, None)).collect(), stated)
        });
        rows.push(Row {
            label: Some((*label).to_owned()),
            record_id: Some(ID(topic.to_string())),
            cells: cells.collect(),
        });
    }
    let linked: HashSet<Uuid> = links.iter().map(|l| l.element).collect();
    if elements.iter().any(|e| !linked.contains(&e.id)) {
        let cells = ids.iter().map(|id| {
            let rest = elements.iter().filter(|e| e.strategy == *id && !linked.contains(&e.id));
            cell(id, rest.map(|e| shown(e, Matched::NoTopic, None)).collect(), true)
        });
        rows.push(Row { label: None, record_id: None, cells: cells.collect() });
    }
    rows
}

fn by_words(ids: &[Uuid], elements: &[Read], shown: Shown<'_>, cell: InCell<'_>) -> Vec<Row> {
    let said = |e: &Read| format!("{} {}", e.label.as_deref().unwrap_or(""), e.text.as_deref().unwrap_or(""));
    let bags: HashMap<Uuid, HashSet<String>> = elements.iter().map(|e| (e.id, words::words(&said(e)))).collect();
    let first = elements.iter().filter(|e| Some(&e.strategy) == ids.first());
    let rows = first.map(|own| {
        let cells = ids.iter().enumerate().map(|(i, id)| {
            if i == 0 {
                return cell(id, vec![shown(own, Matched::Itself, None)], true);
            }
            let others = elements.iter().filter(|e| e.strategy == *id);
            let likeness = others.map(|e| (words::likeness(&bags[&own.id], &bags[&e.id]), e));
            let best = likeness.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(share, _)| *share >= ALIKE);
            cell(id, best.map(|(share, e)| shown(e, Matched::Words, Some(share))).into_iter().collect(), false)
        });
        let cells = cells.collect();
        Row { label: own.label.clone().or_else(|| own.text.clone()), record_id: Some(ID(own.id.to_string())), cells }
    });
    rows.collect()
}

async fn columns(session: &Session, ids: &[Uuid]) -> Result<HashMap<Uuid, (String, Option<String>)>, database::Error> {
    let mut sql = begin(&session.db);
    sql.push(", x.id, x.title, c.name FROM strategy x LEFT JOIN board b ON b.id = x.board_id");
    sql.push(" LEFT JOIN council c ON c.id = COALESCE(x.council_id, b.council_id) WHERE ").any_uuid("x.id", ids.into());
    let rows = session.db.rows(sql, &[Sort::Uuid, Sort::Text, Sort::Text]).await?;
    let column = |row: usize| Some((rows.cell(row, 0).uuid()?, (text(rows.cell(row, 1))?, text(rows.cell(row, 2)))));
    Ok((0..rows.len()).filter_map(column).collect())
}

async fn elements(session: &Session, ids: &[Uuid], kinds: &[ElementKind]) -> Result<Vec<Read>, database::Error> {
    let mut sql = begin(&session.db);
    sql.push(
        ", x.id, x.strategy_id, x.kind, x.number, x.label, x.text, x.status, x.provenance_id FROM strategy_element x",
    );
    sql.push(" LEFT JOIN strategy_element u ON u.id = x.parent_id WHERE ").any_uuid("x.strategy_id", ids.into());
    if !kinds.is_empty() {
        sql.push(" AND ").any_text("x.kind", kinds.iter().map(|k| k.0.clone()).collect());
    }
    sql.push(" ORDER BY COALESCE(u.position, x.position), x.parent_id IS NOT NULL, x.position, x.id LIMIT ");
    sql.bind(crate::graph::sql::Bind::Big(ELEMENTS + 1));
    let sorts = [Sort::Uuid, Sort::Uuid, Sort::Text, Sort::Text, Sort::Text, Sort::Text, Sort::Text, Sort::Uuid];
    let rows = session.db.rows(sql, &sorts).await?;
    let element = |row: usize| {
        Some(Read {
            id: rows.cell(row, 0).uuid()?,
            strategy: rows.cell(row, 1).uuid()?,
            kind: text(rows.cell(row, 2))?,
            number: text(rows.cell(row, 3)),
            label: text(rows.cell(row, 4)),
            text: text(rows.cell(row, 5)),
            status: text(rows.cell(row, 6)),
            set: rows.cell(row, 7).uuid(),
        })
    };
    Ok((0..rows.len()).filter_map(element).collect())
}

async fn topics(session: &Session, elements: Vec<Uuid>) -> Result<Vec<Link>, database::Error> {
    let mut sql = begin(&session.db);
    sql.push(", l.from_id, x.id, x.label, l.certainty FROM link l JOIN topic x ON x.id = l.to_id AND l.role = 'TOPIC' WHERE ");
    sql.any_uuid("l.from_id", elements);
    let rows = session.db.rows(sql, &[Sort::Uuid, Sort::Uuid, Sort::Text, Sort::Text]).await?;
    let link = |row: usize| {
        Some(Link {
            element: rows.cell(row, 0).uuid()?,
            topic: rows.cell(row, 1).uuid()?,
            label: text(rows.cell(row, 2))?,
            stated: text(rows.cell(row, 3)).as_deref() == Some("STATED"),
        })
    };
    Ok((0..rows.len()).filter_map(link).collect())
}

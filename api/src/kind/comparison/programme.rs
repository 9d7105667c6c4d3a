//! One programme in every council that runs it: rows are facets, columns are councils.

use std::collections::{HashMap, HashSet};

use async_graphql::{Context, ID, SimpleObject, resolver_utils::enum_value};
use futures_util::future::try_join_all;
use uuid::Uuid;

use super::{
    super::typed::{Answer, begin, failed, named, text, write_filter},
    Certainty, Cited, Council, Councils, Evidence, ProgrammeBy, State, cited, evidence,
    facet::{Facet, READINGS, Reading},
    first_councils,
};
use crate::graph::{
    cell::{Cell, Sort},
    database, json,
    roots::Session,
    scalar::{PartialDate, Pounds},
    sql::Bind,
    written::{Asked, Many, Written, written},
};

/// Records that one cell names at most.
const EVIDENCE: usize = 50;

/// The rows of a comparison, in their order.
const FACETS: [(Facet, &str); 10] = [
    (Facet::Stage, "How far it has come"),
    (Facet::Boards, "Boards"),
    (Facet::LatestDecision, "Latest decision"),
    (Facet::Milestones, "Milestones"),
    (Facet::Funding, "Money"),
    (Facet::Partners, "Partners"),
    (Facet::Indicators, "Measures of success"),
    (Facet::Risks, "Risks"),
    (Facet::Assessments, "Assessments"),
    (Facet::Expectations, "Expectations"),
];

/// One programme in many councils.
#[derive(SimpleObject)]
#[graphql(name = "ProgrammeComparison")]
pub struct Comparison {
    /// The councils, by name, each with its own version of the programme.
    columns: Many<Column>,
    /// The facets: the rows.
    rows: Many<Row>,
}

/// A council, and its own version of the programme.
#[derive(SimpleObject)]
#[graphql(name = "ProgrammeComparisonColumn")]
struct Column {
    /// The council.
    council: Council,
    /// Its versions of the programme, by name; empty when none is known.
    programmes: Vec<ComparedProgramme>,
}

/// A local programme of a comparison.
#[derive(SimpleObject)]
#[graphql(name = "ComparedProgramme")]
struct ComparedProgramme {
    /// Id of the record; `node` and `nodes` give the whole of it.
    id: ID,
    /// Name as its owner prints it.
    name: String,
}

/// One facet in every council.
#[derive(SimpleObject)]
#[graphql(name = "ProgrammeComparisonRow")]
struct Row {
    /// What is compared.
    facet: Facet,
    /// The same in words.
    label: String,
    /// One cell for each council, in the order of `columns`.
    cells: Vec<Cellular>,
}

/// One facet in one council.
#[derive(Clone, SimpleObject)]
#[graphql(name = "ProgrammeComparisonCell")]
struct Cellular {
    /// Id of the council.
    council_id: ID,
    /// Whether the value is stated, derived, known to be empty, or unknown.
    state: State,
    /// The value in short: a word, names or sums as printed, parted by "; ". Null when unknown, and for money whose sum no
    /// source prints.
    value: Option<String>,
    /// The place on the scale, for the stage: 1 to 5. Null for all else.
    scale: Option<i32>,
    /// How many there are: records, of the latest decision all decisions. Null when unknown.
    count: Option<i32>,
    /// The records that it rests on, at most 50.
    evidence: Vec<Evidence>,
}

impl Written for Facet {
    fn write(&self, _: &[Asked<'_>], out: &mut Vec<u8>) {
        json::value(out, &enum_value(*self));
    }
}

written!(Column: "council" => council, "programmes" => programmes);

written!(ComparedProgramme: "id" => id, "name" => name);

written!(Row: "facet" => facet, "label" => label, "cells" => cells);

written!(Cellular:
    "councilId" => council_id, "state" => state, "value" => value, "scale" => scale, "count" => count,
    "evidence" => evidence
);

/// A local programme, as the comparison needs it.
struct Local {
    id: Uuid,
    council: Uuid,
    name: String,
    status: Option<String>,
    set: Option<Uuid>,
}

/// A record found for a facet.
struct Found {
    facet: Facet,
    programme: Uuid,
    record: Uuid,
    set: Option<Uuid>,
    label: Option<String>,
    at: Option<String>,
    amount: Option<i64>,
    detail: Option<String>,
    kind: Option<String>,
    sure: Option<String>,
}

pub async fn compare(
    ctx: &Context<'_>,
    programme: &ProgrammeBy,
    chosen: Option<&Councils>,
    first: Option<i32>,
) -> Answer<Comparison> {
    let session = ctx.data_unchecked::<Session>();
    let programme = named(session, "programme", "programme", &[&programme.0]).await?.remove(0);
    let councils = first_councils(
        session,
        |sql| match chosen {
            Some(Councils(filter)) => write_filter(sql, session, "council", "t0", filter),
            None => {
                sql.push("t0.id IN (SELECT council_id FROM programme WHERE implements_id = ");
                sql.bind(Bind::Uuid(programme)).push(")");
                Ok(())
            }
        },
        "councils",
        first,
    )
    .await?;
    let read = async {
        let locals = locals(session, programme, &councils).await?;
        let ids: Vec<Uuid> = locals.iter().map(|l| l.id).collect();
        let found = try_join_all(READINGS.iter().map(|reading| found(session, reading, ids.clone()))).await?;
        let found: Vec<Found> = found.into_iter().flatten().collect();
        let mut sets: Vec<Uuid> =
            found.iter().filter_map(|f| f.set).chain(locals.iter().filter_map(|l| l.set)).collect();
        sets.sort_unstable();
        sets.dedup();
        Ok((locals, found, cited(session, sets).await?))
    };
    let (locals, found, cited) = read.await.map_err(|e: database::Error| failed(session, e))?;
    let own = owned(&locals, &found);
    let rows = FACETS.iter().map(|&(facet, label)| {
        let cells = councils.iter().map(|council| match own.get(&council.key) {
            Some(own) => cell(facet, council, own, &cited),
            None => cell(facet, council, &Own::default(), &cited),
        });
        Row { facet, label: label.into(), cells: cells.collect() }
    });
    let rows = Many(rows.collect());
    let columns = councils.into_iter().map(|council| {
        let own = locals.iter().filter(|l| l.council == council.key);
        let programmes = own.map(|l| ComparedProgramme { id: ID(l.id.to_string()), name: l.name.clone() }).collect();
        Column { council, programmes }
    });
    Ok(Comparison { columns: Many(columns.collect()), rows })
}

/// What one council has: its own programmes, and what was found for them, in the order in which it was read.
#[derive(Default)]
struct Own<'f> {
    locals: Vec<&'f Local>,
    found: Vec<&'f Found>,
}

/// What each council has.
fn owned<'f>(locals: &'f [Local], found: &'f [Found]) -> HashMap<Uuid, Own<'f>> {
    let council: HashMap<Uuid, Uuid> = locals.iter().map(|local| (local.id, local.council)).collect();
    let mut own: HashMap<Uuid, Own<'f>> = HashMap::new();
    for local in locals {
        own.entry(local.council).or_default().locals.push(local);
    }
    for found in found {
        if let Some(council) = council.get(&found.programme) {
            own.entry(*council).or_default().found.push(found);
        }
    }
    own
}

async fn locals(session: &Session, programme: Uuid, councils: &[Council]) -> Result<Vec<Local>, database::Error> {
    let mut sql = begin(&session.db);
    sql.push(", id, council_id, name, status, provenance_id FROM programme WHERE implements_id = ");
    sql.bind(Bind::Uuid(programme)).push(" AND ");
    sql.any_uuid("council_id", councils.iter().map(|c| c.key).collect()).push(" ORDER BY name, id");
    let sorts = [Sort::Uuid, Sort::Uuid, Sort::Text, Sort::Text, Sort::Uuid];
    let rows = session.db.rows(sql, &sorts).await?;
    let local = |row: usize| {
        Some(Local {
            id: rows.cell(row, 0).uuid()?,
            council: rows.cell(row, 1).uuid()?,
            name: text(rows.cell(row, 2))?,
            status: text(rows.cell(row, 3)),
            set: rows.cell(row, 4).uuid(),
        })
    };
    Ok((0..rows.len()).filter_map(local).collect())
}

async fn found(session: &Session, reading: &Reading, ids: Vec<Uuid>) -> Result<Vec<Found>, database::Error> {
    let mut sql = begin(&session.db);
    // PostgreSQL wants to know of what type a null is.
    let value = |given: &str, ty: &str| match given {
        "" => format!("CAST(NULL AS {ty})"),
        given => given.to_owned(),
    };
    sql.push(&format!(
        ", {}, x.id, x.provenance_id, {}, {}, {}, {}, {}, {} FROM {} WHERE ",
        reading.programme,
        value(reading.label, "text"),
        value(reading.at, "text"),
        value(reading.amount, "bigint"),
        value(reading.detail, "text"),
        value(reading.kind, "text"),
        value(reading.sure, "text"),
        reading.from
    ));
    sql.any_uuid(reading.programme, ids).push(" ORDER BY ").push(reading.order);
    let sorts =
        [Sort::Uuid, Sort::Uuid, Sort::Uuid, Sort::Text, Sort::Text, Sort::Big, Sort::Text, Sort::Text, Sort::Text];
    let rows = session.db.rows(sql, &sorts).await?;
    let found = |row: usize| {
        Some(Found {
            facet: reading.facet,
            programme: rows.cell(row, 0).uuid()?,
            record: rows.cell(row, 1).uuid()?,
            set: rows.cell(row, 2).uuid(),
            label: text(rows.cell(row, 3)),
            at: text(rows.cell(row, 4)),
            amount: if let Cell::Big(n) = rows.cell(row, 5) { Some(n) } else { None },
            detail: text(rows.cell(row, 6)).map(|detail| match reading.facet {
                Facet::LatestDecision => listed(&detail).join("; "),
                _ => detail,
            }),
            kind: text(rows.cell(row, 7)),
            sure: text(rows.cell(row, 8)),
        })
    };
    Ok((0..rows.len()).filter_map(found).collect())
}

/// A stored list.
fn listed(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

/// How far a programme has come, in the order of the scale.
const SCALE: [&str; 5] = ["ANNOUNCED", "DESIGN", "DELIVERY", "EMBEDDING", "CLOSED"];

fn cell(facet: Facet, council: &Council, own: &Own<'_>, cited: &HashMap<Uuid, Cited>) -> Cellular {
    let Own { locals, found } = own;
    let of = |facet: Facet| found.iter().copied().filter(move |f| f.facet == facet);
    let local = |l: &Local, label: &str| evidence(l.id, l.set, cited, Some(label.to_owned()));
    let mut cell = Cellular {
        council_id: council.id.clone(),
        state: State::Unknown,
        value: None,
        scale: None,
        count: None,
        evidence: vec![],
    };
    match facet {
        Facet::Stage => {
            let place = |l: &&Local| l.status.as_deref().and_then(|s| SCALE.iter().position(|word| *word == s));
            let furthest = locals.iter().filter_map(|l| place(l).map(|at| (at, *l))).max_by_key(|(at, _)| *at);
            let reached = |f: &&Found| f.detail.as_deref() == Some("REACHED") && f.kind.as_deref() == Some("LIVE");
            let live = of(Facet::Milestones).find(reached);
            match (furthest, live) {
                (Some((at, l)), _) => {
                    let told = vec![local(l, &l.name)];
                    // The furthest of several was chosen by us.
                    let state = if locals.len() > 1 { State::Derived } else { stated(&told) };
                    fill(&mut cell, state, SCALE[at].into(), told);
                }
                (None, Some(f)) => fill(&mut cell, State::Derived, SCALE[2].into(), vec![shown(f, cited)]),
                (None, None) => {}
            }
            cell.scale = cell.value.as_deref().and_then(|v| SCALE.iter().position(|w| *w == v)).map(|at| at as i32 + 1);
        }
        Facet::LatestDecision => {
            if let Some(latest) = of(facet).next() {
                let effects = latest.detail.clone().unwrap_or_default();
                fill(&mut cell, State::Derived, effects, vec![shown(latest, cited)]);
                let decisions: HashSet<Uuid> = of(facet).map(|f| f.record).collect();
                cell.count = i32::try_from(decisions.len()).ok();
            }
        }
        _ => {
            // A board that decided twice is one board; and one that decided is not named again as one that answers.
            let mut seen = HashSet::new();
            let all: Vec<&Found> = of(facet).filter(|f| seen.insert(f.record)).collect();
            if !all.is_empty() {
                let evidence: Vec<Evidence> = all.iter().take(EVIDENCE).map(|f| shown(f, cited)).collect();
                let none = facet == Facet::Assessments && all.iter().all(|f| f.detail.as_deref() == Some("NOT_NEEDED"));
                let state = if none { State::KnownEmpty } else { stated(&evidence) };
                let value: Vec<String> = all.iter().filter_map(|f| in_short(f)).collect();
                fill(&mut cell, state, value.join("; "), evidence);
                cell.count = i32::try_from(all.len()).ok();
            }
        }
    }
    cell
}

/// Stated, unless all that tells of it is inferred.
fn stated(evidence: &[Evidence]) -> State {
    let inferred = |e: &Evidence| e.certainty.as_ref().is_some_and(|c| c.0 == "INFERRED");
    if evidence.iter().all(inferred) { State::Derived } else { State::Stated }
}

fn fill(cell: &mut Cellular, state: State, value: String, evidence: Vec<Evidence>) {
    (cell.state, cell.value) = (state, Some(value).filter(|v| !v.is_empty()));
    cell.count = i32::try_from(evidence.len()).ok();
    cell.evidence = evidence;
}

/// A record in a few words.
fn in_short(found: &Found) -> Option<String> {
    match found.facet {
        Facet::Funding => found.detail.clone(),
        Facet::Assessments => Some(format!("{}: {}", found.label.as_deref()?, found.detail.as_deref()?)),
        Facet::Milestones => {
            let label = found.label.as_deref()?.trim_end_matches('.');
            Some(found.at.as_ref().map_or_else(|| label.to_owned(), |at| format!("{label} ({at})")))
        }
        Facet::Expectations => found.detail.clone(),
        _ => found.label.as_deref().map(|label| label.trim_end_matches('.').to_owned()),
    }
}

fn shown(found: &Found, cited: &HashMap<Uuid, Cited>) -> Evidence {
    let plain = evidence(found.record, found.set, cited, found.label.clone());
    // What is linked by inference is no surer than the link.
    let doubt = |c: &Certainty| entities::citation::CERTAINTY.words.iter().position(|w| w.word == c.0);
    let certainty = plain.certainty.into_iter().chain(found.sure.clone().map(Certainty)).max_by_key(doubt);
    Evidence {
        certainty,
        at: found.at.clone().map(PartialDate),
        amount: found.amount.map(Pounds),
        detail: found.detail.clone(),
        record_id: plain.record_id,
        label: plain.label,
        source_title: plain.source_title,
        source_url: plain.source_url,
        locator: plain.locator,
    }
}

#[cfg(test)]
mod tests {
    use super::{Cellular, Column, ComparedProgramme, Council, Evidence, Row};
    use crate::graph::written::holds;

    #[test]
    fn every_field_of_the_schema_is_written() {
        holds(&[
            ("ComparedCouncil", Council::FIELDS),
            ("ComparedProgramme", ComparedProgramme::FIELDS),
            ("ComparisonEvidence", Evidence::FIELDS),
            ("ProgrammeComparisonCell", Cellular::FIELDS),
            ("ProgrammeComparisonColumn", Column::FIELDS),
            ("ProgrammeComparisonRow", Row::FIELDS),
        ]);
    }
}

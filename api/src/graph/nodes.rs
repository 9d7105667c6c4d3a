//! Records of any type by their ids, and why a root field has no answer.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError},
};

use async_graphql::{Context, Positioned, ServerError, ServerResult, Value, parser::types::Field as AstField};
use uuid::Uuid;

use super::{
    answer::Writer,
    argument::{Scope, below},
    catalogue::Catalogue,
    cell::Sort,
    database,
    level::Level,
    plan::Planner,
    roots::Session,
    run::{self, Fault, Fetched},
    special,
    statement::{self, Start},
};
use crate::error::{Code, Refusal};

/// Why there is no answer.
pub enum Trouble {
    Refused(Refusal),
    Failed(Fault),
    /// An error on the list says it already.
    Said,
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

impl From<database::Error> for Trouble {
    fn from(error: database::Error) -> Self {
        Self::Failed(Arc::new(error))
    }
}

/// Records of any type: one statement finds their types and what stands for those that were merged, then one for each type that there is.
pub async fn nodes(
    planner: &Planner<'_, '_>,
    writer: &Writer<'_>,
    field: &Positioned<AstField>,
    ids: &[Uuid],
    listed: bool,
) -> Result<Vec<Vec<u8>>, Trouble> {
    let (catalogue, db) = (planner.catalogue, &writer.ctx.data_unchecked::<Session>().db);
    let mut sql = db.sql();
    statement::tables_of(&mut sql, catalogue, ids.to_vec());
    let found = db.rows(sql, &[Sort::Uuid, Sort::Uuid]).await?;
    let pair = |row: usize| Some((found.cell(row, 1).uuid()?, found.cell(row, 0).uuid()?));
    let records: HashMap<Uuid, Uuid> = (0..found.len()).filter_map(pair).collect();
    let mut values = vec![b"null".to_vec(); ids.len()];
    let mut forms: Vec<usize> = (0..found.len()).map(|row| found.parent(row)).collect();
    forms.sort_unstable();
    forms.dedup();
    for form in forms {
        let of_form = (0..found.len()).filter(|row| found.parent(*row) == form);
        let wanted: Vec<Uuid> = of_form.filter_map(|row| found.cell(row, 0).uuid()).collect();
        let (mut level, object) = planner.record(form, &below(&[field]))?;
        let id = level.cell(0, "id", Sort::Uuid);
        let fetched = match fetch(writer.ctx, catalogue, &level, &Start::Ids(wanted.clone())).await {
            Ok(fetched) => fetched,
            // What is of other types is answered all the same.
            Err(fault) if listed => {
                let place = ids.iter().position(|id| records.get(id).is_some_and(|id| wanted.contains(id)));
                writer.failed(&fault, place);
                continue;
            }
            Err(fault) => return Err(fault.into()),
        };
        for row in 0..fetched.rows.len() {
            let here = fetched.rows.cell(row, id).uuid();
            for (place, _) in
                ids.iter().enumerate().filter(|(_, id)| here.is_some() && records.get(id).copied() == here)
            {
                values[place] = writer.record(&level, &object, &fetched, row, listed.then_some(place));
            }
        }
    }
    Ok(values)
}

/// Reads a plan's rows, then its hand-written fields.
pub async fn fetch(
    ctx: &Context<'_>,
    catalogue: &Catalogue,
    level: &Level<'_>,
    start: &Start,
) -> Result<Fetched, Fault> {
    let session = ctx.data_unchecked::<Session>();
    let mut fetched = run::root(&session.db, catalogue, level, start).await?;
    special::fill(ctx, level, &mut fetched).await;
    Ok(fetched)
}

/// A page that failed has said why already: that error goes up with it, and is not said twice.
pub fn last_error(ctx: &Context<'_>) -> ServerError {
    let mut errors = ctx.query_env.errors.lock().unwrap_or_else(PoisonError::into_inner);
    errors.pop().unwrap_or_else(|| Refusal::new(Code::Internal, "Something went wrong on our side.").to_error())
}

/// The records with these ids as hand-written fields give them: what is asked of them is what is selected below the field.
/// Null stands for an id that is no record's.
pub async fn values(ctx: &Context<'_>, ids: &[Uuid]) -> ServerResult<Vec<Value>> {
    let session = ctx.data_unchecked::<Session>();
    let scope = Scope { fragments: &ctx.query_env.fragments, variables: &ctx.query_env.variables };
    let planner = Planner { catalogue: session.catalogue, scope };
    let explain = |fault: &Fault| session.explain(fault);
    let writer = Writer::new(ctx, session.catalogue, &session.base, &explain);
    let found = nodes(&planner, &writer, ctx.item, ids, false).await.map_err(|trouble| match trouble {
        Trouble::Refused(refusal) => refusal.to_error(),
        Trouble::Failed(fault) => session.explain(&fault),
        Trouble::Said => last_error(ctx),
    })?;
    let value = |json: Vec<u8>| if json == b"null" { Value::Null } else { Value::Binary(json.into()) };
    Ok(found.into_iter().map(value).collect())
}

//! `Strategy.status(asOf:)`: where a strategy stood on a day, read for many strategies at once.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use async_graphql::{
    Context, ContextSelectionSet, Name, Object, OutputType, Positioned, Result, ServerResult, Value,
    dataloader::{DataLoader, Loader},
    parser::types::Field,
    registry::Registry,
};
use uuid::Uuid;

use crate::graph::{
    cell::{Cell, Sort},
    database::Database,
    roots::Session,
    run::Fault,
    scalar::Date,
    special::Extra,
    sql::Bind,
};

pub struct Standing(Uuid);

impl Extra for Standing {
    fn of(id: Uuid) -> Self {
        Self(id)
    }
}

#[Object]
impl Standing {
    /// Where it stands: the latest status known, or the latest that began on or before a day. Null when no source says.
    async fn status(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; null means the latest known. A status without a date counts as the earliest.")]
        as_of: Option<Date>,
    ) -> Result<Option<StatusWord>> {
        let statuses = ctx.data_unchecked::<DataLoader<Statuses>>();
        let day = as_of.map(|d| d.0);
        match statuses.load_one((self.0, day)).await {
            Ok(word) => Ok(word.map(StatusWord)),
            Err(fault) => {
                let error = ctx.data_unchecked::<Session>().explain(&fault);
                Err(async_graphql::Error { message: error.message, source: None, extensions: error.extensions })
            }
        }
    }
}

/// A word of `StrategyStatusKind`, which the description registers.
struct StatusWord(String);

impl OutputType for StatusWord {
    fn type_name() -> Cow<'static, str> {
        entities::strategy_status::KIND.name.into()
    }

    fn create_type_info(_registry: &mut Registry) -> String {
        Self::qualified_type_name()
    }

    async fn resolve(&self, _ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        Ok(Value::Enum(Name::new(&self.0)))
    }
}

/// Reads statuses of many strategies in one statement for each day asked for.
pub struct Statuses(pub Arc<Database>);

impl Loader<(Uuid, Option<String>)> for Statuses {
    type Value = String;
    type Error = Fault;

    async fn load(&self, keys: &[(Uuid, Option<String>)]) -> Result<HashMap<(Uuid, Option<String>), String>, Fault> {
        let mut days: HashMap<Option<String>, Vec<Uuid>> = HashMap::new();
        for (id, day) in keys {
            days.entry(day.clone()).or_default().push(*id);
        }
        let mut found = HashMap::new();
        for (day, ids) in days {
            let mut sql = self.0.sql();
            sql.select();
            sql.push(", strategy_id, kind FROM strategy_status WHERE ").any_uuid("strategy_id", ids);
            if let Some(day) = &day {
                let start = sql.partial_start("from_date");
                sql.push(" AND (from_date IS NULL OR ")
                    .push(&start)
                    .push(" <= ")
                    .bind(Bind::Text(day.clone()))
                    .push(")");
            }
            let start = sql.partial_start("COALESCE(from_date, '')");
            sql.push(" ORDER BY ").push(&start).push(", id");
            let rows = self.0.rows(sql, &[Sort::Uuid, Sort::Text]).await?;
            for row in 0..rows.len() {
                if let (Cell::Uuid(id), Cell::Text(word)) = (rows.cell(row, 0), rows.cell(row, 1)) {
                    found.insert((id, day.clone()), word.to_owned());
                }
            }
        }
        Ok(found)
    }
}

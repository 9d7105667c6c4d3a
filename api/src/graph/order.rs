//! Orderings and keyset cursors: a cursor holds the keys of its row in the list's ordering, and its id.

use async_graphql::Value;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use entities::Kind;
use serde_json::Value as Json;
use uuid::Uuid;

use super::{
    catalogue::{Catalogue, Form},
    cell::{Cell, Sort},
    describe::Order,
    scalar,
    sql::{Bind, Sql},
};
use crate::error::{Code, Refusal};

/// Version of the cursor's form; a cursor of another version is refused.
const VERSION: u64 = 1;
/// A day before every day, which stands for "not known" so that such rows come last in newest-first lists.
const NO_DAY: &str = "0001-01-01";

/// One key of an ordering: a column, of the row itself or of one that it points to, and what stands for null in it.
#[derive(Clone, Debug)]
pub struct Key {
    pub way: Vec<Step>,
    pub column: &'static str,
    pub sort: Sort,
    pub null: bool,
    /// Whether a partial date counts by its earliest day.
    pub earliest: bool,
}

/// A reference that leads from one row to another.
#[derive(Clone, Debug)]
pub struct Step {
    pub column: &'static str,
    table: &'static str,
    null: bool,
}

/// The keys of an ordering: its columns, and the id where rows have one. In a list of rows that all hold the same value
/// in the column `fixed`, keys that follow from it are left out.
pub fn keys(catalogue: &Catalogue, form: &Form, order: &'static Order, fixed: Option<&str>) -> Vec<Key> {
    let id: &[&'static str] = if form.ty.record { &["id"] } else { &[] };
    let paths = order.columns.iter().chain(id).filter(|path| path.split('.').next() != fixed);
    paths.filter_map(|path| key(catalogue, form, path)).collect()
}

fn key(catalogue: &Catalogue, form: &Form, path: &'static str) -> Option<Key> {
    let (mut form, mut rest, mut way) = (form, path, Vec::new());
    while let Some((reference, below)) = rest.split_once('.') {
        let column = form.columns[form.column(reference)?];
        let Kind::Reference(table) = column.kind else { return None };
        way.push(Step { column: column.name, table, null: column.null });
        form = catalogue.form(catalogue.of_table(table)?);
        rest = below;
    }
    let column = form.columns[form.column(rest)?];
    let null = column.null || way.iter().any(|step| step.null);
    let earliest = form.ty.gathered && matches!(column.kind, Kind::PartialDate);
    Some(Key { way, column: column.name, sort: Sort::of(column.kind), null, earliest })
}

impl Key {
    /// The alias of the row that holds the column, from that of the row which is ordered.
    fn holder(&self, alias: &str) -> String {
        self.way.iter().fold(alias.to_owned(), |alias, step| format!("{alias}_{}", step.column))
    }

    /// Writes the expression that rows are ordered by.
    pub fn write(&self, sql: &mut Sql, alias: &str) {
        let holder = self.holder(alias);
        if self.earliest {
            let start = sql.partial_start(&format!("COALESCE({holder}.{}, '')", self.column));
            sql.push(&start);
        } else if self.null {
            let postgres = sql.is_postgres();
            sql.push("COALESCE(").push(&holder).push(".").push(self.column).push(", ").push(match self.sort {
                Sort::Date if postgres => "DATE '0001-01-01'",
                Sort::Date => "'0001-01-01'",
                Sort::Int | Sort::Big => "0",
                Sort::Bool => "false",
                Sort::Text | Sort::Uuid => "''",
            });
            sql.push(")");
        } else {
            sql.push(&holder).push(".").push(self.column);
        }
    }
}

/// Writes the joins to the rows that hold the keys.
pub fn write_joins(sql: &mut Sql, keys: &[Key], alias: &str) {
    let mut joined = Vec::new();
    for key in keys {
        let mut from = alias.to_owned();
        for step in &key.way {
            let to = format!("{from}_{}", step.column);
            if !joined.contains(&to) {
                sql.push(if step.null { " LEFT JOIN " } else { " JOIN " }).push(step.table).push(" ").push(&to);
                sql.push(&format!(" ON {to}.id = {from}.{}", step.column));
                joined.push(to.clone());
            }
            from = to;
        }
    }
}

/// Whether the order begins with a column of another row, which every row has.
pub fn leads_far(keys: &[Key]) -> bool {
    keys.first().is_some_and(|key| !key.way.is_empty() && key.way.iter().all(|step| !step.null))
}

/// Writes the joins from the far end of the first key to the table, for keys that lead no other way.
pub fn write_from_far(sql: &mut Sql, keys: &[Key], table: &str, alias: &str) {
    let Some(first) = keys.first() else { return };
    let mut aliases = vec![alias.to_owned()];
    for step in &first.way {
        aliases.push(format!("{}_{}", aliases[aliases.len() - 1], step.column));
    }
    let far = first.way.len();
    sql.push(first.way[far - 1].table).push(" ").push(&aliases[far]);
    for near in (0..far).rev() {
        let name = if near == 0 { table } else { first.way[near - 1].table };
        let (here, there, column) = (&aliases[near], &aliases[near + 1], first.way[near].column);
        sql.push(&format!(" CROSS JOIN {name} {here} ON {here}.{column} = {there}.id"));
    }
}

/// Writes `ORDER BY` the keys; `backward` turns the direction round.
pub fn write_order(sql: &mut Sql, keys: &[Key], alias: &str, descending: bool) {
    for (i, key) in keys.iter().enumerate() {
        if i > 0 {
            sql.push(", ");
        }
        key.write(sql, alias);
        if descending {
            sql.push(" DESC");
        }
    }
}

/// Writes the condition that a row lies behind a cursor's place (`ahead`) or before it.
pub fn write_beyond(sql: &mut Sql, keys: &[Key], place: &[Bind], alias: &str, greater: bool) {
    sql.push("(");
    for (i, key) in keys.iter().enumerate() {
        if i > 0 {
            sql.push(", ");
        }
        key.write(sql, alias);
    }
    sql.push(if greater { ") > (" } else { ") < (" });
    for (i, value) in place.iter().enumerate() {
        if i > 0 {
            sql.push(", ");
        }
        sql.bind(value.clone());
    }
    sql.push(")");
}

/// The cursor of a row, from the cells of its keys.
pub fn cursor<'a>(form: &Form, order: &Order, keys: &[Key], cells: impl Iterator<Item = Cell<'a>>) -> String {
    let mut parts = vec![Json::from(VERSION), Json::from(form.ty.name), Json::from(order.name)];
    parts.extend(keys.iter().zip(cells).map(|(key, cell)| match cell {
        Cell::Null => match key.sort {
            Sort::Date => Json::from(NO_DAY),
            Sort::Int | Sort::Big => Json::from(0),
            Sort::Bool => Json::from(false),
            Sort::Text | Sort::Uuid => Json::from(""),
        },
        Cell::Uuid(id) => Json::from(id.to_string()),
        Cell::Text(text) if key.earliest => Json::from(text.split('/').next().unwrap_or(text).trim_end_matches('~')),
        Cell::Text(text) => Json::from(text),
        Cell::Int(n) => Json::from(n),
        Cell::Big(n) => Json::from(n),
        Cell::Bool(b) => Json::from(b),
        Cell::Date(day) => Json::from(day.to_string()),
    }));
    URL_SAFE_NO_PAD.encode(Json::Array(parts).to_string())
}

/// The place that a cursor stands for.
pub fn place(form: &Form, order: &Order, keys: &[Key], argument: &str, value: &Value) -> Result<Vec<Bind>, Refusal> {
    let bad = |why: &str| Refusal::new(Code::BadCursor, format!("`{argument}` is no cursor of this list: {why}."));
    let Value::String(text) = value else { return Err(bad("it is not a text")) };
    let json = URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Vec<Json>>(&bytes).ok())
        .ok_or_else(|| bad("it does not decode"))?;
    let [version, ty, name, values @ ..] = json.as_slice() else { return Err(bad("it is too short")) };
    if version.as_u64() != Some(VERSION) {
        return Err(bad("it is of another version"));
    }
    if ty.as_str() != Some(form.ty.name) {
        return Err(bad(&format!("it belongs to a list of another type than {}", form.ty.name)));
    }
    if name.as_str() != Some(order.name) {
        return Err(bad(&format!("it belongs to another ordering than {}", order.name)));
    }
    if values.len() != keys.len() {
        return Err(bad("it has the wrong number of keys"));
    }
    keys.iter()
        .zip(values)
        .map(|(key, value)| match key.sort {
            Sort::Uuid => value.as_str().and_then(|s| s.parse::<Uuid>().ok()).map(Bind::Uuid),
            Sort::Text => value.as_str().filter(|s| !s.contains('\0')).map(|s| Bind::Text(s.into())),
            Sort::Int => value.as_i64().and_then(|n| i32::try_from(n).ok()).map(Bind::Int),
            Sort::Big => value.as_i64().map(Bind::Big),
            Sort::Bool => value.as_bool().map(Bind::Bool),
            Sort::Date => value.as_str().and_then(scalar::day).map(Bind::Date),
        })
        .collect::<Option<_>>()
        .ok_or_else(|| bad("a key has the wrong form"))
}

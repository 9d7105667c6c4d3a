//! The statements: one for a root list, one for the children of any number of parents, one to count them.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    catalogue::{Catalogue, Form},
    cell::Sort,
    describe::{Path, Via},
    filter::{self, Test},
    gather::{self, GATHERED},
    level::{LINK, Level, Narrow},
    merged, order,
    sql::{Bind, Sql},
    window::Window,
};

/// Which rows of the level's type a root statement starts from.
pub enum Start {
    All,
    /// A unique column holds a value.
    Column(&'static str, Bind),
    Ids(Vec<Uuid>),
    /// An identifier of the scheme, past or present, has the value.
    Identifier(&'static str, String),
}

/// A statement that starts at the root.
pub fn root(sql: &mut Sql, catalogue: &Catalogue, level: &Level<'_>, start: &Start) {
    sql.select();
    for cell in &level.cells {
        sql.push(", ");
        write_cell(sql, cell, None);
    }
    match (start, &level.narrow.filter) {
        // SQLite reads the rows in their order only when it begins with the table that the order begins with.
        (Start::All, None) if !sql.is_postgres() && order::leads_far(&level.keys) => {
            sql.push(" FROM ");
            order::write_from_far(sql, &level.keys, catalogue.form(level.form).table(), "t0");
            to_one(sql, catalogue, level);
        }
        _ => from(sql, catalogue, level),
    }
    sql.push(" WHERE ");
    starting(sql, catalogue.form(level.form), start);
    narrow(sql, catalogue, level, "t0");
    if let Some(window) = &level.window {
        beyond(sql, window, "t0");
        sql.push(" ORDER BY ");
        order::write_order(sql, &window.keys, "t0", window.descending());
        sql.push(" LIMIT ").bind(Bind::Big(i64::from(window.count) + 1));
    }
}

/// A statement that counts the rows of a root list.
pub fn root_total(sql: &mut Sql, catalogue: &Catalogue, level: &Level<'_>) {
    let form = catalogue.form(level.form);
    sql.select();
    sql.push(", count(*) FROM ").push(form.table()).push(" t0 WHERE 1 = 1");
    narrow(sql, catalogue, level, "t0");
}

/// A statement that reads the children of many parents: for each at most the window's count, in order.
pub fn children(sql: &mut Sql, catalogue: &Catalogue, level: &Level<'_>, path: &Path, parents: Vec<Uuid>) {
    if !path.branches.is_empty() {
        children_gathered(sql, catalogue, level, path, parents);
    } else if sql.is_postgres() {
        children_postgres(sql, catalogue, level, path, parents);
    } else {
        children_sqlite(sql, catalogue, level, path, parents);
    }
}

fn children_postgres(sql: &mut Sql, catalogue: &Catalogue, level: &Level<'_>, path: &Path, parents: Vec<Uuid>) {
    sql.push("SELECT p.n - 1");
    for i in 0..level.cells.len() {
        sql.push(&format!(", x.c{i}"));
    }
    sql.push(" FROM unnest(")
        .bind(Bind::Uuids(parents))
        .push(") WITH ORDINALITY AS p(id, n) CROSS JOIN LATERAL (SELECT ");
    for (i, cell) in level.cells.iter().enumerate() {
        sql.push(if i > 0 { ", " } else { "" });
        write_cell(sql, cell, Some((path, "p.id")));
        sql.push(&format!(" AS c{i}"));
    }
    // Within one parent the inner order holds: with a limit the subquery runs once for each parent, in a nested loop. Without
    // one it could be flattened, and the order is said outside as well.
    let outside = if level.window.is_some() { [].as_slice() } else { level.keys.as_slice() };
    for (i, key) in outside.iter().enumerate() {
        sql.push(if i > 0 || !level.cells.is_empty() { ", " } else { "" });
        key.write(sql, "t0");
        sql.push(&format!(" AS k{i}"));
    }
    from(sql, catalogue, level);
    sql.push(" WHERE ");
    write_link(sql, path, "t0", |sql| {
        sql.push("p.id");
    });
    narrow(sql, catalogue, level, "t0");
    if let Some(window) = &level.window {
        beyond(sql, window, "t0");
        sql.push(" ORDER BY ");
        order::write_order(sql, &window.keys, "t0", window.descending());
        sql.push(" LIMIT ").bind(Bind::Big(i64::from(window.count) + 1));
    }
    sql.push(") x ORDER BY p.n");
    let descending = level.descending();
    for i in 0..outside.len() {
        sql.push(&format!(", x.k{i}{}", if descending { " DESC" } else { "" }));
    }
}

fn children_sqlite(sql: &mut Sql, catalogue: &Catalogue, level: &Level<'_>, path: &Path, parents: Vec<Uuid>) {
    const PARENT: &str = "unhex(p.value)";
    let parent = |sql: &mut Sql| {
        sql.push(PARENT);
    };
    let table = catalogue.form(level.form).table();
    sql.push("SELECT p.key");
    for cell in &level.cells {
        sql.push(", ");
        write_cell(sql, cell, Some((path, PARENT)));
    }
    sql.push(" FROM json_each(").bind(Bind::Uuids(parents)).push(") p CROSS JOIN ").push(table).push(" t0");
    joins(sql, catalogue, level);
    sql.push(" WHERE ");
    if let Some(window) = &level.window {
        sql.push("t0.rowid IN (SELECT u.rowid FROM ").push(table).push(" u");
        order::write_joins(sql, &window.keys, "u");
        sql.push(" WHERE ");
        write_link(sql, path, "u", parent);
        narrow(sql, catalogue, level, "u");
        beyond(sql, window, "u");
        sql.push(" ORDER BY ");
        order::write_order(sql, &window.keys, "u", window.descending());
        sql.push(" LIMIT ").bind(Bind::Big(i64::from(window.count) + 1)).push(")");
    } else {
        write_link(sql, path, "t0", parent);
        narrow(sql, catalogue, level, "t0");
    }
    sql.push(" ORDER BY p.key");
    if !level.keys.is_empty() {
        sql.push(", ");
        order::write_order(sql, &level.keys, "t0", level.descending());
    }
}

/// Numbers the gathered rows of each parent in their order, and takes the first.
fn children_gathered(sql: &mut Sql, catalogue: &Catalogue, level: &Level<'_>, path: &Path, parents: Vec<Uuid>) {
    gather::write(sql, catalogue.form(level.form), path.branches, parents);
    sql.push(", placed AS (SELECT t0.*, row_number() OVER (PARTITION BY t0.parent ORDER BY ");
    order::write_order(sql, &level.keys, "t0", level.descending());
    sql.push(") AS place FROM ").push(GATHERED).push(" t0");
    order::write_joins(sql, &level.keys, "t0");
    sql.push(" WHERE 1 = 1");
    narrow(sql, catalogue, level, "t0");
    if let Some(window) = &level.window {
        beyond(sql, window, "t0");
    }
    sql.push(") SELECT t0.parent");
    for cell in &level.cells {
        sql.push(", ");
        write_cell(sql, cell, None);
    }
    sql.push(" FROM placed t0");
    joins(sql, catalogue, level);
    if let Some(window) = &level.window {
        sql.push(" WHERE t0.place <= ").bind(Bind::Big(i64::from(window.count) + 1));
    }
    sql.push(" ORDER BY t0.parent, t0.place");
}

/// A statement that counts the children of many parents.
pub fn children_total(sql: &mut Sql, catalogue: &Catalogue, level: &Level<'_>, path: &Path, parents: Vec<Uuid>) {
    if !path.branches.is_empty() {
        gather::write(sql, catalogue.form(level.form), path.branches, parents);
        sql.push(" SELECT t0.parent, count(*) FROM ").push(GATHERED).push(" t0 WHERE 1 = 1");
        narrow(sql, catalogue, level, "t0");
        sql.push(" GROUP BY t0.parent");
        return;
    }
    let postgres = sql.is_postgres();
    sql.push(if postgres { "SELECT p.n - 1" } else { "SELECT p.key" });
    sql.push(", (SELECT count(*) FROM ").push(catalogue.form(level.form).table()).push(" t0 WHERE ");
    write_link(sql, path, "t0", |sql| {
        sql.push(if postgres { "p.id" } else { "unhex(p.value)" });
    });
    narrow(sql, catalogue, level, "t0");
    sql.push(if postgres { ") FROM unnest(" } else { ") FROM json_each(" });
    sql.bind(Bind::Uuids(parents)).push(if postgres { ") WITH ORDINALITY AS p(id, n)" } else { ") p" });
}

/// Finds the tables in which ids stand: for each the type that it has, the record's id and the id that was asked for, which
/// is another where records were merged.
pub fn tables_of(sql: &mut Sql, catalogue: &Catalogue, ids: Vec<Uuid>) {
    let number = if sql.is_postgres() { "CAST({} AS bigint)" } else { "{}" };
    for (i, form) in catalogue.records().enumerate() {
        let place = catalogue.named(form.ty.name).unwrap_or_default();
        sql.push(if i > 0 { " UNION ALL SELECT " } else { "SELECT " });
        sql.push(&number.replace("{}", &place.to_string())).push(", id, id FROM ").push(form.table()).push(" WHERE ");
        sql.any_uuid("id", ids.clone());
    }
    sql.push(" UNION ALL SELECT CASE record_type");
    for form in catalogue.records().filter(|form| merged::can_be(form.table())) {
        let place = catalogue.named(form.ty.name).unwrap_or_default().to_string();
        sql.push(" WHEN '").push(form.table()).push("' THEN ").push(&number.replace("{}", &place));
    }
    sql.push(" END, into_id, record_id FROM merged WHERE ").any_uuid("record_id", ids);
}

/// Finds the record behind an address: its table and id.
pub fn record_at(sql: &mut Sql, url: &str) {
    sql.select();
    sql.push(", record_type, record_id FROM identifier WHERE scheme = 'url' AND value = ").bind(Bind::Text(url.into()));
    sql.push(" ORDER BY record_type, record_id LIMIT 1");
}

/// Writes that a row under `alias` is reached by the path from the value that `near` writes.
pub fn write_link(sql: &mut Sql, path: &Path, alias: &str, near: impl Fn(&mut Sql)) {
    match &path.via {
        None => {
            sql.push(alias).push(".").push(path.far).push(" = ");
            near(sql);
        }
        Some(via) => {
            sql.push(alias)
                .push(".")
                .push(path.far)
                .push(" IN (SELECT v.")
                .push(via.far)
                .push(" FROM ")
                .push(via.table);
            sql.push(" v WHERE v.").push(via.near).push(" = ");
            near(sql);
            only(sql, via.only, "v");
            sql.push(")");
        }
    }
    only(sql, path.only, alias);
}

fn only(sql: &mut Sql, condition: &str, alias: &str) {
    if !condition.is_empty() {
        sql.push(" AND ").push(&condition.replace("{}", alias));
    }
}

/// Writes a cell. One of the row between parent and child is found from both: by the path and the parent's id.
fn write_cell(sql: &mut Sql, (join, column, _): &(usize, &'static str, Sort), parent: Option<(&Path, &str)>) {
    match parent {
        Some((Path { via: Some(via), far, .. }, id)) if *join == LINK => {
            let Via { table, near, far: to, .. } = via;
            sql.push(&format!("(SELECT v.{column} FROM {table} v WHERE v.{near} = {id} AND v.{to} = t0.{far}"));
            only(sql, via.only, "v");
            sql.push(" LIMIT 1)");
        }
        _ => {
            sql.push(&format!("t{join}.{column}"));
        }
    }
}

fn from(sql: &mut Sql, catalogue: &Catalogue, level: &Level<'_>) {
    sql.push(" FROM ").push(catalogue.form(level.form).table()).push(" t0");
    joins(sql, catalogue, level);
}

fn joins(sql: &mut Sql, catalogue: &Catalogue, level: &Level<'_>) {
    to_one(sql, catalogue, level);
    order::write_joins(sql, &level.keys, "t0");
}

fn to_one(sql: &mut Sql, catalogue: &Catalogue, level: &Level<'_>) {
    for (i, join) in level.joins.iter().enumerate() {
        let alias = format!("t{}", i + 1);
        sql.push(" LEFT JOIN ").push(catalogue.form(join.form).table()).push(" ").push(&alias).push(" ON ");
        write_link(sql, &join.path, &alias, |sql| {
            sql.push(&format!("t{}.{}", join.parent, join.path.near));
        });
    }
}

fn starting(sql: &mut Sql, form: &Form, start: &Start) {
    match start {
        Start::All => sql.push("1 = 1"),
        Start::Column("slug", slug) if merged::can_be(form.table()) => merged::by_slug(sql, form.table(), slug),
        Start::Column(column, value) => sql.push("t0.").push(column).push(" = ").bind(value.clone()),
        Start::Ids(ids) if merged::can_be(form.table()) => merged::by_ids(sql, ids),
        Start::Ids(ids) => sql.any_uuid("t0.id", ids.clone()),
        Start::Identifier(scheme, value) => sql
            .push("t0.id IN (SELECT record_id FROM identifier WHERE scheme = ")
            .bind(Bind::Text((*scheme).into()))
            .push(" AND value = ")
            .bind(Bind::Text(value.clone()))
            .push(" AND record_type = ")
            .bind(Bind::Text(form.table().into()))
            .push(")"),
    };
}

pub fn narrow(sql: &mut Sql, catalogue: &Catalogue, level: &Level<'_>, alias: &str) {
    let Narrow { filter, as_of, after_sequence } = &level.narrow;
    if let Some(test) = filter {
        sql.push(" AND ");
        filtered(sql, catalogue, catalogue.form(level.form), test, alias);
    }
    if let Some(day) = as_of {
        valid_on(sql, alias, *day);
    }
    if let Some(sequence) = after_sequence {
        sql.push(" AND ").push(alias).push(".sequence > ").bind(Bind::Big(*sequence));
    }
}

fn filtered(sql: &mut Sql, catalogue: &Catalogue, form: &Form, test: &Test<'_>, alias: &str) {
    filter::write(sql, catalogue, form, test, alias, 1);
}

/// Rows whose bounds do not exclude the day. A bound that is not known excludes nothing.
fn valid_on(sql: &mut Sql, alias: &str, day: NaiveDate) {
    let day = day.to_string();
    let (from, to) = (format!("{alias}.valid_from"), format!("{alias}.valid_to"));
    let (start, end) = (sql.partial_start(&from), sql.partial_end(&to));
    sql.push(&format!(" AND ({from} IS NULL OR {start} <= ")).bind(Bind::Text(day.clone()));
    sql.push(&format!(") AND ({to} IS NULL OR {end} >= substr(")).bind(Bind::Text(day));
    sql.push(&format!(", 1, length({end})))"));
}

fn beyond(sql: &mut Sql, window: &Window, alias: &str) {
    if let Some(place) = &window.after {
        sql.push(" AND ");
        order::write_beyond(sql, &window.keys, place, alias, !window.order.descending);
    }
    if let Some(place) = &window.before {
        sql.push(" AND ");
        order::write_beyond(sql, &window.keys, place, alias, window.order.descending);
    }
}

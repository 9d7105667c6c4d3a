//! Rows that no table holds: gathered for many parents from several tables, in one statement.

use uuid::Uuid;

use super::{
    catalogue::Form,
    cell::Sort,
    describe::Branch,
    sql::{Bind, Sql},
};

/// The name under which the gathered rows stand in a statement: with the columns of the type, and `parent`.
pub const GATHERED: &str = "gathered";

/// Writes the beginning of a statement over the rows that branches gather for the parents.
pub fn write(sql: &mut Sql, form: &Form, branches: &[Branch], parents: Vec<Uuid>) {
    let postgres = sql.is_postgres();
    sql.push(if postgres {
        "WITH p AS (SELECT u.n - 1 AS n, u.id FROM unnest("
    } else {
        "WITH p AS (SELECT u.key AS n, unhex(u.value) AS id FROM json_each("
    });
    sql.bind(Bind::Uuids(parents));
    sql.push(if postgres { ") WITH ORDINALITY AS u(id, n)), " } else { ") u), " }).push(GATHERED).push(" AS (");
    for (i, branch) in branches.iter().enumerate() {
        sql.push(if i > 0 { " UNION ALL SELECT p.n AS parent" } else { "SELECT p.n AS parent" });
        for column in &form.columns {
            let value = branch.columns.iter().find(|(name, _)| *name == column.name).map(|(_, value)| *value);
            let sort = match Sort::of(column.kind) {
                Sort::Uuid => "uuid",
                Sort::Int => "integer",
                Sort::Big => "bigint",
                Sort::Bool => "boolean",
                Sort::Date => "date",
                Sort::Text => "text",
            };
            match (value, postgres) {
                // Texts are compared by code point on both databases.
                (value, true) if sort == "text" => {
                    let value = value.unwrap_or("NULL");
                    sql.push(&format!(", CAST({value} AS text) COLLATE \"C\" AS {}", column.name));
                }
                (value, true) => {
                    sql.push(&format!(", CAST({} AS {sort}) AS {}", value.unwrap_or("NULL"), column.name));
                }
                (value, false) => {
                    sql.push(&format!(", {} AS {}", value.unwrap_or("NULL"), column.name));
                }
            }
        }
        sql.push(" FROM p CROSS JOIN ").push(branch.from).push(" WHERE ").push(branch.parent).push(" = p.id");
        if !branch.only.is_empty() {
            sql.push(" AND ").push(branch.only);
        }
    }
    sql.push(")");
}

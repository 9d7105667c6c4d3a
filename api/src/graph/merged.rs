//! Records that were merged into others: whoever asks for one by its id or path-safe name gets the other, in the same
//! statement.

use entities::{Kind, merge};
use uuid::Uuid;

use super::sql::{Bind, Sql};

/// Whether records of this table can have been merged.
pub fn can_be(table: &str) -> bool {
    merge::TABLE.columns.iter().any(|column| matches!(column.kind, Kind::Reference(target) if target == table))
}

/// Writes that a row under `t0` has one of these ids, or stands for a record that had.
pub fn by_ids<'s>(sql: &'s mut Sql, ids: &[Uuid]) -> &'s mut Sql {
    if sql.is_postgres() {
        sql.push("t0.id = ANY(ARRAY(SELECT m.into_id FROM merged m WHERE ").any_uuid("m.record_id", ids.into());
        sql.push(") || CAST(").bind(Bind::Uuids(ids.into())).push(" AS uuid[]))")
    } else {
        sql.push("t0.id IN (SELECT unhex(value) FROM json_each(").bind(Bind::Uuids(ids.into()));
        sql.push(") UNION ALL SELECT m.into_id FROM merged m WHERE ").any_uuid("m.record_id", ids.into()).push(")")
    }
}

/// Writes that the row under `t0` of a table has this path-safe name, or stands for a record that had.
pub fn by_slug<'s>(sql: &'s mut Sql, table: &str, slug: &Bind) -> &'s mut Sql {
    sql.push("t0.id = coalesce((SELECT s.id FROM ").push(table).push(" s WHERE s.slug = ").bind(slug.clone());
    sql.push("), (SELECT m.into_id FROM merged m WHERE m.record_type = ").bind(Bind::Text(table.into()));
    sql.push(" AND m.slug = ").bind(slug.clone()).push(" LIMIT 1))")
}

#[cfg(test)]
mod tests {
    use super::can_be;

    #[test]
    fn what_can_be_merged_is_read_off_the_tables() {
        assert_eq!(["person", "meeting"].map(can_be), [true, false]);
    }
}

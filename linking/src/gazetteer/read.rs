//! Reads all names from the database.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement};
use uuid::Uuid;

use super::{Meant, Name};

/// Where names of a sort are: the column, the council, and what else is asked of them.
struct Names {
    meant: Meant,
    name: &'static str,
    council: &'static str,
    joins: &'static str,
    only: &'static str,
    dated: bool,
}

const ALL: &[Names] = &[
    names(Meant::Programme, "name", "r.council_id"),
    Names {
        joins: "LEFT JOIN board b ON b.id = r.board_id",
        ..names(Meant::Strategy, "title", "COALESCE(r.council_id, b.council_id)")
    },
    names(Meant::PolicyInstrument, "title", "NULL"),
    names(Meant::Board, "name", "r.council_id"),
    // Parties are called by everyday words.
    Names { only: "r.kind <> 'POLITICAL_PARTY'", ..names(Meant::Organisation, "name", "NULL") },
    // Seats are called by their ward, and nobody is called by the seat.
    Names {
        joins: "LEFT JOIN board b ON b.id = r.board_id",
        only: "r.kind <> 'ELECTED_SEAT'",
        dated: true,
        ..names(Meant::Post, "title", "COALESCE(r.council_id, b.council_id)")
    },
    names(Meant::Person, "name", "r.council_id"),
];

const fn names(meant: Meant, name: &'static str, council: &'static str) -> Names {
    Names { meant, name, council, joins: "", only: "r.id IS NOT NULL", dated: false }
}

/// Every written form of every name that stands.
pub async fn read(db: &DatabaseConnection) -> Result<Vec<Name>, DbErr> {
    let mut all = Vec::new();
    for Names { meant, name, council, joins, only, dated } in ALL {
        let table = meant.table();
        let times = if *dated { "r.valid_from, r.valid_to" } else { "NULL, NULL" };
        for (written, more) in [(format!("r.{name}"), ""), ("a.name".into(), "JOIN alias a ON a.record_id = r.id")] {
            let council = if *council == "NULL" { "CAST(NULL AS uuid)" } else { council };
            let sql = format!(
                "SELECT r.id, {council}, {written}, {times} FROM {table} r {joins} {more} WHERE r.state = 'CURRENT' AND {only}"
            );
            for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await? {
                all.push(Name {
                    meant: *meant,
                    id: row.try_get_by_index(0)?,
                    council: row.try_get_by_index::<Option<Uuid>>(1)?,
                    written: row.try_get_by_index(2)?,
                    valid_from: row.try_get_by_index(3)?,
                    valid_to: row.try_get_by_index(4)?,
                });
            }
        }
    }
    Ok(all)
}

/// The councils, each with its name.
pub async fn councils(db: &DatabaseConnection) -> Result<Vec<(Uuid, String)>, DbErr> {
    let sql = "SELECT id, name FROM council WHERE state = 'CURRENT'";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

//! The header row of a CSV file: what each column says of the records of a table.

use entities::{Kind, Table};

use super::FAULTS;
use super::decode::{Decoder, field_name};
use super::parts::{ACTOR, PLACE};
use crate::near::did_you_mean;

/// Begins the name of a column of identifiers; the scheme follows.
const IDENTIFIER: &str = "identifier.";

/// One column.
pub(super) struct Column {
    /// As it stands in the header row.
    pub name: String,
    pub says: Says,
}

/// What a column says.
#[derive(Clone)]
pub(super) enum Says {
    /// The value of a field.
    One { field: &'static str, kind: Kind },
    /// The items of a list.
    Many { field: &'static str },
    /// Names of the record in a scheme.
    Identifier { scheme: String },
    /// One field of each part in a list of parts, such as the persons of the presenters.
    Part { list: String, field: &'static str },
    /// Whether the record is taken away.
    Remove,
}

/// The columns that a header row names; none, and faults noted, if any of them is wrong.
pub(super) fn read(decoder: &mut Decoder, table: &'static Table, cells: Vec<(u32, String)>) -> Option<Vec<Column>> {
    let known = known(table);
    let before = decoder.faults.len();
    let mut columns: Vec<Column> = Vec::with_capacity(cells.len());
    for (place, (line, text)) in cells.into_iter().enumerate() {
        let name = match text.trim() {
            "alias" => "aliases",
            name => name,
        };
        let scheme = name.strip_prefix(IDENTIFIER).map(str::trim).filter(|scheme| !scheme.is_empty());
        let says = match scheme {
            Some(scheme) => Some(Says::Identifier { scheme: scheme.into() }),
            None => known.iter().find(|column| column.name == name).map(|column| column.says.clone()),
        };
        match says {
            _ if name.is_empty() => decoder.wrong(line, format!("column {} has no name", place + 1)),
            None => {
                let near = did_you_mean(name, known.iter().map(|c| &*c.name).chain(["identifier.scheme"]));
                decoder.wrong_column(line, name, format!("the table {} has no such column{near}", table.name));
            }
            Some(_) if columns.iter().any(|column| column.name == name) => {
                decoder.wrong_column(line, name, "the column stands twice".into());
            }
            Some(says) => columns.push(Column { name: name.into(), says }),
        }
        if decoder.faults.len() >= FAULTS {
            break;
        }
    }
    if decoder.faults.len() == before && !columns.iter().any(|column| column.name == "key") {
        decoder.wrong_column(1, "key", "the column is missing: every record needs a key".into());
    }
    (decoder.faults.len() == before).then_some(columns)
}

/// Every column that a table can have, but for those of identifiers.
fn known(table: &'static Table) -> Vec<Column> {
    let one = |field, kind| Column { name: String::from(field), says: Says::One { field, kind } };
    let many = |field| Column { name: String::from(field), says: Says::Many { field } };
    let part = |name: String, list: &str, field| Column { name, says: Says::Part { list: list.into(), field } };
    let mut columns = vec![one("key", Kind::Text), one("state", Kind::Text), many("aliases")];
    columns.push(Column { name: "remove".into(), says: Says::Remove });
    columns.extend(PLACE.iter().map(|field| {
        // Where the table has a column of that name, the bare name is that column's.
        let name = if table.column(field).is_some() { format!("sources.{field}") } else { String::from(*field) };
        part(name, "sources", field)
    }));
    for column in table.columns.iter().filter(|column| column.name != "slug") {
        columns.push(match column.kind {
            Kind::TextList | Kind::WordList(_) => many(field_name(column)),
            kind => one(field_name(column), kind),
        });
    }
    for link in table.links {
        columns.push(part(link.field.into(), link.field, "key"));
        columns.push(part(format!("{}.certainty", link.field), link.field, "certainty"));
    }
    for role in table.actors.iter().map(|role| role.to_lowercase()) {
        columns.extend(ACTOR.iter().map(|field| match *field {
            "as_written" => part(role.clone(), &role, "as_written"),
            field => part(format!("{role}.{field}"), &role, field),
        }));
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::known;
    use entities::RECORDS;

    #[test]
    fn no_two_columns_of_a_table_have_one_name() {
        for table in RECORDS {
            let mut names: Vec<String> = known(table).into_iter().map(|column| column.name).collect();
            names.push("alias".into());
            names.sort();
            assert_eq!(names.windows(2).find(|pair| pair[0] == pair[1]), None, "{}", table.name);
        }
    }
}

//! How what two feeds say becomes one record: the first one's word stands, the second fills what it leaves open.

use sea_orm::Value;

use crate::record::{Record, null};

/// Joins what `other` says to `record`. A column that is known stays, a column that says whether something is known is
/// true if either says so. Names, links and sources are united; of a role, the actors are those of the first that has any.
pub(super) fn join(record: &mut Record, other: Record) {
    for (i, (held, more)) in record.cells.iter_mut().zip(other.cells).enumerate() {
        let column = &record.table.columns[i];
        match (&held, &more) {
            (Value::Bool(Some(false)), Value::Bool(Some(true))) if !column.null => *held = more,
            _ if *held == null(column.kind) => *held = more,
            _ => {}
        }
    }
    for identifier in other.identifiers {
        let same = |i: &&mut crate::record::Identifier| i.scheme == identifier.scheme && i.value == identifier.value;
        match record.identifiers.iter_mut().find(same) {
            Some(held) => {
                held.valid_from = held.valid_from.take().or(identifier.valid_from);
                held.valid_to = held.valid_to.take().or(identifier.valid_to);
            }
            None => record.identifiers.push(identifier),
        }
    }
    for alias in other.aliases {
        if !record.aliases.iter().any(|a| a.name == alias.name) {
            record.aliases.push(alias);
        }
    }
    let roles: Vec<&str> = record.actors.iter().map(|a| a.role).collect();
    record.actors.extend(other.actors.into_iter().filter(|a| !roles.contains(&a.role)));
    for link in other.links {
        if !record.links.iter().any(|l| l.role == link.role && l.to == link.to) {
            record.links.push(link);
        }
    }
    for citation in other.citations {
        let same = |c: &crate::record::Citation| c.source == citation.source && c.locator == citation.locator;
        if !record.citations.iter().any(same) {
            record.citations.push(citation);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Alias, Identifier};
    use uuid::Uuid;

    #[test]
    fn the_first_word_stands_and_the_second_fills() {
        let meeting = || Record::new(&entities::meeting::TABLE, Uuid::nil()).with("status", "HELD");
        let mut record = meeting().with("title", "Cabinet").with("attendance_known", false);
        let name = |value: &str, from: Option<&str>| Identifier {
            scheme: "s".into(),
            value: value.into(),
            valid_from: from.map(Into::into),
            valid_to: None,
        };
        record.identifiers.push(name("1", None));
        let mut other = meeting().with("title", "CABINET").with("venue", "Hall").with("attendance_known", true);
        other.identifiers.extend([name("1", Some("2020")), name("2", None)]);
        other.aliases.push(Alias { name: "a".into(), language: None, note: None });
        join(&mut record, other);
        let cell = |name: &str| {
            let place = record.table.columns.iter().position(|c| c.name == name).expect("a column");
            record.cells[place].clone()
        };
        assert_eq!(cell("title"), "Cabinet".into());
        assert_eq!(cell("venue"), "Hall".into());
        assert_eq!(cell("attendance_known"), true.into());
        assert_eq!(record.identifiers.len(), 2);
        assert_eq!(record.identifiers[0].valid_from.as_deref(), Some("2020"));
        assert_eq!(record.aliases.len(), 1);
    }
}

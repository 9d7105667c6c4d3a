//! Records that were merged into others. What the installation says of one it goes on saying of that one, by its own id: the
//! write path passes it on. Its number leads there, although the record that stands for both bears it now.

use entities::{claim, merged};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use super::held::Held;
use super::host::Host;
use crate::write::of_duplicate;

/// Ids asked for in one statement.
const ASKED: usize = 500;

impl Held {
    /// Reads what was merged, and which numbers of the installation that bore.
    pub(super) async fn read_merged(&mut self, db: &DatabaseConnection, host: &Host) -> Result<(), DbErr> {
        let rows = merged::Entity::find().filter(merged::Column::RecordType.is_in(["board", "person"])).all(db).await?;
        for row in &rows {
            let Some(names) = self.tables.get_mut(row.record_type.as_str()) else { continue };
            names.slugs.insert(row.slug.clone(), row.record_id);
            names.merged.insert(row.record_id, row.slug.clone());
        }
        let mut into: Vec<Uuid> = rows.iter().map(|row| row.into_id).collect();
        into.sort_unstable();
        into.dedup();
        for ids in into.chunks(ASKED) {
            let said = claim::Entity::find().filter(claim::Column::RecordId.is_in(ids.iter().copied())).all(db).await?;
            for claim in said {
                let Some((duplicate, _)) = of_duplicate(&claim.feed) else { continue };
                for (scheme, value) in numbers(&claim.said, host) {
                    self.identified.insert((scheme, value), duplicate);
                }
            }
        }
        Ok(())
    }
}

/// The numbers of the installation that a word on a record holds, by their schemes.
fn numbers(said: &str, host: &Host) -> Vec<(String, String)> {
    let said: Value = serde_json::from_str(said).unwrap_or_default();
    let begin = format!("{}/", host.name);
    let text = |value: &Value| value.as_str().map(String::from);
    let all = said["identifiers"].as_array().into_iter().flatten();
    let numbers = all.filter_map(|identifier| Some((text(&identifier[0])?, text(&identifier[1])?)));
    numbers.filter(|(scheme, value)| scheme.starts_with("moderngov-") && value.starts_with(&begin)).collect()
}

#[cfg(test)]
mod tests {
    use entities::{merge, person};
    use sea_orm::Database;

    use super::super::host::Council;
    use super::*;
    use crate::record::Record;
    use crate::write::{Load, write};
    use crate::{Error, id};

    /// Two people whom the installation numbers, and one of a dataset that bears a number of it, are one.
    #[tokio::test]
    async fn numbers_lead_to_whom_they_were_given() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.db").display());
        let db = Database::connect(url).await.expect("a database");
        migration::up(&db).await.expect("tables");
        let council = Record::new(&entities::council::TABLE, id::of("test", "council"));
        let council = council.with("slug", "wyrm").with("name", "Wyrm").with("kind", "UNITARY");
        let of = |id: Uuid, slug: &str| (id, slug.to_string());
        let host = Host {
            name: "a.example".into(),
            base: "https://a.example".into(),
            source: id::of("test", "source"),
            councils: vec![Council { id: council.id, slug: "wyrm".into(), name: "Wyrm".into(), area: None }],
            marks: Vec::new(),
        };
        let given = [of(host.own("person", "1"), "wyrm/one"), of(host.own("person", "2"), "wyrm/two")];
        let given = [given.as_slice(), &[of(id::of("test", "jo"), "wyrm/jo")]].concat();
        let mut records = vec![council.clone()];
        for ((id, slug), number) in given.iter().zip(["1", "2", "3"]) {
            let mut record = Record::new(&person::TABLE, *id).with("slug", slug.as_str()).with("name", "Jo");
            record = record.with("council_id", council.id);
            record.identifiers.push(host.identifier("person", number));
            records.push(record);
        }
        for duplicate in [&given[1].1, &given[2].1] {
            let record = Record::new(&merge::TABLE, id::of("merge", duplicate)).with("duplicate", duplicate.as_str());
            records.push(record.with("person_id", given[0].0).with("reason", "One seat."));
        }
        let load = Load { title: "a test".into(), dry_run: false };
        write(&db, load, records.into_iter().map(Ok::<_, Error>), &mut |_| ()).await.expect("a load");

        let mut held = Held::read(&db, &host).await.expect("what is held");
        for ((id, slug), number) in given.iter().zip(["1", "2", "3"]) {
            let placed = held.place(&host, &person::TABLE, "person", number, host.councils.first(), "Jo");
            assert_eq!((placed.id, &placed.slug, placed.joined), (*id, slug, number == "3"), "{number}");
        }
        assert_eq!(held.boards().count(), 0);
    }
}

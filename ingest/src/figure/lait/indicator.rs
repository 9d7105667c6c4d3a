//! The measures of a table as indicators.

use std::collections::{HashMap, HashSet};

use entities::indicator;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use uuid::Uuid;

use super::super::release::Release;
use super::{Dictionary, Figures};
use crate::held::by_column;
use crate::id;
use crate::record::{Alias, Citation, Record};
use crate::register::path_safe;

/// Indicators of one table, by the measure's place in the dictionary.
#[derive(Debug)]
pub(super) struct Indicators(HashMap<usize, Indicator>);

#[derive(Debug)]
struct Indicator {
    id: Uuid,
    /// The id that it has unless it is somebody else's.
    own: Uuid,
    slug: String,
}

impl Indicators {
    /// Looks up those measures that the table has figures of. An indicator is known by its code within its dataset.
    pub async fn look_up(
        db: &DatabaseConnection,
        figures: &Figures,
        dictionary: &Dictionary,
        release: &Release,
    ) -> Result<Self, DbErr> {
        let query = Query::select()
            .columns(["id", "code", "slug"])
            .from(indicator::TABLE.name)
            .and_where(Expr::col("dataset_id").eq(release.dataset_id()))
            .to_owned();
        let mut held: HashMap<String, (Uuid, String)> = HashMap::new();
        for row in db.query_all(&query).await? {
            held.insert(row.try_get("", "code")?, (row.try_get("", "id")?, row.try_get("", "slug")?));
        }
        let mut places: Vec<usize> = figures.items.keys().copied().collect();
        places.sort_unstable_by_key(|place| &dictionary.measures[*place].code);
        let wanted: Vec<String> = places.iter().map(|place| slug(&dictionary.measures[*place].code)).collect();
        let others = by_column(db, &indicator::TABLE, "slug", &wanted).await?;
        let mut taken: HashSet<String> =
            held.values().map(|(_, slug)| slug.clone()).chain(others.into_keys()).collect();
        let mut found = HashMap::new();
        for (place, plain) in places.into_iter().zip(wanted) {
            let code = &dictionary.measures[place].code;
            let own = id::of("indicator", &format!("{}\n{code}", release.dataset_slug()));
            let (id, slug) = match held.remove(code) {
                Some(there) => there,
                None if taken.contains(&plain) => (own, format!("{plain}-{:08x}", own.as_fields().0)),
                None => (own, plain),
            };
            taken.insert(slug.clone());
            found.insert(place, Indicator { id, own, slug });
        }
        Ok(Self(found))
    }

    /// The id of a measure's indicator.
    pub fn id(&self, place: usize) -> Option<Uuid> {
        self.0.get(&place).map(|indicator| indicator.id)
    }

    /// The ids of those that are somebody else's.
    pub fn others(&self) -> Vec<Uuid> {
        self.0.values().filter(|indicator| indicator.id != indicator.own).map(|indicator| indicator.id).collect()
    }

    /// Their records, in the order of the dictionary. What the table calls a measure is another name of it.
    pub fn records(
        &self,
        figures: &Figures,
        dictionary: &Dictionary,
        release: &Release,
        citations: &[Citation],
    ) -> Vec<Record> {
        let mut places: Vec<(&usize, &Indicator)> = self.0.iter().collect();
        places.sort_unstable_by_key(|(place, _)| **place);
        let record = |(place, indicator): (&usize, &Indicator)| {
            let measure = &dictionary.measures[*place];
            let mut record = Record::new(&indicator::TABLE, indicator.id)
                .with("slug", indicator.slug.as_str())
                .with("code", measure.code.as_str())
                .with("title", measure.title.as_str())
                .with("topic", measure.topic.clone())
                .with("description", measure.description.clone())
                .with("unit", measure.unit.clone())
                .with("decimals", measure.decimals)
                .with("polarity", measure.polarity)
                .with("dataset_id", release.dataset_id())
                .with("url", measure.url.clone());
            let items = figures.items.get(place).into_iter().flatten().filter(|item| **item != measure.title);
            record.aliases = items.map(|item| Alias { name: item.clone(), language: None, note: None }).collect();
            record.citations = citations.to_vec();
            record.feed = release.feed(indicator.id, indicator.own);
            record
        };
        places.into_iter().map(record).collect()
    }
}

/// The slug of a measure, unless another has it. Codes differ by a sign for per cent alone.
fn slug(code: &str) -> String {
    format!("lait-{}", path_safe(&code.replace('%', " percent "))).trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn codes_become_path_safe() {
        assert_eq!(slug("16-17Ed&Training"), "lait-16-17ed-and-training");
        assert_eq!(slug("Asylum_Children"), "lait-asylum-children");
        assert_eq!(slug("Asylum_Children%"), "lait-asylum-children-percent");
        assert_eq!(slug("—"), "lait");
    }
}

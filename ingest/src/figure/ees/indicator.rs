//! The indicators of a file: each column of figures, for each cover that its filters give.

use std::collections::{HashMap, HashSet};

use entities::indicator;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use serde_json::Value;
use uuid::Uuid;

use super::super::release::Release;
use super::columns::{Columns, Indicator};
use super::key::Keys;
use super::name;
use crate::id;
use crate::record::Record;
use crate::register::path_safe;

/// Longest slug, in bytes, before a mark is put in the place of its end.
const LONGEST: usize = 150;

/// The indicators of a file.
#[derive(Debug)]
pub struct Indicators {
    /// Ids: for each cover, those of the columns in their order.
    pub ids: Vec<Uuid>,
    /// Those that are somebody else's.
    pub others: Vec<Uuid>,
    pub records: Vec<Record>,
}

/// Indicators that the database holds.
struct Held {
    /// Of the dataset, by code: the id and the slug.
    codes: HashMap<String, (Uuid, String)>,
    /// Slugs of all indicators.
    slugs: HashSet<String>,
}

impl Indicators {
    /// Looks up what the database holds of the dataset.
    pub async fn look_up(
        db: &DatabaseConnection,
        release: &Release,
        columns: &Columns,
        keys: &Keys,
    ) -> Result<Self, DbErr> {
        let mut held = Held::read(db, release.dataset_id()).await?;
        let mut indicators = Self { ids: Vec::new(), others: Vec::new(), records: Vec::new() };
        for cover in &keys.covers {
            let names = columns.filters.iter().map(|(_, name)| name.as_str());
            let filters: Vec<(&str, &str)> =
                names.zip(cover.iter().map(String::as_str)).filter(|(_, value)| !value.is_empty()).collect();
            for column in &columns.indicators {
                let (record, own) = record(release, column, &filters, &mut held);
                indicators.ids.push(record.id);
                if record.id != own {
                    indicators.others.push(record.id);
                }
                indicators.records.push(record);
            }
        }
        Ok(indicators)
    }
}

impl Held {
    async fn read(db: &DatabaseConnection, dataset: Uuid) -> Result<Self, DbErr> {
        let of_dataset = Query::select()
            .columns(["id", "code", "slug"])
            .from("indicator")
            .and_where(Expr::col("dataset_id").eq(dataset))
            .to_owned();
        let mut held = Self { codes: HashMap::new(), slugs: HashSet::new() };
        for row in db.query_all(&of_dataset).await? {
            held.codes.insert(row.try_get("", "code")?, (row.try_get("", "id")?, row.try_get("", "slug")?));
        }
        for row in db.query_all(&Query::select().column("slug").from("indicator").to_owned()).await? {
            held.slugs.insert(row.try_get("", "slug")?);
        }
        Ok(held)
    }
}

/// The record of a column and a cover, and the id that it would have if it were nobody else's.
fn record(release: &Release, column: &Indicator, filters: &[(&str, &str)], held: &mut Held) -> (Record, Uuid) {
    let code = code(&column.name, filters);
    let own = id::of("indicator", &format!("{}\n{code}", release.dataset_slug()));
    let (id, slug) = match held.codes.get(&code) {
        Some((id, slug)) => (*id, slug.clone()),
        None => (own, slug(release.dataset_slug(), &column.name, filters, own, &held.slugs)),
    };
    held.slugs.insert(slug.clone());
    let told = &column.told;
    let values: Vec<&str> = filters.iter().map(|(_, value)| *value).collect();
    let label = told.label.clone().unwrap_or_else(|| name::title(&column.name));
    let title = if values.is_empty() { label } else { format!("{label}: {}", values.join(", ")) };
    let texts: Vec<String> = filters.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let mut record = Record::new(&indicator::TABLE, id)
        .with("slug", slug)
        .with("code", code)
        .with("title", title)
        .with("topic", told.grouping.clone())
        .with("unit", told.unit.clone())
        .with("decimals", told.decimals)
        .with("filters", (!texts.is_empty()).then(|| Value::from(texts).to_string()))
        .with("dataset_id", release.dataset_id());
    record.citations = release.citations();
    record.feed = release.feed(id, own);
    (record, own)
}

/// The name of the column and what the filters say, in the order of the names of the filters.
fn code(column: &str, filters: &[(&str, &str)]) -> String {
    let mut code = column.to_owned();
    filters.iter().for_each(|(name, value)| code.push_str(&format!(" | {name}: {value}")));
    code
}

/// A path-safe name that no other indicator has.
fn slug(dataset: &str, column: &str, filters: &[(&str, &str)], id: Uuid, taken: &HashSet<String>) -> String {
    let mut name = format!("{dataset} {column}");
    filters.iter().for_each(|(_, value)| name.push_str(&format!(" {value}")));
    let slug = path_safe(&name);
    if slug.len() <= LONGEST && !taken.contains(&slug) {
        return slug;
    }
    // All of it is ASCII.
    let start = slug.get(..slug.len().min(LONGEST)).unwrap_or_default().trim_end_matches('-');
    format!("{start}-{}", &id.simple().to_string()[..12])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_path_safe_and_no_others() {
        let filters = [("age", "Under 1"), ("sex", "All")];
        let id = Uuid::from_u128(u128::MAX);
        assert_eq!(code("rate", &filters), "rate | age: Under 1 | sex: All");
        let plain = slug("children", "rate_per_10000", &filters, id, &HashSet::new());
        assert_eq!(plain, "children-rate-per-10000-under-1-all");
        let second = slug("children", "rate_per_10000", &filters, id, &HashSet::from([plain]));
        assert_eq!(second, "children-rate-per-10000-under-1-all-ffffffffffff");
        assert!(slug("children", &"x".repeat(400), &[], id, &HashSet::new()).len() < 170);
    }
}

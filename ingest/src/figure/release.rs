//! Where figures come from: a dataset, one file of it, and the source that everything in that file cites.

use std::path::Path;
use std::sync::Arc;

use entities::{dataset, release, source};
use sea_orm::{DatabaseConnection, DbErr};
use uuid::Uuid;

use crate::held::by_column;
use crate::id;
use crate::record::{Citation, Record};
use crate::register::path_safe;

/// What is known of a dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// Path-safe and unique: files with one slug are releases of one dataset.
    pub slug: String,
    pub title: String,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub licence: Option<String>,
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Its name, without folders.
    pub name: String,
    /// SHA-256 of its bytes in hexadecimal, unpacked.
    pub sha256: String,
    /// Rows, the header left out.
    pub rows: u64,
    /// What sort of file it is, unpacked.
    pub media_type: &'static str,
    /// A partial date; none when not known.
    pub published_on: Option<String>,
    /// A partial date; none when not known.
    pub retrieved_on: Option<String>,
}

/// A file as a release of its dataset.
#[derive(Clone, Debug)]
pub struct Release {
    dataset: Dataset,
    file: File,
    dataset_id: Uuid,
    id: Uuid,
    source: Uuid,
    feed: Arc<str>,
}

impl Release {
    /// Looks the dataset up by its slug. `feed` is who says what is said of records that are somebody else's, such as
    /// `ees:children-in-need`.
    pub async fn look_up(
        db: &DatabaseConnection,
        dataset: Dataset,
        file: File,
        feed: impl Into<Arc<str>>,
    ) -> Result<Self, DbErr> {
        let slugs = [dataset.slug.clone()];
        let held = by_column(db, &dataset::TABLE, "slug", &slugs).await?;
        let held = held.get(&dataset.slug).and_then(|ids| ids.first()).copied();
        let dataset_id = held.unwrap_or_else(|| own_id(&dataset.slug));
        let name = format!("{}\n{}", dataset.slug, file.sha256);
        let (id, source) = (id::of("release", &name), id::of("release-source", &name));
        Ok(Self { dataset, file, dataset_id, id, source, feed: feed.into() })
    }

    /// The id of its record.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The id of the record of its dataset.
    pub fn dataset_id(&self) -> Uuid {
        self.dataset_id
    }

    /// The slug of its dataset.
    pub fn dataset_slug(&self) -> &str {
        &self.dataset.slug
    }

    /// Who says what it says of a record that has the one id and would have the other; none where they are the same, so
    /// that the record is its own.
    pub fn feed(&self, id: Uuid, own: Uuid) -> Option<Arc<str>> {
        (id != own).then(|| self.feed.clone())
    }

    /// What everything that is read in the file cites.
    pub fn citations(&self) -> Vec<Citation> {
        vec![Citation { source: self.source, locator: None, quote: None, certainty: "STATED", method: "DATASET" }]
    }

    /// The source, the dataset and the release, in this order.
    pub fn records(&self) -> [Record; 3] {
        let Self { dataset, file, .. } = self;
        let source = Record::new(&source::TABLE, self.source)
            .with("url", dataset.url.clone())
            .with("title", format!("{}: {}", dataset.title, file.name))
            .with("publisher", dataset.publisher.clone())
            .with("published_on", file.published_on.clone())
            .with("retrieved_on", file.retrieved_on.clone())
            .with("licence", dataset.licence.clone())
            .with("media_type", file.media_type);
        let mut of = Record::new(&dataset::TABLE, self.dataset_id)
            .with("slug", dataset.slug.as_str())
            .with("title", dataset.title.as_str())
            .with("publisher", dataset.publisher.clone())
            .with("url", dataset.url.clone())
            .with("licence", dataset.licence.clone());
        of.citations = self.citations();
        of.feed = self.feed(self.dataset_id, own_id(&dataset.slug));
        let mut release = Record::new(&release::TABLE, self.id)
            .with("dataset_id", self.dataset_id)
            .with("title", file.name.as_str())
            .with("published_on", file.published_on.clone())
            .with("retrieved_on", file.retrieved_on.clone())
            .with("sha256", file.sha256.as_str())
            .with("row_count", i32::try_from(file.rows).ok());
        release.citations = self.citations();
        [source, of, release]
    }
}

/// The slug and the title of a dataset that is told by nothing but the name of a file of it: without the ending and
/// without years at the end, since the next release has others.
pub fn named_after(path: &Path) -> (String, String) {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let words: Vec<&str> = stem.split(['_', ' ']).filter(|word| !word.is_empty()).collect();
    let year = |word: &&str| *word == "to" || (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
    let years = words.iter().rev().take_while(|word| year(word)).count();
    let title = if years < words.len() { words[..words.len() - years].join(" ") } else { stem };
    (path_safe(&title), title)
}

/// The id of a dataset that nobody else has given another.
fn own_id(slug: &str) -> Uuid {
    id::of("dataset", slug)
}

#[cfg(test)]
mod tests {
    use super::named_after;

    #[test]
    fn a_dataset_is_named_without_the_years_of_its_files() {
        for (path, slug, title) in [
            ("a/b1_children_2013_to_2025.csv", "b1-children", "b1 children"),
            ("rate_per_10k.csv", "rate-per-10k", "rate per 10k"),
            ("2024_to_2025.csv", "2024-to-2025", "2024_to_2025"),
        ] {
            assert_eq!(named_after(path.as_ref()), (slug.to_string(), title.to_string()));
        }
    }
}

//! Likely doubles: two records that seem to be one person, board or organisation, with the reason. Nothing is changed:
//! people decide, and say so by a `merge` record.

mod find;
mod fold;
mod pair;
mod read;
#[cfg(test)]
mod tests;

use entities::Table;
use sea_orm::{DatabaseConnection, DbErr};
use uuid::Uuid;

/// The tables in which doubles are looked for.
pub static TABLES: [&Table; 3] = [&entities::person::TABLE, &entities::board::TABLE, &entities::organisation::TABLE];

/// Why two records are held to be one, the surest reason first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Both bear this value in this scheme.
    Identifier { scheme: String, value: String },
    /// Their names are the same, but for how they are written.
    Name,
    /// One bears the name of the other as another name.
    Alias,
    /// One name is the other with initials or without middle names.
    Shortened,
    /// Their names are one typing error apart.
    Typing,
    /// Their names are the same, but the council of at least one is not known.
    NoCouncil,
}

impl Reason {
    /// The reason as one word, for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Reason::Identifier { .. } => "SAME_IDENTIFIER",
            Reason::Name => "SAME_NAME",
            Reason::Alias => "ALIAS",
            Reason::Shortened => "SHORTENED_NAME",
            Reason::Typing => "TYPING_ERROR",
            Reason::NoCouncil => "SAME_NAME_NO_COUNCIL",
        }
    }

    /// The reason in words.
    pub fn in_words(&self) -> String {
        match self {
            Reason::Identifier { scheme, value } => format!("both are {value} in the scheme {scheme}"),
            Reason::Name => "the same name".into(),
            Reason::Alias => "one bears the name of the other as another name".into(),
            Reason::Shortened => "one name is the other with initials or without middle names".into(),
            Reason::Typing => "names one typing error apart".into(),
            Reason::NoCouncil => "the same name, but the council of one is not known".into(),
        }
    }
}

/// One of two records that are likely one.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    pub id: Uuid,
    /// Path-safe name.
    pub slug: String,
    /// Name as held.
    pub name: String,
    /// Path-safe name of its council, where one is known.
    pub council: Option<String>,
}

/// Two records that are likely one.
#[derive(Clone, Debug, PartialEq)]
pub struct Double {
    /// The table of both.
    pub table: &'static str,
    /// The one of which less is known.
    pub duplicate: Side,
    /// The one that would stand for both.
    pub into: Side,
    pub reason: Reason,
}

/// Finds likely doubles in a table of [`TABLES`], the surest first. With a council, those of which at least one record is
/// of that council. Of several records that are all alike, each is told with the one of which most is known. Records that
/// were merged are no longer there, and so not found again.
///
/// Reads the table in pages, and holds names and identifiers of all its records at once: some 300 bytes each.
pub async fn duplicates(
    db: &DatabaseConnection,
    table: &'static Table,
    council: Option<Uuid>,
) -> Result<Vec<Double>, DbErr> {
    let councils = read::councils(db).await?;
    let candidates = read::candidates(db, table).await?;
    let pairs = find::pairs(table.name, &candidates);
    let side = |place: usize| {
        let of = &candidates[place];
        let council = of.council.and_then(|id| councils.get(&id).cloned());
        Side { id: of.id, slug: of.slug.clone(), name: of.name.clone(), council }
    };
    let wanted = |place: usize| council.is_none_or(|council| candidates[place].council == Some(council));
    let mut doubles: Vec<Double> = pairs
        .into_iter()
        .filter(|pair| wanted(pair.duplicate) || wanted(pair.into))
        .map(|pair| Double {
            table: table.name,
            duplicate: side(pair.duplicate),
            into: side(pair.into),
            reason: pair.reason,
        })
        .collect();
    let place = |double: &Double| {
        let Double { reason, into, duplicate, .. } = double;
        (reason.clone(), into.council.clone(), into.slug.clone(), duplicate.slug.clone())
    };
    doubles.sort_by_cached_key(place);
    Ok(doubles)
}

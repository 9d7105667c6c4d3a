//! The change log: one row for every record that a load created, updated or deleted.
//! Loads take turns, so a lower sequence number was always committed earlier.
use crate::{Kind, Table, Word, Words};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change")]
pub struct Model {
    /// Rises with every change; never used twice.
    #[sea_orm(primary_key)]
    pub sequence: i64,
    /// A word of [`KIND`].
    pub kind: String,
    /// The table of the record.
    pub record_type: String,
    pub record_id: Uuid,
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// The load that did it.
    pub load_id: i32,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}

/// What happened to a record.
pub static KIND: Words = Words {
    name: "ChangeKind",
    about: "What happened to a record.",
    words: &[
        Word { word: "CREATED", about: "First written." },
        Word { word: "UPDATED", about: "The record, its links, its names or its sources changed." },
        Word { word: "MERGED", about: "Found to be the same as another record." },
        Word { word: "DELETED", about: "Removed: this entry is its tombstone." },
    ],
};

/// The same columns as data.
pub static TABLE: Table = Table {
    name: "change",
    about: "An entry of the change log: what happened to one record. Deleted records leave their entry behind as a tombstone.",
    columns: &[
        crate::Column {
            name: "sequence",
            kind: Kind::Big,
            about: "Rises with every change; never used twice.",
            null: false,
        },
        crate::Column { name: "kind", kind: Kind::Word(&KIND), about: "What happened.", null: false },
        crate::Column { name: "record_type", kind: Kind::Text, about: "The type of the record.", null: false },
        crate::Column {
            name: "record_id",
            kind: Kind::Reference("record"),
            about: "The id of the record.",
            null: false,
        },
        crate::Column { name: "at", kind: Kind::Instant, about: "When it was written.", null: false },
        crate::Column { name: "load_id", kind: Kind::Int, about: "The load that did it.", null: false },
    ],
    actors: &[],
    links: &[],
};

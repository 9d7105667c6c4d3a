//! The description of a table as static data: what the write path, the dataset reader and the API read.

/// What a column holds, beyond its SQL type.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// The id of the row itself.
    Id,
    /// The id of a row of the named table.
    Reference(&'static str),
    /// Text as written by the source or by us.
    Text,
    /// The address of a page or file, absolute.
    Url,
    /// A code of the Office for National Statistics: one capital letter and eight digits.
    GssCode,
    /// A whole number of at most 32 bits.
    Int,
    /// A whole number of at most 64 bits.
    Big,
    /// A sum of money in whole pounds sterling.
    Pounds,
    /// A number of at most 28 digits with a point, kept digit by digit as text.
    Decimal,
    Bool,
    /// A day.
    Date,
    /// A date that may lack its day or month, or an interval of such: EDTF level 0, see [`crate::partial_date`].
    PartialDate,
    /// A moment: milliseconds since 1970-01-01 in UTC.
    Instant,
    /// One word of a closed list.
    Word(&'static Words),
    /// Several words of a closed list: a JSON array in the order given.
    WordList(&'static Words),
    /// Several texts: a JSON array in the order given.
    TextList,
}

/// One column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    /// What it says, in a sentence, with a leading space: the words of its doc comment.
    pub about: &'static str,
    /// Whether the row may leave it out. Leaving out means "not known" unless the column's words say otherwise.
    pub null: bool,
}

/// A relation to several records of another table, kept as rows of [`crate::link`].
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Name of the field in a dataset, plural.
    pub field: &'static str,
    /// What the link says, as stored.
    pub role: &'static str,
    /// The table it points to.
    pub target: &'static str,
}

/// One table.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// What a row is, in a sentence or two, with leading spaces: the words of its doc comment.
    pub about: &'static str,
    /// Its own columns: for a record without the envelope, which every record has alike.
    pub columns: &'static [Column],
    /// Parts that people or bodies play in such a record (`SPEAKER`, `AUTHOR`): rows of [`crate::actor`].
    pub actors: &'static [&'static str],
    pub links: &'static [Link],
}

impl Table {
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|c| c.name == name)
    }
}

/// Columns that every record carries, before and after its own: written by the macro `record!`.
pub static ENVELOPE: &[Column] = &[
    Column {
        name: "id",
        kind: Kind::Id,
        about: "Stable identifier: the same after every load of the same facts.",
        null: false,
    },
    Column { name: "state", kind: Kind::Word(&STATE), about: "Where the record stands.", null: false },
    Column {
        name: "provenance_id",
        kind: Kind::Reference("citation"),
        about: "The sources that the record rests on; null for sources and topics.",
        null: true,
    },
    Column { name: "created_at", kind: Kind::Instant, about: "When the record was first written.", null: false },
    Column {
        name: "updated_at",
        kind: Kind::Instant,
        about: "When the record, its links, its names or its sources last changed.",
        null: false,
    },
    Column {
        name: "fingerprint",
        kind: Kind::Big,
        about: "Hash of the row and its parts: equal means nothing to write.",
        null: false,
    },
];

/// Where a record stands.
pub static STATE: Words = Words {
    name: "RecordState",
    about: "Where a record stands.",
    words: &[
        Word { word: "CURRENT", about: "Held to be true." },
        Word {
            word: "SUPERSEDED",
            about: "Replaced by a later record; kept so that links to it still lead somewhere.",
        },
        Word { word: "WITHDRAWN", about: "Taken back by its source." },
    ],
};

/// One word of a closed list and the sentence that says what it means.
#[derive(Debug)]
pub struct Word {
    pub word: &'static str,
    pub about: &'static str,
}

/// A closed list of words. Words are stored as they stand here; a list only ever grows.
#[derive(Debug)]
pub struct Words {
    pub name: &'static str,
    pub about: &'static str,
    pub words: &'static [Word],
}

impl Words {
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|w| w.word == word)
    }
}

/// Whether a Rust type can hold "not known"; lets the macro `record!` read nullability off the type.
pub trait Nullable {
    const NULL: bool;
}
impl<T> Nullable for Option<T> {
    const NULL: bool = true;
}
macro_rules! never_null { ($($t:ty),*) => { $(impl Nullable for $t { const NULL: bool = false; })* } }
never_null!(String, i16, i32, i64, bool, uuid::Uuid, sea_orm::prelude::Date);

//! What a load did.

/// Numbers of records.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    /// All that came in, or was written anew because of merges and removals. The other numbers add up to it.
    pub read: u64,
    pub created: u64,
    pub updated: u64,
    pub deleted: u64,
    /// Taken into another record, see `merge`.
    pub merged: u64,
    /// Held already as given, given twice alike, removed though not there, or given of a record that was merged into another.
    pub unchanged: u64,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.read += other.read;
        self.created += other.created;
        self.updated += other.updated;
        self.deleted += other.deleted;
        self.merged += other.merged;
        self.unchanged += other.unchanged;
    }
}

/// What a load did, or would have done if it was a trial.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// By table, in the order in which the tables were first met.
    pub tables: Vec<(&'static str, Counts)>,
    /// Id of the row in `load`; none if nothing changed or if it was a trial.
    pub load: Option<i32>,
    /// Of a trial only: what would change, at most 200 records.
    pub changes: Vec<Change>,
}

impl Summary {
    /// Numbers over all tables.
    pub fn all(&self) -> Counts {
        let mut all = Counts::default();
        self.tables.iter().for_each(|(_, counts)| all.add(counts));
        all
    }

    pub(super) fn of(&mut self, table: &'static str) -> &mut Counts {
        let i = self.tables.iter().position(|(name, _)| *name == table).unwrap_or_else(|| {
            self.tables.push((table, Counts::default()));
            self.tables.len() - 1
        });
        &mut self.tables[i].1
    }
}

/// What would happen to one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// A word of [`entities::change::KIND`].
    pub kind: &'static str,
    /// The record in words: its table and key, or its table and id.
    pub record: String,
    /// Of an update: the fields that change, as they are named in a dataset.
    pub fields: Vec<FieldChange>,
}

/// What would happen to one field; none means not known.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    pub field: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

//! What a file of figures holds, in numbers.

use entities::observation::STATUS;

use super::cell::Cell;

/// Numbers of a file. Observations are rows times columns of figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Rows, the header left out.
    pub rows: u64,
    /// Columns of figures.
    pub indicators: u64,
    /// Observations with a value.
    pub values: u64,
    /// Observations by status, in the order of its words.
    statuses: [u64; STATUS.words.len()],
}

impl Tally {
    /// Of a file with this many columns of figures, before any row.
    pub fn new(indicators: u64) -> Self {
        Self { indicators, ..Self::default() }
    }

    /// Counts an observation.
    pub fn add(&mut self, cell: &Cell) {
        self.values += u64::from(cell.value.is_some());
        if let Some(place) = STATUS.words.iter().position(|word| word.word == cell.status) {
            self.statuses[place] += 1;
        }
    }

    /// All observations.
    pub fn observations(&self) -> u64 {
        self.statuses.iter().sum()
    }

    /// The statuses that occur, each with the number of its observations.
    pub fn statuses(&self) -> impl Iterator<Item = (&'static str, u64)> {
        STATUS.words.iter().map(|word| word.word).zip(self.statuses).filter(|(_, count)| *count > 0)
    }
}

//! One page of an ordered list: how many, from where, in which order.

use async_graphql::Value;

use super::{catalogue::Catalogue, describe::Order, level::Level, order::Key, sql::Bind};
use crate::error::{Code, Refusal};

/// Page size when none is asked for, and the largest that may be: as a rule, and where a list is of small rows of which whole
/// hundreds belong together.
pub const PAGE: u32 = 20;
pub const PAGE_LIMIT: u32 = 100;
pub const WIDE_LIMIT: u32 = 1_000;

/// One page of an ordered list.
pub struct Window {
    pub count: u32,
    pub backward: bool,
    pub after: Option<Vec<Bind>>,
    pub before: Option<Vec<Bind>>,
    pub order: &'static Order,
    pub keys: Vec<Key>,
    /// Cells that hold the keys, when cursors are asked for.
    pub key_cells: Vec<usize>,
}

impl Window {
    /// Whether the statement reads in falling order.
    pub fn descending(&self) -> bool {
        self.order.descending != self.backward
    }

    /// Has the cells of the keys read too, for cursors.
    pub fn read_keys(&mut self, catalogue: &Catalogue, level: &mut Level<'_>) {
        if self.key_cells.is_empty() {
            let cell = |key: &Key| level.held(catalogue, &key.way, key.column, key.sort);
            self.key_cells = self.keys.iter().map(cell).collect();
        }
    }
}

/// A size of a page of at most `most`, held to its bounds.
pub fn page_size(name: &str, value: &Value, most: u32) -> Result<u32, Refusal> {
    let asked = if let Value::Number(n) = value { n.as_i64() } else { None };
    match asked.map(|n| (n, u32::try_from(n))) {
        Some((_, Ok(n))) if (1..=most).contains(&n) => Ok(n),
        Some((n, _)) => Err(Refusal {
            code: Code::BadInput,
            message: format!("`{name}` must be between 1 and {most}, got {n}."),
            at: None,
            bound: Some((n, i64::from(most))),
        }),
        None => Err(Refusal::new(Code::BadInput, format!("`{name}` must be a whole number."))),
    }
}

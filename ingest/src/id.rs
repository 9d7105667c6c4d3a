//! Ids of records: the same after every load of the same facts.

use uuid::Uuid;

/// The namespace of all derived ids. It never changes, or every id would.
const NAMESPACE: Uuid = Uuid::from_u128(0x5c1d_94e6_2b0f_4f7a_9a3e_71d8_06b2_c54d);

/// The id of what somebody's scheme names `value`. A record that a dataset gives the key `k` in table `t` has the id
/// `of("folkmoot:t", "k")`.
pub fn of(scheme: &str, value: &str) -> Uuid {
    derived(format!("{scheme}\n{value}").as_bytes())
}

/// The id of a record that a dataset gives this key in this table.
pub fn of_key(table: &str, key: &str) -> Uuid {
    derived(format!("folkmoot:{table}\n{key}").as_bytes())
}

/// An id for something that nobody names: it rises with time.
pub fn fresh() -> Uuid {
    Uuid::now_v7()
}

/// The id of what these bytes say.
pub(crate) fn derived(bytes: &[u8]) -> Uuid {
    Uuid::new_v5(&NAMESPACE, bytes)
}

#[cfg(test)]
mod tests {
    use super::{of, of_key};

    /// These ids are in people's databases and links: a change here breaks them.
    #[test]
    fn ids_do_not_move() {
        assert_eq!(of_key("council", "bath"), of("folkmoot:council", "bath"));
        assert_eq!(of("folkmoot:council", "bath").to_string(), "0bfb48eb-3c6f-556f-957d-6c921d7dc4ff");
    }
}

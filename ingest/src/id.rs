//! Ids of records: the same after every load of the same facts.

use uuid::Uuid;

/// The namespace of all derived ids. It never changes, or every id would.
const NAMESPACE: Uuid = Uuid::from_u128(0x5c1d_94e6_2b0f_4f7a_9a3e_71d8_06b2_c54d);

/// How a reference begins that holds an id.
const BY_ID: &str = "id:";

/// The id of what somebody's scheme names `value`. A record that a dataset gives the key `k` in table `t` has the id
/// `of("folkmoot:t", "k")`.
pub fn of(scheme: &str, value: &str) -> Uuid {
    derived(format!("{scheme}\n{value}").as_bytes())
}

/// The id of what somebody's scheme names `value`, near the ids of what bears numbers close to `number` among all that
/// `place` numbers. Rows whose ids lie close together are written and found fast: they share pages of every index. It is
/// a UUID of version 8: two bytes for the place, four for the number, the rest as in [`of`].
pub fn near(place: &str, number: u32, scheme: &str, value: &str) -> Uuid {
    beside(derived(place.as_bytes()), number, of(scheme, value))
}

/// The id of what somebody's scheme names `value` among all that belongs to a record, near the ids of all else that does.
pub fn under(record: Uuid, scheme: &str, value: &str) -> Uuid {
    let mut bytes = *derived(format!("{scheme}\n{record}\n{value}").as_bytes()).as_bytes();
    bytes[..6].copy_from_slice(&record.as_bytes()[..6]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The id of a record that a dataset gives this key in this table.
pub fn of_key(table: &str, key: &str) -> Uuid {
    derived(format!("folkmoot:{table}\n{key}").as_bytes())
}

/// How a dataset points to a record by its id, where the record's table has path-safe names.
pub fn reference(id: Uuid) -> String {
    format!("{BY_ID}{id}")
}

/// The id that such a reference holds; none if it is a key.
pub(crate) fn in_reference(reference: &str) -> Option<Uuid> {
    reference.strip_prefix(BY_ID)?.parse().ok()
}

/// An id for something that nobody names: it rises with time.
pub fn fresh() -> Uuid {
    Uuid::now_v7()
}

/// The id of what these bytes say.
pub(crate) fn derived(bytes: &[u8]) -> Uuid {
    Uuid::new_v5(&NAMESPACE, bytes)
}

/// An id that begins as the id of a place does, with the number behind that.
pub(crate) fn beside(place: Uuid, number: u32, id: Uuid) -> Uuid {
    let mut bytes = *id.as_bytes();
    bytes[..2].copy_from_slice(&place.as_bytes()[..2]);
    bytes[2..6].copy_from_slice(&number.to_be_bytes());
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The first number in a text, as far as it fits.
pub(crate) fn first_number(text: &str) -> Option<u32> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{first_number, near, of, of_key};

    /// These ids are in people's databases and links: a change here breaks them.
    #[test]
    fn ids_do_not_move() {
        assert_eq!(of_key("council", "bath"), of("folkmoot:council", "bath"));
        assert_eq!(of("folkmoot:council", "bath").to_string(), "0bfb48eb-3c6f-556f-957d-6c921d7dc4ff");
    }

    #[test]
    fn what_is_numbered_together_lies_together() {
        let id = |number| near("papers.example", number, "moderngov:papers.example/item", &number.to_string());
        assert_eq!(id(77).to_string(), "e2640000-004d-80f4-9657-8bee5100e4d9");
        assert!(id(76) < id(77) && id(77) < id(1077));
        assert_ne!(id(77), near("papers.example", 77, "moderngov:papers.example/document", "77"));
        assert_eq!((first_number("GetMeeting 4967, item 3"), first_number("none")), (Some(4967), None));
    }
}

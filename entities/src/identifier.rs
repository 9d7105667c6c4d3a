//! A name of a record in somebody's scheme, for a time. One record has many.
use crate::{Kind, part};

part! {
    /// A name of a record in somebody's scheme, for a time.
    "identifier" {
        /// The record named.
        #[sea_orm(primary_key, auto_increment = false)]
        record_id: Uuid = Kind::Reference("record"),
        /// Its table.
        record_type: String = Kind::Text,
        /// Who gives the name: `gss`, `url`, `moderngov-issue` …
        #[sea_orm(primary_key, auto_increment = false)]
        scheme: String = Kind::Text,
        /// The name.
        #[sea_orm(primary_key, auto_increment = false)]
        value: String = Kind::Text,
        /// From when it named the record.
        valid_from: Option<String> = Kind::PartialDate,
        /// Until when.
        valid_to: Option<String> = Kind::PartialDate,
    }
}

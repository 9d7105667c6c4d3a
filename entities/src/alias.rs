use crate::{Kind, part};

part! {
    /// Another written form of a record's name.
    "alias" {
        /// The record.
        #[sea_orm(primary_key, auto_increment = false)]
        record_id: Uuid = Kind::Reference("record"),
        /// Order, from 1.
        #[sea_orm(primary_key, auto_increment = false)]
        position: i32 = Kind::Int,
        /// The form as written.
        name: String = Kind::Text,
        /// Language as a two-letter code.
        language: Option<String> = Kind::Text,
        /// Where or how it is used.
        note: Option<String> = Kind::Text,
    }
}

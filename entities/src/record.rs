//! Two macros that write a sea-orm entity and its description from one list of columns, so that nothing is said twice.

/// A table of records: the columns given, and around them the envelope that every record carries.
macro_rules! record {
    ($(#[doc = $said:literal])+ $table:literal { $(#[doc = $about:literal] $column:ident : $ty:ty = $kind:expr,)* }
     $(actors [$($actor:literal),* $(,)?])? $(links [$($field:literal $role:literal $target:literal),* $(,)?])?) => {
        use sea_orm::entity::prelude::*;

        $(#[doc = $said])+
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = $table)]
        pub struct Model {
            /// Stable id, the same after every load of the same facts.
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: Uuid,
            $(#[doc = $about] pub $column: $ty,)*
            /// Where the record stands; a word of [`crate::STATE`].
            pub state: String,
            /// The set of [`crate::citation`] rows that it rests on; null for sources and topics.
            pub provenance_id: Option<Uuid>,
            /// When it was first written, in milliseconds since 1970 (UTC).
            pub created_at: i64,
            /// When it last changed, in milliseconds since 1970 (UTC).
            pub updated_at: i64,
            /// Hash of the row and its parts: equal means nothing to write.
            pub fingerprint: i64,
        }
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}

        /// The same columns as data.
        pub static TABLE: $crate::Table = $crate::Table {
            name: $table,
            about: concat!($($said),+),
            columns: &[$($crate::Column { name: stringify!($column), kind: $kind, about: $about, null: <$ty as $crate::Nullable>::NULL }),*],
            actors: &[$($($actor),*)?],
            links: &[$($($crate::Link { field: $field, role: $role, target: $target }),*)?],
        };
    };
}
pub(crate) use record;

/// A table of rows that belong to a record: the columns given and no others.
macro_rules! part {
    ($(#[doc = $said:literal])+ $table:literal { $(#[doc = $about:literal] $(#[sea_orm($($key:tt)*)])? $column:ident : $ty:ty = $kind:expr,)* }) => {
        use sea_orm::entity::prelude::*;

        $(#[doc = $said])+
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = $table)]
        pub struct Model {
            $(#[doc = $about] $(#[sea_orm($($key)*)])? pub $column: $ty,)*
        }
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}

        /// The same columns as data.
        pub static TABLE: $crate::Table = $crate::Table {
            name: $table,
            about: concat!($($said),+),
            columns: &[$($crate::Column { name: stringify!($column), kind: $kind, about: $about, null: <$ty as $crate::Nullable>::NULL }),*],
            actors: &[],
            links: &[],
        };
    };
}
pub(crate) use part;

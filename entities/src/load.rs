//! One run of the write path: what it was and when it took place.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "load")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    /// What was loaded, in words: a folder, a feed, a command.
    pub title: String,
    /// When, in milliseconds since 1970 (UTC); rises from load to load.
    pub at: i64,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}

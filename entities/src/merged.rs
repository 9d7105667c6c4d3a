//! Where records went that were merged into others: looked up wherever an id or path-safe name leads to no record.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "merged")]
pub struct Model {
    /// Id of the duplicate, which no record has any longer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: Uuid,
    /// The table of both.
    pub record_type: String,
    /// The path-safe name that the duplicate had.
    pub slug: String,
    /// The record that stands for it.
    pub into_id: Uuid,
    /// When the duplicate was first written, in milliseconds since 1970 (UTC).
    pub created_at: i64,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}

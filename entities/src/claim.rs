//! What one feed says of a record that several feeds speak of: the record itself is all of them joined.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: Uuid,
    /// Who says it; empty for whoever first wrote the record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub feed: String,
    /// The record as that feed gives it, as JSON.
    pub said: String,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}

//! How far the texts of a council were looked through for names.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "linked")]
pub struct Model {
    /// The council; nil for texts of none.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// Hash of all names that its texts were looked through for.
    pub gazetteer: i64,
    /// The last entry of the change log that was heeded.
    pub sequence: i64,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}

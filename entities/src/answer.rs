//! What a source last answered, as a number: equal numbers mean that there is nothing to read.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "answer")]
pub struct Model {
    /// The source.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source_id: Uuid,
    /// What was asked: an operation or page and its argument.
    #[sea_orm(primary_key, auto_increment = false)]
    pub question: String,
    /// The first eight bytes of the SHA-256 of the answer, and of the version of the reader.
    pub hash: i64,
    /// The reading that last asked.
    pub reading_id: Uuid,
    /// What was read there, as JSON, where it is needed again without asking.
    pub said: Option<String>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}

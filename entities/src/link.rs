use crate::{Kind, part};

part! {
    /// That one record points to another: the relations of several to several.
    "link" {
        /// The record that points.
        #[sea_orm(primary_key, auto_increment = false)]
        from_id: Uuid = Kind::Reference("record"),
        /// What the link says.
        #[sea_orm(primary_key, auto_increment = false)]
        role: String = Kind::Text,
        /// The record pointed to.
        #[sea_orm(primary_key, auto_increment = false)]
        to_id: Uuid = Kind::Reference("record"),
        /// Order, from 1.
        position: i32 = Kind::Int,
        /// How sure the link is.
        certainty: String = Kind::Word(&crate::citation::CERTAINTY),
    }
}

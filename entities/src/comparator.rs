use crate::{Kind, record};

record! {
    /// That a council resembles another, by a model. It has a direction: the other way it may have another rank, or none.
    "comparator" {
        /// The model and version.
        comparator_set_id: Uuid = Kind::Reference("comparator_set"),
        /// The council whose neighbour it is.
        council_id: Uuid = Kind::Reference("council"),
        /// The neighbour.
        peer_id: Uuid = Kind::Reference("council"),
        /// 1 for the council that is most like it, counting up.
        rank: i32 = Kind::Int,
        /// How close it is, as printed, such as "Somewhat close"; null when not stated.
        closeness: Option<String> = Kind::Text,
    }
}

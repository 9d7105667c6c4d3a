use crate::{Kind, record};

record! {
    /// That two records are one person, board or organisation. Whoever asks for the duplicate gets the other; what pointed to
    /// it points to the other. Taking this record away undoes it.
    "merge" {
        /// Id or path-safe name of the duplicate.
        duplicate: String = Kind::Text,
        /// The person that it is.
        person_id: Option<Uuid> = Kind::Reference("person"),
        /// The board that it is.
        board_id: Option<Uuid> = Kind::Reference("board"),
        /// The organisation that it is.
        organisation_id: Option<Uuid> = Kind::Reference("organisation"),
        /// Why they are held to be one, in our words.
        reason: String = Kind::Text,
    }
}

use crate::{Kind, record};

record! {
    /// That a person, or a post, belongs to a board, council or organisation for a time.
    "membership" {
        /// Who; null where only the post is named.
        person_id: Option<Uuid> = Kind::Reference("person"),
        /// The post held.
        post_id: Option<Uuid> = Kind::Reference("post"),
        /// The board belonged to.
        board_id: Option<Uuid> = Kind::Reference("board"),
        /// The council belonged to.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// The organisation belonged to.
        organisation_id: Option<Uuid> = Kind::Reference("organisation"),
        /// Part played there, as printed.
        role: Option<String> = Kind::Text,
        /// Whether the post was held for the time being only; null when the source does not say.
        interim: Option<bool> = Kind::Bool,
        /// Whether the member has a vote; null when the source does not say.
        voting: Option<bool> = Kind::Bool,
        /// The organisation that the member stands for.
        on_behalf_of_id: Option<Uuid> = Kind::Reference("organisation"),
        /// The words of the source for whom the member stands for, such as a party.
        on_behalf_of_as_written: Option<String> = Kind::Text,
        /// A day on which a source shows it to be so.
        attested_on: Option<Date> = Kind::Date,
        /// From when it was so; null when not known.
        valid_from: Option<String> = Kind::PartialDate,
        /// Until when it was so, that day included; null when not known or still so.
        valid_to: Option<String> = Kind::PartialDate,
    }
}

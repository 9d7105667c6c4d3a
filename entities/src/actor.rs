use crate::{Kind, Word, Words, part};

/// The part that somebody plays in a record.
pub static ROLE: Words = Words {
    name: "ActorRole",
    about: "The part that somebody plays in a record.",
    words: &[
        Word { word: "PRESENTER", about: "Presents an item." },
        Word { word: "ATTENDEE", about: "Attends, or was expected to." },
        Word { word: "SPEAKER", about: "Speaks or writes." },
        Word { word: "AUTHOR", about: "Writes a document." },
        Word { word: "LEAD_OFFICER", about: "Officer who answers for a report." },
        Word { word: "LEAD_MEMBER", about: "Cabinet member who answers for a report." },
        Word { word: "LEAD", about: "Leads a programme, or speaks for it." },
        Word { word: "MAKER", about: "Makes a decision, or is to make it." },
        Word { word: "OWNER", about: "Is to do an action." },
        Word { word: "REQUESTER", about: "Asked for an action or an assessment." },
        Word { word: "PARTICIPANT", about: "Was heard." },
        Word { word: "DELEGATE", about: "Is given power to decide." },
        Word { word: "CONSULTEE", about: "Is to be asked before power is used." },
    ],
};

/// How far the words for an actor are resolved.
pub static RESOLUTION: Words = Words {
    name: "ActorResolution",
    about: "How far the words for an actor are resolved.",
    words: &[
        Word { word: "RESOLVED", about: "To a person, board, council or organisation." },
        Word { word: "POST_ONLY", about: "To a post; who held it is not known." },
        Word { word: "NAME_ONLY", about: "A name, and nothing that says who that is." },
        Word { word: "COLLECTIVE", about: "A group, such as members together." },
        Word { word: "AMBIGUOUS", about: "Could be more than one." },
        Word { word: "UNKNOWN", about: "The source names nobody." },
    ],
};

part! {
    /// Who did something in a record: as written, and who that is, with how sure that is.
    "actor" {
        /// The record.
        #[sea_orm(primary_key, auto_increment = false)]
        record_id: Uuid = Kind::Reference("record"),
        /// The part played.
        #[sea_orm(primary_key, auto_increment = false)]
        role: String = Kind::Word(&ROLE),
        /// Order within the role, from 1.
        #[sea_orm(primary_key, auto_increment = false)]
        position: i32 = Kind::Int,
        /// The words of the source; null where it names nobody.
        as_written: Option<String> = Kind::Text,
        /// The person.
        person_id: Option<Uuid> = Kind::Reference("person"),
        /// The post.
        post_id: Option<Uuid> = Kind::Reference("post"),
        /// The organisation.
        organisation_id: Option<Uuid> = Kind::Reference("organisation"),
        /// The board.
        board_id: Option<Uuid> = Kind::Reference("board"),
        /// The council.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// How far the words are resolved.
        resolution: String = Kind::Word(&RESOLUTION),
        /// How sure that is.
        certainty: String = Kind::Word(&crate::citation::CERTAINTY),
    }
}

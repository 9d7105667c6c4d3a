use crate::{Kind, Word, Words, record};

/// The text in which a mention stands.
pub static FIELD: Words = Words {
    name: "MentionField",
    about: "The text in which a mention stands: a field of the record.",
    words: &[
        Word { word: "TITLE", about: "`title`." },
        Word { word: "SUMMARY", about: "`summary`." },
        Word { word: "AGENDA_TEXT", about: "`agendaText`." },
        Word { word: "MINUTES_TEXT", about: "`minutesText`." },
        Word { word: "NOTE", about: "`note`." },
        Word { word: "HEADING", about: "`heading`." },
        Word { word: "TEXT", about: "`text`." },
        Word { word: "REASONS", about: "`reasons`." },
        Word { word: "ALTERNATIVES", about: "`alternatives`." },
    ],
};

/// How far a mention is resolved.
pub static RESOLUTION: Words = Words {
    name: "MentionResolution",
    about: "How far a mention is resolved.",
    words: &[
        Word { word: "RESOLVED", about: "The words mean one record." },
        Word { word: "AMBIGUOUS", about: "The words can mean any of the candidates." },
    ],
};

/// The rule by which a mention was resolved.
pub static RULE: Words = Words {
    name: "MentionRule",
    about: "The rule by which words were taken for a record. docs/linking.md says what each does.",
    words: &[
        Word { word: "OWN_FORM", about: "A written form of a record of the council in whose papers it stands." },
        Word {
            word: "NATIONAL_FORM",
            about: "A written form of a record that belongs to no council, where the council has none of that form, or where the text says \
                    that the national one is meant.",
        },
        Word {
            word: "NAMED_COUNCIL",
            about: "A written form of a record of another council, which the words beside it name.",
        },
        Word {
            word: "POST_TITLE",
            about: "The whole title of a post that there was on that day, of the council or of none.",
        },
        Word {
            word: "PERSON_NAME",
            about: "A whole name that only one person of the council has, or only one of those who were present.",
        },
        Word {
            word: "TITLE_AND_SURNAME",
            about: "A title such as Cllr before a surname that only one person there has.",
        },
        Word {
            word: "ABBREVIATION",
            about: "Letters that the text, or one before it of the same record, gives in brackets after the whole name.",
        },
        Word { word: "SAID_BY_HAND", about: "A dataset says so." },
    ],
};

record! {
    /// That some words of a text mean a record: where they stand, what they mean, and how that was found.
    "mention" {
        /// The council in whose papers the words stand; null where they stand in papers of none.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// The day of the paper; null when not known.
        date: Option<String> = Kind::PartialDate,
        /// The meeting in whose papers they stand.
        meeting_id: Option<Uuid> = Kind::Reference("meeting"),
        /// The item in whose text, or under which, they stand.
        agenda_item_id: Option<Uuid> = Kind::Reference("agenda_item"),
        /// The contribution in whose text they stand; null where it is no contribution's.
        contribution_id: Option<Uuid> = Kind::Reference("contribution"),
        /// The decision in whose text they stand; null where it is no decision's.
        decision_id: Option<Uuid> = Kind::Reference("decision"),
        /// The recommendation in whose text they stand; null where it is no recommendation's.
        recommendation_id: Option<Uuid> = Kind::Reference("recommendation"),
        /// The action item in whose text they stand; null where it is no action item's.
        action_item_id: Option<Uuid> = Kind::Reference("action_item"),
        /// The document in whose title, or on whose page, they stand; null where it is no document's.
        document_id: Option<Uuid> = Kind::Reference("document"),
        /// The page of a document in whose text they stand; null where it is no page's.
        document_page_id: Option<Uuid> = Kind::Reference("document_page"),
        /// The issue in whose title they stand; null where it is no issue's.
        issue_id: Option<Uuid> = Kind::Reference("issue"),
        /// The field of that record.
        field: String = Kind::Word(&FIELD),
        /// Where the words begin in that field, in UTF-16 code units from 0.
        position: i32 = Kind::Int,
        /// How long they are, in UTF-16 code units.
        length: i32 = Kind::Int,
        /// The words as written.
        words: String = Kind::Text,
        /// The programme that is meant.
        programme_id: Option<Uuid> = Kind::Reference("programme"),
        /// The strategy that is meant.
        strategy_id: Option<Uuid> = Kind::Reference("strategy"),
        /// The policy instrument that is meant.
        policy_instrument_id: Option<Uuid> = Kind::Reference("policy_instrument"),
        /// The board that is meant.
        board_id: Option<Uuid> = Kind::Reference("board"),
        /// The organisation that is meant.
        organisation_id: Option<Uuid> = Kind::Reference("organisation"),
        /// The post that is meant.
        post_id: Option<Uuid> = Kind::Reference("post"),
        /// The person who is meant.
        person_id: Option<Uuid> = Kind::Reference("person"),
        /// Whether the words mean one record.
        resolution: String = Kind::Word(&RESOLUTION),
        /// How sure that is.
        certainty: String = Kind::Word(&crate::citation::CERTAINTY),
        /// How it was found.
        rule: String = Kind::Word(&RULE),
    }
    links [
        "candidate_programmes" "CANDIDATE" "programme",
        "candidate_strategies" "CANDIDATE" "strategy",
        "candidate_policy_instruments" "CANDIDATE" "policy_instrument",
        "candidate_boards" "CANDIDATE" "board",
        "candidate_organisations" "CANDIDATE" "organisation",
        "candidate_posts" "CANDIDATE" "post",
        "candidate_people" "CANDIDATE" "person",
    ]
}

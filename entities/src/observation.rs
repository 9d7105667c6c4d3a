use crate::{Kind, Word, Words, record};

/// What is known of a figure.
pub static STATUS: Words = Words {
    name: "ObservationStatus",
    about: "What is known of a figure. Only some statuses come with a value.",
    words: &[
        Word { word: "FINAL", about: "A figure, with no mark of doubt." },
        Word { word: "PROVISIONAL", about: "A figure that will be replaced by a final one." },
        Word { word: "REVISED", about: "A figure that replaces an earlier one." },
        Word { word: "SUPPRESSED", about: "The publisher knows it and does not tell it, to protect people: no value." },
        Word { word: "NOT_AVAILABLE", about: "The publisher does not have it: no value." },
        Word { word: "NOT_APPLICABLE", about: "There can be none: no value." },
        Word { word: "LOW_RELIABILITY", about: "Held back, or told with a warning, since it is not reliable." },
        Word { word: "ROUNDS_TO_ZERO", about: "Not zero, but so small that it would be printed as zero: no value." },
    ],
};

record! {
    /// One figure: an indicator for a council or area and a time, or the word on why there is none.
    "observation" {
        /// The indicator.
        indicator_id: Uuid = Kind::Reference("indicator"),
        /// The council that it is for; null where it is for an area.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// The area that it is for, such as a region, England, or a group of councils; null where it is for a council.
        area_id: Option<Uuid> = Kind::Reference("area"),
        /// The time that it is for.
        time_period_id: Uuid = Kind::Reference("time_period"),
        /// Last day of that time; null when not known.
        ends_on: Option<Date> = Kind::Date,
        /// The figure, digit by digit as published; where a file holds the noise of binary numbers, the shortest number that means the same, and `as_written` keeps what stands there. Null when there is none: the status says why. Never zero for "not known".
        value: Option<String> = Kind::Decimal,
        /// What is known of it.
        status: String = Kind::Word(&STATUS),
        /// What stands in the cell of the file, where that is not the value itself.
        as_written: Option<String> = Kind::Text,
        /// The release that it was last read in; of a figure that several tell, the owner's, if the owner names one.
        release_id: Option<Uuid> = Kind::Reference("release"),
    }
}

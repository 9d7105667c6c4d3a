use crate::{Kind, Word, Words, record};

/// What sort of time a figure is for.
pub static KIND: Words = Words {
    name: "TimePeriodKind",
    about: "What sort of time a figure is for.",
    words: &[
        Word { word: "CALENDAR_YEAR", about: "1 January to 31 December." },
        Word { word: "FINANCIAL_YEAR", about: "1 April to 31 March." },
        Word { word: "ACADEMIC_YEAR", about: "1 September to 31 August." },
        Word {
            word: "REPORTING_YEAR",
            about: "The year of a statistical return that ends on 31 March; figures on a day are of that day.",
        },
        Word { word: "YEAR_TO_SEPTEMBER", about: "1 October to 30 September." },
        Word {
            word: "YEAR",
            about: "A year of which the publisher does not say when it begins: the days are those of the calendar year.",
        },
        Word { word: "YEARS", about: "Several years together, as a mean or a sum." },
        Word { word: "DAY", about: "One day, such as that of a census." },
        Word { word: "MONTH", about: "One month." },
        Word { word: "QUARTER", about: "Three months." },
        Word { word: "TERM", about: "One term or half term of schools, or several." },
        Word { word: "WEEK", about: "One week." },
        Word { word: "UNKNOWN", about: "The publisher does not say what time its label means." },
    ],
};

/// How settled the figures of a period are, where its label says so.
pub static REVISION: Words = Words {
    name: "Revision",
    about: "How settled the figures of a period are, where its label says so.",
    words: &[
        Word { word: "PROVISIONAL", about: "To be replaced by final ones." },
        Word { word: "REVISED", about: "Replacing earlier ones." },
        Word { word: "FINAL", about: "Said to be final." },
        Word { word: "OUTTURN", about: "Of money: what was spent, not what was planned." },
    ],
};

record! {
    /// The time that figures are for, as a publisher labels it.
    "time_period" {
        /// What sort of time it is.
        kind: String = Kind::Word(&KIND),
        /// First day; null when the label does not tell.
        starts_on: Option<Date> = Kind::Date,
        /// Last day; null when the label does not tell.
        ends_on: Option<Date> = Kind::Date,
        /// As printed, such as "2024-25 (OT)".
        label: String = Kind::Text,
        /// How settled the figures are; null when the label does not say.
        revision: Option<String> = Kind::Word(&REVISION),
    }
}

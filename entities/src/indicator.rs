use crate::{Kind, Word, Words, record};

/// Which way of an indicator is the better one.
pub static POLARITY: Words = Words {
    name: "Polarity",
    about: "Which way of an indicator is the better one.",
    words: &[
        Word { word: "HIGHER_IS_BETTER", about: "More is better." },
        Word { word: "LOWER_IS_BETTER", about: "Less is better." },
        Word { word: "NEUTRAL", about: "Neither: it must not be shown as good or bad." },
    ],
};

record! {
    /// Something that is counted or measured again and again for many councils or areas.
    "indicator" {
        /// Path-safe name, unique.
        slug: String = Kind::Text,
        /// The publisher's own short name for it, unique within the dataset.
        code: String = Kind::Text,
        /// What is measured, as printed or, where only a code is, in our words.
        title: String = Kind::Text,
        /// The publisher's heading for it; null when there is none.
        topic: Option<String> = Kind::Text,
        /// What is counted and how, in the publisher's words or in ours.
        description: Option<String> = Kind::Text,
        /// What the values are counted in, such as "Rate per 10,000" or "%"; null when not stated.
        unit: Option<String> = Kind::Text,
        /// Digits behind the point with which the publisher shows it; null when not stated.
        decimals: Option<i32> = Kind::Int,
        /// Which way is better; null when the publisher does not say, and then it must not be shown as good or bad.
        polarity: Option<String> = Kind::Word(&POLARITY),
        /// What the values cover within its dataset, such as a group of children, each as `column: value`; null for all.
        filters: Option<String> = Kind::TextList,
        /// The dataset that it belongs to.
        dataset_id: Uuid = Kind::Reference("dataset"),
        /// Where the publisher explains it.
        url: Option<String> = Kind::Url,
    }
}

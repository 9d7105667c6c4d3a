use crate::{Kind, Word, Words, record};

/// What came of reading a file.
pub static OUTCOME: Words = Words {
    name: "FileOutcome",
    about: "What came of reading the file of a document.",
    words: &[
        Word { word: "READ", about: "Its words are held, page by page." },
        Word {
            word: "PARTLY_READ",
            about: "Words of some pages are held; others show none, as scans do, or in letters that the file does not tell.",
        },
        Word {
            word: "NO_WORDS",
            about: "It shows no words that can be read: a scan or pictures, or letters that the file does not tell.",
        },
        Word { word: "LOCKED", about: "It opens only with a password." },
        Word { word: "DAMAGED", about: "It is not what it says it is, or breaks off." },
        Word { word: "OTHER_FORMAT", about: "It is in a format that is not read." },
        Word { word: "TOO_LARGE", about: "It is larger, or takes longer to read, than the reader allows." },
        Word {
            word: "NOT_THERE",
            about: "Its address leads to no file: the host says that there is none, or none any more.",
        },
    ],
};

record! {
    /// The file of a document, as it was fetched from its address: what it is, and what came of reading it.
    "document_file" {
        /// The document.
        document_id: Uuid = Kind::Reference("document"),
        /// The address that it was fetched from.
        url: String = Kind::Url,
        /// What came of reading it.
        outcome: String = Kind::Word(&OUTCOME),
        /// Its format as its first bytes tell it, such as `application/pdf`; null when they do not, or when no file came.
        media_type: Option<String> = Kind::Text,
        /// Its size, in bytes; null when no whole file came.
        bytes: Option<i32> = Kind::Int,
        /// The hash of its bytes: SHA-256 in hexadecimal; null when no whole file came.
        sha256: Option<String> = Kind::Text,
        /// How many pages it has; null when it has no pages of its own, as a web page has none, or could not be opened.
        page_count: Option<i32> = Kind::Int,
        /// How many of its pages show no words that could be read; null when it could not be opened.
        pages_without_words: Option<i32> = Kind::Int,
        /// The day, in London, on which these bytes first came, or on which it first turned out that none do.
        retrieved_on: Date = Kind::Date,
    }
}
